"""Where a text that says the same more than once has most of another."""

from array import array

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.aligner.often import MOST, thickest

PAGE = [*range(1000, 1100)]
OTHER = [*range(5000, 5400)]


@pytest.mark.parametrize("kind", [lambda ids: array("i", ids), lambda ids: np.array(ids, dtype=np.int64)])
def test_each_place_is_told_in_order(kind):
    found = thickest(kind(PAGE), kind([*OTHER, *PAGE, *OTHER, *PAGE]), 3)
    assert len(found) == 2
    for near, start in zip(found, (400, 900), strict=True):
        assert near.start <= start < start + len(PAGE) <= near.stop
        assert len(near) <= 2 * len(PAGE)


def test_a_place_with_much_less_is_none():
    found = thickest(array("i", PAGE), array("i", [*PAGE[:50], *OTHER, *PAGE]), 3)
    assert [near.stop for near in found] == [len(OTHER) + 150]


def test_a_page_of_which_nothing_is_there_has_no_place():
    assert thickest(array("i", PAGE), array("i", OTHER), 3) == []
    assert thickest(array("i"), array("i", OTHER), 3) == thickest(array("i", PAGE), array("i"), 3) == []


def test_no_more_places_are_told_than_are_worth_a_look():
    assert len(thickest(array("i", PAGE), array("i", PAGE * 100), 3)) == MOST


IDS = st.lists(st.integers(0, 5), max_size=60).map(lambda ids: array("i", ids))


@given(IDS, IDS)
def test_a_place_is_within_the_source(copy, source):
    found = thickest(copy, source, 3)
    assert all(0 <= near.start < near.stop <= len(source) for near in found)
