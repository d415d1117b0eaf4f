"""White space that goes with what is put in or taken out."""

import pytest

from restore.plan import Plan, Splice, apply_plan
from restore.tidying import tidied


def made(copy, *splices, moved=frozenset()):
    return [(s.start, s.end, s.text) for s in tidied(copy, splices, 0, len(copy), moved)]


def test_words_taken_out_take_the_white_space_before_them_along():
    assert made("so it was", Splice(3, 5, "")) == [(2, 5, "")]
    assert made("so (it)", Splice(4, 6, "")) == [(4, 6, "")]


@pytest.mark.parametrize(
    ("copy", "taken", "start"),
    [
        ("at Tsinghua University, and", "University", 11),
        ("the trial itself.", "itself", 9),
        ("(the city  itself)", "itself", 9),
        ('"the trial itself." So', "itself", 10),
        ("a third (or so) here, he", "here", 15),
        ('so "he" said: yes', "said", 7),
        ("so (the delta itself. So", "itself", 13),
        # a mark behind a mark, at the text's or the line's beginning, or that opens what follows
        ("paid off. Theodorus. So", "Theodorus", 10),
        ("Theodorus, who", "Theodorus", 0),
        ("so\nTheodorus, who", "Theodorus", 3),
        ("a man called Joe(26) said", "Joe", 13),
        ('a cocktail "called"', "called", 12),
        # that begins what stands behind it, or stands for what was left out
        ("use the Monday.NET framework", "Monday", 8),
        ("approx.5 units", "approx", 0),
        ("of approx.5 units", "approx", 3),
        ("was the mayor… and", "mayor", 8),
        ("was the mayor... and", "mayor", 8),
    ],
)
def test_a_mark_behind_words_taken_out_stands_behind_the_word_before_them(copy, taken, start):
    at = copy.index(taken)
    assert made(copy, Splice(at, at + len(taken), "")) == [(start, at + len(taken), "")]


@pytest.mark.parametrize(
    ("copy", "instead", "start"),
    [
        ("the house – the old one, so", ",", 9),
        ("the house – the old one (so)", ")", 9),
        ("they told – she said, so", ",”", 9),
        ("the house.  – the old one, so", ",", 12),
        # a copy that writes them with a space before, or not at all; marks already, no word before, or one that begins
        ("the house – the old one , so", ",", 10),
        ("the house – the old one", ",", 10),
        ("the house – the old one, so", ";", 10),
        ("– the old one, so", ",", 0),
        ("so\n– the old one, so", ",", 3),
        ("the house –NET.", ".", 10),
        ("the house – the old one.", "..", 10),
        ("the house – the old one.", ".NET", 10),
    ],
)
def test_a_mark_in_the_place_of_a_word_or_a_dash_stands_behind_the_word_before_it(copy, instead, start):
    at = copy.index("–")
    assert made(copy, Splice(at, at + 1, instead)) == [(start, at + 1, instead)]


@pytest.mark.parametrize(
    ("copy", "end"),
    [
        ("in the detail , a lead, and", 14),
        ("in the detail\t. So.", 14),
        ('in the detail ." So.', 14),
        # that begins something or stands for it, on another line, or as the copy writes them
        ("in the detail .NET.", 13),
        ("in the detail ... So.", 13),
        ("in the detail\n, a lead, and", 13),
        ("in the detail , a lead , and", 13),
        ("in the detail , a lead", 13),
        ("in the detail - a lead-in", 13),
    ],
)
def test_a_mark_parted_from_a_word_that_is_repaired_stands_behind_it(copy, end):
    assert made(copy, Splice(7, 13, "study")) == [(7, end, "study")]
    assert made(copy, Splice(7, 13, "study)")) == [(7, 13, "study)")]


def test_a_bracket_in_the_place_of_a_word_stands_before_the_word_behind_it():
    assert made("so that he (it) was", Splice(3, 7, "(")) == [(3, 8, "(")]
    for copy in ("so that he ( it ) was", "so that he", "so that , he (it)"):
        assert made(copy, Splice(3, 7, "(")) == [(3, 7, "(")]


@pytest.mark.parametrize(
    ("copy", "end"), [("so that he, it was.", 8), ("so that he , it was .", 7), ("so that he; it was", 7)]
)
def test_a_bracket_that_the_copy_has_nowhere_stands_as_its_commas_and_full_stops_do(copy, end):
    assert made(copy, Splice(3, 7, "(")) == [(3, end, "(")]
    assert made(copy, Splice(3, 7, ")")) == [(3 - (end == 8), 7, ")")]


@pytest.mark.parametrize(
    ("copy", "taken", "instead", "left"),
    [
        ("the clerk `s wife, so", "`s", "'s", "the clerk's wife, so"),
        ("it does nt matter, so", "nt", "n't", "it doesn't matter, so"),
        ("the house Ada knew, so", "Ada", "—she", "the house—she knew, so"),
        ("in Ada more so, he", "Ada", "summer—", "in summer—more so, he"),
        # a copy that parts them, and no word before
        ("the clerk `s wife 's , so", "`s", "'s", "the clerk 's wife 's , so"),
        ("the clerk `s wife , so", "`s", "'s", "the clerk 's wife , so"),
        ("in Ada more — so, he", "Ada", "summer—", "in summer— more — so, he"),
        ("the house Ada knew — so, he", "Ada", "—she", "the house —she knew — so, he"),
        ("so. Ada knew, he", "Ada", "—she", "so. —she knew, he"),
    ],
)
def test_a_clitic_and_a_dash_beside_a_word_touch_the_word_before_them_and_a_dash_that_behind_it(
    copy, taken, instead, left
):
    at = copy.index(taken)
    assert apply_plan(copy, Plan(tidied(copy, [Splice(at, at + len(taken), instead)], 0, len(copy)))) == left


def test_a_mark_for_a_mark_stands_where_that_stood():
    assert made("the house ; so, he", Splice(10, 11, ",")) == [(10, 11, ",")]


def test_a_line_end_goes_with_a_whole_line_or_with_a_block_that_moves():
    assert made("so\nit\nwas", Splice(3, 5, "")) == [(2, 5, "")]
    assert made("so\n it was", Splice(4, 6, ""), moved={6}) == [(2, 6, "")]


def test_words_and_the_brackets_around_them_taken_out_leave_one_space():
    assert made("she (it) went", Splice(4, 5, ""), Splice(5, 7, ""), Splice(7, 8, "")) == [(3, 8, "")]
    assert made("she it he went", Splice(4, 6, ""), Splice(7, 9, "")) == [(3, 6, ""), (6, 9, "")]


def test_words_put_in_fill_a_hole():
    assert made("so  was", Splice(4, 4, "it ")) == [(3, 4, "it ")]


def test_what_is_put_in_stands_before_what_is_changed_at_the_same_place():
    assert [each[2] for each in made("it was", Splice(0, 2, "he", 7), Splice(0, 0, "so ", 9))] == ["so ", "he"]
