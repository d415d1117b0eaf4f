"""A run in which nothing may be skipped: `pytest -p tests.unskipped` fails where a test was, and says which.

`make test-all` installs what the tests need, so that a skipped test is one that nobody runs anywhere.
"""

import os
import sys

import pytest

# What no installing helps against, as the reasons say it.
ALLOWED = [
    *(["everything may be read by the superuser"] if os.geteuid() == 0 else []),
    *(["dolma is not installed"] if sys.version_info >= (3, 13) else []),  # its last wheels are for 3.12
    *(["could not import 'nemo_curator'"] if sys.version_info >= (3, 14) else []),  # it wants 3.13 at most
]


class Unskipped:
    """Skipped tests, as the process that hears of all of them hears of them."""

    def __init__(self):
        self.reasons = {}

    def pytest_runtest_logreport(self, report):
        self._heard(report)

    def pytest_collectreport(self, report):
        self._heard(report)

    def _heard(self, report):
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            if not any(allowed in reason for allowed in ALLOWED):
                self.reasons[report.nodeid] = reason

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session):
        if self.reasons and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        for node, reason in self.reasons.items():
            terminalreporter.write_line(f"SKIPPED, which nothing may be here: {node}: {reason}", red=True)


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Unskipped())
