"""What only a tool that repairs can be asked: how right and how complete its repairs are, and how well it knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from operator import add

from restore.bench.documents import BenchPair, PairKind
from restore.bench.explained import ExplainedTally, tally_of
from restore.damage import Damaged
from restore.damage.matching import Judge
from restore.damage.measures import BINS, Counts, Proportion, Reliability
from restore.damage.score import repairs, score
from restore.differences import Cause, Decision, Difference, Op
from restore.restoration import Restoration
from restore.text import Text, is_word

THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)  # closer where people set them


@dataclass(frozen=True, slots=True)
class WordErrors:
    """Words wrong, missing or too many before and after default repair, of so many words of the source.

    Words are what stands between white space, compared exactly: marks and capitals count. Of a pair with gold of its
    own they are tokens, off the copy with all damage undone and an editor's changes left in.
    """

    before: int = 0
    after: int = 0
    words: int = 0

    def __add__(self, other: WordErrors) -> WordErrors:
        return WordErrors(self.before + other.before, self.after + other.after, self.words + other.words)

    @property
    def left(self) -> float:
        """The share of the copy's errors that is left."""
        return self.after / self.before if self.before else 0.0


@dataclass(frozen=True, slots=True)
class Own:
    """Measures of this project alone, added up over pairs.

    `repairs` has one entry for each of THRESHOLDS; `all` and `entity` are confidence against being right.
    `applied` is the share of differences in words that default repair applied, and `changed` the share of texts that it
    changed in any way, of pairs in which nothing is damage. `unlike` is the share of texts that it left, or made, other
    than they are to the letter without their damage. `explained` goes by what made a difference.
    """

    repairs: tuple[Counts, ...] = (Counts(),) * len(THRESHOLDS)
    all: Reliability = field(default_factory=Reliability)
    entity: Reliability = field(default_factory=Reliability)
    errors: WordErrors = field(default_factory=WordErrors)
    applied: Proportion = field(default_factory=Proportion)
    changed: Proportion = field(default_factory=Proportion)
    unlike: Proportion = field(default_factory=Proportion)
    explained: ExplainedTally = field(default_factory=ExplainedTally)

    def __add__(self, other: Own) -> Own:
        sums = (getattr(self, f.name) + getattr(other, f.name) for f in fields(self)[1:])
        return Own(tuple(map(add, self.repairs, other.repairs)), *sums)


def own_of(document: BenchPair, restoration: Restoration) -> Own:
    """The measures of one pair."""
    return replace(_own_of(document, restoration), explained=tally_of(document, restoration))


def _own_of(document: BenchPair, restoration: Restoration) -> Own:
    differences = restoration.differences
    if document.edited:
        changed = Proportion(int(restoration.text != document.damaged.copy), 1)
        return Own(all=_all_alike(differences, right=False), applied=applied_share(restoration), changed=changed)
    if document.kind is PairKind.MISREAD:
        return Own(all=_all_alike(differences, right=True), errors=word_errors(restoration))
    entities = [d for d in differences if d.cause in (Cause.ENTITY, Cause.DUPLICATE)]
    return Own(
        repairs=repairs(document.damaged, differences, thresholds=THRESHOLDS),
        all=score(document.damaged, differences).reliability,
        entity=score(document.damaged, entities).reliability,
        errors=_errors(document, restoration),
        applied=applied_share(restoration) if document.group == "revised" else Proportion(),
        unlike=Proportion() if document.restored is None else Proportion(restoration.text != document.restored, 1),
    )


def _errors(document: BenchPair, restoration: Restoration) -> WordErrors:
    if document.kind is PairKind.PAIR:
        return token_errors(document, restoration)
    return word_errors(restoration) if document.group == "ocr" else WordErrors()


def _all_alike(differences: Iterable[Difference], *, right: bool) -> Reliability:
    """The reliability where each repair is right, or none is."""
    return Reliability.of((d.confidence, right) for d in differences if d.op is not Op.MOVE)


def word_errors(restoration: Restoration) -> WordErrors:
    """The edit distance in words from the source, of the copy and of the restored text."""
    from rapidfuzz.distance import Levenshtein

    source = restoration.alignment.source.raw.split()
    before = Levenshtein.distance(restoration.alignment.copy.raw.split(), source)
    return WordErrors(before, Levenshtein.distance(restoration.text.split(), source), len(source))


def token_errors(document: BenchPair, restoration: Restoration) -> WordErrors:
    """The edit distance in tokens from what the copy would be without its damage, of the copy and the restored text."""
    from rapidfuzz.distance import Levenshtein

    copy, restored = restoration.alignment.copy, Text.of(restoration.text)
    ideal = undamaged(document.damaged) if document.restored is None else Text.of(document.restored).forms
    before = Levenshtein.distance(copy.forms, ideal)
    return WordErrors(before, Levenshtein.distance(restored.forms, ideal), len(ideal))


def undamaged(damaged: Damaged) -> list[str]:
    """The copy's tokens with all damage of the gold undone, moves aside: nobody is told to move a block unasked.

    Tokens, so that how a repair spaces what it puts in counts for nothing.
    """
    copy, source = Text.of(damaged.copy), Text.of(damaged.source)
    judge, tokens = Judge(copy, source), list(copy.forms)
    for truth in sorted(damaged.gold, key=lambda g: (g.copy.start, g.copy.end, g.source.start), reverse=True):
        if truth.damage and truth.code.op is not Op.MOVE:
            at = judge.claim(truth.code, truth.copy, truth.source, damage=True, confidence=1).written
            tokens[at.copy_start : at.copy_end] = source.forms_of(at.source_start, at.source_end)
    return tokens


def applied_share(restoration: Restoration) -> Proportion:
    """Of the differences in words, those that the default policy applied; marks, capitals and spaces are no words."""
    content = [d for d in restoration.differences if d.op is not Op.MOVE and _differs_in_words(d)]
    return Proportion(sum(d.decision is Decision.APPLY for d in content), len(content))


def _differs_in_words(difference: Difference) -> bool:
    return _words(difference.copy.text) != _words(difference.source.text)


def _words(text: str) -> str:
    """Letters and digits alone, so that a hyphen or a split makes no other word."""
    return "".join(filter(str.isalnum, "".join(fold for fold in Text.of(text).folds if is_word(fold))))


def bins(reliability: Reliability) -> Iterator[Bin]:
    """The reliability table, empty bins left out."""
    for number, claims in enumerate(reliability.claims):
        if claims:
            yield Bin(
                number / BINS, claims, reliability.confidence[number] / claims, reliability.right[number] / claims
            )


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of a confidence from `start` on: how many, their mean confidence, and the share of them that is right."""

    start: float
    claims: int
    confidence: float
    right: float
