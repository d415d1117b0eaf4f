"""The pytest plugin: the `faithful` fixture, the `faithful_cases` marker, and `--faithful` to update golden texts.

Only pytest is imported here. A test suite that uses none of it pays for this one module; folders are listed while
tests are collected when the marker is used, and the aligner is loaded when a received text first differs from its
golden text.
"""

from __future__ import annotations

import os
import sys
import tempfile
import uuid
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from restore.golden.faithful import CaseInTest, Faithful
    from restore.golden.session import CheckSession

MARKER = "faithful_cases"
_STATE = pytest.StashKey["CheckSession"]()
_SHARDS = pytest.StashKey[str]()


@dataclass(slots=True)
class _TestTally:
    """What became of a run's tests: unless each got to its end, unused golden texts cannot be told."""

    collected: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)  # or failed as expected, and can name no golden text
    used: set[str] = field(default_factory=set)  # the golden folders that xdist's workers used
    left_out: str = ""  # the first reason why it does not have all tests

    def leave_out(self, why: str) -> None:
        self.left_out = self.left_out or why

    def why_not_whole(self, exitstatus: int) -> str:
        """Why this run cannot tell what is unused; empty when it can."""
        if self.left_out:
            return self.left_out
        if unfinished := len(self.collected - self.passed):
            return f"{unfinished} of {len(self.collected)} tests did not pass"
        return "" if exitstatus == pytest.ExitCode.OK else f"the run ended with {int(exitstatus)}"


