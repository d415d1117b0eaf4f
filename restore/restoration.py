"""The whole way in one call: align, type, rate, decide, repair."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restore.aligner.alignment import Alignment, Block, Relation
from restore.aligner.engine import align_texts
from restore.aligner.letters import same_letters
from restore.confidences import EngineConfidences
from restore.convention import Convention
from restore.differences import Cause, Code, Decision, Difference, Op, Place, Span
from restore.errors import NotItsSource
from restore.ids import CONTEXT, Ids
from restore.judging import Change, Look, Verdict, judged
from restore.pairing import paired
from restore.repair import Plan, Policy, apply_plan, decided, make_plan
from restore.stages import Stage, reached
from restore.text import Text

if TYPE_CHECKING:
    from restore.excerpt import Excerpt

# Aligned at least, of the shorter text: texts on one event share up to a tenth, heavily damaged copies keep over half.
SHARE = 0.25
LINES = frozenset({Cause.HEADING, Cause.PASSAGE})  # lines of their own; of what is less the copy's lines have room
SHORT = 12  # tokens: in fewer, half of them other words are damage as well as another text


@dataclass(frozen=True, slots=True)
class Summary:
    """What was found and decided."""

    by_code: Mapping[str, int]  # how many differences of each code
    applied: int
    kept: int
    review: int  # left to a person
    fidelity: float  # the share of both texts' tokens that say the same on the other side, 0 to 1


@dataclass(frozen=True, slots=True)
class Restoration:
    """The result of restoring a copy."""

    text: str  # the restored text
    differences: Sequence[Difference]  # in the copy's order, each with what was decided of it
    alignment: Alignment
    plan: Plan  # what was applied: `apply_plan(copy, plan)` is the restored text
    policy: Policy
    excerpt: Excerpt | None = None  # the part of the source that was compared, where that was asked for

    @property
    def summary(self) -> Summary:
        """Counts by code and by decision, and the fidelity of the copy as it came."""
        counts = Counter(d.decision for d in self.differences)
        total = len(self.alignment.copy) + len(self.alignment.source)
        same = sum(
            b.copy_end - b.copy_start for b in self.alignment if b.relation is Relation.EQUAL and b.moved is None
        )
        return Summary(
            dict(sorted(Counter(str(d.code) for d in self.differences).items())),
            counts[Decision.APPLY],
            counts[Decision.KEEP],
            counts[Decision.REVIEW],
            round(2 * same / total, 6) if total else 1.0,
        )


def restore(
    copy: str,
    *,
    source: str,
    policy: Policy | None = None,
    force: bool = False,
    excerpt: bool = False,
    copy_name: str = "copy",
    source_name: str = "source",
    confidences: EngineConfidences | None = None,
) -> Restoration:
    """Restore a copy from its source: what the policy is sure of is applied, the rest is left in the differences.

    With `force` a source is taken as the copy's however little of it the copy has. With `excerpt` the copy is of a part
    of the source, as a page of a book: only that part is compared, it is named `source_name[start:end]`, and offsets
    into the source count from its start. The names are those of the two texts in messages and formats. `confidences`
    say how sure an engine was of the copy's words, as `Layout.confidences` does of a page's.

    Raises:
        NotItsSource: too little of the shorter text is found in the other; `share` says how much.

    >>> source = "Mayor Rahm Emanuel spoke first. The order lacked any detail about the funds, and he left the city."
    >>> copy = source.replace("detail", "Rahm Emanuel").replace("city", "Rahm Emanuel")
    >>> restore(copy, source=source).text == source
    True
    """
    policy = policy or Policy()
    reached(Stage.READING)
    ours, theirs = Text.of(copy, copy_name, confidences), Text.of(source, source_name)
    part: Excerpt | None = None
    if excerpt:
        from restore.excerpt import excerpt_of  # few copies are

        part = excerpt_of(ours, theirs, force=force)
        theirs = Text.of(part.text, part.named(source_name))
    look = _looked(ours, theirs)
    alignment = look.alignment
    if not (force or is_its_source(alignment)):
        raise NotItsSource(alignment.copy.name, alignment.source.name, alignment.share)
    reached(Stage.JUDGING)
    differences = decided(_differences(alignment, look.verdicts()), policy)
    plan = make_plan(alignment.copy, differences)
    return Restoration(apply_plan(copy, plan), differences, alignment, plan, policy, part)


def align(copy: str, *, source: str, copy_name: str = "copy", source_name: str = "source") -> Alignment:
    """Align two texts token by token: each token of both in exactly one block."""
    return _looked(Text.of(copy, copy_name), Text.of(source, source_name)).alignment


def is_its_source(alignment: Alignment) -> bool:
    """Whether the texts belong together at all, by their words or, where those are misread, by their letters.

    Too short a text can't tell, and counts as belonging.
    """
    copy, source = alignment.copy, alignment.source
    return min(len(copy), len(source)) < SHORT or alignment.share >= SHARE or same_letters(copy, source)


def _looked(copy: Text, source: Text) -> Look:
    """The texts aligned, anew where a first look at them changes what that costs."""
    reached(Stage.ALIGNING)
    alignment = align_texts(copy, source)
    reached(Stage.WEIGHING)
    look = Look(alignment)
    prices = look.prices()
    if prices == alignment.prices:
        return look
    reached(Stage.ALIGNING_AGAIN)
    again = align_texts(copy, source, prices)
    reached(Stage.WEIGHING_AGAIN)
    return Look(again, before=look.weighing)


def find_differences(alignment: Alignment) -> list[Difference]:
    """An alignment's differences, typed and rated, in the copy's order, none of them decided."""
    return _differences(alignment, judged(alignment))


def _differences(alignment: Alignment, verdicts: Sequence[Verdict]) -> list[Difference]:
    convention, names = Convention.of(alignment.copy), _Names(alignment)
    stay = [block for block in alignment if block.moved is None] if alignment.moves else []
    ends = [block.source_end for block in stay]
    moves = [_move(alignment, v, names, _behind(stay, ends, v.change)) for v in verdicts if v.change.op is Op.MOVE]
    found = list(moves)
    for verdict in verdicts:
        if verdict.change.op is not Op.MOVE:
            within = moves[verdict.change.moved].id if verdict.change.moved is not None else None
            found.append(_difference(alignment, verdict, convention, names, within))
    in_order = sorted(found, key=lambda d: (d.copy.start, d.op is not Op.MOVE, d.copy.end, d.source.start))
    return paired(alignment, in_order)


class _Names:
    """The ids of an alignment's differences."""

    def __init__(self, alignment: Alignment) -> None:
        self._copy, self._source = alignment.copy, alignment.source
        self._ids = Ids()

    def of(self, op: Op, copy: tuple[int, int], source: tuple[int, int]) -> str:
        parts = [
            op.value,
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
    at = _span(copy, *i, inside.copy_end if inside else len(copy))
    return Difference(
        id=names.of(change.op, i, j),
        code=Code.of(change.op, cause),
        copy=at,
        source=_span(source, *j, inside.source_end if inside else len(source)),
        replacement=_replacement(copy, source, change, convention, at, lines=cause in LINES),
        confidence=verdict.confidence,
        evidence=verdict.evidence,
        origin=_origin(source, change) if cause is Cause.ENTITY else None,
        within=within,
        explanations=verdict.explanations,
    )


def _origin(source: Text, change: Change) -> Place | None:
    """Where in the source an intruding mention comes from: the place of its longest part."""
    if not change.mentions:
        return None
    longest = max(change.mentions, key=lambda m: m.end - m.start)
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
