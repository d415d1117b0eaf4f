"""Equal stretches far from any difference, as folds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restore.formats.context import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from restore_tui.stream import FacingWords

LEAST_FOLD = 24  # words: to fold less saves no line


@dataclass(frozen=True, slots=True)
class Fold:
    """Equal units that are not shown; `number` is their place among the folds."""

    number: int
    units: Sequence[FacingWords]

    @property
    def told(self) -> str:
        """How much that is."""
        return counted("".join(unit.copy.lead + unit.copy.text for unit in self.units), "equal")


def folded(units: Sequence[FacingWords], context: int | None, opened: frozenset[int]) -> Iterator[FacingWords | Fold]:
    """Units, with what is further than `context` words from any difference as folds; None folds nothing."""
    if context is None:
        yield from units
        return
    shown = _near(units, context)
    at, number = 0, 0
    while at < len(units):
        end = at
        while end < len(units) and not shown[end]:
            end += 1
        if end - at >= LEAST_FOLD and number not in opened:
            yield Fold(number, units[at:end])
        else:
            yield from units[at:end]
        number += end > at
        at = end
        while at < len(units) and shown[at]:
            yield units[at]
            at += 1


def _near(units: Sequence[FacingWords], context: int) -> bytearray:
    """Which units are a difference or within `context` of one."""
    shown = bytearray(len(units))
    for number, unit in enumerate(units):
        if unit.item is not None:
            first, last = max(number - context, 0), min(number + context + 1, len(units))
            shown[first:last] = b"\1" * (last - first)
    return shown
