import io
import threading
import time
from contextlib import redirect_stderr

import pytest

from restore.cli import waiting as module
from restore.cli.waiting import waiting
from restore.stages import Stage, reached


class TerminalLike(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    monkeypatch.setattr(module, "REDRAW", 0.01)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")


def until(holds):
    end = time.monotonic() + 30
    while not holds() and time.monotonic() < end:
        time.sleep(0.005)
    assert holds()


def lines(stderr):
    return stderr.getvalue().split("\r\x1b[K")[1:]


def test_the_line_says_what_and_at_which_step_and_is_gone_afterwards():
    with redirect_stderr(TerminalLike()) as stderr, waiting("copy.txt and source.txt"):
        reached(Stage.ALIGNING)
        until(lambda: lines(stderr))
        reached(Stage.JUDGING)
        until(lambda: "judging" in lines(stderr)[-1])
    assert "copy.txt and source.txt · aligning (2 of 6) · 0:00" in lines(stderr)
    assert lines(stderr)[-1] == ""


def test_names_give_way_and_steer_nothing():
    with redirect_stderr(TerminalLike()) as stderr, waiting("\x1b[31m" + "x" * 90):
        reached(Stage.ALIGNING_AGAIN)
        until(lambda: lines(stderr))
    assert all(len(line) < 60 and "\x1b" not in line for line in lines(stderr))
    assert "… · aligning again, by what was found (4 of 6) · 0:00" in lines(stderr)[0]


def test_it_is_gone_before_an_error_is_told():
    stderr = TerminalLike()

    def broken():
        with redirect_stderr(stderr), waiting("copy.txt"):
            until(lambda: lines(stderr))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert lines(stderr)[-1] == ""


@pytest.mark.parametrize("how", ["quiet", "no terminal", "dumb terminal", "closed"])
def test_where_nobody_watches_nothing_runs_beside(monkeypatch, how):
    if how == "dumb terminal":
        monkeypatch.setenv("TERM", "dumb")
    stderr = {"no terminal": io.StringIO(), "closed": None}.get(how, TerminalLike())
    before = threading.active_count()
    with redirect_stderr(stderr), waiting("copy.txt", quiet=how == "quiet"):
        assert threading.active_count() == before
        reached(Stage.ALIGNING)
    assert stderr is None or stderr.getvalue() == ""


def test_a_short_run_says_nothing(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 30.0)
    with redirect_stderr(TerminalLike()) as stderr, waiting("copy.txt"):
        pass
    assert stderr.getvalue() == ""
