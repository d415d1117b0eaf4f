"""A command in a real terminal: its screen as a person would see it, and keys as they would press them."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

COLUMNS, LINES = 120, 40
PATIENCE = 40  # seconds until what has to appear counts as missing, for a machine that does much else


class Terminal:
    """What stands on a terminal's screen, and keys that go in; `ended` is the exit code, None until then."""

    def __init__(self, pid: int, file: int) -> None:
        self._pid, self._file = pid, file
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.ended: int | None = None

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, keys: str) -> None:
        os.write(self._file, keys.encode())

    def wait_for(self, text: str) -> None:
        """Read until the screen has this text.

        Raises:
            AssertionError: it ended without, or took too long.
        """
        self._read(lambda: text in self.text)
        assert text in self.text, f"no {text!r} on the screen:\n{self.text}"

    def wait_for_end(self) -> None:
        self._read(lambda: False)

    def close(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._pid, 9)
        if self.ended is None:
            os.waitpid(self._pid, 0)
        os.close(self._file)

    def _read(self, enough) -> None:
        until = time.monotonic() + PATIENCE
        while self.ended is None and not enough() and time.monotonic() < until:
            if not select.select([self._file], [], [], 0.1)[0]:
                continue
            try:
                self._stream.feed(os.read(self._file, 65536))
            except OSError:  # the other end is closed
                self.ended = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])


@contextmanager
def terminal_of(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Iterator[Terminal]:
    """A terminal in which this command runs."""
    pid, file = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe(command[0], command, {**environment, "TERM": "xterm-256color"})
    fcntl.ioctl(file, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    terminal = Terminal(pid, file)
    try:
        yield terminal
    finally:
        terminal.close()
