"""A report as one page that needs no network: plots, then every table, in light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
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
from restore.formats.visible import visible

_SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_STYLE = """
:root { color-scheme: light dark; --ink: #1c1e21; --soft: #5b6169; --rule: #d9dde2; --paper: #fff }
:root { --ours: #b3261e; --peer: #7c8794 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7e9ec; --soft: #a3abb5; --rule: #3a4048; --paper: #16181b; --ours: #ff8a80; --peer: #8d98a5 }
}
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 76rem }
body { background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
h1 { font-size: 1.6rem; margin: 0 }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .25rem }
p { margin: .25rem 0; color: var(--soft); max-width: 46rem; overflow-wrap: anywhere }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 2rem }
figure { margin: 0 }
svg { width: 100%; height: auto; font: 12px system-ui, sans-serif }
svg text { fill: var(--soft) }
.grid, .lead { stroke: var(--rule); fill: none }
.diagonal { stroke: var(--soft); stroke-dasharray: 2 4; fill: none }
.line { fill: none; stroke: var(--peer); stroke-width: 1.5 }
.line.ours { stroke: var(--ours); stroke-width: 3 }
.p1 { stroke-dasharray: 7 3 } .p2 { stroke-dasharray: 2 3 } .p3 { stroke-dasharray: 9 3 2 3 }
.p4 { stroke-dasharray: 4 4 } .p5 { stroke-dasharray: 12 4 }
.dot, .bar { fill: var(--peer); stroke: none }
.dot.ours, .bar.ours { fill: var(--ours) }
svg text.ours { fill: var(--ours); font-weight: 600 }
svg text.value { fill: var(--ink) }
.wide { overflow-x: auto }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; margin: .5rem 0 }
th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--rule); vertical-align: bottom }
th, td { text-align: right; white-space: nowrap }
thead th { white-space: normal; font-weight: 600; max-width: 8rem }
th:first-child, td:first-child { text-align: left }
tr.ours { color: var(--ours); font-weight: 600 }
"""


def page(report: BenchReport) -> str:
    """The whole page. Names of files in it are made harmless first."""
    return "".join(_parts(report))


def _parts(report: BenchReport) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>restore bench</title>'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<style>{_STYLE}</style><h1>restore bench</h1>"
    yield f"<p>restore {__version__}, {escape(machine())}.</p>"
    if report.data:
        yield f"<p>{len(report.data.documents)} pairs, SHA-256 {report.data.digest}.</p>"
    yield '<div class="plots">'
    for title, plot in _plots(report):
        yield f"<figure><h2>{_opening(title)}</h2>{plot}</figure>"
    yield "</div>"
    for table in tables(report):
        yield from _table(table)
    yield "</html>\n"


def _table(table: FigureTable) -> Iterator[str]:
    yield f"<h2>{_opening(table.title)}</h2>"
    if table.note:
        yield f"<p>{_opening(table.note)}.</p>"
    yield f'<div class="wide"><table><thead>{_row(table.columns, "th")}</thead><tbody>'
    for row in table.rows:
        yield _row(row, "td", ours=row[0] == OURS)
    yield "</tbody></table></div>"


def _row(cells: Iterable[str], tag: str, *, ours: bool = False) -> str:
    inner = "".join(f"<{tag}>{_safe(cell)}</{tag}>" for cell in cells)
    return f'<tr class="ours">{inner}</tr>' if ours else f"<tr>{inner}</tr>"


def _safe(text: str) -> str:
    return escape(visible(text))


def _opening(text: str) -> str:
    """With a capital, as a heading or a sentence begins."""
    return _safe(text[:1].upper() + text[1:])


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
