"""PAGE-XML: words are `Word` elements with their text in `TextEquiv/Unicode`; lines and regions say theirs once more.

A word that was repaired, or a line where a file has no words, has `restored {by:restore;}` in its `custom` attribute,
and no longer the engine's `conf` nor its glyphs. Lines and regions are kept in step with their words. A word newly
broken at the end of a line has a ¬ there, as transcribers write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from restore.layouts import edits
from restore.layouts.layout import (
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

RESTORED = "restored {by:restore;}"
_HYPHEN = "\u00ac"
_POINT = re.compile(r"([^\s,]+),([^\s,]+)")


def read(markup: Markup) -> Layout:
    """The lines of a page, its regions in their reading order."""
    lines = [element for element in markup.elements if element.name == "TextLine"]
    ranks = _reading_order(markup)
    found = []
    for element in lines:
        around = list(markup.around(element))
        region = next((each for each in around if each.name == "TextRegion"), None)
        page = next((each.number for each in around if each.name == "Page"), -1)
        rank = next((ranks[each.get("id")] for each in around if each.get("id") in ranks), len(ranks))
        found.append((page, rank, _line_of(markup, element, region, page)))
    return laid_out(PageFormat.PAGE, [line for _, _, line in sorted(found, key=lambda one: one[:2])], markup)


def _reading_order(markup: Markup) -> Mapping[str, int]:
    """The places of regions by their ids; those that have none come last, as they stand in the file."""
    order = next((element for element in markup.elements if element.name == "ReadingOrder"), None)
    ranks: dict[str, int] = {}
    waiting = [] if order is None else [order]
    while waiting:
        group = waiting.pop()
        if group.get("regionRef"):
            ranks.setdefault(group.get("regionRef"), len(ranks))
        # The last one first, since the next to be looked at is taken from the end.
        waiting += (
            sorted(markup.children(group), key=lambda each: -_index(each))
            if _is_ordered(group)
            else reversed(list(markup.children(group)))
        )
    return ranks


def _is_ordered(group: Element) -> bool:
    return group.name.startswith("OrderedGroup")


def _index(element: Element) -> int:
    found = element.get("index")
    return int(found) if found.isascii() and found.isdigit() else 0


def _line_of(markup: Markup, element: Element, region: Element | None, page: int) -> Line:
    words = [_word(markup, each) for each in markup.children(element) if each.name == "Word"]
    if not any(word.text for word in words):
        words = [_word(markup, element, whole=True)]
    return Line(softly_broken(words), element.number, _box(markup, element), region.number if region else -1, page)


def _word(markup: Markup, element: Element, *, whole: bool = False) -> Word:
    equivalent = _equivalent(markup, element)
    unicode = None if equivalent is None else _unicode(markup, equivalent)
    if equivalent is None or unicode is None:
        return Word("", element.number)
    text = " ".join(markup.text(unicode).split())
    return Word(text, element.number, _box(markup, element), confidence_of(equivalent.get("conf")), whole=whole)


def _equivalent(markup: Markup, element: Element) -> Element | None:
    """The first of the texts that an element says."""
    return min((each for each in markup.children(element) if each.name == "TextEquiv"), key=_index, default=None)


def _unicode(markup: Markup, equivalent: Element) -> Element | None:
    return next((each for each in markup.children(equivalent) if each.name == "Unicode"), None)


def _box(markup: Markup, element: Element) -> Box | None:
    coords = _coords(markup, element)
    if coords is None:
        return None
    points = _POINT.findall(coords.get("points")) or [
        (each.get("x"), each.get("y")) for each in markup.children(coords) if each.name == "Point"
    ]
    numbers = [number_of(side) for point in points for side in point]
    if not points or None in numbers:
        return None
    sides = [number for number in numbers if number is not None]
    return Box(min(sides[::2]), min(sides[1::2]), max(sides[::2]), max(sides[1::2]))


def _coords(markup: Markup, element: Element) -> Element | None:
    return next((each for each in markup.children(element) if each.name == "Coords"), None)


def write(layout: Layout, changed: Mapping[int, Sequence[Placed]]) -> Iterator[Splice]:
    """The splices that give the changed lines these words."""
    markup, ids = layout.markup, edits.FreshIds(layout.markup)
    texts = {number: _written(line) for number, line in enumerate(layout.lines)}
    for number, placed in changed.items():
        line = layout.lines[number]
        texts[number] = " ".join(one.written(_HYPHEN) for one in placed)
        yield from edits.line(
            markup,
            line.words,
            placed,
            emptied=lambda element: _said(markup, element, ""),
            new=partial(_new, markup, ids, line),
            repaired=partial(_repaired, markup),
        )
        if not line.words[0].whole:
            yield from _said(markup, markup.elements[line.element], texts[number])
    line_end = "\r\n" if "\r\n" in markup.raw else "\n"  # which a region's text has between its lines
    for region in _regions(layout, changed):
        inside = [
            texts[number] for number, line in enumerate(layout.lines) if region.number < line.element <= region.last
        ]
        yield from _said(markup, region, line_end.join(text for text in inside if text))


def _regions(layout: Layout, changed: Iterable[int]) -> Sequence[Element]:
    """The regions that have changed lines, those around other regions too."""
    lines = [layout.markup.elements[layout.lines[number].element] for number in changed]
    around = {each.number: each for line in lines for each in layout.markup.around(line)}
    return [each for _, each in sorted(around.items()) if each.name == "TextRegion"]


def _written(line: Line) -> str:
    return " ".join(word.text + word.hyphen for word in line.words)


def _repaired(markup: Markup, element: Element, one: Placed, old: Word) -> Iterator[Splice]:
    text = one.written(_HYPHEN)
    if text != old.text + old.hyphen:
        yield from _said(markup, element, text, is_ours=one.is_read_anew)
    if one.is_read_anew:
        custom = element.get("custom")
        if RESTORED not in custom:
            yield edits.attribute(markup, element, "custom", f"{custom} {RESTORED}".strip())
        yield from (edits.removed(each) for each in markup.children(element) if each.name == "Glyph")
    coords = _coords(markup, element)
    if one.box != old.box and one.box is not None and coords is not None:
        if coords.attribute("points"):
            yield edits.attribute(markup, coords, "points", _points(one.box))
        else:
            yield Splice(coords.start, coords.end, _coords_of(one.box, coords.tag, markup, coords))


def _said(markup: Markup, element: Element, text: str, *, is_ours: bool = True) -> Iterator[Splice]:
    """An element's own text, where it has one; what an engine was sure of is no longer that where the text is ours."""
    equivalent = _equivalent(markup, element)
    if equivalent is None:
        return
    if is_ours:
        yield from edits.without(markup, equivalent, "conf")
    for each in markup.children(equivalent):
        if each.name in {"Unicode", "PlainText"}:
            yield edits.content(markup, each, text)


