"""Arrow batches, for engines that map them: Spark's `DataFrame.mapInArrow`, and whatever else iterates over batches.

    frame.select("id", "copy", "source").mapInArrow(repair_batches, SCHEMA)

Spark's workers on this machine are started by `PYSPARK_PYTHON`, else by the first `python3` of the path: it has to name
an interpreter that has this package before the session is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from restore.batch import Columns, Rejected, restore_records
from restore.batch.records import Outcome
from restore.errors import UsageError
from restore.formats.json import dumps
from restore.wire import of_difference

if TYPE_CHECKING:
    import pyarrow as pa

    from restore.repair import Policy

SCHEMA = "id string, text string, differences string, error string, message string"


@dataclass(frozen=True, slots=True)
class ArrowRow:
    """A record repaired, with its differences as a JSON list; or in `error` and `message` why it was not."""

    id: str | None
    text: str | None = None
    differences: str | None = None
    error: str | None = None
    message: str | None = None


def repair_batches(
    batches: Iterable[pa.RecordBatch] | pa.Table, *, policy: Policy | None = None, columns: Columns | None = None
) -> Iterator[pa.RecordBatch]:
    """Batches of `id`, `copy` and `source`, or of what `columns` calls them, to batches of `SCHEMA`, row by row.

    An id that is a number is written as text. A table is taken for its batches. With a policy:
    `functools.partial(repair_batches, policy=policy)`.

    Raises:
        UsageError: a batch has no such column.
    """
    import pyarrow as pa

    names = [field.name for field in fields(ArrowRow)]
    for batch in batches.to_batches() if isinstance(batches, pa.Table) else batches:
        records = _read(batch, columns or Columns()).to_pylist()
        rows = [_row(outcome) for outcome in restore_records(records, policy=policy, columns=columns)]
        made = [pa.array([getattr(row, name) for row in rows], pa.string()) for name in names]
        yield pa.RecordBatch.from_arrays(made, names=names)


def _read(batch: pa.RecordBatch, columns: Columns) -> pa.RecordBatch:
    """The columns that are read, and no others."""
    wanted = {kind: getattr(columns, kind) for kind in ("id", "copy", "source")}
    for kind, name in wanted.items():
        if name not in batch.schema.names:
            there = ", ".join(batch.schema.names)
            raise UsageError(f"no column {name!r}; there are {there}; columns=Columns({kind}=NAME) says which it is")
    return batch.select([*wanted.values()])


def _row(outcome: Outcome) -> ArrowRow:
    name = None if outcome.id is None else str(outcome.id)
    if isinstance(outcome, Rejected):
        return ArrowRow(name, error=outcome.error.value, message=outcome.message)
    found = [of_difference(difference) for difference in outcome.differences]
    return ArrowRow(name, outcome.text, dumps(found, indent=None))
