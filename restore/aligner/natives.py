"""What the lattice's modules take from C where they are compiled, and from Python where they run as they are.

`natives.pxd` has the same in C. The rest of those modules is one source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restore.aligner.gap import Gap

whole = int  # what stands before the point


def bits_of(number: int) -> int:
    """How many bits are set."""
    return number.bit_count()


def begin(_gap: Gap) -> None:
    """Count steps from now on: Python itself hears signals and lets others go on."""


def took(_gap: Gap, _steps: int) -> bool:
    """Count steps; whether the loop is to stop, for an exception that `end` raises."""
    return False


def end(_gap: Gap, _is_stopped: bool) -> None:  # noqa: FBT001 - C takes them in order
    """Touch Python's objects again."""
