"""What an engine does for an index: name the candidates of copies. DuckDB does so within this process.

It says how many documents have what is asked for, and then which: only postings that vote are read, some millions of
rows at a time. They are counted here: DuckDB would group them by copy and document, in as many groups as rows.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from restore.errors import InputError, UsageError
from restore.find.candidates import Candidates, GramPostings, Vote, vote_of
from restore.find.fingerprints import Grams
from restore.find.index.tables import NEEDED, arrow
from restore.find.pieces import Ids

if TYPE_CHECKING:
    import pyarrow as pa


ROWS = 8_000_000  # postings read at once, which keeps what is held small however many copies ask
_FREQUENCIES = "SELECT p.gram, COUNT(*) AS documents FROM postings p JOIN wanted w ON p.gram = w.gram GROUP BY p.gram"
_POSTINGS = """
SELECT p.gram, CAST(p.document AS INTEGER) AS document, p.worth FROM postings p JOIN wanted w ON p.gram = w.gram
"""


class SqlEngine(Protocol):
    """Searches tables that are Parquet files."""

    def candidates(self, asked: Sequence[Grams], documents: int, postings: Sequence[str]) -> list[Candidates]:
        """For what each copy asks with, the candidates among so many documents with these postings."""

    def close(self) -> None:
        """Let go of what it holds."""


class DuckEngine:
    """DuckDB in this process, with bounded memory; what does not fit goes to a temporary folder."""

    def __init__(self, *, memory: str = "2GB", threads: int | None = None) -> None:
        try:
            import duckdb
        except ImportError:
            raise UsageError(NEEDED) from None
        self._error = duckdb.Error
        self._spill = tempfile.TemporaryDirectory(prefix="restore-find-")
        settings: dict[str, Any] = {
            "memory_limit": memory,
            "threads": threads or os.cpu_count() or 1,
            "temp_directory": self._spill.name,
        }
        self._connection = duckdb.connect(config=settings)
        self._connection.execute("SET enable_progress_bar = false")

    def candidates(self, asked: Sequence[Grams], documents: int, postings: Sequence[str]) -> list[Candidates]:
        """For what each copy asks with, the candidates among so many documents with these postings.

        Raises:
            InputError: the index cannot be read.
        """
        frequencies = self._joined(_FREQUENCIES, _together(asked), postings)
        votes = _votes(asked, *(frequencies.column(name).to_numpy() for name in ("gram", "documents")))
        return [found for lot in _lots(votes) for found in self._counted(lot, documents, postings)]

    def _counted(self, votes: Sequence[Vote], documents: int, postings: Sequence[str]) -> Iterator[Candidates]:
        wanted = _together([chosen.grams for vote in votes for chosen in (vote.by_grams, vote.by_marks)])
        rows = self._joined(_POSTINGS, wanted, postings)
        grams, places, worth = (rows.column(name).to_numpy() for name in ("gram", "document", "worth"))
        return map(GramPostings(grams, places, worth, documents).candidates, votes)

    def _joined(self, sql: str, wanted: Grams, postings: Sequence[str]) -> pa.Table:
        """What a query says of postings and of n-grams that are wanted, each once."""
        pa, _ = arrow()
        self._connection.register("wanted", pa.table({"gram": wanted}))
        try:
            self._connection.read_parquet(list(postings)).create_view("postings", replace=True)
            return self._connection.sql(sql).to_arrow_table()
        except self._error as error:
            raise InputError(f"the index cannot be read: {str(error).splitlines()[0]}; build it again") from None
        finally:
            self._connection.unregister("wanted")

    def rows(self, sql: str, paths: Sequence[str], parameters: Sequence[Any] = ()) -> list[Any]:
        """The rows of a query over one table, named `rows`."""
        try:
            self._connection.read_parquet(list(paths)).create_view("rows", replace=True)
            return self._connection.execute(sql, list(parameters)).fetchall()
        except self._error as error:
            raise InputError(f"the index cannot be read: {str(error).splitlines()[0]}; build it again") from None

    def close(self) -> None:
        """Close the connection and delete what it spilled."""
        self._connection.close()
        self._spill.cleanup()


def _together(asked: Sequence[Grams]) -> Grams:
    return np.unique(np.concatenate([np.empty(0, dtype=np.int64), *asked]))


def _votes(asked: Sequence[Grams], grams: Grams, documents: Ids) -> list[Vote]:
    """What each copy asks with, where n-grams that any of them has stand in so many documents."""
    order = np.argsort(grams)
    grams, documents = np.append(grams[order], 0), np.append(documents[order], 0)  # the last is what none has

    def counts(asks: Grams) -> Ids:
        places = np.searchsorted(grams[:-1], asks)
        return np.where(grams[places] == asks, documents[places], 0)

    return [vote_of(asks, counts(asks)) for asks in asked]


def _lots(votes: Iterable[Vote]) -> Iterator[list[Vote]]:
    """Votes that meet about so many postings together."""
    lot: list[Vote] = []
    met = 0
    for vote in votes:
        lot.append(vote)
        met += vote.rows
        if met >= ROWS:
            yield lot
            lot, met = [], 0
    if lot:
        yield lot
