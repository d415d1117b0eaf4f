"""A run from its input to its finished folder."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from time import monotonic

from restore.batch.batches import batches_of, digest_of
from restore.batch.folder import RunFolder
from restore.batch.journal import RUNNING, Plan, State
from restore.batch.lines import RESTORED
from restore.batch.pool import Pool
from restore.batch.readers import Reader, fingerprint
from restore.batch.records import Entry, Id, Reason, Record, Rejected
from restore.batch.settings import Effort, Settings, Shard
from restore.batch.tally import Tally
from restore.batch.work import Work, Written, joined, packed
from restore.batch.writer import Batch, Writer
from restore.errors import RestoreError, StaleError, UsageError

COMMIT = 0.5  # seconds between two commits: each waits for the disk a few times


class Watcher:
    """Who looks on while a run goes on. This one sees nothing and stops nothing."""

    def watch(self, seen: Seen) -> None:
        """Told after each commit."""

    def stopping(self) -> bool:
        """Asked ten times a second or more: whether to stop."""
        return False


@dataclass(frozen=True, slots=True)
class Seen:
    """What a watcher of a run is told: the tally, and how much of the input has been read."""

    tally: Tally
    fraction: float


class Stopped(RestoreError):  # noqa: N818 - not an error of the run
    """The run was stopped before its end, and can be gone on with."""

    exit_code = 130


class TooManyRejected(RestoreError):  # noqa: N818 - what it says is the error
    """More records were rejected than --max-rejected allows."""

    exit_code = 1


def run(
    folder: RunFolder,
    settings: Settings,
    effort: Effort,
    *,
    resume: bool = False,
    watcher: Watcher | None = None,
    only: Callable[[Entry], bool] = lambda _: True,
) -> State:
    """Restore an input's records into a folder; the state at the end.

    Raises:
        UsageError: a run was begun there, and `resume` is off; or the call cannot mean anything.
        StaleError: it was begun with another input, other settings or another version.
        InputError: the input cannot be read.
        OutputError: the folder cannot be written. What is committed stays.
        Stopped: the watcher said so. TooManyRejected: too many were.
    """
    _refuse(folder, settings, resume=resume)
    if settings.format == "parquet":
        from restore.batch.parquet import check_installed

        check_installed()
    reader = settings.source().open()
    plan = _plan(settings)
    with folder.locked():
        state = _begun(folder, plan)
        if state.phase == RUNNING:
            _work(folder, _Task(settings, effort, reader, watcher or Watcher(), only), state)
            finish(folder, settings, state)
        _judge(effort, state, done=True)
    return state


def _refuse(folder: RunFolder, settings: Settings, *, resume: bool) -> None:
    if folder.exists() and not resume:
        raise UsageError(f"{folder.path}: a run was begun here; go on with --resume, or name another folder")
    if os.path.isdir(settings.input):
        inside = os.path.realpath(folder.path) + os.sep
        if inside.startswith(os.path.realpath(settings.input) + os.sep):
            raise UsageError(f"{folder.path}: is inside the input's folder, which it would change; name another")


def _plan(settings: Settings) -> Plan:
    from restore import __version__

    print_ = fingerprint(settings.input)
    return Plan(os.path.abspath(settings.input), print_.bytes, print_.sha256, settings.to_json(), __version__)


def _begun(folder: RunFolder, plan: Plan) -> State:
    """The state to go on from; a new one in a new folder."""
    if not folder.exists():
        folder.begin(plan)
        return State()
    changes = folder.plan().changes(plan)
    if changes and not folder.state().batches and folder.state().phase == RUNNING:
        folder.begin(plan)  # nothing was done yet: a mistake in the first call may be mended in the second
        return State()
    if changes:
        raise StaleError(
            f"{folder.path}: was begun otherwise: {'; '.join(changes)}. Go on as it was begun, or name another folder"
        )
    return folder.settle()


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be done, and who looks on."""

    settings: Settings
    effort: Effort
    reader: Reader
    watcher: Watcher
    only: Callable[[Entry], bool]

    def pool(self) -> Pool[Entry, Written]:
        """Its workers."""
        work = Work(self.settings.kernel())
        return Pool(work, jobs=self.effort.jobs, timeout=self.effort.timeout, pack=packed)

    def batches(self, first: Callable[[Id], bool]) -> Iterator[list[Entry]]:
        """Its batches, from the first on."""
        chosen = _chosen(self.reader.entries(), self.settings.shard, first, self.only)
        return batches_of(chosen, self.settings.batch_size)


