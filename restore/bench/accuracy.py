"""Every aligner on every pair, judged alike."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add

from restore.bench.claims import Claims, answer_of, answer_of_restoration, gold_pairs
from restore.bench.documents import BenchPair, PairKind
from restore.bench.own import Own, own_of
from restore.bench.peers import Peer
from restore.damage import GoldDifference
from restore.damage.measures import Counts, Proportion, Score
from restore.damage.score import score
from restore.differences import Cause, Decision, Difference, Op
from restore.restoration import restore
from restore.text import Text

OURS = "restore"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """One aligner on one group of pairs, added up. `flagged` has one F1 for each pair.

    `honest` is the share of an editor's words that were called an entity, `undone` the share that a repair by default
    takes out; on real pairs, whose gold is not known span by span, they are shares of the words that were flagged.
    """

    aligner: str
    kind: PairKind
    group: str
    documents: int = 0
    score: Score = field(default_factory=Score)
    pairs: Counts = field(default_factory=Counts)
    flagged: tuple[float, ...] = ()
    honest: Proportion = field(default_factory=Proportion)
    undone: Proportion = field(default_factory=Proportion)
    own: Own | None = None

    def __add__(self, other: Result) -> Result:
        return replace(
            self,
            documents=self.documents + other.documents,
            score=self.score + other.score,
            pairs=self.pairs + other.pairs,
            flagged=self.flagged + other.flagged,
            honest=self.honest + other.honest,
            undone=self.undone + other.undone,
            own=self.own + other.own if self.own and other.own else self.own or other.own,
        )

    @property
    def flagged_mean(self) -> float:
        """Mean over the pairs."""
        return sum(self.flagged) / len(self.flagged) if self.flagged else 1.0

    @property
    def flagged_worst(self) -> float:
        """The worst pair's."""
        return min(self.flagged, default=1.0)


def measure(documents: Sequence[BenchPair], peers: Sequence[Peer], tell: Tell = lambda _: None) -> list[Result]:
    """One result for each aligner and group of pairs, this project first."""
    found: dict[tuple[str, PairKind, str], Result] = {}
    for number, document in enumerate(documents, 1):
        if number % 10 == 0 or number == len(documents):
            tell(f"accuracy: pair {number} of {len(documents)}")
        for result in _results(document, peers):
            key = (result.aligner, result.kind, result.group)
            found[key] = found[key] + result if key in found else result
    return list(found.values())


def _results(document: BenchPair, peers: Iterable[Peer]) -> Iterator[Result]:
    """Every aligner on one pair."""
    restoration = restore(document.damaged.copy, source=document.damaged.source, force=True)
    ours = _result(document, OURS, answer_of_restoration(restoration))
    yield replace(ours, own=own_of(document, restoration))
    copy, source = restoration.alignment.copy, restoration.alignment.source
    for peer in peers:
        if peer.limit is None or max(len(copy), len(source)) <= peer.limit:
            regions = peer.align(copy.forms, source.forms)
            yield _result(document, peer.name, answer_of(regions, copy, source))


def _result(document: BenchPair, aligner: str, answer: Claims) -> Result:
    blank = Result(aligner, document.kind, document.group, documents=1)
    copy, source = Text.of(document.damaged.copy), Text.of(document.damaged.source)
    if not document.made:
        flagged = _words(copy, answer.differences)
        return replace(
            blank,
            honest=Proportion(len(_words(copy, _entities(answer.differences))), len(flagged)),
            undone=Proportion(len(_words(copy, _applied(answer.differences))), len(flagged)),
        )
    judged = score(document.damaged, answer.differences)
    honest = _words(copy, (g for g in document.damaged.gold if not g.damage))
    return replace(
        blank,
        score=judged,
        pairs=Counts.of(gold_pairs(document.damaged, copy, source), answer.pairs),
        flagged=(judged.flagged_words.f1,),
        honest=judged.honest_called_entity,
        undone=Proportion(len(honest & _words(copy, _applied(answer.differences))), len(honest)),
    )


def _entities(differences: Iterable[Difference]) -> list[Difference]:
    return [d for d in differences if d.cause in (Cause.ENTITY, Cause.DUPLICATE)]


def _applied(differences: Iterable[Difference]) -> list[Difference]:
    return [d for d in differences if d.decision is Decision.APPLY]


def _words(copy: Text, differences: Iterable[Difference | GoldDifference]) -> frozenset[int]:
    """The copy's tokens in differences, moves aside."""
    spans = (d.copy for d in differences if d.code.op is not Op.MOVE)
    return frozenset(
        at for s in spans for at in range(bisect_right(copy.ends, s.start), bisect_left(copy.starts, s.end))
    )


def total(results: Iterable[Result]) -> Result:
    """Results of one aligner as one.

    Raises:
        TypeError: there are none.
    """
    return reduce(add, results)
