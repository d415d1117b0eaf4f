import zipfile
from pathlib import Path

import pytest

from restore.errors import InputError
from restore.layouts import read_layout
from restore.sources import DocumentFormat, read_source, source_kind
from tests.restore.sources.made import BOOK, CHAPTER, docx, packed


def test_a_format_is_told_by_what_stands_in_it():
    assert source_kind(packed(BOOK)) is DocumentFormat.EPUB
    assert source_kind(docx("")) is DocumentFormat.DOCX
    assert source_kind(b"\xef\xbb\xbf<!doctype HTML>\n<title>x</title>") is DocumentFormat.HTML
    assert source_kind("\ufeff<tei:TEI xmlns:tei='x'/>".encode("utf-16-le")) is DocumentFormat.TEI
    for other in (b"", b"PK\3\4", packed({"a.txt": "word"}), b"<p>x</p>", b"a <html>", b"# <html>\n"):
        assert source_kind(other) is None


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>The mayor <b>l</b>eft\n\t town.<p>At&nbsp;noon.", "The mayor left town.\n\nAt\xa0noon.\n"),
        ("<head><title>T</title><style>p {}</style><body><p>a<br>b<script>c</script>", "a\nb\n"),
        ("<ul><li>one<li>two</ul><div><div>three</div></div>four", "one\ntwo\n\nthree\n\nfour\n"),
        ("<table><tr><td>a<td>b</tr><tr><td>c</table>", "a b\nc\n"),
        ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字</p>", "漢字\n"),
        ("<div><span>never closed", "never closed\n"),
        ("<p>caf&eacute; &amp; &#8222;x&#8220;</p>", "café & „x“\n"),
        ("<p></p>", ""),
    ],
)
def test_html_gives_its_paragraphs(html, text):
    assert read_source(f"<!DOCTYPE html><html>{html}</html>".encode()) == text


def test_html_is_read_in_the_encoding_it_declares():
    said = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'
    page = f"<!DOCTYPE html>{said}<p>Bürger – „alle“</p>"
    assert read_source(page.encode("cp1252")) == "Bürger – „alle“\n"
    assert read_source(page.replace("windows-1252", "x").encode("cp1252"), encoding="cp1252") == "Bürger – „alle“\n"


@pytest.mark.parametrize(
    ("tei", "text"),
    [
        ("<head>One</head><p>a <hi>b</hi>c<lb/>d e<lb break='no'/>f</p>", "One\n\na bc\nd ef\n"),
        ("<p>a <choice><sic>tbe</sic><corr>the</corr></choice> b <sic>x</sic></p>", "a the b x\n"),
        ("<p><choice><orig>vnto</orig><reg>unto</reg></choice></p>", "vnto\n"),
        ("<p><choice><abbr>Mr</abbr><expan>Mister</expan></choice></p>", "Mr\n"),
        ("<p>a<note>A <p>note</p>.</note> b.</p><p>c</p>", "a b.\n\nA\n\nnote\n\n.\n\nc\n"),
        ("<app><lem>one</lem><rdg>two</rdg></app><fw>12</fw><del>x</del>", "one\n"),
        ("<lg><l>a</l><l>b</l></lg><sp><speaker>C</speaker><p>d</p></sp>", "a\nb\n\nC\n\nd\n"),
    ],
)
def test_tei_gives_the_text_as_printed_with_its_errors_corrected(tei, text):
    header = "<teiHeader><title>no</title></teiHeader>"
    assert read_source(f"<TEI xmlns='x'>{header}<text><body>{tei}</body></text></TEI>".encode()) == text


def test_a_book_gives_its_chapters_in_the_order_of_its_spine():
    assert read_source(packed(BOOK, zipfile.ZIP_DEFLATED)) == (
        "First\n\nThe mayor left town.\n\nSecond\n\nAt noon\xa0it\nrained.\n"
    )


def run(text, properties=""):
    return f"<w:r>{properties}<w:t xml:space='preserve'>{text}</w:t></w:r>"


