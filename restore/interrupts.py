"""Ctrl-C and worker processes: it comes to all that the terminal's command has started, at whatever they are."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_INTERRUPT = {signal.SIGINT}
_CAN_WAIT = hasattr(signal, "pthread_sigmask")  # not on Windows


@contextmanager
def held() -> Iterator[None]:
    """Interrupts wait until the end of the block, those of a process that is begun in it until that lets them come.

    One that came while it begins to be would end it with a traceback on its user's terminal.
    """
    if not _CAN_WAIT:
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # as it begins, it lets them come
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPT)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_at_once() -> None:
    """A process that was begun in `held` ends by interrupts from now on, without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if _CAN_WAIT:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPT)
