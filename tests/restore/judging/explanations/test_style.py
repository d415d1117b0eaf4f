"""Another house's marks, capitals and hyphens."""

import pytest

from restore.differences import Cause
from restore.judging.explanations import style
from tests.restore.judging.pairs import NEUTRAL, numbers_of, only, seen


@pytest.mark.parametrize(
    ("copy", "source", "possible"),
    [
        ("So in the end it was so", "So in the end, it was so", True),
        ("a cooperation plan", "a co-operation plan", True),
        ("He saw the man", "He saw The man", True),
        ("the oustody of it", "the custody of it", False),
        ("he told reporters it was so", "he said it was so", False),
        ("so they sold the mill", "so they sold the old-fashioned mill", False),
        ("He went. She left.", "He went. They all met her later. She left.", False),
    ],
)
def test_only_form(copy, source, possible):
    assert style.possible(*only(copy, source)) is possible


@pytest.mark.parametrize(
    ("copy", "source", "names"),
    [
        ("He saw the man", "He saw The man", {"lowered"}),
        ("He saw the Man", "He saw the man", {"raised"}),
        ("He took vitamin A then", "He took vitamin a then", {"raised"}),  # a letter is a name, too
        ("He saw the President go", "He saw the president go", {"raised"}),
        ("He left,\nAnd it rained", "He left,\nand it rained", {"raised"}),  # as verses may
        ("He said: It rained", "He said: it rained", {"raised"}),
        ("He went\nit was late", "He went\nIt was late", {"lowered", "continued"}),  # as a verse may, or one of a list
        ("So it was; it is", "So it was: it is", {"other_mark"}),
        ("the 20-th of it", "the 20th of it", {"number"}),
    ],
)
def test_numbers(copy, source, names):
    has = numbers_of(style, *only(copy, source))._asdict()
    assert {name for name, value in has.items() if value} - {"possible", "words"} == names


def test_where_the_copy_goes_on_with_a_sentence_it_begins_small_as_any_house_has_it():
    _, (change, reader) = seen("He went, it was late", "He went. It was late")
    assert style.possible(change, reader)
    assert numbers_of(style, change, reader).continued == 1.0


def test_its_cause_is_what_form_shows_and_its_words_say_which():
    change, reader = only("He saw the man", "He saw The man")
    assert style.cause(change, reader) is Cause.CASE
    assert style.words(change, reader, NEUTRAL) == "the same letters, other capitals"
    change, reader = only("So in the end it was so", "So in the end, it was so")
    assert style.cause(change, reader) is Cause.PUNCTUATION
    assert style.words(change, reader, NEUTRAL) == "marks and hyphens as another house sets them"


@pytest.mark.parametrize(
    ("copy", "source", "said"),
    [
        ("He saw the Man", "He saw the man", "the same letters, other capitals"),
        ("Die Strasse war leer", "Die Straße war leer", "the same word in another spelling"),
    ],
)
def test_another_letter_for_the_same_word_is_no_capital(copy, source, said):
    change, reader = only(copy, source)
    assert style.words(change, reader, NEUTRAL) == said
