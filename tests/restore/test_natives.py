from array import array

import pytest

from restore import natives


@pytest.mark.parametrize(("number", "place"), [(0, 0), (1, 1), (0b1011, 2), (0b10110, 0), (0xFFFF, 16)])
def test_the_first_bit_that_is_not_set(number, place):
    assert natives.first_unset(number) == place


def test_bits_are_counted():
    assert list(map(natives.bits_of, (0, 1, 0b1011, 1 << 63))) == [0, 1, 3, 1]


def test_what_is_above_a_limit_is_marked_beside_what_was_marked():
    marked, numbers = array("h", [1] * natives.ABREAST), array("h", range(natives.ABREAST + 5))
    natives.mark_above(marked, 2, numbers, 5, natives.ABREAST)
    assert list(marked) == [3 if k + 5 > natives.ABREAST else 1 for k in range(natives.ABREAST)]
