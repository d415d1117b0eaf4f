"""An index as a library to be asked: candidates by an engine, documents read again from where they stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import IO, ClassVar, Self

from restore.errors import InputError, StaleError
from restore.find.candidates import Candidates
from restore.find.documents import Document, parse_record
from restore.find.fingerprints import Grams
from restore.find.index.engine import DuckEngine, SqlEngine
from restore.find.index.manifest import Manifest, read_manifest
from restore.find.index.sources import check_sources, locate
from restore.find.index.tables import read_sources
from restore.find.pieces import Level
from restore.inputs import given_source
from restore.streams import is_jsonl


class IndexLibrary:
    """A library on disk, opened and checked: its own files, and that the sources are still what they were.

    Raises:
        InputError: the index is missing, damaged or truncated.
        StaleError: it is of another version, or its sources have changed.
    """

    in_memory: ClassVar[bool] = False

    def __init__(self, folder: str, engine: SqlEngine | None = None) -> None:
        self._folder = folder
        self._manifest = read_manifest(folder)
        self._sources = read_sources(folder, self._manifest.sources)
        check_sources(self._sources, folder)
        self._lookup = DuckEngine()
        self._engine = engine or self._lookup

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the engines."""
        self._lookup.close()
        if self._engine is not self._lookup:
            self._engine.close()

    def __len__(self) -> int:
        return self._manifest.documents

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels it can be asked at."""
        return self._manifest.levels

    def candidates(self, asked: Sequence[Grams], level: Level) -> list[Candidates]:
        """For each copy's n-grams, the documents that share the most with them."""
        if not len(self) or level not in self.levels:
            return [Candidates(())] * len(asked)
        return self._engine.candidates(asked, len(self), self._manifest.paths(self._folder, level.value))

    def documents(self, numbers: Iterable[int]) -> dict[int, Document]:
        """Documents by number, read again from the files they stand in.

        Raises:
            StaleError: a file has changed since the index was opened.
        """
        wanted = sorted(set(numbers))
        if not wanted:
            return {}
        rows = self._lookup.rows(
            'SELECT document, id, source, "offset", size FROM rows WHERE document IN (SELECT UNNEST(?)) '
            'ORDER BY source, "offset"',
            self._manifest.paths(self._folder, "documents"),
            [wanted],
        )
        found: dict[int, Document] = {}
        with ExitStack() as stack:
            files: dict[int, IO[bytes]] = {}
            for number, key, source, offset, size in rows:
                if source not in files:
                    stack.pop_all().close()
                    files = {source: stack.enter_context(self._open(source))}
                found[number] = self._read(files[source], source, json.loads(key), offset, size)
        return found

    def _open(self, source: int) -> IO[bytes]:
        path = locate(self._sources[source], self._folder)
        try:
            return open(path, "rb")
        except OSError:
            raise self._changed(path) from None

    def _read(self, file: IO[bytes], source: int, key: str | int, offset: int, size: int) -> Document:
        path = locate(self._sources[source], self._folder)
        file.seek(offset)
        data = file.read(size)
        try:
            if not is_jsonl(path):
                return Document(
                    key, given_source(data, name=path, encoding=self._manifest.encoding).text, path, offset, size
                )
            document = parse_record(data, path, path, offset)
        except InputError:
            raise self._changed(path) from None
        if document.id != key:
            raise self._changed(path)
        return document

    def _changed(self, path: str) -> StaleError:
        return StaleError(f"{self._folder}: {path} changed while it was read; build the index again")


def refuse_repeated(folder: str, manifest: Manifest) -> None:
    """Raise InputError if two documents of an index have one id, so that an answer could mean either."""
    if not manifest.documents:
        return
    engine = DuckEngine()
    try:
        rows = engine.rows(
            "SELECT id, COUNT(*) AS times FROM rows GROUP BY id HAVING COUNT(*) > 1 ORDER BY id LIMIT 1",
            manifest.paths(folder, "documents"),
        )
    finally:
        engine.close()
    if rows:
        key, times = rows[0]
        raise InputError(f"the id {json.loads(key)!r} stands {times} times among the sources; each needs its own")
