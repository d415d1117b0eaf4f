"""What is made of finished runs without aligning again: other thresholds, shards put together, rejects retried."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from heapq import merge as in_order
from typing import Any

from restore.batch.batches import batches_of
from restore.batch.findings import FoundRecord, RecordFindings, Reread, decided_batch
from restore.batch.folder import RunFolder
from restore.batch.journal import DONE, FINISHING, RunState, RunTerms
from restore.batch.layouts import PAGES
from restore.batch.lines import DIFFERENCES, REJECTED, parse
from restore.batch.readers import fingerprint
from restore.batch.records import Entry, Reason, Record, Rejected
from restore.batch.run import Watcher, finish, run
from restore.batch.settings import BatchSettings, Effort
from restore.batch.tally import slowest
from restore.batch.writer import Writer
from restore.errors import InputError, StaleError, UsageError
from restore.repair import Policy
from restore.wire import to_difference, to_excerpt


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
        plan, found = replace(plan, settings=settings.to_json()), _found(folder)
        with output.made_at_once(plan) if output else _replacing(folder, plan) as new:
            return _rebuilt(new, _pairs(settings, found, folder), settings, [state])


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
            found = in_order(*(_found(folder) for folder in folders), key=lambda one: one.line)
            states = [folder.state() for folder in folders]
            return _rebuilt(new, _pairs(settings, found, output), settings, states)


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
        old = (one for one in _found(folder) if one.line not in tried)
        with _replacing(folder, replace(plan, settings=settings.to_json())) as new:
            found = in_order(old, _found(again), key=lambda one: one.line)
            pairs = _pairs(settings, found, folder)
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


def _found(folder: RunFolder) -> Iterator[RecordFindings]:
    """What a finished run found, in the order of the input's lines."""
    with open(folder.data(DIFFERENCES), "rb") as findings, open(folder.data(REJECTED), "rb") as refusals:
        for part in folder.parts():
            refused, batch = set(part.rejected), Reread(part)
            for line in part.lines:
                file, read = (refusals, _refused) if line in refused else (findings, _findings)
                data = file.readline()
                if not data:
                    raise StaleError(
                        f"{folder.path}: its files are cut short; restore its input anew, into another folder"
                    )
                try:
                    found = read(line, parse(data), folder)
                except (AttributeError, KeyError, TypeError, ValueError) as error:
                    raise InputError(
                        f"{file.name}: what it says of the input's line {line} is damaged: {error}; "
                        "restore the input anew, into another folder"
                    ) from None
                yield replace(found, batch=batch)


def _refused(line: int, values: Any, _folder: RunFolder) -> RecordFindings:
    refusal = Rejected(line, values["id"], Reason(values["error"]), values["message"])
    return RecordFindings(line, values["id"], rejected=refusal)


def _findings(line: int, values: Any, folder: RunFolder) -> RecordFindings:
    where = f"{folder.data(DIFFERENCES)}: record {values['id']}"
    differences = [to_difference(one, where) for one in values["differences"]]
    excerpt = to_excerpt(values.get("excerpt"), where)
    return RecordFindings(line, values["id"], differences, values["fidelity"], values.get("right", ()), excerpt=excerpt)


def _pairs(settings: BatchSettings, found: Iterator[RecordFindings], folder: RunFolder) -> Iterator[FoundRecord]:
    """What was found with the input's record of the same line."""
    entries = settings.source().open().entries()
    for one in found:
        entry = next((entry for entry in entries if entry.line >= one.line), None)
        if entry is None or entry.line != one.line or (one.rejected is None and not _same(entry, one)):
            raise _changed(folder, f"line {one.line} of the input")
        if one.batch and one.rejected is None and one.batch.changed(entry):
            raise _changed(folder, f"one of the input's lines {one.batch.lines}")
        yield FoundRecord(entry, one)


def _changed(folder: RunFolder, what: str) -> StaleError:
    told = f"{what}, or a file that it names, is not what it was; restore it anew, into another folder"
    return StaleError(f"{folder.path}: {told}")


def _same(entry: Entry, found: RecordFindings) -> bool:
    """Whether the record has what was found in it, where that was found; all else its batch's digest tells."""
    if not isinstance(entry, Record) or entry.id != found.id:
        return False
    copy, source, start = entry.copy, entry.source, found.excerpt.start if found.excerpt else 0
    return all(
        copy[one.copy.start : one.copy.end] == one.copy.text
        and source[start + one.source.start : start + one.source.end] == one.source.text
        for one in found.differences
    )
