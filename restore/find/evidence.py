"""Evidence that a copy came from a source, in figures, from the passages they share; and what it makes probable.

A copy that was damaged, cut or added to agrees with its source in long strands, and where it stops agreeing, one side
simply ends or goes on alone. Texts that merely quote the same words agree in short strands, and both go on with
something else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from math import exp, log1p
from operator import attrgetter
from typing import Any

from restore.find.passages import Passage
from restore.find.pieces import Level

SCHEMA = "restore-find/1"
_LOOSE = 12  # words or so within which an end still counts as the text's end


@dataclass(frozen=True, slots=True)
class PairFigures:
    """Figures on what two texts share.

    From the passages: `matched`, equal pieces, as a logarithm; `copy_share` and `source_share`, the part of either text
    that the passages span; `strand`, equal pieces, as a logarithm, in the longest strand; `open_ends`, how many of that
    strand's two ends have text going on beyond them on both sides; `density`, the part of the passages that is equal;
    `skipped`, the pieces of the source between the passages, as a logarithm.
    From the whole texts: `known`, the share of the copy's words that the source has, wherever; `given`, the share of
    the source's words that the copy has; `order`, the share of the shorter text that both have in the same order;
    `alike`, the share of the copy that needs no edit, beside that window of the source where it would stand; `ratio`,
    of their lengths, as a logarithm, positive when the source is longer.
    From the rest of the library: `lead` and `ahead`, how much more of the copy this document has than the best other
    one, by passages (a logarithm) and by words; `library`, how many documents there are, as a logarithm.
    """

    matched: float = 0.0
    copy_share: float = 0.0
    source_share: float = 0.0
    strand: float = 0.0
    open_ends: float = 2.0
    density: float = 0.0
    skipped: float = 0.0
    known: float = 0.0
    given: float = 0.0
    order: float = 0.0
    alike: float = 0.0
    ratio: float = 0.0
    lead: float = 0.0
    ahead: float = 0.0
    library: float = 0.0

    @property
    def figures(self) -> tuple[float, ...]:
        """What the model weighs, in the order of `FIGURES`."""
        share, words = max(self.copy_share, self.source_share), max(self.known, self.given)
        own = _FIELDS(self)
        products = self.strand * share, self.strand * words, self.order * self.matched, self.alike * self.matched
        return (*own, *products, share * words, share, words)


_NAMES = tuple(field.name for field in fields(PairFigures))
_FIELDS = attrgetter(*_NAMES)
FIGURES = (
    *_NAMES,
    "strand*share", "strand*words", "order*matched", "alike*matched", "share*words", "share", "words",
)  # fmt: skip
NOTHING = PairFigures()


def weigh(passages: Sequence[Passage], copy_size: int, source_size: int, level: Level) -> PairFigures:
    """Evidence of the passages that two texts of so many pieces share."""
    if not passages:
        return NOTHING
    loose = _LOOSE * (6 if level is Level.CHARACTERS else 1)
    matched = sum(p.matched for p in passages)
    on_copy = sum(p.copy_end - p.copy_start for p in passages)
    on_source = sum(p.source_end - p.source_start for p in passages)
    strand = max(_strands(passages, loose), key=_matched)
    before = min(strand[0].copy_start, strand[0].source_start)
    behind = min(copy_size - strand[-1].copy_end, source_size - strand[-1].source_end)
    return PairFigures(
        log1p(matched),
        min(on_copy / copy_size, 1.0),
        min(on_source / source_size, 1.0),
        log1p(_matched(strand)),
        float((before > loose) + (behind > loose)),
        2 * matched / (on_copy + on_source),
        log1p(max(max(p.source_end for p in passages) - min(p.source_start for p in passages) - on_source, 0)),
    )


def _matched(strand: Iterable[Passage]) -> int:
    return sum(p.matched for p in strand)


def _strands(passages: Sequence[Passage], loose: int) -> list[list[Passage]]:
    """Passages joined where only one side has something in between."""
    strands = [[passages[0]]]
    for passage in passages[1:]:
        last = strands[-1][-1]
        between = min(passage.copy_start - last.copy_end, abs(passage.source_start - last.source_end))
        if between <= loose:
            strands[-1].append(passage)
        else:
            strands.append([passage])
    return strands


@dataclass(frozen=True, slots=True)
class FiguresModel:
    """A logistic regression over `FIGURES`."""

    bias: float
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """What tells misread copies' sources apart, in nats: prices of an edit, and of a cut by its length's logarithm."""

    edit: float
    cut: float


@cache
def _stored() -> Any:
    """What `python -m tests.benchmarks.find_fit` stored."""
    stored = json.loads(files("restore").joinpath("data", "find.json").read_bytes())
    if stored["schema"] != SCHEMA or stored["figures"] != list(FIGURES):
        raise RuntimeError("restore/data/find.json was fitted to other figures; run tests.benchmarks.find_fit")
    return stored


@cache
def models() -> dict[Level, FiguresModel]:
    """The fitted model of each level."""
    levels = _stored()["levels"]
    return {level: FiguresModel(levels[level.value]["bias"], tuple(levels[level.value]["weights"])) for level in Level}


@cache
def channel() -> Channel:
    """The fitted prices."""
    return Channel(**_stored()["channel"])


def probability(evidence: PairFigures, level: Level) -> float:
    """How likely a copy with this evidence came from the document, from 0 to 1.

    >>> probability(NOTHING, Level.WORDS) < 0.001
    True
    """
    if evidence.matched == 0.0:
        return 0.0
    model = models()[level]
    total = model.bias + sum(w * x for w, x in zip(model.weights, evidence.figures, strict=True))
    return 1.0 / (1.0 + exp(-max(min(total, 30.0), -30.0)))
