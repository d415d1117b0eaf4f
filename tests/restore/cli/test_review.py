"""`restore review` without a screen: the prompt, --write, --export, and what it says when it cannot."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path
from threading import Thread

import pytest

from restore.cli.ending import farewell
from restore.cli.exchange import Exchange
from restore.cli.main import main
from restore.cli.plain import Conversation
from restore.session.opening import open_session
from restore.session.ruling import Answer
from restore.session.writing import Outlet
from tests.restore.cli.conftest import INTACT as SOURCE
from tests.restore.cli.conftest import INTRUDED as COPY

ROOT = Path(__file__).parents[3]


@pytest.fixture
def talk(here, monkeypatch, capsys):
    """Answer the prompt; the exit code, what was shown, what was said at the end."""

    def run(answers, *arguments):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(answers.encode())))
        code = main(["review", *(arguments or ("copy.txt", "--source", "source.txt", "--threshold", "1")), "--plain"])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def written(here):
    return (here / "copy.restored.txt").read_text()


def test_answers_at_the_prompt(talk, here):
    code, shown, said = talk("a\nr\nw\nq\n")
    assert code == 0
    assert "[-Emanuel-]{+detail+}" in shown
    assert written(here) == COPY.replace("any Emanuel about", "any detail about")
    assert said.startswith("1 applied, 1 kept, 0 left; kept in copy.txt.session; the text is in copy.restored.txt")


def test_a_quiet_review_says_nothing_of_what_is_next(talk, capsys):
    code, _, said = talk("a\nr\nw\nq\n", "copy.txt", "--source", "source.txt", "--threshold", "1", "--quiet")
    assert (code, said) == (0, "")
    assert main(["review", "copy.txt.session", "--write", "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_more_about_a_difference_has_what_may_have_made_it_behind_its_evidence(talk):
    _, shown, _ = talk("i\nq\n")
    assert re.search(r"  why      .+\n  made by  [a-z]+ >?\d+%(, [a-z]+ \d+%)*\n  copy ", shown)


def test_quitting_keeps_what_was_decided(talk):
    code, _, said = talk("a\nq\n")
    assert code == 1
    assert "next: restore review copy.txt.session" in said
    code, shown, said = talk("u\nq\n", "copy.txt.session")
    assert code == 1
    assert "undone" in shown
    assert said.startswith("0 applied, 0 kept, 2 left")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("e particulars\nq\n", "1 applied"),
        ("e\nparticulars\nq\n", "1 applied"),
        ("1\nq\n", "1 applied"),
        ("A\ny\nq\n", "2 applied"),
        ("A\nn\nq\n", "0 applied"),
        ("R\ny\nu\nU\nq\n", "0 applied, 2 kept"),
        ("S\ny\nq\n", "0 applied, 0 kept, 2 left (2 skipped)"),
        ("r\nk\n=\ny\nq\n", "0 applied, 2 kept"),
        ("r\nk\nx\nq\n", "0 applied, 0 kept, 2 left"),
        ("s\ns\nq\n", "2 left (2 skipped)"),
        ("t 0\ny\nq\n", "left"),
        ("g 2\nr\nq\n", "1 kept"),
        ("j\nr\nq\n", "1 kept"),
        ("m\nc hello\ni\n?\nn\nN\no\no code\nq\n", "2 left"),
        ("", "2 left"),
    ],
)
def test_each_answer(talk, answers, expected):
    _, _, said = talk(answers)
    assert expected in said


def test_one_alone_is_one_difference(talk, here):
    (here / "copy.txt").write_text(COPY.replace("any Emanuel about", "any detail about"))
    assert "apply 1 identical difference? [y,n]" in talk("=\nn\nq\n")[1]


def test_words_of_ones_own_keep_the_line_ends_around_those_of_the_proposal(talk, here):
    first, second = SOURCE.split(" The order ")
    lines = [first, "Nobody was told beforehand what it would cost.", f"The order {second}"]
    (here / "source.txt").write_text("\n\n".join(lines))
    (here / "copy.txt").write_text("\n\n".join([lines[0], lines[2]]))
    talk("e Other words.\nw\nq\n")
    assert written(here) == "\n\n".join([lines[0], "Other words.", lines[2]])
    talk("u\ng 1\ne\n\nw\nq\n", "copy.txt.session")
    assert written(here) == "\n\n".join([lines[0], lines[2]])


def test_bytes_that_are_no_text_are_no_words(talk, here, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"e caf\xe9\nw\nq\n"), "utf-8", "surrogateescape"))
    assert main(["review", "copy.txt", "--source", "source.txt", "--threshold", "1", "--plain"]) == 1
    assert "a byte or half a character that is no text" in capsys.readouterr().out
    assert written(here) == COPY


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("z\n", "'z': no such answer"),
        ("aa\n", "one answer at a time"),
        ("7\n", "there are"),
        ("g x\n", "the number of a difference"),
        ("/ state:done\n", "no such state"),
        ("/ Bartleby\na\n", "nothing is shown"),
        ("o sideways\n", "no such order"),
        ("t x\n", "no number"),
        ("i\n", "alike"),
        ("?\n", "keep the copy"),
        (f"g {'9' * 5000}\n", "(2/2, 2 left)"),
        ("=\nn\n", "apply 2 identical differences? [y,n]"),
        ("t nan\n", "threshold: nan is no probability"),
        ("t 5\n", "threshold: 5.0 is no probability"),
    ],
)
def test_what_is_said(talk, answers, words):
    _, shown, _ = talk(answers)
    assert words in shown


def test_a_hostile_text_at_the_prompt(talk, here):
    (here / "copy.txt").write_text(COPY.replace("Emanuel to", "\x1b[2J\u202eEmanuel to"))
    _, shown, _ = talk("i\nj\ni\nq\n")
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "␛" in shown


def test_a_changed_copy_asks(talk, here):
    talk("r\nq\n")
    (here / "copy.txt").write_text(COPY + " And more.")
    code, shown, said = talk("n\n")
    assert code == 4
    assert "the copy changed since this session saw it: 1 decision carried over, 0 not" in shown
    assert "--carry" in said
    code, _, said = talk("y\nq\n")
    assert said.startswith("0 applied, 1 kept")


def test_write_and_export_without_questions(talk, here, capsys):
    talk("r\nc keep this one\nq\n")
    assert main(["review", "copy.txt.session", "--write", "-o", "-"]) == 1
    assert capsys.readouterr().out == COPY
    assert main(["review", "copy.txt.session", "--export", "-"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "restore/1"
    assert [(d["decision"], d["by"]) for d in document["differences"]] == [("keep", "reviewer"), ("review", "policy")]
    assert document["differences"][1]["note"] == "keep this one"


@pytest.mark.parametrize("more", ["u", "x", "t 0\ny", "u\nU"])
def test_a_text_that_is_older_than_the_answers_is_not_said_to_be_the_text(talk, more):
    said = talk(f"a\nr\nw\ng 1\n{more}\nA\ny\nq\n")[2]
    assert "the text is in" not in said
    assert "; next: restore review copy.txt.session --write" in said


def test_a_note_leaves_the_text_that_was_written_as_it_is(talk):
    assert "; the text is in copy.restored.txt" in talk("a\nr\nw\nc so it is\nm\nq\n")[2]


def test_who_looks_on_writes_the_text_only_where_that_is_asked_for_by_name(talk, here, capsys):
    talk("a\nr\nq\n")
    code, shown, _ = talk("w\nq\n", "copy.txt.session", "--read-only")
    assert code == 0
    assert "copy.txt.session: open for reading only; nothing is written" in shown
    assert not (here / "copy.restored.txt").exists()
    assert main(["review", "copy.txt.session", "--read-only", "--write"]) == 0
    assert "restored text written to" in capsys.readouterr().err
    assert written(here) == COPY.replace("any Emanuel about", "any detail about")


@pytest.mark.parametrize("change", [lambda file: file.write_text(SOURCE), Path.unlink, lambda file: file.touch()])
def test_a_copy_that_changed_meanwhile_is_named_when_the_text_is_written(talk, here, monkeypatch, change):
    talk("q\n")
    write = Outlet.write
    monkeypatch.setattr(Outlet, "write", lambda *given: (change(here / "copy.txt"), write(*given))[1])
    shown = talk("w\nq\n")[1]
    told = "copy.txt changed meanwhile: this is the text of what was opened"
    assert (told in shown) is (not (here / "copy.txt").exists() or (here / "copy.txt").read_text() != COPY)
    assert written(here) == COPY


class Later:
    """Answers, before the first of which something happens."""

    def __init__(self, happens, *lines):
        self.happens, self.lines = happens, list(lines)

    def readline(self):
        self.happens()
        return self.lines.pop(0) if self.lines else ""

    def read1(self, _size):
        return self.readline().encode()

    def fileno(self):
        raise OSError


@pytest.mark.parametrize("json", [False, True])
def test_who_looks_on_at_a_prompt_is_told_what_was_decided_meanwhile(talk, capsys, json):
    talk("q\n")
    decides = open_session("copy.txt.session").load()
    onlooker = open_session("copy.txt.session", read_only=True)
    session, outlet = onlooker.load(), Outlet.of(onlooker.origin)
    answers = Later(lambda: decides.decide([0], Answer.KEEP), '{"do":"go-to","id":"x"}\n' if json else "j\n")
    if json:
        Exchange(session, outlet, answers).run()
    else:
        Conversation(session, outlet, colour=False, width=80, answers=answers).run()
    decides.close()
    assert session.progress.left == 1
    assert ('"left":1' if json else "(2/2, 1 left)") in capsys.readouterr().out.replace(' "left": ', '"left":')


def test_who_looks_on_can_quit_a_session_that_cannot_be_read_any_more(talk, here, capsys):
    talk("q\n")
    onlooker = open_session("copy.txt.session", read_only=True)
    session = onlooker.load()
    session.follow()
    answers = Later(lambda: (here / "copy.txt.session").write_text("nonsense"), '{"do":"quit"}\n')
    Exchange(session, Outlet.of(onlooker.origin), answers).run()
    assert '"error"' not in capsys.readouterr().out


def test_who_leaves_before_the_texts_are_compared_is_told_no_counts(talk):
    talk("q\n")
    for read_only, more in ((False, "; kept in copy.txt.session; next: restore review copy.txt.session"), (True, "")):
        review = open_session("copy.txt.session", read_only=read_only)
        review.session.loading = True
        assert farewell(review.session, Outlet.of(review.origin)) == f"left before all was compared{more}"
        review.session.close()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
@pytest.mark.parametrize("json", [False, True])
def test_a_session_that_is_not_where_it_was_is_not_said_to_be_kept(talk, here, monkeypatch, json):
    def moved(outlet, session):
        (here / "copy.txt.session").rename(here / "elsewhere")
        (here / "copy.txt.session").write_text("somebody's")
        return "copy.restored.txt"

    monkeypatch.setattr(Outlet, "write", moved)
    if json:
        code, shown, said = talk('{"do":"apply"}\n{"do":"write"}\n', "copy.txt", "--source", "source.txt", "--json")
        assert '"end":{"session":null,' in shown.replace(" ", "").splitlines()[-1]
    else:
        code, _, said = talk("a\nw\nr\nq\n")
        assert said == ("1 applied, 0 kept, 1 left; not kept: copy.txt.session is not as this review left it\n")
    assert code == 3


def test_where_nothing_was_decided_nothing_is_lost_with_the_session(talk, here, monkeypatch):
    monkeypatch.setattr(Outlet, "write", lambda *_: (here / "copy.txt.session").unlink() or "copy.restored.txt")
    code, _, said = talk("w\nq\n")
    assert code == 1
    assert "not kept" in said


@pytest.mark.parametrize("place", ["copy.txt", "source.txt", "copy.txt.session"])
def test_nothing_of_a_review_is_written_over(talk, here, place, capsys):
    talk("r\nq\n")
    before = (here / place).read_bytes()
    assert main(["review", "copy.txt.session", "--write", "-o", place]) == 2
    assert "not written over" in capsys.readouterr().err
    assert (here / place).read_bytes().startswith(before)
    for more in (["--export", place], ["--read-only", "--write", "-o", place]):
        held = (here / place).read_bytes()
        assert main(["review", "copy.txt.session", *more]) == 2
        assert "not written over" in capsys.readouterr().err
        assert (here / place).read_bytes() == held


@pytest.mark.parametrize("name", ["review.jsonl", "restored.jsonl", "differences.jsonl", "report.html"])
@pytest.mark.parametrize("how", [["--write", "-o"], ["--export"]])
def test_nothing_that_a_batch_wrote_is_written_over(here, name, how, capsys):
    (here / "pairs.jsonl").write_text(json.dumps({"id": "one", "copy": COPY, "source": SOURCE}) + "\n")
    assert main(["batch", "pairs.jsonl", "-o", "out", "--threshold", "1", "-j", "1"]) == 1
    held = (here / "out" / name).read_bytes()
    capsys.readouterr()
    assert main(["review", "out", *how, f"out/{name}"]) == 2
    assert f"out/{name}: belongs to this review and is not written over" in capsys.readouterr().err
    assert (here / "out" / name).read_bytes() == held
    assert main(["review", "out", *how, "out/decided.jsonl"]) == 1


def test_looking_on_names_the_session_that_is_damaged(talk, here, capsys):
    talk("r\nq\n")
    with (here / "copy.txt.session").open("a") as file:
        file.write('{"event":"document"}\n')
    assert main(["review", "copy.txt.session", "--read-only", "--plain"]) == 3
    assert "copy.txt.session: line" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["copy.txt", "--source", "source.txt"], 2, "--plain asks at a prompt"),
        (["copy.txt", "--plain"], 2, "what is its source? restore review copy.txt --source SOURCE"),
        (["gone.txt", "--plain"], 2, "no such file"),
        (["gone.txt", "--source", "source.txt", "--plain"], 3, "no such file"),
        ([".", "--plain"], 2, "has no review.jsonl"),
        (["-", "--source", "source.txt", "--plain"], 2, "--session FILE"),
        (["copy.txt", "--source", "source.txt", "--plain", "--filter", "state:x"], 2, "no such state"),
        (["copy.txt", "--source", "source.txt", "--plain", "--session", "source.txt"], 3, "no review session"),
        (["copy.txt", "--source", "source.txt", "--plain", "--session", "no/where"], 3, "cannot be written"),
    ],
)
def test_what_cannot_be(here, arguments, code, words, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"some text\n")))
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    assert main(["review", *arguments]) == code
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_read_whole_and_asks_where_its_session_is(here, capsys):
    text = SOURCE * 400  # more than is looked at to tell what it is
    (here / "source.txt").write_text(text)
    os.mkfifo(here / "pipe")
    for options, code in (([], 2), (["--session", "kept"], 0)):
        writer = Thread(target=(here / "pipe").write_text, args=(text.replace("Nobody", "Nobodv", 1),))
        writer.start()
        assert (
            main(["review", "pipe", "--source", "source.txt", "--write", "-o", "out", "--threshold", "0", *options])
            == code
        )
        writer.join()
    assert "the copy is pipe, no file; say where its decisions are kept: --session FILE\n" in capsys.readouterr().err
    assert (here / "out").read_text() == text
    assert not (here / "pipe.session").exists()


def test_texts_that_have_nothing_in_common(here, capsys):
    (here / "source.txt").write_text(
        "Quite another text, about gardens, rivers, mountains and whatever grows beside them all year. " * 3
    )
    (here / "copy.txt").write_text(COPY * 3)
    assert main(["review", "copy.txt", "--source", "source.txt", "--write"]) == 1
    assert "is not the source of" in capsys.readouterr().err


def test_a_session_is_no_copy(talk, here, capsys):
    talk("r\nq\n")
    assert main(["review", "copy.txt.session", "--source", "source.txt", "--plain"]) == 2
    assert "copy.txt.session: is a session, which knows its texts; leave out --source\n" in capsys.readouterr().err
    assert not (here / "copy.txt.session.session").exists()


@pytest.mark.parametrize("name", ["copy.txt", "source.txt"])
def test_a_session_whose_text_is_gone_says_how_to_go_on(talk, here, name, capsys):
    talk("r\nq\n")
    (here / name).rename(here / "moved.txt")
    assert main(["review", "copy.txt.session", "--plain"]) == 3
    said = capsys.readouterr().err
    assert (
        f"{name}: no such file, which copy.txt.session is of; put it back, or give COPY --source SOURCE --sess" in said
    )
    pair = [{name: "moved.txt"}.get(one, one) for one in ("copy.txt", "source.txt")]
    assert main(["review", pair[0], "--source", pair[1], "--session", "copy.txt.session", "--export", "-"]) == 1
    assert '"by": "reviewer"' in capsys.readouterr().out


def test_a_source_that_was_refused_is_not_in_the_way_of_the_right_one(talk, here, capsys):
    (here / "wrong.txt").write_text("Quite another text, about gardens, rivers and whatever grows beside them. " * 3)
    assert main(["review", "copy.txt", "--source", "wrong.txt", "--plain"]) == 1
    capsys.readouterr()
    assert talk("r\nq\n")[2].startswith("0 applied, 1 kept")
    held = (here / "copy.txt.session").read_bytes()
    assert main(["review", "copy.txt", "--source", "wrong.txt", "--plain"]) == 2
    assert "reviews another source, source.txt; give that" in capsys.readouterr().err
    assert (here / "copy.txt.session").read_bytes() == held


def test_a_review_of_a_pair_begins_with_the_policy_of_a_file(restore, copy, source, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config, session = tmp_path / "restore.toml", tmp_path / "copy.txt.session"
    config.write_text('ignore = ["spelling"]\n')
    call = ("review", copy, "--source", source, "--write", "-o", tmp_path / "out.txt")
    assert restore(*call).code == 0, "nothing is left"
    assert b"dctail" in (tmp_path / "out.txt").read_bytes()
    config.write_text("threshold = 0.0\n")
    restore(*call)
    assert b"dctail" in (tmp_path / "out.txt").read_bytes(), "a session goes on as it began"
    session.unlink()
    restore(*call)
    assert b"dctail" not in (tmp_path / "out.txt").read_bytes()


def test_a_dumb_terminal_is_asked_at_a_prompt(here):
    pytest.importorskip("fcntl", reason="needs a terminal as Unix has them")
    from tests.tui.terminal import terminal_of

    command = ["env", "TERM=dumb", sys.executable, "-m", "restore", "review", "copy.txt", "--source", "source.txt"]
    with terminal_of(command, here, {**os.environ, "PYTHONPATH": str(ROOT)}) as terminal:
        terminal.wait_for("use source, keep copy, skip")
        assert "TERM=dumb: this terminal shows no full screen, so that --plain is taken" in terminal.text
        terminal.press("q\n")
        terminal.wait_for_end()
        assert terminal.ended is not None


def test_a_terminal_whose_encoding_lacks_the_signs_is_asked_at_a_prompt(here):
    pytest.importorskip("fcntl", reason="needs a terminal as Unix has them")
    from tests.tui.terminal import terminal_of

    command = [sys.executable, "-m", "restore", "review", "copy.txt", "--source", "source.txt"]
    with terminal_of(command, here, {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1"}) as terminal:
        terminal.wait_for("use source, keep copy, skip")
        assert "encoding iso8859-1: this terminal shows no full screen, so that --plain is taken" in terminal.text
        terminal.press("q\n")
        terminal.wait_for_end()
        assert terminal.ended is not None


def test_written_text_says_what_is_undecided(here, capsys):
    assert main(["review", "copy.txt", "--source", "source.txt", "--threshold", "1", "--write"]) == 1
    assert "; 2 undecided stay as the copy has them\n" in capsys.readouterr().err
    assert main(["review", "copy.txt", "--source", "source.txt", "--threshold", "0", "--write"]) == 0
    assert "undecided" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--write", "--filter", "entity"], "--filter is for who is asked; all is written"),
        (["--export", "-", "--filter", "entity"], "--filter is for who is asked"),
        (["--export", "-", "-o", "out.txt"], "-o is for the restored text; --export names a file of its own"),
        (["--plain", "--session", "other.session"], "--session is where decisions are kept, which copy.txt.session is"),
        (["--plain", "--encoding", "latin-1"], "--encoding is for COPY --source; copy.txt.session has both"),
        (["--plain", "--excerpt"], "--excerpt is for COPY --source"),
    ],
)
def test_options_that_say_nothing_of_a_session_are_refused(talk, here, capsys, arguments, says):
    talk("r\nq\n")
    assert main(["review", "copy.txt.session", *arguments]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"restore review: {says}")
    assert said.endswith(": leave it out\n")
    assert not (here / "out.txt").exists()


def test_white_space_is_asked_about_where_it_is_selected(here, capsys):
    (here / "copy.txt").write_text(SOURCE.replace("spoke. ", "spoke.\n"))
    assert (
        main(["review", "copy.txt", "--source", "source.txt", "--write", "--select", "spacing", "--threshold", "1"])
        == 1
    )
    assert (
        main(["review", "copy.txt.session", "--write", "-o", "out.txt", "--threshold", "0", "--select", "spacing"]) == 0
    )
    assert (here / "out.txt").read_text() == SOURCE
