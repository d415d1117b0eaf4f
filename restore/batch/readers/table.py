"""CSV and TSV (RFC 4180): quoted line ends, cells of any length up to the size guard, columns by their names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from restore.batch.readers import Source
from restore.batch.readers.compressed import Progress, opened
from restore.batch.records import Entry, Reason, Rejected, suggestion
from restore.errors import InputError, UsageError


class Table:
    """A .csv or .tsv file, plain, .gz or .zst."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._progress = Progress()

    def fraction(self) -> float:
        """How much has been read."""
        return self._progress.fraction()

    def entries(self) -> Iterator[Entry]:
        """Its records; the line of one is that on which its row ends, as editors count."""
        # Beyond it a cell is cut off by the reader: a quote that is never closed would take the rest of the file.
        csv.field_size_limit(4 * self._source.fields.max_size)
        with opened(self._source.path, self._progress) as file:
            # Bytes that are no UTF-8 stay visible as lone surrogates, so that only their own row is rejected.
            text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")  # type: ignore[type-var]
            rows = csv.reader(text, delimiter=self._delimiter())
            header = self._header(rows)
            yield from self._rows(rows, header)
            text.detach()

    def _rows(self, rows: csv.Reader, header: Sequence[str]) -> Iterator[Entry]:  # type: ignore[name-defined]
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                reason = Reason.TOO_LONG if "limit" in str(error) else Reason.BAD_ROW
                yield Rejected(rows.line_num, None, reason, f"{error}; is a quote never closed?")
                continue
            if row:
                yield self._entry(row, header, rows.line_num)

    def _entry(self, row: Sequence[str], header: Sequence[str], line: int) -> Entry:
        if any("\udc80" <= character <= "\udcff" for cell in row for character in _high(cell)):
            return Rejected(line, None, Reason.BAD_UTF8, "the row has bytes that are no UTF-8")
        if len(row) > len(header):
            return Rejected(line, None, Reason.BAD_ROW, f"the row has {len(row)} cells, the header {len(header)}")
        return self._source.fields.entry(dict(zip(header, row, strict=False)), line)

    def _header(self, rows: Iterator[list[str]]) -> list[str]:
        path, columns = self._source.path, self._source.fields.columns
        header = next(rows, None)
        if header is None:
            raise InputError(f"{path}: empty; give a file with a header and records")
        twice = sorted({name for name in header if header.count(name) > 1})
        if twice:
            raise InputError(f"{path}: the header names {twice[0]!r} twice; rename one of them")
        for names in ((columns.id,), (columns.copy, columns.copy_path), (columns.source, columns.source_path)):
            if not set(names) & set(header):
                raise UsageError(f"{path}: no column {names[0]!r}{suggestion(names[0], header)} Name it with --columns")
        return header

    def _delimiter(self) -> str:
        if self._source.delimiter:
            return self._source.delimiter
        return "\t" if ".tsv" in self._source.path.lower() else ","


def _high(cell: str) -> str:
    """A cell that may have surrogates; nothing of one that has none, which is found out fast."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return cell
    return ""
