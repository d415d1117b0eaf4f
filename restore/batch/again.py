"""What is made of finished runs without aligning again: other thresholds, shards put together, rejects retried."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from heapq import merge as in_order

from restore.batch.batches import batches_of
from restore.batch.findings import FoundRecord, decided_batch, found_in, with_entries
from restore.batch.folder import RunFolder
from restore.batch.journal import DONE, FINISHING, RunState, RunTerms
from restore.batch.layouts import PAGES
from restore.batch.readers import fingerprint
from restore.batch.records import Entry, Reason, Rejected
from restore.batch.run import Watcher, finish, run
from restore.batch.settings import BatchSettings, Effort
from restore.batch.tally import slowest
from restore.batch.writer import Writer
from restore.errors import InputError, StaleError, UsageError
from restore.repair import Policy


def apply_again(
    folder: RunFolder, policy: Policy, *, input_path: str | None = None, output: RunFolder | None = None
) -> RunState:
    """Make the texts of a run again from its findings and the input, under another policy; nothing is aligned.

    Raises:
        StaleError: the input is not what it was.
        UsageError: the run is not done.
    """
    with folder.locked(begun=True):
        state, plan, settings = _done(folder, input_path)
        settings = replace(settings, policy=policy, dry_run=False)
        plan, found = replace(plan, settings=settings.to_json()), found_in(folder)
        with output.made_at_once(plan) if output else _replacing(folder, plan) as new:
            return _rebuilt(new, with_entries(settings, found, folder), settings, [state])


def merge_shards(folders: Sequence[RunFolder], output: RunFolder, *, input_path: str | None = None) -> RunState:
    """Put the shards of one input together, in its order.

    Raises:
        StaleError: they are of different inputs or settings.
        UsageError: one is not done, missing or given twice.
    """
    paths = [os.path.realpath(folder.path) for folder in folders]
    twice = next((folder for at, folder in enumerate(folders) if paths[at] in paths[:at]), None)
    if twice:
        raise UsageError(f"--merge: {twice.path} is given twice; give each shard once")
    with ExitStack() as stack:
        for folder in folders:
            stack.enter_context(folder.locked(begun=True))
        plans = [_finished(folder) for folder in folders]
        whole = _whole(folders, plans)
        with output.made_at_once(whole) as new:
            settings = BatchSettings.of_json(input_path or whole.input, whole.settings, whole.folder)
            _same_input(folders[0], plans[0], settings)
            found = in_order(*(found_in(folder) for folder in folders), key=lambda one: one.line)
            states = [folder.state() for folder in folders]
            return _rebuilt(new, with_entries(settings, found, output), settings, states)


def retry_rejected(
    folder: RunFolder,
    effort: Effort,
    *,
    max_size: int | None = None,
    input_path: str | None = None,
    watcher: Watcher | None = None,
) -> RunState:
    """Try the rejected records of a run once more, with more time or size, and put what comes of them in their places.

    A record whose id or page an earlier one has now that this can be read is rejected, as by a run from the beginning.

    Raises:
        StaleError: the input is not what it was. UsageError: the run is not done. Stopped: the watcher said so.
    """
    with folder.locked(begun=True):
        state, plan, settings = _done(folder, input_path)
        if not state.tally.totals.rejected:
            return state
        settings = replace(settings, max_size=max_size or settings.max_size)
        again = RunFolder(folder.journal("retry"), "say --retry-rejected again, which begins anew")
        shutil.rmtree(again.path, ignore_errors=True)
        lines = {line for part in folder.parts() for line in part.rejected}
        more = run(again, settings, effort, watcher=watcher, only=lambda one: one.line in lines or _is_second(one))
        tried = {line for part in again.parts() for line in part.lines}
        old = (one for one in found_in(folder) if one.line not in tried)
        with _replacing(folder, replace(plan, settings=settings.to_json())) as new:
            found = in_order(old, found_in(again), key=lambda one: one.line)
            pairs = with_entries(settings, found, folder)
            finished = _rebuilt(new, pairs, settings, [state, more])
        shutil.rmtree(again.path, ignore_errors=True)
        return finished


def _is_second(entry: Entry) -> bool:
    return isinstance(entry, Rejected) and entry.error in {Reason.DUPLICATE_ID, Reason.DUPLICATE_PAGE}


def _rebuilt(
    folder: RunFolder, pairs: Iterator[FoundRecord], settings: BatchSettings, before: Sequence[RunState]
) -> RunState:
    """Decide, apply and write every pair; the state of the finished folder, with the times of the runs before."""
    state = RunState(seconds=sum(one.seconds for one in before))
    with Writer(folder, state) as writer:
        for batch in batches_of(pairs, settings.batch_size):
            writer.commit([decided_batch(batch, settings.policy, dry_run=settings.dry_run)])
    state.tally.slowest = slowest(one.tally for one in before)
    finish(folder, settings, state)
    return state


@contextmanager
def _replacing(folder: RunFolder, plan: RunTerms) -> Iterator[RunFolder]:
    """A new run folder in a run's journal, from where it then takes the run's place."""
    again = RunFolder(folder.journal("again"))
    shutil.rmtree(again.path, ignore_errors=True)
    with again.made_at_once(plan) as new:
        yield new
    replace_run(folder, new)


def replace_run(folder: RunFolder, new: RunFolder) -> None:
    """Put a finished run in another's place. Killed in between, opening the folder again does the rest."""
    shutil.rmtree(folder.journal("work"), ignore_errors=True)
    with folder.writing():
        os.makedirs(folder.journal("work"))
        for root, inside in ((new.path, ""), (new.journal(), "journal-")):
            for name in sorted(os.listdir(root)):
                path = os.path.join(root, name)
                if (os.path.isfile(path) or name == PAGES) and name not in {"lock", "state.json"}:
                    os.replace(path, folder.work(inside + name))
    state = new.state()
    state.phase = FINISHING
    folder.save(state)
    folder.finish(state)
    shutil.rmtree(new.path, ignore_errors=True)


