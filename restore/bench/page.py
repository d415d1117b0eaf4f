"""A report as one page that needs no network: plots, then every table, in light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import ceil, floor, log10

from restore import __version__
from restore.bench.accuracy import OURS, total
from restore.bench.documents import MADE, PairKind
from restore.bench.figures import BY_KEY, NOISE, percent
from restore.bench.own import THRESHOLDS, bins
from restore.bench.plots import Axis, Bar, Series, bar_plot, line_plot
from restore.bench.report import BenchReport, machine
from restore.bench.speed import Timing, TimingEnd
from restore.bench.tables import KINDS, FigureTable, tables
from restore.damage.measures import Reliability
from restore.pages.page import inline, table
from restore.pages.page import page as skeleton

_SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)  # marks of an axis: six labels do not touch


def page(report: BenchReport) -> str:
    """The whole page. Names of files in it are made harmless first."""
    return skeleton("restore bench", *_parts(report))


def _parts(report: BenchReport) -> Iterator[str]:
    yield f'<h1>restore bench</h1><p class="soft">restore {__version__}, {inline(machine())}.</p>'
    if report.data:
        yield f'<p class="soft">{len(report.data.documents)} pairs, SHA-256 <code>{report.data.digest}</code>.</p>'
    plots = (f"<figure><h2>{_opening(title)}</h2>{plot}</figure>" for title, plot in _plots(report))
    yield f'<div class="plots">{"".join(plots)}</div>'
    yield from map(_table, tables(report))


def _table(shown: FigureTable) -> str:
    note = f'<p class="soft">{_opening(shown.note)}.</p>' if shown.note else ""
    body = table(
        [inline(name) for name in shown.columns],
        [[inline(cell) for cell in row] for row in shown.rows],
        numbers=range(1, len(shown.columns)),
        ours=[number for number, row in enumerate(shown.rows) if row[0] == OURS],
    )
    return f"<h2>{_opening(shown.title)}</h2>{note}{body}"


def _opening(text: str) -> str:
    """With a capital, as a heading or a sentence begins."""
    return inline(text[:1].upper() + text[1:])


def _plots(report: BenchReport) -> Iterator[tuple[str, str]]:
    for kind in MADE:
        if report.of(OURS, kind):
            yield from (
                (f"{BY_KEY[key].label}: {KINDS[kind]}", _bars(report, kind, key)) for key in ("entity_f1", "all_f1")
            )
    made = [kind for kind in MADE if report.of(OURS, kind)]
    for kind in made:
        yield f"Calibration: {KINDS[kind]}", _calibration(report, kind)
    for kind in made:
        yield f"Repairs by threshold: {KINDS[kind]}", _repairs(report, kind)
    if report.timings:
        yield "Time of one pair", _growth(report, lambda t: t.seconds, Axis("time", 0, 1, (), _round_duration))
        yield (
            "Memory beyond the texts",
            _growth(report, _memory, Axis("memory", 0, 1, (), lambda b: f"{b / 1e6:,g} MB")),
        )


def _bars(report: BenchReport, kind: PairKind, key: str) -> str:
    figure = BY_KEY[key]
    names = dict.fromkeys(r.aligner for r in report.results if r.kind is kind)
    found = [(name, figure.of(total(report.of(name, kind)))) for name in names]
    bars = [Bar(name, value, percent(value), name == OURS) for name, value in found if value is not None]
    return bar_plot(figure.label, bars)


def _share_axis(label: str, start: float = 0.0) -> Axis:
    marks = [mark for mark in _SHARES if mark >= start]
    return Axis(label, start, 1.0, marks, lambda value: f"{100 * value:.0f} %")


def _calibration(report: BenchReport, kind: PairKind) -> str:
    own = report.own(kind)

    def points(reliability: Reliability) -> list[tuple[float, float]]:
        return [(each.confidence, each.right) for each in bins(reliability)]

    series = [Series("entity", points(own.entity), ours=True), Series("all differences", points(own.all))]
    shown = [each for each in series if each.points]
    return line_plot("calibration", _share_axis("confidence"), _share_axis("right"), shown, diagonal=True)


def _repairs(report: BenchReport, kind: PairKind) -> str:
    repairs = list(zip(THRESHOLDS, report.own(kind).repairs, strict=True))
    series = [
        Series("right, of the applied", [(t, counts.precision) for t, counts in repairs], ours=True),
        Series("repaired, of the damage", [(t, counts.recall) for t, counts in repairs]),
    ]
    across = Axis("threshold", 0.5, 1.0, (0.5, 0.6, 0.7, 0.8, 0.9, 1.0), lambda value: f"{value:g}")
    return line_plot("repairs", across, _share_axis("share"), series)


def _memory(timing: Timing) -> float:
    """Bytes, no less than can be told from the noise of whatever else a process keeps."""
    return float(max(timing.memory, NOISE))


def _round_duration(seconds: float) -> str:
    """A power of ten of seconds.

    >>> _round_duration(0.001), _round_duration(10.0)
    ('1 ms', '10 s')
    """
    return f"{1000 * seconds:g} ms" if seconds < 1 else f"{seconds:g} s"


def _growth(report: BenchReport, cost: Callable[[Timing], float], up: Axis) -> str:
    """A cost by length, both in powers of ten; this project's line on top."""
    done = [t for t in report.timings if t.outcome is TimingEnd.DONE]
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
