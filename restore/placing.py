"""From verdicts to differences: where they stand in characters, what would stand there instead, and their ids."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from restore.aligner.alignment import Alignment, Block
from restore.convention import Convention
from restore.differences import Cause, Code, Decision, Difference, Op, Place, Span
from restore.ids import CONTEXT, Ids
from restore.judging import Change, Verdict
from restore.pairing import paired
from restore.text import Text

_ENTITY: Final = Cause.ENTITY
_MOVE: Final = Op.MOVE
_REVIEW: Final = Decision.REVIEW
LINES: Final = frozenset(
    {Cause.HEADING, Cause.PASSAGE}
)  # lines of their own; of what is less the copy's lines have room


def differences_of(alignment: Alignment, verdicts: Sequence[Verdict]) -> list[Difference]:
    """What was judged as differences, in the copy's order, none of them decided."""
    convention, names = Convention.of(alignment.copy), _Names(alignment)
    stay = [block for block in alignment if block.moved is None] if alignment.moves else []
    ends = [block.source_end for block in stay]
    moves = [_move(alignment, v, names, _behind(stay, ends, v.change)) for v in verdicts if v.change.moves]
    found = list(moves)
    for verdict in verdicts:
        if not verdict.change.moves:
            within = moves[verdict.change.moved].id if verdict.change.moved is not None else None
            found.append(_difference(alignment, verdict, convention, names, within))
    in_order = sorted(found, key=lambda d: (d.copy.start, d.code.op is not _MOVE, d.copy.end, d.source.start))
    return paired(alignment, in_order)


class _Names:
    """The ids of an alignment's differences."""

    def __init__(self, alignment: Alignment) -> None:
        self._copy, self._source = alignment.copy, alignment.source
        self._ids = Ids()

    def of(self, op: Op, copy: tuple[int, int], source: tuple[int, int]) -> str:
        parts = [
            op,
            *self._copy.folds[max(copy[0] - CONTEXT, 0) : copy[0]], "\0", *self._copy.forms[copy[0] : copy[1]], "\0",
            *self._copy.folds[copy[1] : copy[1] + CONTEXT], "\1", *self._source.forms[source[0] : source[1]],
        ]  # fmt: skip
        return self._ids.of(parts)


def _difference(
    alignment: Alignment, verdict: Verdict, convention: Convention, names: _Names, within: str | None
) -> Difference:
    change, cause = verdict.change, verdict.cause
    copy, source = alignment.copy, alignment.source
    i, j = (change.copy_start, change.copy_end), (change.source_start, change.source_end)
    inside = None if change.moved is None else alignment.moves[change.moved]
    at = _span(copy, i[0], i[1], inside.copy_end if inside else len(copy))
    stood = _span(source, j[0], j[1], inside.source_end if inside else len(source))
    written = _replacement(copy, source, change, convention, at, lines=cause in LINES)
    origin = _origin(source, change) if cause is _ENTITY else None
    return Difference(
        names.of(change.op, i, j), Code.of(change.op, cause), at, stood, written, verdict.confidence, verdict.evidence,
        origin, within, None, _REVIEW, verdict.explanations,
    )  # fmt: skip


def _origin(source: Text, change: Change) -> Place | None:
    """Where in the source an intruding mention comes from: the place of its longest part."""
    if not change.mentions:
        return None
    longest = change.mentions[0]
    for mention in change.mentions:
        if mention.end - mention.start > longest.end - longest.start:
            longest = mention
    if longest.origin >= len(source):
        return None
    last = min(longest.origin + longest.end - longest.start, len(source)) - 1
    return Place(source.starts[longest.origin], source.ends[last])


def _behind(stay: Sequence[Block], source_ends: Sequence[int], move: Change) -> int:
    """Behind which copy token a moved block belongs: the last that stands for what the source has before the block."""
    before = bisect_right(source_ends, move.source_start)
    return stay[before - 1].copy_end if before else 0


def _move(alignment: Alignment, verdict: Verdict, names: _Names, behind: int) -> Difference:
    copy, source, move = alignment.copy, alignment.source, verdict.change
    stands = _span(source, move.source_start, move.source_end, len(source))
    return Difference(
        id=names.of(Op.MOVE, (move.copy_start, move.copy_end), (move.source_start, move.source_end)),
        code=Code.of(Op.MOVE, Cause.PASSAGE),
        copy=_span(copy, move.copy_start, move.copy_end, len(copy)),
        source=stands,
        replacement="",
        confidence=verdict.confidence,
        evidence=verdict.evidence,
        origin=Place(stands.start, stands.end),
        target=_span(copy, behind, behind, len(copy)).start,
        explanations=verdict.explanations,
    )


def _span(text: Text, first: int, last: int, limit: int) -> Span:
    """Tokens as characters; an empty span stands before the token that follows it, at `limit` behind the last one."""
    if first < last:
        start, end = text.starts[first], text.ends[last - 1]
        return Span(start, end, text.raw[start:end])
    at = text.starts[first] if first < limit else (text.ends[first - 1] if first else 0)
    return Span(at, at, "")


def _replacement(copy: Text, source: Text, change: Change, convention: Convention, at: Span, *, lines: bool) -> str:
    """The source's words in the copy's convention, with the white space they need where they are put in between."""
    written = convention.write(source, change.source_start, change.source_end, lines=lines)
    if not written or at.start < at.end:
        return written
    raw, first, last = copy.raw, change.source_start, change.source_end
    lead = _space(source, first, convention) if at.start else ""
    trail = _space(source, last, convention) if at.start < len(raw) else ""
    if at.start and raw[at.start - 1].isspace():
        lead = ""
    if at.start < len(raw) and raw[at.start].isspace():
        trail = ""
    return lead + written + trail


def _space(source: Text, token: int, convention: Convention) -> str:
    """The white space before a source token, as the convention has it."""
    if not 0 < token < len(source):
        return convention.newline if convention.newline != " " else " "
    space = convention.space(source.raw[source.ends[token - 1] : source.starts[token]])
    return space or (" " if convention.spaced else "")
