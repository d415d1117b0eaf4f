import pytest

from restore_tui.slices import SLICE, Unwanted, at_once, in_slices


def test_the_same_units_come_with_a_turn_before_each_slice():
    seen = []
    units = list(in_slices(range(2 * SLICE + 1), lambda: seen.append(1)))
    assert units == list(range(2 * SLICE + 1)) == list(in_slices(units, at_once))
    assert len(seen) == 3


def test_nothing_more_is_made_once_nobody_wants_it():
    made, turns = [], iter([True])

    def turn():
        if not next(turns, False):
            raise Unwanted

    with pytest.raises(Unwanted):
        made.extend(unit for unit in in_slices(map(made.append, range(5 * SLICE)), turn) if unit)
    assert len(made) == SLICE + 1  # one more was at hand already
