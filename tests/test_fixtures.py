"""The pairs under fixtures/, by where they come from. Known failures are listed, and each must still fail."""

import pytest

from tests.fixture_pairs import ROOT, known_failures, negatives, pairs

PAIRS, NEGATIVES = pairs(), negatives()
AGAIN = "; python -m tests.fixture_pairs writes the list anew"


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_restored_copy_is_faithful_to_what_it_was(pair, faithful):
    """Update with pytest tests/test_fixtures.py --faithful=known --faithful-allow-regression."""
    faithful(pair.restoration.text, pair.name)


@pytest.mark.parametrize("one", [*PAIRS, *NEGATIVES], ids=lambda one: one.name)
def test_intruders_are_found_and_honest_texts_stay_but_for_what_is_listed(one):
    listed = [line for line in known_failures() if line.startswith(f"{one.name}:")]
    failed = one.failures()
    assert not set(failed) - set(listed), "new failures"
    assert not set(listed) - set(failed), f"unexpectedly clean{AGAIN}"


def test_a_negative_text_is_given_back_byte_for_byte():
    clean = [one for one in NEGATIVES if not one.failures()]
    assert clean
    for one in clean:
        assert one.restoration.text.encode() == (one.folder / "copy.txt").read_bytes(), one.name


def test_nothing_is_listed_that_is_not_there():
    names = {one.name for one in (*PAIRS, *NEGATIVES)}
    assert {line.partition(":")[0] for line in known_failures()} <= names


def test_every_folder_says_where_it_comes_from():
    for pair in PAIRS:
        assert (pair.folder / "case.toml").is_file(), pair.name
    for one in NEGATIVES:
        assert (one.folder / "why.txt").read_text(encoding="utf-8").strip(), one.name
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()}
    assert folders == {"articles", "layouts", "made", "negative", "real", "schemas", "seed", "shown", "sources"}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_the_gold_fits_its_texts(pair):
    copy, source = pair.texts
    for truth in pair.gold:
        assert copy[truth.copy.start : truth.copy.end] == truth.copy.text
        assert source[truth.source.start : truth.source.end] == truth.source.text
