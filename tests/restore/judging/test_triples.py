"""Letter triples counted, built and as it is, against a plain count of each."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.judging import triples
from tests.interpreted import stages
from tests.restore.odd_texts import ANY

EITHER = pytest.mark.parametrize("triples", [triples, stages().triples], ids=["built", "as it is"])
WORDS = st.lists(st.sampled_from(["a", "ab", "", "né", "中", "the", "\ud800", "\U0010ffff𝔘"]) | ANY, max_size=12)


def triples_of(word):
    bounded = f" {word} "
    return [bounded[k : k + 3] for k in range(len(word))]


@EITHER
@given(WORDS, WORDS, st.integers(1, 9))
def test_triples_are_rare_that_too_few_tokens_have(triples, known, words, least):
    counts = {word: 1 + len(word) % 4 for word in known}
    tokens = Counter()
    for word, count in counts.items():
        tokens.update(dict.fromkeys(triples_of(word), count))
    table = triples.Triples(counts)
    assert [table.rare(word, least) for word in words] == [
        sum(tokens[triple] < least for triple in triples_of(word)) for word in words
    ]


@EITHER
def test_a_triple_counts_once_in_each_token_that_has_it(triples):
    """Though a word has it twice: "ana" is in three tokens and in two."""
    table = triples.Triples({"banana": 3, "cana": 2})
    assert [table.rare("ana", least) for least in (5, 6)] == [1, 3]


def test_counts_beyond_all_stay_what_fits():
    most = 2**31 - 1
    assert triples.Triples({"ana": most, "banana": most}).rare("ana", most) == 0


def test_what_is_no_word_is_refused():
    for counts in ({1: 1}, {b"a": 1}, {"a": "b"}):
        with pytest.raises(TypeError):
            triples.Triples(counts)
