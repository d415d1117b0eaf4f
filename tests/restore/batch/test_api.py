import os
import threading

import pytest

from restore.batch import Columns, Reason, Rejected, restore_records
from restore.repair import Policy
from tests.restore.batch.conftest import COPY, SOURCE, records

SURE = Policy(threshold=0.0)


@pytest.mark.parametrize("jobs", [0, 2])
def test_one_outcome_for_each_record_in_their_order(jobs):
    given = [*records(5, url="u"), {"id": "x"}, *records(2)]
    outcomes = list(restore_records(given, policy=SURE, jobs=jobs))
    assert [outcome.id for outcome in outcomes] == [record["id"] for record in given]
    assert outcomes[5] == Rejected(6, "x", Reason.MISSING_FIELD, outcomes[5].message)
    assert all(outcome.text == SOURCE and outcome.fields == {"url": "u"} for outcome in outcomes[:5])
    assert [str(d.code) for d in outcomes[0].differences] == ["replace:entity"]


def test_records_are_taken_as_they_are_needed():
    taken = []

    def endless():
        for number in range(10**9):
            taken.append(number)
            yield {"id": number, "copy": COPY, "source": SOURCE}

    outcomes = restore_records(endless(), policy=SURE)
    assert [next(outcomes).id for _ in range(3)] == [0, 1, 2]
    assert len(taken) == 3


@pytest.mark.parametrize("jobs", [0, 1])
def test_fields_come_back_whatever_they_hold(jobs):
    given = [{**record, "held": (lock := threading.Lock(), lambda: lock)} for record in records(3)]
    outcomes = list(restore_records(given, policy=SURE, jobs=jobs))
    assert [outcome.fields["held"] for outcome in outcomes] == [record["held"] for record in given]


def test_columns_and_paths(tmp_path):
    (tmp_path / "a.txt").write_text(COPY)
    given = [{"url": 1, "copy_path": "a.txt", "gold": SOURCE}, {"url": 2, "copy_path": "../a.txt", "gold": SOURCE}]
    good, bad = restore_records(given, policy=SURE, columns=Columns(id="url", source="gold"), folder=str(tmp_path))
    assert (good.text, bad.error) == (SOURCE, Reason.BAD_PATH)


def test_polars_recipe():
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame(records(4))
    restored = [outcome.text for outcome in restore_records(frame.iter_rows(named=True), policy=SURE)]
    assert frame.with_columns(restored=pl.Series(restored))["restored"].to_list() == [SOURCE] * 4


def test_pandas_recipe():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(records(4))
    outcomes = restore_records(frame.to_dict("records"), policy=SURE)
    frame["restored"] = [getattr(outcome, "text", None) for outcome in outcomes]
    assert frame["restored"].tolist() == [SOURCE] * 4


def test_hugging_face_recipe(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    datasets = pytest.importorskip("datasets")

    def repair(batch):
        rows = (dict(zip(batch, values, strict=True)) for values in zip(*batch.values(), strict=True))
        return {"restored": [getattr(outcome, "text", None) for outcome in restore_records(rows, policy=SURE)]}

    data = datasets.Dataset.from_list([*records(4), {"id": "x", "copy": None, "source": None}])
    assert data.map(repair, batched=True)["restored"][:] == [SOURCE] * 4 + [None]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # PySpark warns of the pandas beside it, and leaves sockets to the collector
def test_spark_recipe(tmp_path, monkeypatch):
    pytest.importorskip("pyspark")
    pytest.importorskip("pyarrow")
    import sys

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([os.getcwd(), *sys.path]))
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        frame = spark.createDataFrame(
            [(r["id"], r["copy"], r["source"]) for r in records(4)], "id string, copy string, source string"
        )
        rows = frame.mapInArrow(repair_batches, "id string, restored string, error string").collect()
    finally:
        spark.stop()
    assert [row.restored for row in rows] == [SOURCE] * 4


def repair_batches(batches):
    import pyarrow as pa

    for batch in batches:
        outcomes = restore_records(batch.to_pylist(), policy=SURE)
        rows = [
            {"id": o.id, "restored": getattr(o, "text", None), "error": getattr(o, "error", None)} for o in outcomes
        ]
        yield pa.RecordBatch.from_pylist(rows, pa.schema([(name, pa.string()) for name in ("id", "restored", "error")]))
