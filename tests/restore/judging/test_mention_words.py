"""The words of a mention: which may be all of one, what kind they are, and where one is glued on."""

import pytest

from restore.judging.mention_words import classes, has_named, is_glued
from restore.language.word_class import WordClass
from tests.restore.judging.pairs import SOURCE, only


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("て", False),
        ("ない", False),
        ("なかった", False),
        ("さくら", True),
        ("彼", True),
        ("彼は", True),
        ("タロ", True),
    ],
)
def test_particles_and_endings_in_hiragana_are_no_mention_by_themselves(words, expected):
    assert has_named(tuple(words)) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [(["mayor"], True), (["the", "mayor"], True), (["not"], False), (["12"], False), (["'s"], False), ([], False)],
)
def test_a_number_a_negation_and_a_clitic_are_no_mention_by_themselves(words, expected):
    assert has_named(tuple(words)) is expected


def test_the_kind_of_a_mention_is_that_of_its_last_word_where_the_text_is_english():
    english = SOURCE + " It was said that they would not have the time for it, and that was all of it." * 3
    change, reader = only(english.replace("detail", "the executive order"), english)
    assert classes(reader, change) == (WordClass.NOUN, WordClass.NOUN)
    change, reader = only("Sie sah den Wagen dort", "Sie sah ihn dort")
    assert classes(reader, change) == (None, None)


def test_a_mention_is_glued_to_what_stood_beside_it_or_to_what_is_left_of_what_it_ate():
    source = "they met on Wednesday, and all of it was good for them"
    change, reader = only(source.replace("good for", "goodWednesday"), source)
    assert is_glued(reader, change)
    change, reader = only(source.replace("good", "goodness"), source)
    assert not is_glued(reader, change)
