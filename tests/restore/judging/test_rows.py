"""Rows of numbers as a table, and packed."""

from array import array
from math import inf, nan
from sys import getsizeof

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.judging.rows import Packed, Rows
from tests.interpreted import stages, typed_as_it_is


def test_numbers_are_put_one_behind_the_other_and_the_rest_is_naught():
    rows = Rows(2, 3)
    assert rows.put(1, rows.put(1, 0, [1.5]), (2, 3.0)) == 3
    assert rows.each() == [(0.0, 0.0, 0.0), (1.5, 2.0, 3.0)]
    assert list(rows.column) == [0.0, 0.0, 0.0, 1.5, 2.0, 3.0]


@pytest.mark.parametrize(("row", "first", "size"), [(2, 0, 1), (-1, 0, 1), (0, 2, 2), (0, -1, 1), (0, 4, 0)])
def test_what_does_not_fit_is_refused(row, first, size):
    with pytest.raises(IndexError, match="no room"):
        Rows(2, 3).put(row, first, [1.0] * size)


ROW = st.lists(st.sampled_from([0.0, 0.0, -0.0, 1.0, 0.5, inf, nan]), min_size=67, max_size=67)
NUMBERS = st.lists(ROW, max_size=5)


def table(rows, width=67, kind=Rows):
    made = kind(len(rows), width)
    for row, numbers in enumerate(rows):
        made.put(row, 0, numbers)
    return made


@given(NUMBERS, NUMBERS, st.data())
def test_what_is_packed_comes_out_as_it_was(some, others, data):
    packed = Packed(67)
    for each in (some, others):
        packed.add(table(each))
    assert packed.count == len(some + others)
    places = data.draw(st.lists(st.integers(-1, packed.count - 1), min_size=2))
    first = data.draw(st.integers(0, 1))
    rows = Rows(len(places) - first, 70)
    packed.unpack(rows, array("i", places), first)
    naught = [0.0] * 67
    wanted = [(*((some + others)[place] if place >= 0 else naught), 0.0, 0.0, 0.0) for place in places[first:]]
    assert repr(rows.each()) == repr(wanted).replace("-0.0", "0.0")
    with typed_as_it_is():
        slow, again = stages().rows.Packed(67), stages().rows.Rows(rows.count, 70)
        for each in (some, others):
            slow.add(table(each, kind=stages().rows.Rows))
        slow.unpack(again, array("i", places), first)
    assert repr(again.each()) == repr(rows.each())


def test_rows_of_another_width_are_not_packed():
    with pytest.raises(ValueError, match="of 3 numbers are not packed with rows of 2"):
        Packed(2).add(Rows(1, 3))


@pytest.mark.parametrize(
    ("width", "places", "first"), [(2, [0], 1), (2, [0], -1), (2, [], 0), (1, [0], 0), (2, [1], 0)]
)
def test_rows_that_are_not_there_are_not_unpacked(width, places, first):
    packed = Packed(2)
    packed.add(Rows(1, 2))
    with pytest.raises(IndexError, match="to be had"):
        packed.unpack(Rows(1, width), array("i", places), first)


def test_only_what_is_not_naught_takes_room():
    packed = Packed(1000)
    packed.add(table([[0.0] * 999 + [1.0]] * 50, 1000))
    assert sum(map(getsizeof, packed.blocks[0])) < 50 * (8 + 4 + 4 * 32) + 400
