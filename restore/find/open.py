"""The library that a path stands for: an index, or texts that are read at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from restore.errors import UsageError
from restore.find.documents import read_documents
from restore.find.index.engine import SqlEngine
from restore.find.index.manifest import is_index
from restore.find.index.reader import IndexLibrary
from restore.find.library import Library, MemoryLibrary


@contextmanager
def open_library(
    paths: Sequence[str], *, encoding: str | None = None, engine: SqlEngine | None = None
) -> Iterator[Library]:
    """The library of one index, or of texts, documents, folders of these and JSON Lines; closed at the end.

    Raises:
        UsageError: an index stands beside other paths, or an engine is given and there is no index.
        InputError: a path cannot be read, an index is damaged, or two sources have one id.
        StaleError: an index is of another version, or its sources have changed.
    """
    indexes = [path for path in paths if is_index(path)]
    if indexes and len(paths) > 1:
        raise UsageError(f"{indexes[0]}: is an index; ask one at a time, without other sources beside it")
    if indexes:
        with IndexLibrary(indexes[0], engine) as library:
            yield library
        return
    if engine is not None:
        raise UsageError("an engine works on an index; make one with restore index build")
    yield MemoryLibrary(read_documents(paths, encoding=encoding, sources=True))
