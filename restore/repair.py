"""Policies, plans and the one function that writes text.

A plan is a list of splices of the copy. `apply_plan` is the only thing that writes: an empty plan gives the copy back
byte for byte.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from restore.differences import DAMAGE, Cause, Code, Decision, Difference, Op, Selector
from restore.errors import UsageError
from restore.text import Text

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


def _tidied(copy: str, splices: Iterable[Splice], moved: AbstractSet[int] = frozenset()) -> Sequence[Splice]:
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
    return _apart(copy, tidied)


def _apart(copy: str, splices: Sequence[Splice]) -> Sequence[Splice]:
    """Splices with a space wherever tokens would be read otherwise than where they stood, or stand in a splice's text.

    Whether two tokens grow together is a matter of more than the characters that meet ("&x" before ";", "'" before
    "''"), so that the repaired text is read as a whole. It ends, since a token between spaces is read as it is.

    >>> [splice.text for splice in _apart("a|b c", [Splice(1, 2, "")])]
    [' ']
    """
    text = Text.of(copy if splices else "")
    while splices:
        pieces = list(_pieces(text, splices))
        read = Text.of(apply_plan(copy, Plan(splices)))
        as_it_was = [form for piece in pieces for form in piece.forms] == read.forms
        offsets = [] if as_it_was else _missing_spaces(pieces, read)
        if not offsets:
            break
        splices = _spaced(splices, pieces, offsets)
    return splices


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters [start, end) of a repaired text: tokens [first, last) of `text`, which is the copy or a splice's."""

    start: int
    end: int
    text: Text
    first: int
    last: int
    shift: int  # from the offsets of `text` to those of the repaired text

    @property
    def forms(self) -> Sequence[str]:
        return self.text.forms[self.first : self.last]

    @property
    def spans(self) -> Iterator[tuple[int, int]]:
        for k in range(self.first, self.last):
            yield self.text.starts[k] + self.shift, self.text.ends[k] + self.shift


def _pieces(copy: Text, splices: Iterable[Splice]) -> Iterator[_Piece]:
    """The repaired text: what is kept before a splice, its text, and so on, what is kept at the end last."""
    at = out = 0
    for splice in [*splices, None]:
        until = splice.start if splice else len(copy.raw)
        yield _kept(copy, at, until, out)
        out += until - at
        if splice:
            own = Text.of(splice.text)
            yield _Piece(out, out + len(own.raw), own, 0, len(own), out)
            out += len(own.raw)
            at = splice.end


def _kept(copy: Text, start: int, end: int, out: int) -> _Piece:
    """Characters [start, end) of the copy with its tokens there; read anew where a splice cuts one in two."""
    first, last = bisect_left(copy.starts, start), bisect_right(copy.ends, end)
    if (first and copy.ends[first - 1] > start) or (last < len(copy) and copy.starts[last] < end):
        own = Text.of(copy.raw[start:end])
        return _Piece(out, out + end - start, own, 0, len(own), out)
    return _Piece(out, out + end - start, copy, first, max(first, last), out - start)


def _missing_spaces(pieces: Sequence[_Piece], read: Text) -> list[int]:
    """Offsets of the repaired text between tokens that meet and are not read as they are: at seams, if any is there."""
    spans = [span for piece in pieces for span in piece.spans]
    known = set(zip(read.starts, read.ends, strict=True))
    seams = [piece.start for piece in pieces[1:]]
    at_seams: list[int] = []
    elsewhere: list[int] = []
    for before, behind in pairwise(spans):
        gap = read.raw[before[1] : behind[0]]
        if (before in known and behind in known) or any(c.isspace() for c in gap):
            continue
        k = bisect_left(seams, before[1])
        if k < len(seams) and seams[k] <= behind[0]:
            at_seams.append(seams[k])
        else:
            elsewhere.append(before[1])
    return at_seams or elsewhere


def _spaced(splices: Sequence[Splice], pieces: Sequence[_Piece], offsets: Iterable[int]) -> list[Splice]:
    """Splices that put a space at these offsets of the repaired text, too."""
    spaced = list(splices)
    starts = [piece.start for piece in pieces]
    for offset in sorted(offsets, reverse=True):
        k = bisect_right(starts, offset) - 1
        k -= k % 2 == 0 and pieces[k].start == offset and k > 0  # what is kept begins where a splice ends
        if k % 2:
            splice, at = spaced[k // 2], offset - pieces[k].start
            spaced[k // 2] = Splice(splice.start, splice.end, f"{splice.text[:at]} {splice.text[at:]}", splice.rank)
        else:
            spaced.append(Splice(offset - pieces[k].shift, offset - pieces[k].shift, " "))
    return sorted(spaced, key=lambda splice: splice.start)


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
