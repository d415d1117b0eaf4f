"""What an index consists of, so that a damaged, foreign or outdated one is refused, not believed."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from restore.errors import InputError, StaleError
from restore.files import parse_json
from restore.find.fingerprints import SAMPLINGS
from restore.find.pieces import Level

FORMAT = "restore-index/2"
NAME = "index.json"
_BLOCK = 1 << 20  # bytes read at once for a checksum: few calls, no memory to speak of


@dataclass(frozen=True, slots=True)
class IndexFile:
    """One file of an index: its name, its size in bytes and the CRC-32 of its bytes."""

    name: str
    size: int
    crc32: int


@dataclass(frozen=True, slots=True)
class IndexShard:
    """Documents that were indexed together, numbered from `first`; `parts` are its Parquet files by table."""

    first: int
    documents: int
    parts: dict[str, IndexFile]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole index. `sources` are the Parquet files that list the source files, one for each run of build or add."""

    documents: int
    characters: bool
    encoding: str | None
    shards: tuple[IndexShard, ...]
    sources: tuple[IndexFile, ...]

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that have postings."""
        return (Level.WORDS, Level.CHARACTERS) if self.characters else (Level.WORDS,)

    def parts(self) -> Iterator[IndexFile]:
        """Every file of the index but the manifest."""
        for shard in self.shards:
            yield from shard.parts.values()
        yield from self.sources

    def paths(self, folder: str, table: str) -> list[str]:
        """The Parquet files of one table."""
        return [os.path.join(folder, s.parts[table].name) for s in self.shards if table in s.parts]

    def to_json(self) -> str:
        """As it is written."""
        record = {"format": FORMAT, "sampling": _sampling(), **asdict(self)}
        return json.dumps({**record, "crc32": _sum(record)}, indent=1) + "\n"


def _sampling() -> dict[str, Any]:
    return {level.value: asdict(sampling) for level, sampling in SAMPLINGS.items()}


def _sum(record: dict[str, Any]) -> int:
    """The CRC-32 of a manifest's own entries."""
    return zlib.crc32(json.dumps(record, sort_keys=True).encode())


def is_index(path: str) -> bool:
    """Whether a path looks like an index, sound or not."""
    return os.path.isdir(path) and os.path.isfile(os.path.join(path, NAME))


def read_manifest(folder: str) -> Manifest:
    """The manifest of an index, with every file of it checked for its size and contents.

    Raises:
        InputError: there is no index, or it is damaged or truncated.
        StaleError: another version of this program made it.
    """
    path = os.path.join(folder, NAME)
    try:
        with open(path, encoding="utf-8") as file:
            record = parse_json(file.read())
        stated = record["format"]
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(f"{folder}: is no index (it has no {NAME}); make one with restore index build") from None
    except (OSError, ValueError, TypeError, KeyError):
        raise _damaged(folder, f"{NAME} cannot be read") from None
    if stated != FORMAT or record.get("sampling") != _sampling():
        raise StaleError(f"{folder}: is an index of another version ({stated}, not {FORMAT}); build it again")
    if record.pop("crc32", None) != _sum(record):
        raise _damaged(folder, f"{NAME} is not what was written")
    try:
        manifest = _manifest(record)
    except (KeyError, TypeError, AttributeError):
        raise _damaged(folder, f"{NAME} lacks entries") from None
    for part in manifest.parts():
        check_part(folder, part)
    return manifest


def _manifest(record: dict[str, Any]) -> Manifest:
    shards = tuple(
        IndexShard(
            int(s["first"]), int(s["documents"]), {table: IndexFile(**part) for table, part in s["parts"].items()}
        )
        for s in record["shards"]
    )
    sources = tuple(IndexFile(**part) for part in record["sources"])
    manifest = Manifest(int(record["documents"]), bool(record["characters"]), record["encoding"], shards, sources)
    tables = {"documents", Level.WORDS.value} | ({Level.CHARACTERS.value} if manifest.characters else set())
    if any(set(s.parts) != tables for s in shards) or any(os.sep in p.name for p in manifest.parts()):
        raise KeyError("parts")
    if sum(s.documents for s in shards) != manifest.documents:
        raise KeyError("documents")
    return manifest


def check_part(folder: str, part: IndexFile) -> None:
    """Raise InputError unless a file of the index is there as it was written."""
    path = os.path.join(folder, part.name)
    try:
        size = os.path.getsize(path)
        if size != part.size:
            raise _damaged(folder, f"{part.name} has {size} bytes instead of {part.size}")
        if crc32_of(path) != part.crc32:
            raise _damaged(folder, f"{part.name} is not what was written")
    except OSError as error:
        raise _damaged(folder, f"{part.name}: {(error.strerror or str(error)).lower()}") from None


def part_of(folder: str, name: str) -> IndexFile:
    """A file that has just been written, described."""
    path = os.path.join(folder, name)
    return IndexFile(name, os.path.getsize(path), crc32_of(path))


def crc32_of(path: str) -> int:
    """The CRC-32 of a file: enough against accidents, and as fast as the disk."""
    value = 0
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            value = zlib.crc32(block, value)
    return value


def _damaged(folder: str, what: str) -> InputError:
    return InputError(f"{folder}: the index is damaged: {what}; build it again with restore index build")
