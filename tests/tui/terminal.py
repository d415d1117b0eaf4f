"""A command in a real terminal: its screen as a person would see it, and keys as they would press them."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

COLUMNS, LINES = 120, 40
PATIENCE = 60  # seconds until what has to appear counts as missing, for a machine that does much else
# A session's first process that opens a terminal has it for its own, and Ctrl-C with it.
IN_TERMINAL = ["/bin/sh", "-c", 'exec "$@" <"$0" >"$0" 2>&1']


class Terminal:
    """What stands on a terminal's screen, and keys that go in; `ended` is the exit code, None until then."""

    def __init__(self, process: subprocess.Popen[bytes], file: int) -> None:
        self._process, self._file = process, file
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.ended: int | None = None
        self.received = 0  # bytes

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, keys: str) -> None:
        os.write(self._file, keys.encode())

    def draw_over(self, words: str) -> None:
        """Another program writes in the midst of the screen."""
        self._stream.feed(f"\x1b7\x1b[12;30H{words}\x1b8".encode())

    def wait_for(self, text: str) -> None:
        """Read until the screen has this text.

        Raises:
            AssertionError: it ended without, or took too long.
        """
        self._read(lambda: text in self.text)
        assert text in self.text, f"no {text!r} on the screen:\n{self.text}"

    def wait_until_gone(self, text: str) -> None:
        """Read until something is drawn over this text.

        Raises:
            AssertionError: it ended without, or took too long.
        """
        self._read(lambda: text not in self.text)
        assert text not in self.text, f"still {text!r} on the screen:\n{self.text}"

    def settle(self, quiet: float = 0.2) -> None:
        """Read until nothing has come for a while."""
        while self.ended is None and select.select([self._file], [], [], quiet)[0]:
            self._take()

    def wait_for_end(self) -> None:
        self._read(lambda: False)

    def _take(self) -> None:
        data = os.read(self._file, 65536)
        self.received += len(data)
        self._stream.feed(data)

    def _read(self, enough: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while self.ended is None and not enough() and time.monotonic() < until:
            if select.select([self._file], [], [], 0.1)[0]:
                self._take()
            else:
                self.ended = self._process.poll()


@contextmanager
def terminal_of(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Iterator[Terminal]:
    """A terminal in which this command runs."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    plain = {name: value for name, value in environment.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}}
    process = subprocess.Popen(
        [*IN_TERMINAL, os.ttyname(theirs), *command],
        cwd=folder, env={**plain, "TERM": "xterm-256color"}, start_new_session=True,
    )  # fmt: skip
    try:
        yield Terminal(process, ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
        os.close(theirs)
