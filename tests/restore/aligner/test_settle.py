import pytest

from restore.aligner.alignment import Block, Mention, Relation
from restore.aligner.settle import settled
from restore.text import Text

EQUAL, CHANGED = Relation.EQUAL, Relation.CHANGED
SOURCE = Text.of("One went. One stayed.")
COPY = Text.of("One went. One fell. One stayed.")


def spans(blocks):
    return [(b.relation, b.copy_start, b.copy_end, b.source_start, b.source_end) for b in blocks]


def test_an_insertion_slides_to_the_start_of_its_sentence():
    blocks = [Block(EQUAL, 0, 4, 0, 4), Block(CHANGED, 4, 7, 4, 4), Block(EQUAL, 7, 9, 4, 6)]
    assert COPY.slice(4, 7) == "fell. One"
    assert spans(settled(COPY, SOURCE, blocks)) == [(EQUAL, 0, 3, 0, 3), (CHANGED, 3, 6, 3, 3), (EQUAL, 6, 9, 3, 6)]


def test_a_deletion_slides_alike():
    blocks = [Block(EQUAL, 0, 4, 0, 4), Block(CHANGED, 4, 4, 4, 7), Block(EQUAL, 4, 6, 7, 9)]
    assert spans(settled(SOURCE, COPY, blocks)) == [(EQUAL, 0, 3, 0, 3), (CHANGED, 3, 3, 3, 6), (EQUAL, 3, 6, 6, 9)]


def test_an_insertion_slides_forward_too():
    copy, source = Text.of("A. B c. B d."), Text.of("A. B d.")
    blocks = [Block(EQUAL, 0, 1, 0, 1), Block(CHANGED, 1, 4, 1, 1), Block(EQUAL, 4, 8, 1, 5)]
    assert copy.slice(1, 4) == ". B c"
    assert spans(settled(copy, source, blocks))[1] == (CHANGED, 2, 5, 2, 2)


def test_mentions_and_replacements_stay():
    mention = [
        Block(EQUAL, 0, 1, 0, 1),
        Block(CHANGED, 1, 2, 1, 1, mentions=(Mention(1, 2, 0),)),
        Block(EQUAL, 2, 3, 1, 2),
    ]
    copy, source = Text.of("x x y"), Text.of("x y")
    assert settled(copy, source, mention) == mention
    replaced = [Block(EQUAL, 0, 1, 0, 1), Block(CHANGED, 1, 2, 1, 2), Block(EQUAL, 2, 3, 2, 3)]
    assert settled(Text.of("x b y"), Text.of("x c y"), replaced) == replaced


def test_a_line_that_the_text_has_elsewhere_is_no_mention():
    copy, source = Text.of("cake\n5 eggs\n5 eggs\nmilk"), Text.of("cake\n5 eggs\nmilk")
    twice = [
        Block(EQUAL, 0, 2, 0, 2),
        Block(CHANGED, 2, 4, 2, 2, mentions=(Mention(2, 3, 2),)),
        Block(EQUAL, 4, 6, 2, 4),
    ]
    assert copy.slice(2, 4) == "eggs\n5"
    assert spans(settled(copy, source, twice))[1] == (CHANGED, 1, 3, 1, 1)


def test_nothing_slides_to_where_a_moved_block_was_taken_out():
    behind = [Block(EQUAL, 0, 4, 0, 4), Block(CHANGED, 4, 7, 4, 4), Block(EQUAL, 11, 13, 4, 6)]
    copy = Text.of("One went. One fell. One A moved block. stayed.")
    assert settled(copy, SOURCE, behind) == behind
    before = [Block(EQUAL, 0, 4, 0, 4), Block(CHANGED, 8, 11, 4, 4), Block(EQUAL, 11, 13, 4, 6)]
    copy = Text.of("One went. One A moved block. fell. One stayed.")
    assert settled(copy, SOURCE, before) == before


def test_a_sentence_begins_with_the_quote_that_opens_it():
    copy, source = Text.of("“Go,” she said. “Go,” she said. “No.”"), Text.of("“Go,” she said. “No.”")
    put_in = [Block(EQUAL, 0, 1, 0, 1), Block(CHANGED, 1, 8, 1, 1), Block(EQUAL, 8, len(copy), 1, len(source))]
    assert copy.slice(1, 8) == "Go,” she said. “"
    assert copy.slice(*spans(settled(copy, source, put_in))[0][1:3]) == "“Go,” she said."


