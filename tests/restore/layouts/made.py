"""Pages made of words, in every format, and what has to hold of any page that was rewritten."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from restore.layouts import PageFormat, layout_kind, read_layout

LETTER, SPACE, HEIGHT = 10, 8, 20  # of a printed line, in pixels
PAGE_NS = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"


def boxes(words, row):
    """Where the words of a line stand: left, top, right, bottom."""
    left = 100
    for word in words:
        yield (left, 40 * row, left + LETTER * len(word), 40 * row + HEIGHT)
        left += LETTER * len(word) + SPACE


def line_box(words, row):
    placed = list(boxes(words, row)) or [(100, 0, 100, 0)]
    return (90, 40 * row - 5, placed[-1][2] + 40, 40 * row + HEIGHT + 5)


def hocr(lines, *, declared="UTF-8"):
    out = [f'<?xml version="1.0" encoding="{declared}"?>', '<html xmlns="http://www.w3.org/1999/xhtml"><body>']
    out.append("<div class='ocr_page' id='page_1'><p class='ocr_par' id='par_1'>")
    for row, words in enumerate(lines, start=1):
        out.append(f" <span class='ocr_line' id='line_{row}' title='{_bbox(line_box(words, row))}; x_size 20'>")
        for k, (word, box) in enumerate(zip(words, boxes(words, row), strict=True)):
            title = f"{_bbox(box)}; x_wconf {90 + k % 9}"
            out.append(f"  <span class='ocrx_word' id='word_{row}_{k}' title='{title}'>{escape(word)}</span>")
        out.append(" </span>")
    return "\n".join([*out, "</p></div></body></html>", ""])


def _bbox(box):
    return f"bbox {' '.join(map(str, box))}"


def alto(lines, *, declared="UTF-8"):
    out = [f'<?xml version="1.0" encoding="{declared}"?>', '<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#">']
    out.append('<Layout><Page ID="p1"><PrintSpace><TextBlock ID="b1">')
    for row, words in enumerate(lines, start=1):
        out.append(f' <TextLine ID="l{row}" {_place(line_box(words, row))}>')
        parts = [
            f'  <String ID="s{row}_{k}" {_place(box)} WC="0.9{k % 9}" CC="{" ".join("0" * len(word))}" '
            f"CONTENT={quoteattr(word)}/>"
            for k, (word, box) in enumerate(zip(words, boxes(words, row), strict=True))
        ]
        out += ["<SP/>\n".join(parts), " </TextLine>"]
    return "\n".join([*out, "</TextBlock></PrintSpace></Page></Layout></alto>", ""])


def _place(box):
    left, top, right, bottom = box
    return f'HPOS="{left}" VPOS="{top}" WIDTH="{right - left}" HEIGHT="{bottom - top}"'


def page(lines, *, declared="UTF-8", with_words=True):
    out = [f'<?xml version="1.0" encoding="{declared}"?>', f'<pc:PcGts xmlns:pc="{PAGE_NS}"><pc:Page>']
    out.append(f'<pc:TextRegion id="r1">{_coords((0, 0, 9999, 9999))}')
    for row, words in enumerate(lines, start=1):
        out.append(f' <pc:TextLine id="l{row}">{_coords(line_box(words, row))}')
        for k, (word, box) in enumerate(zip(words, boxes(words, row), strict=True)):
            if with_words:
                equivalent = _equivalent(word, f' conf="0.9{k % 9}"')
                out.append(f'  <pc:Word id="w{row}_{k}">{_coords(box)}{equivalent}</pc:Word>')
        out.append(f"  {_equivalent(' '.join(words), '')}</pc:TextLine>")
    said = "\n".join(" ".join(words) for words in lines)
    return "\n".join([*out, f"{_equivalent(said, '')}</pc:TextRegion></pc:Page></pc:PcGts>", ""])


def page_of_lines(lines, *, declared="UTF-8"):
    return page(lines, declared=declared, with_words=False)


def _coords(box):
    left, top, right, bottom = box
    return f'<pc:Coords points="{left},{top} {right},{top} {right},{bottom} {left},{bottom}"/>'


def _equivalent(text, attributes):
    return f"<pc:TextEquiv{attributes}><pc:Unicode>{escape(text)}</pc:Unicode></pc:TextEquiv>"


MAKERS = {"hocr": hocr, "alto": alto, "page": page, "page of lines": page_of_lines}


def check(data, words, *, inside=True):
    """Raise unless a page is well-formed, says these words, has no id twice, and its words inside their lines."""
    assert layout_kind(data) in set(PageFormat)
    layout = read_layout(data)
    assert layout.text.split() == words
    ids = [a.value for e in layout.markup.elements for a in e.attributes if a.name.lower() == "id"]
    assert len(ids) == len(set(ids))
    for line in layout.lines if inside else ():
        for word in line.words:
            assert word.box == word.box.within(line.box)
            assert word.box.right > word.box.left
    if layout.kind is PageFormat.PAGE:
        _check_in_step(layout)
    return layout


def _check_in_step(layout):
    markup = layout.markup
    for line in layout.lines:
        element = markup.elements[line.element]
        own = [each for each in markup.children(element) if each.name == "TextEquiv"]
        assert [markup.text(each).split() for each in own] == [
            [part for word in line.words for part in (word.text + word.hyphen).split()]
        ]
