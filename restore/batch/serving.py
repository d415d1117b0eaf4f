"""A worker's life, in its own process: what it does with the items it is given, and how it says which one it is at."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any

from restore.collector import held_back

NOWHERE = -1  # the clock of a worker at rest; items are numbered from 0


def serve(pipe: Connection, clock: Any, work: Callable[[Any], Any], pack: Callable[[list[Any]], Any]) -> None:
    """A worker's life: say that it is there, then take items and give back results until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    packed = held_back(_packed)  # a batch at a time: after each item the collector would look at all that it left
    threading.Thread(target=_follow_parent, daemon=True).start()
    try:
        pipe.send(None)
        while True:
            pipe.send(packed(pipe.recv(), clock, work, pack))
    except (EOFError, OSError):
        return


def _packed(items: Sequence[Any], clock: Any, work: Callable[[Any], Any], pack: Callable[[list[Any]], Any]) -> Any:
    """What comes of a batch; `clock` says which item is worked on, and since when."""
    results = []
    for index, item in enumerate(items):
        clock[1] = monotonic()
        clock[0] = index
        results.append(work(item))
    clock[0] = NOWHERE
    return pack(results)


def _follow_parent() -> None:
    """Die with the parent, however it died, even in the middle of a pair."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
