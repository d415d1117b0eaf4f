"""The queue: which differences are shown, in which order, and where the reviewer stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restore.session.filters import Filter
from restore.session.order import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class ReviewQueue:
    """Item numbers in the order they are reviewed, and a cursor in them.

    A filter is asked when it is set: what is decided later stays in sight with its mark, until the filter is set again.
    """

    def __init__(self) -> None:
        self.indices: list[int] = []
        self.position = 0
        self.filter = Filter()
        self.order = Order.POSITION
        self.reverse = False
        self.version = 0

    def __len__(self) -> int:
        return len(self.indices)

    @property
    def current(self) -> int | None:
        """The number of the item under the cursor; None when nothing is shown."""
        return self.indices[self.position] if self.indices else None

    def fill(self, indices: list[int], *, keep: int | None) -> None:
        """Show other items; the cursor stays on `keep`, or on the same line where that is not shown."""
        self.indices = indices
        self.version += 1
        if keep is None or not self.to(keep):
            self.position = min(self.position, max(len(indices) - 1, 0))

    def extend(self, indices: Sequence[int]) -> None:
        """Add items at the end."""
        self.indices.extend(indices)
        self.version += 1

    def to(self, index: int) -> bool:
        """Move to an item; False when it is not shown."""
        try:
            self.position = self.indices.index(index)
        except ValueError:
            return False
        return True

    def to_position(self, position: int) -> None:
        """Move to a line, or as near as there is one."""
        self.position = max(0, min(position, len(self.indices) - 1))

    def postpone(self, indices: frozenset[int]) -> None:
        """Put items behind all others."""
        current = self.current
        held = [index for index in self.indices if index not in indices]
        late = [index for index in self.indices if index in indices]
        following = next((i for i in self.indices[self.position :] if i not in indices), current)
        self.fill(held + late, keep=following)

    def find(self, wanted: Callable[[int], bool], step: int = 1) -> int | None:
        """The nearest line before or after the cursor whose item is wanted; None at the end."""
        position = self.position + step
        while 0 <= position < len(self.indices):
            if wanted(self.indices[position]):
                return position
            position += step
        return None
