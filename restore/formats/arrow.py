"""Repair as a function of Arrow batches, for engines that map them: Spark's `DataFrame.mapInArrow` and the like.

frame.select("id", "copy", "source").mapInArrow(repair_batches, SCHEMA)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from restore.errors import NotItsSource, RestoreError
from restore.formats.json import dumps
from restore.restoration import restore
from restore.wire import of_difference

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA = "id string, text string, differences string, error string"


@dataclass(frozen=True, slots=True)
class ArrowRow:
    """A record repaired, its differences as JSON; or why it was not, in `error`."""

    id: str
    text: str | None = None
    differences: str | None = None
    error: str | None = None


def repair_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Batches of `id`, `copy` and `source` to batches of `SCHEMA`; a record that cannot be repaired stops no other."""
    import pyarrow as pa

    names = ("id", "text", "differences", "error")
    for batch in batches:
        records = batch.select(["id", "copy", "source"]).to_pylist()
        rows = [astuple(repaired(record["id"], record["copy"], record["source"])) for record in records]
        columns = [pa.array([row[k] for row in rows], pa.string()) for k in range(len(names))]
        yield pa.RecordBatch.from_arrays(columns, names=list(names))


def repaired(key: str, copy: str | None, source: str | None) -> ArrowRow:
    """One record repaired with the default policy."""
    if copy is None or source is None:
        return ArrowRow(key, error="a record needs a copy and a source")
    try:
        restoration = restore(copy, source=source)
    except NotItsSource as error:
        return ArrowRow(
            key, error=f"only {error.share:.0%} of the tokens align: give the source the copy was made from"
        )
    except RestoreError as error:
        return ArrowRow(key, error=str(error))
    found = [of_difference(difference) for difference in restoration.differences]
    return ArrowRow(key, restoration.text, dumps(found, indent=None))
