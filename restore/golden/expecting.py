"""What pytest says of a test: whether it is expected to fail, and what became of it."""

from __future__ import annotations

from typing import Any

from restore.golden.record import CheckRecord, Status, Withheld


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
