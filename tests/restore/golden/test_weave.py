"""Passages of one text in another, with the white space that belongs to them, once."""

import pytest

from restore.differences import Span
from restore.golden.weave import Inlay, is_torn, laid_like, woven


def put(text, old, other, new, written=None):
    """What a text becomes when `new` of the other stands in place of `old`; of nothing, where a "|" stands."""
    return woven(*_passage(text, old, other, new, written))


def _passage(text, old, other, new, written):
    text, at = _place(text, old)
    other, there = _place(other, new)
    return text, [Inlay.of(at, other, there, written)]


def _place(text, words):
    start = text.index(words or "|")
    return (text, Span(start, start + len(words), words)) if words else (text.replace("|", ""), Span(start, start, ""))


@pytest.mark.parametrize(
    ("text", "old", "other", "new", "becomes"),
    [
        ("One two three.", "two", "Four five six.", "five", "One five three."),
        ("A.\n\n|B.", "", "X.\n\nNew.\n\nY.", "New.", "A.\n\nNew.\n\nB."),
        ("A.|\n\nB.", "", "X.\nNew.\nY.", "New.", "A.\nNew.\nB."),
        ("|A.", "", "New.\n\nY.", "New.", "New.\n\nA."),
        ("A.|", "", "Y.\n\nNew.", "New.", "A.\n\nNew."),
        ("A.\n\nGone.\n\nB.", "Gone.", "A.\n\n|B.", "", "A.\n\nB."),
        ("It does not apply.", "not", "It does |apply.", "", "It does apply."),
        ("It does |apply.", "", "It does not apply.", "not", "It does not apply."),
        ("Well |done.", "", "Well, done.", ",", "Well, done."),
        ("One\n\ntwo", "\n\n", "One two", " ", "One two"),
        ("Onetwo", "", "One two", " ", "One two"),
    ],
)
def test_words_take_the_white_space_along_that_is_theirs(text, old, other, new, becomes):
    if (old, new) == ("", " "):
        text = "One|two"
    assert put(text, old, other, new) == becomes


def test_words_of_a_persons_own_stand_as_the_other_texts_would():
    assert put("It does |apply.", "", "It does not apply.", "not", "never") == "It does never apply."
    assert put("It does not apply.", "not", "It does hardly apply.", "hardly", "") == "It does apply."


def test_two_passages_at_one_place_are_set_apart_once():
    text, other = "A.\n\nB.", "A.\nOne.\nTwo.\nB."
    at = Span(4, 4, "")
    found = [Inlay.of(at, other, Span(3, 7, "One.")), Inlay.of(at, other, Span(8, 12, "Two."))]
    assert woven(text, found) == "A.\nOne.\nTwo.\nB."


def test_of_passages_that_overlap_the_first_is_taken():
    assert woven("One two three", [Inlay(0, 7, "1 2"), Inlay(4, 13, "2 3")]) == "1 2 three"


@pytest.mark.parametrize(
    ("text", "model", "laid"),
    [
        ("A.\r\nB.\n \n\nC.\n", "X.\n\nY.", "A.\n\nB.\n\nC."),
        ("A.\n\nB.\r\nC.", "X.\nY.", "A.\nB.\nC."),
        ("A.\nB.\n\nC.\u2028D.", "X.\nY.\n\nZ.", "A.\nB.\n\nC.\n\nD."),
        ("\ufeff A.\nB.", "X.", "A.\n\nB."),
        ("A  b.\nC.", "X.", "A  b.\n\nC."),
    ],
)
def test_paragraphs_are_set_apart_as_in_the_other_text(text, model, laid):
    assert laid_like(text, model) == laid


def test_what_is_torn_is_seen_where_words_have_spaces_between_them():
    assert is_torn("werden.Rennick said", "werden.", "Rennick said")
    assert not is_torn("a well-known tree", "a well-known tree", "")
    assert not is_torn("市长周一到会，他说", "市长周一", "到会，他说")
    assert not is_torn("One.\n\n* * *\n\nTwo.", "One.\n* * *", "Two.")
