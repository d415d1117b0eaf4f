import pickle

from restore.splice import Splice


def test_a_splice_says_what_becomes_of_a_stretch_and_where_it_stands_among_others_at_one_place():
    splice = Splice(3, 5, "at")
    assert (splice.start, splice.end, splice.text, splice.rank) == (3, 5, "at", 0)
    assert splice != Splice(3, 5, "at", 1)
    assert pickle.loads(pickle.dumps(splice)) == splice
