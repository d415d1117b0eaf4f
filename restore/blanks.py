"""White space between tokens that agree: where it differs, and where the copy's is none of its own ways.

A tokenised copy differs from its source in the white space around nearly every mark: so a copy writes. Where it writes
a space behind its commas and lacks one behind this, somebody lost it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from restore.aligner.alignment import Alignment, Block, Relation
from restore.counted import STOPS
from restore.differences import Cause, Code, Difference, Op, Span
from restore.ids import CONTEXT, Ids
from restore.judging import Change, Verdict, blank
from restore.text import FULL_STOPS, Text
from restore.values import dataclass, replace

APART: Final = 0.5  # share of the copy's stops that stand apart from their words, from which a tokeniser was at work
OFTEN: Final = 3  # times as often as otherwise that a copy writes a mark in one way, for that to be its own
_CLAUSES: Final = frozenset(",;:") | FULL_STOPS  # behind which any house has white space
_CLOSING: Final = _CLAUSES | {")"}
_OPENING: Final = "("
_EQUAL: Final = Relation.EQUAL


@dataclass(frozen=True, slots=True)
class Spacing:
    """The characters before copy token `copy` and source token `source`, which agree, as do the tokens before them."""

    copy: int
    source: int


def gaps(alignment: Alignment) -> Iterator[Spacing]:
    """The gaps whose characters differ, in the copy's order."""
    copy, source = alignment.copy, alignment.source
    for block in written_otherwise(alignment):
        shift = block.source_start - block.copy_start
        for at in range(block.copy_start + 1, block.copy_end):
            has = copy.raw[copy.ends[at - 1] : copy.starts[at]]
            if has != source.raw[source.ends[at + shift - 1] : source.starts[at + shift]]:
                yield Spacing(at, at + shift)


def written_otherwise(alignment: Alignment) -> Iterator[Block]:
    """The blocks that agree, but not in each character: most do, and are not looked through token by token."""
    copy, source = alignment.copy, alignment.source
    for block in alignment.blocks:
        if block.relation is _EQUAL:
            has = copy.slice(block.copy_start, block.copy_end)
            if has != source.slice(block.source_start, block.source_end):
                yield block


def slips(alignment: Alignment) -> list[Spacing]:
    """The gaps beside a mark with white space in one text alone, where the copy mostly writes it as the source does.

    A copy whose stops stand apart has hardly any, and to look for them takes as long as to read it.
    """
    copy = alignment.copy
    stops = copy.marks.count(STOPS)
    if copy.marks.count_apart(STOPS) > APART * stops:
        return []
    found = [gap for gap in gaps(alignment) if _is_of_one_text(alignment, gap) and not _is_within(alignment, gap)]
    if not found:
        return found
    ways = _ways(copy)
    return [gap for gap in found if _is_its_way(ways, _mark(copy, gap.copy), spaced=not _is_spaced(copy, gap.copy))]


def _is_of_one_text(alignment: Alignment, gap: Spacing) -> bool:
    """Whether white space within a line is beside a mark in one text, and none in the other."""
    copy, source = alignment.copy, alignment.source
    has = copy.raw[copy.ends[gap.copy - 1] : copy.starts[gap.copy]]
    lacks = source.raw[source.ends[gap.source - 1] : source.starts[gap.source]]
    return bool(has) != bool(lacks) and not _ends_line(has + lacks) and bool(_mark(copy, gap.copy))


def _is_within(alignment: Alignment, gap: Spacing) -> bool:
    """Whether both tokens around it are written otherwise, and so one difference, which has what is between them."""
    copy, source = alignment.copy, alignment.source
    return all(copy.form(gap.copy - back) != source.form(gap.source - back) for back in (0, 1))


def _ends_line(blank: str) -> bool:
    return "\n" in blank or "\r" in blank


def _mark(text: Text, at: int) -> str:
    """The mark that the gap before a token is beside, "<" before it where it is behind the gap; else nothing.

    Figures have marks of their own ("3:15", "1.2").
    """
    before, behind = text.folds[at - 1], text.folds[at]
    if behind in _CLOSING or behind == _OPENING:
        return "" if before[-1].isdecimal() else "<" + behind
    if before in _CLOSING or before == _OPENING:
        return "" if behind[0].isdecimal() or _is_short(text, at) else before
    return ""


