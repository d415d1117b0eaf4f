import pytest

from restore_tui.slices import SLICE, Unwanted, at_once, in_slices


def test_the_same_units_come_with_a_turn_before_each_slice():
    seen = []
    units = list(in_slices(range(2 * SLICE + 1), lambda: seen.append(1)))
    assert units == list(range(2 * SLICE + 1)) == list(in_slices(units, at_once))
    assert len(seen) == 3


def test_nothing_more_is_made_once_nobody_wants_it():
    units, turns = iter(range(5 * SLICE)), iter([None])

    def turn():
        if next(turns, Unwanted):
            raise Unwanted

    with pytest.raises(Unwanted):
        list(in_slices(units, turn))
    assert next(units) == SLICE + 1
