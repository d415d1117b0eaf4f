"""Rows of numbers as a table."""

import pytest

from restore.judging.rows import Rows


def test_numbers_are_put_one_behind_the_other_and_the_rest_is_naught():
    rows = Rows(2, 3)
    assert rows.put(1, rows.put(1, 0, [1.5]), (2, 3.0)) == 3
    assert rows.each() == [(0.0, 0.0, 0.0), (1.5, 2.0, 3.0)]
    assert list(rows.column) == [0.0, 0.0, 0.0, 1.5, 2.0, 3.0]


def test_a_row_of_another_table_stands_at_the_front_of_a_longer_one():
    short, long = Rows(2, 2), Rows(1, 3)
    short.put(1, 0, [4.0, 5.0])
    assert long.put(0, long.take(0, short, 1), [6.0]) == 3
    assert list(long.row(0)) == [4.0, 5.0, 6.0]


def test_many_rows_are_taken_at_once():
    short, long = Rows(3, 1), Rows(2, 2)
    short.put(2, 0, [5.0])
    long.take_all(short, 1)
    assert long.each() == [(0.0, 0.0), (5.0, 0.0)]
    with pytest.raises(IndexError, match="no row"):
        long.take_all(short, 2)


@pytest.mark.parametrize(("row", "first", "size"), [(2, 0, 1), (-1, 0, 1), (0, 2, 2), (0, -1, 1), (0, 4, 0)])
def test_what_does_not_fit_is_refused(row, first, size):
    with pytest.raises(IndexError, match="no room"):
        Rows(2, 3).put(row, first, [1.0] * size)


@pytest.mark.parametrize(("row", "its", "width"), [(1, 0, 3), (0, 1, 3), (-1, 0, 3), (0, -1, 3), (0, 0, 4)])
def test_a_row_that_is_not_there_is_not_taken(row, its, width):
    with pytest.raises(IndexError, match="no row"):
        Rows(1, 3).take(row, Rows(1, width), its)
