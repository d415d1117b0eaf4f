"""Apache Spark in DuckDB's place: the same SQL over the same Parquet files, on as many machines as a master has.

The close look at candidates goes to the executors as Arrow batches (`mapInArrow`), as the repair can
(`restore.adapters.arrow.repair_batches`). Executors need this package installed, and the index and its sources under
the same paths.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from restore.errors import RestoreError, UsageError
from restore.find.candidates import Candidates
from restore.find.fingerprints import Grams
from restore.find.index.sql import candidates_of, candidates_sql, questions_of
from restore.find.index.tables import arrow

if TYPE_CHECKING:
    import pyarrow as pa

NEEDED = "Spark needs PySpark, and Java 17 or later; install it with: pip install 'restore-text[spark]'"
Task = TypeVar("Task")
Result = TypeVar("Result")
_PARTITION_TASKS = 50  # tasks that pay for starting a Python worker, and are lost when it is


class SparkEngine:
    """A Spark session: searches an index, and shares work among executors."""

    def __init__(self, master: str = "local[*]") -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise UsageError(NEEDED) from None
        # Executors on this machine would otherwise start whatever `python3` is first on the path.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = (
            SparkSession.builder.master(master)
            .appName("restore find")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.autoBroadcastJoinThreshold", "-1")
            .config("spark.ui.showConsoleProgress", "false")
            .config(
                "spark.sql.shuffle.partitions", str(4 * (os.cpu_count() or 1)) if master.startswith("local") else "200"
            )
        )
        try:
            self.session: Any = builder.getOrCreate()
        except Exception as error:  # noqa: BLE001 - a gateway fails in many ways
            first = str(error).strip().splitlines()[:1] or [type(error).__name__]
            raise RestoreError(
                f"Spark does not start on {master}: {first[0]}; is Java 17 or later installed?"
            ) from None
        self.session.sparkContext.setLogLevel("ERROR")

    def candidates(self, asked: Sequence[Grams], documents: int, postings: Sequence[str]) -> list[Candidates]:
        """For what each copy asks with, the candidates among so many documents with these postings."""
        self.session.read.parquet(*(os.path.abspath(path) for path in postings)).createOrReplaceTempView("postings")
        questions = questions_of(asked)
        # Rows one by one, since an Arrow table would need pandas here.
        rows = list(zip(*(questions.column(name).to_pylist() for name in ("asker", "gram")), strict=True))
        self.session.createDataFrame(rows, "asker int, gram bigint").createOrReplaceTempView("questions")
        found = self.session.sql(candidates_sql(documents)).collect()
        return candidates_of((row.asDict() for row in found), len(asked))

    def map(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """`work` done on each task by the executors, results in order; `work` must be importable by name."""
        packed = [(number, pickle.dumps(task)) for number, task in enumerate(tasks)]
        if not packed:
            return
        frame = self.session.createDataFrame(packed, "number bigint, task binary").repartition(
            1 + len(packed) // _PARTITION_TASKS
        )
        done = frame.mapInArrow(partial(_work, work), "number bigint, result binary").collect()
        for row in sorted(done, key=lambda row: row["number"]):
            yield pickle.loads(row["result"])  # noqa: S301 - our own

    def close(self) -> None:
        """Stop the session."""
        self.session.stop()


def _work(work: Callable[[Any], Any], batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    pa, _ = arrow()
    for batch in batches:
        results = [pickle.dumps(work(pickle.loads(task))) for task in batch.column("task").to_pylist()]  # noqa: S301
        yield pa.RecordBatch.from_pydict({"number": batch.column("number"), "result": pa.array(results, pa.binary())})
