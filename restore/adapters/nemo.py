"""NeMo Curator: a modifier of two fields, the damaged text and its source.

    Modify(RepairModifier(), input_fields=[["text", "source"]], output_fields="text")

The class is made when it is asked for, so that this module can be read where NeMo Curator is not installed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from restore.batch import Rejected, restore_records

if TYPE_CHECKING:
    from restore.repair import Policy

NAME = "RepairModifier"


@cache
def _modifier() -> Any:
    """The class. Raises ImportError without NeMo Curator."""
    from nemo_curator.stages.text.modifiers import DocumentModifier

    class RepairModifier(DocumentModifier):
        """Gives the field `copy` as repaired from the field `source`; as it came where it cannot be repaired."""

        def __init__(self, copy: str = "text", source: str = "source", policy: Policy | None = None) -> None:
            super().__init__()
            self.copy, self.source, self.policy = copy, source, policy

        def modify_document(self, **fields: Any) -> Any:
            """The repaired text of one document, whose fields are given by their names."""
            text = fields[self.copy]
            record = {"id": 0, "copy": text, "source": fields[self.source]}
            (outcome,) = restore_records([record], policy=self.policy)
            return text if isinstance(outcome, Rejected) else outcome.text

    RepairModifier.__module__, RepairModifier.__qualname__ = __name__, NAME  # where pickle looks for it
    return RepairModifier


def __getattr__(name: str) -> Any:
    """The class, on first use."""
    if name != NAME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _modifier()
