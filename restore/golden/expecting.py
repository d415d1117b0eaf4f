"""What pytest says: of a run, whether it was asked for all tests; of a test, what is expected and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from restore.golden.record import CheckRecord, Status, Withheld

NARROWING = frozenset(
    {"collect_imported_tests", "norecursedirs", "python_classes", "python_files", "python_functions", "testpaths"}
)


def narrowed(config: Any) -> str:
    """How the command line leaves tests out; empty where it asks for no path but folders that hold all of them.

    Only where nothing is left out is what no test used unused.
    """
    for option, name in (("--ignore", "ignore"), ("--ignore-glob", "ignore_glob"), ("--lf", "lf")):
        if config.getoption(name, None):
            return f"{option} leaves tests out"
    for override in config.getoption("override_ini", None) or ():
        if override.partition("=")[0] in NARROWING:
            return f"-o {override} may leave tests out"
    if getattr(getattr(config, "args_source", None), "name", "ARGS") == "TESTPATHS":
        return ""
    paths = [Path(config.invocation_params.dir, argument) for argument in config.args if "::" not in argument]
    homes = [config.rootpath / name for name in config.getini("testpaths")] or [config.rootpath]
    whole = len(paths) == len(config.args) and all(any(home.is_relative_to(path) for path in paths) for home in homes)
    return "" if whole else "not all test folders were asked for"


def is_expected_to_fail(item: Any) -> bool:
    """Whether a test is marked `xfail`, under a condition that holds, or that only pytest can read."""
    if item is None or item.config.getoption("runxfail", False):
        return False
    for mark in item.iter_markers("xfail"):
        conditions = mark.args or [mark.kwargs[name] for name in ("condition",) if name in mark.kwargs]
        if not conditions or any(isinstance(one, str) or one for one in conditions):
            return True
    return False


def withheld(record: CheckRecord, report: Any) -> Withheld | None:
    """Why what a check asked for is not written, now that a part of its test is over."""
    if hasattr(report, "wasxfail"):
        return Withheld.EXPECTED
    if report.skipped:
        return Withheld.SKIPPED
    if report.failed and report.when != "teardown":
        return Withheld.FAILED if record.status is Status.ACCEPTED else None
    return Withheld.PASSED if report.when == "call" and report.passed and record.failed else None
