"""The project's own plugin on its own tests, where it is not installed as one already; and no test measures time."""

import signal
from collections.abc import Iterator
from importlib.metadata import entry_points

import pytest
from hypothesis import settings

from restore.modules import is_stale, runs_compiled

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
PLUGIN = "restore.pytest_plugin"
pytest_plugins = [] if any(point.value == PLUGIN for point in entry_points(group="pytest11")) else [PLUGIN]


@pytest.fixture
def heard() -> Iterator[None]:
    """Ctrl-C is heard, also by what is started, where a shell runs all this behind it, in which nothing hears it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def pytest_report_header() -> str:
    """Which code is tested."""
    how = (
        "compiled"
        if runs_compiled()
        else "as they are, changed since they were compiled"
        if is_stale()
        else "as they are"
    )
    return f"restore: modules run {how}"
