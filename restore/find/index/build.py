"""Building an index, and adding to one: shard by shard, in constant memory, never half of one."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from restore.errors import InputError, OutputError, UsageError
from restore.files import reason, umask, write_atomically
from restore.find.documents import Document, TextFile, batches, expand, read_file
from restore.find.fingerprints import Fingerprint, fingerprint
from restore.find.index.manifest import NAME, IndexShard, Manifest, is_index, read_manifest
from restore.find.index.reader import refuse_repeated
from restore.find.index.sources import check_sources, describe, locate, relative_path
from restore.find.index.tables import arrow, is_writable, read_sources, write_documents, write_postings, write_sources
from restore.find.pieces import Cut, Level
from restore.find.work import Workers
from restore.log import Busy, lock
from restore.streams import is_packed

SHARD_DOCUMENTS = 25_000  # a shard is built in memory, a library of any size in shards
SHARD_CHARACTERS = 64_000_000  # likewise, for long documents
LOT = 250  # documents that go to a worker at a time
LOCK = "lock"  # held by the process that adds, or builds
Progress = Callable[[int], None]
_PART = re.compile(r"(documents|sources|words|characters)-\d{5}\.parquet")


def _quiet(_: int) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How an index is built. `characters`: also for misread copies, at about twice the size; `jobs`: processes."""

    characters: bool = True
    encoding: str | None = None
    jobs: int = 1


def build_index(
    paths: Sequence[str], folder: str, settings: IndexSettings | None = None, progress: Progress = _quiet
) -> Manifest:
    """Index the texts under `paths` (text files, folders, JSON Lines) into a folder; an index that is there gives way.

    Raises:
        UsageError: the folder is there and is no index, or what indexes need is not installed.
        InputError: a source cannot be read, or two have one id.
        OutputError: the index cannot be written.
    """
    arrow()
    settings = settings or IndexSettings()
    if os.path.lexists(folder) and not is_index(folder) and not _empty(folder):
        raise UsageError(f"{folder}: is there already, and is no index; name another folder")
    target = os.path.abspath(folder)
    _clear_abandoned(target)
    try:
        fresh = tempfile.mkdtemp(prefix=_fresh_prefix(target), dir=os.path.dirname(target))
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {reason(error)}") from None
    try:
        blank = Manifest(0, settings.characters, settings.encoding, (), ())
        with _alone(fresh):
            manifest = _grown(
                list(expand(paths, sources=True)), fresh, blank, known=0, jobs=settings.jobs, progress=progress
            )
        os.chmod(fresh, 0o777 & ~umask())
        _take_place(fresh, target)
    except OutputError as error:
        raise OutputError(str(error).replace(fresh, folder)) from None  # the name that was asked for
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return manifest


def add_to_index(paths: Sequence[str], folder: str, *, jobs: int = 1, progress: Progress = _quiet) -> Manifest:
    """Add the files under `paths` that an index does not have yet; those it has must be unchanged.

    Raises:
        UsageError: another process adds to it.
        StaleError: a file that is in the index has changed, or the index is of another version.
        InputError, OutputError: as for `build_index`.
    """
    if not is_index(folder):
        return read_manifest(folder)  # which says why it is none
    with _alone(folder):
        manifest = read_manifest(folder)
        known = read_sources(folder, manifest.sources)
        check_sources(known, folder)
        have = {os.path.realpath(locate(file, folder)) for file in known}
        fresh = [file for file in expand(paths, sources=True) if os.path.realpath(file.path) not in have]
        return _grown(fresh, folder, manifest, known=len(known), jobs=jobs, progress=progress) if fresh else manifest


def _fresh_prefix(target: str) -> str:
    """How the folder's name begins in which an index is built that will be the target."""
    return f".{os.path.basename(target)[:100]}."


def _clear_abandoned(target: str) -> None:
    """Remove what builds of this index left that were killed: parts of one, with a lock that no process holds."""
    around, prefix = os.path.dirname(target), _fresh_prefix(target)
    with suppress(OSError):
        for name in os.listdir(around):
            folder = os.path.join(around, name)
            if re.fullmatch(re.escape(prefix) + r"\w{8}", name) and _is_abandoned(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: str) -> bool:
    try:
        names = {*os.listdir(folder)} if not os.path.islink(folder) else set[str]()
        if LOCK not in names or not all(_PART.fullmatch(name) or name in {LOCK, NAME} for name in names):
            return False
        with open(os.path.join(folder, LOCK), "rb+") as held:
            lock(held)
    except (Busy, OSError):
        return False
    return True


