"""How a reader wants to see a restoration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from restore.differences import Difference, Selector
from restore.values import dataclass

if TYPE_CHECKING:
    from restore.layouts.layout import Layout


@dataclass(frozen=True, slots=True)
class View:
    """What is shown and how: `width` in terminal cells, `context` in words on each side of a difference.

    `select` and `ignore` pick what is listed.
    `terminal` says that a terminal will show it, so that nothing in it may steer one. `layout` is the copy's, where
    that is a page: it says on which line of it a difference stands.
    """

    width: int = 80
    context: int = 8
    colour: bool = False
    terminal: bool = False
    select: Selector | None = None
    ignore: Selector | None = None
    layout: Layout | None = None

    def listed(self, differences: Iterable[Difference]) -> list[Difference]:
        """The differences to list, in their order."""
        return [difference for difference in differences if self._lists(difference)]

    def _lists(self, difference: Difference) -> bool:
        code = difference.code
        return not (self.ignore and self.ignore.matches(code)) and (not self.select or self.select.matches(code))


def source_order(difference: Difference) -> int:
    """What differences are sorted by before others do by place: where a block goes, words may be missing beside it."""
    return difference.source.start
