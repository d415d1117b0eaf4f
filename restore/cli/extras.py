"""What the package does without until somebody asks for it: the extras, as its own metadata lists them."""

from __future__ import annotations

import re

PACKAGE = "restore-text"


def extra_with(module: str) -> str | None:
    """The first extra that brings a module; None of a module that is no extra's, or where nothing is installed.

    >>> extra_with("no_such_module")
    """
    from importlib.metadata import PackageNotFoundError, requires

    try:
        requirements = requires(PACKAGE) or []
    except PackageNotFoundError:  # run from its folder
        return None
    for requirement in requirements:
        found = re.match(r"([\w.-]+).*;.*\bextra == ['\"]([\w-]+)['\"]", requirement)
        if found and _alike(found[1]) == _alike(module.partition(".")[0]):
            return found[2]
    return None


def _alike(name: str) -> str:
    """The index takes these marks for one."""
    return re.sub(r"[-_.]+", "-", name).lower()
