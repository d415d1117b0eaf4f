"""Lines that a copy has twice: one reading is aligned, the other stands by itself."""

from itertools import pairwise
from pathlib import Path
from random import Random
from textwrap import wrap

import pytest

from restore.aligner.alignment import Relation
from restore.aligner.costs import Prices
from restore.aligner.doubled import doubled_lines
from restore.aligner.engine import align_texts
from restore.text import Text
from tests.misread import misread

ARTICLE = (Path(__file__).parents[3] / "fixtures" / "articles" / "en-court.txt").read_text(encoding="utf-8")
LINES = [line for paragraph in ARTICLE.split("\n\n")[:8] for line in wrap(paragraph, 60)]
MISREAD = Prices(misread=True)


def read_of(lines, rate, seed):
    return [misread(line, rate, f"{seed}/{number}") for number, line in enumerate(lines)]


def alone(copy, source, prices=MISREAD):
    """What of the copy stands over against nothing, if it is some words."""
    alignment = align_texts(Text.of(copy), Text.of(source), prices)
    return [
        alignment.copy.slice(block.copy_start, block.copy_end).strip()
        for block in alignment
        if block.relation is Relation.CHANGED
        and block.source_start == block.source_end
        and block.copy_end - block.copy_start > 3
    ]


@pytest.mark.parametrize("rate", [0.02, 0.05, 0.1, 0.15])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_one_of_two_readings_is_whole_however_they_were_read_of(rate, count):
    one, two = read_of(LINES, rate, 1), read_of(LINES, rate, 2)
    whole = []
    for at in range(1, len(LINES) - count, 4):
        copy = "\n".join([*one[: at + count], *two[at : at + count], *one[at + count :]])
        readings = ["\n".join(lines[at : at + count]).strip() for lines in (one, two)]
        whole.append(any(reading in alone(copy, "\n".join(LINES)) for reading in readings))
    assert sum(whole) > 0.6 * len(whole), "a number that was misread otherwise is a person's"


def test_the_reading_that_is_nearer_to_the_source_is_aligned():
    good, bad = read_of(LINES, 0.01, 1), read_of(LINES, 0.15, 2)
    for first, second in ((good, bad), (bad, good)):
        copy = "\n".join([*good[:9], *first[9:11], *second[9:11], *good[11:]])
        assert "\n".join(bad[9:11]).strip() in alone(copy, "\n".join(LINES))


def doubled(copy, source):
    texts = Text.of(copy), Text.of(source)
    return [texts[0].slice(each.copy_start, each.copy_end) for each in doubled_lines(align_texts(*texts))]


def test_what_the_source_has_twice_is_no_second_reading():
    lines = [*LINES[:6], *LINES[4:]]
    copy = "\n".join(read_of(lines, 0.05, 1))
    assert doubled(copy, "\n".join(lines)) == []
    assert len(doubled(copy, "\n".join(LINES))) == 1


def test_words_put_into_a_line_like_the_one_above_are_no_second_reading_of_that():
    above, refrain = "We will remember them until the end of the days that are to come", "We will remember them until"
    source = "\n".join([*LINES[20:24], above, refrain, *LINES[30:34]])
    copy = "\n".join([*LINES[20:24], above, f"{refrain} the end of the", *LINES[30:34]])
    assert doubled(copy, source) == []
    assert doubled(copy, source.replace(f"{refrain}\n", "")) == [f"{refrain} the end of the"]


def test_lines_that_the_source_lacks_are_no_second_reading_of_those_above_them():
    copy = "\n".join(
        [*LINES[:6], "But the clerks who had sorted the letters there all", "their lives were not asked.", *LINES[6:]]
    )
    assert doubled(copy, "\n".join(LINES)) == []


def test_lines_of_which_half_of_the_letters_agree_are_others():
    lines = [
        "The clerks of the county sorted all the letters there",
        "The nurses of the city counted all but three of them",
    ]
    assert doubled("\n".join([*LINES[:6], *lines, *LINES[6:]]), "\n".join([*LINES[:6], lines[0], *LINES[6:]])) == []


def test_short_lines_are_alike_by_chance():
    said = ["“Yes,” he said.", "“Yes,” she said."]
    assert doubled("\n".join([*LINES[:3], *said, *LINES[3:]]), "\n".join([*LINES[:3], said[0], *LINES[3:]])) == []


@pytest.mark.parametrize(
    ("line", "other", "found"),
    [("Qobwky sqjx lme vwy", "Qobwky sqjx lmo vwy", False), ("Qobwky sqjx lme vwyd", "Qobwky sqjx lmo vwyd", True)],
)
def test_so_short_a_line_is_no_reading(line, other, found):
    assert len(line) == 19 + found
    copy = "\n".join([*LINES[:6], line, other, *LINES[6:]])
    source = "\n".join([*LINES[:6], line, *LINES[6:]])
    assert bool(align_texts(Text.of(copy), Text.of(source)).again) is found


