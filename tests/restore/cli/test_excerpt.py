"""A page and its book on the command line."""

import json
from pathlib import Path

import pytest

from restore.cli.main import main

BOOK = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[3] / "fixtures" / "articles").glob("en-*"))
)
START = BOOK.index("\n\n", 9000) + 2
TRUE = BOOK[START : BOOK.index(" ", START + 900)]
PAGE = TRUE.replace("executive", "exeeutivc").replace("adjusted", "adjnsted").replace("coverage", "covcrage")
PART = f"book.txt[{START}:{START + len(PAGE)}]"
PAIR = ("page.txt", "--source", "book.txt", "--excerpt")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "book.txt").write_text(BOOK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_align_names_the_part(capsys):
    assert main(["align", *PAIR, "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["source"]["name"] == PART
    assert found["source"]["range"] == {"start": START, "end": START + len(PAGE)}
    assert [d["source"]["text"] for d in found["differences"]] == ["executive", "adjusted", "coverage"]


def test_repair_puts_nothing_in_of_the_rest(capsys):
    assert main(["repair", *PAIR, "--threshold", "0.3"]) == 0
    assert capsys.readouterr().out == TRUE


def test_what_is_to_do_next_says_that_it_is_a_page(capsys):
    assert main(["repair", *PAIR, "--threshold", "1"]) == 1
    assert capsys.readouterr().err.rstrip().endswith("restore review page.txt --source book.txt --excerpt")


def test_a_review_keeps_the_part_in_its_session(here, capsys):
    assert main(["review", *PAIR, "--threshold", "1", "--write"]) == 1
    (session,) = here.glob("*.session")
    first = json.loads(session.read_text(encoding="utf-8").splitlines()[0])
    assert (first["source"]["name"], "path" in first["source"]) == (PART, False)
    capsys.readouterr()
    assert main(["review", session.name, "--export", "-"]) == 1
    assert json.loads(capsys.readouterr().out)["source"]["range"] == {"start": START, "end": START + len(PAGE)}


@pytest.mark.parametrize("how", [["--write", "-o"], ["--export"]])
def test_a_review_never_writes_over_the_book(here, how, capsys):
    assert main(["review", *PAIR, *how, "book.txt"]) == 2
    assert "same file, book.txt" in capsys.readouterr().err
    assert (here / "book.txt").read_text(encoding="utf-8") == BOOK


@pytest.mark.parametrize("how", [["--write", "-o"], ["--export"]])
@pytest.mark.parametrize("moved", [False, True])
def test_a_session_opened_by_its_file_never_writes_over_the_book(here, how, moved, capsys, monkeypatch):
    assert main(["review", *PAIR, "--threshold", "1", "--write"]) == 1
    if moved:
        folder = here / "elsewhere"
        folder.mkdir()
        for name in ("page.txt", "book.txt", "page.txt.session"):
            (here / name).rename(folder / name)
        monkeypatch.chdir(folder)
    capsys.readouterr()
    assert main(["review", "page.txt.session", *how, "book.txt"]) == 2
    assert "book.txt: belongs to this review and is not written over" in capsys.readouterr().err
    assert Path("book.txt").read_text(encoding="utf-8") == BOOK


def test_a_session_needs_its_book_no_more(here, capsys):
    assert main(["review", *PAIR, "--threshold", "1", "--write"]) == 1
    (here / "book.txt").unlink()
    capsys.readouterr()
    assert main(["review", "page.txt.session", "--threshold", "0", "--write", "-o", "out.txt"]) == 0
    assert (here / "out.txt").read_text(encoding="utf-8") == TRUE


def test_a_session_that_went_on_with_another_page_has_the_part_that_is_of_that(here, capsys):
    assert main(["review", *PAIR, "--threshold", "1", "--write"]) == 1
    other = BOOK[100 : BOOK.index(" ", 1000)]
    (here / "page.txt").write_text(other.replace("the ", "tbe ", 2), encoding="utf-8")
    assert main(["review", *PAIR, "--threshold", "1", "--write", "--carry"]) == 1
    capsys.readouterr()
    assert main(["review", "page.txt.session", "--export", "-"]) == 1
    assert json.loads(capsys.readouterr().out)["source"]["range"] == {"start": 100, "end": 100 + len(other)}
    assert main(["review", "page.txt.session", "--threshold", "0", "--write", "-o", "out.txt"]) == 0
    assert (here / "out.txt").read_text(encoding="utf-8") == other


def test_a_page_of_another_book_is_refused(here, capsys):
    (here / "page.txt").write_text(
        "Kein Wort davon steht in dem Buch, und auch die Buchstaben folgen nie so aufeinander."
    )
    assert main(["align", *PAIR]) == 1
    assert "book.txt is not the source of page.txt" in capsys.readouterr().err
