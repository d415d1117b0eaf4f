"""The same words twice, each time read otherwise."""

from random import Random
from time import process_time

import pytest

from restore.judging.again import _ends, is_read_again
from restore.text import Text

LINE = "The three-judge panel in Carrowmore said the ministry must carry out a new review of it all"
READ = "Tbe three-judge panel in Carrownore sald the minislry must carry out a new revjew ol it all"
HARDLY = "Thc lhree-jndge pancl iu Carnownore seid lhe ninistry mnst cerry ont a ncw revicw ol il al1"
LONG = f"{LINE} and the minister in Carrowmore is to examine in time his minimum in mining with the ministry again " * 3
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
        (LINE, HARDLY, NEXT),
        (LINE, "".join("x" if k % 3 == 2 else letter for k, letter in enumerate(LINE)), NEXT),
        (LONG, LONG.replace("mi", "i").replace("th", "h"), NEXT),  # letters that are lost make several words
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


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("a survey that no careful shopkeeper would ever use", "a survey that nocareful shopkeeper would ever use"),
        ("a survey that nocareful shopkeeper would ever use", "a survey that no careful shopkeeper would ever use"),
        ("brought by a group of elev- en villages in the hills", "brought by a group of eleven villages in the hills"),
    ],
)  # fmt: skip
def test_either_reading_may_be_the_one_in_which_a_word_was_split_or_joined(line, other):
    assert read_again(line, other, NEXT)


@pytest.mark.parametrize(
    ("letters", "found"),
    [("xxxx", True), ("xxxxx", False), ("xxx", True)],
    ids=["four that differ together", "five", "three, two that agree and three"],
)
def test_another_word_is_several_letters_that_differ_together(letters, found):
    word = "administrative"
    read = letters + word[len(letters) :] if len(letters) > 3 else f"xxx{word[3:5]}xxx{word[8:]}"
    assert read_again(f"{LINE} {word} law", f"{LINE} {read} law", NEXT) is found


def test_a_reading_that_lost_letters_is_one():
    assert read_again(LINE, READ.replace("three-judge", "thr-juge"), NEXT)


def test_what_is_put_in_costs_no_time_however_long_it_is():
    dice = Random(1)
    lines = [" ".join("".join(dice.choices("aeinorst", k=5)) for _ in range(9)) for _ in range(400)]
    text = Text.of("\n".join(lines))
    start = process_time()
    assert not any(is_read_again(text, 900, 900 + size) for size in (100, 390, 1800))
    assert process_time() - start < 0.15


def test_what_is_longer_than_an_engine_reads_again_is_not_looked_at():
    page = "\n".join(f"{LINE} {NEXT}" for _ in range(100))
    text = Text.of(f"{page}\n{page.replace('th', 'tb')}")
    start = process_time()
    assert not is_read_again(text, 0, len(text) // 2)
    assert process_time() - start < 0.05


def test_no_more_of_a_text_is_looked_at_than_may_be_the_other_reading():
    """A generator that runs compiled would be taken to its end first, and each change walk over the rest of a book."""
    tokens = iter(range(1000))
    assert _ends(Text.of("word " * 1000), tokens, 10) == [4, 8]
    assert next(tokens) == 3
