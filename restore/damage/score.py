"""How well predicted differences agree with gold, in counts that add up over many pairs.

Spans are compared as tokens, after cutting off the words both sides share at an edge and sliding an insertion or
deletion along a repeat to its leftmost place; so one edit written in two ways is one, and white space never counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from restore.damage.gold import Damaged
from restore.damage.matching import Claim, Judge, match, match_edits, match_moves, parted, runs
from restore.damage.measures import Counts, Proportion, Reliability, Score
from restore.differences import DAMAGE, Difference
from restore.text import Text


def score(damaged: Damaged, predicted: Iterable[Difference]) -> Score:
    """Compare predicted differences with the gold of one pair. Sums of scores are micro averages."""
    judge = Judge(Text.of(damaged.copy), Text.of(damaged.source))
    (gold_moves, gold), (moves, found) = _claims(judge, damaged, predicted)
    pairs = match(gold, found)
    whole = [(g, p) for g, p in pairs if _same_copy_tokens(g, p)]
    right = _right(judge, gold, found, pairs)
    entities = [g for g in gold if g.entity and g.damage]
    return Score(
        all_spans=match_edits(judge, gold, found) + match_moves(gold_moves, moves),
        entity_spans=_entities(gold, found, pairs),
        entity_whole=_entities(gold, found, whole),
        entity_words=Counts.of(_words(entities), _words(p for p in found if p.entity)),
        flagged_words=Counts.of(_words(gold), _words(found)),
        honest_called_entity=_honest(gold, found),
        reliability=Reliability.of((p.confidence, id(p) in right) for p in found),
    )


def repairs(damaged: Damaged, predicted: Iterable[Difference], *, thresholds: Sequence[float]) -> tuple[Counts, ...]:
    """What a run would repair that applies damage at least so sure, for each threshold.

    Precision is how much of that is right, recall how much of what can be repaired.
    """
    judge = Judge(Text.of(damaged.copy), Text.of(damaged.source))
    (_, gold), (_, found) = _claims(judge, damaged, predicted)
    right = _right(judge, gold, found, match(gold, found))
    return tuple(_repairs(gold, found, right, threshold) for threshold in thresholds)


def _claims(
    judge: Judge, damaged: Damaged, predicted: Iterable[Difference]
) -> tuple[tuple[list[Claim], list[Claim]], tuple[list[Claim], list[Claim]]]:
    """Moves and the rest, of the gold and of what was found."""
    return (
        parted(judge.claim(g.code, g.copy, g.source, damage=g.damage, confidence=1) for g in damaged.gold),
        parted(judge.claim(d.code, d.copy, d.source, damage=True, confidence=d.confidence) for d in predicted),
    )


def _same_copy_tokens(one: Claim, other: Claim) -> bool:
    ours, theirs = one.written, other.written
    return (ours.copy_start, ours.copy_end) == (theirs.copy_start, theirs.copy_end)


def _entities(gold: Sequence[Claim], found: Sequence[Claim], pairs: Sequence[tuple[Claim, Claim]]) -> Counts:
    hits = sum(1 for g, p in pairs if g.entity and g.damage and p.entity)
    true = sum(1 for g in gold if g.entity and g.damage)
    claimed = sum(1 for p in found if p.entity)
    return Counts(hits, claimed - hits, true - hits)


def _words(claims: Iterable[Claim]) -> frozenset[int]:
    return frozenset(i for claim in claims for i in range(claim.written.copy_start, claim.written.copy_end))


def _honest(gold: Sequence[Claim], found: Sequence[Claim]) -> Proportion:
    honest = _words(g for g in gold if not g.damage)
    return Proportion(len(honest & _words(p for p in found if p.entity)), len(honest))


def _right(
    judge: Judge, gold: Sequence[Claim], found: Sequence[Claim], pairs: Sequence[tuple[Claim, Claim]]
) -> frozenset[int]:
    """The identities of found claims that undo damage exactly.

    These are matched pairs, and runs of adjoining damage that were found as a whole though cut up in another way.
    """
    right = {id(p) for g, p in pairs if g.damage and g.entity == p.entity}
    damage = {judge.whole(run): len(run) for run in runs(gold) if all(g.damage for g in run)}
    for run in runs(found):
        size = damage.get(judge.whole(run), 0)
        if size > 1 or (size and len(run) > 1):
            right |= {id(p) for p in run}
    return frozenset(right)


def _repairs(gold: Sequence[Claim], found: Sequence[Claim], right: frozenset[int], threshold: float) -> Counts:
    """What a run that applies damage at or above the threshold would do; the rest is left to a person."""
    applied = [p for p in found if p.confidence >= threshold and p.code.cause in DAMAGE]
    hits = sum(1 for p in applied if id(p) in right)
    repairable = sum(1 for g in gold if g.damage and g.code.cause in DAMAGE)
    return Counts(hits, len(applied) - hits, max(repairable - hits, 0))
