import shlex

import pytest

from restore.cli.demo import COPY, SEEDS, SOURCE


def test_the_demo_tells_its_story(restore):
    ran = restore("demo")
    assert (ran.code, ran.talk) == (0, "")
    titles = ["Damage", "Restored", "Found", "Left to you", "Next"]
    places = [ran.text.index(f"{title}") for title in titles]
    assert places == sorted(places)
    prose = " ".join(ran.text.split())
    assert "[-President Donald Trump-]{+The President+} reiterated his [-President Donald Trump-]{+desire+}" in prose
    assert "restore align demo/copy.txt --source demo/source.txt" in ran.text


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_the_demo_keeps_to_the_width(restore, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = restore("demo").text.splitlines()
    assert max(map(len, lines)) <= min(columns, 120)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_what_is_next_is_said_with_what_it_does_however_the_program_is_called(restore, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr("restore.cli.demo.program", lambda: ".venv/bin/restore")
    text = restore("demo").text
    following = text[text.index("\nNext\n") :]
    assert max(map(len, text.splitlines())) <= columns
    for meaning in ("the texts as files", "every difference", "decide the rest"):
        assert meaning in following


def test_the_demo_fits_about_a_screen(restore, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert len(restore("demo").text.splitlines()) <= 50


def test_the_demo_in_colour_says_the_same(restore):
    import re

    plain, coloured = restore("demo").text, restore("demo", "--color", "always").text
    assert "\x1b[" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_the_whole_article(restore):
    ran = restore("demo", "--whole")
    assert len(ran.text) > 5000
    assert "[-" not in ran.text


def test_the_texts_as_files(restore, tmp_path):
    folder = tmp_path / "new" / "demo"
    ran = restore("demo", "-o", folder)
    assert (ran.code, ran.data) == (0, b"")
    assert f"restore review {folder}/copy.txt --source {folder}/source.txt" in ran.talk
    assert (folder / "copy.txt").read_bytes() == (SEEDS / COPY).read_bytes()
    assert (folder / "source.txt").read_bytes() == (SEEDS / SOURCE).read_bytes()
    ran = restore("repair", folder / "copy.txt", "--source", folder / "source.txt")
    assert ran.data == (folder / "restored.txt").read_bytes()


def test_a_persons_own_text_is_not_written_over(restore, tmp_path):
    own = tmp_path / "copy.txt"
    own.write_text("My own.")
    ran = restore("demo", "-o", tmp_path)
    assert (ran.code, ran.talk.count("\n"), [*tmp_path.iterdir()]) == (2, 1, [own])
    assert own.read_text() == "My own."
    folder = tmp_path / "demo"
    assert [restore("demo", "-o", folder).code for _ in range(2)] == [0, 0]


def test_a_folder_that_cannot_be_made(restore, tmp_path):
    (tmp_path / "file").touch()
    ran = restore("demo", "-o", tmp_path / "file" / "demo")
    assert (ran.code, ran.data) == (3, b"")
    assert "cannot be made: not a directory" in ran.talk


def test_the_command_that_is_next_can_be_typed_whatever_the_folder_is_called(restore, tmp_path):
    folder = tmp_path / "a demo"
    words = shlex.split(restore("demo", "-o", folder).talk)
    assert words[-3:] == [f"{folder}/copy.txt", "--source", f"{folder}/source.txt"]


def test_the_article_is_shown_or_written(restore, tmp_path):
    ran = restore("demo", "--whole", "-o", tmp_path / "demo")
    assert (ran.code, ran.data, (tmp_path / "demo").exists()) == (2, b"", False)
