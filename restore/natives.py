"""What typed modules take from C where they are compiled, and from Python where they run as they are.

`natives.pxd` has the same in C. The rest of those modules is one source.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from restore.turning import Turning

Number = TypeVar("Number", int, float)
ABREAST = 32  # rows of numbers that questions are put to side by side: known when C is compiled, which counts on it
whole = int  # what stands before the point


def bits_of(number: int) -> int:
    """How many bits are set."""
    return number.bit_count()


def first_unset(number: int) -> int:
    """The place of the lowest bit that is not set."""
    return (~number & number + 1).bit_length() - 1


def room(kind: array[Number], size: int) -> array[Number]:
    """Room for so many numbers of this kind. In C nobody knows what stands in it."""
    return array(kind.typecode, bytes(kind.itemsize * size))


def strike_out(  # noqa: PLR0917 - C takes them in order
    struck: array[int], of_all: array[int], tree: array[int], limit: array[int], leaves: array[int],
    asked_from: array[int], key: int, places: array[int], first: int, lanes: array[int],
) -> None:  # fmt: skip
    """Strike out, for rows side by side, the leaves of the questions for one number where the answer is no.

    That is where a row's place, of those that begin at `first`, is above the question's limit; rows whose lane is
    naught, in place of all bits, do not count. The questions are in the order of their limits, those of each from
    `asked_from[key + limit]` on. What is struck out of a tree stands side by side too, what is in all rows `of_all`.
    """
    mine = [place & lane for place, lane in zip(places[first : first + ABREAST], lanes, strict=True)]
    least = min([place for place, lane in zip(mine, lanes, strict=True) if lane])
    for k in range(asked_from[key], asked_from[key + least]):
        of_all[tree[k]] |= leaves[k]
    for k in range(asked_from[key + least], asked_from[key + max(mine)]):
        for at, place in enumerate(mine, tree[k] * ABREAST):
            if place > limit[k]:
                struck[at] |= leaves[k]


def hold(_one: Turning) -> None:
    """Count steps from now on, of a loop that touches Python's objects: Python itself needs no count."""


def begin(_one: Turning) -> None:
    """Count steps from now on, of a loop that touches none."""


def took(_one: Turning, _steps: int) -> bool:
    """Count steps; whether the loop is to stop, for an exception that `end` raises."""
    return False


def end(_one: Turning, _is_stopped: bool) -> None:  # noqa: FBT001 - C takes them in order
    """Touch Python's objects again."""
