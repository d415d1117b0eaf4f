"""What is looked up in both texts, and that it stays in line with their length."""

import pytest

from restore import align
from restore.judging.reader import Reader
from restore.judging.shape import changes
from restore.judging.word_reader import PLACES
from tests.restore.judging.pairs import SOURCE, reader


def test_runs_of_words_are_counted_as_runs():
    source = "The mayor of Lund spoke. The mayor of Malmo left, and the council met."
    found = reader(source.replace("council", "mayor of Lund"), source)
    at = found.copy.folds.index("mayor")
    assert found.source_count(at, at + 3) == 1
    assert found.source_count(at, at + 2) == 2
    assert found.source_count(at, at) == 0
    assert found.copy_count(at, at + 3) == 2
    assert found.copy_count(at + 2, at + 3) == 2
    assert found.copy_count(at, at) == 0


def test_runs_are_looked_for_at_the_first_places_only():
    source = "the mayor spoke . " * (2 * PLACES) + SOURCE
    found = reader(source.replace("detail", "the mayor"), source)
    assert found.source_count(0, 2) == PLACES
    assert len(found.source_tokens.places("the")) == len(found.copy_tokens.places("the")) == PLACES


def test_the_rarest_of_a_run_is_the_one_that_stands_least_often_however_many_places_are_known():
    """Of "the" and "mayor" as many places are known; at the first ones of "the" stands nothing that was asked for."""
    source = "the council spoke . " * (2 * PLACES) + "the mayor spoke . " * (PLACES + 9) + SOURCE
    found = reader(source.replace("detail", "the mayor"), source)
    at = found.copy.folds.index("mayor")
    assert found.source_count(at - 1, at + 1) == PLACES


def test_changes_crowd_where_others_of_words_are_close():
    source = "Ana met Bo in the old hall at noon. " * 6
    words = source.split()
    words[20], words[22] = "painted", "grey"
    alignment = align(" ".join(words), source=source)
    found = list(changes(alignment))
    look = Reader(alignment, found)
    assert [look.crowd(change) for change in found] == [1, 1]


def test_hyphens_of_the_source_are_words_and_dashes():
    source = "The so-called plan – a well-known one – was his."
    assert reader(source, source).hyphens == 4


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("mov-\n\n* A note on it.\n\ning", "moving", True),
        ("mov-\n42 The harbour\ning", "moving", True),  # the head of a page
        ("mov-\ning", "moving", False),
        ("* A note.\n\nOn it", "moving", False),
    ],
)
def test_a_word_around_other_lines_is_told(ours, theirs, expected):
    begin, end = "Nobody spoke until it was time to be ", " and to reach the harbour before dark."
    look = reader(begin + ours + end, begin + theirs + end)
    assert (
        any(look.is_around_lines(change) for change in changes(align(begin + ours + end, source=begin + theirs + end)))
        is expected
    )