def _work(folder: RunFolder, task: _Task, state: State) -> None:
    began, before = monotonic(), state.seconds
    watcher = task.watcher
    with Writer(folder, state) as writer, _unique(folder) as first, task.pool() as pool:
        batches = _Queue(_resumed(task.batches(first), folder, state))
        pending: list[Batch] = []
        committed = monotonic()
        try:
            for results in pool.map(batches, stopping=watcher.stopping):
                pending.append(joined(batches.next(), results))
                if monotonic() - committed >= COMMIT:
                    state.seconds = before + monotonic() - began
                    writer.commit(pending)
                    pending, committed = [], monotonic()
                    watcher.watch(Seen(state.tally, task.reader.fraction()))
                    _judge(task.effort, state, done=False)
        finally:
            # What is finished counts, whatever ended the loop; a disk that is full says so a second time, in the same
            # words.
            state.seconds = before + monotonic() - began
            writer.commit(pending)
        watcher.watch(Seen(state.tally, task.reader.fraction()))
        if watcher.stopping() and batches.left:
            done = state.tally.records
            raise Stopped(f"stopped after {done} records, nothing is lost; go on with --resume")


def _judge(effort: Effort, state: State, *, done: bool) -> None:
    tally = state.tally
    if effort.max_rejected.exceeded(tally.counts["rejected"], of=tally.records, done=done):
        most = ", ".join(f"{count} {reason}" for reason, count in tally.reasons.most_common(3))
        raise TooManyRejected(
            f"{tally.counts['rejected']} of {tally.records} records rejected, more than --max-rejected allows: {most}"
            + ("" if done else "; once that is mended, or with a higher limit, --resume goes on")
        )


def finish(folder: RunFolder, settings: Settings, state: State) -> None:
    """Write the report and, where asked for, Parquet, and put the files in their places."""
    from restore.batch.report import write_report

    if settings.format == "parquet":
        from restore.batch.parquet import to_parquet

        to_parquet(folder, dry_run=settings.dry_run)
    if settings.dry_run:
        with suppress(FileNotFoundError):
            os.unlink(folder.work(f"{RESTORED}.jsonl"))
    write_report(folder, state)
    folder.finish(state)


class _Queue:
    """Batches as they are read, kept until their results have come."""

    def __init__(self, batches: Iterable[Sequence[Entry]]) -> None:
        self._batches = iter(batches)
        self._read: list[Sequence[Entry]] = []
        self._ended = False

    @property
    def left(self) -> bool:
        """Whether there are batches whose results have not come, or may be."""
        return bool(self._read) or not self._ended

    def __iter__(self) -> Iterator[Sequence[Entry]]:
        for batch in self._batches:
            self._read.append(batch)
            yield batch
        self._ended = True

    def next(self) -> Sequence[Entry]:
        """The batch whose results came."""
        return self._read.pop(0)


def _chosen(
    entries: Iterable[Entry], shard: Shard, first: Callable[[Id], bool], only: Callable[[Entry], bool]
) -> Iterator[Entry]:
    """The entries of the shard; the second of two with one id is rejected."""
    for entry in entries:
        if not shard.has(entry.id, entry.line):
            continue
        chosen = entry
        if isinstance(entry, Record) and not first(entry.id):
            chosen = Rejected(entry.line, entry.id, Reason.DUPLICATE_ID, "an earlier record has this id")
        if only(chosen):
            yield chosen


def _resumed(batches: Iterator[list[Entry]], folder: RunFolder, state: State) -> Iterator[list[Entry]]:
    """The batches that are still to do; those done are read again, and have to be what they were."""
    for part in folder.parts(state.batches):
        entries = next(batches, [])
        if digest_of(entries) != part.digest:
            raise StaleError(
                f"{folder.path}: the records of lines {part.lines[0]} to {part.lines[-1]} are not what they were when "
                "the run was begun; name another folder"
            )
    yield from batches


@contextmanager
def _unique(folder: RunFolder) -> Iterator[Callable[[Id], bool]]:
    """A function that says whether an id comes for the first time; on disk, so that memory does not grow."""
    path = folder.journal("ids.sqlite")
    with suppress(FileNotFoundError):
        os.unlink(path)
    database = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-16000", "locking_mode=EXCLUSIVE"):
            database.execute(f"PRAGMA {pragma}")
        database.execute("CREATE TABLE ids (digest BLOB PRIMARY KEY) WITHOUT ROWID")
        database.execute("BEGIN")

        def first(name: Id) -> bool:
            key = f"{type(name).__name__} {name}".encode("utf-8", "surrogatepass")
            with folder.writing():
                try:
                    digest = blake2b(key, digest_size=16).digest()
                    return database.execute("INSERT OR IGNORE INTO ids VALUES (?)", (digest,)).rowcount == 1
                except sqlite3.OperationalError as error:
                    raise OSError(str(error)) from None

        yield first
    finally:
        database.close()
        with suppress(OSError):
            os.unlink(path)
