"""How well predicted differences agree with gold, in counts that add up over many pairs.

Spans are compared as tokens, after cutting off the words both sides share at an edge and sliding an insertion or deletion
along a repeat to its leftmost place; so the same edit written in two ways counts once, and white space never counts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from restore.damage.gold import Damaged, GoldDifference
from restore.differences import DAMAGE, Cause, Difference, Op, Span
from restore.text import Text

BINS = 10
SAME_BLOCK = 0.9  # the overlap, as intersection over union of tokens on either side, from which two moves are one


@dataclass(frozen=True, slots=True)
class Counts:
    """Found and true, found but not true, true but not found."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what was found that is true; 1 when nothing was found."""
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of what is true that was found; 1 when there was nothing to find."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two; 1 when there was nothing to find and nothing was found."""
        whole = 2 * self.hits + self.extra + self.missed
        return 2 * self.hits / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `value` is 0 of nothing."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)

    @property
    def value(self) -> float:
        """Between 0 and 1."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Reliability:
    """How often repairs of a confidence were right: `claims`, their summed `confidence`, and how many were `right`, by bin."""

    claims: tuple[int, ...] = (0,) * BINS
    confidence: tuple[float, ...] = (0.0,) * BINS
    right: tuple[int, ...] = (0,) * BINS

    def __add__(self, other: Reliability) -> Reliability:
        return Reliability(
            tuple(map(sum, zip(self.claims, other.claims, strict=True))),
            tuple(map(sum, zip(self.confidence, other.confidence, strict=True))),
            tuple(map(sum, zip(self.right, other.right, strict=True))),
        )

    @property
    def error(self) -> float:
        """Expected calibration error, 0 to 1: |mean confidence - share right| by bin, weighted by claims (Naeini et al. 2015)."""
        gaps = (abs(c - r) for c, r in zip(self.confidence, self.right, strict=True))
        return sum(gaps) / max(sum(self.claims), 1)


@dataclass(frozen=True, slots=True)
class Confusion:
    """Pairs of (gold cause, predicted cause) and how often; "-" stands for none."""

    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def __add__(self, other: Confusion) -> Confusion:
        return Confusion(dict(Counter(self.counts) + Counter(other.counts)))

    def rows(self) -> Iterator[tuple[str, str, int]]:
        """Gold cause, predicted cause, count; most frequent first."""
        for (gold, predicted), count in sorted(self.counts.items(), key=lambda item: (-item[1], item[0])):
            yield gold, predicted, count


@dataclass(frozen=True, slots=True)
class Score:
    """All measures of one pair, or of many added up."""

    all_spans: Counts = Counts()  # every difference, moves among them, spans exact; causes not compared
    entity_spans: Counts = Counts()  # differences of cause entity or duplicate, spans exact
    entity_whole: Counts = Counts()  # the same, and the copy's span is the gold's to the token: the mention was kept whole
    entity_words: Counts = Counts()  # copy tokens in entity differences
    flagged_words: Counts = Counts()  # copy tokens in any insertion or replacement
    moves: Counts = Counts()
    honest_called_entity: Share = Share()  # copy tokens of honest revisions that stand in a predicted entity difference
    repairs: Counts = Counts()  # differences at or above the threshold that are exactly damage; precision right, recall coverage
    reliability: Reliability = Reliability()
    causes: Confusion = field(default_factory=Confusion)

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


@dataclass(frozen=True, slots=True)
class _Edit:
    """Copy tokens [c0, c1) over against source tokens [s0, s1), in canonical form."""

    c0: int
    c1: int
    s0: int
    s1: int


@dataclass(frozen=True, slots=True)
class _Link:
    """An intruder in a run of adjoining ones: its copy tokens, and the run as a whole.

    Which of the eaten words each of them ate cannot be known, and undoing the run gives the same text however they are shared out.
    """

    c0: int
    c1: int
    run: _Edit


@dataclass(frozen=True, slots=True)
class _Claim:
    """A difference of either side: its canonical edit, what it is compared by, and its copy tokens as written."""

    edit: _Edit
    key: _Edit | _Link
    first: int
    last: int
    source_first: int
    source_last: int
    cause: Cause
    op: Op
    damage: bool
    confidence: float

    @property
    def entity(self) -> bool:
        return self.cause in _ENTITY

    def follows(self, other: _Claim) -> bool:
        """Whether it stands right behind the other, on both sides."""
        return (self.first, self.source_first) == (other.last, other.source_last)


_ENTITY = frozenset({Cause.ENTITY, Cause.DUPLICATE})


def score(damaged: Damaged, predicted: Iterable[Difference], *, threshold: float = 0.95) -> Score:
    """Compare predicted differences with the gold of one pair.

    `threshold` is the confidence from which a repair counts as applied. Sums of scores are micro averages.
    """
    copy, source = Text.of(damaged.copy), Text.of(damaged.source)
    judge = _Judge(copy, source)
    truth = [judge.claim(g.copy, g.source, g.code.cause, g.code.op, g.damage, 1.0) for g in damaged.gold]
    found = [judge.claim(d.copy, d.source, d.cause, d.op, True, d.confidence) for d in predicted]  # noqa: FBT003
    return _compare(judge, truth, found, threshold)


def _compare(judge: _Judge, truth: Sequence[_Claim], found: Sequence[_Claim], threshold: float) -> Score:
    gold_moves, gold = _parted(truth)
    moves, claims = _parted(found)
    moved = _match_moves(gold_moves, moves)
    pairs = _match(gold, claims)
    right = {id(p) for g, p in pairs if g.damage and g.entity == p.entity}
    return Score(
        all_spans=_match_edits(judge, gold, claims) + moved,
        entity_spans=_entities(gold, claims, pairs),
        entity_whole=_entities(gold, claims, [(g, p) for g, p in pairs if (g.first, g.last) == (p.first, p.last)]),
        entity_words=_words(c for c in gold if c.entity and c.damage).against(_words(c for c in claims if c.entity)),
        flagged_words=_words(gold).against(_words(claims)),
        moves=moved,
        honest_called_entity=_honest(gold, claims),
        repairs=_repairs(gold, claims, right, threshold),
        reliability=_reliability(claims, right),
        causes=_confusion(gold, claims, pairs),
    )


class _Judge:
    """The two texts, and the canonical form of an edit between them."""

    def __init__(self, copy: Text, source: Text) -> None:
        self.copy, self.source = copy, source

    def claim(self, copy: Span, source: Span, cause: Cause, op: Op, damage: bool, confidence: float) -> _Claim:  # noqa: FBT001
        c0, c1 = _tokens(self.copy, copy)
        s0, s1 = _tokens(self.source, source)
        edit = _Edit(c0, c1, s0, s1) if op is Op.MOVE else self.canonical(c0, c1, s0, s1)
        return _Claim(edit, edit, c0, c1, s0, s1, cause, op, damage, confidence)

    def canonical(self, c0: int, c1: int, s0: int, s1: int) -> _Edit:
        """Shared edges cut off, capitals included, and what is left of an insertion or deletion slid to its leftmost place."""
        copy, source = self.copy.forms, self.source.forms
        while c0 < c1 and s0 < s1 and copy[c1 - 1] == source[s1 - 1]:
            c1, s1 = c1 - 1, s1 - 1
        while c0 < c1 and s0 < s1 and copy[c0] == source[s0]:
            c0, s0 = c0 + 1, s0 + 1
        copy, source = self.copy.folds, self.source.folds
        if (c0 == c1) == (s0 == s1):
            return _Edit(c0, c1, s0, s1)
        longer, last = (copy, c1) if c0 < c1 else (source, s1)
        while c0 and s0 and copy[c0 - 1] == source[s0 - 1] == longer[last - 1]:
            c0, c1, s0, s1, last = c0 - 1, c1 - 1, s0 - 1, s1 - 1, last - 1
        return _Edit(c0, c1, s0, s1)


def _tokens(text: Text, span: Span) -> tuple[int, int]:
    """The tokens a span touches; an empty one stands before the next token."""
    if span.start == span.end:
        at = bisect_left(text.starts, span.start)
        return at, at
    return bisect_right(text.ends, span.start), bisect_left(text.starts, span.end)


def _parted(claims: Iterable[_Claim]) -> tuple[list[_Claim], list[_Claim]]:
    moves: list[_Claim] = []
    others: list[_Claim] = []
    for claim in claims:
        (moves if claim.op is Op.MOVE else others).append(claim)
    return moves, list(_linked(sorted(others, key=lambda c: (c.first, c.last, c.source_first))))


def _linked(claims: Sequence[_Claim]) -> Iterator[_Claim]:
    """The claims, those of adjoining entities compared by their run."""
    i = 0
    while i < len(claims):
        j = i + 1
        while j < len(claims) and claims[j].entity and claims[i].entity and claims[j].follows(claims[j - 1]):
            j += 1
        if j == i + 1:
            yield claims[i]
        else:
            run = _Edit(claims[i].first, claims[j - 1].last, claims[i].source_first, claims[j - 1].source_last)
            yield from (replace(c, key=_Link(c.first, c.last, run)) for c in claims[i:j])
        i = j


def _match(gold: Sequence[_Claim], found: Sequence[_Claim]) -> list[tuple[_Claim, _Claim]]:
    """Pairs with the same key, each claim used once."""
    waiting: dict[_Edit | _Link, list[_Claim]] = defaultdict(list)
    for claim in reversed(gold):
        waiting[claim.key].append(claim)
    return [(waiting[claim.key].pop(), claim) for claim in found if waiting.get(claim.key)]


def _match_edits(judge: _Judge, gold: Sequence[_Claim], found: Sequence[_Claim]) -> Counts:
    """Exact spans of all differences; adjoining ones that are no entities count as one, however each side cut them up."""
    true, claimed = Counter(_joined(judge, gold)), Counter(_joined(judge, found))
    hits = sum((true & claimed).values())
    return Counts(hits, sum(claimed.values()) - hits, sum(true.values()) - hits)


def _joined(judge: _Judge, claims: Sequence[_Claim]) -> Iterator[_Edit | _Link]:
    run: list[_Claim] = []
    for claim in claims:
        if run and (claim.entity or not claim.follows(run[-1])):
            yield judge.canonical(run[0].first, run[-1].last, run[0].source_first, run[-1].source_last)
            run = []
        if claim.entity:
            yield claim.key
        else:
            run.append(claim)
    if run:
        yield judge.canonical(run[0].first, run[-1].last, run[0].source_first, run[-1].source_last)


def _match_moves(gold: Sequence[_Claim], found: Sequence[_Claim]) -> Counts:
    left = list(gold)
    hits = 0
    for move in found:
        partner = next((g for g in left if _same_block(g.edit, move.edit)), None)
        if partner:
            left.remove(partner)
            hits += 1
    return Counts(hits, len(found) - hits, len(left))


def _same_block(one: _Edit, other: _Edit) -> bool:
    copy = _overlap((one.c0, one.c1), (other.c0, other.c1))
    return min(copy, _overlap((one.s0, one.s1), (other.s0, other.s1))) >= SAME_BLOCK


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / max(max(one[1], other[1]) - min(one[0], other[0]), 1)


def _entities(gold: Sequence[_Claim], found: Sequence[_Claim], pairs: Sequence[tuple[_Claim, _Claim]]) -> Counts:
    hits = sum(1 for g, p in pairs if g.entity and g.damage and p.entity)
    true = sum(1 for g in gold if g.entity and g.damage)
    claimed = sum(1 for p in found if p.entity)
    return Counts(hits, claimed - hits, true - hits)


class _Words(frozenset[int]):
    """Numbers of copy tokens."""

    def against(self, found: _Words) -> Counts:
        return Counts(len(self & found), len(found - self), len(self - found))


def _words(claims: Iterable[_Claim]) -> _Words:
    return _Words(i for claim in claims for i in range(claim.first, claim.last))


def _honest(gold: Sequence[_Claim], found: Sequence[_Claim]) -> Share:
    honest = _words(g for g in gold if not g.damage)
    return Share(len(honest & _words(p for p in found if p.entity)), len(honest))


def _repairs(gold: Sequence[_Claim], found: Sequence[_Claim], right: set[int], threshold: float) -> Counts:
    """What a run that applies damage at or above the threshold would do; the rest is left to a person."""
    applied = [p for p in found if p.confidence >= threshold and p.cause in DAMAGE]
    hits = sum(1 for p in applied if id(p) in right)
    repairable = sum(1 for g in gold if g.damage and g.cause in DAMAGE)
    return Counts(hits, len(applied) - hits, max(repairable - hits, 0))


def _reliability(found: Sequence[_Claim], right: set[int]) -> Reliability:
    claims, confidence, hits = [0] * BINS, [0.0] * BINS, [0] * BINS
    for claim in found:
        place = min(int(claim.confidence * BINS), BINS - 1)
        claims[place] += 1
        confidence[place] += claim.confidence
        hits[place] += id(claim) in right
    return Reliability(tuple(claims), tuple(confidence), tuple(hits))


def _confusion(gold: Sequence[_Claim], found: Sequence[_Claim], pairs: Sequence[tuple[_Claim, _Claim]]) -> Confusion:
    counts = Counter((g.cause.value, p.cause.value) for g, p in pairs)
    seen = {id(claim) for pair in pairs for claim in pair}
    counts.update((g.cause.value, "-") for g in gold if id(g) not in seen)
    counts.update(("-", p.cause.value) for p in found if id(p) not in seen)
    return Confusion(dict(counts))


def gold_of(truth: GoldDifference) -> Difference:
    """The gold as a prediction that is sure of all damage and doubts all revisions; a perfect tool's answer."""
    confidence = 1.0 if truth.damage else 0.0
    return Difference(
        truth.id, truth.code, truth.copy, truth.source, truth.source.text, confidence, "gold", within=truth.within
    )
