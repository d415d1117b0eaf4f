from array import array

import pytest

from restore import natives


@pytest.mark.parametrize(("number", "place"), [(0, 0), (1, 1), (0b1011, 2), (0b10110, 0), (0xFFFF, 16)])
def test_the_first_bit_that_is_not_set(number, place):
    assert natives.first_unset(number) == place


def test_bits_are_counted():
    assert list(map(natives.bits_of, (0, 1, 0b1011, 1 << 63))) == [0, 1, 3, 1]


def test_leaves_are_struck_out_in_rows_whose_number_is_above_the_limit_of_a_question():
    struck, places = array("h", [9] * natives.ABREAST), array("h", [7, *range(2 * natives.ABREAST)])
    number, limit, leaves = array("h", [0, 0, 1, -1]), array("h", [99, 5, natives.ABREAST + 8]), array("H", [8, 1, 2])
    natives.strike_out(struck, number, limit, leaves, 1, places, 1)
    assert list(struck) == [(k > 5) + 2 * (k > 8) for k in range(natives.ABREAST)]
