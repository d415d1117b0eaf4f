"""CSV and TSV (RFC 4180): quoted line ends, cells of any length up to the size guard, columns by their names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Self

from restore.batch.readers import InputForm
from restore.batch.records import Entry, Reason, Rejected
from restore.errors import InputError, UsageError
from restore.hints import did_you_mean
from restore.streams import ReadProgress, opened_records, unpacked_name
from restore.values import replace

_PASSED = 1 << 16  # characters held of what is only passed over
_DELIMITERS = ",;\t|"  # that programs write, a spreadsheet by the language that it is set to


class DelimitedTable:
    """A .csv or .tsv file, plain, .gz or .zst."""

    def __init__(self, source: InputForm) -> None:
        self._source = source
        self._progress = ReadProgress()

    def fraction(self) -> float:
        """How much has been read."""
        return self._progress.fraction()

    def entries(self) -> Iterator[Entry]:
        """Its records; the line of one is that on which its row ends, as editors count."""
        max_size = self._source.fields.max_size
        # Beyond it a cell is cut off by the reader: a quote that is never closed would take the rest of the file.
        csv.field_size_limit(4 * max_size)
        with opened_records(self._source.path, self._progress) as file:
            # Bytes that are no UTF-8 stay visible as lone surrogates, so that only their own row is rejected.
            text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
            # Two texts, all of quotes, which are doubled, at most, and as much again for other cells.
            lines = _Lines(text, 8 * max_size + (1 << 20), self._progress)
            rows = csv.reader(lines, delimiter=self._delimiter())
            header = self._header(rows)
            yield from self._rows(rows, lines, header)
            text.detach()

    def _rows(self, rows: Iterator[list[str]], lines: _Lines, header: Sequence[str]) -> Iterator[Entry]:
        while True:
            began = lines.begin_row()
            try:
                row = next(rows)
            except StopIteration:
                return
            except (csv.Error, _TooLongError) as error:
                too_long = isinstance(error, _TooLongError) or "limit" in str(error)
                reason = Reason.TOO_LONG if too_long else Reason.BAD_ROW
                yield Rejected(self._progress.line, None, reason, f"{error}; is a quote never closed?")
                continue
            if lines.ended:
                message = f"a quote is opened in the row that begins on line {began} and never closed"
                yield Rejected(self._progress.line, None, Reason.BAD_ROW, message)
            elif row:
                yield self._entry(row, header, self._progress.line)

    def _entry(self, row: Sequence[str], header: Sequence[str], line: int) -> Entry:
        if any("\udc80" <= character <= "\udcff" for cell in row for character in _high(cell)):
            return Rejected(line, None, Reason.BAD_UTF8, "the row has bytes that are no UTF-8")
        cells = f"the row has {len(row)} cells, the header {len(header)}"
        if len(row) > len(header):
            return Rejected(line, None, Reason.BAD_ROW, cells)
        entry = self._source.fields.entry(dict(zip(header, row, strict=False)), line)
        # Spreadsheets leave out empty cells at a row's end: only where the record lacks one is the row broken.
        if len(row) < len(header) and isinstance(entry, Rejected) and entry.error is Reason.MISSING_FIELD:
            return replace(entry, error=Reason.BAD_ROW, message=cells)
        return entry

    def _header(self, rows: Iterator[list[str]]) -> list[str]:
        path, columns = self._source.path, self._source.fields.columns
        try:
            header = next(rows, None)
        except (csv.Error, _TooLongError) as error:
            raise InputError(f"{path}: line 1 is no header: {error}; give a file with one") from None
        if header is None:
            raise InputError(f"{path}: empty; give a file with a header and records")
        twice = sorted({name for name in header if header.count(name) > 1})
        if twice:
            raise InputError(f"{path}: the header names {twice[0]!r} twice; rename one of them")
        for names in ((columns.id,), (columns.copy, columns.copy_path), (columns.source, columns.source_path)):
            if not set(names) & set(header):
                raise UsageError(f"{path}: no column {names[0]!r}: {_remedy(names[0], header)}")
        return header

    def _delimiter(self) -> str:
        if self._source.delimiter:
            return self._source.delimiter
        return "\t" if unpacked_name(self._source.path).endswith(".tsv") else ","


class _TooLongError(Exception):
    """A row has more characters than it may: without end, it would fill the memory."""


class _Lines:
    """The lines of a text, for rows of at most `longest` characters, which may have many lines each or one."""

    def __init__(self, text: io.TextIOWrapper, longest: int, progress: ReadProgress) -> None:
        self._text, self._longest, self._progress = text, longest, progress
        self._left = longest
        self.ended = False

    def begin_row(self) -> int:
        """Allow a new row its length; the line that it begins on."""
        self._left = self._longest
        return self._progress.line + 1

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._left)
        if not line:
            self.ended = True
            raise StopIteration
        self._progress.line += 1
        whole = len(line) < self._left or line.endswith(("\r", "\n"))
        self._left -= len(line)
        if whole and self._left:
            return line
        while not whole and (rest := self._text.readline(_PASSED)) and not rest.endswith(("\r", "\n")):
            pass
        raise _TooLongError(f"the row has more than {self._longest} characters")


def _remedy(name: str, header: Sequence[str]) -> str:
    """What to do where a header lacks a name: it may be cut at another character."""
    if len(header) == 1 and (found := [one for one in _DELIMITERS if one in header[0]]):
        return f"its header is one cell, {header[0]!r}; say what is between the cells with --delimiter {found[0]!r}"
    return f"name it with --columns{did_you_mean(name, header)}"


def _high(cell: str) -> str:
    """A cell that may have surrogates; nothing of one that has none, which is found out fast."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return cell
    return ""
