"""Tokens numbered and posted, built and as it is, against lists of where each stands."""

from array import array
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.aligner import postings
from restore.aligner.numbering import Numbering
from restore.judging.occurrences import Occurrences
from restore.text import Text
from tests.interpreted import stages
from tests.restore.odd_texts import ANY

EITHER = pytest.mark.parametrize("postings", [postings, stages().postings], ids=["built", "as it is"])
WORDS = st.lists(st.sampled_from(["a", "ab", "", "né", "中", "the", "\ud800", "𝔘", " ", "a b"]) | ANY, max_size=12)


@EITHER
@given(WORDS, WORDS)
def test_tokens_are_numbered_as_they_are_met(postings, one, other):
    numbers = postings.Numbers()
    found = [*numbers.number(one), *numbers.number(other)]
    assert list(numbers.known) == list(dict.fromkeys(one + other))
    assert [list(numbers.known)[number] for number in found] == one + other


@EITHER
@given(WORDS, WORDS)
def test_a_word_is_looked_up_once_where_it_is_known_which_one_each_token_is(postings, one, other):
    numbers, plain = postings.Numbers(), postings.Numbers()
    for words in (one, other):
        met = {word: number for number, word in enumerate(dict.fromkeys(words))}
        folds = [word[:1] for word in words]  # that words have in common
        assert numbers.number(folds, array("i", [met[word] for word in words])) == plain.number(folds)
    assert numbers.known == plain.known


@EITHER
@pytest.mark.parametrize("words", [[0], [0, 1, 2], [1, 0], [0, -1], [0, 2]])
def test_words_that_cannot_be_are_refused(postings, words):
    with pytest.raises(ValueError, match="word"):
        postings.Numbers().number(["a", "b"], array("i", words))


@EITHER
@given(st.lists(st.integers(0, 6), max_size=60), st.integers(0, 3))
def test_a_number_is_posted_wherever_it_stands(postings, ids, more):
    known = max(ids, default=-1) + 1 + more
    offsets, places = postings.posted(array("i", ids), known)
    found = [places[offsets[number] : offsets[number + 1]].tolist() for number in range(known)]
    assert found == [[at for at, each in enumerate(ids) if each == number] for number in range(known)]


@EITHER
@pytest.mark.parametrize(("ids", "known"), [([0, 2], 2), ([-1], 2), ([], -1)])
def test_numbers_that_cannot_be_are_refused(postings, ids, known):
    with pytest.raises(ValueError, match="number"):
        postings.posted(array("i", ids), known)


def test_what_is_no_list_of_words_is_refused():
    for folds in (("a",), [[]]):
        with pytest.raises(TypeError):
            postings.Numbers().number(folds)


@given(
    st.lists(st.sampled_from("abc"), max_size=200),
    st.lists(st.sampled_from("bcd"), max_size=20),
    st.lists(st.sampled_from("abcde"), min_size=2, max_size=5),
)
def test_what_is_asked_of_numbered_tokens_is_what_the_texts_have(source, copy, run):
    known = Numbering.of(*(Text.of(" ".join(folds)) for folds in (source, copy)))
    for folds, where in ((source, known.in_source), (copy, known.in_copy)):
        places = known.standing(set(run), where)
        assert places == [at for at, each in enumerate(folds) if each in run]
        for limit in (2, 1000):
            found = Occurrences(known.numbers, where, limit)
            assert found.counts() == Counter(folds)
            first = [[at for at in places if folds[at] == fold][:limit] for fold in run]
            assert [found.places(fold) for fold in run] == first
