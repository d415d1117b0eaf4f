"""The compiled core, where a compiler was when this was installed. Pure Python does the same, with the same answers."""

from __future__ import annotations

from array import array
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from restore.logger import logger

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = array[int] | NDArray[np.int64]  # token numbers, 32 or 64 bits each


class Core(Protocol):
    """What `_core.c` offers."""

    def unique_runs(
        self,
        copy: Ids,
        source: Ids,
        order: int,
        over_surplus: bool,  # noqa: FBT001 - C takes them in order
        /,
    ) -> list[tuple[int, int, int]]:
        """Copy start, source start and length of each run. Tokens are numbers of 32 or 64 bits each."""

    def forest(
        self, roots: array[int], features: array[int], thresholds: array[float], rights: array[int], outcomes: int, /
    ) -> bytes:
        """Trees, one for each outcome by turns, laid out for `leaves`. None may have more than 16 leaves."""

    def leaves(self, forest: bytes, rows: array[float], may: array[int], /) -> list[list[float]]:
        """For each row the sum of its leaves by outcome, of those whose bits are set in `may`, 32 for a row.

        The rows are one behind the other, all of one size.
        """


def _load() -> Core | None:
    try:
        return cast("Core", import_module("restore.aligner._core"))
    except ImportError as error:
        logger().info("no compiled code for aligning (%s): Python does the same, several times slower", error)
        return None


CORE = _load()
