"""ALTO, versions 2 to 4: words are `String` elements, with their text, place and confidence in attributes.

A word that was repaired has `CS="true"`, ALTO's own mark of a correction, and no longer the engine's confidences (`WC`,
`CC`) nor its glyphs; one whose box changed has no `Shape`. The halves of a word broken at the end of a line are kept in
step: `SUBS_TYPE`, `SUBS_CONTENT`, `HYP`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from restore.layouts import edits
from restore.layouts.layout import (
    HYPHENS,
    SOFT_HYPHEN,
    Box,
    Layout,
    Line,
    PageFormat,
    Word,
    confidence_of,
    laid_out,
    number_of,
)
from restore.layouts.rewriting import Placed
from restore.markup.elements import Element, Markup
from restore.plan import Splice

_SIDES = ("HPOS", "VPOS", "WIDTH", "HEIGHT")
_PARTS = {1: "HypPart1", 2: "HypPart2"}


def read(markup: Markup) -> Layout:
    """The lines of a document's pages."""
    lines = [_line_of(markup, element) for element in markup.elements if element.name == "TextLine"]
    return laid_out(PageFormat.ALTO, lines, markup)


def _line_of(markup: Markup, element: Element) -> Line:
    strings = [each for each in markup.children(element) if each.name == "String"]
    hyphens = [each for each in markup.children(element) if each.name == "HYP"]
    words = [_word(each) for each in strings]
    if len(words) == 1 and " " in words[0].text:
        words = [Word(words[0].text, words[0].element, words[0].box, words[0].confidence, whole=True)]
    if words:
        words[-1] = _hyphenated(words[-1], strings[-1], hyphens)
    around = {each.name: each.number for each in reversed(list(markup.around(element)))}
    return Line(words, element.number, _box(element), around.get("TextBlock", -1), around.get("Page", -1))


def _word(element: Element) -> Word:
    text = " ".join(element.get("CONTENT").split())
    return Word(text, element.number, _box(element), confidence_of(element.get("WC")))


def _hyphenated(word: Word, element: Element, hyphens: Sequence[Element]) -> Word:
    """The last word of a line, without the hyphen that breaks it, where the file says that one does."""
    is_part = element.get("SUBS_TYPE") == "HypPart1"
    if not (is_part or hyphens) or not word.text:
        return word
    text, hyphen = word.text, hyphens[0].get("CONTENT") if hyphens else SOFT_HYPHEN
    if text[-1] in HYPHENS and len(text) > 1 and not element.get("SUBS_CONTENT").startswith(text):
        text, hyphen = text[:-1], text[-1]
    return Word(text, word.element, word.box, word.confidence, hyphen or SOFT_HYPHEN, word.whole)


def _box(element: Element) -> Box | None:
    left, top, width, height = (number_of(element.get(side)) for side in _SIDES)
    if left is None or top is None or width is None or height is None:
        return None
    return Box(left, top, left + width, top + height)


def write(layout: Layout, changed: Mapping[int, Sequence[Placed]]) -> Iterator[Splice]:
    """The splices that give the changed lines these words."""
    ids = edits.FreshIds(layout.markup)
    has_spaces = any(element.name == "SP" for element in layout.markup.elements)
    for number, placed in changed.items():
        line = layout.lines[number]
        yield from _removed(layout.markup, line, placed)
        yield from _line(layout.markup, line, placed, ids, has_spaces=has_spaces)


def _removed(markup: Markup, line: Line, placed: Sequence[Placed]) -> Iterator[Splice]:
    """The line without the words that are gone, nor the spaces beside them; one word at least has to stay, emptied."""
    kept = {one.old.element for one in placed if one.old}
    gone = [word.element for word in line.words if word.element not in kept]
    if not placed:
        yield from _emptied(markup, markup.elements[gone.pop(0)])
    row = [each for each in markup.children(markup.elements[line.element]) if each.name in {"String", "SP"}]
    spaces: set[int] = set()
    for number in gone:
        at = next(k for k, each in enumerate(row) if each.number == number)
        yield edits.removed(row[at])
        beside = [*row[at + 1 : at + 2], *reversed(row[:at])]
        space = next((each for each in beside if each.name == "SP" and each.number not in spaces), None)
        if space is not None:
            spaces.add(space.number)
            yield edits.removed(space)
    last = placed[-1] if placed else None
    is_broken = last is not None and (last.part == 1 or (last.stays and last.old is line.words[-1]))
    if not is_broken:
        yield from (
            edits.removed(each) for each in markup.children(markup.elements[line.element]) if each.name == "HYP"
        )


