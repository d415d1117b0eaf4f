import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from restore.find.fingerprints import _each_once, fingerprint, gram_hashes, questions
from restore.find.pieces import Cut, Level
from tests.restore.find.conftest import prose


def test_an_extract_shares_all_that_its_source_keeps_of_it():
    source = prose("long", 400)
    extract = source[5000:6500]
    kept = fingerprint(Cut(source), Level.WORDS)
    asked = questions(Cut(extract), Level.WORDS)
    assert set(kept.worth[kept.grams >= 0]) == {4}
    inside = asked[(asked >= 0) & (asked % 4 == 0)]
    # Words at the edges of the extract may be cut in two.
    assert len(np.intersect1d(inside, kept.grams)) >= len(inside) - 6 > 20


def test_marks_of_a_text_are_its_longer_words_each_once():
    kept = fingerprint(Cut("The mayor of the city met the Mayor of Paris."), Level.WORDS)
    words = Cut("mayor city paris").ids(Level.WORDS)
    marks = kept.grams[kept.grams < 0]
    assert len(marks) == 3
    assert {int(word) & 2**63 - 1 for word in words} == {int(mark) & 2**63 - 1 for mark in marks}


def test_a_word_of_a_long_text_counts_for_less():
    short, long = (fingerprint(Cut(prose(1, size) + "".join(f" w{k:04}" for k in range(size))), Level.WORDS)
                   for size in (10, 2000))  # fmt: skip
    assert short.worth[short.grams < 0].max() == 16
    assert 1 <= long.worth[long.grams < 0].max() < 5


def test_what_a_copy_repeats_does_not_vote():
    name = "Karen Tumlin, legal director for the National Immigrant Law Center"
    asked = questions(Cut(f"{prose(1)} {name} said. {prose(2)} {name} left."), Level.WORDS)
    inside_the_name = gram_hashes(Cut(name).ids(Level.WORDS), 4)
    assert not np.isin(inside_the_name, asked).any()


def test_a_text_that_only_repeats_itself_still_asks():
    assert len(questions(Cut((prose(1) + " ") * 2), Level.WORDS)) > 50


@given(st.text(max_size=60), st.sampled_from(Level))
def test_a_text_shares_something_with_itself_unless_it_has_no_pieces(text, level):
    shared = np.intersect1d(fingerprint(Cut(text), level).grams, questions(Cut(text), level))
    assert bool(len(shared)) == bool(len(Cut(text).ids(level)))


@given(st.lists(st.integers(-9, 9)))
def test_each_once_is_what_numpy_calls_unique(numbers):
    hashed = np.array(numbers, dtype=np.int64)
    assert _each_once(hashed).tolist() == np.unique(hashed).tolist()


def test_hashes_are_spread_over_all_bits():
    grams = gram_hashes(np.arange(4096, dtype=np.int64), 4)
    bits = np.unpackbits(grams.view(np.uint8), bitorder="little").reshape(-1, 64).mean(axis=0)
    assert (np.abs(bits[:63] - 0.5) < 0.05).all()
    assert (grams >= 0).all()
