"""Fitting the confidence model: boosted trees, and calibration on texts that the trees did not see.

The trees are fitted to all examples; their scores are calibrated by those of trees fitted to two thirds, on the last
third, in turn (cross-fitting: Zadrozny and Elkan 2002). No text is split between the thirds. Both are stored with where
they came from. Needs scikit-learn (the `[bench]` extra) to fit; what it stores needs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2s
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from restore.bench.corpus import Corpus
from restore.bench.examples import Example
from restore.bench.training import FIRST, RECIPES, Part, examples
from restore.errors import InputError
from restore.features import NAMES, Group
from restore.files import write_atomically

if TYPE_CHECKING:
    from numpy.typing import NDArray

SCHEMA = "restore-confidence/1"
FOLDS = 3
SMALLEST = 40  # examples behind one point of a calibration curve at least
# Real pairs are few; a wrong repair of a revision costs more than a missed one; rewritten lines are much of a kind.
WEIGHTS = {"edited": 2.0, "misread": 4.0, "rewritten": 0.6}


@dataclass(frozen=True, slots=True)
class Target:
    """What one forest predicts: an attribute of an example, for one group."""

    group: Group
    name: str  # "entity" or "right"


TARGETS = (Target(Group.MENTION, "entity"), *(Target(group, "right") for group in Group))


def fit(corpus: Corpus, *, copies: int, part: Part = FIRST) -> dict[str, Any]:
    """The model as a JSON object: a forest and a curve for each target, and the provenance.

    Raises:
        InputError: the corpus is too small to fit on.
    """
    found = list(examples(corpus, part, RECIPES, copies))
    return {
        "schema": SCHEMA,
        "provenance": {
            "command": f"restore bench --fit --copies {copies}",
            "data": [asdict(file) for file in corpus.files],
            "part": part.number,
            "recipes": list(RECIPES),
            "examples": len(found),
        },
        "names": {group.value: list(NAMES[group]) for group in Group},
        "targets": {f"{t.group}/{t.name}": _target(t, found) for t in TARGETS},
    }


def main(corpus: Corpus, out: Path, *, copies: int) -> None:
    """Fit and store."""
    write_atomically(str(out), json.dumps(fit(corpus, copies=copies), separators=(",", ":")).encode())


def _fold(example: Example) -> int:
    return blake2s(example.document.encode(), digest_size=2).digest()[0] % FOLDS


def _target(target: Target, found: Sequence[Example]) -> dict[str, Any]:
    mine = [e for e in found if e.group is target.group]
    rows, truth, weights = _table(target, mine)
    folds = np.array([_fold(e) for e in mine])
    if any(len(set(truth[folds != fold].tolist())) < 2 for fold in range(FOLDS)):
        raise InputError(f"--fit: too few {target.group} differences, or all alike; give more texts, or raise --copies")
    scores = np.zeros(len(mine))
    for fold in np.unique(folds):
        held = folds == fold
        model = _fitted(rows[~held], truth[~held], weights[~held])
        scores[held] = model.predict_proba(rows[held])[:, 1]
    return {"forest": _forest(_fitted(rows, truth, weights)), "curve": _curve(scores, truth, weights)}


def _fitted(rows: NDArray[np.float64], truth: NDArray[np.int64], weights: NDArray[np.float64]) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=140, learning_rate=0.07, max_leaf_nodes=12, min_samples_leaf=150, l2_regularization=3.0,
        max_features=0.5, early_stopping=False, random_state=0,
    )  # fmt: skip
    return model.fit(rows, truth, sample_weight=weights)


def _table(
    target: Target, mine: Sequence[Example]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
    return (
        np.array([e.numbers for e in mine], dtype=np.float64),
        np.array([getattr(e, target.name) for e in mine], dtype=np.int64),
        np.array([WEIGHTS.get(e.kind, 1.0) for e in mine]),
    )


def _forest(model: Any) -> dict[str, Any]:
    """The fitted trees as flat lists; a leaf has feature -1 and its value in place of a threshold."""
    roots: list[int] = []
    features: list[int] = []
    thresholds: list[float] = []
    lefts: list[int] = []
    rights: list[int] = []
    for (tree,) in model._predictors:  # noqa: SLF001 - scikit-learn has no public form of these trees
        start = len(features)
        roots.append(start)
        for node in tree.nodes:
            leaf = bool(node["is_leaf"])
            features.append(-1 if leaf else int(node["feature_idx"]))
            thresholds.append(round(float(node["value"] if leaf else node["num_threshold"]), 6))
            lefts.append(0 if leaf else start + int(node["left"]))
            rights.append(0 if leaf else start + int(node["right"]))
    return {
        "base": round(float(np.ravel(model._baseline_prediction)[0]), 6),  # noqa: SLF001 - likewise
        "roots": roots, "features": features, "thresholds": thresholds, "lefts": lefts, "rights": rights,
    }  # fmt: skip


def _curve(scores: NDArray[np.float64], truth: NDArray[np.int64], weights: NDArray[np.float64]) -> dict[str, Any]:
    """Isotonic regression by pooling bins of enough examples, each with half an example added: nothing is certain."""
    order = np.argsort(scores, kind="stable")
    bins = [_Bin.of(scores[k], truth[k], weights[k]) for k in _chunks(order)]
    pooled: list[_Bin] = []
    for each in bins:
        pooled.append(each)
        while len(pooled) > 1 and pooled[-2].share >= pooled[-1].share:
            last = pooled.pop()
            pooled[-1] = pooled[-1].with_(last)
    points = [(0.0, 0.0), *((b.score, b.share) for b in pooled), (1.0, pooled[-1].share if pooled else 1.0)]
    return {"scores": [round(x, 6) for x, _ in points], "shares": [round(y, 6) for _, y in points]}


@dataclass(frozen=True, slots=True)
class _Bin:
    right: float
    weight: float
    scores: float

    @classmethod
    def of(cls, scores: NDArray[np.float64], truth: NDArray[np.int64], weights: NDArray[np.float64]) -> _Bin:
        return cls(float((truth * weights).sum()), float(weights.sum()), float((scores * weights).sum()))

    def with_(self, other: _Bin) -> _Bin:
        return _Bin(self.right + other.right, self.weight + other.weight, self.scores + other.scores)

    @property
    def share(self) -> float:
        return (self.right + 0.25) / (self.weight + 0.5)

    @property
    def score(self) -> float:
        return self.scores / self.weight


def _chunks(order: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    count = max(len(order) // SMALLEST, 1)
    yield from np.array_split(order, min(count, 60))
