"""The gate: floors under what was measured once, on data that a digest names. Accuracy and calibration, never time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from restore.bench.accuracy import OURS, Result, measure, total
from restore.bench.documents import MADE, Data, PairKind, Request, gather, repository, shipped
from restore.bench.explained import ExplainedTally
from restore.bench.figures import BY_KEY, calibration
from restore.bench.own import THRESHOLDS, Own
from restore.bench.real import NEGATIVE, negative_pairs, real_pairs
from restore.bench.report import BenchReport
from restore.bench.shown import SHOWN, shown_pairs
from restore.encodings import decode
from restore.errors import InputError, StaleError, UsageError
from restore.files import parse_json, read_bytes, write_atomically
from restore.repair import THRESHOLD

SCHEMA = "restore-gate/1"
SLACK = 0.002  # what other versions of Python and numpy may make of the same texts
_ARTICLES = 5  # of the repository's; a gate that takes a minute is a gate that is run
_GROUP_FIGURES = ("all_f1", "entity_f1", "entity_words_f1", "flagged_mean")
_KIND_FIGURES = (
    "alignment_f1",
    "entity_precision",
    "entity_whole_f1",
    "flagged_worst",
    "revised_entity",
    "revised_undone",
)
_REAL_FIGURES = ("all_f1", "entity_f1", "entity_whole_f1")


@dataclass(frozen=True, slots=True)
class Bound:
    """One pinned figure: at least the value, or at most where less is better."""

    name: str
    value: float
    rising: bool

    def holds(self, measured: float) -> bool:
        """Whether a measured value is on the right side."""
        return measured >= self.value - SLACK if self.rising else measured <= self.value + SLACK


@dataclass(frozen=True, slots=True)
class Pinned:
    """What the file holds: bounds by name, and the digest of the data they were measured on."""

    data: str
    bounds: Mapping[str, Bound]


@dataclass(frozen=True, slots=True)
class Breach:
    """A bound and the value that broke it; None where it wasn't measured at all."""

    bound: Bound
    measured: float | None


def default_path() -> Path:
    """Where the repository keeps its floors."""
    return repository() / "benchmarks" / "gate.json"


def gate_data() -> Data:
    """The pairs the gate measures: each recipe on a few articles of the repository, and its pairs: real, honest, shown.

    Raises:
        InputError: this is an installed package without its repository.
    """
    shipped()
    parts = (gather(Request(limit=_ARTICLES)), real_pairs(), negative_pairs(), shown_pairs())
    return Data([d for part in parts for d in part.documents], [s for part in parts for s in part.sources])


def measured(data: Data) -> dict[str, Bound]:
    """Every pinned figure as it is now."""
    report = BenchReport((), data, measure(data.documents, ()))
    return {bound.name: bound for bound in _bounds(report)}


def _bounds(report: BenchReport) -> Iterator[Bound]:
    for result in report.of(OURS, *MADE):
        for key in _GROUP_FIGURES:
            value = BY_KEY[key].of(result)
            if value is not None:
                yield _bound(f"{result.kind}/{result.group}/{key}", value, rising=BY_KEY[key].rising)
    for kind in MADE:
        if report.of(OURS, kind):
            yield from _of_kind(report, kind)
    for result in report.of(OURS, *(kind for kind in PairKind if kind not in MADE)):
        yield from _of_real(result)
    yield from _of_explanations(report.own(*PairKind).explained)


def _of_explanations(tally: ExplainedTally) -> Iterator[Bound]:
    """By explanation, over all pairs: how often it is named where it is true, and what default repair does there."""
    for explanation, explained in tally.items():
        place = f"explained/{explanation}"
        if explained.named.whole:
            yield _bound(f"{place}/named", explained.named.value, rising=True)
        if explained.repaired.whole:
            yield _bound(f"{place}/repaired", explained.repaired.value, rising=True)
        if explained.undone.whole:
            yield _bound(f"{place}/undone", explained.undone.part, rising=False)


def _of_real(result: Result) -> Iterator[Bound]:
    """The figures of a group of real pairs: exact spans where they are known, and what a repair by default does.

    The real pairs are few, and each stands for a kind of its own. What goes wrong is counted, so that one more shows:
    in a share it would be lost in the slack.
    """
    place = result.group if result.group in {NEGATIVE, SHOWN} else f"real/{result.group}"
    for key in _REAL_FIGURES if result.kind is PairKind.PAIR else ():
        value = BY_KEY[key].of(result)
        if value is not None:
            yield _bound(f"{place}/{key}", value, rising=True)
    for name, count in _wrong(result, result.own or Own()):
        yield _bound(f"{place}/{name}", count, rising=False)


