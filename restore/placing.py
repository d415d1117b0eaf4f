"""From verdicts to differences: where they stand in characters, what would stand there instead, and their ids."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from restore.aligner.alignment import Alignment, Block, Move
from restore.aligner.anchors import are_rising
from restore.convention import Convention
from restore.counted import HYPHENS
from restore.differences import Cause, Code, Decision, Difference, Op, Place, Span
from restore.ids import CONTEXT, Ids
from restore.judging import Change, Verdict
from restore.pairing import closed, paired
from restore.spans import is_spaceless
from restore.text import Text

_ENTITY: Final = Cause.ENTITY
_MOVE: Final = Op.MOVE
_REVIEW: Final = Decision.REVIEW
_HYPHENS: Final = frozenset("-‐")
LINES: Final = frozenset(
    {Cause.HEADING, Cause.PASSAGE}
)  # lines of their own; of what is less the copy's lines have room


def differences_of(alignment: Alignment, verdicts: Iterable[Verdict]) -> list[Difference]:
    """What was judged, moves first and the rest in the copy's order, as differences in that order, none decided."""
    stay = [block for block in alignment if block.moved is None] if alignment.moves else []
    ends = [block.source_end for block in stay]
    brought: dict[int, int] = {}
    for move in alignment.moves:
        at = _behind(stay, ends, move.source_start)
        brought[at] = min(brought.get(at, move.source_start), move.source_start)
    names, writer = _Names(alignment), _Replacing(alignment, brought)
    found: list[Difference] = []
    before: Change | None = None
    last: Verdict | None = None  # it is written when what stands behind it is known
    for verdict in verdicts:
        change = verdict.change
        if change.moves:
            found.append(_move(alignment, verdict, names, _behind(stay, ends, change.source_start)))
            continue
        if last is not None:
            found.append(writer.difference(last, before, change, names, _within(last, found)))
            before = last.change
        last = verdict
    if last is not None:
        found.append(writer.difference(last, before, None, names, _within(last, found)))
    if not are_rising([difference.copy.start for difference in found]):
        found.sort(key=lambda d: (d.copy.start, d.code.op is not _MOVE, d.copy.end, d.source.start))
    return paired(alignment, closed(alignment.copy, found))


def _within(verdict: Verdict, found: Sequence[Difference]) -> str | None:
    """The id of the move that it stands in: the first that were found are the moves."""
    return None if verdict.change.moved is None else found[verdict.change.moved].id


class _Names:
    """The ids of an alignment's differences."""

    def __init__(self, alignment: Alignment) -> None:
        self._folds = alignment.copy.folds
        self._ids = Ids()

    def of(self, change: Change) -> str:
        folds, first, last = self._folds, change.copy_start, change.copy_end
        parts = [
            change.op, *folds[max(first - CONTEXT, 0) : first], "\0", *change.our_forms, "\0",
            *folds[last : last + CONTEXT], "\1", *change.their_forms,
        ]  # fmt: skip
        return self._ids.of(parts)


