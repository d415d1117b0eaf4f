from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from restore.cli import output
from restore.cli.pager import TOGETHER, pager_of, show

pytest.importorskip("fcntl", reason="needs a terminal as Unix has them")
from tests.tui.terminal import terminal_of

ROOT = Path(__file__).parents[3]
ALIGN = [sys.executable, "-m", "restore", "align", "copy.txt", "--source", "source.txt"]


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({}, "less"),
        ({"PAGER": "more -s"}, "more -s"),
        ({"PAGER": "more", "RESTORE_PAGER": "less -S"}, "less -S"),
        ({"PAGER": "no-such-pager"}, None),
        ({"PAGER": "", "RESTORE_PAGER": ""}, None),
        ({"PAGER": "more", "RESTORE_PAGER": "cat"}, None),
        ({"PAGER": "LESS=S less"}, "LESS=S less"),
        ({"PAGER": "less '"}, "less '"),
        ({"TERM": "dumb"}, None),
    ],
)
def test_which_pager(tmp_path, environment, command):
    for name in ("less", "more"):
        (tmp_path / name).touch(mode=0o755)
    assert pager_of({"PATH": str(tmp_path), **environment}) == command


@pytest.fixture
def shown(copy, source):
    """What a terminal has in the end, and the exit code, with this pager and these options."""

    def run(pager, *options):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "RESTORE_PAGER": pager}
        with terminal_of([*ALIGN, *options], copy.parent, environment) as terminal:
            terminal.wait_for_end()
            return terminal.text, terminal.ended

    return run


def test_on_a_terminal_the_pager_shows_it_and_what_is_next_comes_behind(shown):
    text, code = shown("sed s/^/paged:/")
    assert text.startswith("paged:total")
    assert "paged:1  replace:spelling" in text
    assert "\nnext: " in text
    assert code == 1


@pytest.mark.parametrize("options", [("--no-pager",), ("--format", "csv", "-o", "out.csv")])
def test_where_it_is_not_wanted_there_is_none(shown, options):
    text, code = shown("sed s/^/paged:/", *options)
    assert "paged:" not in text
    assert code == 1


def test_without_the_program_it_is_written_straight(shown):
    text, code = shown("no-such-pager")
    assert text.startswith("total")
    assert code == 1


def test_a_pager_that_is_left_early_is_no_error(shown, copy, source):
    source.write_text("".join(f"Word{n} stands here and right{n} is what follows it. " for n in range(3000)))
    copy.write_text(source.read_text().replace("right", "rigth"))
    text, code = shown("head -2")
    assert text.splitlines()[0].startswith("total")
    assert "Traceback" not in text
    assert "\nnext: " in text
    assert code == 1


def test_a_pipe_gets_no_pager(restore, copy, source, monkeypatch):
    monkeypatch.setenv("RESTORE_PAGER", "sed s/^/paged:/")
    assert restore("align", copy, "--source", source).text.startswith("total")


def test_ctrl_c_is_the_pagers(copy, source):
    pager = "cat >/dev/null; echo ready; read line </dev/tty; echo got $line"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RESTORE_PAGER": pager}
    with terminal_of(ALIGN, copy.parent, environment) as terminal:
        terminal.wait_for("ready")
        terminal.press("\x03it\n")
        terminal.wait_for_end()
        assert "got it\nnext: " in terminal.text
        assert terminal.ended == 1


@pytest.mark.skipif(not shutil.which("less"), reason="needs less")
def test_less_pages_what_a_screen_cannot_hold(copy, source):
    source.write_text("".join(f"Word{n} stands here and right{n} is what follows it. " for n in range(60)))
    copy.write_text(source.read_text().replace("right", "rigth"))
    environment = {name: value for name, value in os.environ.items() if name not in {"LESS", "PAGER", "RESTORE_PAGER"}}
    with terminal_of(ALIGN, copy.parent, {**environment, "PYTHONPATH": str(ROOT)}) as terminal:
        terminal.wait_for("\n:")
        assert "total" in terminal.text
        terminal.press("G")
        terminal.wait_for("(END)")
        terminal.press("q")
        terminal.wait_for("next: ")
        terminal.wait_for_end()
        assert terminal.ended == 1


def test_without_a_pager_lines_are_written_together(monkeypatch):
    written = []
    monkeypatch.setattr(output, "write", written.append)
    lines = [*[""] * TOGETHER, "last\n"]
    show(iter(lines), wanted=False)
    assert b"".join(written).decode() == "".join(lines)
    assert len(written) == 2
