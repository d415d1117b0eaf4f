"""The words of a mention: which may be all of one, what kind they are, and where one is glued on."""

import pytest

from restore.judging.mention_words import (
    classes,
    has_named,
    is_another,
    is_article_for_another,
    is_glued,
    is_named_nowhere,
    names_here,
)
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


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("2007", "detail", True),
        ("2007", "any", False),  # as an editor writes "2" for "a"
        ("1999", "detail", False),  # the source has it nowhere
        ("May", "detail", True),
        ("may", "detail", False),
        ("Not", "detail", False),
    ],
)
def test_what_names_nothing_alone_may_be_a_mention_in_place_of_other_words(ours, theirs, expected):
    source = SOURCE + " It may, or may not, be of 2007."
    change, reader = only(source.replace(theirs, ours, 1), source)
    assert names_here(change, reader) is expected


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


@pytest.mark.parametrize(
    ("put_in", "before", "expected"),
    [
        ("so-called", "detail", True),
        ("Mr", "Emanuel", True),
        ("Carter", "detail", False),  # a name that the source might have had
        ("executive", "detail", False),
        ("ee", "detail", False),
        ("the", "detail", False),
    ],
)
def test_words_that_the_source_has_nowhere_are_a_mention_where_they_are_a_name(put_in, before, expected):
    change, reader = only(SOURCE.replace(before, f"{put_in} {before}", 1), SOURCE)
    assert is_named_nowhere(change, reader) is expected


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"), [("they", "he", True), ("his", "he", False), ("I", "he", False)]
)
def test_no_mention_is_another_s_pronoun(ours, theirs, expected):
    change, _ = only(f"We knew that {ours} saw it", f"We knew that {theirs} saw it")
    assert is_another(change) is expected


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("the", "its", True),
        ("a", "the", True),
        ("the", "detail", False),
        ("Emanuel", "its", False),
        ("the", "of its", False),
    ],
)
def test_an_article_for_another_is_told(ours, theirs, expected):
    source = f"Emanuel spoke. The order lacked {theirs} funds, and would go on all the same, as orders do."
    change, _ = only(source.replace(theirs, ours, 1), source)
    assert is_article_for_another(change) is expected
