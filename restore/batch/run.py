"""A run from its input to its finished folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import monotonic

from restore.batch.batches import batches_of
from restore.batch.entries import BatchQueue, Readable, chosen_of, resumed, unique
from restore.batch.folder import RunFolder
from restore.batch.gathering import Gathered
from restore.batch.journal import RUNNING, RunState, RunTerms
from restore.batch.layouts import PAGES
from restore.batch.lines import DIFFERENCES, FILES, RESTORED
from restore.batch.pool import Pool
from restore.batch.readers import InputReader, fingerprint
from restore.batch.records import Entry
from restore.batch.settings import BatchSettings, Effort, refuse_inside
from restore.batch.tally import Tally
from restore.batch.work import Work, joined
from restore.batch.writer import Batch, Writer
from restore.errors import InputError, RestoreError, StaleError, UsageError
from restore.files import write_atomically
from restore.formats.json import dumps
from restore.hints import several
from restore.values import dataclass, replace

COMMIT = 0.5  # seconds between two commits: each waits for the disk a few times


class Watcher:
    """Who looks on while a run goes on. This one sees nothing and stops nothing."""

    def watch(self, seen: RunProgress) -> None:
        """Told after each commit."""

    def stopping(self) -> bool:
        """Asked ten times a second or more: whether to stop."""
        return False


@dataclass(frozen=True, slots=True)
class RunProgress:
    """What a watcher of a run is told: the tally, and how much of the input has been read."""

    tally: Tally
    fraction: float


class Stopped(RestoreError):  # noqa: N818 - not an error of the run
    """The run was stopped before its end; nothing of what it had is lost."""

    exit_code = 130


class TooManyRejected(RestoreError):  # noqa: N818 - what it says is the error
    """More records were rejected than --max-rejected allows."""

    exit_code = 1


def run(
    folder: RunFolder,
    settings: BatchSettings,
    effort: Effort,
    *,
    resume: bool = False,
    watcher: Watcher | None = None,
    only: Callable[[Entry], bool] = lambda _: True,
) -> RunState:
    """Restore an input's records into a folder; the state at the end.

    Raises:
        UsageError: a run was begun there, and `resume` is off; or the call cannot mean anything.
        StaleError: it was begun with another input, other settings or another version, or a file of it was changed.
        InputError: the input cannot be read, or not to its end. What was read is done, and can be gone on with.
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
        else:
            _check_finished(folder)
        _judge(effort, state, folder.onward, done=True)
    return state


def _refuse(folder: RunFolder, settings: BatchSettings, *, resume: bool) -> None:
    if folder.exists() and not resume:
        raise UsageError(f"{folder.path}: a run was begun here; go on with --resume, or name another folder")
    refuse_inside(folder.path, settings.input)


def _plan(settings: BatchSettings) -> RunTerms:
    from restore import __version__

    print_ = fingerprint(settings.input)
    said = (os.path.abspath(settings.input), print_.bytes, print_.sha256, settings.to_json(), __version__)
    return RunTerms(*said, os.path.abspath(settings.folder) if settings.folder else "")


