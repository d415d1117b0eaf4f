"""How a changed stretch is cut into differences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore import align
from restore.aligner.alignment import Block, Mention, Relation
from restore.differences import Op
from restore.judging.cutting import drops_hyphens, parts
from restore.judging.shape import changes
from restore.text import Text

WORDS = st.lists(st.sampled_from("the mayor Emanuel Trump said . , of his order".split()), min_size=1, max_size=9)


def cut(copy, source, mentions=()):
    ours, theirs = Text.of(copy), Text.of(source)
    block = Block(Relation.CHANGED, 0, len(ours), 0, len(theirs), None, tuple(mentions))
    return [
        (ours.slice(b.copy_start, b.copy_end), theirs.slice(b.source_start, b.source_end))
        for b in parts(ours, theirs, block)
    ]


def test_mentions_side_by_side_are_differences_of_their_own():
    mentions = [Mention(0, 2, 7), Mention(2, 4, 3)]
    assert cut("Rahm Emanuel Donald Trump", "detail funds", mentions) == [
        ("Rahm Emanuel", "detail"),
        ("Donald Trump", "funds"),
    ]


def test_a_mention_beside_a_reworded_word_leaves_it_alone():
    assert cut("Rahm Emanuel added", "detail said", [Mention(0, 2, 7)]) == [
        ("Rahm Emanuel", "detail"),
        ("added", "said"),
    ]


def test_what_a_mention_ate_beyond_its_share_goes_with_it():
    assert cut("Rahm Emanuel , he", "any further detail he", [Mention(0, 2, 7)])[0][0].startswith("Rahm Emanuel")
    assert cut("Emanuel", "any further detail", [Mention(0, 1, 7)]) == [("Emanuel", "any further detail")]


@pytest.mark.parametrize(
    ("copy", "source", "mention", "pieces"),
    [
        (
            "revealed Emanuel",
            "camera revealed his",
            (1, 2),
            [("", "camera"), ("revealed", "revealed"), ("Emanuel", "his")],
        ),
        (", Emanuel", "1832 , he", (1, 2), [("", "1832"), (",", ","), ("Emanuel", "he")]),
        ("Rahm Emanuel that", "he that day", (0, 2), [("Rahm Emanuel", "he"), ("that", "that"), ("", "day")]),
        # which of two it is, nobody knows; nor of a clause
        ("that Emanuel", "that day that", (1, 2), [("that", "that"), ("Emanuel", "day that")]),
        ("he has said so Emanuel", "as he has said so", (4, 5), [("he has said so Emanuel", "as he has said so")]),
    ],
)
def test_what_the_source_has_too_beside_a_mention_was_not_eaten(copy, source, mention, pieces):
    assert cut(copy, source, [Mention(*mention, 7)]) == pieces


def test_a_doubled_mention_is_an_intruder_and_its_duplicate():
    assert cut("Trump Trump", "he", [Mention(0, 1, 3), Mention(1, 2, 3)]) == [("Trump", "he"), ("Trump", "")]


def test_marks_that_both_texts_have_were_not_eaten():
    mentions = [Mention(0, 3, 7), Mention(3, 6, 9)]
    assert cut("Court of Cassation. The Union", "the Court. It", mentions) == [
        ("Court of Cassation", "the Court"),
        (".", "."),
        ("The Union", "It"),
    ]
    assert cut("Court of Cassation.", "Court.", [Mention(0, 4, 7)]) == [("Court of Cassation", "Court"), (".", ".")]


@pytest.mark.parametrize(
    ("copy", "source", "pieces"),
    [
        ("the artists'", "their", [("the artists'", "their")]),
        ("the artists.", "them", [("the artists.", "them")]),
        ('"the artists', "them", [('"the artists', "them")]),
        # which both texts have, or which white space parts from the mention
        ("the artists.", "them.", [("the artists", "them"), (".", ".")]),
        ("the artists .", "them", [("the artists", "them"), (".", "")]),
        ('" the artists', "them", [('"', ""), ("the artists", "them")]),
    ],
)
def test_marks_that_a_mention_brought_along_go_with_it(copy, source, pieces):
    assert cut(copy, source, [Mention(0, len(Text.of(copy)), 7)]) == pieces


def test_a_possessive_goes_with_the_mention_before_it():
    mentions = [Mention(0, 2, 3), Mention(3, 5, 3)]
    assert cut("the loans's the loans's", "lead", mentions) == [("the loans's", "lead"), ("the loans's", "")]


def test_a_sentence_beside_a_replaced_word_is_cut_off():
    assert cut("He had gone home by then. She", "They") == [("He had gone home by then.", ""), ("She", "They")]


def test_no_sentence_is_cut_off_amid_a_mention():
    copy = "Theodorus of Tabennese (c. 314 to 368), also known as Abba Theodorus the Sanctified"
    whole = Mention(0, len(Text.of(copy)), 7)
    assert cut(copy, "He", [whole]) == [(copy, "He")]
    again = "He had gone home by then. He"  # but behind one that was said again
    assert cut(again, "They", [Mention(0, 8, 7)]) == [("He had gone home by then.", ""), ("He", "They")]


@given(WORDS, WORDS, st.data())
def test_parts_cover_the_block_in_order(copy, source, data):
    ours, theirs = Text.of(" ".join(copy)), Text.of(" ".join(source))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(ours)), max_size=4)))
    mentions = tuple(Mention(a, b, 0) for a, b in pairwise(cuts) if data.draw(st.booleans()))
    block = Block(Relation.CHANGED, 0, len(ours), 0, len(theirs), None, mentions)
    found = list(parts(ours, theirs, block))
    assert (found[0].copy_start, found[0].source_start) == (0, 0)
    assert (found[-1].copy_end, found[-1].source_end) == (len(ours), len(theirs))
    for before, after in pairwise(found):
        assert (before.copy_end, before.source_end) == (after.copy_start, after.source_start)
    for part in found:
        assert part.copy_start < part.copy_end or part.source_start < part.source_end
        assert all(part.copy_start <= m.start < m.end <= part.copy_end for m in part.mentions)


HYPHENED = "The so-called plan - a well-known one - said Ana Ruiz. It was half-baked helpful text-editing for all."


def test_what_a_tokeniser_drops_everywhere_no_mention_ate():
    alignment = align("The plan a one said Ana Ruiz. It was Ana Ruiz for all.", source=HYPHENED)
    found = [(c.op, alignment.source.slice(c.source_start, c.source_end)) for c in changes(alignment)]
    assert (Op.REPLACE, "helpful") in found
    assert (Op.DELETE, "text-editing") in found


def test_a_copy_that_keeps_some_hyphens_drops_none():
    source = Text.of(HYPHENED)
    assert drops_hyphens(Text.of(HYPHENED.replace("-", "")), source)
    assert not drops_hyphens(Text.of(HYPHENED.replace("so-called", "")), source)
    assert not drops_hyphens(Text.of("a plan"), Text.of("a so-called plan"))
