"""What a long run is at, for whoever waits: told to a listener where there is one, and nothing where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Stage(StrEnum):
    """The steps from two texts to their differences, in their order; some pairs need no second alignment."""

    READING = "reading"
    ALIGNING = "aligning"
    WEIGHING = "weighing what differs"
    ALIGNING_AGAIN = "aligning again, by what was found"
    WEIGHING_AGAIN = "weighing what differs now"
    JUDGING = "judging"


def told(stage: Stage | None, seconds: float) -> str:
    """The step, where one was reached, and the time that went by.

    >>> told(Stage.ALIGNING, 75.5), told(None, 3)
    ('aligning (2 of 6) · 1:15', '0:03')
    """
    minutes, rest = divmod(int(seconds), 60)
    step = f"{stage} ({list(Stage).index(stage) + 1} of {len(Stage)}) · " if stage else ""
    return f"{step}{minutes}:{rest:02}"


Listener = Callable[[Stage], None]
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def reached(stage: Stage) -> None:
    """Tell that a step begins."""
    listener = _listener.get()
    if listener is not None:
        listener(stage)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have the steps told that this thread takes meanwhile.

    >>> heard = []
    >>> with listening(heard.append):
    ...     reached(Stage.ALIGNING)
    >>> reached(Stage.JUDGING)
    >>> heard
    [<Stage.ALIGNING: 'aligning'>]
    """
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
