"""White space that goes with words taken out."""

import pytest

from restore.plan import Plan, Splice, apply_plan
from restore.taking_out import gone
from restore.tidying import tidied


def without(copy, start, end):
    first, last = gone(copy, start, end, len(copy), is_moved=False)
    return copy[:first] + copy[last:]


def without_what_is_in_brackets(text):
    start, end = text.index("["), text.index("]") - 1
    copy = text.replace("[", "").replace("]", "")
    return without(copy, start, end)


@pytest.mark.parametrize(
    ("copy", "left"),
    [
        ("[it] was so", "was so"),
        ("so.\n\n[it] was", "so.\n\nwas"),
        ("so:\r\n  [it] was", "so:\r\n  was"),  # a line that stands in keeps its place
        ("[it]\n\nwas so", "was so"),
    ],
)
def test_words_that_begin_a_line_take_the_white_space_behind_them_along(copy, left):
    assert without_what_is_in_brackets(copy) == left


@pytest.mark.parametrize(
    ("copy", "left"),
    [
        ("so\n\n[it]\n\nwas", "so\n\nwas"),
        ("so\r\n\r\n[it]\r\n  was", "so\r\n\r\n  was"),
        ("so \n [it]\n\nwas", "so \n\nwas"),
        ("so\n\n[it]\n", "so\n"),
        ("so\n\n[it]", "so"),
    ],
)
def test_a_whole_line_leaves_as_many_line_ends_as_the_more_of_either_side(copy, left):
    assert without_what_is_in_brackets(copy) == left


@pytest.mark.parametrize(
    ("copy", "left"),
    [
        ("he saw [it]\n\nit was", "he saw it was"),
        ("I saw it.\n\n[I saw it.] He did", "I saw it. He did"),
        # one line end, as a line has, a part of another word, and what stands again on its own line
        ("he saw [it]\nit was", "he saw\nit was"),
        ("a rabbit\n\n[it] was", "a rabbit\n\nwas"),
        ("it\n\n[it] it was", "it\n\nit was"),
        ("saw it [it]\n\nit was", "saw it\n\nit was"),
    ],
)
def test_of_words_that_stand_again_beyond_a_blank_line_that_goes(copy, left):
    assert without_what_is_in_brackets(copy) == left


@pytest.mark.parametrize(
    ("copy", "left"),
    [
        ("(see https://[a.b/c] a.b/c)", "(see https://a.b/c)"),
        ("(see https://a.b/c [a.b/c])", "(see https://a.b/c)"),
        ("see https://[a.b]\na.b/c", "see https://a.b/c"),
        ("it did 50 km/h [h]/s", "it did 50 km/h/s"),
        ("the £[20m] 20m deal", "the £20m deal"),
        # part of another word, other words, and a bracket that closes
        ("by l'[or] oranges", "by l' oranges"),
        ("so—[it] was", "so— was"),
        ("so 1/[a] (b)", "so 1/ (b)"),
        ("as it was [as]/of", "as it was /of"),
    ],
)
def test_words_that_are_said_again_leave_the_others_right_beside_what_both_stood_beside(copy, left):
    assert without_what_is_in_brackets(copy) == left


@pytest.mark.parametrize("around", ["“{}”", '"{}"', "„{}“", "«{}»", "({})", '("{}")'])
def test_no_white_space_is_left_within_quotation_marks_and_brackets(around):
    for inside in ("[it] was so", "it was [so]"):
        left = inside.replace("[it] ", "").replace(" [so]", "")
        marked = f"yes {around.format(inside)} he"
        start, end = marked.index("["), marked.index("]") - 1
        copy = marked.replace("[", "").replace("]", "")
        assert without(copy, start, end) == f"yes {around.format(left)} he"


def test_a_line_at_a_moved_block_s_end_takes_nothing_beyond_it():
    assert gone("A b.\n\nHead\n\nRest of it.", 6, 10, 10, is_moved=False) == (4, 10)


@pytest.mark.parametrize(
    ("copy", "left"),
    [
        ("in March. [3\n\n% -]\nWe sold it", "in March.\n\nWe sold it"),
        ("in March. [3\r\n\r\n% -]\r\nWe sold it", "in March.\r\n\r\nWe sold it"),
        ("in March.\n[3\n\n% -] We sold it", "in March.\n\nWe sold it"),
        ("in March. [3\n\n% -]\n\nWe sold it", "in March.\n\nWe sold it"),
        # one line's end, whole lines, amid a line, and at the text's ends
        ("in March. [3\n% -]\nWe sold it", "in March.\nWe sold it"),
        ("in March.\n[3\n\n% -]\nWe sold it", "in March.\nWe sold it"),
        ("in [3\n\n% -] March", "in March"),
        ("[3\n\n% -]\nWe sold it", "We sold it"),
        ("in March. [3\n\n% -]\n", "in March.\n"),
    ],
)
def test_two_paragraphs_from_which_words_go_stay_two(copy, left):
    start, end = copy.index("["), copy.index("]") - 1
    copy = copy.replace("[", "").replace("]", "")
    assert apply_plan(copy, Plan(tidied(copy, [Splice(start, end, "")], 0, len(copy)))) == left
