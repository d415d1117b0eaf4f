"""Long work in slices: between two of them others have their turn, and it can be given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Unit = TypeVar("Unit")

SLICE = 250  # units: read or laid out in 2 ms, for which a key can wait


class Unwanted(Exception):  # noqa: N818 - no error: the review was closed, say, or its window has another width now
    """Nobody waits any more for what is being made."""


def at_once() -> None:
    """The turn of nobody: who asks waits for nothing else."""


def in_slices(units: Iterable[Unit], turn: Callable[[], None]) -> Iterator[Unit]:
    """The same units; `turn` is called before each slice of them, and raises Unwanted where there need be no more."""
    for number, unit in enumerate(units):
        if number % SLICE == 0:
            turn()
        yield unit