def _new(markup: Markup, ids: edits.FreshIds, line: Line, beside: Element, one: Placed) -> str:
    prefix = beside.tag.removesuffix("Word")
    box = one.box or line.box or Box(0, 0, 0, 0)
    coords = _coords_of(box, f"{prefix}Coords", markup, _coords(markup, beside))
    text = edits.escaped(one.written(_HYPHEN))
    said = f"<{prefix}TextEquiv><{prefix}Unicode>{text}</{prefix}Unicode></{prefix}TextEquiv>"
    name = edits.escaped(ids.beside(beside.get("id") or "word"), '"')
    return f'<{beside.tag} id="{name}" custom="{RESTORED}">{coords}{said}</{beside.tag}>'


def _coords_of(box: Box, tag: str, markup: Markup, like: Element | None) -> str:
    """Coordinates as another element has them: until 2013 each corner was an element."""
    point = next((each for each in markup.children(like) if each.name == "Point"), None) if like else None
    if point is None:
        return f'<{tag} points="{_points(box)}"/>'
    corners = (corner.split(",") for corner in _points(box).split())
    points = "".join(f'<{point.tag} x="{x}" y="{y}"/>' for x, y in corners)
    return f"<{tag}>{points}</{tag}>"


def _points(box: Box) -> str:
    """The corners, clockwise from the upper left; PAGE counts whole pixels."""
    left, top, right, bottom = (round(side) for side in (box.left, box.top, box.right, box.bottom))
    return f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}"
