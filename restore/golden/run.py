"""A run of checks over golden folders: judge each received text, and say what is to be written.

Checks may come from several processes. Each appends its records to a shard of its own; one process reads all shards
in the end and is the only one that writes golden folders.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from restore.errors import UsageError
from restore.golden.case import Case, find_cases, shown
from restore.golden.categories import Category, Ways
from restore.golden.compare import Checks, Report, Standing, compare
from restore.golden.contents import has_words, strange_in
from restore.golden.kinds import TYPOGRAPHY
from restore.golden.known import Known
from restore.golden.layout import lay_out
from restore.golden.options import NOTHING, GoldenSettings, Options, make_checks
from restore.golden.record import CheckRecord, Status, Update, rows_of


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What a check gave: its report (None without a golden text), its record, and the reason when it failed."""

    report: Report | None
    record: CheckRecord
    message: str = ""


@dataclass(frozen=True, slots=True)
class CheckRun:
    """Settings, what may be written, and the ways to ask for that, where there are any."""

    settings: GoldenSettings
    categories: frozenset[Category] = frozenset()
    ways: Ways | None = None

    def case(self, name: str) -> Case:
        """The case of a name under the root."""
        return Case.named(self.settings.root, name)

    def checks(self, case: Case, options: Options) -> Checks:
        """What this case is held against: the project's options, the case's, the call's."""
        return make_checks((self.settings.options, case.meta.options, options), self.settings.profiles, case.known)

    def check_options(self, options: Options) -> None:
        """Raise UsageError for what is wrong with the project's options, or the call's."""
        make_checks((self.settings.options, options), self.settings.profiles)

    def compare(self, received: str, case: Case, options: Options) -> Report:
        """Compare without judging the case: raises when there is nothing to compare with."""
        golden = case.golden
        if golden is None and not self._rules_alone(case, options):
            raise UsageError(self._lacking(case) + self._way("; make one: ", Category.CREATE))
        return compare(received, golden, self.checks(case, options), name=case.name, html=_html(case))

    def _lacking(self, case: Case) -> str:
        """That a case has no golden text, and which case may be meant where there is no such folder."""
        from restore.hints import did_you_mean

        said = f"{case.name}: no golden text in {shown(case.folder)}"
        if case.exists or not case.root.is_dir():
            return said
        names = [one.name for one in find_cases(case.root)]
        return said + did_you_mean(case.name, names, otherwise="", parts="/").rstrip("; ")

    def check(self, received: str, case: Case, options: Options = NOTHING, *, test: str = "") -> CheckOutcome:
        """Compare and judge; nothing is written here."""
        if case.golden is None and not self._rules_alone(case, options):
            return self._without_golden(received, case, options, test)
        report = self.compare(received, case, options)
        checks = self.checks(case, options)
        status, update, refused = self._judge(report, case, checks, options)
        update = update or self._gone(report, case)
        told = replace(report, clean=()) if update and update.known is not None else report
        rows, counts = rows_of(report)
        record = CheckRecord(
            test, case.name, str(case.root), status, _headline(told), received, report.golden, case.url, rows, counts,
            [
                *map(str, report.breaches), *(f"unexpectedly clean: {one.line()}" for one in told.clean),
                *([f"not accepted: {refused}"] if refused else []),
            ],
            report.figures, update, options.plain(), self.settings.options.profile or "",
        )  # fmt: skip
        return CheckOutcome(report, record, self._message(told, case, options, refused) if record.failed else "")

    def _rules_alone(self, case: Case, options: Options) -> bool:
        """Whether a case has no golden text but rules to hold."""
        if case.pending is not None:
            return False
        layers = (case.meta.options, options)
        return any(list(one.must) or list(one.must_not) for one in layers)

    def _judge(self, report: Report, case: Case, checks: Checks, options: Options) -> tuple[Status, Update | None, str]:
        """How the case stands, what is to be written, and why what was asked for cannot be."""
        if report.faithful:
            return Status.FAITHFUL, self._retyped(report, case, options), ""
        if report.breaches:
            reason = "what breaks a rule is not accepted; change the rule, or what breaks it" if self.categories else ""
            return Status.UNFAITHFUL, None, reason
        if Category.ACCEPT in self.categories:
            return self._accepted(report, case, checks, options)
        if Category.KNOWN in self.categories:
            return self._known(report, case)
        return Status.UNFAITHFUL, None, ""

    def _accepted(
        self, report: Report, case: Case, checks: Checks, options: Options
    ) -> tuple[Status, Update | None, str]:
        if report.clean and Category.KNOWN not in self.categories:
            return (
                Status.REFUSED,
                None,
                f"known defects that are gone are taken off the list with {self._option(Category.KNOWN)}",
            )
        if report.over_budget and not self.settings.allow_regression:
            over = ", ".join(report.over_budget)
            return Status.REFUSED, None, f"the budget of {over} is overdrawn; allow it with {self._regression}"
        golden, refused = self._taken_in(report, case, checks, options)
        if refused:
            return Status.REFUSED, None, refused
        known = _known_text(case, without={one.id for one in report.clean}) if report.clean else None
        update = Update("accept", golden=golden, known=known, meta=reviewed(), differences=len(report.failing))
        return Status.ACCEPTED, update, ""

    def _taken_in(self, report: Report, case: Case, checks: Checks, options: Options) -> tuple[str | None, str]:
        """The golden text with all that fails taken in, and why that cannot be one."""
        from restore.golden.accept import accept

        ids = {finding.id for finding in report.failing}
        golden = accept(report, ids, checks, verbatim=self.is_verbatim(case, options), html=_html(case))
        if golden is None:
            return None, "its differences are entangled with known defects; edit golden.txt by hand"
        if not has_words(golden):
            return None, "no word would be left in golden.txt; see what the extractor gave"
        if strange := strange_in(golden):
            return None, f"golden.txt would have {strange}; see what the extractor gave"
        return golden, ""

    def _known(self, report: Report, case: Case) -> tuple[Status, Update | None, str]:
        """Take off the list what is gone; put on it what fails, if growing is allowed."""
        if report.failing and not self.settings.allow_regression:
            reason = f"a list of known defects only grows with {self._regression}"
            return Status.REFUSED, None, reason
        new = [Known.of(finding) for finding in report.failing]
        text = _known_text(case, without={one.id for one in report.clean}, new=new)
        return Status.ACCEPTED, Update("known", known=text, differences=len(new) + len(report.clean)), ""

    def _gone(self, report: Report, case: Case) -> Update | None:
        """The list of known defects without those that are gone, where nothing else can be written."""
        if Category.KNOWN not in self.categories or not report.clean:
            return None
        text = _known_text(case, without={one.id for one in report.clean})
        return Update("known", known=text, differences=len(report.clean))

    def _retyped(self, report: Report, case: Case, options: Options) -> Update | None:
        """The golden text in the received text's typography, when nothing else differs."""
        findings = report.standing(Standing.TOLERATED, Standing.WARNED)
        if Category.TYPOGRAPHY not in self.categories or not findings or len(findings) != len(report.judged):
            return None
        if any(finding.kind not in TYPOGRAPHY for finding in findings):
            return None
        from restore.golden.accept import accept

        ids = {finding.id for finding in findings}
        golden = accept(
            report, ids, self.checks(case, options), verbatim=self.is_verbatim(case, options), html=_html(case)
        )
        if golden is None or golden == report.golden or strange_in(golden):
            return None
        return Update("typography", golden=golden, differences=len(ids))

    def _without_golden(self, received: str, case: Case, options: Options, test: str) -> CheckOutcome:
        """A case with no golden text yet: one may be made, which waits until a person has looked at it."""
        pending = case.pending
        laid = received if self.is_verbatim(case, options) else lay_out(received)
        waits = f"{shown(case.folder)}/golden.txt.pending"
        accept = self._way(", or accept it: ", Category.ACCEPT, case=case.name) if pending in {None, laid} else ""
        update, status = None, Status.PENDING
        if pending is not None and Category.ACCEPT in self.categories and pending == laid:
            status, update = Status.ACCEPTED, Update("accept", golden=laid, meta=reviewed())
            headline = f"{case.name}: the pending golden text was accepted"
        elif pending is not None:
            same = "is what was received" if pending == laid else "is not what was received"
            headline = f"{case.name}: no golden text yet: {waits} {same}; read it, then rename it to golden.txt{accept}"
        elif Category.CREATE in self.categories and not _lack_of(laid):
            origin = {} if case.meta.provenance.get("origin") else {"origin": "generated"}
            update = Update("create", pending=laid, meta=origin)
            headline = (
                f"{case.name}: no golden text yet: written to {waits}; read it against the page, then rename it to "
                f"golden.txt{accept}"
            )
        else:
            status = Status.MISSING
            lack = _lack_of(laid)
            headline = self._lacking(case) + (f"; {lack}" if lack else self._way("; make one: ", Category.CREATE))
        record = CheckRecord(
            test, case.name, str(case.root), status, headline, received, pending, case.url, update=update,
            options=options.plain(), profile=self.settings.options.profile or "",
        )  # fmt: skip
        return CheckOutcome(None, record, headline if record.failed else "")

    def is_verbatim(self, case: Case, options: Options) -> bool:
        """Whether the golden text must be the received one to the last space."""
        layers = (options, case.meta.options, self.settings.options)
        return next((layer.profile for layer in layers if layer.profile), "") == "exact"

    def _message(self, report: Report, case: Case, options: Options, refused: str) -> str:
        from restore.golden.message import explain

        more = [f"  not accepted: {refused}"] if refused else []
        if self.ways is not None and case.updatable and not report.breaches:  # which nothing accepts
            more += [f"  {line}" for line in self._commands(self.ways, report, case, options, refused)]
        return explain(report, more=more)

    def _commands(self, ways: Ways, report: Report, case: Case, options: Options, refused: str) -> Iterator[str]:
        """What to type next, each of which does what it says."""
        gone = bool(report.clean) and Category.KNOWN not in self.categories
        regression = bool(report.over_budget) and not self.settings.allow_regression
        if not report.failing:
            yield f"known: {ways.command(Category.KNOWN, case=case.name)}"
            return
        yield f"review: {ways.command(Category.REVIEW)}"
        is_vain = bool(refused) and Category.ACCEPT in self.categories and not (gone or regression)
        if not is_vain and not self._is_none(report, case, options):
            categories = (Category.ACCEPT, Category.KNOWN) if report.clean else (Category.ACCEPT,)
            yield f"accept: {ways.command(*categories, case=case.name, regression=bool(report.over_budget))}"

    def _is_none(self, report: Report, case: Case, options: Options) -> bool:
        """Whether no golden text may come of what was received, or none without what is known beside it."""
        may_be = bool(case.known or _lack_of(report.received))
        return may_be and bool(self._taken_in(report, case, self.checks(case, options), options)[1])

    def _way(self, said: str, category: Category, *, case: str = "") -> str:
        """How to ask for a category, in words; nothing where there is no way."""
        return said + self.ways.command(category, case=case) if self.ways else ""

    def _option(self, category: Category) -> str:
        return self.ways.option(category) if self.ways else category

    @property
    def _regression(self) -> str:
        return self.ways.regression if self.ways else "a regression allowed"


def _lack_of(received: str) -> str:
    """Why no golden text can be made of a text; empty where one can be."""
    strange = "no word to make one of" if not has_words(received) else strange_in(received)
    return strange and f"what was received has {strange}"


def reviewed() -> dict[str, str]:
    """The provenance of a golden text that a person accepted, now."""
    import getpass
    from datetime import UTC, datetime

    try:
        person = os.environ.get("FAITHFUL_REVIEWER") or getpass.getuser()
    except (OSError, KeyError):
        person = ""
    return {"origin": "reviewed", "reviewed_by": person, "reviewed_at": datetime.now(UTC).date().isoformat()}


def _known_text(case: Case, *, without: set[str], new: Sequence[Known] = ()) -> str:
    from restore.golden.known import known_text

    return known_text([*(one for one in case.known if one.id not in without), *new])


def _headline(report: Report) -> str:
    from restore.golden.message import headline

    return headline(report)


def _html(case: Case) -> str | None:
    return case.html if case.page_path else None
