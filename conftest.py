"""The project's own plugin on its own tests, where it is not installed as one already; and no test measures time."""

from importlib.metadata import entry_points

from hypothesis import settings

from restore.modules import is_stale, runs_compiled

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
PLUGIN = "restore.pytest_plugin"
pytest_plugins = [] if any(point.value == PLUGIN for point in entry_points(group="pytest11")) else [PLUGIN]


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
