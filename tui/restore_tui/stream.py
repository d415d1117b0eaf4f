"""A document as one stream of units: what the copy has and what the source has, side by side, in the copy's order.

It is made from the texts and the differences alone. Between two differences the tokens of both sides go in pairs; where
a document says there is no difference but the counts do not agree, what has no partner stands alone.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from restore.converted import as_before
from restore.differences import Cause, Difference, Op
from restore.text import Text
from restore.visible import visible
from restore_tui.slices import at_once, in_slices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from restore.session.document import ReviewDocument, Side

_INNER = frozenset({Cause.SPELLING, Cause.HYPHEN, Cause.CASE, Cause.PUNCTUATION, Cause.SPACING})
_WRAPPED = 100  # a text whose lines all stay below this is taken for one that was broken by a program


@dataclass(frozen=True, slots=True)
class Words:
    """One side of a unit: the white space in front, the words, and which of their characters differ inside."""

    lead: str = ""
    text: str = ""
    marked: frozenset[int] = frozenset()


NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class FacingWords:
    """Words of both sides that stand over against each other; `item` is the number of their difference, if any.

    `move` is the number of the moved block they are part of. `breaks` is how many lines end before them: two are a
    paragraph. `copy_at` is their offset in the copy; the source's words are its characters [source_at, source_end).
    """

    copy: Words
    source: Words
    item: int | None = None
    move: int | None = None
    breaks: int = 0
    copy_at: int = 0
    source_at: int = 0
    source_end: int = 0


class Lanes:
    """Where each token belongs: to a difference, to a moved block, or to neither."""

    def __init__(self, text: Text, differences: Sequence[Difference], *, source: bool) -> None:
        self.text = text
        self.owner: list[int | None] = [None] * len(text)
        self.move: list[int | None] = [None] * len(text)
        for number, difference in enumerate(differences):
            span = difference.source if source else difference.copy
            first, last = bisect_left(text.starts, span.start), bisect_left(text.starts, span.end)
            taken = self.move if difference.op is Op.MOVE else self.owner
            taken[first:last] = [number] * (last - first)


def stream(document: ReviewDocument, turn: Callable[[], None] = at_once) -> list[FacingWords]:
    """All units of a document, made in slices."""
    source = Text.of(document.source.text)
    copy = as_before(Text.of(document.copy.text), source)
    differences = document.differences
    lanes = Lanes(copy, differences, source=False), Lanes(source, differences, source=True)
    partners = _partners(document, *lanes)
    return list(in_slices(_Builder(document, *lanes, partners).units(), turn))


def _partners(document: ReviewDocument, copy: Lanes, source: Lanes) -> dict[int, int]:
    """For each copy token outside differences the source token that says the same."""
    found: dict[int, int] = {}
    moves: list[int | None] = [None, *{number for number in copy.move if number is not None}]
    for move in moves:
        for of_copy, of_source in zip_longest(
            _stretches(document, copy, move, source=False),
            _stretches(document, source, move, source=True),
            fillvalue=(),
        ):
            found.update(_paired(of_copy, of_source, copy.text, source.text))
    return found


def _stretches(document: ReviewDocument, lanes: Lanes, move: int | None, *, source: bool) -> Iterator[Sequence[int]]:
    """The tokens between one difference of a lane and the next, as numbers."""
    inside = None if move is None else document.differences[move].id
    borders = [
        (d.source if source else d.copy).start
        for d in document.differences
        if d.op is not Op.MOVE and d.within == inside
    ]
    starts = lanes.text.starts
    free = [t for t in range(len(starts)) if lanes.owner[t] is None and lanes.move[t] == move]
    at = 0
    for border in borders:
        end = bisect_left(free, border, lo=at, key=lambda token: starts[token])
        yield free[at:end]
        at = end
    yield free[at:]


def _paired(
    copy: Sequence[int], source: Sequence[int], copy_text: Text, source_text: Text
) -> Iterator[tuple[int, int]]:
    if len(copy) == len(source):
        yield from zip(copy, source, strict=True)
        return
    from rapidfuzz.distance import Indel

    of_copy, of_source = [copy_text.folds[t] for t in copy], [source_text.folds[t] for t in source]
    for code in Indel.opcodes(of_copy, of_source):
        if code.tag == "equal":
            width = code.src_end - code.src_start
            yield from zip(copy[code.src_start :][:width], source[code.dest_start :][:width], strict=True)


class _Builder:
    """Writes the units down in the copy's order."""

    def __init__(self, document: ReviewDocument, copy: Lanes, source: Lanes, partners: dict[int, int]) -> None:
        self._differences = document.differences
        self._copy, self._source = copy, source
        self._partners = partners
        self._breaks = _Breaks.of(document.copy), _Breaks.of(document.source)
        if document.copy.is_page:  # a page goes line by line as it is printed, not as the source is
            self._breaks = self._breaks[0], _Breaks(counted=0, most=0)

    def units(self) -> Iterator[FacingWords]:
        token, size = 0, len(self._copy.text)
        for number, difference in enumerate(self._differences):
            if difference.op is Op.MOVE:
                continue
            while token < size and self._copy.text.starts[token] < difference.copy.start:
                yield self._equal(token)
                token += 1
            yield self._different(number, difference)
            while token < size and self._copy.text.starts[token] < difference.copy.end:
                token += 1
        for rest in range(token, size):
            yield self._equal(rest)

    def _equal(self, token: int) -> FacingWords:
        copy, partner = self._copy, self._partners.get(token)
        lead = _before(copy.text, token)
        breaks = self._breaks[0].at(lead)
        source, place = NO_WORDS, (0, 0)
        if partner is not None:
            text = self._source.text
            ahead, place = _before(text, partner), (text.starts[partner], text.ends[partner])
            breaks = max(breaks, self._breaks[1].at(ahead))
            source = Words(_shown_lead(ahead), visible(text.token(partner)))
        move = copy.move[token]
        words = Words(_shown_lead(lead), visible(copy.text.token(token)))
        return FacingWords(words, source, move, move, breaks, copy.text.starts[token], *place)

    def _different(self, number: int, difference: Difference) -> FacingWords:
        copy, source = on_one_line(difference.copy.text), on_one_line(difference.source.text)
        of_copy, of_source = _inner(difference, copy, source)
        leads = [
            _lead_at(self._copy.text, difference.copy.start),
            _lead_at(self._source.text, difference.source.start),
        ]
        breaks = max(made.at(lead) for made, lead in zip(self._breaks, leads, strict=True))
        return FacingWords(
            Words(_shown_lead(leads[0 if copy else 1]), copy, of_copy),
            Words(_shown_lead(leads[1 if source else 0]), source, of_source),
            number,
            self._move_at(difference),
            breaks,
            difference.copy.start,
            difference.source.start,
            difference.source.end,
        )

    def _move_at(self, difference: Difference) -> int | None:
        if difference.within is None:
            return None
        return next((n for n, d in enumerate(self._differences) if d.id == difference.within), None)