def _is_short(text: Text, at: int) -> bool:
    """Whether a full stop before a token parts letters: houses write "z.B." and "Ph.D." as they like, none "Mr.Lee"."""
    return text.folds[at - 1] == "." and 1 in {len(text.folds[at - 2]) if at > 1 else 0, len(text.folds[at])}


def _is_spaced(text: Text, at: int) -> bool:
    return text.ends[at - 1] < text.starts[at]


def _ways(copy: Text) -> Counter[tuple[str, bool]]:
    """How often a copy has white space beside each mark, and how often not."""
    ways: Counter[tuple[str, bool]] = Counter()
    for at in range(1, len(copy)):
        mark = _mark(copy, at)
        if mark:
            ways[mark, _is_spaced(copy, at)] += 1
    return ways


def _is_its_way(ways: Counter[tuple[str, bool]], mark: str, *, spaced: bool) -> bool:
    """Whether a copy mostly writes a mark in this way, but once; behind a rare one, what it does behind those like it.

    That once is the place that is asked about.
    """
    is_rare = ways[mark, True] + ways[mark, False] < OFTEN
    like = _CLAUSES if mark in _CLAUSES and is_rare else {mark}
    so, otherwise = (sum([ways[each, way] for each in like]) for way in (spaced, not spaced))
    return so > OFTEN * (otherwise - 1)


def with_blanks(differences: Sequence[Difference], blanks: Sequence[Difference]) -> list[Difference]:
    """Differences and those of white space, in the copy's order; those in a moved block are within it."""
    moves = [each for each in differences if each.op is Op.MOVE]
    if moves:
        blanks = [_within(moves, each) for each in blanks]
    return sorted([*differences, *blanks], key=lambda d: (d.copy.start, d.op is not Op.MOVE, d.copy.end))


def _within(moves: Sequence[Difference], blank: Difference) -> Difference:
    start, end = blank.copy.start, blank.copy.end
    move = next((each for each in moves if each.copy.start < start and end < each.copy.end), None)
    return replace(blank, within=move.id) if move else blank


def is_blank(difference: Difference) -> bool:
    """Whether nothing but white space differs."""
    return not difference.copy.text.strip() and not difference.source.text.strip()


def blanks_of(alignment: Alignment, found: Iterable[Spacing]) -> list[Change]:
    """These gaps as changes, to be judged beside all others."""
    return [blank(alignment, gap.copy, gap.source) for gap in found]


def blank_differences(alignment: Alignment, verdicts: Iterable[Verdict]) -> Iterator[Difference]:
    """Such changes, judged, as differences, none of them decided."""
    copy, source = alignment.copy, alignment.source
    ids = Ids()
    newline = newline_of(copy.raw)
    for verdict in verdicts:
        at, to = verdict.change.copy_start, verdict.change.source_start
        has = _span(copy.raw, copy.ends[at - 1], copy.starts[at])
        lacks = _span(source.raw, source.ends[to - 1], source.starts[to])
        op = Op.REPLACE if has.text and lacks.text else Op.INSERT if has.text else Op.DELETE
        around = [*copy.folds[max(at - CONTEXT, 0) : at + CONTEXT], has.text, lacks.text]
        yield Difference(
            id=ids.of(["spacing", *around]),
            code=Code(op, Cause.SPACING),
            copy=has,
            source=lacks,
            replacement=ended(lacks.text, newline),
            confidence=verdict.confidence,
            evidence=verdict.evidence,
            explanations=verdict.explanations,
        )


def _span(raw: str, start: int, end: int) -> Span:
    return Span(start, end, raw[start:end])


def newline_of(raw: str) -> str:
    """How a text ends its lines."""
    return "\r\n" if "\r\n" in raw else "\n"


def ended(space: str, newline: str) -> str:
    """White space with this line end."""
    return space.replace("\r\n", "\n").replace("\n", newline)
