"""datatrove: a step that repairs each document from the source in its metadata.

    pipeline = [JsonlReader("in"), RepairStep(), JsonlWriter("out")]

The class is made when it is asked for, so that this module can be read where datatrove is not installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from restore.batch import Rejected, restore_records

if TYPE_CHECKING:
    from restore.repair import Policy

NAME = "RepairStep"
WRITTEN = ("restore_fidelity", "restore_repairs", "restore_error", "restore_message")


@cache
def _step() -> Any:
    """The class. Raises ImportError without datatrove."""
    from datatrove.pipeline.base import PipelineStep

    class RepairStep(PipelineStep):
        """Repairs `document.text` from `document.metadata[source]`.

        What was found of each is written into its metadata: `restore_fidelity`, the share of tokens that agreed, and
        `restore_repairs`, how many repairs were made. A document that cannot be repaired goes through as it came, with
        `restore_error` and `restore_message`. Counted in datatrove's stats: `repaired`, `repairs`, and each error.
        """

        name = "restore"
        type = "🩹 - REPAIR"

        def __init__(self, source: str = "source", policy: Policy | None = None) -> None:
            super().__init__()
            self.source, self.policy = source, policy

        def run(self, data: Iterable[Any] | None, rank: int = 0, world_size: int = 1) -> Iterator[Any]:  # noqa: ARG002
            """Each document of `data`, in its order."""
            for document in data or ():
                with self.track_time():
                    self._repair(document)
                yield document

        def _repair(self, document: Any) -> None:
            record = {"id": document.id, "copy": document.text, "source": document.metadata.get(self.source)}
            (outcome,) = restore_records([record], policy=self.policy)
            for name in WRITTEN:  # what an earlier run found of other words
                document.metadata.pop(name, None)
            if isinstance(outcome, Rejected):
                document.metadata |= {"restore_error": outcome.error.value, "restore_message": outcome.message}
                self.stat_update(outcome.error.value)
                return
            document.text = outcome.text
            document.metadata |= {"restore_fidelity": outcome.fidelity, "restore_repairs": outcome.repairs}
            self.stat_update("repaired")
            self.stat_update("repairs", value=outcome.repairs)

    RepairStep.__module__, RepairStep.__qualname__ = __name__, NAME  # where pickle looks for it
    return RepairStep


def __getattr__(name: str) -> Any:
    """The class, on first use."""
    if name != NAME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _step()
