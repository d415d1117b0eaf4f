"""Progress: one line that rewrites itself on a terminal, and nothing elsewhere."""

from __future__ import annotations

import sys
from time import monotonic
from typing import Self, TextIO

from restore.batch.run import RunProgress, Watcher
from restore.batch.signals import Stop
from restore.batch.tally import Tally
from restore.hints import several

PATIENCE = 1.0  # seconds before a terminal sees anything: a short run needs no progress
REDRAW = 0.2  # seconds between lines on a terminal: it moves, and can still be read


class ProgressTeller(Watcher):
    """Tells how a run goes on, and passes a wish to stop on to it; closed with it."""

    def __init__(self, stop: Stop, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._stop = stop
        self._stream = sys.stderr if stream is None else stream
        self._quiet = quiet or self._stream is None or not self._stream.isatty()
        self._began = self._told = monotonic()
        self._first: int | None = None
        self._start = 0.0
        self._shown = False
        self._seen: RunProgress | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def watch(self, seen: RunProgress) -> None:
        """Take note of how far the run is."""
        if self._first is None:
            self._first, self._start = seen.tally.records, seen.fraction
        self._seen = seen

    def stopping(self) -> bool:
        """Whether a signal asked to stop; says how the run goes on when it is time to."""
        now = monotonic()
        if not self._quiet and now - self._began >= PATIENCE:
            self._tick(now)
        return self._stop.asked()

    def _tick(self, now: float) -> None:
        if now - self._told >= REDRAW:
            self._told = now
            self._tell(now - self._began)

    def _tell(self, elapsed: float) -> None:
        seen = self._seen or RunProgress(Tally(), 0.0)
        done = seen.tally.records - (self._first or 0)
        read = seen.fraction - self._start
        rate = done / elapsed
        left = elapsed / read * (1 - seen.fraction) if read > 0 and done else None
        self._stream.write(f"\r\x1b[K{self._line(seen, rate, left)}")
        self._stream.flush()
        self._shown = True

    def _line(self, seen: RunProgress, rate: float, left: float | None) -> str:
        import shutil

        totals = seen.tally.totals
        parts = [
            several(seen.tally.records, "record"),
            f"{seen.fraction:.0%}",
            f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s",
            "" if left is None else f"{_clock(left)} left",
            f"{totals.differences.apply:,} applied, {totals.differences.review:,} held",
            f"{totals.rejected:,} rejected",
        ]
        line = " · ".join(part for part in parts if part)
        return line[: shutil.get_terminal_size((80, 24)).columns - 1]


def _clock(seconds: float) -> str:
    """Seconds as people say them.

    >>> _clock(75), _clock(7300)
    ('1:15', '2:01:40')
    """
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