def _emptied(markup: Markup, element: Element) -> Iterator[Splice]:
    yield edits.attribute(markup, element, "CONTENT", "")
    yield edits.attribute(markup, element, "CS", "true")
    yield from edits.without(markup, element, "WC", "CC", "SUBS_TYPE", "SUBS_CONTENT")


def _line(
    markup: Markup, line: Line, placed: Sequence[Placed], ids: edits.FreshIds, *, has_spaces: bool
) -> Iterator[Splice]:
    has_hyphen = any(each.name == "HYP" for each in markup.children(markup.elements[line.element]))
    beside = markup.elements[line.words[0].element]
    at, is_behind = beside.start, False
    before: Box | None = None
    for one in placed:
        if one.old is None:
            new = _new(beside, one, ids, has_hyphen=has_hyphen)
            space = _space(beside, before, one.box) if has_spaces else ""
            indent = edits.indent(markup, beside.start)
            said = [part for part in (space, new) if part]
            behind, ahead = "".join(indent + part for part in said), "".join(part + indent for part in reversed(said))
            yield Splice(at, at, behind if is_behind else ahead)
        else:
            beside = markup.elements[one.old.element]
            at, is_behind = beside.end, True
            if not one.stays:
                yield from _repaired(markup, beside, one, one.old, has_hyphen=has_hyphen)
        before = one.box


def _repaired(markup: Markup, element: Element, one: Placed, old: Word, *, has_hyphen: bool) -> Iterator[Splice]:
    values = {"CONTENT": _content(one, element.get("CONTENT"), has_hyphen=has_hyphen)}
    if one.part and not old.whole:
        values |= {"SUBS_TYPE": _PARTS[one.part], "SUBS_CONTENT": one.joined}
    if one.box != old.box and one.box is not None:
        values |= _place(one.box)
    if one.is_read_anew:
        values["CS"] = "true"
    for name, value in values.items():
        if element.get(name) != value or element.attribute(name) is None:
            yield edits.attribute(markup, element, name, value)
    gone = ["WC", "CC"] if one.is_read_anew else []
    if "SUBS_TYPE" not in values and (one.is_read_anew or element.get("SUBS_TYPE").startswith("Hyp")):
        gone += ["SUBS_TYPE", "SUBS_CONTENT"]
    yield from edits.without(markup, element, *gone)
    stale = {"Glyph"} if one.is_read_anew else set[str]()
    stale |= {"Shape"} if one.box != old.box else set()  # of the word as it was; the box says where it is
    yield from (edits.removed(each) for each in markup.children(element) if each.name in stale)


def _content(one: Placed, before: str, *, has_hyphen: bool) -> str:
    """A word's text, with the hyphen that it is broken with where no element of its own has it."""
    if one.part != 1 or one.text.endswith(tuple(HYPHENS)):
        return one.text
    hyphen = before[-1:] if before.endswith(tuple(HYPHENS)) else ""
    is_marked = has_hyphen or bool(one.old and one.old.hyphen)
    return one.text + (hyphen or ("" if is_marked else "-"))


def _new(beside: Element, one: Placed, ids: edits.FreshIds, *, has_hyphen: bool) -> str:
    values = {"ID": ids.beside(beside.get("ID"))} if beside.get("ID") else {}
    values |= {"STYLEREFS": beside.get("STYLEREFS")} if beside.get("STYLEREFS") else {}
    values |= _place(one.box) if one.box else {}
    values |= {"CONTENT": _content(one, "", has_hyphen=has_hyphen)}
    values |= {"SUBS_TYPE": _PARTS[one.part], "SUBS_CONTENT": one.joined} if one.part else {}
    return _tag(beside.tag, values | {"CS": "true"})


def _space(beside: Element, before: Box | None, box: Box | None) -> str:
    values: dict[str, str] = {}
    if before and box:
        values = {
            "HPOS": edits.number(before.right),
            "VPOS": edits.number(before.top),
            "WIDTH": edits.number(max(box.left - before.right, 0)),
        }
    return _tag(beside.tag.replace("String", "SP"), values)


def _tag(tag: str, values: Mapping[str, str]) -> str:
    said = "".join(f' {name}="{edits.escaped(value, chr(34))}"' for name, value in values.items())
    return f"<{tag}{said}/>"


def _place(box: Box) -> dict[str, str]:
    sides = (box.left, box.top, box.right - box.left, box.bottom - box.top)
    return {name: edits.number(side) for name, side in zip(_SIDES, sides, strict=True)}
