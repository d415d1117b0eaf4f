"""Parquet, a few hundred rows at a time, and the columns that are needed with those carried through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from restore.batch.readers import InputForm
from restore.batch.records import Entry, Reason, Rejected
from restore.errors import InputError, UsageError
from restore.hints import did_you_mean

ROWS = 256  # at once: with texts of a megabyte still no more than a few hundred megabytes


class Parquet:
    """A .parquet file."""

    def __init__(self, source: InputForm) -> None:
        self._source = source
        self._read = 0
        self._rows = 0

    def fraction(self) -> float:
        """How much has been read, in rows."""
        return self._read / self._rows if self._rows else 0.0

    def entries(self) -> Iterator[Entry]:
        """Its records, with the numbers of their rows."""
        path = self._source.path
        parquet = _pyarrow(path)
        try:
            with parquet.ParquetFile(path) as file:
                self._rows = file.metadata.num_rows
                self._check(file.schema_arrow.names)
                for batch in file.iter_batches(batch_size=ROWS, use_threads=False):
                    for row in _rows(batch):
                        self._read += 1
                        yield self._entry(row)
        except (OSError, parquet.ArrowInvalid) as error:
            raise InputError(f"{path}: cannot be read as Parquet: {str(error).splitlines()[0]}") from None

    def _entry(self, row: Mapping[str, Any] | None) -> Entry:
        if row is None:
            return Rejected(self._read, None, Reason.BAD_UTF8, "the row has bytes that are no UTF-8")
        return self._source.fields.entry(row, self._read)

    def _check(self, names: Sequence[str]) -> None:
        columns = self._source.fields.columns
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:  # a row as a mapping has one of them
            raise InputError(f"{self._source.path}: has the column {twice[0]!r} twice; rename one of them")
        for wanted in ((columns.id,), (columns.copy, columns.copy_path), (columns.source, columns.source_path)):
            if not set(wanted) & set(names):
                hint = did_you_mean(wanted[0], names)
                raise UsageError(f"{self._source.path}: no column {wanted[0]!r}: name it with --columns{hint}")


def _rows(batch: Any) -> Iterator[Mapping[str, Any] | None]:
    """Rows as mappings; None for one with bytes that do not decode."""
    try:
        yield from batch.to_pylist()
    except UnicodeDecodeError:
        for index in range(batch.num_rows):
            try:
                yield batch.slice(index, 1).to_pylist()[0]
            except UnicodeDecodeError:
                yield None


def _pyarrow(path: str) -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise UsageError(f"{path}: needs pyarrow; pip install 'restore-text[batch]'") from None
    pyarrow.parquet.ArrowInvalid = pyarrow.ArrowInvalid
    return pyarrow.parquet
