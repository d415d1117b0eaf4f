"""Books and Word files with little in them."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
PACKAGE = """<?xml version="1.0"?><package><manifest><item id="c1" href="text/one%20a.xhtml"/>
<item id="c2" href="text/two.xhtml"/><item id="x" href="x.xhtml"/>
<item id="n" href="x.xhtml" properties="nav"/></manifest>
<spine><itemref idref="n"/><itemref idref="c2"/><itemref idref="x" linear="no"/>
<itemref idref="c1"/></spine></package>"""
CHAPTER = '<?xml version="1.0"?><html xmlns="x"><head><title>T</title></head><body>{}</body></html>'
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": PACKAGE,
    "OEBPS/text/one a.xhtml": CHAPTER.format("<h1>Second</h1><p>At noon&nbsp;it<br/>rained.</p>").replace(
        "<html", '<!DOCTYPE html PUBLIC "x" "y"><html'
    ),
    "OEBPS/text/two.xhtml": CHAPTER.format("<h1>First</h1><p>The <i>may</i>or left town.</p>"),
    "OEBPS/x.xhtml": CHAPTER.format("<p>A picture.</p>"),
}


def packed(entries, compression=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, text in entries.items():
            file.writestr(name, text)
    return out.getvalue()


def docx(body, **parts):
    entries = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    return packed(entries | {f"word/{name}.xml": f"<w:{name} {W}>{text}</w:{name}>" for name, text in parts.items()})
