"""The compiled reading of texts gives the answers of pure Python, whatever the text, and refuses what is no text."""

from array import array

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from restore import compiled
from restore.text import Text, picked
from tests.restore.odd_texts import ANY, MARKS

pytestmark = pytest.mark.skipif(compiled.READING is None, reason="the compiled reading is not built")
READING = compiled.READING


def both(function):
    """What a function gives with the compiled reading, and without."""
    fast = function()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "READING", None)
        return fast, function()


def columns(text):
    return text.starts, text.ends, text.words, text.written, text.folds


@given(MARKS | ANY)
@example("")
@example("He can't, N’T d'd's 'tis rock'n'roll AT&T&amp;x a&b; 1,000.5,x 3:30/4")
@example("don't\xad")
@example("x's'll a'sn't 'd's isn't's's")
def test_tokens_are_the_same(raw):
    fast, slow = both(lambda: columns(Text.of(raw)))
    assert fast == slow


def test_every_character_of_a_latin_text_is_read_the_same():
    around = ["{}", "a{}b", "1{}2", "{0}{0}", "a's{}", "'{}", "a{}'s"]
    raw = "\n".join(text.format(chr(c)) for c in [*range(0x300), *range(0x2010, 0x2123)] for text in around)
    for line in raw.split("\n"):
        fast, slow = both(lambda line=line: columns(Text.of(line)))
        assert fast == slow


@given(st.lists(st.integers(0, 3), max_size=9), st.integers(0, 10), st.integers(0, 10))
def test_what_is_written_at_numbers_is_the_same(numbers, first, last):
    words = ["so", "be", "it", "all"]
    assert READING.picked(array("i", numbers), words, first, last) == picked(array("i", numbers), words, first, last)


def test_numbers_at_which_nothing_is_written_are_refused():
    for number in (-1, 1):
        with pytest.raises(IndexError, match=f"no word {number}"):
            READING.picked(array("i", [number]), ["so"], 0, 1)


def test_other_texts_are_left_to_python():
    assert READING.tokens("нет", {}, {}, 9) is None
    assert READING.tokens("soft\xadhyphen", {}, {}, 9) is None


@pytest.mark.parametrize(
    "call",
    [
        lambda: READING.tokens(b"bytes", {}, {}, 9),
        lambda: READING.tokens("a", [], {}, 9),
        lambda: READING.picked(array("i"), (), 0, 1),
        lambda: READING.picked([], [], 0, 1),
        lambda: READING.picked(array("i"), [], 0),
        lambda: READING.picked(array("i"), [], "0", 1),
    ],
)
def test_what_is_no_text_is_refused(call):
    with pytest.raises((TypeError, ValueError)):
        call()


def test_plain_words_are_remembered_up_to_the_limit_and_others_asked_for():
    """Words that no text had: what was met before is not asked for."""
    forms, folds = {",": ",", "It": "It"}, {",": ",", "It": "it"}
    found = READING.tokens("It zqix, it", forms, folds, 9)[3:]
    assert found == (["It", "zqix", ",", "it"], ["it", "zqix", ",", "it"])
    assert "zqix" in forms
    assert "zqix" in folds
    for words, limit in (("zqix zq-it", 9), ("zqix zqor", 3)):
        with pytest.raises(KeyError):
            READING.tokens(words, forms, folds, limit)
