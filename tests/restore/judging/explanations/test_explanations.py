"""What holds of every explanation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.differences import Cause, Explanation
from restore.judging.explanations import RIVALS, editor
from restore.judging.profile import Shares
from tests.restore.judging.pairs import NEUTRAL, SOURCE, numbers_of, seen, seen_of

WORDS = st.lists(
    st.sampled_from("the The mayor Ana Ruiz she said not 1912 two . , so-called détail 市 \" & ' of".split()),
    max_size=9,
)


@pytest.mark.parametrize("rival", RIVALS, ids=[rival.NAME for rival in RIVALS])
def test_each_has_all_that_is_asked_of_one(rival):
    assert isinstance(rival.NAME, Explanation)
    assert not any(rival.Numbers()), "what is not possible says nothing"
    assert not any(rival.Seen())
    for name in ("possible", "numbers", "seen", "cause", "words"):
        assert callable(getattr(rival, name)), name


@given(WORDS, WORDS, WORDS)
def test_each_takes_whatever_change_there_is(copy, source, rest):
    around = " ".join(rest)
    for change, reader in seen(f"{' '.join(copy)} {around}", f"{' '.join(source)} {around}"):
        assert editor.possible(change, reader), "somebody may have meant whatever stands there"
        for rival in RIVALS:
            if rival.possible(change, reader):
                assert len(numbers_of(rival, change, reader)) == len(rival.Numbers._fields)
                assert len(seen_of(rival, change, reader, NEUTRAL, Shares())) == len(rival.Seen._fields)
                assert rival.cause(change, reader) in Cause
                assert rival.words(change, reader, NEUTRAL).isascii()


@given(WORDS, WORDS)
def test_the_same_change_has_the_same_numbers_again(copy, source):
    def numbers():
        return [
            numbers_of(rival, *one)
            for one in seen(f"{' '.join(copy)} {SOURCE}", f"{' '.join(source)} {SOURCE}")
            for rival in RIVALS
            if rival.possible(*one)
        ]

    assert numbers() == numbers()
