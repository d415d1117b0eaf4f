"""Policies, plans and the one function that writes text.

A plan is a list of splices of the copy. `apply_plan` is the only thing that writes: an empty plan gives the copy back
byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from restore.differences import DAMAGE, Cause, Code, Decision, Difference, Op, Selector
from restore.errors import UsageError

THRESHOLD = 0.95


@dataclass(frozen=True, slots=True)
class Policy:
    """What is applied by itself: damage by default, above a threshold, for all codes or per code.

    `thresholds` maps a code, an operation or a cause to its own threshold; the most exact name wins. `select` replaces
    the default set of codes that may be applied, `ignore` takes codes out altogether: they are kept as the copy has
    them.
    """

    threshold: float = THRESHOLD
    select: Selector | None = None
    ignore: Selector | None = None
    thresholds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for name, value in {"threshold": self.threshold, **self.thresholds}.items():
            if not 0.0 <= value <= 1.0:
                raise UsageError(f"{name}: {value} is no probability; give a number from 0 to 1")
        Selector.parse(",".join(self.thresholds))

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
        for name in (str(code), code.cause.value, code.op.value):
            if name in self.thresholds:
                return self.thresholds[name]
        return self.threshold


@dataclass(frozen=True, slots=True)
class Splice:
    """Copy characters [start, end) become `text`; `rank` orders splices at one offset (the source's order)."""

    start: int
    end: int
    text: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Splices in the copy's order that do not overlap.

    Raises:
        ValueError: they do.
    """

    splices: Sequence[Splice] = ()

    def __post_init__(self) -> None:
        at = 0
        for splice in self.splices:
            if splice.start < at or splice.end < splice.start:
                raise ValueError(f"splices overlap at offset {splice.start}")
            at = splice.end


def apply_plan(copy: str, plan: Plan) -> str:
    """The copy with the plan's splices made.

    >>> apply_plan("told the detail", Plan([Splice(9, 15, "Emanuel")]))
    'told the Emanuel'

    Raises:
        ValueError: the plan reaches past the copy's end; it belongs to another text.
    """
    parts: list[str] = []
    at = 0
    for splice in plan.splices:
        if splice.end > len(copy):
            raise ValueError(f"the plan reaches to offset {splice.end}, the copy ends at {len(copy)}")
        parts += (copy[at : splice.start], splice.text)
        at = splice.end
    parts.append(copy[at:])
    return "".join(parts)


def make_plan(copy: str, differences: Iterable[Difference]) -> Plan:
    """The plan that applies every difference whose decision is `apply`; moves carry their inner repairs along."""
    chosen = [d for d in differences if d.decision is Decision.APPLY]
    moves = {d.id: d for d in chosen if d.op is Op.MOVE}
    inner: dict[str, list[Splice]] = {}
    outer: list[Splice] = []
    for difference in chosen:
        if difference.op is Op.MOVE:
            continue
        splice = _splice(copy, difference)
        (inner.setdefault(difference.within, []) if difference.within in moves else outer).append(splice)
    for move in moves.values():
        outer += _carried(copy, move, inner.get(move.id, ()))
    return Plan(_apart(sorted(outer, key=lambda s: (s.start, s.rank, s.end))))


def _splice(copy: str, difference: Difference) -> Splice:
    """A difference as a splice, tidy in its white space.

    Taking words out takes the white space before them too, if there is white space behind; putting words in where a
    tokeniser left a hole of several spaces fills the hole.
    """
    start, end = difference.copy.start, difference.copy.end
    hole = 0
    while hole < start and copy[start - hole - 1] in " \t":
        hole += 1
    if start == end and hole > 1:
        start -= hole - 1
    elif not difference.replacement and start < end and (end == len(copy) or copy[end].isspace()):
        start -= hole
    return Splice(start, end, difference.replacement, difference.source.start)


def _carried(copy: str, move: Difference, inner: Sequence[Splice]) -> Iterator[Splice]:
    """A move as two splices: the block out of its place, and, with its inner repairs made, into the other."""
    start, end = move.copy.start, move.copy.end
    shifted = [replace(s, start=max(s.start, start) - start, end=s.end - start) for s in inner]
    block = apply_plan(copy[start:end], Plan(sorted(shifted, key=lambda s: (s.start, s.rank, s.end))))
    target = move.target if move.target is not None else start
    lead = _between(copy, start, before=True)
    out = Splice(start - len(lead), end, "", move.source.start)
    separator = lead or _between(copy, end, before=False) or " "
    text = separator + block if target else block + separator
    yield out
    yield Splice(target, target, text, move.source.start)


def _between(copy: str, at: int, *, before: bool) -> str:
    """The white space on one side of an offset."""
    edge = at
    if before:
        while edge and copy[edge - 1].isspace():
            edge -= 1
        return copy[edge:at]
    while edge < len(copy) and copy[edge].isspace():
        edge += 1
    return copy[at:edge]


def _apart(splices: Sequence[Splice]) -> list[Splice]:
    """Splices whose white space overlaps the one before are cut back to what is left."""
    kept: list[Splice] = []
    at = 0
    for splice in splices:
        cut = splice if splice.start >= at else replace(splice, start=min(at, splice.end))
        kept.append(cut)
        at = cut.end
    return kept


def decided(differences: Iterable[Difference], policy: Policy) -> list[Difference]:
    """The differences with the policy's decisions; what stands inside a move goes or stays on its own account."""
    return [replace(d, decision=policy.decide(d)) for d in differences]


def default_codes() -> frozenset[Cause]:
    """The causes that are damage by default."""
    return DAMAGE
