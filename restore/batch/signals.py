"""Ctrl-C, and a scheduler's SIGTERM: the first lets what was begun be finished, a second Ctrl-C ends it at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


class Stop:
    """Whether, and how, a run was asked to stop."""

    def __init__(self) -> None:
        self.signal: int | None = None

    def asked(self) -> bool:
        """Whether it was."""
        return self.signal is not None

    def handle(self, number: int, _frame: FrameType | None) -> None:
        """Note the first signal; raise KeyboardInterrupt on the second."""
        if self.signal is not None:
            raise KeyboardInterrupt
        self.signal = number


@contextmanager
def draining() -> Iterator[Stop]:
    """A Stop that hears SIGINT and SIGTERM for as long as the context lasts."""
    stop = Stop()
    before: dict[int, Any] = {number: signal.signal(number, stop.handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
