"""Words in other capitals beside a mention."""

import pytest

from restore import align
from restore.aligner.alignment import Block, Mention, Relation
from restore.judging.capitals import with_capitals
from restore.judging.shape import changes
from restore.text import Text


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        ("The Hudson River is wide. They swam in the Hudson River at night.", [("Hudson River", "river")]),
        ("The Hudson River is wide. They swam in The Hudson River at night.", [("The Hudson River", "the river")]),
        ("The Hudson River is wide. They swam in the Hudson RIVER at night.", [("Hudson", ""), ("RIVER", "river")]),
        ("The Hudson River is wide. They swam in the Hudson river at Night.", [("Hudson", ""), ("Night", "night")]),
    ],
)
def test_words_in_the_capitals_of_a_mention_go_with_it_where_the_source_has_them_so(copy, expected):
    alignment = align(copy, source="The Hudson River is wide. They swam in the river at night.")
    found = [(" ".join(change.our_forms), " ".join(change.their_forms)) for change in changes(alignment)]
    assert found == expected


def test_words_between_two_mentions_go_with_one_of_them():
    ours, theirs = Text.of("Ana River Ana so. Ana River"), Text.of("he river her so. Ana River")
    blocks = [
        Block(Relation.CHANGED, 0, 1, 0, 1, None, (Mention(0, 1, 5),)),
        Block(Relation.EQUAL, 1, 2, 1, 2),
        Block(Relation.CHANGED, 2, 3, 2, 3, None, (Mention(2, 3, 5),)),
        Block(Relation.EQUAL, 3, 7, 3, 7),
    ]
    found = with_capitals(ours, theirs, blocks)
    assert [(b.copy_start, b.copy_end, b.source_start, b.source_end) for b in found] == [
        (0, 2, 0, 2), (2, 3, 2, 3), (3, 7, 3, 7),
    ]  # fmt: skip
