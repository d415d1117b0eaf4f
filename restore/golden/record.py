"""What is kept of a check: enough for the report, the update and the review, in one JSON line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from restore.errors import InputError
from restore.golden.options import NOTHING, Options
from restore.golden.shingles import Shingles

if TYPE_CHECKING:
    from restore.golden.case import Case
    from restore.golden.compare import Report, Standing
    from restore.golden.findings import Finding

LAST = "last.jsonl"  # in pytest's cache, the records of the last run
ROWS = 500  # findings kept of one check; the rest is counted
AROUND = 60  # characters of golden text on either side of a finding


class Status(StrEnum):
    """How a check ended."""

    FAITHFUL = "faithful"
    UNFAITHFUL = "not faithful"
    MISSING = "no golden text"
    UNCHECKED = "not checked"  # nothing was received, or a file of the golden folder is wrong
    PENDING = "golden text waits for review"
    ACCEPTED = "accepted"
    REFUSED = "not accepted"


class Withheld(StrEnum):
    """Why a text that is not faithful is nobody's new golden text: what became of its test says so."""

    EXPECTED = "its test is expected to fail"
    PASSED = "its test passed although it is not faithful"
    SKIPPED = "its test was skipped"
    FAILED = "its test failed all the same"


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as the report shows it."""

    id: str
    kind: str
    label: str
    code: str
    standing: str
    line: int
    column: int
    words: int
    confidence: float
    before: str
    golden: str
    received: str
    after: str
    element: str = ""
    evidence: str = ""  # why judging takes the difference for what it is, in its words


@dataclass(frozen=True, slots=True)
class Update:
    """What is to be written into a golden folder when all tests are done; None leaves a file alone."""

    category: str
    golden: str | None = None
    pending: str | None = None
    known: str | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    differences: int = 0


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """One check of one case by one test: with `options` of its own, under the `profile` of its run."""

    test: str
    case: str
    root: str
    status: Status
    headline: str
    received: str
    golden: str | None = None
    url: str = ""
    rows: Sequence[FindingRow] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: Sequence[str] = ()
    figures: Shingles | None = None
    update: Update | None = None
    options: Options = NOTHING
    profile: str = ""
    withheld: Withheld | None = None

    @property
    def is_meant(self) -> bool:
        """Whether its test wants the golden text to be what it received, or to stay what it is."""
        return self.withheld in {None, Withheld.FAILED}

    @property
    def failed(self) -> bool:
        """Whether the test that made it fails."""
        return self.status not in {Status.FAITHFUL, Status.ACCEPTED}

    def withhold(self, why: Withheld) -> CheckRecord:
        """The same, and nothing of it is written."""
        if self.status is not Status.ACCEPTED:
            return replace(self, update=None, withheld=why)
        problems = [*self.problems, f"not accepted: {why}"]
        return replace(self, status=Status.REFUSED, update=None, problems=problems, withheld=why)

    @classmethod
    def unchecked(cls, case: Case, why: str, *, test: str = "") -> CheckRecord:
        """Of a case that could not be checked: nothing was received, or a file of its golden folder is wrong."""
        from restore.golden.case import url_of

        headline, url = f"{case.name}: {why}", url_of(case)
        return cls(test, case.name, str(case.root), Status.UNCHECKED, headline, "", url=url, problems=[why])

    def line(self) -> str:
        """The record as a JSON line."""
        return json.dumps(asdict(self), ensure_ascii=True)

    @classmethod
    def parse(cls, line: str) -> CheckRecord:
        """A record from its line. Raises ValueError, KeyError, TypeError or AttributeError where that is none."""
        fields = json.loads(line)
        if not all(isinstance(fields[name], str) for name in ("test", "case", "root", "headline", "received")):
            raise TypeError("texts are missing")
        fields["status"] = Status(fields["status"])
        fields["rows"] = tuple(FindingRow(**row) for row in fields["rows"])
        if fields["figures"]:
            fields["figures"] = Shingles(**fields["figures"])
        if fields["update"]:
            fields["update"] = Update(**fields["update"])
        fields["options"] = Options(**fields["options"])
        fields["withheld"] = fields["withheld"] and Withheld(fields["withheld"])
        return cls(**fields)


def rows_of(report: Report) -> tuple[list[FindingRow], dict[str, int]]:
    """The findings that a person may want to see, one by one, and counts of those that are merely tolerated."""
    from restore.golden.compare import Standing

    rows: list[FindingRow] = []
    counts: dict[str, int] = {}
    for judged in report.judged:
        if judged.standing is Standing.TOLERATED or len(rows) >= ROWS:
            counts[judged.finding.kind.value] = counts.get(judged.finding.kind.value, 0) + 1
            continue
        rows.append(_row(report, judged.finding, judged.standing))
    return rows, counts


def _row(report: Report, finding: Finding, standing: Standing) -> FindingRow:
    golden = report.golden or ""
    start, end = finding.golden.start, finding.golden.end
    return FindingRow(
        finding.id, finding.kind.value, finding.label, str(finding.code), standing.value, finding.line, finding.column,
        finding.words, finding.confidence,
        _near(golden[:start], last=True), finding.golden.text, finding.received.text, _near(golden[end:], last=False),
        finding.element, finding.difference.evidence if finding.difference else "",
    )  # fmt: skip


def _near(text: str, *, last: bool) -> str:
    """The words of one paragraph that stand nearest to a finding, none of them cut in two."""
    if last:
        line = text[-AROUND - 1 :].rsplit("\n", maxsplit=1)[-1]
        return line if len(line) <= AROUND else "… " + line.partition(" ")[2]
    line = text[: AROUND + 1].split("\n", maxsplit=1)[0]
    return line if len(line) <= AROUND else line.rpartition(" ")[0] + " …"


def read_records(paths: Iterable[Path]) -> list[CheckRecord]:
    """The records of shards; the last one of each test and case counts, since a test may have been run again.

    Raises:
        InputError: a line was cut off, or is one of another version.
    """
    found: dict[tuple[str, str], CheckRecord] = {}
    for path in sorted(paths):
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            try:
                record = CheckRecord.parse(line.decode("ascii"))
            except (ValueError, KeyError, TypeError, AttributeError):
                raise InputError(
                    f"{path}: line {number} is damaged, or of another version of restore; run pytest again"
                ) from None
            found.pop((record.test, record.case), None)
            found[record.test, record.case] = record
    return list(found.values())
