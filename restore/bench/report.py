"""A whole run: what it was measured on, with what, and what came out; and its JSON."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise, starmap
from typing import Any

from restore import __version__
from restore.bench.accuracy import OURS, Result, total
from restore.bench.batching import BatchTime
from restore.bench.corpus import CorpusFile
from restore.bench.documents import Data, PairKind
from restore.bench.family_figures import to_json
from restore.bench.figures import FIGURES, calibration
from restore.bench.longtext import ARTICLE
from restore.bench.outcomes import FamilyOutcome
from restore.bench.own import THRESHOLDS, Own, bins
from restore.bench.processes import ProcessTime
from restore.bench.speed import BASE, Timing, TimingEnd
from restore.damage.measures import Reliability
from restore.modules import runs_compiled

SCHEMA = "restore-bench/1"


@dataclass(frozen=True, slots=True)
class Aligner:
    """One that was asked, or would have been; `version` is None when it isn't installed."""

    name: str
    version: str | None
    limit: int | None


@dataclass(frozen=True, slots=True)
class BenchReport:
    """All that a run found. `data` is None when no pairs were asked of every aligner; `files` are all that was read."""

    aligners: Sequence[Aligner]
    data: Data | None = None
    results: Sequence[Result] = ()
    timings: Sequence[Timing] = ()
    families: Sequence[FamilyOutcome] = ()
    files: Sequence[CorpusFile] = ()
    processes: Sequence[ProcessTime] = ()
    batch: BatchTime | None = None

    def of(self, aligner: str, *kinds: PairKind) -> list[Result]:
        """The results of one aligner on these kinds of pairs."""
        return [r for r in self.results if r.aligner == aligner and r.kind in kinds]

    def kinds(self) -> list[PairKind]:
        """The kinds of pairs there are, in order."""
        return [kind for kind in PairKind if self.of(OURS, kind)]

    def own(self, *kinds: PairKind) -> Own:
        """This project's own measures on these kinds."""
        return total(self.of(OURS, *kinds)).own or Own()

    def timing(self, aligner: str, size: int) -> Timing | None:
        """How one aligner did at one length; None if it wasn't asked."""
        return next((t for t in self.timings if (t.aligner, t.size) == (aligner, size)), None)


@dataclass(frozen=True, slots=True)
class Growth:
    """How cost grew from one length to ten times that, as a multiple of growing in step with it (1 is linear)."""

    aligner: str
    start: int
    end: int
    time: float
    memory: float | None


def growths(report: BenchReport) -> Iterator[Growth]:
    """Of each aligner, between neighbouring lengths that it finished."""
    done = [t for t in report.timings if t.outcome is TimingEnd.DONE and t.size != ARTICLE]
    for name in dict.fromkeys(t.aligner for t in done):
        yield from starmap(growth_between, pairwise(t for t in done if t.aligner == name))


def growth_between(one: Timing, other: Timing) -> Growth:
    """How cost grew from one length to another; of memory that a process takes for no reason of its own, nothing."""
    longer = other.tokens / one.tokens
    memory = other.memory / one.memory / longer if one.memory > 1_000_000 else None
    return Growth(one.aligner, one.size, other.size, other.seconds / max(one.seconds, 1e-9) / longer, memory)


@dataclass(frozen=True, slots=True)
class Ratio:
    """Seconds of an aligner over those of BASE at one length; `bound` when BASE ran into its limit: it is less."""

    aligner: str
    size: int
    value: float
    bound: bool


def ratios(report: BenchReport) -> Iterator[Ratio]:
    """For each timing that can be compared."""
    limit = next((t for t in report.timings if t.aligner == BASE and t.outcome is TimingEnd.TIME), None)
    for timing in report.timings:
        base = report.timing(BASE, timing.size) or (limit if limit and timing.size > limit.size else None)
        if timing.outcome is TimingEnd.DONE and base and base.seconds and timing.aligner != BASE:
            yield Ratio(timing.aligner, timing.size, timing.seconds / base.seconds, base.outcome is TimingEnd.TIME)


def document(report: BenchReport) -> dict[str, Any]:
    """The report as JSON. Shares are 0 to 1, seconds and bytes plain numbers, null where nothing could be measured."""
    return {
        "schema": SCHEMA,
        "restore": __version__,
        "compiled": runs_compiled(),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "aligners": [asdict(aligner) for aligner in report.aligners],
        "data": {
            "sha256": report.data.digest,
            "pairs": len(report.data.documents),
            "texts": [asdict(source) for source in report.data.sources],
        }
        if report.data
        else None,
        "files": [asdict(file) for file in report.files],
        "families": [to_json(outcome) for outcome in report.families],
        "accuracy": [_accuracy(result) for result in report.results],
        "repairs": {kind.value: _own(report.own(kind)) for kind in report.kinds()},
        "speed": [asdict(timing) | {"outcome": timing.outcome.value} for timing in report.timings],
        "speed_ratio": [asdict(ratio) for ratio in ratios(report)],
        "growth": [asdict(growth) for growth in growths(report)],
        "processes": [asdict(time) for time in report.processes],
        "batch": asdict(report.batch) if report.batch else None,
    }


def _accuracy(result: Result) -> dict[str, Any]:
    figures = {figure.key: _rounded(figure.of(result)) for figure in FIGURES}
    place = {"aligner": result.aligner, "kind": result.kind.value, "group": result.group}
    return place | {"pairs": result.documents} | figures | {"flagged": [_rounded(f1) for f1 in result.flagged]}


def _own(own: Own) -> dict[str, Any]:
    return {
        "by_threshold": [
            {"threshold": threshold, "precision": _rounded(counts.precision), "coverage": _rounded(counts.recall)}
            for threshold, counts in zip(THRESHOLDS, own.repairs, strict=True)
        ]
        if any(counts.hits + counts.missed for counts in own.repairs)
        else None,
        "calibration": {"all": _reliability(own.all), "entity": _reliability(own.entity)},
        "word_errors": asdict(own.errors) if own.errors.words else None,
        "content_applied": asdict(own.applied) if own.applied.whole else None,
        "texts_changed": asdict(own.changed) if own.changed.whole else None,
    }


def _reliability(reliability: Reliability) -> dict[str, Any]:
    return {"error": _rounded(calibration(reliability)), "bins": [asdict(each) for each in bins(reliability)]}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def machine() -> str:
    """What it ran on, in a few words."""
    core = "compiled" if runs_compiled() else "pure Python"
    return f"Python {platform.python_version()}, {sys.platform} {platform.machine()}, core {core}"
