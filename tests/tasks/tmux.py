"""A shell in tmux, as a person has it: what they type, and what stands on the screen."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
TMUX = shutil.which("tmux")
PATIENCE = 60  # seconds until what has to appear counts as missing, for a machine that does much else
LOOK = 0.05  # seconds between two looks at the screen
needs_tmux = pytest.mark.skipif(not TMUX, reason="needs tmux")


class Tmux:
    """One pane with a shell in it, in which `restore` is this checkout's."""

    def __init__(self, server: str) -> None:
        self._server = server

    def _ask(self, *arguments: str) -> str:
        ran = subprocess.run([TMUX, "-L", self._server, *arguments], capture_output=True, encoding="utf-8", check=False)
        return ran.stdout

    def press(self, *keys: str) -> None:
        """Keys by tmux's names: `a`, `Enter`, `C-s`, `Escape`."""
        self._ask("send-keys", "-t", "task", *keys)

    def write(self, text: str) -> None:
        """A text as it stands, and Enter."""
        self._ask("send-keys", "-t", "task", "-l", text)
        self.press("Enter")

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        return self._ask("capture-pane", "-p", "-t", "task")

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Look until the screen has this, a regular expression over all its lines."""
        found = self._look(lambda: re.search(pattern, self.text, re.DOTALL))
        return found or pytest.fail(f"{pattern!r} does not come up in:\n{self.text}")

    def wait_until_gone(self, pattern: str) -> None:
        """Look until the screen has it no more. After Escape, which is half of a key to who goes on at once."""
        if not self._look(lambda: not re.search(pattern, self.text, re.DOTALL)):
            pytest.fail(f"{pattern!r} does not go away in:\n{self.text}")

    def _look(self, seen: Callable[[], T]) -> T | None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if found := seen():
                return found
            time.sleep(LOOK)
        return None

    def run(self, command: str) -> None:
        """Type a command on a clean screen."""
        self._ask("clear-history", "-t", "task")
        self.write(f"clear; {command}; echo code $?")

    def ends_with(self, code: int) -> None:
        """Wait for the command's end, and see that this is its exit code."""
        assert self.wait_for(r"code (\d+)\n")[1] == str(code), self.text


@contextmanager
def tmux_in(folder: Path, *, columns: int = 120, lines: int = 36) -> Iterator[Tmux]:
    """A shell in this folder, and a server of its own, gone afterwards."""
    programs = folder / ".programs"
    programs.mkdir()
    (programs / "restore").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m restore "$@"\n', encoding="utf-8")
    (programs / "restore").chmod(0o755)
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",  # of the terminal around tmux
    }
    server = f"restore-{os.getpid()}-{folder.name}"
    size = ["-x", str(columns), "-y", str(lines)]
    session = ["-f", "/dev/null", "-u", "new-session", "-d", "-s", "task", *size, "-c", folder, "sh"]
    subprocess.run([TMUX, "-L", server, *session], env=environment, check=True)
    task = Tmux(server)
    try:
        yield task
    finally:
        subprocess.run([TMUX, "-L", server, "kill-server"], check=False, stderr=subprocess.DEVNULL)
