"""The run folder: the output files, and the journal from which a run that was stopped at any moment goes on.

    OUT/restored.jsonl, differences.jsonl, review.jsonl, rejected.jsonl, report.json, report.html   once the run is done
    OUT/journal/plan.json       what the output depends on: the input's fingerprint, the settings, the version
    OUT/journal/ledger.jsonl    a line for each batch: its records, where its parts of the files end, and their digests
    OUT/journal/state.json      how many batches count, and the tally over them; replaced as a whole, which commits them
    OUT/journal/work/           the output files as far as they have come
    OUT/journal/lock            held by the process that writes

A commit appends to the files, then to the ledger, then replaces the state. What lies behind the state's last batch is
cut off when the run goes on, so that a kill at any moment costs the batches in flight and nothing else.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from typing import Any, BinaryIO, Self

from restore.batch.lines import FILES, line_of, parse
from restore.batch.tally import Tally
from restore.errors import OutputError, StaleError, UsageError
from restore.files import reason, write_atomically

SCHEMA = "restore-batch/1"
RUNNING, FINISHING, DONE = "running", "finishing", "done"


@dataclass(frozen=True, slots=True)
class Plan:
    """What the output depends on."""

    input: str
    bytes: int
    sha256: str
    settings: Mapping[str, Any]
    version: str

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        fingerprint = {"path": self.input, "bytes": self.bytes, "sha256": self.sha256}
        return {"schema": SCHEMA, "version": self.version, "input": fingerprint, "settings": dict(self.settings)}

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> Plan:
        """A plan from its plain values."""
        read = values["input"]
        return cls(read["path"], read["bytes"], read["sha256"], values["settings"], values["version"])

    def changes(self, other: Plan) -> list[str]:
        """What is different in another plan, in words; nothing where it would make the same output."""
        told = []
        if (self.bytes, self.sha256) != (other.bytes, other.sha256):
            told.append(
                f"the input had {self.bytes} bytes (sha256 {self.sha256[:12]}…), "
                f"now {other.bytes} ({other.sha256[:12]}…)"
            )
        told += [
            f"{name} was {self.settings.get(name)}, now {other.settings.get(name)}"
            for name in {**self.settings, **other.settings}
            if self.settings.get(name) != other.settings.get(name)
        ]
        if self.version != other.version:
            told.append(f"restore was {self.version}, now {other.version}")
        return told


@dataclass(frozen=True, slots=True)
class Part:
    """One batch in the ledger: its digest, its records' lines, those rejected, and its stretch of each file."""

    digest: str
    lines: Sequence[int]
    rejected: Sequence[int]
    ends: Mapping[str, int]
    digests: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """Plain values; runs of lines as their first and last."""
        return {
            "digest": self.digest, "lines": _runs(self.lines), "rejected": list(self.rejected),
            "ends": dict(self.ends), "digests": dict(self.digests),
        }  # fmt: skip

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> Part:
        """A part from its plain values."""
        lines = [line for first, last in values["lines"] for line in range(first, last + 1)]
        return cls(values["digest"], lines, values["rejected"], values["ends"], values["digests"])


@dataclass(slots=True)
class State:
    """How far a run has come. `seconds` is the time spent on it, over all its starts."""

    phase: str = RUNNING
    batches: int = 0
    seconds: float = 0.0
    tally: Tally = field(default_factory=Tally)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        seconds = round(self.seconds, 3)
        return {"phase": self.phase, "batches": self.batches, "seconds": seconds, "tally": self.tally.to_json()}

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> State:
        """A state from its plain values."""
        return cls(values["phase"], values["batches"], values["seconds"], Tally.of_json(values["tally"]))


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The paths of a run, and its journal."""

    path: str

    def final(self, file: str) -> str:
        """Where a file stands when the run is done."""
        return os.path.join(self.path, file)

    def journal(self, *names: str) -> str:
        """A path in the journal."""
        return os.path.join(self.path, "journal", *names)

    def work(self, file: str) -> str:
        """Where a file grows while the run goes on."""
        return self.journal("work", file)

    def data(self, kind: str) -> str:
        """Where the lines of one kind are: the finished file, of a Parquet run the journal's, or the growing one."""
        name = f"{kind}.jsonl"
        paths = (self.final(name), self.journal(name), self.work(name))
        return next((path for path in paths if os.path.exists(path)), paths[0])

    def exists(self) -> bool:
        """Whether a run was begun here."""
        return os.path.exists(self.journal("plan.json"))

    def begin(self, plan: Plan) -> None:
        """Make the folder. Raises OutputError when it cannot be written, UsageError when it holds other outputs."""
        for kind in FILES:
            if os.path.lexists(self.final(f"{kind}.jsonl")):
                raise UsageError(
                    f"{self.final(kind)}.jsonl: is there already, and no journal with it; name another folder"
                )
        with self.writing():
            os.makedirs(self.journal("work"), exist_ok=True)
        write_atomically(self.journal("state.json"), _pretty(State().to_json()))
        write_atomically(self.journal("plan.json"), _pretty(plan.to_json()))

    def plan(self) -> Plan:
        """What was planned. Raises StaleError for a journal that cannot be read."""
        return Plan.of_json(self._read("plan.json"))

    def state(self) -> State:
        """How far it has come. Raises StaleError likewise."""
        return State.of_json(self._read("state.json"))

    def save(self, state: State) -> None:
        """Replace the state, which commits what it counts."""
        write_atomically(self.journal("state.json"), _pretty(state.to_json()))

    def parts(self, count: int | None = None) -> Iterator[Part]:
        """The ledger's first `count` batches, or all that count. Raises StaleError where it is damaged."""
        for line in self.rows(self.state().batches if count is None else count):
            try:
                yield Part.of_json(parse(line))
            except (ValueError, KeyError, TypeError) as error:
                raise self._damaged(str(error)) from None

    def rows(self, count: int) -> Iterator[bytes]:
        """The ledger's first `count` lines. Raises StaleError where it has fewer."""
        seen = 0
        try:
            if count:
                with open(self.journal("ledger.jsonl"), "rb") as file:
                    for line in islice(file, count):
                        seen += line.endswith(b"\n")
                        yield line
        except OSError as error:
            raise self._damaged(reason(error)) from None
        if seen < count:
            raise self._damaged(f"{seen} batches of {count} are left")

    def _damaged(self, how: str) -> StaleError:
        return StaleError(f"{self.journal('ledger.jsonl')}: damaged: {how}; begin again in another folder")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turn what can go wrong with a disk into one line; the folder stays one that can be gone on with."""
        try:
            yield
        except OSError as error:
            raise OutputError(
                f"{self.path}: cannot be written: {reason(error)}; nothing is lost: make room, then go on with --resume"
            ) from None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes out. Raises UsageError when one is at work here."""
        with self.writing():
            os.makedirs(self.journal(), exist_ok=True)
            file = open(self.journal("lock"), "wb")  # noqa: SIM115 - held for as long as the run
        with file:
            _lock(file, self.path)
            yield

    def _read(self, name: str) -> dict[str, Any]:
        path = self.journal(name)
        try:
            with open(path, "rb") as file:
                values: dict[str, Any] = json.load(file)
        except FileNotFoundError:
            raise UsageError(f"{self.path}: no run was begun here; give its INPUT, or the folder of a run") from None
        except (OSError, ValueError) as error:
            raise StaleError(f"{path}: cannot be read: {error}; begin again in another folder") from None
        return values

    def settle(self) -> State:
        """Finish what a process that was killed while finishing left to do; the state afterwards."""
        state = self.state()
        if state.phase == FINISHING:
            self.finish(state)
        return state

    def finish(self, state: State) -> None:
        """Put the finished files in their place. Killed in between, `settle` does the rest."""
        if state.phase != FINISHING:
            state.phase = FINISHING
            self.save(state)
        with self.writing():
            names = os.listdir(self.journal("work")) if os.path.isdir(self.journal("work")) else []
            for name in sorted(names):
                kept = name in {"ledger.jsonl", "plan.json", "timings.html"} or name.startswith("journal-")
                target = self.journal(name.removeprefix("journal-")) if kept else self.final(name)
                os.replace(self.work(name), target)
        state.phase = DONE
        self.save(state)
        shutil.rmtree(self.journal("work"), ignore_errors=True)


