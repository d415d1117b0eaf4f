"""What typed modules take from C where they are compiled, and from Python where they run as they are.

`natives.pxd` has the same in C. The rest of those modules is one source.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restore.turning import Turning

ABREAST = 32  # rows of numbers that questions are put to side by side: known when C is compiled, which counts on it
whole = int  # what stands before the point


def bits_of(number: int) -> int:
    """How many bits are set."""
    return number.bit_count()


def first_unset(number: int) -> int:
    """The place of the lowest bit that is not set."""
    return (~number & number + 1).bit_length() - 1


def strike_out(  # noqa: PLR0917 - C takes them in order
    struck: array[int], number: array[int], limit: array[int], leaves: array[int], asked: int,
    places: array[int], first: int,
) -> None:  # fmt: skip
    """Strike out, for rows side by side, the leaves of each question from one on where the answer is no.

    That is where the number that is asked for, of those that begin there, is above a limit; one below naught ends them.
    """
    for k in range(ABREAST):
        struck[k] = 0
    while number[asked] >= 0:
        at = first + number[asked] * ABREAST
        for k, place in enumerate(places[at : at + ABREAST]):
            if place > limit[asked]:
                struck[k] |= leaves[asked]
        asked += 1


def hold(_one: Turning) -> None:
    """Count steps from now on, of a loop that touches Python's objects: Python itself needs no count."""


def begin(_one: Turning) -> None:
    """Count steps from now on, of a loop that touches none."""


def took(_one: Turning, _steps: int) -> bool:
    """Count steps; whether the loop is to stop, for an exception that `end` raises."""
    return False


def end(_one: Turning, _is_stopped: bool) -> None:  # noqa: FBT001 - C takes them in order
    """Touch Python's objects again."""
