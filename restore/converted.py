"""A copy that a program took from one encoding into another wrongly, read as what stood there before.

What has no place in the other encoding is lost ("country?s", "countrys"), and what stands for bytes or for an escape
there is none here ("countryâ€™s", "countryu2019s"). Which letter or mark it was, a copy often no longer tells. Its
source does: where the source, converted in the same way, is the copy letter for letter, the copy had what it has. How
it was converted is seen beside letters that each charset has; of a text without any, nothing is.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple
from unicodedata import category

from restore.aligner.alignment import Relation
from restore.aligner.engine import align_texts
from restore.text import Text, normal_form

Conversion = Callable[[str], str]  # what a character becomes: itself, others, or nothing

_KEPT: Final = re.compile("[A-Za-z0-9]{2}")
_APOSTROPHES: Final = "’ʼ"
_LETTERS: Final = frozenset({"Lu", "Ll", "Lt", "Lo"})  # not those that modify others, as houses leave out
_ANY: Final = "surrogatepass"
_LOST: Final = "�"
_MARKS: Final = (_LOST, "?")
_CHARSETS: Final = ("ascii", "latin-1", "cp1252")
_MISTAKEN: Final = ("cp1252", "latin-1", "mac-roman", "cp437")  # for UTF-8
_ESCAPES: Final = (
    "\\u{:04x}", "u{:04x}", "\\x{:02x}", "<U+{:04X}>", "U+{:04X}", "&#x{:x};", "&#{};", "%u{:04X}", "%", "=", "\\x",
)  # fmt: skip
REACH: Final = 6  # characters on either side of a place by which it is known in the copy
BEGINNING: Final = 200_000  # characters of a source that are looked at, since each is asked for in all of the copy
MARKS: Final = 8  # and those that are looked at beside what both texts have
ASKED: Final = 24  # places at which a conversion is tried
LEAST: Final = 2  # places at least, unless one has a sign that nobody writes: one may be another word, or an address


class Filled(NamedTuple):
    """Characters [start, end) of a copy, and the one of the source that they are what a program left of."""

    start: int
    end: int
    said: str


def as_before(copy: Text, source: Text) -> Text:
    """The copy with its tokens as they were before it was converted; itself, where it was not, or nothing shows how.

    Each token is what of it the copy has, and compared as what it was: "s" in "countrys" as "'s".

    >>> text = as_before(Text.of("the caf?s that Zo? likes"), Text.of("the cafés that Zoé likes"))
    >>> [text.token(i) for i in range(len(text))], text.folds
    (['the', 'caf?s', 'that', 'Zo?', 'likes'], ['the', 'cafés', 'that', 'zoé', 'likes'])
    """
    conversion = conversion_of(copy.raw, source.raw)
    if conversion is None:
        return copy
    became = {character: conversion(character) for character in set(source.raw)}
    filled = list(_filled(copy, source.raw, became))
    if not filled:
        return copy
    lost = (character for character, said in became.items() if not said.strip() and not character.isspace())
    before, places = _before(copy.raw, filled)
    return Text.of(before).left_in(copy, places, frozenset(lost))


def conversion_of(copy: str, source: str) -> Conversion | None:
    """What became of the source's characters in the copy, where most of those that it has nowhere show it.

    >>> said = "It’s late, isn’t it? We’ve lost."
    >>> conversion_of("Its late, isnt it? Weve lost.", said)("’")
    ''
    >>> conversion_of("It's late, isn't it? We've lost.", said) is None
    True
    """
    if source.isascii():
        return None
    source, copy = source[:BEGINNING], copy[: 2 * BEGINNING]
    every = set(re.sub("[\x00-\x7f]+", "", source))
    here = set(copy) if len(every) > ASKED else copy  # to look a few up is quicker without
    missing = {character for character in every if character not in here and _may_be_lost(character)}
    if not missing and _LOST not in here:
        return None
    places = _places(source, missing or every)
    if _shown(copy, source, places, {ord(character): normal_form(character) for character in every}):
        return None  # another house's quotes and dashes
    asked, kept = {source[at] for at in places}, every - missing
    found, most = None, 0
    for conversion in _conversions():
        if not _may_be(conversion, copy, asked):
            continue
        table = {ord(character): conversion(character) for character in every}
        shown = _shown(copy, source, places, table)
        if shown > most and not (missing and _keeps(copy, source, kept, table)):
            found, most = conversion, shown
    return found


def _may_be_lost(character: str) -> bool:
    """Whether it is a letter or a mark: white space may be a house's."""
    return character.isprintable() and not character.isspace()


