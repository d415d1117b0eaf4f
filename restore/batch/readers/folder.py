"""A folder of texts, copies and sources paired by their names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

from restore.batch.readers import InputForm
from restore.batch.records import Columns, Entry
from restore.errors import InputError, UsageError
from restore.files import walked

PAIRS = "{id}.copy.txt={id}.source.txt"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which file is whose: `copies/{id}.txt=sources/{id}.txt`; an id may have slashes."""

    copy: re.Pattern[str]
    source: str

    @classmethod
    def parse(cls, text: str, name: str = "--pairs") -> Pattern:
        """Read a pattern; `name` is what an error begins with.

        >>> pattern = Pattern.parse("ocr/{id}.txt=gold/{id}.txt")
        >>> pattern.id_of("ocr/1853/07.txt"), pattern.source_of("1853/07")
        ('1853/07', 'gold/1853/07.txt')

        Raises:
            UsageError: a side is missing or has not one {id}.
        """
        copy, _, source = text.partition("=")
        if copy.count("{id}") != 1 or source.count("{id}") != 1 or copy == source:
            raise UsageError(f"{name}: {text!r} is no pattern; write 'copies/{{id}}.txt=sources/{{id}}.txt'")
        before, _, after = copy.partition("{id}")
        return cls(re.compile(f"{re.escape(before)}(.+){re.escape(after)}"), source)

    def id_of(self, path: str) -> str | None:
        """The id of a copy's path; None for a path that is no copy's."""
        match = self.copy.fullmatch(path)
        return match[1] if match else None

    def source_of(self, name: str) -> str:
        """The path of an id's source."""
        return self.source.replace("{id}", name)


class Folder:
    """A folder; its order is that of the names, folder by folder."""

    def __init__(self, source: InputForm) -> None:
        self._fields = source.fields
        self._path = source.path
        self._pattern = Pattern.parse(source.pairs or PAIRS)
        self._seen = 0
        self._all = sum(1 for path, _ in listing(source.path) if self._pattern.id_of(path) is not None)
        if not self._all:
            raise InputError(
                f"{source.path}: no file is named like {(source.pairs or PAIRS).partition('=')[0]}; "
                "name the pattern with --pairs 'copies/{id}.txt=sources/{id}.txt'"
            )

    def fraction(self) -> float:
        """How much has been read, in files."""
        return self._seen / self._all

    def entries(self) -> Iterator[Entry]:
        """Its records, numbered as they come."""
        columns = self._fields.columns
        for path, _ in listing(self._path):
            name = self._pattern.id_of(path)
            if name is not None:
                self._seen += 1
                yield self._fields.entry(self._record(columns, name, path), self._seen)

    def _record(self, columns: Columns, name: str, path: str) -> dict[str, str]:
        # A file name that is no UTF-8 holds lone surrogates, which no output could say.
        shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        return {columns.id: shown, columns.copy_path: path, columns.source_path: self._pattern.source_of(name)}


def listing(folder: str) -> Iterator[tuple[str, int]]:
    """Relative paths and sizes of a folder's files, in the order of their names; links to folders are not followed.

    Raises:
        InputError: it, or a folder in it, cannot be read.
    """
    for root, files in walked(folder):
        for name in files:
            path = os.path.join(root, name)
            try:
                size = os.stat(path).st_size
            except OSError:
                size = -1
            yield os.path.relpath(path, folder).replace(os.sep, "/"), size
