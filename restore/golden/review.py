"""Review failures in the application: what a person keeps of the received text goes into the golden text.

The failures become a folder that `restore review` opens. There the received text is the copy and the golden text its
source: to keep the copy's words is to accept them into the golden text, to apply the repair is to say that the golden
text is right.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from restore.differences import Difference
from restore.errors import RestoreError
from restore.golden.again import under_its_profile
from restore.golden.case import Case, shown
from restore.golden.compare import Checks, Report, Standing, compare
from restore.golden.findings import Finding
from restore.golden.layout import write_golden, write_meta
from restore.golden.record import CheckRecord, Status
from restore.golden.run import CheckRun, reviewed
from restore.golden.updates import CaseUpdate, by_folder
from restore.hints import several
from restore.session.ruling import LEFT, Answer
from restore.wire import of_difference

if TYPE_CHECKING:
    from restore.session.session import Session

LINES = "review.jsonl"
SESSION = "review.session"
_ENDS = frozenset({0, 1})  # exit codes of a review that a person left: nothing is left to decide, or something is


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
    """The folder that the review opens; what was decided in it before stays, for the failures that are still there."""
    from restore.files import write_atomically

    folder.mkdir(parents=True, exist_ok=True)
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
    command = [sys.executable, "-m", "restore", "review", str(folder), "--carry", "--quiet", *plain]
    return subprocess.call(command)  # noqa: S603 - our own program


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of a review: what was written or not, which cases still fail, and how much of them nobody decided."""

    updates: list[CaseUpdate]
    unfaithful: list[str]
    undecided: int

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is left to go on with."""
        return not self.undecided and all(one.done for one in self.updates)

    def what_is_left(self, folder: Path, command: str) -> str:
        """What is kept, where, and the command that goes on with it; empty where nothing is."""
        if self.is_over:
            return ""
        left = f"{several(self.undecided, 'difference')} undecided" if self.undecided else "not all could be written"
        return f"review: {left}; kept in {shown(folder)}; go on with: {command}"


def review(doubts: Sequence[Doubt], folder: Path, *, app: Callable[[Path], int] | None = None) -> Reviewed:
    """Open the application on the failures; afterwards write what was accepted into the golden folders.

    The folder is gone when all was decided and written; until then the next review goes on in it.

    Raises:
        RestoreError: the application did not start, or was ended; nothing is written then.
    """
    write_folder(doubts, folder)
    code = (app or open_app)(folder)
    if code not in _ENDS or not (folder / SESSION).exists():
        raise RestoreError(
            f"restore review ended with {code}, and nothing was written; what was decided stays in {folder}"
        )
    rulings = _rulings(folder)
    taken = [_take_in(doubt, rulings.get(doubt.report.name, CaseRuling())) for doubt in doubts]
    done = Reviewed(
        [update for one in taken for update in one.updates],
        [name for one in taken for name in one.unfaithful],
        sum(one.undecided for one in taken),
    )
    if done.is_over:
        _take_away(folder)
    return done


@dataclass(frozen=True, slots=True)
class CaseRuling:
    """What a person said of a case: the differences kept as they were received, and own words in place of others."""

    kept: frozenset[str] = frozenset()
    written: Mapping[str, str] = field(default_factory=dict)
    undecided: int = 0

    @property
    def taken(self) -> str:
        """What of it is in the golden text, in words."""
        many = [(len(self.kept), "taken in"), (len(self.written), "in words of your own")]
        said = (f"{several(count, 'difference')} {how}" for count, how in many if count)
        return ", ".join(["golden.txt written", *said])


def _rulings(folder: Path) -> dict[str, CaseRuling]:
    """What was said of each case."""
    from restore.session.opening import open_batch

    opened = open_batch(str(folder), read_only=True)
    try:
        session = opened.load()
        of_case: dict[str, list[int]] = {document.id: [] for document in session.documents}
        for index, item in enumerate(session.items):
            of_case[item.document.id].append(index)
        return {name: _ruling(session, indices) for name, indices in of_case.items()}
    finally:
        opened.session.close()


def _ruling(session: Session, indices: Sequence[int]) -> CaseRuling:
    said = {session.items[index].difference.id: session.ruling(index) for index in indices}
    return CaseRuling(
        frozenset(name for name, ruling in said.items() if ruling.answer is Answer.KEEP),
        {
            name: ruling.replacement
            for name, ruling in said.items()
            if ruling.answer is Answer.APPLY and ruling.replacement is not None
        },
        sum(session.state(index) in LEFT for index in indices),
    )


def _take_in(doubt: Doubt, ruling: CaseRuling) -> Reviewed:
    from restore.golden.accept import accept

    name = doubt.report.name
    if not ruling.kept and not ruling.written:
        return Reviewed([], [name], ruling.undecided)
    try:
        if doubt.case.golden != doubt.report.golden:
            return _not_written(name, "golden.txt changed during the review; review it again")
        golden = accept(
            doubt.report, ruling.kept, doubt.checks, verbatim=doubt.verbatim, written=ruling.written, html=doubt.html
        )
        if golden is None:
            return _not_written(name, "what was accepted is entangled with what was not; edit golden.txt by hand")
        write_golden(doubt.case, golden)
        write_meta(doubt.case, reviewed())
    except RestoreError as error:
        return _not_written(name, str(error), unwritable=True)
    left = len(compare(doubt.report.received, golden, doubt.checks, html=doubt.html).failing)
    update = CaseUpdate(name, ruling.taken + (f", {left} still fail" if left else ""))
    return Reviewed([update], [name], ruling.undecided) if left else Reviewed([update], [], 0)


def _not_written(name: str, why: str, *, unwritable: bool = False) -> Reviewed:
    update = CaseUpdate(name, f"not written: {why}", done=False, unwritable=unwritable)
    return Reviewed([update], [name], 0)


def _take_away(folder: Path) -> None:
    """What a review needs; a text that a person wrote there stays."""
    for name in (LINES, SESSION):
        (folder / name).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