_TALLY = pytest.StashKey[_TestTally]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, all under one name."""
    group = parser.getgroup("faithful", "golden texts")
    group.addoption(
        "--faithful",
        metavar="CATEGORIES",
        help="what to do with golden texts: report (default), create, typography, accept, known, review, prune; "
        "several with commas; refused where CI is set",
    )
    group.addoption(
        "--faithful-allow-regression",
        action="store_true",
        default=None,
        help="let lists of known defects grow, and accept over an overdrawn budget",
    )
    group.addoption("--faithful-report", metavar="FILE", help="write the HTML report of the run there")
    group.addoption("--faithful-root", metavar="DIR", help="folder of the golden folders (default: goldens)")
    group.addoption(
        "--faithful-profile", metavar="NAME", help="exact, typographic (default), words, or one of your own"
    )
    group.addoption(
        "--faithful-network", choices=("allow", "block"), help="network in tests against golden texts (default: block)"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker; refuse wrong categories before anything runs."""
    config.addinivalue_line(
        "markers", f'{MARKER}(folder): run the test once for each golden folder under it, as its argument "case"'
    )
    given = getattr(config, "workerinput", {})
    config.stash[_SHARDS] = given.get("faithful_shards") or os.path.join(
        tempfile.gettempdir(), f"faithful-{uuid.uuid4().hex}"
    )
    config.stash[_TALLY] = _TestTally()
    asked = config.getoption("--faithful") or config.getoption("--faithful-report")
    if asked or os.environ.get("FAITHFUL_UPDATE"):
        with _told_as(pytest.UsageError):
            _session(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the shards away, in the process that wrote what they ask for."""
    shards = config.stash.get(_SHARDS, "")
    if shards and not hasattr(config, "workerinput") and os.path.isdir(shards):
        import shutil

        shutil.rmtree(shards, ignore_errors=True)


def _session(config: pytest.Config) -> CheckSession:
    """The state of this process, made on first need. Raises RestoreError where the project's settings are wrong."""
    if _STATE not in config.stash:
        from restore.golden.session import CheckSession

        config.stash[_STATE] = CheckSession.of(config, config.stash[_SHARDS])
    return config.stash[_STATE]


@contextmanager
def _told_as(kind: Callable[[str], BaseException], prefix: str = "") -> Iterator[None]:
    """An error of this package in the way that pytest tells without a traceback at this place."""
    from restore.errors import RestoreError

    try:
        yield
    except RestoreError as error:
        raise kind(f"{prefix}{error}") from None


def _failed(message: str) -> BaseException:
    return pytest.fail.Exception(message, pytrace=False)


@pytest.fixture
def faithful(request: pytest.FixtureRequest) -> Faithful:
    """Check received texts against golden texts: `faithful(text, "site/slug")`."""
    with _told_as(_failed):
        return _session(request.config).faithful(request.node)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each golden folder under the marker's."""
    for mark in metafunc.definition.iter_markers(MARKER):
        if not mark.args or "case" not in metafunc.fixturenames:
            raise pytest.Collector.CollectError(
                f'{metafunc.definition.nodeid}: @pytest.mark.{MARKER}("goldens/site") needs a folder, '
                'and the test an argument "case"'
            )
        cases = _cases(metafunc, str(mark.args[0]))
        if not cases:
            raise pytest.Collector.CollectError(f"{metafunc.definition.nodeid}: no golden folders under {mark.args[0]}")
        metafunc.parametrize("case", cases, ids=[case.name for case in cases])


def _cases(metafunc: pytest.Metafunc, folder: str) -> Sequence[CaseInTest]:
    with _told_as(pytest.Collector.CollectError, f"{metafunc.definition.nodeid}: "):
        return _session(metafunc.config).cases(folder, metafunc.definition.path.parent)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """No network in tests against golden texts, and the test's name for what compares without the fixture."""
    if not _is_ours(item):
        return (yield)
    with _told_as(_failed):
        session = _session(item.config)
    session.current = item
    if session.settings.allow_network:
        return (yield)
    from restore.golden.network import blocked

    with blocked():
        return (yield)


def _is_ours(item: pytest.Item) -> bool:
    return "faithful" in getattr(item, "fixturenames", ()) or item.get_closest_marker(MARKER) is not None


def _may_name(item: pytest.Item) -> bool:
    """Whether a test can name golden texts besides those that the marker gives it, which are known without running."""
    return not isinstance(item, pytest.Function) or not {"faithful", "request"}.isdisjoint(item.fixturenames)


def pytest_assertrepr_compare(op: str, left: object, right: object) -> Sequence[str] | None:
    """The classified difference in place of two long strings."""
    if "restore.golden.faithful" not in sys.modules or op != "==":
        return None
    from restore.golden.faithful import Golden

    golden = next((side for side in (right, left) if isinstance(side, Golden)), None)
    return golden.failure.split("\n") if golden is not None and golden.failure else None


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """A run of some tests cannot say which golden texts are unused."""
    if items:
        items[0].config.stash[_TALLY].leave_out("tests were deselected")


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Nor can one in which a module was skipped, or could not be read."""
    report = yield
    if not report.passed:
        collector.config.stash[_TALLY].leave_out(f"{collector.nodeid} was not collected: {report.outcome}")
    return report


def pytest_collection_finish(session: pytest.Session) -> None:
    """Remember what has to pass."""
    session.config.stash[_TALLY].collected = {item.nodeid for item in session.items}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Nor one in which a test was skipped, or did not get to an end behind which it may have named more of them."""
    report = yield
    if (session := item.config.stash.get(_STATE, None)) is not None:
        session.conclude(item.nodeid, report)
    tally = item.config.stash[_TALLY]
    if report.skipped and (_may_name(item) or not hasattr(report, "wasxfail")):
        tally.leave_out(f"{item.nodeid} was skipped, or failed as expected")
    elif report.skipped or (report.passed and report.when == "call"):
        tally.passed.add(item.nodeid)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A worker says what it ran and used; the one process at the top writes."""
    config = session.config
    tally = config.stash[_TALLY]
    if hasattr(config, "workeroutput"):
        worker = config.stash.get(_STATE, None)
        used = worker.used if worker else ()
        config.workeroutput["faithful"] = {
            "collected": sorted(tally.collected), "passed": sorted(tally.passed), "left_out": tally.left_out,
            "used": sorted(map(str, used)),
        }  # fmt: skip
        return
    if _STATE not in config.stash and not os.path.isdir(config.stash[_SHARDS]):
        return
    with _told_as(pytest.UsageError):
        state = _session(config)
    done = state.finish(left_out=tally.why_not_whole(exitstatus), used=tally.used)
    if not done and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell an xdist worker where its shard goes."""
    node.workerinput["faithful_shards"] = node.config.stash[_SHARDS]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Hear from an xdist worker what it ran and used."""
    tally = node.config.stash[_TALLY]
    told = (getattr(node, "workeroutput", None) or {}).get("faithful")
    if error or told is None:
        tally.leave_out("a worker ended early")
        return
    for name in ("collected", "passed", "used"):
        getattr(tally, name).update(told[name])
    tally.leave_out(told["left_out"])


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """What was written, what is unused, where the report is; then the review, if it was asked for."""
    session = config.stash.get(_STATE, None)
    if session is None or not session.told:
        return
    terminalreporter.section("golden texts")
    for line in session.summary():
        terminalreporter.write_line(line)
    for line in _reviewed(session, config):
        terminalreporter.write_line(line)


def _reviewed(session: CheckSession, config: pytest.Config) -> Iterator[str]:
    """The review on this terminal, with pytest's capture out of the way."""
    if not session.wants_review:
        return
    capture = config.pluginmanager.getplugin("capturemanager")
    if capture is not None:
        capture.suspend_global_capture(in_=True)
    yield from session.review()