class _Replacing:
    """Differences with what would stand there, in the copy's convention.

    `brought` says before which copy tokens moved blocks belong, and where the first of them begins in the source.
    """

    def __init__(self, alignment: Alignment, brought: Mapping[int, int]) -> None:
        self._alignment, self._copy, self._source = alignment, alignment.copy, alignment.source
        self._convention = Convention.of(alignment.copy)
        self._brought = brought

    def difference(
        self, verdict: Verdict, before: Change | None, behind: Change | None, names: _Names, within: str | None
    ) -> Difference:
        """One of them, by the changes before and behind it, with the id of the move that it stands in."""
        change, cause, source = verdict.change, verdict.cause, self._source
        inside = None if change.moved is None else self._alignment.moves[change.moved]
        at = self._place(change, inside, before, behind)
        stood = _span(source, change.source_start, change.source_end, inside.source_end if inside else len(source))
        written = self._replacement(change, at, before, behind, lines=cause in LINES)
        origin = _origin(source, change) if cause is _ENTITY else None
        return Difference(
            names.of(change), Code.of(change.op, cause), at, stood, written, verdict.confidence,
            verdict.evidence, origin, within, None, _REVIEW, verdict.explanations,
        )  # fmt: skip

    def _place(self, change: Change, inside: Move | None, before: Change | None, behind: Change | None) -> Span:
        """Where it stands; what is put in and leans back, as a comma does, behind the token before it.

        Behind a block that is to be moved there it has another token before it, and stands where the block does. White
        space that the copy has in the place of a mark that joins words goes; a line's end stays, behind the mark.
        """
        copy, first, last = self._copy, change.copy_start, change.copy_end
        if first == last and first > (inside.copy_start if inside else 0):
            start, end = copy.ends[first - 1], copy.starts[first] if first < len(copy) else len(copy.raw)
            if start < end and self._joins(change, before, behind):
                return Span(start, start, "") if _ends_line(copy, first) else Span(start, end, copy.raw[start:end])
            stays = inside or self._brought.get(first, len(self._source)) >= change.source_start
            if stays and self._leans_back(change):
                return Span(start, start, "")
        return _span(copy, first, last, inside.copy_end if inside else len(copy))

    def _joins(self, change: Change, before: Change | None, behind: Change | None) -> bool:
        """Whether what is put in joins words in the source that both texts have, or others for, as in "and/or".

        A line of the source may end behind it for want of room alone: behind a dash, since words around a hyphen would
        become one. Scripts without spaces have none to lose.
        """
        source, i, start, end = self._source, change.copy_start, change.source_start, change.source_end
        if self._space(start) or i in self._brought or not self._is_due_before(change, before):
            return False
        follows = behind if behind and behind.copy_start == i else None
        if not (follows.replaces and follows.source_start == end if follows else self._agree(i, end)):
            return False
        is_whole = not self._space(end) or (self._breaks(end) and source.token(end - 1) not in _HYPHENS)
        return is_whole and not any(map(is_spaceless, source.folds[start - 1 : end + 1]))

    def _leans_back(self, change: Change) -> bool:
        """Whether the source has white space behind the words, and none before, or they end a line of both texts."""
        first, last = change.source_start, change.source_end
        if not 0 < first < last < len(self._source):
            return False
        if not self._space(first):
            return bool(self._space(last))
        return (
            _ends_line(self._source, last)
            and _ends_line(self._copy, change.copy_start)
            and not _ends_line(self._source, first)
        )

    def _replacement(
        self, change: Change, at: Span, before: Change | None, behind: Change | None, *, lines: bool
    ) -> str:
        """The source's words in the copy's convention, with the white space that they need and the copy lacks there."""
        written = self._convention.write(self._source, change.source_start, change.source_end, lines=lines)
        if not written:
            return written
        raw, is_put_in = self._copy.raw, at.start == at.end
        lead = trail = ""
        if at.start and not raw[at.start - 1].isspace() and (is_put_in or self._is_due_before(change, before)):
            lead = self._space(change.source_start)
        if at.end < len(raw) and not raw[at.end].isspace() and (is_put_in or self._is_due_behind(change, behind)):
            trail = self._space(change.source_end)
        return lead + written + trail

    def _is_due_before(self, change: Change, before: Change | None) -> bool:
        """Whether what stands before replaced words is what the source has there, or stands for it.

        Beside what one of the texts alone has no white space is due: the copy's may go, the source's brings its own.
        """
        i, j = change.copy_start, change.source_start
        if before is not None and before.copy_end == i:
            return before.replaces and before.source_end == j and not self._breaks(j)
        return self._agree(i - 1, j - 1) and not self._breaks(j)

    def _is_due_behind(self, change: Change, behind: Change | None) -> bool:
        """Whether the same token follows in both texts: before another difference, white space is that one's."""
        i, j = change.copy_end, change.source_end
        return (behind is None or behind.copy_start > i) and self._agree(i, j) and not self._breaks(j)

    def _agree(self, i: int, j: int) -> bool:
        """Whether a token of the copy is that of the source."""
        ours, theirs = self._copy.folds, self._source.folds
        return 0 <= i < len(ours) and 0 <= j < len(theirs) and ours[i] == theirs[j]

    def _breaks(self, token: int) -> bool:
        """Whether a line of the source may end before a token for want of room alone, where no white space was."""
        source = self._source
        gap = source.raw[source.ends[token - 1] : source.starts[token]]
        beside = source.folds[token - 1 : token + 1]
        return ("\n" in gap or "\r" in gap) and any(is_spaceless(fold) or fold in HYPHENS for fold in beside)

    def _space(self, token: int) -> str:
        """The white space before a source token, as the convention has it."""
        source, convention = self._source, self._convention
        if not 0 < token < len(source):
            return convention.newline if convention.newline != " " else " "
        space = convention.space(source.raw[source.ends[token - 1] : source.starts[token]])
        return space or (" " if convention.spaced and not convention.joins(source, token) else "")


def _ends_line(text: Text, token: int) -> bool:
    """Whether a line ends before a token."""
    gap = text.raw[text.ends[token - 1] : text.starts[token]] if token < len(text) else ""
    return "\n" in gap or "\r" in gap


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


def _behind(stay: Sequence[Block], source_ends: Sequence[int], place: int) -> int:
    """Behind which copy token a moved block belongs: the last that stands for what the source has before its place."""
    before = bisect_right(source_ends, place)
    return stay[before - 1].copy_end if before else 0


def _move(alignment: Alignment, verdict: Verdict, names: _Names, behind: int) -> Difference:
    copy, source, move = alignment.copy, alignment.source, verdict.change
    stands = _span(source, move.source_start, move.source_end, len(source))
    return Difference(
        id=names.of(move),
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
