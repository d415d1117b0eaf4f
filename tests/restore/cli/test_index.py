import json

import pytest

pytest.importorskip("duckdb")

from tests.restore.find.conftest import prose


@pytest.fixture
def built(restore, tmp_path):
    path = tmp_path / "s.jsonl"
    path.write_text("".join(json.dumps({"id": f"s{n}", "text": prose(n)}) + "\n" for n in range(8)))
    ran = restore("index", "build", path, "-o", tmp_path / "i")
    assert (ran.code, ran.data) == (0, b"")
    assert "8 sources" in ran.talk
    return tmp_path


def test_built_asked_and_added_to(restore, built):
    (built / "c.txt").write_text(prose(9)[:500])
    assert restore("find", built / "c.txt", "--among", built / "i", "-q").code == 1
    (built / "more.txt").write_text(prose(9))
    ran = restore("index", "add", built / "more.txt", "-o", built / "i")
    assert "9 sources, 1 of them new" in ran.talk
    ran = restore("find", built / "c.txt", "--among", built / "i", "--format", "jsonl")
    assert json.loads(ran.text)["source"] == "more.txt"


def test_info_for_people_and_programs(restore, built):
    ran = restore("index", "info", built / "i")
    assert "8 sources in 1 files, 1 shards" in ran.text
    info = json.loads(restore("index", "info", built / "i", "--format", "json").text)
    assert info["documents"] == 8
    assert [level["level"] for level in info["levels"]] == ["words", "characters"]


def test_what_is_wrong_with_an_index_is_one_line(restore, built):
    (built / "c.txt").write_text(prose(1))
    asked = ("find", built / "c.txt", "--among", built / "i")
    part = built / "i" / "words-00000.parquet"
    whole = part.read_bytes()
    part.write_bytes(whole[:100])
    ran = restore(*asked)
    assert (ran.code, ran.data, ran.talk.count("\n")) == (3, b"", 1)
    assert "the index is damaged: words-00000.parquet has 100 bytes" in ran.talk
    part.write_bytes(whole)
    (built / "s.jsonl").write_text("")
    ran = restore(*asked)
    assert (ran.code, ran.talk.count("\n")) == (4, 1)
    assert "has changed; build it again" in ran.talk


def test_usage(restore, built):
    assert restore("index", "build", built / "s.jsonl").code == 2
    assert restore("index", "info", built / "i", built / "i").code == 2
    assert restore("index", "info", built).code == 3
    assert restore("find", built / "s.jsonl", "--among", built / "i", built / "s.jsonl").code == 2
