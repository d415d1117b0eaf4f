"""A report as tables of words, for the terminal and the page alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from restore.bench import family_figures
from restore.bench.accuracy import OURS, Result, total
from restore.bench.documents import MADE, PairKind
from restore.bench.figures import BY_KEY, FIGURES, Figure, calibration, duration, megabytes, percent
from restore.bench.headlines import headlines
from restore.bench.longtext import ARTICLE
from restore.bench.own import THRESHOLDS, bins
from restore.bench.report import BenchReport, growths, ratios
from restore.bench.speed import BASE, Timing, TimingEnd
from restore.visible import visible

KINDS = {
    PairKind.HOUSE: "made damage, of the kind that confidence is fitted on",
    PairKind.FOREIGN: "made damage, of another kind",
    PairKind.PLAIN: "made damage, of the plainest kind",
    PairKind.PAIR: "pairs with gold of their own",
    PairKind.MISREAD: "real pages as a machine read them",
    PairKind.REVISED: "real revisions",
    PairKind.REWRITTEN: "real lines, rewritten",
}


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Rows of text under column names; the first column is names. `note` says how to read it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


def tables(report: BenchReport) -> Iterator[FigureTable]:
    """All tables of a report, in the order in which they are read."""
    if report.data:
        yield _data(report)
    if report.files:
        yield FigureTable("Files", ["file", "SHA-256"], [[file.name, file.sha256] for file in report.files])
    yield _aligners(report)
    if report.families:
        rows = [family_figures.cells(outcome) for outcome in report.families]
        yield FigureTable(
            "Families", family_figures.COLUMNS, rows, "per cent, and counts; each figure is explained in docs/bench.md"
        )
    for kind in report.kinds():
        yield _side_by_side(report, kind)
    for kind in MADE:
        if len(report.of(OURS, kind)) > 1:
            yield from (_matrix(report, kind, BY_KEY[key]) for key in ("entity_f1", "all_f1", "flagged_mean"))
            yield _matrix(report, kind, BY_KEY["flagged_worst"])
    if report.results:
        yield from _own(report)
    if report.timings:
        yield from _speed(report)


def _data(report: BenchReport) -> FigureTable:
    sources = report.data.sources if report.data else ()
    rows = [[s.name, str(s.texts), s.half, s.digest[:12]] for s in sources]
    pairs = len(report.data.documents) if report.data else 0
    return FigureTable("Data", ["texts", "number", "half", "SHA-256"], rows, f"{pairs} pairs in all")


def _aligners(report: BenchReport) -> FigureTable:
    rows = [
        [a.name, a.version or "not installed", f"up to {a.limit} tokens" if a.limit else ""] for a in report.aligners
    ]
    return FigureTable("Aligners", ["name", "version", "asked for accuracy"], rows)


def _names(report: BenchReport) -> list[str]:
    return list(dict.fromkeys(r.aligner for r in report.results))


def _side_by_side(report: BenchReport, kind: PairKind) -> FigureTable:
    found = [total(report.of(name, kind)) for name in _names(report) if report.of(name, kind)]
    shown = [figure for figure in FIGURES if any(figure.of(result) is not None for result in found)]
    rows = [[r.aligner, str(r.documents), *(percent(figure.of(r)) for figure in shown)] for r in found]
    columns = ["aligner", "pairs", *(figure.label for figure in shown)]
    note = "per cent"
    if kind in (PairKind.MISREAD, PairKind.REVISED, PairKind.REWRITTEN):
        columns = ["aligner", "pairs", *("flagged words " + f.label.removeprefix("revised words ") for f in shown)]
        note = "per cent of the words each of them flagged; " + (
            "all of it is misreading, none an entity" if kind is PairKind.MISREAD else "all of it is an editor's work"
        )
    return FigureTable(f"Accuracy: {KINDS[kind]}", columns, rows, note)


def _matrix(report: BenchReport, kind: PairKind, figure: Figure) -> FigureTable:
    groups = [r.group for r in report.of(OURS, kind) if figure.of(r) is not None]
    rows = []
    for name in _names(report):
        by_group = {r.group: r for r in report.of(name, kind)}
        rows.append([name, *(_cell(by_group.get(group), figure) for group in groups)])
    prefix = "" if kind is PairKind.HOUSE else f"{kind}-"
    return FigureTable(
        f"{figure.label}, {KINDS[kind]}", ["aligner", *(prefix + group for group in groups)], rows, "per cent"
    )


def _cell(result: Result | None, figure: Figure) -> str:
    return percent(figure.of(result)) if result else ""


def _own(report: BenchReport) -> Iterator[FigureTable]:
    made = [kind for kind in report.kinds() if kind in (*MADE, PairKind.PAIR)]
    if made:
        yield FigureTable(
            "Repairs by threshold",
            ["pairs", *(f"{threshold:g}" for threshold in THRESHOLDS)],
            [[name, *cells] for kind in made for name, cells in _by_threshold(report, kind)],
            "per cent: of what was applied, right / of the damage, repaired",
        )
    rows = [
        [KINDS[kind], percent(calibration(own.all), digits=2), percent(calibration(own.entity), digits=2)]
        for kind in report.kinds()
        for own in [report.own(kind)]
    ]
    yield FigureTable(
        "Calibration error", ["pairs", "all", "entity"], rows, "per cent; expected |confidence - share right|"
    )
    for kind in made:
        yield _reliability(report, kind)
    yield from _whole_texts(report)


def _by_threshold(report: BenchReport, kind: PairKind) -> Iterator[tuple[str, list[str]]]:
    groups = [("all", report.own(kind))] + [
        (r.group, r.own) for r in report.of(OURS, kind) if r.own and r.kind is not PairKind.PAIR
    ]
    for group, own in groups:
        if any(c.hits + c.missed for c in own.repairs):
            cells = [f"{percent(c.precision)}/{percent(c.recall)}" for c in own.repairs]
            yield f"{kind}: {group}", cells


def _reliability(report: BenchReport, kind: PairKind) -> FigureTable:
    own = report.own(kind)
    rows = [
        [
            name,
            f"{each.start:.1f}-{each.start + 0.1:.1f}",
            str(each.claims),
            percent(each.confidence),
            percent(each.right),
        ]
        for name, reliability in (("all", own.all), ("entity", own.entity))
        for each in bins(reliability)
    ]
    columns = ["differences", "confidence", "number", "mean confidence", "right"]
    return FigureTable(f"Reliability: {KINDS[kind]}", columns, rows, "per cent")


def _whole_texts(report: BenchReport) -> Iterator[FigureTable]:
    own = [(f"{r.kind}: {r.group}", r.own) for r in report.of(OURS, *PairKind) if r.own]
    misread = [(name, o.errors) for name, o in own if o.errors.words]
    if misread:
        rows = [[name, percent(e.before / e.words), percent(e.after / e.words), percent(e.left)] for name, e in misread]
        columns = ["pairs", "in the copy", "after repair", "of the errors, left"]
        yield FigureTable(
            "Word errors, default repair",
            columns,
            rows,
            "per cent of words, between white space, compared exactly; of tokens where a pair has its own gold",
        )
    revised = [(name, o.applied) for name, o in own if o.applied.whole]
    if revised:
        rows = [[name, str(a.whole), percent(a.value)] for name, a in revised]
        columns = ["pairs", "differences in words", "applied"]
        yield FigureTable("Revisions, default repair", columns, rows, "per cent; none of them should be")


def _speed(report: BenchReport) -> Iterator[FigureTable]:
    found = [[each.name, f"{_times(each.value)} {each.unit}".strip()] for each in headlines(report)]
    yield FigureTable("Speed in short", ["restore", "figure"], found, "processor time")
    sizes = list(dict.fromkeys(t.size for t in report.timings))
    names = list(dict.fromkeys(t.aligner for t in report.timings))
    columns = ["aligner", *map(_length, sizes)]
    timed = [[name, *(_time(report.timing(name, size)) for size in sizes)] for name in names]
    yield FigureTable(
        "Time of one pair",
        columns,
        timed,
        "processor time; restore: whole restoration, text to text; the others: bare alignment of tokens",
    )
    used = [[name, *(_memory(report.timing(name, size)) for size in sizes)] for name in names]
    yield FigureTable("Memory beyond the texts, at most", columns, used)
    compared = {(r.aligner, r.size): f"{'< ' if r.bound else ''}{_times(r.value)}" for r in ratios(report)}
    if compared:
        rows = [[name, *(compared.get((name, size), "–") for size in sizes)] for name in names if name != BASE]
        yield FigureTable(f"Time against {BASE}", columns, rows, "times as long; <: it ran into the time limit")
    grown = [
        [g.aligner, f"{g.start:,} to {g.end:,}", f"{g.time:.2f}", "–" if g.memory is None else f"{g.memory:.2f}"]
        for g in growths(report)
    ]
    if grown:
        yield FigureTable(
            "Growth", ["aligner", "tokens", "time", "memory"], grown, "1 is in step with the length, 10 is its square"
        )

    yield from _processes(report)


def _processes(report: BenchReport) -> Iterator[FigureTable]:
    """What whole processes take, the interpreter's start included."""
    taken = {(time.name, time.size): duration(time.seconds) for time in report.processes}
    sizes = sorted({time.size for time in report.processes if time.size})
    if sizes:
        names = dict.fromkeys(time.name for time in report.processes if time.size)
        rows = [[name, *(taken.get((name, size), "–") for size in sizes)] for name in names]
        yield FigureTable("Whole processes", ["program", *map(_length, sizes)], rows, "processor time, of text files")
    starts = [[time.name, duration(time.seconds)] for time in report.processes if not time.size]
    if starts:
        yield FigureTable("Start", ["process", "time"], starts, "processor time")
    if (batch := report.batch) is not None:
        each = (("restore batch", batch.batch), ("bare pool of opcodes", batch.bare))
        rows = [[name, duration(seconds / batch.pairs)] for name, seconds in each]
        busy = f"processor time of {batch.pairs:,} pairs; the batch kept {batch.busy:.1f} cores busy"
        yield FigureTable("Batch", ["process", "a pair"], rows, busy)


