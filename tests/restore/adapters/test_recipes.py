"""The recipes of docs/pipelines.md, run as the page prints them, with the real packages where they are installed."""

import gzip
import importlib.util
import json
import os
import pickle
import subprocess
import sys
from unittest.mock import ANY

import pytest

import restore
from restore.adapters.dolma import attributes
from restore.batch import Columns, restore_records
from restore.errors import UsageError
from tests.recipes import ROOT, recipe

SOURCE = "Mayor Rahm Emanuel spoke first. The order lacked any detail about the funds, and he left the city."
COPY = SOURCE.replace("detail", "Rahm Emanuel").replace("city", "Rahm Emanuel")
OTHER = "Quarterly rainfall across southern farms dropped while growers waited for irrigation permits from the state."
PAGE = "pipelines.md"


def pairs(count):
    return [{"id": str(number), "copy": COPY, "source": SOURCE} for number in range(count)]


def jsonl(path, records):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("more", "reason", "length"),
    [
        ({"text": 5}, "bad_field", 0),
        ({"text": ["x"]}, "bad_field", 0),
        ({"text": None}, "missing_field", 0),
        ({"metadata": "m"}, "missing_field", len(COPY)),
        ({"metadata": None}, "missing_field", len(COPY)),
    ],
)
def test_a_document_that_is_none_of_dolmas_stops_none_behind_it(more, reason, length):
    good = {"id": "a", "text": COPY, "metadata": {"source": SOURCE}}
    bad, after = attributes([good | more, good])
    assert bad == {"id": "a", "attributes": {f"restore__rejected_{reason}": [(0, length, 1.0)]}}
    assert "restore__replace_entity" in after["attributes"]


def test_the_pair_of_these_tests_is_repaired():
    assert restore.restore(COPY, source=SOURCE).text == SOURCE


def test_pandas():
    pd = pytest.importorskip("pandas")
    rows = [{"id": 1, "copy": COPY, "source": SOURCE}, {"id": 2, "copy": COPY}, {"id": None, "copy": COPY}]
    frame = recipe(PAGE, "## pandas").run(frame=pd.DataFrame(rows))["frame"]
    assert frame["restored"].tolist() == [SOURCE, None, None]
    assert frame["error"].tolist() == [None, "missing_field", "missing_field"]


@pytest.mark.parametrize("missing", ["NaN", "NaT", "NA"])
def test_what_pandas_has_for_a_missing_value_is_a_missing_field(missing):
    pd = pytest.importorskip("pandas")
    nothing = {"NaN": float("nan"), "NaT": pd.NaT, "NA": pd.NA}[missing]
    for name in ("id", "copy", "source"):
        (outcome,) = restore_records([{"id": 1, "copy": COPY, "source": SOURCE, name: nothing}])
        assert outcome.error == "missing_field"
    assert next(restore_records([{"id": 1, "copy": COPY, "source": SOURCE, "copy_path": nothing}])).text == SOURCE


def test_polars():
    pl = pytest.importorskip("polars")
    given = pl.DataFrame([*pairs(2), {"id": "x", "copy": None, "source": SOURCE}])
    frame = recipe(PAGE, "## Polars").run(frame=given, pl=pl)["frame"]
    assert frame["restored"].to_list() == [SOURCE, SOURCE, None]


def test_hugging_face_datasets_whose_first_thousand_rows_cannot_be_repaired(datasets):
    empty = [{"id": f"x{number}", "copy": None, "source": SOURCE} for number in range(1000)]
    given = datasets.Dataset.from_list([*empty, *pairs(2)])
    dataset = recipe(PAGE, "## Hugging Face datasets").run(dataset=given)["dataset"]
    assert dataset["restored"][-3:] == [None, SOURCE, SOURCE]
    assert dataset["error"][-3:] == ["missing_field", None, None]
    assert dataset.column_names == ["id", "copy", "source", "restored", "error"]


SPARK = """
print("made by", spark.sparkContext.pythonExec)
for row in sorted(repaired.collect(), key=lambda row: row.id):
    print(row.id, row.error, row.text == SOURCE)
spark.stop()
"""


