"""The figures of one family of texts: what was found exactly, what is left after repair, and what was harmed.

All of it is read off what `restore` gives to anybody: the text, and differences with code, spans, confidence and
decision. A repair is right if it gives the ideal words, see `restore.bench.effect`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial, reduce
from operator import add

from restore.bench.claims import answer_of
from restore.bench.effect import right
from restore.bench.families import Family, Sample
from restore.bench.peers import Peer
from restore.bench.peers.plain import Difflib, RapidFuzz
from restore.bench.truth import Edit
from restore.damage import Damaged, GoldDifference
from restore.damage.matching import Claim, Judge, Region
from restore.damage.measures import Counts, Proportion, Reliability
from restore.damage.score import score
from restore.differences import DAMAGE, Decision, Difference, Op
from restore.find.work import Mapper, Workers
from restore.restoration import Restoration, is_its_source, restore
from restore.text import Text, is_word

PEERS: tuple[Peer, ...] = (Difflib(autojunk=False), RapidFuzz("Levenshtein"))


@dataclass(frozen=True, slots=True)
class Errors:
    """Tokens wrong, missing or too many against the ideal, capitals aside.

    Those of the copy, of what `restore` made of it, and of the source itself, which is what applying every difference
    gives, whoever found them.
    """

    copy: int = 0
    restored: int = 0
    source: int = 0

    def __add__(self, other: Errors) -> Errors:
        return Errors(self.copy + other.copy, self.restored + other.restored, self.source + other.source)


@dataclass(frozen=True, slots=True)
class FamilyOutcome:
    """What came out for so many texts of a family; sums are over all of them (micro averages).

    Attributes:
        entity: exact spans of entities.
        every: exact spans of differences, whatever their cause.
        peers: the same of other aligners, in the order of PEERS.
        errors: word errors before and after default repair.
        entities: confidence of entities against being right by effect.
        damage: the same, of all differences whose cause is damage.
        wrong: of the repairs applied by default, those that are not right by effect.
        called: of the copy's words that no mention intruded with, those in a difference called entity.
        changed: texts that default repair changed.
        refused: texts whose source was taken for another text's; nothing is repaired in them.
    """

    family: Family
    texts: int = 0
    entity: Counts = field(default_factory=Counts)
    every: Counts = field(default_factory=Counts)
    peers: tuple[Counts, ...] = (Counts(),) * len(PEERS)
    errors: Errors = field(default_factory=Errors)
    entities: Reliability = field(default_factory=Reliability)
    damage: Reliability = field(default_factory=Reliability)
    wrong: Proportion = field(default_factory=Proportion)
    called: Proportion = field(default_factory=Proportion)
    changed: int = 0
    refused: int = 0

    def __add__(self, other: FamilyOutcome) -> FamilyOutcome:
        sums = {f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self) if f.name != "family"}
        return replace(self, **sums | {"peers": tuple(map(add, self.peers, other.peers))})


def outcomes(
    family: Family, documents: Iterable[Sample], *, workers: Mapper | None = None, peers: bool = True
) -> FamilyOutcome:
    """The figures of a family over these texts of it, read one by one or by workers; without peers it is sooner done.

    >>> from restore.bench.families import Sample
    >>> line = Sample("1", Family.REWRITTEN, "When did Ana go?", "When did she go?", ("when", "did", "ana", "go", "?"))
    >>> outcomes(Family.REWRITTEN, [line]).changed
    0

    Raises:
        RestoreError: a worker was ended from outside.
    """
    found = (workers or Workers()).map(partial(outcome_of, peers=peers), documents)
    return reduce(add, found, FamilyOutcome(family))


def outcome_of(sample: Sample, *, peers: bool = True) -> FamilyOutcome:
    """The figures of one text, restored by default."""
    return outcome_from(sample, restore(sample.copy, source=sample.source, force=True), peers=peers)


def outcome_from(sample: Sample, restoration: Restoration, *, peers: bool = True) -> FamilyOutcome:
    """The figures of one text that was restored in some way."""
    pair = _TokenisedSample(sample)
    refused = not is_its_source(restoration.alignment)
    found = [] if refused else restoration.differences
    text = sample.copy if refused else restoration.text
    entity, every = pair.exact(found)
    return replace(
        _judged(pair, found),
        entity=entity,
        every=every,
        peers=tuple(pair.exact_of(peer) if peers else Counts() for peer in PEERS),
        errors=pair.errors(text),
        changed=int(text != sample.copy),
        refused=int(refused),
    )


class _TokenisedSample:
    """A sample with its tokens."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.copy, self.source = Text.of(sample.copy), Text.of(sample.source)
        self._judge = Judge(self.copy, self.source)
        self._gold = [self.claim(g) for g in sample.gold]

    def claim(self, difference: Difference | GoldDifference) -> Claim:
        """A difference in tokens."""
        d = difference
        return self._judge.claim(d.code, d.copy, d.source, damage=True, confidence=1)

    def exact(self, found: Sequence[Difference]) -> tuple[Counts, Counts]:
        """Exact spans of entities, and of differences of any cause.

        Where not all is known, a difference counts if it touches known damage; an entity, if it touches none whose
        spans the source cannot show.
        """
        sample = self.sample
        if not sample.gold:
            return Counts(), Counts()
        damaged = Damaged(sample.copy, sample.source, sample.gold)
        if sample.complete:
            judged = score(damaged, found)
            return judged.entity_spans, judged.all_spans
        hidden = [Region(e.start, e.end, 0, 0) for e in sample.edits if not e.reachable]
        entities = [d for d in found if not any(_overlap(self.claim(d).written, h) for h in hidden)]
        known = [d for d in found if any(_meet(self.claim(d).edit, g.edit) for g in self._gold)]
        return score(damaged, entities).entity_spans, score(damaged, known).all_spans

    def exact_of(self, peer: Peer) -> Counts:
        """Exact spans of another aligner's differences."""
        if not self.sample.gold:
            return Counts()
        regions = peer.align(self.copy.forms, self.source.forms)
        return self.exact(answer_of(regions, self.copy, self.source).differences)[1]

    def errors(self, restored: str) -> Errors:
        """The edit distance from the ideal."""
        from rapidfuzz.distance import Levenshtein

        ideal = self.sample.ideal
        texts = (self.copy, Text.of(restored), self.source)
        return Errors(*(Levenshtein.distance(text.folds, ideal) for text in texts))


