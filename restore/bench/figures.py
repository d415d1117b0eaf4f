"""The figures that aligners are compared by: what each is called, how it is worked out, and which way is better."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isclose

from restore.bench.accuracy import Result
from restore.bench.documents import PairKind
from restore.damage.measures import Counts, Reliability

NOISE = 100_000  # bytes that a process grows by for no reason of the aligner's


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a result, 0 to 1, or None where there is nothing to measure it on."""

    key: str
    label: str
    of: Callable[[Result], float | None]
    rising: bool = True  # whether more is better


def _made(value: Callable[[Result], float]) -> Callable[[Result], float | None]:
    """Only where spans are known."""
    return lambda result: (
        None if result.kind in (PairKind.MISREAD, PairKind.REVISED, PairKind.REWRITTEN) else value(result)
    )


def _entity(value: Callable[[Result], float]) -> Callable[[Result], float | None]:
    """Only where there are mentions to be found."""
    return lambda result: value(result) if _has_truth(result.score.entity_spans) else None


def _has_truth(counts: Counts) -> bool:
    return counts.hits + counts.missed > 0


FIGURES = (
    Figure("alignment_f1", "alignment F1", _made(lambda r: r.pairs.f1)),
    Figure("all_f1", "all differences F1", _made(lambda r: r.score.all_spans.f1)),
    Figure("entity_precision", "entity P", _entity(lambda r: r.score.entity_spans.precision)),
    Figure("entity_recall", "entity R", _entity(lambda r: r.score.entity_spans.recall)),
    Figure("entity_f1", "entity F1", _entity(lambda r: r.score.entity_spans.f1)),
    Figure("entity_whole_f1", "kept whole F1", _entity(lambda r: r.score.entity_whole.f1)),
    Figure("entity_words_f1", "entity words F1", _entity(lambda r: r.score.entity_words.f1)),
    Figure("flagged_mean", "flagged words F1, mean", _made(lambda r: r.flagged_mean)),
    Figure("flagged_worst", "flagged words F1, worst", _made(lambda r: r.flagged_worst)),
    Figure(
        "revised_entity", "revised words called entity", lambda r: _of(r.honest.whole, r.honest.value), rising=False
    ),
    Figure("revised_undone", "revised words undone", lambda r: _of(r.undone.whole, r.undone.value), rising=False),
)
BY_KEY = {figure.key: figure for figure in FIGURES}


def _of(whole: int, value: float) -> float | None:
    return value if whole else None


def calibration(reliability: Reliability) -> float | None:
    """The calibration error, None without claims."""
    return _of(sum(reliability.claims), reliability.error)


def percent(value: float | None, *, digits: int = 1) -> str:
    """A share as a table shows it; what isn't all is never shown as all.

    >>> percent(0.98765), percent(0.99999), percent(1.0), percent(None)
    ('98.8', '99.9', '100', '–')
    """
    if value is None:
        return "–"
    if isclose(value, 1.0, abs_tol=1e-12):
        return "100"
    return f"{min(100 * value, 100 - 10**-digits) if value < 1 else 100 * value:.{digits}f}"


def duration(seconds: float) -> str:
    """Seconds in the unit that reads best.

    >>> duration(0.000331), duration(0.0108), duration(2.5), duration(75)
    ('0.33 ms', '10.8 ms', '2.50 s', '75.0 s')
    """
    if seconds < 0.001:
        return f"{1000 * seconds:.2f} ms"
    if seconds < 1:
        return f"{1000 * seconds:.1f} ms"
    return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.1f} s"


def megabytes(size: int) -> str:
    """Bytes as MB of a million.

    >>> megabytes(38_187_008), megabytes(16_384)
    ('38.2 MB', '< 0.1 MB')
    """
    if size < NOISE:
        return "< 0.1 MB"
    return f"{size / 1e6:.1f} MB" if size < 1e8 else f"{size / 1e6:,.0f} MB"
