"""Evidence that a copy came from a source, in figures, from the passages they share; and what it makes probable.

A copy that was damaged, cut or added to agrees with its source in long strands, and where it stops agreeing, one side
simply ends or goes on alone. Texts that merely quote the same words agree in short strands, and both go on with
something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from math import exp, log1p

from restore.find.passages import Passage
from restore.find.pieces import Level

_LOOSE = 12  # words or so within which an end still counts as the text's end


@dataclass(frozen=True, slots=True)
class Evidence:
    """Figures on what two texts share.

    `matched`: equal pieces, as a logarithm. `copy_share`, `source_share`: the part of either text that the passages
    span. `strand`: equal pieces, as a logarithm, in the longest strand. `open_ends`: how many of that strand's two
    ends have text going on beyond them on both sides. `density`: the part of the passages that is equal.
    """

    matched: float
    copy_share: float
    source_share: float
    strand: float
    open_ends: float
    density: float

    @property
    def hold(self) -> float:
        """The strand, as far as it makes up either text: a long one tells of a copy, unless both are far longer."""
        return self.strand * max(self.copy_share, self.source_share)


NOTHING = Evidence(0.0, 0.0, 0.0, 0.0, 2.0, 0.0)


def weigh(passages: Sequence[Passage], copy_size: int, source_size: int, level: Level) -> Evidence:
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
    return Evidence(
        log1p(matched),
        min(on_copy / copy_size, 1.0),
        min(on_source / source_size, 1.0),
        log1p(_matched(strand)),
        float((before > loose) + (behind > loose)),
        2 * matched / (on_copy + on_source),
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
class Model:
    """A logistic regression over the figures of `Evidence`, in their order, and its `hold`."""

    bias: float
    weights: tuple[float, float, float, float, float, float]
    hold: float


MODELS = {
    Level.WORDS: Model(2.23, (-1.29, -1.25, 2.47, -2.78, 0.12, 0.4), 4.94),
    Level.CHARACTERS: Model(-12.9, (-0.04, 7.31, 5.17, 0.58, -2.04, 4.77), 0.0),
}


def probability(evidence: Evidence, level: Level) -> float:
    """How likely a copy with this evidence came from the document, from 0 to 1.

    >>> probability(NOTHING, Level.WORDS) < 0.001
    True
    """
    if evidence.matched == 0.0:
        return 0.0
    model = MODELS[level]
    total = (
        model.bias
        + model.hold * evidence.hold
        + sum(w * x for w, x in zip(model.weights, astuple(evidence), strict=True))
    )
    return 1.0 / (1.0 + exp(-max(min(total, 30.0), -30.0)))
