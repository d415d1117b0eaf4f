"""An editor in a real terminal: whatever becomes of it, the review is there again."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from restore.errors import UsageError
from restore_tui.outside import editor

pytest.importorskip("fcntl", reason="needs a terminal as Unix has them")

from tests.tui.terminal import terminal_of

ROOT = Path(__file__).parents[2]
SOURCE = "They lacked any detail. Then Emanuel left the room. Nobody gave any detail at all.\n"


@contextmanager
def reviewing(folder, command):
    (folder / "source.txt").write_text(SOURCE)
    (folder / "copy.txt").write_text(SOURCE.replace("detail", "Emanuel"))
    review = [sys.executable, "-m", "restore", "review", "copy.txt", "--source", "source.txt", "--threshold", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "EDITOR": command}
    environment.pop("VISUAL", None)
    with terminal_of(review, folder, environment) as terminal:
        terminal.wait_for("2 left")
        yield terminal


def made(folder, lines):
    path = folder / "made-editor"
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)
    return str(path)


def answers(folder):
    lines = (folder / "copy.txt.session").read_text().splitlines()
    return [line for line in map(json.loads, lines) if "answer" in line]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (None, "no-such-editor: cannot be run: No such file"),
        ('echo lost > "$1"; exit 3', "made-editor: ended with exit code 3; nothing"),
        ("kill -TERM $$", "made-editor: was ended by signal 15; nothing"),
    ],
)
def test_an_editor_that_fails_gives_the_screen_back(tmp_path, lines, said):
    with reviewing(tmp_path, "no-such-editor" if lines is None else made(tmp_path, lines)) as terminal:
        terminal.press("E")
        terminal.wait_for(said)
        assert "2 left" in terminal.text
        terminal.press("r")
        terminal.wait_for("1 left")
        terminal.press("q")
        terminal.wait_for_end()
        assert terminal.ended is not None
    assert [line["answer"] for line in answers(tmp_path)] == ["keep"]


def test_what_the_editor_leaves_is_the_replacement(tmp_path):
    with reviewing(tmp_path, made(tmp_path, 'echo "from outside" > "$1"')) as terminal:
        terminal.press("E")
        terminal.wait_for("1 left")
        terminal.press("q")
        terminal.wait_for_end()
    assert [line["replacement"] for line in answers(tmp_path)] == ["from outside"]


def test_ctrl_c_in_the_editor_ends_the_editor_alone(tmp_path):
    with reviewing(tmp_path, made(tmp_path, "echo waiting here; exec sleep 60")) as terminal:
        terminal.press("E")
        terminal.wait_for("waiting here")
        terminal.press("\x03")
        terminal.wait_for("was ended by signal 2")
        terminal.press("r")
        terminal.wait_for("1 left")


@pytest.mark.parametrize(
    ("command", "said"), [("", "set EDITOR"), ("  ", "set EDITOR"), ("nano 'x", "No closing quotation; set EDITOR")]
)
def test_what_names_no_command_is_refused(monkeypatch, command, said):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    with pytest.raises(UsageError, match=said):
        editor()
