import json
import os
import re
import subprocess
import sys

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

from restore.damage import make_damage
from restore.errors import InputError, OutputError, StaleError, UsageError
from restore.find.candidates import Candidates
from restore.find.documents import Document
from restore.find.fingerprints import questions
from restore.find.index.build import IndexSettings, add_to_index, build_index
from restore.find.index.info import describe_index
from restore.find.index.reader import IndexLibrary
from restore.find.index.sql import candidates_of, candidates_sql, questions_of
from restore.find.library import MemoryLibrary
from restore.find.open import open_library
from restore.find.pieces import Cut, Level
from restore.find.search import find_sources
from restore.log import lock
from tests.restore.find.conftest import prose, write_jsonl


@pytest.fixture
def index(tmp_path, jsonl):
    folder = tmp_path / "made.index"
    build_index([str(jsonl)], str(folder))
    return folder


def full(monkeypatch, part):
    """A disk that is full once this part of an index is written, of which a piece is left."""
    from pyarrow import parquet

    write = parquet.write_table

    def write_table(table, where, **settings):
        write(table, where, **settings)
        if os.path.basename(where).startswith(part):
            raise OSError(28, "Error writing bytes to file. Detail: [errno 28] No space left on device")

    monkeypatch.setattr(parquet, "write_table", write_table)


@pytest.mark.parametrize("part", ["documents", "words", "sources"])
def test_a_full_disk_is_said_in_its_own_words_and_leaves_nothing(tmp_path, jsonl, index, monkeypatch, part):
    before = {path.name: path.read_bytes() for path in index.iterdir()}
    more = write_jsonl(tmp_path / "more.jsonl", [Document("new", prose("new"))])
    full(monkeypatch, part)
    with pytest.raises(OutputError) as failed:
        build_index([str(jsonl)], str(tmp_path / "new.index"))
    said = rf"new\.index/{part}-00000\.parquet: cannot be written: no space left on device"
    assert re.search(f"/{said}$", str(failed.value))
    assert not list(tmp_path.glob("*new.index*"))
    with pytest.raises(OutputError, match=r"cannot be written: no space left on device$"):
        add_to_index([str(more)], str(index))
    assert {path.name: path.read_bytes() for path in index.iterdir()} == before


def test_two_additions_at_once_do_not_take_each_others_place(tmp_path, index):
    more = write_jsonl(tmp_path / "more.jsonl", [Document("new", prose("new"))])
    before = {path.name: path.read_bytes() for path in index.iterdir()}
    with open(index / "lock", "ab") as file:
        lock(file)
        with pytest.raises(UsageError, match="another process adds to this index; wait for it"):
            add_to_index([str(more)], str(index))
    (index / "lock").unlink()
    assert {path.name: path.read_bytes() for path in index.iterdir()} == before
    (index / "lock").touch()  # of a process that was killed
    assert add_to_index([str(more)], str(index)).documents == describe_index(str(index)).documents
    assert not (index / "lock").exists()


def test_what_a_killed_build_left_is_cleared_away_by_the_next(tmp_path, jsonl):
    abandoned, at_work, foreign = (tmp_path / f".sources.index.{name}" for name in ("ab_12xyz", "cd_34xyz", "ef_56xyz"))
    for folder in (abandoned, at_work, foreign):
        folder.mkdir()
        (folder / "lock").touch()
        (folder / "words-00000.parquet").touch()
    (foreign / "notes.txt").touch()
    with open(at_work / "lock", "ab") as file:
        lock(file)
        build_index([str(jsonl)], str(tmp_path / "sources.index"))
    assert [folder.exists() for folder in (abandoned, at_work, foreign)] == [False, True, True]
    assert not (tmp_path / "sources.index" / "lock").exists()


def test_a_build_has_a_lock_while_it_is_at_work(tmp_path, jsonl):
    build = (
        "from restore.find.index.build import build_index as build; import os, sys; "
        "build(sys.argv[1:2], sys.argv[2], progress=lambda _: os._exit(9))"
    )
    target = tmp_path / "sources.index"
    assert subprocess.run([sys.executable, "-c", build, str(jsonl), str(target)], check=False).returncode == 9
    assert [path.name[:15] for path in tmp_path.glob(".*")] == [".sources.index."]
    build_index([str(jsonl)], str(target))
    assert list(tmp_path.glob(".*")) == []


def test_a_file_is_no_index(jsonl):
    with pytest.raises(InputError, match="is no index"):
        describe_index(str(jsonl))


