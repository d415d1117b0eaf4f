"""Two readings of one, or two that somebody wrote alike."""

import pytest

from restore.aligner.readings import Vocabulary, is_read_again
from restore.text import Text

LINE = "the three-judge panel in Carrowmore said the ministry must carry out a new review of it all"
READ = "tbe three-judge panel in Carrownore sald the minislry must carry out a new revjew ol it all"
ENGLISH = Vocabulary.of(Text.of(f"{LINE} and the end of it"))
ZEILE = "die Stadt schliesst das alte Freibad am Rand der Altstadt nach dem Sommer"


def read_again(one, other, known=ENGLISH, *, misread=False):
    return is_read_again(Text.of(one).folds, Text.of(other).folds, known, misread=misread)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LINE, LINE),
        (LINE, READ),
        (LINE, READ.replace("a new revjew", "wvu 4 ,,")),  # a stain
        (LINE, READ.replace("panel", "pal")),  # one of several is a word, by chance
        (LINE, LINE.replace("ministry ", "")),  # lost
        (LINE, LINE.replace("in Carrowmore", "iu Carrow- more")),
        ("he said she hadn't planned to sprint at all", "he said she hada't se bq sprint at all"),  # a negation misread
        ("he said she hada't se bq sprint at all", "he said she hadn't planned to sprjnt at al1"),
    ],
)
def test_what_differs_is_hardly_a_word(one, other):
    assert read_again(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LINE, LINE.replace("ministry", "committee")),  # a sentence like the one before, with another word
        (LINE, LINE.replace("ministry", "committee").replace("review", "revjew")),  # and a slip
        (LINE, LINE.replace("must", "must not")),
        (LINE.replace("must", "must not"), READ),
        ("The panel met in Leeds in May 1912 and heard her", "The panel met in Leeds in May 1913 and heard her"),
        ("(the so-called 'major tone' here)", "(the so-called 'minor tone' here)"),
    ],
)
def test_what_somebody_wrote_like_it_has_other_words(one, other):
    assert not read_again(one, other)


def test_where_so_much_is_misread_that_no_editor_was_at_work_words_come_of_words():
    other = LINE.replace("ministry", "committee")
    assert (read_again(LINE, other), read_again(LINE, other, misread=True)) == (False, True)
    assert not read_again(LINE, LINE.replace("must", "must not"), misread=True)


@pytest.mark.parametrize(("word", "found"), [("Fasching", False), ("Sornmer", True)])
def test_of_other_languages_what_is_like_no_word_of_the_other_reading_is_a_word(word, found):
    assert read_again(ZEILE, ZEILE.replace("Sommer", word), Vocabulary.of(Text.of(ZEILE))) is found
