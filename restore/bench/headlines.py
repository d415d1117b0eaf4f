"""The few figures that say how fast this project is: each beside what it is compared with, all of one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from restore.bench.accuracy import OURS
from restore.bench.longtext import ARTICLE, PAGE
from restore.bench.processes import ALIGN, HELP, PYTHON
from restore.bench.processes import OURS as REPAIR
from restore.bench.report import BenchReport, growth_between
from restore.bench.speed import BASE, Timing, TimingEnd

LONG = 100_000  # tokens: where whole processes are compared, since starting one no longer counts
GROWN_FROM = 10_000  # tokens: what is done once for a text no longer counts, either
WHOLE_PEER = "dwdiff"


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure, and what it is a figure of."""

    name: str
    value: float
    unit: str = ""


def headlines(report: BenchReport) -> Iterator[Headline]:
    """Those that were measured."""
    for size, name in ((ARTICLE, "articles"), (PAGE, f"pages of {PAGE:,} tokens")):
        ours, base = _done(report, OURS, size), _done(report, BASE, size)
        if ours and base and base.seconds:
            yield Headline(f"{name}: whole restoration, times {BASE}", ours.seconds / base.seconds)
    seconds = {(time.name, time.size): time.seconds for time in report.processes}
    if (WHOLE_PEER, LONG) in seconds and (REPAIR, LONG) in seconds:
        times = seconds[REPAIR, LONG] / seconds[WHOLE_PEER, LONG]
        yield Headline(f"{LONG:,} tokens: whole process, times {WHOLE_PEER}", times)
    yield from _grown(report)
    if report.batch and report.batch.bare > 0:
        yield Headline("batch, times a bare pool", report.batch.batch / report.batch.bare)
    if (ALIGN, 0) in seconds:
        yield Headline(ALIGN, 1000 * seconds[ALIGN, 0], "ms")
    if (HELP, 0) in seconds:
        yield Headline(f"{HELP}, over the interpreter alone", 1000 * (seconds[HELP, 0] - seconds[PYTHON, 0]), "ms")


def _grown(report: BenchReport) -> Iterator[Headline]:
    start = _done(report, OURS, GROWN_FROM)
    longest = [t for t in report.timings if t.aligner == OURS and t.outcome is TimingEnd.DONE and t.size > GROWN_FROM]
    if start and longest:
        end = longest[-1]
        growth = growth_between(start, end)
        yield Headline(f"growth from {start.size:,} to {end.size:,} tokens, times linear", growth.time)
        yield Headline(f"memory at {end.size:,} tokens, for each", end.memory / end.tokens, "bytes")


def _done(report: BenchReport, aligner: str, size: int) -> Timing | None:
    timing = report.timing(aligner, size)
    return timing if timing and timing.outcome is TimingEnd.DONE else None
