"""Golden texts for scrapers: is a received text faithful to its golden text, and if not, what exactly is wrong?

The golden text is the clean side, the received text the one that an extractor made: source and copy of the aligner
behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from restore.golden.case import Case as Case
    from restore.golden.compare import Report as Report
    from restore.golden.faithful import Faithful as Faithful
    from restore.golden.faithful import NotFaithful as NotFaithful
    from restore.golden.tolerance import Tolerance as Tolerance

_HOMES = {
    "Case": "restore.golden.case",
    "Faithful": "restore.golden.faithful",
    "NotFaithful": "restore.golden.faithful",
    "Report": "restore.golden.compare",
    "Tolerance": "restore.golden.tolerance",
}

__all__ = ["Case", "Faithful", "NotFaithful", "Report", "Tolerance"]


if not TYPE_CHECKING:  # type checkers would take any name for one that is there

    def __getattr__(name: str) -> Any:
        """Import a public name on first use, so that a test suite pays for the aligner when a check needs it."""
        from importlib import import_module

        if name not in _HOMES:
            raise AttributeError(f"module 'restore.golden' has no attribute {name!r}")
        return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """What completion offers: the names that are not there yet, too."""
    return sorted({*globals(), *__all__})
