"""The object a test holds: call it with a received text and a case's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from restore.errors import RestoreError
from restore.golden.case import Case
from restore.golden.compare import Report
from restore.golden.options import Options, call_options
from restore.golden.run import CheckOutcome, CheckRun


class NotFaithful(AssertionError):  # noqa: N818 - what a reader of a test's output is told
    """A received text is not faithful to its golden text. `report` is None where there is no golden text."""

    __module__ = "builtins"  # tracebacks and summaries then show the bare name, as they do for pytest's own

    def __init__(self, message: str, report: Report | None = None) -> None:
        super().__init__(message)
        self.report = report


class Faithful:
    """Checks received texts against golden folders; hands each outcome to `keep`, each case that is named to `use`."""

    def __init__(
        self,
        run: CheckRun,
        *,
        test: str = "",
        keep: Callable[[CheckOutcome], None] = lambda _: None,
        use: Callable[[Case], None] = lambda _: None,
    ) -> None:
        self._run, self._test, self._keep, self._use = run, test, keep, use

    def __call__(self, received: str, case: str | Case | CaseInTest, **options: Any) -> Report | None:
        """Raise NotFaithful, naming every failing difference, unless the text is faithful to the golden one.

        Options are those of `case.toml`: profile, allow, warn, deny, budget, scrub, must, must_not, order,
        strict_known, beginning_only.
        """
        __tracebackhide__ = True
        try:
            outcome = self.check(received, case, call_options(**options))
        except RestoreError as error:
            raise error.with_traceback(None) from None
        if outcome.record.failed:
            raise NotFaithful(outcome.message, outcome.report)
        return outcome.report

    def check(self, received: str, case: str | Case | CaseInTest, options: Options | None = None) -> CheckOutcome:
        """Judge, hand the outcome on, and raise nothing."""
        used = self.case(case)
        if not isinstance(received, str):
            raise TypeError(f"faithful(…): the received text is {type(received).__name__}, not str")
        outcome = self._run.check(received, used, options or Options(), test=self._test)
        self._keep(outcome)
        return outcome

    def compare(self, received: str, case: str | Case | CaseInTest, **options: Any) -> Report:
        """The report alone: raises nothing for differences, and is neither written nor counted anywhere."""
        return self._run.compare(received, self.case(case), call_options(**options))

    def case(self, name: str | Case | CaseInTest) -> Case:
        """A golden folder, with its `html`, `url` and `golden`."""
        if not isinstance(name, str | Case | CaseInTest):
            raise TypeError(f"faithful(…): the case is {type(name).__name__}, not a name such as 'bbc/strike'")
        case = self._run.case(name) if isinstance(name, str) else name.case if isinstance(name, CaseInTest) else name
        self._use(case)
        return case

    def golden(self, case: str | Case | CaseInTest, **options: Any) -> Golden:
        """The golden text as a string that equals every text that is faithful to it."""
        return Golden.of(self, self.case(case), call_options(**options))

    @property
    def root(self) -> Path:
        """Where the golden folders are."""
        return self._run.settings.root


class Golden(str):  # noqa: SLOT000 - an ordinary string with a memory
    """A golden text that is equal, in `==`, to every text that is faithful to it."""

    _faithful: Faithful
    _case: Case
    _options: Options
    failure: str = ""

    @classmethod
    def of(cls, faithful: Faithful, case: Case, options: Options) -> Golden:
        """The golden text of a case; empty where there is none yet."""
        golden = cls(case.golden or "")
        golden._faithful, golden._case, golden._options = faithful, case, options
        return golden

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, str) or isinstance(other, Golden):
            return str.__eq__(self, other) is True
        outcome = self._faithful.check(other, self._case, self._options)
        self.failure = outcome.message
        return not outcome.record.failed

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__


class CaseInTest:
    """A golden folder as a test sees it: `golden` equals every text that is faithful to it."""

    def __init__(self, case: Case, checker: Callable[[], Faithful]) -> None:
        self.case, self._checker = case, checker

    @property
    def golden(self) -> Golden:
        """The golden text."""
        return self._checker().golden(self.case)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.case, name)

    def __repr__(self) -> str:
        return f"<case {self.case.name}>"
