"""The queue: which differences are shown, in which order, and where the reviewer stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restore.session.filters import Filter
from restore.session.order import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DIGITS = 18  # more are a number beyond any queue; of thousands Python makes none at all


def number_of(digits: str) -> int:
    """The number of a line of the queue as it is typed, or one beyond them all.

    >>> number_of("12"), number_of("9" * 5000) == number_of("9" * 18)
    (12, True)
    """
    return int(digits[:DIGITS])


class ReviewQueue:
    """Item numbers in the order they are reviewed, and a cursor in them.

    A filter is asked when it is set: what is decided later stays in sight with its mark, until the filter is set again.
    `settled` are items that nobody has to decide. They stand behind all others and, where `folds` says so, out of sight
    until the fold is opened; where there are no others they are all that there is to see, and no fold hides them.
    """

    def __init__(self) -> None:
        self.indices: list[int] = []
        self.settled: list[int] = []
        self.folds = False
        self.opened = False
        self._ahead: list[int] = []
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

    @property
    def everything(self) -> Sequence[int]:
        """All that the filter lets through, in the fold or not."""
        return [*self._ahead, *self.settled]

    @property
    def closed(self) -> bool:
        """Whether there is something in the fold that is out of sight."""
        return bool(self.folds and not self.opened and self._ahead and self.settled)

    @property
    def fold_at(self) -> int | None:
        """The line before which the fold stands; None where there is none."""
        return len(self._ahead) if self.folds and self._ahead and self.settled else None

    def fill(self, indices: list[int], *, keep: int | None, settled: Sequence[int] = ()) -> None:
        """Show other items; the cursor stays on `keep`, or on the same line where that is not shown."""
        self._ahead, self.settled = indices, list(settled)
        self._show()
        if keep is None or not self._to(keep):
            self.position = min(self.position, max(len(self.indices) - 1, 0))

    def extend(self, indices: Sequence[int], settled: Sequence[int] = ()) -> None:
        """Add items at the end."""
        current = self.current
        self._ahead.extend(indices)
        self.settled.extend(settled)
        self._show()
        if current is not None and not self._to(current):
            self.position = min(self.position, len(self.indices) - 1)

    def _show(self) -> None:
        self.indices = self._ahead if self.closed else [*self._ahead, *self.settled] if self.settled else self._ahead
        self.version += 1

    def open(self, *, on: bool) -> None:
        """Open the fold or close it; the cursor stays where it is, or goes to the last line."""
        current, self.opened = self.current, on
        self._show()
        if current is not None and not self._to(current):
            self.position = max(len(self.indices) - 1, 0)

    def to(self, index: int) -> bool:
        """Move to an item, in the fold too; False when it is not shown."""
        if self.closed and index in self.settled:
            self.open(on=True)
        return self._to(index)

    def _to(self, index: int) -> bool:
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
        following = next((i for i in self.indices[self.position :] if i not in indices), self.current)
        settled = [index for index in self.settled if index not in indices]
        ahead = self._ahead + [index for index in self.settled if index in indices]
        held = [index for index in ahead if index not in indices]
        late = [index for index in ahead if index in indices]
        self.fill(held + late, keep=following, settled=settled)

    def find(self, wanted: Callable[[int], bool], step: int = 1) -> int | None:
        """The nearest line before or after the cursor whose item is wanted; None at the end."""
        position = self.position + step
        while 0 <= position < len(self.indices):
            if wanted(self.indices[position]):
                return position
            position += step
        return None
