import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.visible import visible, visible_lines

DANGEROUS = [chr(point) for point in (0, 7, 8, 9, 10, 13, 27, 127, 0x80, 0x85, 0x9B, 0x9D)]
BIDI = list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
HIDDEN = [*"\u00ad\u180e\u200b\u2060\ufeff\u2028\u2029\u3164\uffa0\u034f\u115f", "\U000e0041", "\U0001d173"]


@pytest.mark.parametrize("character", [*DANGEROUS, *BIDI, *HIDDEN, "\ud800", "\ue000", "\uffff"])
def test_what_steers_or_hides_becomes_a_symbol(character):
    shown = visible(f"a{character}b")
    assert character not in shown
    assert len(shown) >= 3
    assert shown.isprintable()


@pytest.mark.parametrize(
    "text", ["plain", "naïve “quotes” – dashes…", "漢字かな", "हिन्दी क्‍ष", "فارسی می‌خواهم", "👩‍👩‍👧", "e\u0301"]
)
def test_honest_text_of_any_script_stays_as_it_is(text):
    assert visible(text) == text


def test_a_tower_of_marks_is_cut_down():
    assert visible("a" + "\u0301" * 9).count("\u0301") == 4


def test_line_ends_and_tabs_stay_in_lines():
    assert visible_lines("a\tb\r\nc\rd\n\x1b") == "a\tb\r\nc␍d\n␛"


@given(st.text())
def test_anything_is_one_printable_line(text):
    shown = visible(text)
    assert all(unicodedata.category(character) not in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} for character in shown)
    assert not set(shown) & set(BIDI)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P"], exclude_characters="\u3164\uffa0\u115f\u1160")))
def test_letters_numbers_and_marks_of_punctuation_are_left_alone(text):
    assert visible(text) == text
