"""What a run found, as values for programs: `report.json`, the same bytes for the same input and settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from restore.batch.folder import RunFolder
from restore.batch.journal import RunState
from restore.batch.tally import BINS, Tally
from restore.files import write_atomically

SCHEMA = "restore-report/1"
DECISIONS = ("apply", "keep", "review")


def write_report(folder: RunFolder, state: RunState) -> None:
    """Write `report.json`, `report.html` and, apart since it is never the same twice, the journal's `timings.html`."""
    from restore.batch.pages import report_page, timings_page
    from restore.formats.json import dumps

    values = report(state.tally)
    write_atomically(folder.work("report.json"), (dumps(values) + "\n").encode())
    write_atomically(folder.work("report.html"), report_page(values).encode())
    write_atomically(folder.work("timings.html"), timings_page(state.tally, state.seconds).encode())


def report(tally: Tally) -> dict[str, Any]:
    """The report as plain values."""
    counts = tally.counts
    restored = counts["restored"]
    return {
        "schema": SCHEMA,
        "records": {
            "read": tally.records,
            "restored": restored,
            "rejected": counts["rejected"],
            "left": counts["records left"],
            "untouched": counts["records untouched"],
        },
        "differences": {
            "applied": counts["apply"],
            "kept": counts["keep"],
            "review": counts["review"],
        },
        "characters": tally.characters,
        "fidelity": round(tally.fidelity / restored / 1_000_000, 6) if restored else None,
        "by_code": by_code(tally),
        "rejected": dict(sorted(tally.reasons.items())),
        "confidence": confidence(tally),
        "most_damaged": tally.damaged,
        "examples": examples(tally),
    }


def by_code(tally: Tally) -> dict[str, dict[str, int]]:
    """For each code how many differences were applied, kept and left; the most frequent code first."""
    table: dict[str, dict[str, int]] = {}
    for key, count in tally.by_code.items():
        code, _, decision = key.rpartition(" ")
        table.setdefault(code, dict.fromkeys(DECISIONS, 0))[decision] = count
    return dict(sorted(table.items(), key=lambda item: (-sum(item[1].values()), item[0])))


def confidence(tally: Tally) -> list[dict[str, Any]]:
    """For each bin of confidence the differences by decision, and, where the truth is known, how many were right."""
    bins = []
    for index in range(BINS):
        decided = {decision: tally.bins[f"{decision} {index}"] for decision in DECISIONS}
        total = sum(decided.values())
        expected = sum(tally.expected[f"{decision} {index}"] for decision in DECISIONS)
        judged = Counter({verdict: tally.judged[f"{index} {verdict}"] for verdict in ("right", "wrong")})
        bins.append(
            {
                "from": round(index / BINS, 2),
                "to": round((index + 1) / BINS, 2),
                **decided,
                "mean": round(expected / total / 10_000, 4) if total else None,
                "judged": judged.total(),
                "right": judged["right"],
            }
        )
    return bins


def calibration_error(bins: list[Mapping[str, Any]]) -> float | None:
    """The expected calibration error over the judged differences (Naeini, Cooper and Hauskrecht 2015)."""
    judged: int = sum(entry["judged"] for entry in bins)
    if not judged:
        return None
    gaps = (abs(entry["right"] - entry["mean"] * entry["judged"]) for entry in bins if entry["judged"])
    return round(float(sum(gaps)) / judged, 4)


def examples(tally: Tally) -> list[dict[str, Any]]:
    """Examples of each code and decision, without the key they were drawn by."""
    told = []
    for kind, kept in sorted(tally.examples.items()):
        code, _, decision = kind.rpartition(" ")
        told += [
            {"code": code, "decision": decision, **{name: value for name, value in one.items() if name != "key"}}
            for one in kept
        ]
    return told
