"""Brings damaged texts back: aligns a copy with its source, types every difference, repairs what is sure.

>>> import restore
>>> source = "Emanuel spoke. The order lacked any detail about the funds. The mayor left town."
>>> copy = "Emanuel spoke. The order lacked any Emanuel about the funds. The mayor left Emanuel."
>>> [str(d.code) for d in restore.restore(copy, source=source).differences]
['replace:entity', 'replace:entity']
"""

from __future__ import annotations

from importlib import import_module

from restore.modules import watch

TYPE_CHECKING = False  # by its name type checkers know it; to import `typing` takes a tenth of `restore --help`
if TYPE_CHECKING:
    from typing import Any

    from restore.aligner.alignment import Alignment as Alignment
    from restore.differences import Cause as Cause
    from restore.differences import Code as Code
    from restore.differences import Decision as Decision
    from restore.differences import Difference as Difference
    from restore.differences import Explanation as Explanation
    from restore.differences import Op as Op
    from restore.differences import Selector as Selector
    from restore.differences import Share as Share
    from restore.differences import Span as Span
    from restore.errors import NotItsSource as NotItsSource
    from restore.errors import RestoreError as RestoreError
    from restore.repair import Plan as Plan
    from restore.repair import Policy as Policy
    from restore.repair import apply_plan as apply_plan
    from restore.restoration import Restoration as Restoration
    from restore.restoration import Summary as Summary
    from restore.restoration import align as align
    from restore.restoration import restore as restore

__version__ = "0.1.0"

_HOMES = {
    "Alignment": "restore.aligner.alignment",
    "Cause": "restore.differences",
    "Code": "restore.differences",
    "Decision": "restore.differences",
    "Difference": "restore.differences",
    "Explanation": "restore.differences",
    "NotItsSource": "restore.errors",
    "Op": "restore.differences",
    "Plan": "restore.repair",
    "Policy": "restore.repair",
    "Restoration": "restore.restoration",
    "RestoreError": "restore.errors",
    "Selector": "restore.differences",
    "Share": "restore.differences",
    "Span": "restore.differences",
    "Summary": "restore.restoration",
    "align": "restore.restoration",
    "apply_plan": "restore.repair",
    "restore": "restore.restoration",
}

watch()

__all__ = [*sorted(_HOMES)]  # noqa: PLE0604 - all of them are strings


if not TYPE_CHECKING:  # type checkers would take any name for one that is there

    def __getattr__(name: str) -> Any:
        """Import a public name on first use: `import restore` alone costs next to nothing."""
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module 'restore' has no attribute {name!r}")
        value = getattr(import_module(home), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """What completion offers: the names that are not there yet, too."""
    return sorted({*globals(), *__all__})
