"""What an engine does for an index: answer one SQL text over its Parquet files. DuckDB does so within this process."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from restore.errors import InputError, UsageError
from restore.find.index.tables import NEEDED

if TYPE_CHECKING:
    import pyarrow as pa


class SqlEngine(Protocol):
    """Runs SQL over tables that are Parquet files, and one that is handed in."""

    def candidates(self, sql: str, questions: pa.Table, postings: Sequence[str]) -> pa.Table:
        """The rows of the search for candidates; see `restore.find.index.sql`."""

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

    def candidates(self, sql: str, questions: pa.Table, postings: Sequence[str]) -> pa.Table:
        """The rows of the search for candidates.

        Raises:
            InputError: the index cannot be read.
        """
        self._connection.register("questions", questions)
        try:
            self._connection.read_parquet(list(postings)).create_view("postings", replace=True)
            return self._connection.sql(sql).to_arrow_table()
        except self._error as error:
            raise InputError(f"the index cannot be read: {str(error).splitlines()[0]}; build it again") from None
        finally:
            self._connection.unregister("questions")

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
