"""A report as one page that needs no network: plots, then every table, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator

from restore import __version__
from restore.bench.accuracy import OURS, total
from restore.bench.documents import MADE, PairKind
from restore.bench.figures import BY_KEY, percent
from restore.bench.growing import memory_plot, time_plot
from restore.bench.own import THRESHOLDS, bins
from restore.bench.plots import Axis, Bar, Series, bar_plot, line_plot
from restore.bench.report import BenchReport, machine
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
        yield "Time of one pair", time_plot(report)
        yield "Memory beyond the texts", memory_plot(report)


def _bars(report: BenchReport, kind: PairKind, key: str) -> str:
    figure = BY_KEY[key]
    names = dict.fromkeys(r.aligner for r in report.results if r.kind is kind)
    found = [(name, figure.of(total(report.of(name, kind)))) for name in names]
    bars = [Bar(name, value, percent(value), name == OURS) for name, value in found if value is not None]
    return bar_plot(figure.label, bars)


def _share_axis(label: str) -> Axis:
    return Axis(label, 0.0, 1.0, _SHARES, lambda value: f"{100 * value:.0f} %")


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