@pytest.mark.slow
def test_pyspark_by_an_interpreter_that_is_not_on_the_path(tmp_path):
    pytest.importorskip("pyspark")
    jsonl(tmp_path / "pairs.jsonl", [*pairs(2), {"id": "x", "copy": OTHER, "source": SOURCE}])
    script = tmp_path / "job.py"
    script.write_text(recipe(PAGE, "## PySpark").text + f"SOURCE = {SOURCE!r}\n{SPARK}", encoding="utf-8")
    # A python3 that has nothing is first on the path, as it is where a program is called by its own.
    bare = tmp_path / "bin" / "python3"
    bare.parent.mkdir()
    bare.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S "$@"\n', encoding="utf-8")
    bare.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYSPARK_PYTHON"}}
    environment |= {"PATH": f"{bare.parent}:{os.environ['PATH']}", "SPARK_LOCAL_IP": "127.0.0.1"}
    ran = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert ran.stdout.splitlines() == [
        f"made by {sys.executable}",
        "0 None True",
        "1 None True",
        "x not_its_source False",
    ]


def test_arrow_batches_have_a_row_for_each_record():
    pa = pytest.importorskip("pyarrow")
    from restore.adapters.arrow import SCHEMA, repair_batches

    rows = [{"id": 1, "copy": COPY, "source": SOURCE}, {"id": 2, "copy": None, "source": "x"}]
    (batch,) = repair_batches([pa.RecordBatch.from_pylist(rows)])
    assert [f"{field.name} {field.type}" for field in batch.schema] == SCHEMA.split(", ")
    good, bad = batch.to_pylist()
    assert (good["id"], good["text"], len(json.loads(good["differences"])), good["error"]) == ("1", SOURCE, 2, None)
    assert (bad["text"], bad["error"]) == (None, "missing_field")


def test_arrow_columns_of_other_names_and_one_that_is_not_there():
    pa = pytest.importorskip("pyarrow")
    from restore.adapters.arrow import repair_batches

    table = pa.Table.from_pylist([{"url": "a", "text": COPY, "clean": SOURCE, "tags": ["x"]}])
    (batch,) = repair_batches(table, columns=Columns(id="url", copy="text", source="clean"))
    assert (batch["id"].to_pylist(), batch["text"].to_pylist()) == (["a"], [SOURCE])
    told = r"no column 'id'; there are url, text, clean, tags; columns=Columns\(id=NAME\) says"
    with pytest.raises(UsageError, match=told):
        list(repair_batches(table.to_batches()))


@pytest.mark.filterwarnings("ignore")  # multiprocess, which datatrove starts its workers with, forks beside threads
def test_datatrove(tmp_path, monkeypatch):
    pytest.importorskip("datatrove")
    monkeypatch.chdir(tmp_path)
    documents = [{"id": pair["id"], "text": COPY, "source": SOURCE, "site": "here"} for pair in pairs(2)]
    jsonl(tmp_path / "damaged" / "a.jsonl", documents)
    jsonl(tmp_path / "damaged" / "b.jsonl", [{"id": "x", "text": COPY}, {"id": "y", "text": OTHER, "source": SOURCE}])
    recipe(PAGE, "## datatrove").run()
    found = {line["id"]: line for path in sorted((tmp_path / "repaired").iterdir()) for line in read(path)}
    assert [found[name]["text"] for name in ("0", "1", "x", "y")] == [SOURCE, SOURCE, COPY, OTHER]
    assert found["0"]["metadata"]["restore_repairs"] == 2
    assert found["0"]["metadata"]["site"] == "here"
    assert [found[name]["metadata"]["restore_error"] for name in ("x", "y")] == ["missing_field", "not_its_source"]
    (stats,) = (step for step in json.loads((tmp_path / "logs/stats.json").read_text()) if "restore" in step["name"])
    assert stats["stats"]["repaired"] == stats["stats"]["missing_field"] + stats["stats"]["not_its_source"] == 2
    assert stats["stats"]["repairs"]["total"] == 4


def test_datatrove_documents_that_ran_before_have_nothing_of_that():
    pytest.importorskip("datatrove")
    from datatrove.data import Document

    from restore.adapters.datatrove import RepairStep

    document = Document(COPY, "a", metadata={})
    list(RepairStep().run([document]))
    assert document.metadata["restore_error"] == "missing_field"
    document.metadata["source"] = SOURCE
    list(RepairStep().run([document]))
    assert document.text == SOURCE
    assert document.metadata == {"source": SOURCE, "restore_fidelity": ANY, "restore_repairs": 2}


