"""The project's own plugin on its own tests, where it is not installed as one already."""

from importlib.metadata import entry_points

PLUGIN = "restore.pytest_plugin"
pytest_plugins = [] if any(point.value == PLUGIN for point in entry_points(group="pytest11")) else [PLUGIN]
