import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore import align
from restore.aligner.alignment import Alignment, Block, Move, Relation
from restore.text import Text

COPY, SOURCE = Text.of("one two three"), Text.of("one 2 three")
EQUAL, CHANGED = Relation.EQUAL, Relation.CHANGED
GOOD = [Block(EQUAL, 0, 1, 0, 1), Block(CHANGED, 1, 2, 1, 2), Block(EQUAL, 2, 3, 2, 3)]
WORDS = st.lists(st.sampled_from("the cat sat on a mat . , cats The".split()), max_size=30).map(" ".join)


def test_an_alignment_of_all_tokens_can_be_built():
    assert Alignment(COPY, SOURCE, GOOD).matched == 2


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        (GOOD[:2], "copy token 2 is left out"),
        (GOOD[1:], "copy token 0 is left out"),
        ([GOOD[0], GOOD[0], *GOOD[1:]], "copy token 1 is left out or taken twice"),
        ([Block(EQUAL, 0, 3, 0, 3)], "not equal"),
        ([GOOD[0], Block(CHANGED, 1, 2, 1, 1), GOOD[2]], "source token 1 is left out"),
        ([GOOD[0], Block(CHANGED, 1, 2, 0, 2), GOOD[2]], "crosses"),
        ([Block(CHANGED, 0, 1, 2, 3), Block(CHANGED, 1, 3, 0, 2)], "crosses"),
        ([GOOD[0], Block(CHANGED, 1, 3, 1, 2)], "source token 2 is left out"),
        ([GOOD[0], Block(CHANGED, 1, 0, 1, 1), *GOOD[1:]], "copy token 1"),
    ],
)
def test_an_alignment_that_loses_or_repeats_a_token_cannot(blocks, said):
    with pytest.raises(ValueError, match=said):
        Alignment(COPY, SOURCE, blocks)


def test_moved_blocks_are_a_lane_of_their_own():
    copy, source = Text.of("a b c d"), Text.of("c d a b")
    blocks = [Block(EQUAL, 0, 2, 2, 4, moved=0), Block(EQUAL, 2, 4, 0, 2)]
    alignment = Alignment(copy, source, blocks, [Move(0, 2, 2, 4)])
    assert alignment.matched == 4
    with pytest.raises(ValueError, match="crosses"):
        Alignment(copy, source, [Block(EQUAL, 0, 2, 2, 4), blocks[1]])


@given(WORDS, WORDS)
def test_any_two_texts_align_with_every_token_in_one_block(copy, source):
    alignment = align(copy, source=source)
    taken = [token for block in alignment for token in range(block.copy_start, block.copy_end)]
    assert taken == list(range(len(alignment.copy)))
    taken = sorted(token for block in alignment for token in range(block.source_start, block.source_end))
    assert taken == list(range(len(alignment.source)))


@given(WORDS)
def test_a_text_aligns_with_itself_whole(text):
    alignment = align(text, source=text)
    assert all(block.relation is EQUAL for block in alignment)
