"""What is packed is what the files say, and is read only while it is of them."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from restore import stored
from restore.stored import BEGINNING, FITTED, WORDS, is_packed, parsed, read, text_of
from tests.starts import loaded_by_align


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Both files in a folder of their own."""
    for name in ("FITTED", "WORDS"):
        monkeypatch.setattr(stored, name, shutil.copy(getattr(stored, name), tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", ["FITTED", "WORDS"])
def test_what_is_packed_is_what_the_file_says(folder, name, monkeypatch):
    stored.pack(str(folder))
    path = getattr(stored, name)
    known = parsed(path)
    monkeypatch.setattr(stored, "parsed", None)
    assert vars(read(path)) == vars(known)


def test_a_file_that_was_changed_since_is_read_itself(folder):
    stored.pack(str(folder))
    said = json.loads((folder / "judging.json").read_bytes())
    said["first"]["roots"] = said["second"]["roots"]
    (folder / "judging.json").write_text(json.dumps(said), encoding="utf-8")
    assert read(stored.FITTED).numbers["first.roots"] == parsed(FITTED).numbers["second.roots"]


def test_a_file_that_was_changed_since_is_read_itself_though_it_is_as_large(folder):
    stored.pack(str(folder))
    path = folder / "english.json"
    path.write_bytes(path.read_bytes().replace(b" credence:n", b" credence:v"))
    assert not is_packed(str(path))
    assert " credence:v" in read(str(path)).texts["words"]


def test_where_it_is_installed_only_the_size_of_a_file_is_asked_for(folder, monkeypatch):
    stored.pack(str(folder))
    path = folder / "english.json"
    path.touch()
    monkeypatch.setattr(stored, "SETUP", str(folder / "setup.py"))
    monkeypatch.setattr(stored, "_head", None)
    assert is_packed(str(path))
    path.write_bytes(path.read_bytes() + b"\n")
    assert not is_packed(str(path))


def test_what_a_machine_with_another_order_of_bytes_packed_is_not_read(folder, monkeypatch):
    monkeypatch.setattr("sys.byteorder", {"little": "big", "big": "little"}[sys.byteorder])
    stored.pack(str(folder))
    monkeypatch.undo()
    monkeypatch.setattr(stored, "_unpacked", None)
    assert read(str(folder / "judging.json")).texts == parsed(FITTED).texts


@pytest.mark.parametrize("name", ["FITTED", "WORDS"])
@pytest.mark.parametrize("kept", [0, 30, 60, 5000, -1])
def test_what_was_packed_and_cut_short_is_not_read(folder, name, kept):
    stored.pack(str(folder))
    path = getattr(stored, name)
    packed = Path(stored.packed_path(path))
    packed.write_bytes(packed.read_bytes()[:kept])
    assert not is_packed(path)
    assert vars(read(path)) == vars(parsed(path))


def test_where_nothing_is_packed_the_file_is_read(folder):
    assert vars(read(stored.FITTED)) == vars(parsed(stored.FITTED))


def test_texts_and_numbers_are_named():
    fitted, words = parsed(FITTED), parsed(WORDS)
    assert {"schema", "names", "outcomes"} == fitted.texts.keys()
    assert {"first.roots", "second.thresholds", "near.scores", "misread form.shares"} <= fitted.numbers.keys()
    said = json.loads(Path(FITTED).read_bytes())
    assert text_of(fitted.numbers["second.rights"]) == said["second"]["rights"]
    among = json.loads(Path(WORDS).read_bytes())["words"]
    beginnings, starts = words.texts["beginnings"], words.numbers["starts"]
    for number, beginning in enumerate(sorted(among)):
        assert beginnings[BEGINNING * number :][:BEGINNING].strip() == beginning
        assert words.texts["words"][starts[number] : starts[number + 1]] == among[beginning]


@pytest.mark.skipif(not (is_packed(FITTED) and is_packed(WORDS)), reason="make restore/data/judging.columns")
def test_a_command_parses_no_json_and_reads_none(tmp_path):
    """It took a twentieth of what `align` takes for two articles."""
    assert loaded_by_align(tmp_path).isdisjoint({"json", "zlib"})
