"""Writes what a run found: for programs, for people, and, apart since it is never the same twice, how long it took."""

from __future__ import annotations

from restore.batch.folder import RunFolder
from restore.batch.journal import RunState
from restore.batch.pages import report_page, timings_page
from restore.batch.report import report_of
from restore.files import write_atomically
from restore.formats.json import dumps


def write_report(folder: RunFolder, state: RunState) -> None:
    """Write `report.json`, `report.html` and the journal's `timings.html`."""
    report = report_of(state.tally)
    write_atomically(folder.work("report.json"), (dumps(report.to_json()) + "\n").encode())
    write_atomically(folder.work("report.html"), report_page(report).encode())
    write_atomically(folder.work("timings.html"), timings_page(state.tally, state.seconds).encode())