@dataclass(frozen=True, slots=True)
class _Breaks:
    """Which line ends of a text mean something: from so many at a place on, `most` of them."""

    counted: int = 1
    most: int = 2

    @classmethod
    def of(cls, side: Side) -> _Breaks:
        """All of a page's; of a text that was broken by a program only empty lines."""
        lines = side.text.splitlines()
        wrapped = not side.is_page and len(lines) > 20 and max(map(len, lines)) <= _WRAPPED
        return cls(counted=2 if wrapped else 1)

    def at(self, lead: str) -> int:
        """How many there are in white space."""
        if lead in {"", " "}:  # as nearly all is
            return 0
        count = min(lead.count("\n") + lead.count("\f") or lead.count("\r"), self.most)
        return count if count >= self.counted else 0


def _before(text: Text, token: int) -> str:
    return text.raw[text.ends[token - 1] if token else 0 : text.starts[token]]


def _lead_at(text: Text, at: int) -> str:
    token = bisect_left(text.starts, at)
    return text.raw[text.ends[token - 1] if token else 0 : at]


def _shown_lead(lead: str) -> str:
    """White space in front as it is shown: line ends are no more than a space here; what hides is made visible."""
    if lead in {"", " "}:
        return lead
    kept = lead.strip()
    return (
        (" " if lead[:1].isspace() else "")
        + (visible(kept) if kept else "")
        + (" " * (lead[-1:].isspace() and bool(kept)))
    )


def on_one_line(text: str) -> str:
    """Words on one line: white space that only lays out is a space, a line end a sign."""
    return " ".join(part for part in visible(text.strip().replace("\r\n", "\n"), newline=" ↵ ").split(" ") if part) or (
        visible(text) if text else ""
    )


def _inner(difference: Difference, copy: str, source: str) -> tuple[frozenset[int], frozenset[int]]:
    """The characters of a misreading that differ, on either side; none where the words have little in common."""
    if difference.cause not in _INNER or not copy or not source:
        return frozenset(), frozenset()
    from rapidfuzz.distance import Levenshtein

    codes = [code for code in Levenshtein.opcodes(copy, source) if code.tag != "equal"]
    changed = sum(max(c.src_end - c.src_start, c.dest_end - c.dest_start) for c in codes)
    if changed > max(len(copy), len(source)) * 0.6:
        return frozenset(), frozenset()
    return (
        frozenset(at for c in codes for at in range(c.src_start, c.src_end)),
        frozenset(at for c in codes for at in range(c.dest_start, c.dest_end)),
    )
