"""Characters counted, all on one way through a text."""

from restore.counted import Counted, counted


def test_characters_are_counted_and_those_behind_a_space_apart():
    assert counted(" ,so , or,, so .", ",.") == Counted([4, 1], [2, 1])


def test_what_nobody_asks_for_is_not_counted():
    assert counted("so, it was", "") == Counted([], [])
    assert counted("", "’,") == Counted([0, 0], [0, 0])
