r"""Shingle precision, recall and F1, so that figures compare with published tables. Never a gate: blind to a "not".

The formula is that of the article extraction benchmark (github.com/scrapinghub/article-extraction-benchmark): runs of
four `\w+` tokens as a multiset, true and false ones counted as shares of all, so that a long page weighs no more
than a short one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_SIZE = 4  # words, as the article extraction benchmark counts them


@dataclass(frozen=True, slots=True)
class Shingles:
    """Shares of a page's shingles: in both texts, in one only. They add up to 1, or are all 0."""

    both: float
    received_only: float
    golden_only: float

    @property
    def precision(self) -> float:
        """How much of the received text is in the golden text, 0 to 1."""
        return _share(self.both, self.received_only, self.golden_only)

    @property
    def recall(self) -> float:
        """How much of the golden text was received, 0 to 1."""
        return _share(self.both, self.golden_only, self.received_only)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _harmonic(self.precision, self.recall)


def _share(both: float, wrong: float, other_wrong: float) -> float:
    if wrong == other_wrong == 0:
        return 1.0
    return both / (both + wrong) if both + wrong else 0.0


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def shingles(received: str, golden: str) -> Shingles:
    """Compare two texts.

    >>> round(shingles("one two three four five six", "one two three four five").f1, 3)
    0.8
    """
    ours, theirs = _counted(received), _counted(golden)
    both = (ours & theirs).total()
    received_only, golden_only = ours.total() - both, theirs.total() - both
    everything = (both + received_only + golden_only) or 1
    return Shingles(both / everything, received_only / everything, golden_only / everything)


def _counted(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    runs = (tuple(words[at : at + _SIZE]) for at in range(max(1, len(words) - _SIZE + 1)))
    return Counter(run for run in runs if run)


@dataclass(frozen=True, slots=True)
class MeanShingles:
    """Figures of many pages: precision and recall averaged over pages, F1 from the two averages."""

    pages: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the averages, as the published tables have it."""
        return _harmonic(self.precision, self.recall)


def mean_shingles(pages: Iterable[Shingles]) -> MeanShingles:
    """Average as the benchmark does: precision over pages that gave text, recall over those that have golden text."""
    listed = list(pages)
    precisions = [page.precision for page in listed if page.both + page.received_only > 0]
    recalls = [page.recall for page in listed if page.both + page.golden_only > 0]
    return MeanShingles(len(listed), _mean(precisions), _mean(recalls))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