class Writer:
    """Appends batches to a run folder's files; a context that closes them."""

    def __init__(self, folder: RunFolder, state: State) -> None:
        self._folder, self.state = folder, state
        self._files: dict[str, BinaryIO] = {}
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
            # Unbuffered files: closing writes nothing that could fail.
            file.close()

    def commit(self, parts: Sequence[Batch]) -> None:
        """Append batches and make them count. Raises OutputError on a full disk; what counted before still does."""
        if not parts or self._failed:
            return
        self._failed = True  # until all is written: what a failed write left behind is cut off when the run goes on
        with self._folder.writing():
            rows = [line_of(self._append(part).to_json()) for part in parts]
            for kind in FILES:
                os.fsync(self._files[kind].fileno())
            _write(self._files["ledger"], b"".join(rows))
            os.fsync(self._files["ledger"].fileno())
        for part in parts:
            self.state.tally.add(part.tally)
        self.state.batches += len(parts)
        self._folder.save(self.state)
        self._failed = False

    def _append(self, batch: Batch) -> Part:
        digests = {}
        for kind in FILES:
            data = batch.data.get(kind, b"")
            _write(self._files[kind], data)
            self._ends[kind] += len(data)
            digests[kind] = _digest(data)
        return Part(batch.digest, batch.lines, batch.rejected, dict(self._ends), digests)

    def _verify(self, part: Part, starts: Mapping[str, int]) -> None:
        for kind in FILES:
            path = self._folder.work(f"{kind}.jsonl")
            if part.ends[kind] == starts[kind]:
                continue
            try:
                with open(path, "rb") as file:
                    file.seek(starts[kind])
                    data = file.read(part.ends[kind] - starts[kind])
            except OSError as error:
                raise StaleError(f"{path}: {reason(error)}; begin again in another folder") from None
            if _digest(data) != part.digests[kind]:
                raise StaleError(f"{path}: was changed since it was written; begin again in another folder")


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it is written: lines of its records, those rejected, bytes for each file."""

    digest: str
    lines: Sequence[int]
    rejected: Sequence[int]
    data: Mapping[str, bytes]
    tally: Tally


def _opened_at(path: str, size: int) -> BinaryIO:
    """A file to append to, cut to its first `size` bytes."""
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b", buffering=0)
    file.truncate(size)
    file.seek(size)
    return file


def _write(file: BinaryIO, data: bytes) -> None:
    """All of the data: an unbuffered write may take only some, on a disk that is nearly full."""
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=12).hexdigest()


def _runs(lines: Sequence[int]) -> list[list[int]]:
    """Rising numbers as first and last of each run.

    >>> _runs([1, 2, 3, 7])
    [[1, 3], [7, 7]]
    """
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return runs


def _pretty(values: Mapping[str, Any]) -> bytes:
    from restore.formats.json import dumps

    return (dumps(values, indent=1) + "\n").encode()


def _lock(file: BinaryIO, path: str) -> None:
    try:
        import fcntl
    except ImportError:  # a system without it has no advisory locks; the journal still tells a run that was begun
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise UsageError(f"{path}: another process is at work here; wait for it, or name another folder") from None