def test_documents_in_a_folder_of_texts_are_in_its_index(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.txt").write_text(prose("a"))
    build_index([str(folder)], str(tmp_path / "i"))
    (folder / "b.html").write_text(f"<!DOCTYPE html><title>T</title><p>{prose('b')}")
    assert add_to_index([str(folder)], str(tmp_path / "i")).documents == 2
    build_index([str(folder)], str(tmp_path / "j"))
    for index in ("i", "j"):
        with IndexLibrary(str(tmp_path / index)) as library:
            (answer,) = find_sources([Document("copy", prose("b")[:600])], library)
        assert answer.source == "b.html"


def same_answers(folder, library, copies):
    with IndexLibrary(str(folder)) as indexed:
        return list(find_sources(copies, indexed)) == list(find_sources(copies, MemoryLibrary(library)))


def test_an_index_gives_the_answers_that_memory_gives(index, library):
    copies = [Document(n, make_damage(library[n].text, seed=n, recipe="heavy").copy) for n in range(20)]
    copies += [Document("none", prose("none")), Document("misread", library[3].text[:200].replace("e", "c"))]
    assert same_answers(index, library, copies)


@pytest.mark.parametrize("level", Level)
def test_duckdb_sql_and_memory_name_the_same_candidates_in_the_same_order(index, library, level, monkeypatch):
    """With a budget that leaves most n-grams out, too."""
    asked = [questions(Cut(d.text[:400] + library[5].text[:300]), level) for d in library[:15]]
    for budget in (50_000, 40):
        monkeypatch.setattr("restore.find.candidates.BUDGET", budget)
        monkeypatch.setattr("restore.find.index.sql.BUDGET", budget)
        expected = MemoryLibrary(library).candidates(asked, level)
        for rows in (8_000_000, 1):
            monkeypatch.setattr("restore.find.index.engine.ROWS", rows)
            with IndexLibrary(str(index)) as indexed:
                assert indexed.candidates(asked, level) == expected
        assert by_sql(asked, len(library), index, level) == expected
    assert all(found.capped for found in expected)
    with IndexLibrary(str(index)) as indexed:
        assert indexed.candidates([asked[0][:0]], level) == [Candidates(())]


def by_sql(asked, documents, index, level):
    """What the SQL says that Spark runs."""
    import duckdb

    with duckdb.connect() as connection:
        connection.register("questions", questions_of(asked))
        connection.read_parquet(sorted(map(str, index.glob(f"{level.value}-*.parquet")))).create_view("postings")
        rows = connection.sql(candidates_sql(documents)).to_arrow_table().to_pylist()
    return candidates_of(rows, len(asked))


def test_an_index_that_grew_is_the_one_that_was_built_at_once(tmp_path, library, monkeypatch):
    monkeypatch.setattr("restore.find.index.build.SHARD_DOCUMENTS", 7)
    parts = [write_jsonl(tmp_path / f"part-{k}.jsonl", library[20 * k : 20 * k + 20]) for k in range(3)]
    grown = tmp_path / "grown.index"
    build_index([str(parts[0])], str(grown), IndexSettings(jobs=2))
    for part in parts[1:]:
        manifest = add_to_index([str(tmp_path / "part-0.jsonl"), str(part)], str(grown))
    assert manifest.documents == len(library)
    assert len(manifest.shards) == 9
    copies = [Document(n, make_damage(library[n].text, seed=n, recipe="light").copy) for n in range(0, 60, 6)]
    assert same_answers(grown, library, copies)


def test_folders_of_text_files_can_be_indexed_and_added_to(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(prose(n))
    build_index([str(folder)], str(tmp_path / "i"))
    (folder / "9.txt").write_text(prose(9))
    assert add_to_index([str(folder)], str(tmp_path / "i")).documents == 4
    with IndexLibrary(str(tmp_path / "i")) as library:
        (answer,) = find_sources([Document("c", prose(9)[:500])], library)
    assert answer.source == "9.txt"


def test_an_index_and_its_sources_may_move_together(tmp_path, jsonl):
    (tmp_path / "one").mkdir()
    os.rename(jsonl, tmp_path / "one" / "s.jsonl")
    build_index([str(tmp_path / "one" / "s.jsonl")], str(tmp_path / "one" / "i"))
    os.rename(tmp_path / "one", tmp_path / "two")
    with IndexLibrary(str(tmp_path / "two" / "i")) as library:
        assert library.documents([3])[3].id == "made-3"


def parts(index):
    return sorted(path for path in index.iterdir() if path.suffix == ".parquet")


def test_every_truncated_or_altered_file_is_refused(index):
    for path in [*parts(index), index / "index.json"]:
        whole = path.read_bytes()
        flipped = bytearray(whole)
        flipped[len(whole) // 2] ^= 1
        for damaged in (whole[:-2], whole[: len(whole) // 2], b"", bytes(flipped)):
            path.write_bytes(damaged)
            with pytest.raises((InputError, StaleError)) as caught:
                IndexLibrary(str(index))
            assert str(index) in str(caught.value)
            assert "\n" not in str(caught.value)
        path.unlink()
        with pytest.raises(InputError):
            IndexLibrary(str(index))
        path.write_bytes(whole)
    IndexLibrary(str(index)).close()


def test_an_index_of_another_version_is_refused(index):
    path = index / "index.json"
    record = json.loads(path.read_text())
    for change in ({"format": "restore-index/99"}, {"sampling": {}}):
        path.write_text(json.dumps(record | change))
        with pytest.raises(StaleError, match="another version"):
            IndexLibrary(str(index))


def test_a_manifest_cannot_lead_out_of_its_folder(index):
    path = index / "index.json"
    record = json.loads(path.read_text())
    record["sources"][0]["name"] = "../elsewhere.parquet"
    path.write_text(json.dumps(record))
    with pytest.raises(InputError, match="damaged"):
        IndexLibrary(str(index))


def test_sources_that_changed_are_refused_and_those_only_touched_are_not(index, jsonl):
    os.utime(jsonl, (1, 1))
    IndexLibrary(str(index)).close()
    data = jsonl.read_bytes()
    jsonl.write_bytes(data.replace(b"river", b"rover", 1))
    with pytest.raises(StaleError, match="has changed"):
        IndexLibrary(str(index))
    with pytest.raises(StaleError, match="has changed"):
        add_to_index([str(jsonl)], str(index))
    assert "has changed" in describe_index(str(index)).stale
    jsonl.unlink()
    with pytest.raises(StaleError, match="is gone"):
        IndexLibrary(str(index))


def test_sources_that_change_while_they_are_read_are_noticed(index, jsonl):
    with IndexLibrary(str(index)) as library:
        jsonl.write_bytes(jsonl.read_bytes()[100:])
        with pytest.raises(StaleError, match="changed while it was read"):
            library.documents(range(60))


def test_a_build_that_fails_leaves_what_was_there(tmp_path, index, jsonl):
    before = {path.name: path.read_bytes() for path in index.iterdir()}
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "x", "text": "one"}\n{"id"\n')
    with pytest.raises(InputError, match="line 2"):
        build_index([str(bad)], str(index))
    with pytest.raises(InputError, match="line 2"):
        add_to_index([str(bad)], str(index))
    assert {path.name: path.read_bytes() for path in index.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.jsonl", "made.index", "sources.jsonl"]


def test_two_sources_with_one_id_are_refused(tmp_path, index):
    again = write_jsonl(tmp_path / "again.jsonl", [Document("made-7", "another text")])
    with pytest.raises(InputError, match="'made-7' stands 2 times"):
        add_to_index([str(again)], str(index))
    with IndexLibrary(str(index)) as library:
        assert len(library) == 60


def test_a_folder_that_is_no_index_is_not_replaced(tmp_path, jsonl):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(UsageError, match="is no index"):
        build_index([str(jsonl)], str(tmp_path / "mine"))


def test_an_id_with_half_a_character_is_found_by_an_index(tmp_path):
    half = tmp_path / "half.jsonl"
    half.write_text(json.dumps({"id": "a\ud800", "text": prose(1)}) + "\n", encoding="ascii")
    build_index([str(half)], str(tmp_path / "half.index"))
    with open_library([str(tmp_path / "half.index")]) as library:
        (answer,) = find_sources([Document("copy", prose(1))], library)
    assert answer.source == "a\ud800"


@pytest.mark.skipif(sys.platform != "linux", reason="names of other systems are text")
def test_a_file_whose_name_is_no_text_is_refused_by_name(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    with open(path, "w", encoding="ascii") as file:
        file.write(prose(1))
    with pytest.raises(InputError, match=r"its name is no UTF-8, which an index cannot hold; rename it"):
        build_index([path], str(tmp_path / "odd.index"))


@pytest.mark.parametrize("name", ["s.jsonl.gz", "s.jsonl.zst"])
def test_packed_files_cannot_be_indexed(tmp_path, name):
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(InputError, match="unpack"):
        build_index([str(tmp_path / name)], str(tmp_path / "i"))


def test_an_index_can_do_without_characters(tmp_path, jsonl, library):
    build_index([str(jsonl)], str(tmp_path / "i"), IndexSettings(characters=False))
    info = describe_index(str(tmp_path / "i"))
    assert [level.level for level in info.levels] == ["words"]
    assert info.documents == 60
    with IndexLibrary(str(tmp_path / "i")) as indexed:
        (answer,) = find_sources([Document("c", library[1].text)], indexed)
    assert answer.source == "made-1"


def test_an_empty_index_has_nothing(tmp_path):
    (tmp_path / "s.jsonl").write_text("")
    build_index([str(tmp_path / "s.jsonl")], str(tmp_path / "i"))
    with IndexLibrary(str(tmp_path / "i")) as library:
        (answer,) = find_sources([Document("c", prose(1))], library)
    assert answer.source is None
    assert describe_index(str(tmp_path / "i")).documents == 0
