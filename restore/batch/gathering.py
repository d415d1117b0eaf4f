"""What becomes of records, gathered into what is written of them: lines for the files, counts for the tally, pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from restore.batch.kernel import failed
from restore.batch.lines import (
    DIFFERENCES,
    FILES,
    REJECTED,
    RESTORED,
    REVIEW,
    found_lines,
    rejected_line,
    restored_line,
)
from restore.batch.records import Entry, Outcome, Record, Rejected, RestoredPage
from restore.batch.tally import Tally
from restore.values import dataclass


@dataclass(frozen=True, slots=True)
class Gathered:
    """Some records as they are written: their lines in the input, those rejected, bytes by file, counts, pages.

    `digests` are those of the bytes: who gathers them takes them, since there may be many, and one who writes.
    """

    lines: Sequence[int]
    rejected: Sequence[int]
    data: Mapping[str, bytes]
    digests: Mapping[str, str]
    tally: Tally
    pages: Sequence[RestoredPage] = ()


class Gatherer:
    """Takes outcomes one by one, in the input's order. With `dry_run` no texts are written.

    `shown` has the single records and differences that were shown before: others are picked only if they are to be
    shown rather than those.
    """

    def __init__(self, *, dry_run: bool, shown: Tally | None = None) -> None:
        self._dry_run = dry_run
        self._shown = shown or Tally()
        self._lines: list[int] = []
        self._rejected: list[int] = []
        self._data: dict[str, list[bytes]] = {kind: [] for kind in FILES}
        self._tally = self._shown.picked()
        self._pages: list[RestoredPage] = []

    def add(self, entry: Entry, outcome: Outcome) -> None:
        """Put down what became of an entry."""
        self._lines.append(entry.line)
        if isinstance(outcome, Rejected):
            self._reject(outcome)
            return
        assert isinstance(entry, Record)
        record = entry.against(outcome.excerpt)
        try:
            differences, review = found_lines(outcome, record)
            text = b"" if self._dry_run else restored_line(outcome)
        except Exception as error:  # noqa: BLE001 - one record's fault must not end the run
            self._reject(failed(entry, error))
            return
        self._tally.add_restored(outcome, record)
        for kind, line in ((RESTORED, text), (DIFFERENCES, differences), (REVIEW, review)):
            self._data[kind].append(line)
        self._pages += [outcome.page] if outcome.page else []

    def gathered(self) -> Gathered:
        """All of it."""
        data = {kind: b"".join(lines) for kind, lines in self._data.items()}
        digests = {kind: digest_of_bytes(written) for kind, written in data.items()}
        return Gathered(self._lines, self._rejected, data, digests, self._tally.without(self._shown), self._pages)

    def _reject(self, outcome: Rejected) -> None:
        self._rejected.append(outcome.line)
        self._tally.add_rejected(outcome)
        self._data[REJECTED].append(rejected_line(outcome))


def digest_of_bytes(data: bytes) -> str:
    """What the ledger says of a stretch of a file."""
    return blake2b(data, digest_size=12).hexdigest()