def test_a_sentence_over_the_word_beside_it_is_put_in_there():
    copy, source = Text.of("It was Ana. The rest stayed at home. So it was."), Text.of("It was Ana. So it was.")
    for start, end, place in ((2, 9, 2), (4, 11, 4)):  # "Ana. The … home" over "Ana", "The … home. So" over "So"
        over = Block(CHANGED, start, end, place, place + 1, mentions=(Mention(start, end, 0),))
        blocks = [Block(EQUAL, 0, start, 0, place), over, Block(EQUAL, end, len(copy), place + 1, len(source))]
        _, alone, _ = settled(copy, source, blocks)
        assert copy.slice(alone.copy_start, alone.copy_end) == "The rest stayed at home."
        assert alone.source_start == alone.source_end


def test_what_an_abbreviation_ends_is_no_sentence():
    copy, source = Text.of("So it was. Ms. Ruiz spoke."), Text.of("So it was. Ruiz spoke.")
    over = Block(CHANGED, 4, 7, 4, 5, mentions=(Mention(4, 7, 0),))
    blocks = [Block(EQUAL, 0, 4, 0, 4), over, Block(EQUAL, 7, 9, 5, 7)]
    assert settled(copy, source, blocks) == blocks


def test_what_may_stand_at_many_places_is_as_likely_as_all_of_them_together():
    blocks = [Block(EQUAL, 0, 3, 0, 3), Block(CHANGED, 3, 6, 3, 3, posterior=0.3), Block(EQUAL, 6, 9, 3, 6)]
    put_in = settled(COPY, SOURCE, blocks)[1]  # ". One fell", "One fell." and "fell. One"
    assert put_in.posterior == pytest.approx(0.9)


@pytest.mark.parametrize("relation", [Relation.NEAR, CHANGED])
def test_a_word_said_again_is_put_in_and_no_part_of_the_next(relation):
    copy, source = Text.of("so it is is fundamental to us"), Text.of("so it is fundamental to us")
    joined = Block(relation, 3, 5, 3, 4, posterior=0.4)
    blocks = [Block(EQUAL, 0, 3, 0, 3), joined, Block(EQUAL, 5, 7, 4, 6)]
    done = settled(copy, source, blocks)
    assert spans(done) == [(EQUAL, 0, 2, 0, 2), (CHANGED, 2, 3, 2, 2), (EQUAL, 3, 7, 2, 6)]
    assert done[1].posterior == pytest.approx(0.8)
    other = Text.of("so it was is fundamental to us")
    assert settled(other, source, blocks) == blocks


def test_a_sentence_lost_behind_changed_words_is_apart_from_them():
    copy, source = Text.of("It was Ann Lee. Nobody came."), Text.of("It was her. It had been there since. Nobody came.")
    blocks = [Block(EQUAL, 0, 2, 0, 2), Block(CHANGED, 2, 4, 2, 9), Block(EQUAL, 4, 8, 9, 13)]
    lost = [
        (EQUAL, 0, 2, 0, 2),
        (CHANGED, 2, 4, 2, 3),
        (EQUAL, 4, 5, 3, 4),
        (CHANGED, 5, 5, 4, 10),
        (EQUAL, 5, 8, 10, 13),
    ]
    assert spans(settled(copy, source, blocks)) == lost
    other = [Block(b.relation, b.source_start, b.source_end, b.copy_start, b.copy_end) for b in blocks]
    assert spans(settled(source, copy, other)) == [(r, s, t, c, d) for r, c, d, s, t in lost]


@pytest.mark.parametrize("title", ["Gov", "J"])
def test_no_sentence_ends_with_a_title_or_an_initial(title):
    copy, source = (
        Text.of("It was Ann Lee. Nobody came."),
        Text.of(f"It was {title}. Small of the county. Nobody came."),
    )
    blocks = [Block(EQUAL, 0, 2, 0, 2), Block(CHANGED, 2, 4, 2, 8), Block(EQUAL, 4, 8, 8, 12)]
    assert settled(copy, source, blocks) == blocks
