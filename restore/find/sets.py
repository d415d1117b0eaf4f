"""Disjoint sets that grow together (union-find, with path halving)."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Sets(Generic[Item]):
    """Items in sets; an item not seen before is a set of its own.

    >>> sets = Sets()
    >>> sets.join("a", "b"); sets.join("c", "b")
    >>> sets.find("a") == sets.find("c"), sets.find("d")
    (True, 'd')
    """

    def __init__(self) -> None:
        self._above: dict[Item, Item] = {}

    def find(self, item: Item) -> Item:
        """The item that stands for the whole set."""
        above = self._above
        above.setdefault(item, item)
        while above[item] != item:
            above[item] = above[above[item]]
            item = above[item]
        return item

    def join(self, one: Item, other: Item) -> None:
        """Make the two items' sets one."""
        self._above[self.find(one)] = self.find(other)
