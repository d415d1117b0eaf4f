from array import array

import pytest

from restore import natives


@pytest.mark.parametrize(("number", "place"), [(0, 0), (1, 1), (0b1011, 2), (0b10110, 0), (0xFFFF, 16)])
def test_the_first_bit_that_is_not_set(number, place):
    assert natives.first_unset(number) == place


def test_bits_are_counted():
    assert list(map(natives.bits_of, (0, 1, 0b1011, 1 << 63))) == [0, 1, 3, 1]


def test_leaves_are_struck_out_in_rows_whose_number_is_above_the_limit_of_a_question():
    struck, places = array("h", bytes(4 * natives.ABREAST)), array("h", [7, *range(2, natives.ABREAST + 2)])
    tree, limit, leaves, of_all = (
        array("i", [0, 1, 1, 0]),
        array("h", [0, 1, 5, 99]),
        array("H", [4, 8, 1, 2]),
        array("H", [0, 0]),
    )
    asked_from = array("i", [9, 0, 1, *[2] * 4, *[3] * (natives.ABREAST + 70)])
    lanes = array("h", [-(k % 3 > 0) for k in range(natives.ABREAST)])
    natives.strike_out(struck, of_all, tree, limit, leaves, asked_from, 1, places, 1, lanes)
    assert list(of_all) == [4, 8]
    assert list(struck) == [0] * natives.ABREAST + [k % 3 > 0 and k + 2 > 5 for k in range(natives.ABREAST)]
