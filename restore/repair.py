"""What is applied, by a policy, and the plan that applies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from restore.differences import DAMAGE, Code, Decision, Difference, Op, Selector
from restore.errors import UsageError
from restore.plan import Plan, Splice, apply_plan
from restore.seams import apart
from restore.text import Text
from restore.values import dataclass, field

__all__ = ["THRESHOLD", "Plan", "Policy", "Splice", "apply_plan", "decided", "make_plan"]

# of 100 repairs made unseen at least 95 are to be right; with fewer, a person would read them all
THRESHOLD = 0.95


@dataclass(frozen=True, slots=True)
class Policy:
    """What is applied by itself: damage by default, above a threshold, for all codes or per code.

    `thresholds` maps a code, an operation or a cause to its own threshold; the most exact name wins.

    Raises:
        UsageError: a threshold is no probability, or there is no such code.
    """

    threshold: float = THRESHOLD  # the confidence from which on a repair is applied
    select: Selector | None = None  # what may be applied, in place of all damage
    ignore: Selector | None = None  # what is kept as the copy has it, and left to nobody
    thresholds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for name, value in {"threshold": self.threshold, **self.thresholds}.items():
            if not 0.0 <= value <= 1.0:
                raise UsageError(f"{name}: {value} is no probability; give a number from 0 to 1")
        Selector.parse(",".join(self.thresholds))

    def __reduce__(self) -> tuple[type[Policy], tuple[object, ...]]:
        """For workers, which get it pickled: a read-only mapping cannot be."""
        return Policy, (self.threshold, self.select, self.ignore, dict(self.thresholds))

    def decide(self, difference: Difference) -> Decision:
        """Apply, keep or leave to a person."""
        code = difference.code
        if self.ignore and self.ignore.matches(code):
            return Decision.KEEP
        chosen = self.select.matches(code) if self.select else code.cause in DAMAGE and code.op is not Op.MOVE
        if chosen and difference.confidence >= self.threshold_of(code):
            return Decision.APPLY
        return Decision.REVIEW

    def threshold_of(self, code: Code) -> float:
        """The threshold that holds for a code."""
        if not self.thresholds:
            return self.threshold
        names = (str(code), code.cause.value, code.op.value)
        return next((self.thresholds[name] for name in names if name in self.thresholds), self.threshold)


def make_plan(copy: str | Text, differences: Iterable[Difference]) -> Plan:
    """The plan that applies every difference whose decision is `apply`; moves carry their inner repairs along.

    `copy` is the text, or its tokens where they are at hand.
    """
    chosen = [d for d in differences if d.decision is Decision.APPLY]
    moves = {d.id: d for d in chosen if d.op is Op.MOVE}
    inner: dict[str, list[Splice]] = {}
    outer: list[Splice] = []
    for difference in chosen:
        if difference.op is Op.MOVE:
            continue
        at = difference.copy
        splice = Splice(at.start, at.end, difference.replacement, difference.source.start)
        (inner.setdefault(difference.within, []) if difference.within in moves else outer).append(splice)
    if not chosen:
        return Plan()
    text = copy if isinstance(copy, Text) else Text.of(copy)
    for move in moves.values():
        outer += _carried(text, move, inner.get(move.id, ()))
    return Plan(apart(text, _tidied(text.raw, outer, 0, len(text.raw), {move.copy.end for move in moves.values()})))


def _carried(text: Text, move: Difference, inner: Sequence[Splice]) -> Iterator[Splice]:
    """A move as two splices: the block out of its place, and, with its inner repairs made, into the other."""
    copy, start, end = text.raw, move.copy.start, move.copy.end
    edges = Splice(start, start, ""), Splice(end, end, "")  # where it is taken from what it stood beside
    inside = apart(text, [edges[0], *_tidied(copy, inner, start, end), edges[1]], start, end)
    block = apply_plan(copy[start:end], Plan([Splice(s.start - start, s.end - start, s.text) for s in inside]))
    yield Splice(start, end, "", move.source.start)
    target = move.target if move.target is not None else start
    separator = copy[_before_space(copy, start) : start] or copy[end : _behind_space(copy, end)] or " "
    lead = "" if target == 0 or copy[target - 1].isspace() else separator
    trail = "" if target == len(copy) or copy[target].isspace() else separator
    yield Splice(target, target, lead + block + trail, move.source.start)


def _tidied(
    copy: str, splices: Iterable[Splice], first: int, last: int, moved: AbstractSet[int] = frozenset()
) -> list[Splice]:
    """Splices of copy[first:last] in order, those at one offset in the source's, and tidy in their white space.

    What is put in stands before what is changed at the same offset. Words taken out take the white space before them
    along if there is white space behind, line ends only with a moved block (`moved` are the offsets where such blocks
    end), or one with a whole line, of which an empty one would be left, as between paragraphs. Words put in where a
    tokeniser left a hole of several spaces fill the hole. Marks taken out leave the white space between them.
    """
    tidied: list[Splice] = []
    at = first
    for splice in sorted(splices, key=lambda s: (s.start, s.start < s.end, s.rank, s.end)):
        start, end = splice.start, splice.end
        if start == end:
            start = min(_before_space(copy, start, " \t") + 1, start)
        elif not splice.text and (end == last or copy[end].isspace()):
            start = _before_space(copy, start, None if end in moved else " \t")
            start = _before_line_end(copy, start) if copy[end : end + 1] in ("", "\r", "\n") else start
        text = splice.text or _between_marks(copy, start, end)
        start, end = max(start, at), max(end, at)
        same = (start, end, text) == (splice.start, splice.end, splice.text)
        tidied.append(splice if same else Splice(start, end, text, splice.rank))
        at = tidied[-1].end
    return tidied


def _between_marks(copy: str, start: int, end: int) -> str:
    """The white space in marks that stand between two words and have none beside them: those words it keeps apart."""
    marks = copy[start:end]
    if not start or any(map(str.isalnum, marks)) or any(map(str.isspace, (copy[start - 1], *copy[end : end + 1]))):
        return ""
    return "".join(filter(str.isspace, marks)) if end < len(copy) else ""


def _before_space(copy: str, at: int, characters: str | None = None) -> int:
    """Where the white space (of these characters, or any) that ends at an offset begins."""
    while at and (copy[at - 1].isspace() if characters is None else copy[at - 1] in characters):
        at -= 1
    return at


def _before_line_end(copy: str, at: int) -> int:
    """Where the line end that ends at an offset begins; the offset itself where none does."""
    return at - 2 if copy.endswith("\r\n", 0, at) else at - 1 if copy.endswith(("\r", "\n"), 0, at) else at


def _behind_space(copy: str, at: int) -> int:
    while at < len(copy) and copy[at].isspace():
        at += 1
    return at


def decided(differences: Iterable[Difference], policy: Policy) -> list[Difference]:
    """The differences with the policy's decisions; what stands inside a move goes or stays on its own account."""
    return [d.decided(policy.decide(d)) for d in differences]
