"""A line for whoever waits at a terminal: what a long run is at, and for how long already."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from restore.cli.columns import columns
from restore.cli.diagnostics import is_watched, say_in_place
from restore.formats.layout import clip
from restore.stages import Stage, listening, told
from restore.visible import visible

PATIENCE = 1.0  # seconds before anything is said: a short run needs no progress
REDRAW = 0.2  # seconds between two lines: it moves, and can still be read


@contextmanager
def waiting(what: str, *, quiet: bool = False) -> Iterator[None]:
    """While the body runs, say on a terminal's standard error what is done, at which step, and since when.

    The line is gone before anything else is said. Where nobody watches, nothing runs beside the body.
    """
    if quiet or not is_watched():
        yield
        return
    from threading import Thread

    told = _Told(what)
    thread = Thread(target=told.run, daemon=True)
    thread.start()
    try:
        with listening(told.reached):
            yield
    finally:
        told.over.set()
        thread.join()


class _Told:
    """The line, and the thread that writes it anew."""

    def __init__(self, what: str) -> None:
        from threading import Event

        self._what = visible(what)
        self._began = monotonic()
        self._stage: Stage | None = None
        self.over = Event()

    def reached(self, stage: Stage) -> None:
        self._stage = stage

    def run(self) -> None:
        if self.over.wait(PATIENCE):
            return
        try:
            while not self.over.wait(REDRAW):
                say_in_place(self._line(columns()))
        finally:
            say_in_place("")

    def _line(self, width: int) -> str:
        """What it is at, and the time; the names give way where there is no room."""
        rest = f" · {told(self._stage, monotonic() - self._began)}"
        return clip(clip(self._what, max(width - 1 - len(rest), 1)) + rest, width - 1)
