"""Rows of numbers that the model weighs, one row a change: as a table, or packed for as long as they are kept."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence

ONE = 1  # without a sign: C would take a bare one for a number that has one


class Rows:
    """A table of `count` rows of `width` numbers each, naught until they are put in; `column` has them, row by row."""

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

    def row(self, number: int) -> Sequence[float]:
        """One row, which is not made anew."""
        return self.whole[number * self.width : (number + 1) * self.width]

    def each(self) -> list[tuple[float, ...]]:
        """All of them."""
        return [tuple(self.row(number)) for number in range(self.count)]


class Packed:
    """Rows of which only what is not naught is kept: three quarters of their numbers are.

    As they are, a long text's would take as much memory as the text. What is added at once stays by itself: columns of
    all of them would have to move as they grow, and leave holes where they were.
    """

    def __init__(self, width: int) -> None:
        self.count, self.width = 0, width
        self.words = (width + 31) >> 5  # of 32 bits, for as many numbers: which of them are kept
        # The first row of each block; which numbers of its rows are kept, those, and from where on each row's stand.
        self.starts: list[int] = []
        self.blocks: list[tuple[array[int], array[float], array[int]]] = []

    def add(self, rows: Rows) -> None:
        """Keep the rows of a table too.

        Raises:
            ValueError: they are of another width.
        """
        if rows.width != self.width:
            raise ValueError(f"rows of {rows.width} numbers are not packed with rows of {self.width}")
        table, size, at, word = rows.numbers, 0, 0, 0
        for k in range(rows.count * rows.width):
            size += table[k] != 0.0
        block = array("I", [0]) * (self.words * rows.count), array("d", [0.0]) * size, array("i", [0]) * rows.count
        kept, numbers, begins = block
        for row in range(rows.count):
            begins[row] = at
            k, end = row * self.width, (row + 1) * self.width
            while k < end:
                bits = 0
                for bit in range(min(32, end - k)):
                    if table[k + bit] != 0.0:
                        bits |= ONE << bit
                        numbers[at] = table[k + bit]
                        at += 1
                kept[word] = bits
                word, k = word + 1, k + 32
        self.starts.append(self.count)
        self.blocks.append(block)
        self.count += rows.count

    def unpack(self, rows: Rows, places: array[int], first: int) -> None:
        """Put kept rows at the front of a table's, by their places from the first on; where one is below 0, nothing.

        Raises:
            IndexError: they do not fit, or are not kept.
        """
        if not (0 <= first <= len(places) - rows.count and self.width <= rows.width):
            raise IndexError(f"no {rows.count} rows of {rows.width} numbers to be had from {first} on")
        table, place, start, end = rows.numbers, places, 0, 0  # the rows of the block at hand
        for row in range(rows.count):
            its = place[first + row]
            if its >= self.count:
                raise IndexError(f"no row {its} to be had for row {row}")
            if its >= 0:
                if not start <= its < end:
                    block = bisect_right(self.starts, its) - 1
                    start, (kept, numbers, begins) = self.starts[block], self.blocks[block]
                    end = start + len(begins)
                its -= start
                at = begins[its]
                for word in range(self.words):
                    k, bits = row * rows.width + 32 * word, kept[its * self.words + word]
                    while bits:
                        if bits & ONE:
                            table[k] = numbers[at]
                            at += 1
                        k, bits = k + 1, bits >> 1
