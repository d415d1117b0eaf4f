"""The same words twice, each time read otherwise."""

import pytest

from restore.judging.again import is_read_again
from restore.text import Text

LINE = "The three-judge panel in Carrowmore said the ministry must carry out a new review of it all"
READ = "Tbe three-judge panel in Carrownore sald the minislry must carry out a new revjew ol it all"
NEXT = "with public hearings in each affected county, before it can close a single branch of them"
OTHER = "wjth public hearlngs in each affecled county, befor it can close a single branch of thern"


def read_again(*parts):
    """Whether the second part is read again in the first and the third together."""
    before, inside, _ = parts
    text = Text.of("\n".join(parts))
    start = len(Text.of(before))
    return is_read_again(text, start, start + len(Text.of(inside)))


@pytest.mark.parametrize(
    "parts",
    [
        (LINE, READ, NEXT),
        (NEXT, READ, LINE),
        (LINE, LINE, NEXT),
        (f"{LINE}\n{NEXT}", f"{READ}\n{OTHER}", "The ruling is a setback"),
        (LINE, f"{NEXT}\n{READ}", OTHER),  # the alignment began with the second line
    ],
)
def test_a_line_that_was_read_twice(parts):
    assert read_again(*parts)


@pytest.mark.parametrize(
    ("line", "other"),
    [
        (LINE, LINE.replace("ministry", "committee")),  # a sentence like the one before, with another word
        (LINE, LINE.replace("must", "must not")),
        ("The panel met in Leeds in May 1912 and heard her", "The panel met in Leeds in May 1913 and heard her"),
        ("(the so-called 'major tone' here)", "(the so-called 'minor tone' here)"),
        (LINE, NEXT),
    ],
)  # fmt: skip
def test_what_is_like_what_stands_beside_it_and_says_something_else(line, other):
    assert not read_again(line, other, "He was not entitled to guess.")


def test_a_reading_that_lost_letters_is_one():
    assert read_again(LINE, READ.replace("three-judge", "thr-juge"), NEXT)
