import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.formats.layout import Painter, Style, StyledText, _cells_of, cells, clip
from restore.visible import SHOWN_AS_THEY_ARE

WORDS = st.text(alphabet=st.sampled_from("abc 漢字\u0301é"), max_size=60)
RUNS = st.lists(st.builds(StyledText, WORDS, st.sampled_from(Style)), max_size=8)


@given(RUNS, st.integers(8, 60), st.sampled_from(["", "  ", "    "]))
def test_no_line_is_wider_and_no_word_is_lost(runs, width, indent):
    lines = list(Painter().wrap(runs, width=width, indent=indent))
    assert all(cells(line) <= max(width, 8 + len(indent)) for line in lines)
    given = "".join(run.text for run in runs)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", given)


@given(RUNS, st.integers(8, 60))
def test_colour_changes_nothing_but_colour(runs, width):
    plain = list(Painter().wrap(runs, width=width))
    coloured = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in Painter(colour=True).wrap(runs, width=width)]
    assert [line.rstrip() for line in coloured] == plain


def test_without_colours_no_run_is_cut(monkeypatch):
    monkeypatch.setattr("restore.formats.layout._between", None)
    assert list(Painter().wrap([StyledText("one two "), StyledText("three", Style.DIM)], width=8)) == [
        "one two",
        "three",
    ]


def test_marks_stay_with_the_word_they_touch():
    runs = [
        StyledText("one two "),
        StyledText("[-three-]", Style.EXTRA),
        StyledText("{+four+}", Style.WANTED),
        StyledText(", five"),
    ]
    assert list(Painter().wrap(runs, width=20)) == ["one two", "[-three-]{+four+},", "five"]


def test_what_is_longer_than_a_line_begins_where_the_line_is():
    runs = [StyledText("… 漢字漢字漢字漢字"), StyledText("[-漢-]", Style.EXTRA), StyledText(" …")]
    assert list(Painter().wrap(runs, width=12)) == ["… 漢字漢字漢", "字漢字[-漢-]", "…"]


def test_a_first_line_keeps_its_own_indentation():
    assert list(Painter().wrap([StyledText("  1  one two three")], width=10)) == ["  1  one", "two three"]


def test_a_word_that_has_room_on_a_line_is_not_broken():
    assert list(Painter().wrap([StyledText("ab 0123456789 c")], width=10)) == ["ab", "0123456789", "c"]


@pytest.mark.parametrize("colour", [False, True])
def test_blanks_behind_the_last_word_make_no_line(colour):
    runs = [StyledText("total  5"), StyledText(" " * 14), StyledText(" " * 15, Style.DIM)]
    assert list(Painter(colour).wrap(runs, width=20)) == ["total  5"]


def test_wide_characters_take_two_cells():
    assert list(Painter().wrap([StyledText("漢字漢字漢字")], width=8)) == ["漢字漢字", "漢字"]


@given(st.text(alphabet="ab漢\u0301 "), st.integers(1, 20))
def test_clipped_text_fits(text, width):
    assert cells(clip(text, width)) <= max(width, 1)


def test_what_is_latin_takes_a_cell_a_letter():
    latin = [chr(point) for point in range(0x110000) if SHOWN_AS_THEY_ARE.fullmatch(chr(point))]
    assert len(latin) > 700
    assert all(_cells_of(letter) == 1 for letter in latin)


def test_an_empty_run_parts_no_escape_sequences():
    runs = [StyledText("one ", Style.SURE), StyledText("", Style.DIM), StyledText("two", Style.SURE)]
    assert list(Painter(colour=True).wrap(runs, width=20)) == ["\x1b[1;32mone two\x1b[0m"]
