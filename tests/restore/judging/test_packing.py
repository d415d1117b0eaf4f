"""Trees that are packed are laid out, and answer as those do that are laid out from the file."""

import random
import shutil
from array import array

import pytest

from restore import stored
from restore.judging import packing
from restore.judging.forest import COLUMNS as LAID_OUT
from restore.judging.forest import Trees
from restore.judging.model import OUTCOMES, columns_of
from restore.judging.packing import prepared
from restore.stored import COLUMNS, FITTED, LOOKS, is_packed, parsed, read


@pytest.fixture
def packed(tmp_path, monkeypatch):
    """What is read of a folder in which both files were packed."""
    for name in ("FITTED", "WORDS"):
        monkeypatch.setattr(stored, name, shutil.copy(getattr(stored, name), tmp_path))
    packing.pack(str(tmp_path))
    monkeypatch.setattr(stored, "parsed", None)
    return read(stored.FITTED)


@pytest.mark.parametrize("look", LOOKS)
def test_packed_trees_answer_as_those_of_the_file(look, packed):
    rng = random.Random(look)
    assert columns_of(packed, look) == columns_of(parsed(FITTED), look)
    trees, known = (Trees(columns_of(fitted, look), len(OUTCOMES)) for fitted in (packed, parsed(FITTED)))
    size = known.width
    rows = array("d", [rng.choice([0.0, 0.0, 1.0, rng.uniform(-4, 12)]) for _ in range(200 * size)])
    may = array("I", [rng.randrange(1, 1 << len(OUTCOMES)) for _ in range(200)])
    assert (trees.width, trees.outcomes) == (known.width, known.outcomes)
    assert trees.sums(rows, may) == known.sums(rows, may)


def test_forests_are_not_packed_beside_their_trees_and_all_else_is(packed):
    known = parsed(FITTED)
    forests = {f"{look}.{name}" for look in LOOKS for name in COLUMNS}
    trees = {f"{look}.{name}" for look in LOOKS for name in LAID_OUT}
    assert packed.texts == known.texts
    assert packed.numbers.keys() == known.numbers.keys() - forests | trees
    assert all(packed.numbers[name] == known.numbers[name] for name in packed.numbers.keys() - trees)


def test_what_was_prepared_once_is_prepared_alike_again(packed):
    assert prepared(packed).numbers == packed.numbers


@pytest.mark.skipif(not is_packed(FITTED), reason="make restore/data/judging.columns")
def test_a_build_packs_them():
    assert {f"{look}.{name}" for look in LOOKS for name in LAID_OUT} <= read(FITTED).numbers.keys()