def _length(size: int) -> str:
    return "articles" if size == ARTICLE else f"{size:,} tokens"


def _times(value: float) -> str:
    return f"{value:.2f}" if value >= 0.095 else f"{value:.4f}"


def _time(timing: Timing | None) -> str:
    if timing is None:
        return "–"
    if timing.outcome is TimingEnd.TIME:
        return f"> {timing.seconds:g} s"
    return duration(timing.seconds) if timing.outcome is TimingEnd.DONE else timing.outcome.value


def _memory(timing: Timing | None) -> str:
    return megabytes(timing.memory) if timing and timing.outcome is TimingEnd.DONE else "–"


def lines(found: Iterable[FigureTable]) -> Iterator[str]:
    """Tables as text, columns in line; a column's name of several words stands in several lines."""
    for table in found:
        yield f"{table.title}" + (f"  ({table.note})" if table.note else "")
        yield from _aligned(table)
        yield ""


def _aligned(table: FigureTable) -> Iterator[str]:
    heads = [_wrapped(name, [row[at] for row in table.rows]) for at, name in enumerate(table.columns)]
    height = max(len(head) for head in heads)
    padded = [[""] * (height - len(head)) + head for head in heads]
    rows = [list(row) for row in zip(*padded, strict=True)] + [[visible(cell) for cell in row] for row in table.rows]
    widths = [max(len(row[at]) for row in rows) for at in range(len(table.columns))]
    words = [all(not c[:1].isdigit() for c in column[height:]) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.ljust(width) if at == 0 or text else cell.rjust(width)
            for at, (cell, width, text) in enumerate(zip(row, widths, words, strict=True))
        )
        yield "  " + "  ".join(cells).rstrip()


def _wrapped(name: str, cells: Sequence[str]) -> list[str]:
    """A column's name in as many lines as keep it about as narrow as its cells."""
    import textwrap

    widest = max((len(cell) for cell in cells), default=0)
    longest = max(map(len, name.split()))
    return textwrap.wrap(name, max(widest, longest)) or [""]
