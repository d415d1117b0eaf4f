"""Review failures in the application: what a person keeps of the received text goes into the golden text.

The failures become a folder that `restore review` opens. There the received text is the copy and the golden text its
source: to keep the copy's words is to accept them into the golden text, to apply the repair is to say that the golden
text is right.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from restore.differences import Difference
from restore.errors import UsageError
from restore.golden.again import under_its_profile
from restore.golden.case import Case
from restore.golden.compare import Checks, Report, Standing, compare
from restore.golden.findings import Finding
from restore.golden.record import CheckRecord, Status
from restore.golden.run import CheckRun, reviewed
from restore.golden.updates import CaseUpdate, by_folder
from restore.hints import several
from restore.wire import of_difference

LINES = "review.jsonl"
SESSION = "review.session"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A failure that a person is to look at, compared anew with the golden text as it is now."""

    case: Case
    report: Report
    checks: Checks
    verbatim: bool = False
    html: str | None = None  # the page


@dataclass(frozen=True, slots=True)
class Doubts:
    """The failures to look at, and those that no look can take in, each with the reason."""

    doubts: list[Doubt]
    left_out: list[CaseUpdate]


def doubts_of(records: Iterable[CheckRecord], run: CheckRun) -> Doubts:
    """The failures that have differences to look at, compared anew: a golden text may have changed meanwhile."""
    found = Doubts([], [])
    for of_case in by_folder(records):
        unfaithful = [one for one in of_case if one.status in {Status.UNFAITHFUL, Status.REFUSED}]
        failed = [one for one in unfaithful if one.withheld is None]
        doubt = _doubt(failed[-1], run) if failed else None
        if doubt is None:
            continue
        if why := _unacceptable(doubt, of_case):
            found.left_out.append(CaseUpdate(doubt.case.name, f"not reviewed: {why}", done=False))
        else:
            found.doubts.append(doubt)
    return found


def _doubt(record: CheckRecord, run: CheckRun) -> Doubt | None:
    """A failure as it is now, held against what its test asked for; None where no difference fails any more."""
    case, run = Case(Path(record.root), record.case), under_its_profile(record, run)
    if case.golden is None:
        return None
    checks = run.checks(case, record.options)
    report = run.compare(record.received, case, record.options)
    if not report.failing:
        return None
    html = case.html if case.page_path else None
    return Doubt(case, report, checks, verbatim=run.is_verbatim(case, record.options), html=html)


def _unacceptable(doubt: Doubt, of_case: Sequence[CheckRecord]) -> str:
    """Why a received text cannot become the golden text, whatever a person says of its differences."""
    if doubt.report.breaches:
        return f"{doubt.report.breaches[0]}; what breaks a rule is not accepted"
    if any(record.is_meant and record.received != doubt.report.received for record in of_case):
        return "two tests received different texts for it"
    return ""


def write_folder(doubts: Sequence[Doubt], folder: Path) -> Path:
    """The folder that the review opens; what an earlier review left in it is gone."""
    from restore.files import write_atomically

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = "".join(json.dumps(_line(doubt), ensure_ascii=True) + "\n" for doubt in doubts)
    write_atomically(folder / LINES, lines.encode())
    return folder


def _line(doubt: Doubt) -> dict[str, object]:
    report = doubt.report
    shown = report.standing(Standing.FAILING, Standing.WARNED, Standing.BUDGETED)
    ordered = sorted(_apart(shown), key=lambda f: (f.received.start, f.received.end))
    return {
        "id": report.name,
        "copy": report.received,
        "source": report.golden,
        "differences": [_difference(finding) for finding in ordered],
    }


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """Findings whose places in the received text do not overlap, the shorter ones first."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: f.received.end - f.received.start):
        span = finding.received
        if not any(span.start < other.received.end and other.received.start < span.end for other in kept):
            kept.append(finding)
    return kept


def _difference(finding: Finding) -> dict[str, Any]:
    """A finding in schema restore/1, under its own id, left to a person."""
    found = finding.difference
    return of_difference(
        Difference(
            finding.id,
            finding.code,
            finding.received,
            finding.golden,
            found.replacement if found else finding.golden.text,
            finding.confidence,
            f"{finding.label}; to keep the received words is to accept them into the golden text",
            target=found.target if found else None,
        )
    )


def open_app(folder: Path) -> int:
    """Run `restore review` on the folder, on this terminal, or at a prompt where there is no terminal."""
    plain = [] if sys.stdin.isatty() and sys.stdout.isatty() else ["--plain"]
    command = [sys.executable, "-m", "restore", "review", str(folder), *plain]
    return subprocess.call(command)  # noqa: S603 - our own program


def review(doubts: Sequence[Doubt], folder: Path, *, app: Callable[[Path], int] | None = None) -> list[CaseUpdate]:
    """Open the application on the failures; afterwards write what was accepted into the golden folders.

    Raises:
        UsageError: the application could not start.
    """
    write_folder(doubts, folder)
    code = (app or open_app)(folder)
    if not (folder / SESSION).exists():
        raise UsageError(f"restore review ended with {code} and left no decisions; run: restore review {folder}")
    accepted = accepted_ids(folder)
    return [done for doubt in doubts if (done := _take_in(doubt, accepted.get(doubt.report.name, set())))]


def accepted_ids(folder: Path) -> dict[str, set[str]]:
    """The ids of the differences that a person kept as they were received, by case."""
    from restore.differences import Decision
    from restore.session.opening import open_batch

    opened = open_batch(str(folder), read_only=True)
    found: dict[str, set[str]] = {}
    try:
        for document in opened.origin.documents():
            opened.session.add([document])
            kept = (d.id for d in opened.session.resolved(document) if d.decision is Decision.KEEP)
            found[document.id] = set(kept)
    finally:
        opened.session.close()
    return found


def _take_in(doubt: Doubt, ids: set[str]) -> CaseUpdate | None:
    from restore.errors import RestoreError
    from restore.golden.accept import accept
    from restore.golden.layout import write_golden, write_meta

    name = doubt.report.name
    if not ids:
        return None
    if doubt.case.golden != doubt.report.golden:
        return CaseUpdate(name, "golden.txt changed during the review; nothing written, review it again", done=False)
    golden = accept(doubt.report, ids, doubt.checks, verbatim=doubt.verbatim, html=doubt.html)
    if golden is None:
        why = "what was accepted is entangled with what was not; edit golden.txt by hand"
        return CaseUpdate(name, f"not written: {why}", done=False)
    left = len(compare(doubt.report.received, golden, doubt.checks, html=doubt.html).failing)
    try:
        write_golden(doubt.case, golden)
        write_meta(doubt.case, reviewed())
    except RestoreError as error:
        return CaseUpdate(name, f"not written: {error}", done=False)
    taken = f"golden.txt written, {several(len(ids), 'difference')} taken in"
    return CaseUpdate(name, taken + (f", {left} still fail" if left else ""))
