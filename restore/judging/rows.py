"""Rows of numbers that the model weighs, as a table: one row a change, all of them in one column of doubles."""

from __future__ import annotations

from array import array
from collections.abc import Sequence


class Rows:
    """`count` rows of `width` numbers each, naught until they are put in; `column` has them, row by row."""

    def __init__(self, count: int, width: int) -> None:
        self.count, self.width = count, width
        self.column = array("d", [0.0]) * (count * width)
        self.whole = memoryview(self.column)
        self.numbers = self.column  # what is written into: the types beside this file make a view of it

    def put(self, row: int, first: int, numbers: Sequence[float]) -> int:
        """Put these numbers into a row from its number `first` on; gives the one behind them.

        Raises:
            IndexError: they do not fit.
        """
        size = len(numbers)
        if not 0 <= row < self.count or not 0 <= first <= self.width - size:
            raise IndexError(f"no room for {size} numbers from {first} on in row {row}")
        at = row * self.width + first
        for number in numbers:
            self.numbers[at] = number
            at += 1
        return first + size

    def take_all(self, other: Rows, its: int) -> None:
        """Put the rows of another table, from one on, at the front of all of these, as `take` does."""
        for row in range(self.count):
            self.take(row, other, its + row)

    def take(self, row: int, other: Rows, its: int) -> int:
        """Put a row of another table at the front of one of these; gives the number behind it.

        Raises:
            IndexError: it does not fit.
        """
        if not (0 <= row < self.count and 0 <= its < other.count and other.width <= self.width):
            raise IndexError(f"no row {its} to be had for row {row}")
        at, begin = row * self.width, its * other.width
        for k in range(other.width):
            self.numbers[at + k] = other.numbers[begin + k]
        return other.width

    def row(self, number: int) -> Sequence[float]:
        """One row, which is not made anew."""
        return self.whole[number * self.width : (number + 1) * self.width]

    def each(self) -> list[tuple[float, ...]]:
        """All of them."""
        return [tuple(self.row(number)) for number in range(self.count)]
