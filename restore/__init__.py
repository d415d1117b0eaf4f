"""Brings damaged texts back: aligns a copy with its source, types every difference, repairs what is sure.

>>> import restore
>>> source = "Emanuel spoke. The order lacked any detail about the funds. The mayor left town."
>>> copy = "Emanuel spoke. The order lacked any Emanuel about the funds. The mayor left Emanuel."
>>> [str(d.code) for d in restore.restore(copy, source=source).differences]
['replace:entity', 'replace:entity']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from restore.aligner.alignment import Alignment as Alignment
    from restore.differences import Cause as Cause
    from restore.differences import Code as Code
    from restore.differences import Decision as Decision
    from restore.differences import Difference as Difference
    from restore.differences import Op as Op
    from restore.errors import RestoreError as RestoreError
    from restore.repair import Plan as Plan
    from restore.repair import Policy as Policy
    from restore.repair import apply_plan as apply_plan
    from restore.restoration import Restoration as Restoration
    from restore.restoration import restore as restore

__version__ = "0.1.0"

_HOMES = {
    "Alignment": "restore.aligner.alignment",
    "Cause": "restore.differences",
    "Code": "restore.differences",
    "Decision": "restore.differences",
    "Difference": "restore.differences",
    "Op": "restore.differences",
    "Plan": "restore.repair",
    "Policy": "restore.repair",
    "Restoration": "restore.restoration",
    "RestoreError": "restore.errors",
    "apply_plan": "restore.repair",
    "restore": "restore.restoration",
}

__all__ = ["align", *sorted(_HOMES)]  # noqa: PLE0604 - all of them are strings


def align(copy: str, *, source: str, copy_name: str = "copy", source_name: str = "source") -> Alignment:
    """Align two texts token by token: each token of both in exactly one block. The names are those of messages."""
    from restore.restoration import align as align_strings

    return align_strings(copy, source=source, copy_name=copy_name, source_name=source_name)


def __getattr__(name: str) -> Any:
    """Import a public name on first use: `import restore` alone costs next to nothing."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'restore' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value
