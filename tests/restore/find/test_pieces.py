import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.find.pieces import Level, Pieces, cut


def same(one, other, level=Level.WORDS):
    return list(cut(one, level)) == list(cut(other, level))


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
    assert len(cut("日本語の文章", Level.WORDS)) == 6


def test_splits_and_joins_do_not_count_among_characters():
    assert same("tHe pri- soner", "the prisoner", Level.CHARACTERS)


def test_words_have_the_same_numbers_in_every_process():
    assert cut("river", Level.WORDS).tolist() == [-6961299224440628586]


@given(st.text(), st.sampled_from(Level))
def test_places_lie_in_the_text_and_numbers_agree(text, level):
    pieces = Pieces.of(text, level)
    assert pieces.ids.tolist() == cut(text, level).tolist()
    assert len(pieces.ids) == len(pieces.starts) == len(pieces.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(pieces.starts, pieces.ends, strict=True))
    assert list(pieces.starts) == sorted(pieces.starts)
