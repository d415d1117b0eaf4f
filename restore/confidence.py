"""How sure a difference's repair is, and with it what caused the difference.

A forest of decision trees for each group of differences weighs what speaks for and against (features.py): one says
whether a mention intruded, one whether the repair is right in its spans and cause. Its score goes through a curve
fitted on copies the trees have not seen, so that of the repairs with a confidence of 0.9 nine in ten are right. Both
are data, fitted by `restore bench --fit`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from restore.aligner.alignment import Alignment
from restore.causes import Candidate, candidates
from restore.caution import held, is_garbage, is_glued
from restore.differences import Cause
from restore.features import NAMES, Group, Weighable, weighables
from restore.forest import Curve, Forest

SCHEMA = "restore-confidence/1"
SUREST = 0.9999  # nothing is certain, so that a threshold of 1 applies nothing
LIKELY = 0.5  # from here on a cause is taken for the true one
INTRUDER = 0.75  # a mention is called an intruder from here on: calling an editor's name one is worse than missing one


@dataclass(frozen=True, slots=True)
class Rated:
    """A candidate with its cause decided and the probability, 0 to 1, that its repair is right."""

    candidate: Candidate
    cause: Cause
    confidence: float


@dataclass(frozen=True, slots=True)
class _Model:
    entity: Forest
    right: dict[Group, Forest]
    curves: dict[Group, Curve]


def rated(alignment: Alignment) -> list[Rated]:
    """An alignment's differences, moves aside, with causes and confidences, in the copy's order."""
    found = weighables(alignment, list(candidates(alignment)))
    if not found:
        return []
    model = _model()
    confidences = _confidences(model, found)
    intruders = _intruders(model, found, confidences)
    named = sum(intruders[k] > INTRUDER and not _side_by_side(w) for k, w in enumerate(found) if k in intruders)
    return [
        Rated(w.candidate, _cause(w, confidences[k], intruders.get(k, 0.0), named), round(confidences[k], 4))
        for k, w in enumerate(found)
    ]


def _confidences(model: _Model, found: Sequence[Weighable]) -> list[float]:
    confidences = [0.0] * len(found)
    for group, forest in model.right.items():
        mine = [k for k, w in enumerate(found) if w.group is group]
        for k, score in zip(mine, forest.scores([found[k].numbers for k in mine]), strict=True):
            confidences[k] = min(held(found[k], model.curves[group].at(score)), SUREST)
    return confidences


def _intruders(model: _Model, found: Sequence[Weighable], confidences: Sequence[float]) -> dict[int, float]:
    """For each difference that could be an intruding mention, by its place in the list, how likely it is one.

    No less than that its repair is right: what else would it repair?
    """
    mine = [k for k, w in enumerate(found) if w.group is Group.MENTION]
    scores = model.entity.scores([found[k].numbers for k in mine])
    return {k: max(score, confidences[k]) for k, score in zip(mine, scores, strict=True)}


def _side_by_side(weighable: Weighable) -> bool:
    return weighable.candidate.cause is Cause.DUPLICATE


def _cause(weighable: Weighable, confidence: float, intruder: float, named: int) -> Cause:
    """The cause that form shows, unless the rest of the copy says otherwise."""
    cause = weighable.candidate.cause
    if weighable.group is Group.MENTION and intruder > INTRUDER and (named or not _side_by_side(weighable)):
        return Cause.ENTITY
    if weighable.group is Group.NEAR:
        return Cause.WORDING if cause is Cause.SPELLING and confidence < LIKELY else cause
    if confidence > LIKELY and cause is Cause.WORDING and is_glued(weighable):
        return Cause.ENTITY
    if weighable.group is Group.OTHER and confidence > LIKELY and (cause is Cause.WORDING or is_garbage(weighable)):
        return Cause.SPELLING
    return cause


@cache
def _model() -> _Model:
    stored = json.loads(files("restore").joinpath("data", "confidence.json").read_bytes())
    names = {group.value: list(NAMES[group]) for group in Group}
    if stored["schema"] != SCHEMA or stored["names"] != names:
        raise RuntimeError("restore/data/confidence.json was fitted for other features; run `restore bench --fit`")
    targets = stored["targets"]
    return _Model(
        Forest.load(targets["mention/entity"]["forest"]),
        {group: Forest.load(targets[f"{group}/right"]["forest"]) for group in Group},
        {group: Curve(**targets[f"{group}/right"]["curve"]) for group in Group},
    )
