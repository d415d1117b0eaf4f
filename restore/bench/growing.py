"""How time and memory grow with the length, drawn; also as a picture that stands by itself, for day and night."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil, floor, log10

from restore.bench.accuracy import OURS
from restore.bench.figures import NOISE
from restore.bench.longtext import ARTICLE
from restore.bench.plots import Axis, Series, line_plot
from restore.bench.report import BenchReport
from restore.bench.speed import Timing, TimingEnd
from restore.pages.style import COLOURS, PLOTS

_PAPER = '<rect width="100%" height="100%" fill="var(--paper)"/>'


def time_plot(report: BenchReport) -> str:
    """Processor time of one pair by its length."""
    return _plotted(report, lambda timing: timing.seconds, Axis("time", 0, 1, (), _round_duration))


def memory_plot(report: BenchReport) -> str:
    """Memory beyond the texts by their length."""
    return _plotted(report, _memory, Axis("memory", 0, 1, (), lambda size: f"{size / 1e6:,g} MB"))


def picture(plot: str) -> str:
    """A plot as a file of its own, with its colours for day and night."""
    begins, _, rest = plot.partition(">")
    named = begins.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    font = "svg { font: 12px system-ui, sans-serif; fill: var(--soft); }"
    return f"{named}><style>{COLOURS}{font}{PLOTS}</style>{_PAPER}{rest}\n"


def _memory(timing: Timing) -> float:
    """Bytes, no less than can be told from the noise of whatever else a process keeps."""
    return float(max(timing.memory, NOISE))


def _round_duration(seconds: float) -> str:
    """A power of ten of seconds.

    >>> _round_duration(0.001), _round_duration(10.0)
    ('1 ms', '10 s')
    """
    return f"{1000 * seconds:g} ms" if seconds < 1 else f"{seconds:g} s"


def _plotted(report: BenchReport, cost: Callable[[Timing], float], up: Axis) -> str:
    """A cost by length, both in powers of ten; this project's line on top."""
    done = [t for t in report.timings if t.outcome is TimingEnd.DONE and t.size != ARTICLE]
    series = [
        Series(name, [(t.tokens, cost(t)) for t in done if t.aligner == name], ours=name == OURS)
        for name in dict.fromkeys(t.aligner for t in done)
    ]
    across = _powers(Axis("tokens", 0, 1, (), lambda tokens: f"{tokens:,.0f}"), [t.size for t in done])
    return line_plot(up.label, across, _powers(up, list(map(cost, done))), sorted(series, key=lambda s: s.ours))


def _powers(axis: Axis, values: Sequence[float]) -> Axis:
    """The axis with a mark at each power of ten that the values reach."""
    first = floor(log10(min(values)) + 1e-9)
    last = max(ceil(log10(max(values)) - 1e-9), first + 1)
    marks = [10.0**power for power in range(first, last + 1)]
    return replace(axis, start=marks[0], end=marks[-1], marks=marks, logarithmic=True)