def test_nemo_curator():
    pd = pytest.importorskip("pandas")
    pytest.importorskip("nemo_curator")
    from nemo_curator.tasks import DocumentBatch

    frame = pd.DataFrame({"text": [COPY, OTHER, None], "source": [SOURCE, SOURCE, SOURCE], "url": ["a", "b", "c"]})
    stage = recipe(PAGE, "## NeMo Curator").run()["stage"]
    batch = DocumentBatch(dataset_name="d", data=frame)
    assert stage.process(batch).to_pandas()["text"].tolist() == [SOURCE, OTHER, None]
    assert stage.outputs() == (["data"], ["text"])


@pytest.mark.parametrize(("module", "name"), [("datatrove", "RepairStep"), ("nemo", "RepairModifier")])
def test_steps_are_sent_to_workers_with_their_policy(module, name):
    pytest.importorskip({"nemo": "nemo_curator"}.get(module, module))
    made = getattr(importlib.import_module(f"restore.adapters.{module}"), name)
    policy = restore.Policy(threshold=0.5, thresholds={"entity": 0.9})
    sent = pickle.loads(pickle.dumps(made(source="clean", policy=policy)))
    assert type(sent) is made
    assert (sent.source, sent.policy) == ("clean", policy)
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        importlib.import_module(f"restore.adapters.{module}").Nothing  # noqa: B018


@pytest.fixture
def mixer():
    """dolma's own mixer. The rest of dolma is left out: it wants numpy before 2."""
    found = importlib.util.find_spec("dolma")
    if found is None:
        pytest.skip("dolma is not installed")
    (compiled,) = (path for path in os.scandir(found.submodule_search_locations[0]) if path.name.endswith(".so"))
    spec = importlib.util.spec_from_file_location("dolma", compiled.path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda config: module.mixer_entrypoint(json.dumps(config))


def test_dolma(tmp_path, monkeypatch, mixer):
    monkeypatch.chdir(tmp_path)
    for folder in ("data/documents", "data/attributes/restore", "work/in", "work/out"):
        (tmp_path / folder).mkdir(parents=True)
    # A character of four bytes before the damage: offsets are of characters.
    documents = [
        {"id": "a", "text": "😀 " + COPY, "source": "web", "metadata": {"source": "😀 " + SOURCE}},
        {"id": "b", "text": "No source here.", "source": "web"},
        {"id": "c", "text": SOURCE, "source": "web", "metadata": {"source": SOURCE}},
        {"id": "d", "text": OTHER, "source": "web", "metadata": {"source": SOURCE}},
    ]
    with gzip.open("data/documents/a.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(document) + "\n" for document in documents)
    recipe(PAGE, "## dolma").run()
    wrong = "$.attributes[?(@.restore__rejected_not_its_source)]"
    stream = {
        "name": "repaired",
        "documents": ["data/documents/*.jsonl.gz"],
        "attributes": ["restore"],
        "output": {"path": "data/mixed", "max_size_in_bytes": 10**6},
        "filter": {"include": [], "exclude": [wrong], "syntax": "jsonpath"},
        "span_replacement": [
            {
                "span": "$.attributes.restore__replace_entity",
                "min_score": 0.95,
                "replacement": "<{}>",
                "syntax": "jsonpath",
            }
        ],
        "compression": {"input": None, "output": None},
    }
    mixer({"work_dir": {"input": "work/in", "output": "work/out"}, "processes": 1, "streams": [stream]})
    (mixed,) = (tmp_path / "data/mixed").iterdir()
    with gzip.open(mixed, "rt", encoding="utf-8") as file:
        texts = {line["id"]: line["text"] for line in map(json.loads, file)}
    marked = "😀 " + SOURCE.replace("detail", "<Rahm Emanuel>").replace("city", "<Rahm Emanuel>")
    assert texts == {"a": marked, "b": "No source here.", "c": SOURCE}


def test_the_page_has_no_other_recipes():
    """Each heading with a block of Python has its test above."""
    text = (ROOT / "docs" / PAGE).read_text(encoding="utf-8")
    tested = ("pandas", "Polars", "Hugging Face datasets", "PySpark", "datatrove", "NeMo Curator", "dolma")
    assert tuple(part.partition("\n")[0] for part in text.split("\n## ")[1:]) == tested
