"""Claims about a pair, predicted or gold, brought into one form and matched."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from restore.damage.measures import Counts
from restore.differences import Cause, Code, Op, Span
from restore.text import Text

SAME_BLOCK = 0.9  # the overlap, as intersection over union of tokens on either side, from which two moves are one
DOUBLED = 8  # tokens up to which words said twice are a mention doubled, and so an intruder; more are a passage


@dataclass(frozen=True, slots=True)
class Region:
    """Copy tokens over against source tokens."""

    copy_start: int
    copy_end: int
    source_start: int
    source_end: int

    def to(self, last: Region) -> Region:
        """From the beginning of this one to the end of another."""
        return Region(self.copy_start, last.copy_end, self.source_start, last.source_end)


@dataclass(frozen=True, slots=True)
class ChainedIntruder:
    """An intruder in a run of adjoining ones: its copy tokens, and the run as a whole.

    Which of the eaten words each of them ate cannot be known: undoing the run gives the same text, however they are
    shared out.
    """

    copy_start: int
    copy_end: int
    run: Region


@dataclass(frozen=True, slots=True)
class Claim:
    """A difference of either side: its tokens as written, in canonical form, and what it is compared by."""

    written: Region
    edit: Region
    key: Region | ChainedIntruder
    code: Code
    damage: bool
    confidence: float

    @property
    def entity(self) -> bool:
        """Whether it says that a mention intruded, or was doubled."""
        return is_mention(self.code.cause, self.written.copy_end - self.written.copy_start)

    def follows(self, other: Claim) -> bool:
        """Whether it stands right behind the other, on both sides."""
        one, last = self.written, other.written
        return (one.copy_start, one.source_start) == (last.copy_end, last.source_end)


def is_mention(cause: Cause, size: int) -> bool:
    """Whether so many tokens of a copy, with this cause, are a mention that intruded or was doubled."""
    return cause is Cause.ENTITY or (cause is Cause.DUPLICATE and size <= DOUBLED)


class Judge:
    """The two texts, and the canonical form of an edit between them."""

    def __init__(self, copy: Text, source: Text) -> None:
        self.copy, self.source = copy, source

    def claim(self, code: Code, copy: Span, source: Span, *, damage: bool, confidence: float) -> Claim:
        """A difference as a claim."""
        written = Region(*_tokens(self.copy, copy), *_tokens(self.source, source))
        edit = written if code.op is Op.MOVE else self.canonical(written)
        return Claim(written, edit, edit, code, damage, confidence)

    def canonical(self, region: Region) -> Region:
        """Shared edges cut off, capitals included; what is left, if one side is empty, slid to its leftmost place."""
        c0, c1, s0, s1 = region.copy_start, region.copy_end, region.source_start, region.source_end
        ours, theirs = self.copy.form, self.source.form
        while c0 < c1 and s0 < s1 and ours(c1 - 1) == theirs(s1 - 1):
            c1, s1 = c1 - 1, s1 - 1
        while c0 < c1 and s0 < s1 and ours(c0) == theirs(s0):
            c0, s0 = c0 + 1, s0 + 1
        copy, source = self.copy.folds, self.source.folds
        if (c0 == c1) != (s0 == s1):
            longer, last = (copy, c1) if c0 < c1 else (source, s1)
            while c0 and s0 and copy[c0 - 1] == source[s0 - 1] == longer[last - 1]:
                c0, c1, s0, s1, last = c0 - 1, c1 - 1, s0 - 1, s1 - 1, last - 1
        return Region(c0, c1, s0, s1)

    def whole(self, run: Sequence[Claim]) -> Region:
        """Adjoining claims as one edit."""
        return self.canonical(run[0].written.to(run[-1].written))


def _tokens(text: Text, span: Span) -> tuple[int, int]:
    """The tokens a span touches; an empty one stands before the next token."""
    if span.start == span.end:
        at = bisect_left(text.starts, span.start)
        return at, at
    return bisect_right(text.ends, span.start), bisect_left(text.starts, span.end)


def parted(claims: Iterable[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Moves, and all others in the copy's order."""
    moves: list[Claim] = []
    others: list[Claim] = []
    for claim in claims:
        (moves if claim.code.op is Op.MOVE else others).append(claim)
    others.sort(key=lambda c: (c.written.copy_start, c.written.copy_end, c.written.source_start))
    return moves, [
        claim for run in runs(others, lambda one, other: one.entity and other.entity) for claim in _linked(run)
    ]


def runs(claims: Iterable[Claim], joins: Callable[[Claim, Claim], bool] = lambda *_: True) -> Iterator[list[Claim]]:
    """Claims in longest runs of adjoining ones that `joins` lets stand together."""
    run: list[Claim] = []
    for claim in claims:
        if run and not (claim.follows(run[-1]) and joins(run[-1], claim)):
            yield run
            run = []
        run.append(claim)
    if run:
        yield run


def _linked(run: Sequence[Claim]) -> Iterator[Claim]:
    """Adjoining intruders, each compared by its own copy tokens and the run it stands in."""
    whole = run[0].written.to(run[-1].written)
    for claim in run:
        link = ChainedIntruder(claim.written.copy_start, claim.written.copy_end, whole)
        yield claim if len(run) == 1 else replace(claim, key=link)


def match(gold: Sequence[Claim], found: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Pairs (gold, found) with the same key, each claim used once."""
    waiting: dict[Region | ChainedIntruder, list[Claim]] = defaultdict(list)
    for claim in reversed(gold):
        waiting[claim.key].append(claim)
    return [(waiting[claim.key].pop(), claim) for claim in found if waiting.get(claim.key)]


def match_edits(judge: Judge, gold: Sequence[Claim], found: Sequence[Claim]) -> Counts:
    """Exact spans of all differences; adjoining ones that are no entities count as one, however they are cut up."""
    true, claimed = Counter(_joined(judge, gold)), Counter(_joined(judge, found))
    hits = sum((true & claimed).values())
    return Counts(hits, sum(claimed.values()) - hits, sum(true.values()) - hits)


def _joined(judge: Judge, claims: Sequence[Claim]) -> Iterator[Region | ChainedIntruder]:
    for run in runs(claims, lambda one, other: not one.entity and not other.entity):
        yield run[0].key if len(run) == 1 else judge.whole(run)


def match_moves(gold: Sequence[Claim], found: Sequence[Claim]) -> Counts:
    """Moves that carry nearly the same block on both sides; its edges are a matter of taste."""
    hits = len(matched_moves(gold, found))
    return Counts(hits, len(found) - hits, len(gold) - hits)


def matched_moves(gold: Sequence[Claim], found: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Pairs (gold, found) of these, each claim used once."""
    left = list(gold)
    pairs = []
    for move in found:
        partner = next((g for g in left if _same_block(g.written, move.written)), None)
        if partner:
            left.remove(partner)
            pairs.append((partner, move))
    return pairs


def _same_block(one: Region, other: Region) -> bool:
    copy = _overlap(one.copy_start, one.copy_end, other.copy_start, other.copy_end)
    source = _overlap(one.source_start, one.source_end, other.source_start, other.source_end)
    return min(copy, source) >= SAME_BLOCK


def _overlap(start: int, end: int, other_start: int, other_end: int) -> float:
    shared = min(end, other_end) - max(start, other_start)
    return max(shared, 0) / max(max(end, other_end) - min(start, other_start), 1)
