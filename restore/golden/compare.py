"""Compare a received text with its golden text: what differs, what of it is tolerated, and whether it is faithful."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from restore.differences import Op
from restore.golden.kinds import FindingKind, Severity
from restore.golden.known import Known
from restore.golden.shingles import Shingles, shingles
from restore.golden.tolerance import Tolerance

if TYPE_CHECKING:
    from restore.golden.findings import Finding
    from restore.golden.rules import BrokenRule, Rules, Scrubber


class Standing(StrEnum):
    """How a finding was judged."""

    FAILING = "failing"
    WARNED = "warned"
    BUDGETED = "budgeted"  # within its budget
    KNOWN = "known"  # in the list of known defects
    TOLERATED = "tolerated"


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding and how it was judged."""

    finding: Finding
    standing: Standing


@dataclass(frozen=True, slots=True)
class Checks:
    """What a comparison is held against."""

    tolerance: Tolerance = field(default_factory=Tolerance)
    rules: Rules | None = None
    scrubbers: Sequence[Scrubber] = ()
    known: Sequence[Known] = ()
    strict_known: bool = True
    beginning_only: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one comparison. `golden` is None where a case has rules alone."""

    name: str
    received: str
    golden: str | None
    judged: Sequence[Judged]
    breaches: Sequence[BrokenRule]
    clean: Sequence[Known]
    over_budget: Mapping[str, int]
    figures: Shingles | None

    @property
    def faithful(self) -> bool:
        """Whether nothing fails: no finding, no rule, no known defect that is gone and still listed."""
        return not self.failing and not self.breaches and not self.clean

    @property
    def findings(self) -> list[Finding]:
        """All findings, the tolerated ones among them."""
        return [judged.finding for judged in self.judged]

    @property
    def failing(self) -> list[Finding]:
        """The findings that fail."""
        return self.standing(Standing.FAILING)

    def standing(self, *standings: Standing) -> list[Finding]:
        """The findings that were judged so."""
        return [judged.finding for judged in self.judged if judged.standing in standings]

    def counts(self, *standings: Standing) -> dict[FindingKind, int]:
        """How many findings of each kind were judged so, the most frequent first."""
        return dict(Counter(finding.kind for finding in self.standing(*standings)).most_common())


def compare(
    received: str, golden: str | None, checks: Checks | None = None, *, name: str = "received", html: str | None = None
) -> Report:
    """Compare a received text with a golden one; `html` is the page, which tells what a block that came in was there.

    >>> report = compare("The rule does apply.", "The rule does not apply.")
    >>> report.faithful, [f.label for f in report.failing]
    (False, ['negation lost'])
    """
    checks = checks or Checks()
    breaches = checks.rules.breaches(received) if checks.rules else []
    if golden is None:
        return Report(name, received, None, (), breaches, (), {}, None)
    findings = _find(received, golden, checks, html)
    judged, over = _judge(findings, checks)
    seen = {finding.id for finding in findings}
    clean = [known for known in checks.known if known.id not in seen] if checks.strict_known else []
    return Report(name, received, golden, judged, breaches, clean, over, shingles(received, golden))


def _find(received: str, golden: str, checks: Checks, html: str | None) -> list[Finding]:
    """The findings that count; equal texts cost no alignment."""
    if received == golden:
        return []
    from restore.golden.findings import find
    from restore.golden.rules import Scrubbed

    findings = [_placed(finding, html) for finding in find(received, golden)]
    if checks.beginning_only:
        end = len(golden.rstrip())
        findings = [f for f in findings if f.golden.start < end]
    if checks.scrubbers:
        scrubbed = Scrubbed(received, golden, checks.scrubbers)
        findings = [f for f in findings if not scrubbed.covers(f)]
    return findings


def _placed(finding: Finding, html: str | None) -> Finding:
    """A block that came in, by the element of the page that it is from: captions are told from other blocks."""
    from restore.golden.page import element_of

    if html is None or finding.code.op is not Op.INSERT or finding.words < 3:
        return finding
    element = element_of(finding.received.text, html) or ""
    kind = FindingKind.CAPTION if element.startswith(("<figcaption", "<figure")) else finding.kind
    return replace(finding, element=element, kind=kind)


def _judge(findings: Iterable[Finding], checks: Checks) -> tuple[list[Judged], dict[str, int]]:
    """Known defects first, then levels, then budgets: one that is overdrawn covers nothing."""
    tolerance = checks.tolerance
    known = {one.id for one in checks.known}
    judged: list[Judged] = []
    spent: Counter[str] = Counter()
    for finding in findings:
        level = tolerance.level(finding.kind, finding.code)
        standing = _STANDINGS[level]
        if finding.id in known:
            standing = Standing.KNOWN
        elif level is Severity.FAIL and (name := tolerance.budget_name(finding.kind, finding.code)):
            spent[name] += 1
            standing = Standing.BUDGETED
        judged.append(Judged(finding, standing))
    over = {name: count for name, count in spent.items() if count > tolerance.budget[name]}
    return [_overdrawn(one, over, tolerance) for one in judged], over


_STANDINGS = {Severity.IGNORE: Standing.TOLERATED, Severity.WARN: Standing.WARNED, Severity.FAIL: Standing.FAILING}


def _overdrawn(judged: Judged, over: Mapping[str, int], tolerance: Tolerance) -> Judged:
    finding = judged.finding
    if judged.standing is Standing.BUDGETED and tolerance.budget_name(finding.kind, finding.code) in over:
        return Judged(finding, Standing.FAILING)
    return judged
