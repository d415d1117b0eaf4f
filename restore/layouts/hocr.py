"""hOCR: words are `ocrx_word` in lines, their places and confidences properties in `title`.

A word that was repaired has the property `x_restored 1`, and no longer the engine's confidence nor the boxes of its
letters. A word broken at the end of a line has a soft hyphen there, as hOCR asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from restore.layouts import edits
from restore.layouts.layout import (
    SOFT_HYPHEN,
    Box,
    Layout,
    Line,
    PageFormat,
    Word,
    confidence_of,
    laid_out,
    number_of,
    softly_broken,
)
from restore.layouts.rewriting import Placed
from restore.markup.elements import Element, Markup
from restore.plan import Splice

RESTORED = "x_restored"
_WORDS = frozenset({"ocrx_word", "ocr_word"})
_LINES = frozenset(
    {"ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat", "ocr_headerline"}
)
_BLOCKS = frozenset({"ocr_par", "ocr_carea", "ocrx_block"})
_STALE = frozenset({"x_wconf", "x_conf", "x_confs", "x_bboxes", "x_cost", "x_costs", "cuts", "nlp", RESTORED})
_BOX = re.compile(r"\bbbox\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)")
_CONFIDENCE = re.compile(r"\bx_wconf\s+(\d+(?:\.\d+)?)")
_PROPERTY = re.compile(r'(?:[^;"]|"[^"]*")+')


def read(markup: Markup) -> Layout:
    """The lines of a document's pages."""
    classes = [frozenset(element.get("class").split()) for element in markup.elements]
    blocks = _nearest(markup, classes, _BLOCKS)
    pages = _nearest(markup, classes, frozenset({"ocr_page"}))
    lines_of = _nearest(markup, classes, _LINES)
    holding = _holding(markup, classes)
    words: dict[int, list[Word]] = {}
    for element in markup.elements:
        if classes[element.number] & _WORDS and element.number not in holding:
            parent = element.parent
            line = (
                next((n for n in (lines_of[parent], blocks[parent]) if n >= 0), parent)
                if parent >= 0
                else element.number
            )
            words.setdefault(line, []).append(_word(markup, element, whole=False))
    for element in markup.elements:
        if classes[element.number] & _LINES and element.number not in holding:
            words[element.number] = [_word(markup, element, whole=True)]
    lines = [
        Line(softly_broken(words[number]), number, _box(markup.elements[number]), blocks[number], pages[number])
        for number in sorted(words)
    ]
    return laid_out(PageFormat.HOCR, lines, markup)


def _holding(markup: Markup, classes: Sequence[frozenset[str]]) -> set[int]:
    """The lines and words that have others of either inside: they say nothing that those do not say.

    No word has one in it, but in a file that lost an end tag.
    """
    wanted = _LINES | _WORDS
    nearest = _nearest(markup, classes, wanted)
    inner = (element.parent for element in markup.elements if classes[element.number] & wanted)
    return {nearest[parent] for parent in inner if parent >= 0}


def _nearest(markup: Markup, classes: Sequence[frozenset[str]], wanted: frozenset[str]) -> Sequence[int]:
    """For each element the nearest around it, or itself, that has one of these classes; -1 where there is none."""
    found: list[int] = []
    for element in markup.elements:
        if classes[element.number] & wanted:
            found.append(element.number)
        else:
            found.append(found[element.parent] if element.parent >= 0 else -1)
    return found


def _word(markup: Markup, element: Element, *, whole: bool) -> Word:
    confidence = _CONFIDENCE.search(element.get("title"))
    text = " ".join(markup.text(element).split())
    share = confidence_of(confidence[1], 100) if confidence else None
    return Word(text, element.number, _box(element), share, whole=whole)


def _box(element: Element) -> Box | None:
    found = _BOX.search(element.get("title"))
    left, top, right, bottom = map(number_of, found.groups()) if found else [None] * 4
    if left is None or top is None or right is None or bottom is None:
        return None
    return Box(left, top, right, bottom)


def write(layout: Layout, changed: Mapping[int, Sequence[Placed]]) -> Iterator[Splice]:
    """The splices that give the changed lines these words."""
    markup, ids = layout.markup, edits.FreshIds(layout.markup)
    for number, placed in changed.items():
        yield from edits.line(
            markup,
            layout.lines[number].words,
            placed,
            emptied=lambda element: [edits.content(markup, element, "")],
            new=partial(_new, ids),
            repaired=partial(_repaired, markup),
        )


def _repaired(markup: Markup, element: Element, one: Placed, old: Word) -> Iterator[Splice]:
    text = one.written(SOFT_HYPHEN)
    if text != old.text + old.hyphen:
        yield edits.content(markup, element, text)
    title = element.get("title")
    properties = [each.strip() for each in _PROPERTY.findall(title) if each.strip()]
    if one.is_read_anew:
        properties = [each for each in properties if each.split()[0] not in _STALE] + [f"{RESTORED} 1"]
    if one.box != old.box and one.box is not None:
        properties = [_bbox(one.box) if each.startswith("bbox ") else each for each in properties]
        properties = [each for each in properties if not each.startswith("poly ")]  # of the word as it was
    if one.is_read_anew or one.box != old.box:
        yield edits.attribute(markup, element, "title", "; ".join(properties))


def _new(ids: edits.FreshIds, beside: Element, one: Placed) -> str:
    title = "; ".join([*([_bbox(one.box)] if one.box else []), f"{RESTORED} 1"])
    values = {"class": beside.get("class"), "title": title}
    if beside.get("id"):
        values["id"] = ids.beside(beside.get("id"))
    said = "".join(f' {name}="{edits.escaped(value, chr(34))}"' for name, value in values.items())
    return f"<{beside.tag}{said}>{edits.escaped(one.written(SOFT_HYPHEN))}</{beside.tag}>"


def _bbox(box: Box) -> str:
    return f"bbox {' '.join(edits.number(side) for side in (box.left, box.top, box.right, box.bottom))}"
