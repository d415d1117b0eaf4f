"""What becomes of differences whose maker is known, by the explanation that is true of them.

A confidence says nothing of why. These figures do: they fall when an explanation no longer wins where it is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from restore.bench.documents import BenchPair, PairKind
from restore.damage import GoldDifference
from restore.damage.matching import Claim, Judge, match, matched_moves, parted
from restore.damage.measures import Proportion
from restore.differences import Cause, Decision, Difference, Explanation, Op
from restore.judging.change import FORMS, SECTIONS
from restore.restoration import Restoration

MADE_BY: Mapping[Cause, Explanation] = MappingProxyType(
    {
        Cause.ENTITY: Explanation.INTRUDER,
        Cause.DUPLICATE: Explanation.REPETITION,
        Cause.SPELLING: Explanation.MISREADING,
    }
)  # other damage is a tokeniser's, or another program's


@dataclass(frozen=True, slots=True)
class Explained:
    """Differences of which one explanation is true.

    `named` is the share of those found with these very spans that it wins, `repaired` the share of all damage of it
    that default repair undoes with these very spans, and `undone` counts the differences that somebody meant and a
    repair by default takes back.
    """

    named: Proportion = field(default_factory=Proportion)
    repaired: Proportion = field(default_factory=Proportion)
    undone: Proportion = field(default_factory=Proportion)

    def __add__(self, other: Explained) -> Explained:
        return Explained(self.named + other.named, self.repaired + other.repaired, self.undone + other.undone)


@dataclass(frozen=True, slots=True)
class ExplainedTally:
    """One `Explained` for each explanation, in their order; adds up over pairs."""

    rivals: tuple[Explained, ...] = (Explained(),) * len(Explanation)

    def __add__(self, other: ExplainedTally) -> ExplainedTally:
        return ExplainedTally(tuple(one + two for one, two in zip(self.rivals, other.rivals, strict=True)))

    @classmethod
    def of(cls, found: Iterable[tuple[Explanation, Explained]]) -> ExplainedTally:
        """From single differences, each with what is true of it."""
        sums = dict.fromkeys(Explanation, Explained())
        for explanation, explained in found:
            sums[explanation] += explained
        return cls(tuple(sums.values()))

    def items(self) -> Iterator[tuple[Explanation, Explained]]:
        """The explanations with theirs."""
        return zip(Explanation, self.rivals, strict=True)


def tally_of(document: BenchPair, restoration: Restoration) -> ExplainedTally:
    """What became of one pair's differences; nothing where neither spans nor who made them are known."""
    if document.edited:
        return ExplainedTally.of(_meant(d) for d in restoration.differences if d.op is not Op.MOVE)
    if document.kind is PairKind.MISREAD:
        return ExplainedTally()
    return ExplainedTally.of(_known(document, restoration))


def truth(difference: GoldDifference, *, misread: bool, encoded: bool = False) -> Explanation:
    """What is true of a difference of the gold; all damage of a `misread` copy was misread, none that is `encoded`."""
    if not difference.damage:
        return _meant_as(difference.code.cause)
    if difference.code.op is Op.MOVE:
        return Explanation.MOVE
    if encoded:
        return Explanation.TOKENISER
    return Explanation.MISREADING if misread else MADE_BY.get(difference.code.cause, Explanation.TOKENISER)


def _meant_as(cause: Cause) -> Explanation:
    return Explanation.STYLE if cause in FORMS else Explanation.EDITOR


def _meant(found: Difference) -> tuple[Explanation, Explained]:
    """A difference that somebody meant. Whole lines and passages may as well be what a scraper left out: not named."""
    explanation = _meant_as(found.cause)
    named = Proportion() if found.cause in SECTIONS else _named(found, explanation)
    return explanation, Explained(named, undone=Proportion(int(found.decision is Decision.APPLY), 1))


def _named(found: Difference | None, explanation: Explanation) -> Proportion:
    if not found or not found.explanations:
        return Proportion()
    return Proportion(int(found.explanations[0].explanation is explanation), 1)


def _known(document: BenchPair, restoration: Restoration) -> Iterator[tuple[Explanation, Explained]]:
    gold = document.damaged.gold
    copy, source = restoration.alignment.copy, restoration.alignment.source
    judge = Judge(copy, source)
    claims = [judge.claim(g.code, g.copy, g.source, damage=g.damage, confidence=1) for g in gold]
    answers = [
        judge.claim(d.code, d.copy, d.source, damage=True, confidence=d.confidence) for d in restoration.differences
    ]
    said = dict(zip(map(_place, answers), restoration.differences, strict=True))
    (moves, rest), (their_moves, their_rest) = parted(claims), parted(answers)
    met = {
        _place(one): said[_place(other)]
        for one, other in (*match(rest, their_rest), *matched_moves(moves, their_moves))
    }
    for one, claim in zip(gold, claims, strict=True):
        at = claim.written
        encoded = copy.folds[at.copy_start : at.copy_end] == source.folds[at.source_start : at.source_end]
        is_true = truth(one, misread=document.group == "ocr", encoded=encoded and one.code.cause is Cause.SPELLING)
        yield _became(one, met.get(_place(claim)), is_true)


def _place(claim: Claim) -> tuple[object, ...]:
    return claim.code.op is Op.MOVE, claim.written


def _became(gold: GoldDifference, found: Difference | None, explanation: Explanation) -> tuple[Explanation, Explained]:
    applied = int(found is not None and found.decision is Decision.APPLY)
    named = _named(found, explanation)
    if gold.repairable:
        return explanation, Explained(named, repaired=Proportion(applied, 1))
    return explanation, Explained(named, undone=Proportion(applied, 1) if not gold.damage else Proportion())
