import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from restore.find.fingerprints import fingerprint, gram_hashes, questions
from restore.find.pieces import Level, cut
from tests.restore.find.conftest import prose


def test_an_extract_shares_all_that_its_source_keeps_of_it():
    source = prose("long", 400)
    extract = source[5000:6500]
    kept = fingerprint(source, Level.WORDS)
    asked = questions(extract, Level.WORDS)
    inside = asked[asked & (kept.step - 1) == 0]
    assert kept.step == 4
    # Words at the edges of the extract may be cut in two.
    assert len(np.intersect1d(inside, kept.grams)) >= len(inside) - 6 > 20


def test_what_a_copy_repeats_does_not_vote():
    name = "Karen Tumlin, legal director for the National Immigrant Law Center"
    asked = questions(f"{prose(1)} {name} said. {prose(2)} {name} left.", Level.WORDS)
    inside_the_name = gram_hashes(cut(name, Level.WORDS), 4)
    assert not np.isin(inside_the_name, asked).any()


def test_a_text_that_only_repeats_itself_still_asks():
    assert len(questions((prose(1) + " ") * 2, Level.WORDS)) > 50


@given(st.text(max_size=60), st.sampled_from(Level))
def test_a_text_shares_something_with_itself_unless_it_has_no_pieces(text, level):
    shared = np.intersect1d(fingerprint(text, level).grams, questions(text, level))
    assert bool(len(shared)) == bool(len(cut(text, level)))


def test_hashes_are_spread_over_all_bits():
    grams = gram_hashes(np.arange(4096, dtype=np.int64), 4)
    bits = np.unpackbits(grams.view(np.uint8)).reshape(-1, 64).mean(axis=0)
    assert (np.abs(bits - 0.5) < 0.05).all()