def _overlap(one: Region, other: Region) -> bool:
    """Whether two edits share a token of the copy."""
    return one.copy_start < other.copy_end and other.copy_start < one.copy_end


def _meet(one: Region, other: Region) -> bool:
    """Whether two edits share a token on either side, or stand in one place."""
    shared = one.source_start < other.source_end and other.source_start < one.source_end
    return shared or _overlap(one, other) or one == other


def _judged(pair: _TokenisedSample, found: Sequence[Difference]) -> FamilyOutcome:
    """What effect shows: calibration, and harm."""
    repairs = sorted(_repairs(pair, found), key=lambda r: (r.edit.start, r.edit.end))
    effects = right(pair.copy.forms, [r.edit for r in repairs], pair.sample.edits)
    judged = list(zip(repairs, effects, strict=True))
    applied = [effect for repair, effect in judged if repair.applied]
    intruders = {at for e in pair.sample.edits if e.intruder for at in range(e.start, e.end)}
    honest = {at for at, form in enumerate(pair.copy.forms) if is_word(form)} - intruders
    called = {at for r in repairs if r.edit.intruder for at in range(r.edit.start, r.edit.end)}
    return FamilyOutcome(
        pair.sample.family,
        texts=1,
        entities=Reliability.of((r.confidence, effect) for r, effect in judged if r.edit.intruder),
        damage=Reliability.of((r.confidence, effect) for r, effect in judged if r.edit.cause in DAMAGE),
        wrong=Proportion(applied.count(False), len(applied)),
        called=Proportion(len(honest & called), len(honest)),
    )


@dataclass(frozen=True, slots=True)
class _Repair:
    """What a difference does when it is applied."""

    edit: Edit
    confidence: float
    applied: bool


def _repairs(pair: _TokenisedSample, found: Iterable[Difference]) -> Iterator[_Repair]:
    """Those of differences in words or marks; a move carries words elsewhere, and is left to a person."""
    for difference in found:
        at = pair.claim(difference).written
        words = tuple(pair.source.forms_of(at.source_start, at.source_end))
        if difference.op is not Op.MOVE and words != tuple(pair.copy.forms_of(at.copy_start, at.copy_end)):
            edit = Edit(at.copy_start, at.copy_end, words, difference.cause)
            yield _Repair(edit, difference.confidence, difference.decision is Decision.APPLY)
