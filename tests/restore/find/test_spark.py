"""With a real Spark session of two local cores, where PySpark and Java are there."""

import os
import shutil

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("pyspark")
pytest.importorskip("pandas")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("Java is not there", allow_module_level=True)

from restore.damage import make_damage
from restore.find.documents import Document
from restore.find.fingerprints import questions
from restore.find.index.build import build_index
from restore.find.index.reader import IndexLibrary
from restore.find.index.spark import SparkEngine
from restore.find.pieces import Cut, Level
from restore.find.search import find_sources
from tests.restore.find.conftest import prose

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def engine():
    engine = SparkEngine("local[2]")
    yield engine
    engine.close()


def test_spark_gives_the_answers_of_duckdb(tmp_path, jsonl, library, engine):
    folder = str(tmp_path / "i")
    build_index([str(jsonl)], folder)
    copies = [Document(n, make_damage(library[n].text, seed=n, recipe="heavy").copy) for n in range(6)]
    copies.append(Document("none", prose("none")))
    on_duckdb, on_spark = IndexLibrary(folder), IndexLibrary(folder, engine)
    asked = [questions(Cut(copy.text), Level.WORDS) for copy in copies]
    assert on_spark.candidates(asked, Level.WORDS) == on_duckdb.candidates(asked, Level.WORDS)
    expected = list(find_sources(copies, on_duckdb))
    assert [answer.source for answer in expected] == [*(f"made-{n}" for n in range(6)), None]
    assert list(find_sources(copies, on_spark, mapper=engine)) == expected
