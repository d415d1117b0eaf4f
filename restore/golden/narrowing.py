"""Whether a run of pytest was asked for all tests, so that what none of them used is unused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

NARROWING = frozenset(
    {"collect_imported_tests", "norecursedirs", "python_classes", "python_files", "python_functions", "testpaths"}
)


def narrowed(config: Any) -> str:
    """How the command line leaves tests out; empty where it asks for no path but folders that hold all of them."""
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
