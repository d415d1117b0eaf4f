"""JSON Lines: one object a line, UTF-8; blank lines are no records."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import NoReturn

from restore.batch.readers import Source
from restore.batch.readers.compressed import Progress, opened
from restore.batch.records import Entry, Reason, Rejected


class JsonLines:
    """A .jsonl file, plain, .gz or .zst."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._progress = Progress()
        # Two texts, each character at most as a \ud83d\ude00 pair, and as much again for other fields.
        self._longest = 40 * source.fields.max_size + (1 << 20)

    def fraction(self) -> float:
        """How much has been read."""
        return self._progress.fraction()

    def entries(self) -> Iterator[Entry]:
        """Its records, with the numbers of their lines."""
        with opened(self._source.path, self._progress) as file:
            for number, line in _lines(file, self._longest):
                if line is None:
                    yield Rejected(number, None, Reason.TOO_LONG, f"the line has more than {self._longest} bytes")
                elif line.strip():
                    yield self._entry(line, number)

    def _entry(self, line: bytes, number: int) -> Entry:
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            message = f"byte 0x{line[error.start]:02x} at column {error.start + 1} is no UTF-8"
            return Rejected(number, None, Reason.BAD_UTF8, message)
        try:
            fields = json.loads(text.rstrip("\r\n"), parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            return Rejected(number, None, Reason.BAD_JSON, _explained(error))
        if not isinstance(fields, dict):
            return Rejected(
                number, None, Reason.BAD_JSON, 'not an object; a record is {"id": …, "copy": …, "source": …}'
            )
        return self._source.fields.entry(fields, number)


def _lines(file: io.BufferedIOBase, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers; None for one longer than `longest` bytes, which is skipped without being kept."""
    number = 0
    while line := file.readline(longest):
        number += 1
        if len(line) < longest or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _explained(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}".lower()
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
