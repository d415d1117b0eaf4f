"""What is in an index, for its owner."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from restore.errors import StaleError
from restore.find.index.engine import DuckEngine
from restore.find.index.manifest import read_manifest
from restore.find.index.sources import check_sources
from restore.find.index.tables import read_sources

_COMMON = 1000  # documents that must have an n-gram for it to be counted as common


@dataclass(frozen=True, slots=True)
class LevelInfo:
    """The postings of one level: rows, bytes, and n-grams that more than 1000 documents have."""

    level: str
    postings: int
    size: int
    common: int


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """Counts and sizes (bytes) of a sound index; `stale` is why its sources are not what they were, or empty."""

    folder: str
    documents: int
    files: int
    shards: int
    size: int
    levels: Sequence[LevelInfo]
    stale: str


def describe_index(folder: str) -> IndexInfo:
    """Look at an index.

    Raises:
        InputError: it is missing, damaged or truncated.
        StaleError: it is of another version.
    """
    manifest = read_manifest(folder)
    files = read_sources(folder, manifest.sources)
    try:
        check_sources(files, folder)
        stale = ""
    except StaleError as error:
        stale = str(error)
    engine = DuckEngine()
    try:
        levels = [_level(engine, manifest.paths(folder, level.value), level.value) for level in manifest.levels]
    finally:
        engine.close()
    size = sum(part.size for part in manifest.parts())
    return IndexInfo(folder, manifest.documents, len(files), len(manifest.shards), size, levels, stale)


def _level(engine: DuckEngine, paths: Sequence[str], name: str) -> LevelInfo:
    if not paths:
        return LevelInfo(name, 0, 0, 0)
    sql = (
        "SELECT COALESCE(SUM(documents), 0), COUNT(*) FILTER (WHERE documents > ? AND gram >= 0) "
        "FROM (SELECT gram, COUNT(*) AS documents FROM rows GROUP BY gram)"
    )
    ((postings, common),) = engine.rows(sql, paths, [_COMMON])
    return LevelInfo(name, int(postings), sum(os.path.getsize(path) for path in paths), int(common))