def _begun(folder: RunFolder, plan: RunTerms) -> RunState:
    """The state to go on from; a new one in a new folder."""
    if not folder.exists():
        folder.begin(plan)
        return RunState()
    state, before = folder.state(), folder.plan()
    if state.cut:  # the whole input may be there by now; that its first records are those done is seen as they are read
        before = replace(before, bytes=plan.bytes, sha256=plan.sha256)
    changes = before.changes(plan)
    if changes and not state.batches and state.phase == RUNNING:
        folder.begin(plan)  # nothing was done yet: a mistake in the first call may be mended in the second
        return RunState()
    if changes:
        raise StaleError(
            f"{folder.path}: was begun otherwise: {'; '.join(changes)}. Go on as it was begun, or name another folder"
        )
    if state.cut:
        folder.replan(plan)
    return folder.settle()


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be done, and who looks on."""

    settings: BatchSettings
    effort: Effort
    reader: InputReader
    watcher: Watcher
    only: Callable[[Entry], bool]

    def pool(self) -> Pool[Entry, Gathered]:
        """Its workers."""
        work = Work(self.settings.kernel())
        return Pool(work, jobs=self.effort.jobs, timeout=self.effort.timeout, pack=work.packed)


def _work(folder: RunFolder, task: _Task, state: RunState) -> None:
    began, before = monotonic(), state.seconds
    watcher = task.watcher
    with Writer(folder, state) as writer, unique(folder) as first, task.pool() as pool:
        read = Readable(task.reader)
        chosen = chosen_of(read, task.settings.shard, first, task.only)
        batches = BatchQueue(batches_of(resumed(chosen, folder, state), task.settings.batch_size))
        pending: list[Batch] = []
        committed = monotonic()
        try:
            for parts in pool.map(batches, stopping=watcher.stopping):
                pending.append(joined(batches.next(), parts))
                if monotonic() - committed >= COMMIT:
                    state.seconds = before + monotonic() - began
                    writer.commit(pending)
                    pending, committed = [], monotonic()
                    watcher.watch(RunProgress(state.tally, task.reader.fraction()))
                    _judge(task.effort, state, folder.onward, done=False)
        finally:
            # What is finished counts, whatever ended the loop; a disk that is full says so a second time, in the same
            # words.
            state.seconds = before + monotonic() - began
            writer.commit(pending)
        watcher.watch(RunProgress(state.tally, task.reader.fraction()))
        if watcher.stopping() and batches.left:
            done = state.tally.records
            raise Stopped(f"stopped after {several(done, 'record')}, nothing is lost; {folder.onward}")
        state.cut = read.error is not None
        if read.error:
            folder.save(state)
            raise _cut(read.error, state)


def _cut(error: InputError, state: RunState) -> InputError:
    """An input's error with what was done in spite of it."""
    if not state.tally.records:
        return error
    return InputError(f"{error}; the {state.tally.records:,} records read are done, and --resume goes on behind them")


def _judge(effort: Effort, state: RunState, onward: str, *, done: bool) -> None:
    tally = state.tally
    rejected = tally.totals.rejected
    if effort.max_rejected.exceeded(rejected, of=tally.records, done=done):
        most = ", ".join(f"{count} {reason}" for reason, count in tally.reasons.most_common(3))
        raise TooManyRejected(
            f"{rejected} of {tally.records} records rejected, more than --max-rejected allows: {most}"
            + ("" if done else f"; once that is mended, or with a higher limit, {onward}")
        )


def finish(folder: RunFolder, settings: BatchSettings, state: RunState) -> None:
    """Write the report and, where asked for, Parquet, and put the files in their places."""
    from restore.batch.pages import report_page, timings_page
    from restore.batch.report import report_of

    if settings.format == "parquet":
        from restore.batch.parquet import to_parquet

        to_parquet(folder, dry_run=settings.dry_run)
    if settings.dry_run:
        with suppress(FileNotFoundError):
            os.unlink(folder.work(f"{RESTORED}.jsonl"))
    report = report_of(state.tally)
    write_atomically(folder.work("report.json"), (dumps(report.to_json()) + "\n").encode())
    write_atomically(folder.work("report.html"), report_page(report).encode())
    # Apart, since it is never the same twice.
    write_atomically(folder.work("timings.html"), timings_page(state.tally, state.seconds).encode())
    folder.finish(state)


def _check_finished(folder: RunFolder) -> None:
    """Look that each file is there and as long as it was written.

    They are not read, since scripts that always say --resume are not to wait for what is done.

    Raises:
        StaleError: one is gone, or of another length.
    """
    for path, size in _written(folder):
        try:
            now = os.path.getsize(path)
        except OSError:
            raise StaleError(f"{path}: is gone, and the run is done; begin again in another folder") from None
        if size is not None and now != size:
            raise StaleError(f"{path}: was changed since it was written; begin again in another folder")


def _written(folder: RunFolder) -> Iterator[tuple[str, int | None]]:
    """The files of a finished run, and how long each is that the ledger tells of."""
    settings = folder.plan().settings
    ends = dict.fromkeys(FILES, 0)
    for part in folder.parts():
        ends = {**part.ends}
        if not settings["dry_run"]:
            yield from ((folder.final(f"{PAGES}/{name}"), None) for name in part.pages)
    absent = {RESTORED} if settings["dry_run"] else set()
    yield from ((folder.data(kind), end) for kind, end in ends.items() if kind not in absent)
    if settings["format"] == "parquet":
        yield from ((folder.final(f"{kind}.parquet"), None) for kind in (RESTORED, DIFFERENCES) if kind not in absent)
    yield from ((folder.final(name), None) for name in ("report.json", "report.html"))
