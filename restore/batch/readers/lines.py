"""JSON Lines: one object a line, UTF-8; blank lines are no records."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from math import isinf
from typing import NoReturn

from restore.batch.readers import InputForm
from restore.batch.records import Entry, Reason, Rejected
from restore.files import parse_json
from restore.streams import ReadProgress, lines, longest_line, opened_records


class JsonLines:
    """A .jsonl file, plain, .gz or .zst."""

    def __init__(self, source: InputForm) -> None:
        self._source = source
        self._progress = ReadProgress()
        self._longest = longest_line(source.fields.max_size)

    def fraction(self) -> float:
        """How much has been read."""
        return self._progress.fraction()

    def entries(self) -> Iterator[Entry]:
        """Its records, with the numbers of their lines."""
        with opened_records(self._source.path, self._progress) as file:
            for line in lines(file, self._longest, self._progress):
                if not line.whole:
                    yield Rejected(line.number, None, Reason.TOO_LONG, f"the line has more than {self._longest} bytes")
                elif line.data.strip():
                    yield self._entry(line.data, line.number)

    def _entry(self, line: bytes, number: int) -> Entry:
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            message = f"byte 0x{line[error.start]:02x} at column {error.start + 1} is no UTF-8"
            return Rejected(number, None, Reason.BAD_UTF8, message)
        try:
            fields = parse_json(text.rstrip("\r\n"), parse_constant=_no_constant, parse_float=_finite)
        except ValueError as error:
            return Rejected(number, None, Reason.BAD_JSON, _explained(error))
        if not isinstance(fields, dict):
            return Rejected(
                number, None, Reason.BAD_JSON, 'not an object; a record is {"id": …, "copy": …, "source": …}'
            )
        return self._source.fields.entry(fields, number)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _finite(number: str) -> float:
    """A number that can be written down again: 1e999 is infinite to Python, which JSON has no word for."""
    value = float(number)
    if isinf(value):
        raise ValueError(f"{number:.20} is too large a number")
    return value


def _explained(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.removesuffix(' at')} at column {error.colno}".lower()  # Python says `at` of some by itself
    if "set_int_max_str_digits" in str(error):  # Python's advice is for a program's author
        return f"a whole number has more than {sys.get_int_max_str_digits()} digits"
    return str(error)
