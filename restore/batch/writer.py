"""Appends batches to a run folder's files, so that each counts as a whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Self

from restore.batch.batches import digest_of
from restore.batch.folder import RunFolder
from restore.batch.gathering import Gathered, digest_of_bytes
from restore.batch.journal import LoggedBatch, RunState
from restore.batch.layouts import PAGES
from restore.batch.lines import FILES, line_of
from restore.batch.records import Entry
from restore.errors import StaleError
from restore.files import reason
from restore.log import Log
from restore.values import dataclass


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it is written: the digest of its entries, of those restored, and what was gathered, in their order."""

    digest: str
    restored: str
    parts: Sequence[Gathered]

    @classmethod
    def of(cls, entries: Sequence[Entry], parts: Sequence[Gathered]) -> Batch:
        """The batch of these entries."""
        digest = digest_of(entries)
        rejected = {line for part in parts for line in part.rejected}
        restored = digest_of(entry for entry in entries if entry.line not in rejected) if rejected else digest
        return cls(digest, restored, parts)


class Writer:
    """Appends batches to a run folder's files; a context that closes them."""

    def __init__(self, folder: RunFolder, state: RunState) -> None:
        self._folder, self.state = folder, state
        self._files: dict[str, Log] = {}
        self._ends: dict[str, int] = {}
        self._failed = False

    def __enter__(self) -> Self:
        ends = dict.fromkeys(FILES, 0)
        for part in self._folder.parts(self.state.batches):
            self._verify(part, ends)
            ends = dict(part.ends)
        size = sum(map(len, self._folder.rows(self.state.batches)))
        with self._folder.writing():
            os.makedirs(self._folder.journal("work"), exist_ok=True)
            for kind in FILES:
                self._files[kind] = _opened_at(self._folder.work(f"{kind}.jsonl"), ends[kind])
            self._files["ledger"] = _opened_at(self._folder.journal("ledger.jsonl"), size)
        self._ends = ends
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def commit(self, batches: Sequence[Batch]) -> None:
        """Append batches and make them count. Raises OutputError on a full disk; what counted before still does."""
        if not batches or self._failed:
            return
        gathered = [part for batch in batches for part in batch.parts]
        self._failed = True  # until all is written: what a failed write left behind is cut off when the run goes on
        with self._folder.writing():
            # Before the ledger counts their records; of batches that it does not, they are written once more.
            for page in (page for part in gathered for page in part.pages):
                self._folder.put_page(page)
            rows = [line_of(self._append(batch).to_json()) for batch in batches]
            for kind in FILES:
                self._files[kind].sync()
            self._files["ledger"].append(b"".join(rows), sync=True)
        for part in gathered:
            self.state.tally.add(part.tally)
        self.state.batches += len(batches)
        self._folder.save(self.state)
        self._failed = False

    def _append(self, batch: Batch) -> LoggedBatch:
        digests = {}
        for kind in FILES:
            data = b"".join(part.data[kind] for part in batch.parts)
            self._files[kind].append(data)
            self._ends[kind] += len(data)
            digests[kind] = batch.parts[0].digests[kind] if len(batch.parts) == 1 else digest_of_bytes(data)
        lines = [line for part in batch.parts for line in part.lines]
        rejected = [line for part in batch.parts for line in part.rejected]
        pages = {page.path: digest_of_bytes(page.data) for part in batch.parts for page in part.pages}
        return LoggedBatch(batch.digest, lines, rejected, dict(self._ends), digests, pages, batch.restored)

    def _verify(self, part: LoggedBatch, starts: Mapping[str, int]) -> None:
        for kind in FILES:
            if part.ends[kind] != starts[kind]:
                path = self._folder.work(f"{kind}.jsonl")
                _verify(path, part.digests[kind], starts[kind], part.ends[kind] - starts[kind])
        for name, digest in part.pages.items():
            _verify(self._folder.work(f"{PAGES}/{name}"), digest)


def _verify(path: str, digest: str, start: int = 0, size: int = -1) -> None:
    """Raise StaleError unless so many bytes of a file from `start` on are still those that were written."""
    try:
        with open(path, "rb") as file:
            file.seek(start)
            data = file.read(size)
    except OSError as error:
        raise StaleError(f"{path}: {reason(error)}; begin again in another folder") from None
    if digest_of_bytes(data) != digest:
        raise StaleError(f"{path}: was changed since it was written; begin again in another folder")


def _opened_at(path: str, size: int) -> Log:
    """A file to append to, cut to its first `size` bytes."""
    log = Log(path)
    log.cut(size)
    return log
