"""The Parquet tables of an index: postings by n-gram, documents by number, source files."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from restore.errors import InputError, OutputError, UsageError
from restore.files import reason
from restore.find.documents import Document, Id
from restore.find.fingerprints import Grams
from restore.find.index.manifest import IndexFile, part_of
from restore.find.index.sources import SourceFile
from restore.find.pieces import Ids

if TYPE_CHECKING:
    import pyarrow as pa

NEEDED = "an index needs DuckDB and PyArrow; install them with: pip install 'restore-text[index]'"


def arrow() -> tuple[Any, Any]:
    """The modules pyarrow and pyarrow.parquet.

    Raises:
        UsageError: they are not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise UsageError(NEEDED) from None
    return pa, parquet


def write_postings(folder: str, name: str, grams: Grams, documents: Ids, worth: Ids) -> IndexFile:
    """Postings sorted by n-gram: few pages are read for one copy, and the gaps between sorted hashes are small."""
    pa, _ = arrow()
    order = np.lexsort((documents, grams))
    table = pa.table({"gram": grams[order], "document": documents[order], "worth": worth[order].astype(np.int32)})
    return _write(
        folder,
        name,
        table,
        use_dictionary=["worth"],
        column_encoding={"gram": "DELTA_BINARY_PACKED", "document": "DELTA_BINARY_PACKED"},
    )


def write_documents(folder: str, name: str, first: int, documents: Sequence[Document], sources: Ids) -> IndexFile:
    """Where each document stands; ids are written as JSON, since they may be strings or numbers."""
    pa, _ = arrow()
    table = pa.table(
        {
            "document": np.arange(first, first + len(documents), dtype=np.int64),
            "id": [_written(d.id) for d in documents],
            "source": sources,
            "offset": np.array([d.offset for d in documents], dtype=np.int64),
            "size": np.array([d.size for d in documents], dtype=np.int64),
        }
    )
    return _write(folder, name, table)


def _written(name: Id) -> str:
    """An id as JSON: in its own letters, but for half a character, which no table holds."""
    said = json.dumps(name, ensure_ascii=False)
    return said if is_writable(said) else json.dumps(name)


def is_writable(text: str) -> bool:
    """Whether a table can hold a text: UTF-8 has no halves of characters, which stand for bytes that are no text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def write_sources(folder: str, name: str, files: Sequence[SourceFile]) -> IndexFile:
    """The source files of one run, in the order of their numbers."""
    pa, _ = arrow()
    columns = {key: [asdict(file)[key] for file in files] for key in ("path", "size", "changed", "sha256")}
    return _write(folder, name, pa.table(columns))


def read_sources(folder: str, parts: Sequence[IndexFile]) -> list[SourceFile]:
    """All source files of an index, in the order of their numbers.

    Raises:
        InputError: a table cannot be read.
    """
    pa, parquet = arrow()
    files: list[SourceFile] = []
    for part in parts:
        try:
            rows = parquet.read_table(os.path.join(folder, part.name)).to_pylist()
            files += [SourceFile(**row) for row in rows]
        except (OSError, pa.ArrowInvalid, TypeError) as error:
            raise InputError(f"{folder}: the index is damaged: {part.name}: {error}; build it again") from None
    return files


def _write(folder: str, name: str, table: pa.Table, **settings: Any) -> IndexFile:
    _, parquet = arrow()
    try:
        parquet.write_table(table, os.path.join(folder, name), compression="zstd", row_group_size=1 << 17, **settings)
    except OSError as error:
        said = os.strerror(error.errno).lower() if error.errno else reason(error)  # Arrow puts words of its own around
        raise OutputError(f"{os.path.join(folder, name)}: cannot be written: {said}") from None
    return part_of(folder, name)
