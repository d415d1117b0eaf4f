"""What a worker does with one record: restore it, or say why not. Pure but for the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import perf_counter

from restore.batch.layouts import restored_page
from restore.batch.records import Outcome, Reason, Record, Rejected, Restored
from restore.differences import Difference
from restore.errors import InputError, NotItsSource, StaleError
from restore.repair import Policy
from restore.restoration import Restoration, restore
from restore.values import dataclass


@dataclass(frozen=True, slots=True)
class Kernel:
    """How records are restored. With `dry_run` nothing is applied: the text is the copy.

    With `excerpt` a record's copy is of a part of its source, as in `restore.restore`.

    >>> from restore.repair import Policy
    >>> source = "Mayor Rahm Emanuel spoke first. The order lacked any detail about the funds, and he left the city."
    >>> copy = source.replace("detail", "Rahm Emanuel").replace("city", "Rahm Emanuel")
    >>> record = Record(1, "a", copy, source)
    >>> Kernel(Policy()).outcome(record).text == source
    True
    """

    policy: Policy
    dry_run: bool = False
    excerpt: bool = False

    def outcomes(self, records: Iterable[Record]) -> Iterator[Outcome]:
        """Each record's outcome."""
        return (self.outcome(record) for record in records)

    def outcome(self, record: Record) -> Outcome:
        """The record restored, or rejected."""
        began = perf_counter()
        try:
            restoration = restore(
                record.copy,
                source=record.source,
                policy=self.policy,
                excerpt=self.excerpt,
                part=record.has_part,
                source_name=record.source_name,
                confidences=record.confidences,
            )
            right = _right(restoration, record)
            page = None if self.dry_run else restored_page(record, restoration.plan)
        except NotItsSource as error:
            why = f"{error.why.removeprefix('only ')}; restore find looks for its source"
            return Rejected(record.line, record.id, Reason.NOT_ITS_SOURCE, why)
        except (InputError, StaleError) as error:  # its page
            return Rejected(record.line, record.id, Reason.UNREADABLE, str(error))
        except Exception as error:  # noqa: BLE001 - one record's fault must not end the run
            return failed(record, error)
        return Restored(
            record.line,
            record.id,
            record.copy if self.dry_run else restoration.text,
            restoration.differences,
            restoration.fidelity,  # alone: all that a summary counts takes as long as to write the differences down
            record.fields,
            perf_counter() - began,
            right,
            restoration.excerpt,
            record.source_name,
            page,
        )


def failed(record: Record, error: Exception) -> Rejected:
    """A record that something went wrong with."""
    if isinstance(error, MemoryError):
        return Rejected(record.line, record.id, Reason.CRASH, "not enough memory for it")
    return Rejected(record.line, record.id, Reason.FAULT, f"{type(error).__name__}: {str(error)[:200]}")


def _right(restoration: Restoration, record: Record) -> list[bool | None]:
    """For each difference whether repairing it is what the truth asks for; nothing where there is no truth.

    A repair is right when the truth, aligned with the copy, differs there too and wants the same words. Moves are not
    judged.
    """
    if record.truth is None:
        return []
    wanted = restore(record.copy, source=record.truth, policy=Policy(), force=True).differences
    places = {_place(difference, record.copy) for difference in wanted}
    return [
        None if difference.op == "move" or difference.within else _place(difference, record.copy) in places
        for difference in restoration.differences
    ]


def _place(difference: Difference, copy: str) -> tuple[int, int, str]:
    """Where and what a repair writes, without white space at its edges and what copy and replacement share there."""
    start, end, text = difference.copy.start, difference.copy.end, difference.replacement
    while start < end and text and copy[start] == text[0]:
        start, text = start + 1, text[1:]
    while start < end and text and copy[end - 1] == text[-1]:
        end, text = end - 1, text[:-1]
    while start < end and copy[start].isspace():
        start += 1
    while start < end and copy[end - 1].isspace():
        end -= 1
    return start, end, " ".join(text.split())