@contextmanager
def _alone(folder: str) -> Iterator[None]:
    """Keep other additions out: each would give its parts the same names, and the manifest of one would be lost."""
    path = os.path.join(folder, LOCK)
    try:
        held = open(path, "ab")  # noqa: SIM115 - closed below
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {reason(error)}") from None
    with held:
        try:
            lock(held)
            is_there = os.path.lexists(path) and os.path.samestat(os.fstat(held.fileno()), os.stat(path))
        except Busy:
            is_there = False
        except OSError as error:
            raise OutputError(f"{folder}: cannot be locked: {reason(error)}") from None
        if not is_there:  # or it was that of an addition that ended just now
            raise UsageError(f"{folder}: another process adds to this index; wait for it, and call again")
        try:
            yield
        finally:
            with suppress(OSError):  # Windows keeps an open file; an empty one is in nobody's way
                os.unlink(path)


def _grown(
    files: Sequence[TextFile], folder: str, manifest: Manifest, *, known: int, jobs: int, progress: Progress
) -> Manifest:
    """The manifest with the files' documents added; it is written last, and what it does not name does not count."""
    for file in files:
        if not is_writable(relative_path(file.path, folder)):
            raise InputError(f"{file.path}: its name is no UTF-8, which an index cannot hold; rename it")
    numbers = {file.path: known + k for k, file in enumerate(files)}
    shards = list(manifest.shards)
    documents = manifest.documents
    try:
        with Workers(jobs) as workers:
            read = chain.from_iterable(_readable(file, manifest.encoding) for file in files)
            for lot in batches(read, count=SHARD_DOCUMENTS, characters=SHARD_CHARACTERS):
                shard = _write_shard(
                    folder,
                    f"{len(shards):05}",
                    lot,
                    first=documents,
                    sources=numbers,
                    levels=manifest.levels,
                    workers=workers,
                )
                shards.append(shard)
                documents += len(lot)
                progress(documents)
        listing = write_sources(
            folder, f"sources-{len(manifest.sources):05}.parquet", [describe(file.path, folder) for file in files]
        )
        grown = replace(manifest, documents=documents, shards=tuple(shards), sources=(*manifest.sources, listing))
        refuse_repeated(folder, grown)
        write_atomically(os.path.join(folder, NAME), grown.to_json().encode())
    except BaseException:
        _forget(folder, manifest)
        raise
    return grown


def _readable(file: TextFile, encoding: str | None) -> Iterator[Document]:
    """A file's documents, if they can be read again where they stand."""
    if file.path == "-" or is_packed(file.path):
        name = "standard input" if file.path == "-" else file.path
        raise InputError(f"{name}: cannot be indexed, since texts are read again from their place; unpack it to a file")
    return read_file(file, encoding=encoding)


def _write_shard(
    folder: str,
    number: str,
    lot: Sequence[Document],
    *,
    first: int,
    sources: Mapping[str, int],
    levels: Sequence[Level],
    workers: Workers,
) -> IndexShard:
    files = np.array([sources[document.path] for document in lot], dtype=np.int64)
    parts = {"documents": write_documents(folder, f"documents-{number}.parquet", first, lot, files)}
    tasks = (Lot(tuple(d.text for d in lot[k : k + LOT]), tuple(levels)) for k in range(0, len(lot), LOT))
    prints = list(chain.from_iterable(workers.map(_fingerprints, tasks)))
    for place, level in enumerate(levels):
        column = [each[place] for each in prints]
        sizes = [len(each.grams) for each in column]
        parts[level.value] = write_postings(
            folder,
            f"{level.value}-{number}.parquet",
            np.concatenate([each.grams for each in column]),
            np.repeat(np.arange(first, first + len(lot), dtype=np.int64), sizes),
            np.concatenate([each.worth for each in column]),
        )
    return IndexShard(first, len(lot), parts)


@dataclass(frozen=True, slots=True)
class Lot:
    """Texts for one worker, and the levels to fingerprint them at."""

    texts: tuple[str, ...]
    levels: tuple[Level, ...]


def _fingerprints(lot: Lot) -> list[list[Fingerprint]]:
    return [[fingerprint(text, level) for level in lot.levels] for text in map(Cut, lot.texts)]


def _empty(folder: str) -> bool:
    return os.path.isdir(folder) and not os.listdir(folder)


def _take_place(fresh: str, target: str) -> None:
    """A finished folder takes the name; what had it before is moved aside first, and deleted after."""
    aside = f"{fresh}.before"
    try:
        if os.path.lexists(target):
            os.rename(target, aside)
        os.rename(fresh, target)
    except OSError as error:
        with suppress(OSError):
            os.rename(aside, target)
        raise OutputError(f"{target}: cannot be replaced: {reason(error)}") from None
    shutil.rmtree(aside, ignore_errors=True)


def _forget(folder: str, manifest: Manifest) -> None:
    """Remove what an addition that failed has written so far, a shard that is not whole among it."""
    kept = {part.name for part in manifest.parts()}
    with suppress(OSError):
        for name in os.listdir(folder):
            if _PART.fullmatch(name) and name not in kept:
                os.unlink(os.path.join(folder, name))
