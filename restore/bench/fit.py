"""Fitting the model of judging: boosted trees for each look, and curves on families that the trees did not see.

The trees of a look are fitted to all families. Before that they are fitted in turns with some families left out; what
these say of the families left out is what the second look's profiles are read from, and what the curves are fitted to
(Zadrozny and Elkan 2002): a user's pipeline, too, is one that nothing was fitted on. Needs LightGBM (the `[bench]`
extra) to fit; what it stores needs nothing.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from restore.aligner.costs import NEUTRAL
from restore.bench.corpus import Corpus
from restore.bench.families import Family
from restore.bench.training import TURNS, Example, examples
from restore.errors import InputError
from restore.files import write_atomically
from restore.judging.forest import MOST_LEAVES
from restore.judging.laying import Forest
from restore.judging.model import KINDS, SCHEMA, kind_of, right_share, shares_of
from restore.judging.profile import NOT_RIGHT, OUTCOMES, Shares
from restore.judging.weighing import NAMES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]
    Numbers = NDArray[np.int64]

RIGHT = [k for k, name in enumerate(OUTCOMES) if name not in NOT_RIGHT]
MISREAD = [KINDS.index(kind) for kind in ("misread", "misread form")]
MEANT = [OUTCOMES.index(name) for name in ("style", "editor")]
# A family weighs as the square root of its size, so that the large ones do not drown the rest; real pages and
# editions, honest ones most of all, count more: they are few, and a person's word undone costs more than damage missed.
# An editor's made words count less: nearly all that they touch could be damage in other copies.
# In a curve they count as the root of this: it says how often a repair is right, not what a mistake costs.
WEIGHTS: Mapping[Family, float] = {
    Family.COREFERENCE: 1.5,
    Family.EDITION: 3.0,
    Family.MISREAD: 6.0,
    Family.STYLED: 4.0,
    Family.AMENDED: 0.5,
    Family.REVISED: 8.0,
    Family.CHAINED: 3.0,
    Family.REWRITTEN: 2.0,
}
# To call an editor's words an intruder is so many times as bad as to miss one; confidence is without it, and so are
# words that are near: these are seldom an editor's.
COST = 4.0
# In a curve of copies that are mostly misread real pages count as so many. An engine has read them and nobody edited
# them, as it is with nearly all that is scanned; most made ones were edited first (fixtures/real/misread).
PAGES = 8.0
# What one difference of a text that has hardly another weighs in a curve at most, in that of a mean one: some of honest
# families would weigh as seventy, so that a curve would be as one of them happens to score.
HEAVIEST = 10.0
BLANK = 0.2  # weight of white space beside words: there is much of it, and it is worth little
POINTS = 120  # of a curve at most
WIDTH = 0.8  # in log odds: what is near enough to be alike; less makes steps of chance, as bins do
FEW = 40  # examples that a share is of at least
TINY = 1e-4  # what no score is nearer to 0 or 1
# Standard errors that a share of marks, capitals and hyphens is taken lower by: houses differ in them, and few were
# fitted on (fixtures/negative/commas, hyphens-house-style); half as many where damage shows that no house was at work
# alone.
DOUBT: Mapping[str, float] = {"form": 3.0, "damaged form": 1.5}
ROUNDS = (80, 260)  # of boosting, for the first look and the second
TREES: Mapping[str, Any] = {
    "objective": "multiclass",
    "num_class": len(OUTCOMES),
    "num_leaves": MOST_LEAVES,
    "learning_rate": 0.08,
    "min_data_in_leaf": 120,
    "lambda_l2": 3.0,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,  # each tree of other changes: it errs less on families that it did not see
    "bagging_freq": 1,
    "max_bin": 127,
    "num_threads": 2,
    "deterministic": True,
    "force_col_wise": True,
    "seed": 0,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """All changes of all examples as one table's worth, and in which turn each waits.

    `weights` are what each weighs in a curve, `costs` what it weighs in a tree, where some mistakes cost more.
    """

    examples: Sequence[Example]
    outcomes: Numbers
    weights: Table
    costs: Table
    turns: Numbers

    @classmethod
    def of(cls, found: Sequence[Example]) -> Lesson:
        """The lesson of these examples."""
        sizes: dict[Family, float] = defaultdict(float)
        for example in found:
            sizes[example.family] += sqrt(len(example.outcomes))
        weights = np.concatenate([np.full(len(e.outcomes), _weight_of_each(e) / sqrt(sizes[e.family])) for e in found])
        extra = np.concatenate([np.full(len(e.outcomes), WEIGHTS.get(e.family, 1.0)) for e in found])
        outcomes = np.concatenate([np.array(e.outcomes, dtype=np.int64) for e in found])
        near = np.array([change.near for e in found for change in e.weighing.changes])
        little = np.array([BLANK if change.is_blank else 1.0 for e in found for change in e.weighing.changes])
        return cls(
            found,
            outcomes,
            np.minimum(_scaled(weights * np.sqrt(extra)), HEAVIEST) * little,
            _scaled(weights * extra) * little * np.where(np.isin(outcomes, MEANT) & ~near, COST, 1.0),
            np.concatenate([np.full(len(e.outcomes), e.turn, dtype=np.int64) for e in found]),
        )

    def shares(self, scores: Table) -> list[list[Shares]]:
        """The scores of all changes as probabilities, example by example."""
        told: list[list[Shares]] = []
        at = 0
        for example in self.examples:
            rows = scores[at : at + len(example.outcomes)].tolist()
            told.append(list(map(shares_of, rows, example.weighing.may)))
            at += len(rows)
        return told


def _scaled(weights: Table) -> Table:
    scaled: Table = weights / weights.mean()
    return scaled


def _weight_of_each(example: Example) -> float:
    """A text, too, weighs as the root of its differences, or the short ones, which show little, would teach nothing."""
    return 1 / sqrt(max(len(example.outcomes), 1))


def fit(corpus: Corpus, *, copies: int, tell: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """The model as a JSON object: a forest for each look, a curve for each kind of difference, and the provenance.

    Raises:
        InputError: the corpus is too small to fit on.
    """
    found = list(examples(corpus, 0, copies))
    tell(f"{len(found)} texts, {sum(len(e.outcomes) for e in found)} differences")
    if len({e.turn for e in found}) < TURNS or len({o for e in found for o in e.outcomes}) < 3:
        raise InputError("--fit: too few differences, or all alike; give more texts, or raise --copies")
    lesson = Lesson.of(found)
    rows = np.array([row for e in found for row in e.weighing.first()])
    first, unseen, looks = _look(lesson, rows, ROUNDS[0])
    tell("first look fitted")
    shares = lesson.shares(unseen)
    again = [_again(e, mine, looks) for e, mine in zip(found, shares, strict=True)]
    found, shares = [example for example, _ in again], [mine for _, mine in again]
    lesson = Lesson.of(found)
    rows = np.array(
        [
            row
            for e, mine in zip(found, shares, strict=True)
            for row in e.weighing.second(e.weighing.profile(mine), mine)
        ]
    )
    second, unseen, _ = _look(lesson, rows, ROUNDS[1])
    tell("second look fitted")
    return {
        "schema": SCHEMA,
        "provenance": {
            "command": f"restore bench --fit FILE --copies {copies}",
            "files": {file.name: file.sha256 for file in corpus.files},
            "half": 0,
            "texts": len(found),
            "differences": dict(sorted(Counter(OUTCOMES[o] for e in found for o in e.outcomes).items())),
        },
        "names": list(NAMES),
        "outcomes": list(OUTCOMES),
        "first": first,
        "second": second,
        "curves": _curves(lesson, rows, unseen),
    }


def main(corpus: Corpus, out: Path, *, copies: int, tell: Callable[[str], None] = lambda _: None) -> None:
    """Fit and store."""
    write_atomically(str(out), json.dumps(fit(corpus, copies=copies, tell=tell), separators=(",", ":")).encode())


def _again(example: Example, shares: list[Shares], looks: Sequence[Any]) -> tuple[Example, list[Shares]]:
    """The example and its first look, aligned anew where that changes the prices, as it is when a text is restored."""
    prices = example.weighing.prices(shares)
    if prices == NEUTRAL:
        return example, shares
    again = Example.of(example.sample, prices)
    if not again.outcomes:
        return example, shares
    scores = looks[again.turn].predict(np.array(again.weighing.first()), raw_score=True)
    return again, list(map(shares_of, scores.tolist(), again.weighing.may))


def _look(lesson: Lesson, rows: Table, rounds: int) -> tuple[dict[str, Any], Table, list[Any]]:
    """The forest fitted to all; what forests that had not seen their families say of all changes; and these forests."""
    unseen = np.zeros((len(rows), len(OUTCOMES)))
    looks = []
    for turn in range(TURNS):
        out = lesson.turns == turn
        trees = _boosted(rows[~out], lesson.outcomes[~out], lesson.costs[~out], rounds)
        unseen[out] = trees.predict(rows[out], raw_score=True)
        looks.append(trees)
    return _forest(_boosted(rows, lesson.outcomes, lesson.costs, rounds)), unseen, looks


def _boosted(rows: Table, outcomes: Numbers, weights: Table, rounds: int) -> Any:
    import lightgbm

    table = lightgbm.Dataset(rows, label=outcomes, weight=weights, free_raw_data=False)
    return lightgbm.train(dict(TREES), table, rounds)


def _forest(trees: Any) -> dict[str, Any]:
    """The fitted trees as they are stored."""
    table: dict[str, list[Any]] = {"roots": [], "features": [], "thresholds": [], "rights": []}
    for tree in trees.dump_model()["tree_info"]:
        table["roots"].append(len(table["features"]))
        _add(table, tree["tree_structure"])
    return Forest.of(**table).stored()


def _add(table: dict[str, list[Any]], node: Mapping[str, Any]) -> int:
    """The number of a node, added with all below it: its left child first, which so is the next."""
    number = len(table["features"])
    leaf = "split_feature" not in node
    table["features"].append(-1 if leaf else node["split_feature"])
    table["thresholds"].append(round(node["leaf_value"] if leaf else node["threshold"], 6))
    table["rights"].append(0)
    if not leaf:
        _add(table, node["left_child"])
        table["rights"][number] = _add(table, node["right_child"])
    return number


def _curves(lesson: Lesson, rows: Table, scores: Table) -> dict[str, Any]:
    shares = [each for mine in lesson.shares(scores) for each in mine]
    right = np.array(list(map(right_share, shares)))
    truth = np.isin(lesson.outcomes, RIGHT).astype(np.float64)
    changes = [change for example in lesson.examples for change in example.weighing.changes]
    kinds = np.array([KINDS.index(kind_of(*each)) for each in zip(changes, rows, shares, strict=True)])
    pages = np.concatenate([np.full(len(e.outcomes), e.family is Family.MISREAD) for e in lesson.examples])
    weights = np.where(pages & np.isin(kinds, MISREAD), PAGES, 1.0) * lesson.weights
    return {
        kind: curve(right[kinds == k], truth[kinds == k], weights[kinds == k], doubt=DOUBT.get(kind, 0.0))
        for k, kind in enumerate(KINDS)
    }


def curve(scores: Table, truth: Table, weights: Table, *, doubt: float = 0.0) -> dict[str, Any]:
    """What share of repairs was right around each score: a running mean over log odds, made to rise.

    Half an example is added everywhere, since nothing is certain, and shares are so many standard errors of FEW lower.
    As points by score, of which the first and the last have FEW examples outside them.
    """
    within = np.clip(scores, TINY, 1 - TINY)
    odds = np.log(within / (1 - within))
    points = _points(odds) if len(odds) else odds
    shares = _rising([_near(np.abs(odds - point), truth, weights) for point in points])
    lower = accumulate((share - doubt * sqrt(share * (1 - share) / FEW) for share in shares), max, initial=0.0)
    told = [round(share, 6) for share in lower]
    return {
        "scores": [0.0, *(round(x, 6) for x in (1 / (1 + np.exp(-points))).tolist()), 1.0],
        "shares": [*told, told[-1] if shares else 1.0],
    }


def _points(odds: Table) -> Table:
    """Where a curve is told, from where FEW stand below to where FEW stand above."""
    outside = min(FEW / len(odds), 0.5)
    low, high = np.quantile(odds, [outside, 1 - outside]).tolist()
    points: Table = np.unique(np.linspace(low, high, POINTS))
    return points


def _near(away: Table, truth: Table, weights: Table) -> tuple[float, float]:
    """What was right, and all, within WIDTH of a point, or of the FEW nearest where these are farther."""
    few = min(FEW, len(away)) - 1
    near = weights * (away <= max(WIDTH, np.partition(away, few)[few]))
    return float(near @ truth) + 0.25, float(near.sum()) + 0.5


def _rising(counts: Sequence[tuple[float, float]]) -> list[float]:
    """Shares of counts that do not fall: neighbours that would are pooled (Barlow and others, 1972)."""
    pools: list[tuple[float, float, int]] = []
    for part, whole in counts:
        pools.append((part, whole, 1))
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] >= pools[-1][0] * pools[-2][1]:
            (one, all_of_one, n), (other, all_of_other, m) = pools.pop(), pools.pop()
            pools.append((one + other, all_of_one + all_of_other, n + m))
    return [part / whole for part, whole, times in pools for _ in range(times)]
