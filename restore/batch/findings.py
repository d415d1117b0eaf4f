"""What a run found in its records, read again and decided anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from restore.batch.batches import EntriesDigest
from restore.batch.folder import RunFolder
from restore.batch.gathering import Gatherer
from restore.batch.journal import LoggedBatch
from restore.batch.layouts import restored_page
from restore.batch.lines import DIFFERENCES, REJECTED, parse
from restore.batch.records import Entry, Outcome, Reason, Record, Rejected, Restored
from restore.batch.settings import BatchSettings
from restore.batch.writer import Batch
from restore.differences import Difference, Place
from restore.errors import InputError, StaleError
from restore.excerpt import Excerpt
from restore.repair import Policy, apply_plan, decided, make_plan
from restore.values import dataclass
from restore.wire import to_difference, to_excerpt


class Reread:
    """A batch's restored records as they are read again, in their order."""

    def __init__(self, batch: LoggedBatch) -> None:
        self.lines = f"{batch.lines[0]} to {batch.lines[-1]}"
        self._left = len(batch.lines) - len(batch.rejected)
        self._wanted, self._digest = batch.restored, EntriesDigest()

    def changed(self, entry: Entry) -> bool:
        """Take the next one in; whether it is the last, and they are not what they were."""
        self._digest.add(entry)
        self._left -= 1
        return not self._left and self._wanted not in {"", self._digest.said()}


@dataclass(frozen=True, slots=True)
class RecordFindings:
    """A record's line in the files of a run: what was found in it, of its batch, or why it was rejected."""

    line: int
    id: str | int | None
    differences: Sequence[Difference] = ()
    fidelity: float = 1.0
    right: Sequence[bool | None] = ()
    rejected: Rejected | None = None
    excerpt: Place | None = None
    batch: Reread | None = None


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record of the input with what was found in it."""

    entry: Entry
    found: RecordFindings

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return self.entry.size


def found_in(folder: RunFolder) -> Iterator[RecordFindings]:
    """What a finished run found, in the order of the input's lines.

    Raises:
        StaleError: its files are cut short. InputError: they are damaged.
    """
    with open(folder.data(DIFFERENCES), "rb") as findings, open(folder.data(REJECTED), "rb") as refusals:
        for part in folder.parts():
            refused, batch = set(part.rejected), Reread(part)
            for line in part.lines:
                is_refused = line in refused
                file = refusals if is_refused else findings
                data = file.readline()
                if not data:
                    raise StaleError(
                        f"{folder.path}: its files are cut short; restore its input anew, into another folder"
                    )
                try:
                    values = parse(data)
                    found = _refused(line, values) if is_refused else _findings(line, values, file.name, batch)
                except (AttributeError, KeyError, TypeError, ValueError) as error:
                    raise InputError(
                        f"{file.name}: what it says of the input's line {line} is damaged: {error}; "
                        "restore the input anew, into another folder"
                    ) from None
                yield found


def _refused(line: int, values: Any) -> RecordFindings:
    refusal = Rejected(line, values["id"], Reason(values["error"]), values["message"])
    return RecordFindings(line, values["id"], rejected=refusal)


def _findings(line: int, values: Any, file: str, batch: Reread) -> RecordFindings:
    where = f"{file}: record {values['id']}"
    differences = [to_difference(one, where) for one in values["differences"]]
    excerpt = to_excerpt(values.get("excerpt"), where)
    right = values.get("right", ())
    return RecordFindings(line, values["id"], differences, values["fidelity"], right, excerpt=excerpt, batch=batch)


def with_entries(settings: BatchSettings, found: Iterator[RecordFindings], folder: RunFolder) -> Iterator[FoundRecord]:
    """What was found with the input's record of the same line. Raises StaleError where that is not what it was."""
    entries = settings.source().open().entries()
    for one in found:
        entry = next((entry for entry in entries if entry.line >= one.line), None)
        if entry is None or entry.line != one.line or (one.rejected is None and not _same(entry, one)):
            raise _changed(folder, f"line {one.line} of the input")
        if one.batch and one.batch.changed(entry):
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


def decided_batch(pairs: Sequence[FoundRecord], policy: Policy, *, dry_run: bool) -> Batch:
    """Decide and apply what was found in some records; with `dry_run` no texts are made."""
    gatherer = Gatherer(dry_run=dry_run)
    for pair in pairs:
        gatherer.add(pair.entry, _outcome(pair, policy, dry_run=dry_run))
    return Batch.of([pair.entry for pair in pairs], [gatherer.gathered()])


def _outcome(pair: FoundRecord, policy: Policy, *, dry_run: bool) -> Outcome:
    if pair.found.rejected is not None:
        return pair.found.rejected
    record = pair.entry
    assert isinstance(record, Record)
    found, differences = pair.found, decided(pair.found.differences, policy)
    plan = make_plan(record.copy, differences)
    text, page = apply_plan(record.copy, plan), None if dry_run else restored_page(record, plan)
    part = Excerpt.between(at.start, at.end, record.copy, record.source) if (at := found.excerpt) else None
    return Restored(
        record.line, record.id, text, differences, found.fidelity, record.fields,
        right=found.right, excerpt=part, source_name=record.source_name, page=page,
    )  # fmt: skip
