"""Long output on a terminal goes through a pager, as git's does: $RESTORE_PAGER, else $PAGER, else less."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING

from restore.cli import output

if TYPE_CHECKING:
    from typing import IO

# Unless the reader set it: leave if all fits on the screen, show colours, let the text stay when it ends.
LESS = "FRX"
TOGETHER = 200  # lines written at once: each by itself has the system asked thrice, which takes longer than to make it
NONE = {"", "cat"}  # what the variables say for no pager


def show(parts: Iterable[str], *, wanted: bool = True) -> None:
    """Write lines as `output.write_lines` does, through the pager where a terminal shows them and there is one.

    A pager that is left early ends the output, which is no error.
    """
    command = pager_of(os.environ) if wanted and output.is_terminal() else None
    if command is None:
        lines = iter(parts)
        output.write_lines("".join([line, *islice(lines, TOGETHER - 1)]) for line in lines)
        return
    with _running(command) as pipe, suppress(BrokenPipeError):
        for part in parts:
            pipe.write(part.encode(output.reader_encoding(), "backslashreplace"))


def pager_of(environment: Mapping[str, str]) -> str | None:
    """The pager's command line, for the shell; None where there is none, or none is wanted.

    >>> pager_of({"PAGER": "cat"}), pager_of({"TERM": "dumb"}), pager_of({"RESTORE_PAGER": "", "PAGER": "more"})
    (None, None, None)
    """
    command = environment.get("RESTORE_PAGER", environment.get("PAGER", "less")).strip()
    if command in NONE or environment.get("TERM") == "dumb":
        return None
    import shlex
    import shutil

    try:
        program = shlex.split(command)[0]
    except (ValueError, IndexError):  # the shell knows what it means
        return command
    return command if "=" in program or shutil.which(program, path=environment.get("PATH")) else None


@contextmanager
def _running(command: str) -> Iterator[IO[bytes]]:
    """The pager's standard input. The terminal is the pager's until it ends, Ctrl-C too: that stops a search in it.

    It begins with Ctrl-C ignored, so that a shell around it does not end before it.
    """
    import signal
    import subprocess

    environment = {"LESS": LESS, "LV": "-c", **os.environ}
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment) as pager:  # noqa: S602 - the reader's own
            assert pager.stdin is not None
            try:
                yield pager.stdin
            finally:
                with suppress(BrokenPipeError):
                    pager.stdin.close()
                pager.wait()
    finally:
        signal.signal(signal.SIGINT, before)
