"""How sure an engine says it was of what it read, drawn as it was measured on printed pages.

Texts to fit on come without it. On a page that has it, it tells a misread word from an editor's better than anything
else, so that it is drawn for some of the misread ones, of words misread and of words read right.
The quantiles are those that `python -m tests.printed` prints, of pages read by tesseract 5.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from restore.bench.families import Sample
from restore.confidences import EngineConfidences
from restore.text import Text


@dataclass(frozen=True, slots=True)
class Print:
    """Pages on which at most such a share of words is misread; nine quantiles each, from the lowest to the highest."""

    most: float
    misread: Sequence[float]
    others: Sequence[float]


CLEAN = Print(
    0.13,
    misread=(0.0, 0.16, 0.35, 0.54, 0.68, 0.8, 0.89, 0.92, 0.96),
    others=(0.06, 0.91, 0.93, 0.95, 0.96, 0.96, 0.96, 0.96, 0.97),
)
SOILED = Print(
    0.4,
    misread=(0.0, 0.0, 0.19, 0.34, 0.46, 0.63, 0.75, 0.9, 0.96),
    others=(0.0, 0.86, 0.92, 0.93, 0.95, 0.96, 0.96, 0.96, 0.97),
)
HEAVILY = Print(
    1.0,
    misread=(0.0, 0.0, 0.02, 0.18, 0.29, 0.4, 0.54, 0.7, 0.96),
    others=(0.0, 0.43, 0.63, 0.72, 0.81, 0.88, 0.92, 0.94, 0.96),
)
PRINTS = (CLEAN, SOILED, HEAVILY)


def said_of(sample: Sample) -> EngineConfidences:
    """Confidences for the words of a copy in which all damage is misread; the same for the same sample.

    >>> from restore.bench.families import misread
    >>> said = said_of(misread("1", "in the oustody of it", "in the custody of it"))
    >>> said.lowest(7, 14) < said.lowest(0, 2)
    True
    """
    copy, rng = Text.of(sample.copy), Random(f"engine/{sample.id}")  # noqa: S311 - sampling
    wrong = {token for edit in sample.edits for token in range(edit.start, edit.end)}
    like = next(each for each in PRINTS if len(wrong) <= each.most * len(copy))
    values = [_drawn(rng, like.misread if token in wrong else like.others) for token in range(len(copy))]
    return EngineConfidences(copy.starts, copy.ends, array("f", values))


def _drawn(rng: Random, quantiles: Sequence[float]) -> float:
    at = rng.random() * (len(quantiles) - 1)
    low = int(at)
    return quantiles[low] + (quantiles[low + 1] - quantiles[low]) * (at - low)
