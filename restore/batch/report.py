"""What a run found, as a value, and as `report.json`: the same bytes for the same input and settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from restore.batch.counts import Decided, Totals
from restore.batch.picked import PickedDifference, WorstRecord
from restore.batch.records import Reason
from restore.batch.tally import BINS, Tally
from restore.differences import Decision
from restore.values import dataclass

SCHEMA = "restore-report/1"


@dataclass(frozen=True, slots=True)
class CodeRow:
    """What became of the differences of one code."""

    code: str
    decided: Decided


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """How many records were rejected for one reason."""

    reason: Reason
    records: int


@dataclass(frozen=True, slots=True)
class ConfidenceRow:
    """The differences with a confidence from `least` up to `below`.

    `mean` is their mean confidence, None of none; `right` of the `judged`, whose truth is known, were right.
    """

    least: float
    below: float
    decided: Decided
    mean: float | None
    judged: int
    right: int


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """A difference as an example of its code and decision."""

    code: str
    decision: Decision
    picked: PickedDifference


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run found. `fidelity` is the share of words that agreed before repair; None where nothing was restored."""

    totals: Totals
    characters: int
    fidelity: float | None
    codes: Sequence[CodeRow]
    rejected: Sequence[ReasonRow]
    confidence: Sequence[ConfidenceRow]
    most_damaged: Sequence[WorstRecord]
    examples: Sequence[ExampleRow]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        totals, differences = self.totals, self.totals.differences
        return {
            "schema": SCHEMA,
            "records": {
                "read": totals.read,
                "restored": totals.restored,
                "rejected": totals.rejected,
                "left": totals.left,
                "untouched": totals.untouched,
            },
            "differences": {"applied": differences.apply, "kept": differences.keep, "review": differences.review},
            "characters": self.characters,
            "fidelity": self.fidelity,
            "by_code": {row.code: row.decided.to_json() for row in self.codes},
            "rejected": {row.reason.value: row.records for row in self.rejected},
            "confidence": [_of_confidence(row) for row in self.confidence],
            "most_damaged": [one.to_json() for one in self.most_damaged],
            "examples": [_of_example(row) for row in self.examples],
        }


def _of_confidence(row: ConfidenceRow) -> dict[str, Any]:
    return {
        "from": row.least, "to": row.below, **row.decided.to_json(), "mean": row.mean, "judged": row.judged,
        "right": row.right,
    }  # fmt: skip


def _of_example(row: ExampleRow) -> dict[str, Any]:
    values = row.picked.to_json()
    del values["key"]
    return {"code": row.code, "decision": row.decision.value, **values}


def report_of(tally: Tally) -> RunReport:
    """The report of what was counted."""
    totals = tally.totals
    return RunReport(
        totals,
        tally.characters,
        round(tally.fidelity / totals.restored / 1_000_000, 6) if totals.restored else None,
        _codes(tally),
        [ReasonRow(Reason(name), count) for name, count in sorted(tally.reasons.items())],
        [_confidence(tally, index) for index in range(BINS)],
        tally.damaged,
        list(_examples(tally)),
    )


def _codes(tally: Tally) -> list[CodeRow]:
    """The most frequent code first."""
    table: dict[str, dict[str, int]] = {}
    for key, count in tally.by_code.items():
        code, _, decision = key.rpartition(" ")
        table.setdefault(code, {})[decision] = count
    rows = [CodeRow(code, Decided.of(decided)) for code, decided in table.items()]
    return sorted(rows, key=lambda row: (-row.decided.total, row.code))


def _confidence(tally: Tally, index: int) -> ConfidenceRow:
    decided = Decided.of({decision: tally.bins[f"{decision} {index}"] for decision in Decision})
    expected = sum(tally.expected[f"{decision} {index}"] for decision in Decision)
    right, wrong = (tally.judged[f"{index} {verdict}"] for verdict in ("right", "wrong"))
    return ConfidenceRow(
        round(index / BINS, 2),
        round((index + 1) / BINS, 2),
        decided,
        round(expected / decided.total / 10_000, 4) if decided.total else None,
        right + wrong,
        right,
    )


def _examples(tally: Tally) -> Iterator[ExampleRow]:
    for kind, kept in sorted(tally.examples.items()):
        code, _, decision = kind.rpartition(" ")
        for one in kept:
            yield ExampleRow(code, Decision(decision), one)


def calibration_error(rows: Iterable[ConfidenceRow]) -> float | None:
    """The expected calibration error over the judged differences (Naeini, Cooper and Hauskrecht 2015)."""
    judged = [row for row in rows if row.judged]
    gaps = (abs(row.right - (row.mean or 0.0) * row.judged) for row in judged)
    return round(sum(gaps) / sum(row.judged for row in judged), 4) if judged else None
