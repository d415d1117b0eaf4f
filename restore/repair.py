"""Policies, plans and the one function that writes text.

A plan is a list of splices of the copy. `apply_plan` is the only thing that writes: an empty plan gives the copy back
byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType
from unicodedata import category

from restore.differences import DAMAGE, Cause, Code, Decision, Difference, Op, Selector
from restore.errors import UsageError
from restore.text import Text

THRESHOLD = 0.95
WINDOW = 40  # characters on either side of a seam that are looked at, to see whether words become one there


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
        names = (str(code), code.cause.value, code.op.value) if self.thresholds else ()
        return next((self.thresholds[name] for name in names if name in self.thresholds), self.threshold)


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
        at = difference.copy
        splice = Splice(at.start, at.end, difference.replacement, difference.source.start)
        (inner.setdefault(difference.within, []) if difference.within in moves else outer).append(splice)
    for move in moves.values():
        outer += _carried(copy, move, inner.get(move.id, ()))
    return Plan(_tidied(copy, outer, {move.copy.end for move in moves.values()}))


def _carried(copy: str, move: Difference, inner: Sequence[Splice]) -> Iterator[Splice]:
    """A move as two splices: the block out of its place, and, with its inner repairs made, into the other."""
    start, end = move.copy.start, move.copy.end
    inside = [Splice(s.start - start, s.end - start, s.text, s.rank) for s in inner]
    block = apply_plan(copy[start:end], Plan(_tidied(copy[start:end], inside)))
    yield Splice(start, end, "", move.source.start)
    target = move.target if move.target is not None else start
    separator = copy[_before_space(copy, start) : start] or copy[end : _behind_space(copy, end)] or " "
    lead = "" if target == 0 or copy[target - 1].isspace() else separator
    trail = "" if target == len(copy) or copy[target].isspace() else separator
    yield Splice(target, target, lead + block + trail, move.source.start)


def _tidied(copy: str, splices: Iterable[Splice], moved: AbstractSet[int] = frozenset()) -> list[Splice]:
    """Splices in the copy's order, those at one offset in the source's, and tidy in their white space.

    What is put in stands before what is changed at the same offset. Words taken out take the white space before them
    along if there is white space behind, line ends only with a moved block (`moved` are the offsets where such blocks
    end). Words put in where a tokeniser left a hole of several spaces fill the hole.
    """
    tidied: list[Splice] = []
    at = 0
    for splice in sorted(splices, key=lambda s: (s.start, s.start < s.end, s.rank, s.end)):
        start, end = splice.start, splice.end
        if start == end:
            start = min(_before_space(copy, start, " \t") + 1, start)
        elif not splice.text and (end == len(copy) or copy[end].isspace()):
            start = _before_space(copy, start, None if end in moved else " \t")
        start, end = max(start, at), max(end, at)
        same = (start, end) == (splice.start, splice.end)
        tidied.append(splice if same else Splice(start, end, splice.text, splice.rank))
        at = tidied[-1].end
    return _unglued(copy, tidied)


def _unglued(copy: str, splices: Sequence[Splice]) -> list[Splice]:
    """Splices with a space where two words would become one that stood beside each other, or beside what was between.

    >>> [splice.text for splice in _unglued("a|b c", [Splice(1, 2, "")])]
    [' ']
    """
    apart: list[Splice] = []
    at, before = 0, ""
    for splice in [*splices, Splice(len(copy), len(copy), "")]:
        kept = copy[at : splice.start]
        if apart and _glued(before, kept):
            last = apart.pop()
            apart.append(Splice(last.start, last.end, last.text + " ", last.rank))
        before = kept[-WINDOW:] or before
        lead = " " if _glued(before, splice.text) else ""
        apart.append(Splice(splice.start, splice.end, lead + splice.text, splice.rank) if lead else splice)
        at, before = splice.end, splice.text[-WINDOW:] or before
    return apart[:-1]


def _glued(before: str, behind: str) -> bool:
    """Whether the end of one text and the beginning of another would make one token, by more than a combining mark."""
    if not before or not behind or before[-1].isspace() or behind[0].isspace():
        return False
    if category(behind[0]).startswith("M"):
        return False
    left, right = before[-WINDOW:].rsplit(maxsplit=1)[-1], behind[:WINDOW].split(maxsplit=1)[0]
    text = Text.of(left + right)
    return any(start < len(left) < end for start, end in zip(text.starts, text.ends, strict=True))


def _before_space(copy: str, at: int, characters: str | None = None) -> int:
    """Where the white space (of these characters, or any) that ends at an offset begins."""
    while at and (copy[at - 1].isspace() if characters is None else copy[at - 1] in characters):
        at -= 1
    return at


def _behind_space(copy: str, at: int) -> int:
    while at < len(copy) and copy[at].isspace():
        at += 1
    return at


def decided(differences: Iterable[Difference], policy: Policy) -> list[Difference]:
    """The differences with the policy's decisions; what stands inside a move goes or stays on its own account."""
    return [d.decided(policy.decide(d)) for d in differences]


def default_codes() -> frozenset[Cause]:
    """The causes that are damage by default."""
    return DAMAGE