def test_what_the_source_has_no_room_for_is_no_reading_of_it():
    line = "Sign up for our newsletter and read it every morning"
    assert doubled("\n".join([*LINES[:6], line, line, *LINES[6:]]), "\n".join(LINES)) == []


def test_lines_between_alike_ones_are_alike_too():
    twice = "\n".join([LINES[6], "xxjq vvkw zzyh wwbp qqgd kkfm", "jjhx ppnt rrbv ssdm llcw ttqz", LINES[9]])
    copy = "\n".join([*LINES[:6], *LINES[6:10], twice, *LINES[10:]])
    alignment = align_texts(Text.of(copy), Text.of("\n".join(LINES)), MISREAD)
    assert "xxjq" not in "".join(alignment.copy.slice(each.copy_start, each.copy_end) for each in alignment.again)


def test_rows_of_a_table_with_other_numbers_are_others():
    rows = [f"{year} the harvest of Ballintray in sacks was {90 * year}" for year in range(1911, 1915)]
    assert doubled("\n".join([*LINES[:3], *rows, *LINES[3:]]), "\n".join([*LINES[:3], *rows[:2], *LINES[3:]])) == []


def test_so_many_lines_as_two_photographs_share_are_found():
    for count, found in ((12, True), (15, False)):
        lines = LINES[:24]
        copy = "\n".join([*lines[: 2 + count], *lines[2 : 2 + count], *lines[2 + count :]])
        assert bool(doubled(copy, "\n".join(lines))) is found


@pytest.mark.parametrize(("letters", "found"), [(3992, True), (4003, False)])
def test_a_line_as_long_as_pages_is_not_compared(letters, found):
    line = " ".join("".join(Random(k).choices("abdegkopqsz", k=10)) for k in range((letters + 1) // 11))
    assert len(line) == letters
    assert (doubled(f"{line}\n{line}", line) != []) is found


def test_a_reading_that_lost_letters_is_one():
    lost = [line.replace("e", "").replace("o", "") for line in LINES]  # a fifth of them
    for first, second in ((LINES, lost), (lost, LINES)):
        copy = "\n".join([*LINES[:17], *first[17:19], *second[17:19], *LINES[19:]])
        assert doubled(copy, "\n".join(LINES)) == ["\n".join(lost[17:19])]


def test_a_copy_that_is_hardly_misread_has_lines_twice_too():
    lines = read_of(LINES, 0.01, 1)
    copy = "\n".join([*lines[:9], *read_of(LINES, 0.1, 2)[7:9], *lines[9:]])
    alignment = align_texts(Text.of(copy), Text.of("\n".join(LINES)))
    (again,) = alignment.again
    assert alignment.copy.slice(again.copy_start, again.copy_end) == "\n".join(read_of(LINES, 0.1, 2)[7:9])
    assert 0.8 < again.alike < 0.95


def test_of_more_than_two_readings_one_is_left():
    readings = [read_of(LINES, 0.05, seed) for seed in range(4)]
    for count in (3, 4):
        copy = "\n".join([*LINES[:9], *[read[9] for read in readings[:count]], *LINES[10:]])
        assert len(doubled(copy, "\n".join(LINES))) == count - 1


def test_readings_within_readings_are_apart():
    """A line that was read again is out before the lines that it stands between are found to be there twice."""
    dice = Random(4)
    readings = [read_of(LINES[:9], 0.05, seed) for seed in range(3)]
    crossed = 0
    for _ in range(30):
        lines = [
            line
            for at in range(0, 9, 3)
            for _ in range(dice.randint(1, 5))
            for line in dice.choice(readings)[at : at + 3]
        ]
        again = align_texts(Text.of("\n".join(lines)), Text.of("\n".join(LINES[:9])), MISREAD).again
        assert all(one.copy_end <= other.copy_start for one, other in pairwise(again))
        crossed += len(again) > 1
    assert crossed > 10


@pytest.mark.parametrize(("lines", "found"), [(0, True), (2, True), (3, False)])
def test_between_two_readings_either_photograph_may_cut_through_a_line(lines, found):
    noise = ["a a ek a ie", "Ty eee ete eae eR eR gn ere ae cee", "oe Ta 7 ee aa"][:lines]
    copy = "\n".join([*LINES[:9], *noise, *LINES[7:]])
    assert doubled(copy, "\n".join(LINES)) == (["\n".join(LINES[7:9])] if found else [])


def test_a_column_beside_has_its_lines_still():
    high = len(LINES) // 2
    rows = [
        line
        for pair in zip(read_of(LINES[:high], 0.05, 1), read_of(LINES[high : 2 * high], 0.05, 2), strict=True)
        for line in pair
    ]
    source = "\n".join(LINES[: 2 * high])
    copy = "\n".join([*rows[:8], rows[7], *rows[8:]])
    moves = align_texts(Text.of(copy), Text.of(source), MISREAD).moves
    assert len(moves) > 0.8 * high