def _may_be(conversion: Conversion, copy: str, characters: Iterable[str]) -> bool:
    """Whether the copy has what one of these characters would have become."""
    return any(said != character and said in copy for character in characters for said in (conversion(character),))


def _places(source: str, characters: Iterable[str]) -> Sequence[int]:
    """Where some characters stand, a few of all of them: such as have letters beside them that every charset has.

    In an address an escape is how it is written.
    """
    every = [match.start() for match in re.finditer(f"[{re.escape(''.join(characters))}]", source)]
    every = [at for at in every if "/" not in source[source.rfind(" ", 0, at) + 1 : at]]
    found = [at for at in every if _KEPT.search(_window(source, at))] or every
    return found[:: len(found) // ASKED + 1]


def _window(text: str, at: int) -> str:
    return text[max(at - REACH, 0) : at + REACH + 1]


def _keeps(copy: str, source: str, kept: Iterable[str], table: Mapping[int, str]) -> bool:
    """Whether the copy has a character as it was where the source has it, which the conversion would have turned."""
    turned = {character for character in kept if table[ord(character)] != character and _may_be_lost(character)}
    others = {code: said for code, said in table.items() if chr(code) not in turned}
    return bool(turned) and any(_window(source, at).translate(others) in copy for at in _places(source, turned))


def _shown(copy: str, source: str, places: Sequence[int], table: Mapping[int, str]) -> int:
    """At how many places the copy has what the source's characters became; none, if at fewer than half of them.

    Where nothing, or a space, stands for a character, only such count at which a word has become another or none; of
    question marks, one has to stand where none asks.
    """
    asked = shown = 0
    is_sure = asks = False
    for at in places:
        said, around = table[ord(source[at])], _window(source, at).translate(table)
        if not _KEPT.search(around) or (not said.strip() and not _tells(source, at, table)):
            continue
        asked += 1
        if around in copy and said != source[at]:
            shown += 1
            asks = asks or "?" in said
            is_sure = is_sure or _LOST in said or ("?" in said and source[at + 1 : at + 2].isalnum())
    return 0 if 2 * shown < asked or (not is_sure and (asks or shown < LEAST)) else shown


def _tells(text: str, at: int, table: Mapping[int, str]) -> bool:
    """Whether a character is a letter of a word of which something is left, or an apostrophe in one.

    All of a word may be lost in any other way. Houses leave out signs, and apostrophes behind figures and capitals.
    """
    before, behind = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    left = [each.isalnum() and table.get(ord(each), each) == each for each in (before, behind)]
    if text[at] in _APOSTROPHES:
        return all(left) and before.islower()
    return any(left) and category(text[at]) in _LETTERS


@cache
def _conversions() -> Sequence[Conversion]:
    """Those that programs make by mistake."""
    found: list[Conversion] = []
    for charset in _CHARSETS:
        found += [_lossy(charset, mark) for mark in ("", " ", *_MARKS)]
        found += [_lossy(charset, mark, bytewise=True) for mark in _MARKS]
    for errors in ("replace", "ignore"):
        once = [_mistaken(encoding, errors) for encoding in _MISTAKEN]
        found += [*once, *(_after(one, other) for one in once[:2] for other in once[:2])]
    return [*found, _as_controls, *map(_escaped, _ESCAPES)]


def _lossy(charset: str, mark: str, *, bytewise: bool = False) -> Conversion:
    """What a charset has not, as a mark for each of its characters, or of its bytes in UTF-8."""
    return lambda c: c if _has(charset, c) else mark * (len(c.encode("utf-8", _ANY)) if bytewise else 1)


@lru_cache(maxsize=4096)
def _has(charset: str, character: str) -> bool:
    return bool(character.encode(charset, "ignore"))


def _mistaken(encoding: str, errors: str) -> Conversion:
    """UTF-8 read as if it were in another encoding."""
    return lambda c: c.encode("utf-8", _ANY).decode(encoding, errors)


def _after(conversion: Conversion, before: Conversion) -> Conversion:
    return lambda c: "".join(map(conversion, before(c)))


def _as_controls(character: str) -> str:
    """Windows-1252 read as Latin-1: its quotes and dashes are control characters there."""
    return character.encode("cp1252", "ignore").decode("latin-1") or character


def _escaped(escape: str) -> Conversion:
    if "{" in escape:
        return lambda c: c if c.isascii() else escape.format(ord(c))
    return lambda c: c if c.isascii() else "".join(f"{escape}{byte:02X}" for byte in c.encode("utf-8", _ANY))


def _filled(copy: Text, source: str, became: Mapping[str, str]) -> Iterator[Filled]:
    """What the copy's characters were, in order: wherever both texts have the same beside them."""
    pieces = [became[character] for character in source]
    starts = array("q", [0])
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    changed = [
        at
        for at, (piece, character) in enumerate(zip(pieces, source, strict=True))
        if piece != character and (_may_be_lost(character) or (character.isspace() and piece.strip()))
    ]
    places = [starts[at] for at in changed]
    for mine, theirs, length in _alike(copy, Text.of("".join(pieces))):
        first = bisect_left(places, theirs)
        for k in range(first, len(places)):
            at = changed[k]
            if starts[at + 1] > theirs + length:
                break
            start = mine + starts[at] - theirs
            yield Filled(start, start + len(pieces[at]), source[at])


def _alike(copy: Text, other: Text) -> Iterator[tuple[int, int, int]]:
    """Where the texts have the same characters, in the copy's order: start in either, and how many."""
    for block in align_texts(copy, other):
        if block.relation is not Relation.EQUAL:
            continue
        at, shift = block.copy_start, block.source_start - block.copy_start
        while at < block.copy_end:
            end = _alike_until(copy, other, shift, at, block.copy_end)
            if end > at:
                start, there = copy.starts[at], other.starts[at + shift]
                before, behind = _marks_alike(copy.raw, start, other.raw, there, copy.ends[end - 1] - start)
                yield start - before, there - before, copy.ends[end - 1] - start + before + behind
            at = max(end, at + 1)


def _alike_until(copy: Text, other: Text, shift: int, at: int, last: int) -> int:
    """Up to which of the copy's tokens [at, last), if any, both texts have the same characters."""
    mine, theirs = copy.starts[at], other.starts[at + shift]
    for token in range(at, last):
        end, stop = copy.ends[token], other.ends[token + shift]
        if copy.raw[mine:end] != other.raw[theirs:stop]:
            return token
        mine, theirs = end, stop
    return last


def _marks_alike(one: str, at: int, other: str, there: int, length: int) -> tuple[int, int]:
    """How many characters before and behind a stretch that two texts have are the same in both, and of no word."""
    before = behind = 0
    end, stop = at + length, there + length
    while before < min(at, there, MARKS) and _is_same(one, at - before - 1, other, there - before - 1):
        before += 1
    most = min(len(one) - end, len(other) - stop, MARKS)
    while behind < most and _is_same(one, end + behind, other, stop + behind):
        behind += 1
    return before, behind


def _is_same(one: str, at: int, other: str, there: int) -> bool:
    return one[at] == other[there] and not one[at].isalnum()


def _before(raw: str, filled: Iterable[Filled]) -> tuple[str, array[int]]:
    """The text as it was, and for each of its characters, and its end, where in the copy what is left of it begins.

    A mark that stands for white space ("30?%") is the character's before it.
    """
    pieces: list[str] = []
    places = array("q")
    at = blank = 0  # where in the copy, and in `places`, what comes next and the white space before it begin
    for start, end, said in filled:
        is_first = said.isspace() and not (start and _may_be_lost(raw[start - 1]))  # no character is before it
        if start < at or is_first:  # a moved block's stands elsewhere
            continue
        pieces += (raw[at:start], said)
        places.extend(range(at, start))
        if start > at:
            blank = len(places)
        places.append(start)
        if said.isspace():
            places[blank:] = array("q", [end]) * (len(places) - blank)
        else:
            blank = len(places)
        at = end
    pieces.append(raw[at:])
    places.extend(range(at, len(raw) + 1))
    return "".join(pieces), places
