import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from restore import compiled
from restore.find.pieces import Cut, Level
from tests.restore.odd_texts import ANY

ODD = "aBé\u0301\xad\u200b\ufeff_-'7中กﬁßΣ\ud800\U00020000 \n"
TEXTS = ANY | st.text(st.sampled_from(ODD))


def same(one, other, level=Level.WORDS):
    return list(Cut(one).ids(level)) == list(Cut(other).ids(level))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the nation’s largest cities", "the nation ’s largest cities"),
        ("so-called “sanctuary”", 'so called " sanctuary "'),
        ("Straße ﬁne", "STRASSE fine"),
        ("cafe\u0301 na\u00efve", "café naive"),
        ("co\u00adoperate zero\u200bwidth", "cooperate zerowidth"),
    ],
)
def test_what_tokenisers_and_typesetters_change_does_not_count(one, other):
    assert same(one, other)


def test_scripts_without_spaces_give_a_piece_for_each_character():
    assert len(Cut("日本語の文章").ids(Level.WORDS)) == 6


def test_splits_and_joins_do_not_count_among_characters():
    assert same("tHe pri- soner", "the prisoner", Level.CHARACTERS)


def test_words_have_the_same_numbers_in_every_process():
    assert Cut("river").ids(Level.WORDS).tolist() == [-6961299224440628586]


@given(TEXTS, st.sampled_from(Level))
@example("ﬁﬃ", Level.CHARACTERS)
def test_places_lie_in_the_text_in_order(text, level):
    pieces = Cut(text)
    spans = [pieces.span(level, k, k + 1) for k in range(len(pieces.ids(level)))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)
    assert [span.start for span in spans] == pieces.starts(level).tolist()


def test_a_letter_that_folds_to_several_has_one_place_as_long_as_it_lasts():
    pieces = Cut("a ﬃx")
    assert pieces.ids(Level.CHARACTERS).tolist() == [*map(ord, "affix")]
    assert pieces.starts(Level.CHARACTERS).tolist() == [0, 2, 3, 3, 3]


def columns(words):
    return [column.tolist() for column in (words.numbers, words.starts, words.ends, words.sizes)], words.letters


@pytest.mark.skipif(compiled.READING is None, reason="the compiled reading is not built")
@given(TEXTS)
@example("a" * 70 + " b_c d\xad" + "ß" * 300 + " \u0301e e\u0301\u0301f 中a中\u200b x\u200b\u200bกy \U0002ffffz")
def test_compiled_code_cuts_as_pure_python_does(text):
    fast = Cut(text).words
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "READING", None)
        assert columns(Cut(text).words) == columns(fast)


@pytest.mark.skipif(compiled.READING is None, reason="the compiled reading is not built")
def test_every_character_is_cut_the_same():
    for first in range(0, 0x30000, 1000):
        test_compiled_code_cuts_as_pure_python_does.hypothesis.inner_test(
            "".join(f" {chr(c)} a{chr(c)} {chr(c)}a a{chr(c)}b{chr(c)}{chr(c)}c" for c in range(first, first + 1000))
        )


@pytest.mark.skipif(compiled.READING is None, reason="the compiled reading is not built")
def test_what_a_table_says_wrongly_is_refused():
    with pytest.raises(TypeError):
        compiled.READING.cut("a", {"a": "b"}, {})
    with pytest.raises(TypeError):
        compiled.READING.cut("é", {"é": 1}, {"é": 1})
    with pytest.raises(KeyError):
        compiled.READING.cut("é", {"é": 1}, {})
    with pytest.raises(OverflowError):
        compiled.READING.cut("a", {"a": 2**63}, {})
