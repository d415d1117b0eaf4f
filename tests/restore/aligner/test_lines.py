import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore import restore
from restore.restoration import align

BEFORE = "The council voted on Tuesday to close the old hall by the harbour."
LOST = "Residents had gathered outside the town hall since the early morning with drums and banners."
BEHIND = "The hall was opened in 1964 and was renovated twice, the last time in 1998."
LINES = st.lists(
    st.sampled_from(["Photo: AP", "Skip to main content", "Read more: Ten halls", LOST, BEFORE, BEHIND, "No."]),
    max_size=6,
).map("\n\n".join)


def told(*copy, source=(BEFORE, LOST, BEHIND)):
    """What differs, either side."""
    found = restore("\n\n".join(copy), source="\n\n".join(source)).differences
    return [(difference.copy.text, difference.source.text) for difference in found]


@pytest.mark.parametrize("line", ["Photo: AP", "Skip to main content", "Read more: The fight over the town’s pool"])
def test_a_line_in_place_of_a_paragraph_stands_alone(line):
    assert told(BEFORE, line, BEHIND) == [(line, ""), ("", LOST)]


def test_lines_that_follow_each_other_are_one():
    lines = ("Read more: The fight over the town’s pool", "Most read", "Ten places to swim")
    assert told(BEFORE, *lines, BEHIND) == [("\n\n".join(lines), ""), ("", LOST)]


def test_a_heading_that_was_lost_stands_alone_too():
    put_in = "Sign up for the letter that tells you what happens in your town."
    assert told(BEFORE, put_in, BEHIND, source=(BEFORE, "What it costs", BEHIND)) == [
        ("", "What it costs"),
        (put_in, ""),
    ]


def test_what_begins_behind_a_line_is_not_its_own():
    assert told(BEFORE, "Photo: AP", BEHIND.replace("The hall", "It")) == [
        ("Photo: AP", ""),
        ("", LOST),
        ("It", "The hall"),
    ]


def test_what_is_left_of_a_paragraph_is_no_other_line():
    left = "Residents gathered outside with drums"
    assert told(BEFORE, left, BEHIND)[0][0] != left


def test_a_sentence_in_place_of_another_is_that_in_other_words():
    other = "Nobody came."
    assert (other, "") not in told(BEFORE, other, BEHIND)


@given(LINES, LINES)
@settings(deadline=None)
def test_each_token_of_both_texts_is_in_one_block(copy, source):
    found = align(copy, source=source)  # which counts them
    assert sum(block.copy_end - block.copy_start for block in found.blocks) == len(found.copy)
