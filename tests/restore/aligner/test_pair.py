"""What was found out of gaps is remembered as it was, however many they are."""

from restore.aligner.anchors import Run
from restore.aligner.engine import align_texts
from restore.aligner.pair import FEW, Solved
from restore.aligner.skeleton import Skeleton
from restore.text import Text

FOUND = (2, 0, 3, 0, 1, 0.1 + 0.2, 1, 0, 3, 123_456_789)


def test_pieces_come_back_as_they_were_packed_or_not():
    solved = Solved()
    for k in range(FEW + 2):
        solved.keep((k, k + 3, 2 * k, 2 * k + 1), (k, *FOUND))
    for k in range(FEW + 2):
        found = solved.of((k, k + 3, 2 * k, 2 * k + 1))
        assert (found, [*map(type, found)]) == ((k, *FOUND), [*map(type, (k, *FOUND))])


def test_another_gap_that_begins_there_has_none_and_the_last_one_kept_counts():
    solved = Solved()
    for first in (0, FEW):
        for k in range(FEW):
            solved.keep((first + k, first + k + 1, 5, 7), FOUND)
        assert solved.of((first, first + 1, 5, 7)) == FOUND
        for other in ((first, first + 2, 5, 7), (first, first + 1, 6, 7), (first, first + 1, 5, 8)):
            assert solved.of(other) is None
        solved.keep((first, first + 2, 5, 7), FOUND[:-3])
        assert (solved.of((first, first + 2, 5, 7)), solved.of((first, first + 1, 5, 7))) == (FOUND[:-3], None)
    assert Solved().of((0, 1, 5, 7)) is None


def test_a_skeleton_s_chain_is_made_anew_as_it_was():
    text = Text.of("The order lacked any detail about the funds, and he left the city. It was so.")
    skeleton = Skeleton.of(text, text)
    assert skeleton.chain == skeleton.chain == [(0, 0, len(text))]
    assert type(skeleton.chain[0]) is Run
    assert align_texts(text, text, known=skeleton) == align_texts(text, text)