def _wrong(result: Result, own: Own) -> Iterator[tuple[str, int]]:
    """What goes wrong in a group of real pairs, by name; of its kind, what can."""
    if result.kind is PairKind.PAIR:
        entities, repairs = result.score.entity_spans, own.repairs[THRESHOLDS.index(THRESHOLD)]
        yield "entities_missed", entities.missed
        yield "entities_made_up", entities.extra
        yield "repairs_wrong", repairs.extra
    if result.honest.whole:
        yield "words_called_entity", result.honest.part
    if result.undone.whole and result.kind is not PairKind.MISREAD:
        yield "edited_words_undone", result.undone.part
    if own.errors.before:
        yield "errors_left", own.errors.after
    if own.changed.whole:
        yield "texts_changed", own.changed.part
    if own.unlike.whole:
        yield "texts_unlike", own.unlike.part


def _of_kind(report: BenchReport, kind: PairKind) -> Iterator[Bound]:
    result, own = total(report.of(OURS, kind)), report.own(kind)
    for key in _KIND_FIGURES:
        value = BY_KEY[key].of(result)
        if value is not None:
            yield _bound(f"{kind}/{key}", value, rising=BY_KEY[key].rising)
    repairs = own.repairs[THRESHOLDS.index(THRESHOLD)]
    yield _bound(f"{kind}/repair_precision", repairs.precision, rising=True)
    yield _bound(f"{kind}/repair_coverage", repairs.recall, rising=True)
    for name, reliability in (("all", own.all), ("entity", own.entity)):
        error = calibration(reliability)
        if error is not None:
            yield _bound(f"{kind}/calibration_error_{name}", error, rising=False)


def _bound(name: str, value: float, *, rising: bool) -> Bound:
    return Bound(name, round(value, 4), rising)


def breaches(pinned: Pinned, now: Mapping[str, Bound]) -> list[Breach]:
    """The bounds that don't hold."""
    found = []
    for name, bound in pinned.bounds.items():
        value = now[name].value if name in now else None
        if value is None or not bound.holds(value):
            found.append(Breach(bound, value))
    return found


def check_data(pinned: Pinned, data: Data, path: Path) -> None:
    """Raise StaleError when the floors belong to other data: they say nothing about these."""
    if pinned.data != data.digest:
        raise StaleError(
            f"{path}: its floors were measured on other data (SHA-256 {pinned.data[:12]}, now {data.digest[:12]}): an "
            "article, a recipe or the tokeniser changed; check that it was meant, then restore bench --update-gate"
        )


def read(path: Path) -> Pinned:
    """The pinned bounds.

    Raises:
        InputError: the file is missing or no gate.
    """
    try:
        return _pinned(parse_json(decode(read_bytes(path), name=str(path))))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(f"{path}: no gate of schema {SCHEMA}; write one with restore bench --update-gate") from None


def _pinned(value: Any) -> Pinned:
    if value["schema"] != SCHEMA:
        raise ValueError(value["schema"])
    bounds = [
        Bound(str(name), float(pinned), rising)
        for key, rising in (("floors", True), ("ceilings", False))
        for name, pinned in value[key].items()
    ]
    return Pinned(str(value["data_sha256"]), {bound.name: bound for bound in bounds})


def write(path: Path, data: Data, now: Mapping[str, Bound]) -> None:
    """Pin the bounds anew."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "data_sha256": data.digest,
        "pairs": len(data.documents),
        "floors": {b.name: b.value for b in now.values() if b.rising},
        "ceilings": {b.name: b.value for b in now.values() if not b.rising},
    }
    write_atomically(path, (json.dumps(document, indent=1) + "\n").encode("utf-8"))


def refuse_lower(found: Sequence[Breach]) -> None:
    """Raise UsageError for bounds that would be loosened."""
    if found:
        names = ", ".join(breach.bound.name for breach in found[:3]) + (" and others" if len(found) > 3 else "")
        raise UsageError(
            f"{len(found)} of the floors would be lowered: {names}; --allow-regression does it, if it is meant"
        )


def told(breach: Breach) -> str:
    """One breach in a line."""
    side = "at least" if breach.bound.rising else "at most"
    value = "not measured" if breach.measured is None else f"{breach.measured:.4f}"
    return f"{breach.bound.name}: {value}, pinned {side} {breach.bound.value:.4f}"
