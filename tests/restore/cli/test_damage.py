import json

import pytest

from restore.damage import RECIPES

CLEAN = """Mayor Ana Ruiz spoke to reporters – the so-called press – in Chicago on Monday, and she was clear about it.

The mayor said that the city would keep its promise. She told the council that it had no choice.
"""


@pytest.fixture
def clean(tmp_path):
    path = tmp_path / "clean.txt"
    path.write_bytes(CLEAN.encode())
    return path


def test_a_copy_and_its_gold(restore, clean, tmp_path):
    ran = restore("damage", clean, "-o", tmp_path / "copy.txt", "--gold", tmp_path / "gold.json", "--recipe", "heavy")
    copy = (tmp_path / "copy.txt").read_text(encoding="utf-8")
    gold = json.loads((tmp_path / "gold.json").read_text(encoding="utf-8"))
    assert (ran.code, ran.data) == (0, b"")
    assert f"{len(gold['differences'])} pieces of damage in" in ran.talk
    assert gold["source"]["characters"] == len(CLEAN)
    assert "text" not in gold["copy"]
    for difference in gold["differences"]:
        for side, text in (("copy", copy), ("source", CLEAN)):
            span = difference[side]
            assert text[span["start"] : span["end"]] == span["text"]
        assert difference["damage"] is True


def test_json_holds_the_copy_too(restore, clean):
    printed = restore("damage", clean, "--seed", "5").text
    document = json.loads(restore("damage", clean, "--seed", "5", "--format", "json").data)
    assert document["copy"]["text"] == printed
    assert (document["schema"], document["recipe"], document["seed"]) == ("restore-gold/1", "light", 5)


def test_the_seed_decides(restore, clean):
    ran = [restore("damage", clean, "--recipe", "ocr", "--seed", seed).data for seed in (1, 1, 2)]
    assert ran[0] == ran[1] != ran[2]


def test_what_was_made_can_be_aligned(restore, clean, tmp_path):
    restore("damage", clean, "-o", tmp_path / "copy.txt", "-q")
    assert restore("align", tmp_path / "copy.txt", "--source", clean).code == 1


def test_honest_revisions_are_told_apart(restore, clean, tmp_path):
    ran = restore("damage", clean, "--recipe", "revised", "--format", "json", "-o", tmp_path / "out.json")
    document = json.loads((tmp_path / "out.json").read_bytes())
    assert document["differences"]
    assert not any(difference["damage"] for difference in document["differences"])
    assert "0 pieces of damage and" in ran.talk


def test_help_names_every_recipe(restore):
    words = "".join(restore("damage", "--help").text.split())
    for name in RECIPES:
        assert name in words, name


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--recipe", "lihgt"], 2, "no such recipe: 'lihgt'; did you mean 'light'?"),
        (["--seed", "-1"], 2, "'-1' is no whole number"),
        (["-o", "same.txt", "--gold", "same.txt"], 2, "copy and gold are the same file"),
        (["-o", "same.txt", "--gold", "./same.txt"], 2, "copy and gold are the same file"),
        (["--gold", "-"], 2, "copy and gold both go to standard output; name a file for one of them"),
        (["-o", "-", "--gold", "-"], 2, "copy and gold both go to standard output"),
    ],
)
def test_what_cannot_be_meant(restore, clean, arguments, code, says):
    ran = restore("damage", clean, *arguments)
    assert (ran.code, ran.data) == (code, b"")
    assert says in ran.talk


@pytest.mark.parametrize(("copy", "gold"), [("none/copy.txt", "gold.json"), ("copy.txt", "none/gold.json")])
def test_copy_and_gold_are_both_written_or_neither(restore, clean, tmp_path, copy, gold):
    ran = restore("damage", clean, "-o", tmp_path / copy, "--gold", tmp_path / gold)
    assert (ran.code, [path.name for path in tmp_path.iterdir()]) == (3, ["clean.txt"])
    assert "no such folder; make it first" in ran.talk


@pytest.mark.parametrize("option", ["-o", "--gold"])
def test_nothing_is_written_over_the_clean_text(restore, clean, option):
    ran = restore("damage", clean, option, clean)
    assert (ran.code, clean.read_text(encoding="utf-8")) == (2, CLEAN)


def test_an_encoding_that_lacks_the_damage(restore, tmp_path):
    path = tmp_path / "latin.txt"
    path.write_bytes(("the quick brown fox said no " * 40).encode("latin-1"))
    ran = restore("damage", path, "--encoding", "latin-1", "--recipe", "foreign-ocr", "-o", tmp_path / "copy.txt")
    assert ran.code == 3
    assert "which latin-1 lacks; convert" in ran.talk
    assert not (tmp_path / "copy.txt").exists()


def test_standard_input(restore, clean):
    assert restore("damage", "-", stdin=CLEAN.encode()).data == restore("damage", clean).data


def test_a_missing_file(restore, tmp_path):
    ran = restore("damage", tmp_path / "none.txt")
    assert ran.code == 3
    assert "no such file" in ran.talk
