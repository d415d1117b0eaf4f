from array import array

from restore.aligner.gap import Gap
from restore.aligner.grams import Grams
from restore.turning import Turning


def test_whatever_works_in_a_long_loop_has_a_count_of_its_own():
    """What a loop does while it is long, tests/restore/test_native.py says of each."""
    ids = array("i", [1, 2, 3])
    assert isinstance(Gap(), Turning)
    assert isinstance(Grams(ids, ids, 3, False), Turning)
