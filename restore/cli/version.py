"""What `restore --version` says: which version, and whether its parts are compiled."""

from __future__ import annotations

import platform
from collections.abc import Iterator

from restore.cli.extras import PACKAGE

SLOWER = "pure Python gives the same answers, more slowly"
COMPILE = f"where a C compiler is: pip install --force-reinstall --no-deps --no-cache-dir {PACKAGE}"

AGAIN = "make test compiles them anew"


def lines() -> Iterator[str]:
    """One line; where a part is not compiled a second one, which says what to do."""
    from restore import __version__
    from restore.modules import is_stale

    python = f"{platform.python_implementation()} {platform.python_version()}"
    pure = pure_parts()
    build = f"pure Python: {', '.join(pure)}" if pure else "compiled"
    yield f"restore {__version__} ({build}; {python}, {platform.system()} {platform.machine()})\n"
    if is_stale():
        yield f"sources were changed since they were compiled, and run as they are; {AGAIN}\n"
    elif pure:
        yield f"{SLOWER}; {COMPILE}\n"


def pure_parts() -> list[str]:
    """The parts that no compiler was there for."""
    from restore import compiled
    from restore.modules import runs_compiled

    parts = (
        ("reading", compiled.READING),
        ("aligning", runs_compiled()),
        ("judging", runs_compiled()),
    )
    return [part for part, there in parts if not there]
