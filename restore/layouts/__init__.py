r"""Pages with their layout, hOCR, ALTO and PAGE-XML, as texts: read, repaired by a plan, and written back.

>>> page = '''<html><body><div class="ocr_page"><span class="ocr_line" title="bbox 0 0 90 10">
... <span class="ocrx_word" title="bbox 0 0 30 10; x_wconf 91">told</span>
... <span class="ocrx_word" title="bbox 40 0 90 10; x_wconf 34">dctail</span>
... </span></div></body></html>'''.encode()
>>> layout = read_layout(page)
>>> layout.text, layout.words[1].box, layout.words[1].confidence
('told dctail\n', Box(left=40.0, top=0.0, right=90.0, bottom=10.0), 0.34)
>>> from restore.plan import Plan, Splice
>>> restored = write_layout(layout, Plan([Splice(5, 11, "detail")]))
>>> print(restored.decode().splitlines()[2])
<span class="ocrx_word" title="bbox 40 0 90 10; x_restored 1">detail</span>
>>> write_layout(layout, Plan()) == page
True
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import ModuleType

from restore.errors import InputError
from restore.layouts.layout import Box as Box
from restore.layouts.layout import Layout as Layout
from restore.layouts.layout import Line as Line
from restore.layouts.layout import PageFormat as PageFormat
from restore.layouts.layout import Word as Word
from restore.markup import first_element
from restore.plan import Plan, apply_plan

__all__ = ["Box", "Layout", "Line", "PageFormat", "Word", "layout_kind", "read_layout", "rewrite", "write_layout"]

_ROOTS = {"alto": PageFormat.ALTO, "PcGts": PageFormat.PAGE}
# Possessive: a value is gone through once, whatever follows.
_CLASS = re.compile(rb"""\b(?i:class)\s*+=\s*+(?:"([^"<>]*+)|'([^'<>]*+)|([^\s"'<>]++))""")
_HOCR = re.compile(rb"\bocrx?_(?:page|carea|par|line|word)")


def layout_kind(data: bytes) -> PageFormat | None:
    """The format of pages that a file is in, by its contents; None for any other file.

    >>> layout_kind(b'<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"/>')
    <PageFormat.ALTO: 'ALTO'>
    >>> layout_kind(b"<html><body>A page of the web.</body></html>")
    """
    root = first_element(data)
    if root is None or root in _ROOTS:
        return None if root is None else _ROOTS[root]
    classes = (match[match.lastindex or 0] for match in _CLASS.finditer(data.replace(b"\0", b"")))
    return PageFormat.HOCR if any(map(_HOCR.search, classes)) else None


def read_layout(data: bytes, *, name: str = "page", encoding: str | None = None) -> Layout:
    """The pages of an hOCR, ALTO or PAGE-XML file: their text, and where each word of it stands.

    Without `encoding` it is the one that a byte order mark or the file itself names, else UTF-8. `name` is the file's,
    for messages. Nothing is fetched: neither document types nor entities nor images.

    Raises:
        InputError: it is none of these, larger than 32 MB, not well-formed, cut short, or declares entities.
        EncodingError: its bytes are not in its encoding.
    """
    from restore.markup.scanning import read_markup

    kind = layout_kind(data)
    if kind is None:
        told = f"{name}: neither hOCR nor ALTO nor PAGE-XML"
        raise InputError(f"{told}; give a page, and a document to restore.sources.read_source")
    layout: Layout = _format(kind).read(read_markup(data, name=name, encoding=encoding, html=kind is PageFormat.HOCR))
    return layout


def write_layout(layout: Layout, plan: Plan) -> bytes:
    """The file with a plan for `layout.text` carried out; what the plan does not change stays byte for byte.

    A word that is split gets its share of the box by its letters, one that is joined the box around its parts, one that
    is put in the room between its neighbours. What the file's encoding lacks is written as a reference.

    Raises:
        ValueError: the plan reaches past the text's end; it belongs to another text.
    """
    return rewrite(layout, plan).encode(layout.markup.encoding)


def rewrite(layout: Layout, plan: Plan) -> str:
    """The characters of `write_layout`, all of them such as the file's encoding has."""
    from restore.layouts.rewriting import rewritten

    changed = rewritten(layout, plan)
    splices = sorted(_format(layout.kind).write(layout, changed), key=lambda splice: (splice.start, splice.end))
    encoding = layout.markup.encoding
    known = [replace(each, text=each.text.encode(encoding, "xmlcharrefreplace").decode(encoding)) for each in splices]
    return apply_plan(layout.markup.raw, Plan(known))


def _format(kind: PageFormat) -> ModuleType:
    from restore.layouts import alto, hocr, page

    return {PageFormat.HOCR: hocr, PageFormat.ALTO: alto, PageFormat.PAGE: page}[kind]