def _finished(folder: RunFolder) -> RunTerms:
    plan = folder.plan()
    if folder.settle().phase != DONE:
        raise UsageError(f"{folder.path}: the run is not done; finish it with --resume first")
    return plan


def _done(folder: RunFolder, input_path: str | None) -> tuple[RunState, RunTerms, BatchSettings]:
    plan = _finished(folder)
    settings = BatchSettings.of_json(input_path or plan.input, plan.settings, plan.folder)
    _same_input(folder, plan, settings)
    return folder.state(), plan, settings


def _same_input(folder: RunFolder, plan: RunTerms, settings: BatchSettings) -> None:
    if not os.path.exists(settings.input):
        raise InputError(f"{settings.input}: the input of {folder.path} is not there; --input says where it is now")
    now = fingerprint(settings.input)
    if (now.bytes, now.sha256) != (plan.bytes, plan.sha256):
        changes = plan.changes(replace(plan, bytes=now.bytes, sha256=now.sha256))
        raise StaleError(f"{folder.path}: its input has changed: {changes[0]}; restore it anew, into another folder")


def _whole(folders: Sequence[RunFolder], plans: Sequence[RunTerms]) -> RunTerms:
    """The plan of the merged run. Raises for shards that do not belong together, or are not all there."""
    wholes = [replace(plan, settings={**plan.settings, "shard": "1/1"}) for plan in plans]
    for folder, whole in zip(folders, wholes, strict=True):
        changes = wholes[0].changes(whole)
        if changes:
            raise StaleError(f"{folder.path}: does not go with {folders[0].path}: {'; '.join(changes)}")
    shards = [str(plan.settings["shard"]) for plan in plans]
    count = int(shards[0].partition("/")[2])
    wanted = [f"{number}/{count}" for number in range(1, count + 1)]
    missing = sorted(set(wanted) - set(shards))
    if missing:
        raise UsageError(f"--merge: shard {missing[0]} is not among the folders; give all {count}")
    if len(shards) != count or set(shards) != set(wanted):
        raise UsageError(f"--merge: the folders are shards {', '.join(shards)}; give each of {count} once")
    return wholes[0]