def test_a_word_file_gives_its_paragraphs_as_they_are_with_changes_accepted():
    body = (
        f"<w:p>{run('The may')}{run('or left')}<w:r><w:tab/><w:t>town.</w:t><w:br/><w:t>So</w:t></w:r></w:p>"
        f"<w:p><w:ins>{run('new ')}</w:ins><w:del><w:r><w:delText>old </w:delText></w:r></w:del>{run('words')}"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p></w:tc><w:tc><w:p>{run('b')}</w:p></w:tc></w:tr></w:tbl>"
    )
    notes = f"<w:footnote><w:p>{run('A note.')}</w:p></w:footnote>"
    assert read_source(docx(body, footnotes=notes)) == "The mayor left town.\nSo\n\nnew words\n\na\n\nb\n\nA note.\n"


def without(name):
    return {key: value for key, value in BOOK.items() if key != name}


BOMB = CHAPTER.format("<p>" + " " * 33_000_000 + "</p>")
ENCRYPTION = "<encryption><CipherReference URI='OEBPS/text/two.xhtml'/></encryption>"
HOSTILE = {
    "bomb": (
        packed(BOOK | {"OEBPS/text/two.xhtml": BOMB}, zipfile.ZIP_DEFLATED),
        "b: unpacks to more than 32000000 bytes",
    ),
    "missing": (packed(without("OEBPS/book.opf")), "b: lacks OEBPS/book.opf, which it needs; get the whole file"),
    "no book": (packed(BOOK | {"META-INF/container.xml": "<container/>"}), "b: META-INF/container.xml names no book"),
    "cut": (packed(BOOK)[:-40], "b: damaged: it cannot be unpacked; get the file again"),
    "flipped": (
        packed(BOOK).replace(b"mayor", b"mayxx").replace(b"may</i>or", b"mxy</i>or"),
        "b: damaged: it cannot be unp",
    ),
    "ill-formed": (
        packed(BOOK | {"OEBPS/text/two.xhtml": "<?xml version='1.0'?><html>"}),
        "b: OEBPS/text/two.xhtml: not we",
    ),
    "protected": (
        packed(BOOK | {"META-INF/encryption.xml": ENCRYPTION}),
        "b: is protected against copying; give a copy of",
    ),
    "entities": (docx("").replace(b"<w:document ", b"<!DOCTYPE a "), "b: "),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_broken_or_hostile_is_one_line(name):
    data, message = HOSTILE[name]
    with pytest.raises(InputError) as raised:
        read_source(data, name="b")
    assert str(raised.value).startswith(message)
    assert "\n" not in str(raised.value)


def test_how_words_are_pronounced_is_not_in_the_text_of_a_word_file():
    ruby = f"<w:ruby><w:rt>{run('かんじ')}</w:rt><w:rubyBase>{run('漢字')}</w:rubyBase></w:ruby>"
    assert read_source(docx(f"<w:p>{run('日本の')}<w:r>{ruby}</w:r></w:p>")) == "日本の漢字\n"


def test_entities_of_its_own_are_refused_in_html():
    with pytest.raises(InputError, match=r"^b: its document type declares things"):
        read_source(b"<!DOCTYPE html [\n<!ENTITY a 'b'>\n]><html><p>The mayor &a; left.</html>", name="b")


def test_entities_of_its_own_are_refused_in_a_book():
    chapter = "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><html>&a;</html>"
    with pytest.raises(InputError, match=r"^b: OEBPS/text/two\.xhtml: its document type declares things"):
        read_source(packed(BOOK | {"OEBPS/text/two.xhtml": chapter}), name="b")


def test_many_chapters_count_together(monkeypatch):
    monkeypatch.setattr("restore.sources.packed.MAX_BYTES", 500)
    with pytest.raises(InputError, match="b: unpacks to more than 500 bytes"):
        read_source(packed(BOOK), name="b")


def test_another_file_is_refused():
    with pytest.raises(InputError, match=r"^b: neither HTML .* DOCX; .* to restore\.layouts\.read_layout$"):
        read_source(b"<alto></alto>", name="b")
    with pytest.raises(InputError, match=r"^b: neither hOCR nor ALTO nor PAGE-XML; .* restore\.sources\.read_source$"):
        read_layout(b"<TEI></TEI>", name="b")


@pytest.mark.parametrize("given", ["<html>", Path("book.epub")])
def test_what_is_no_bytes_is_told_from_a_fault(given):
    with pytest.raises(TypeError, match="is no file's bytes; give bytes"):
        read_source(given)
    with pytest.raises(TypeError, match="is no file's bytes; give bytes"):
        read_layout(given)
