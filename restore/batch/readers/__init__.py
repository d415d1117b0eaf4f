"""The ways in: one module per kind of input, each of which reads entries in the input's order and in bounded memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Protocol

from restore.batch.fields import Fields
from restore.batch.records import Entry
from restore.errors import InputError, UsageError
from restore.files import reason
from restore.streams import unpacked_name
from restore.values import dataclass, field


class InputReader(Protocol):
    """An input."""

    def entries(self) -> Iterator[Entry]:
        """Its records, and what should have been some, in its order."""

    def fraction(self) -> float:
        """How much of it has been read, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class InputDigest:
    """What tells one input from another: bytes and SHA-256 of a file, or of a folder's listing (paths and sizes)."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class InputForm:
    """How to read an input: `pairs` is the pattern for a folder, `delimiter` a CSV file's."""

    path: str
    fields: Fields
    pairs: str | None = None
    delimiter: str | None = None
    kind: str = field(default="")

    def open(self) -> InputReader:
        """A reader of it.

        Raises:
            InputError: it is missing or cannot be read.
            UsageError: its kind is not known, or its package is not installed.
        """
        kind = self.kind or kind_of(self.path)
        return _READERS[kind](self)


def kind_of(path: str) -> str:
    """`jsonl`, `csv`, `parquet` or `folder`, by the name. Raises UsageError for any other."""
    if os.path.isdir(path):
        return "folder"
    if path == "-" or (os.path.exists(path) and not os.path.isfile(path)):
        raise UsageError(f"{path}: not a file or folder; save the records to a file, which --resume can read again")
    if not os.path.exists(path):
        raise InputError(f"{path}: no such file or folder; check the path")
    name = unpacked_name(path)
    for endings, kind in _ENDINGS.items():
        if name.endswith(endings):
            return kind
    raise UsageError(f"{path}: of no known kind; name it .jsonl, .csv, .tsv (or those with .gz, .zst) or .parquet")


def fingerprint(path: str) -> InputDigest:
    """The fingerprint of a file or a folder. Raises InputError when it cannot be read, or not twice, as a pipe."""
    if os.path.exists(path) and not os.path.isdir(path) and not os.path.isfile(path):
        raise InputError(f"{path}: not a file or folder; save what it gives to a file, which can be read again")
    digest, size = sha256(), 0
    try:
        if os.path.isdir(path):
            from restore.batch.readers.folder import listing

            for name, bytes_ in listing(path):
                digest.update(f"{name}\0{bytes_}\n".encode("utf-8", "surrogateescape"))
                size += bytes_
        else:
            with open(path, "rb") as file:
                while chunk := file.read(1 << 20):
                    digest.update(chunk)
                    size += len(chunk)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {reason(error)}") from None
    return InputDigest(size, digest.hexdigest())


def _jsonl(source: InputForm) -> InputReader:
    from restore.batch.readers.lines import JsonLines

    return JsonLines(source)


def _csv(source: InputForm) -> InputReader:
    from restore.batch.readers.table import DelimitedTable

    return DelimitedTable(source)


def _parquet(source: InputForm) -> InputReader:
    from restore.batch.readers.parquet import Parquet

    return Parquet(source)


def _folder(source: InputForm) -> InputReader:
    from restore.batch.readers.folder import Folder

    return Folder(source)


_READERS: dict[str, Callable[[InputForm], InputReader]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "parquet": _parquet,
    "folder": _folder,
}
_ENDINGS = {(".jsonl", ".ndjson", ".json"): "jsonl", (".csv", ".tsv"): "csv", (".parquet", ".pq"): "parquet"}
