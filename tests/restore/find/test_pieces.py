import pytest
from hypothesis import example, given
from hypothesis import strategies as st

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
