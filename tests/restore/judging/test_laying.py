"""Trees as they were fitted: stored alike everywhere, and laid out if they are trees."""

import json
import sys
from array import array
from base64 import b64decode
from pathlib import Path

import pytest

from restore.judging.laying import Forest
from restore.judging.profile import OUTCOMES
from restore.judging.weighing import NAMES, OWN
from restore.stored import FITTED
from tests.restore.judging.forests import behind, loaded, trees

LEAF = [-1], [0.25], [0]  # a tree that asks nothing: features, thresholds, rights
TREES = Forest.of(  # of the first two outcomes: number 1 at most 2, number 0 at most 0; of the others a leaf of naught
    roots=[0, 3, *[6] * (len(OUTCOMES) - 2)],
    features=[1, -1, -1, 0, -1, -1, -1],
    thresholds=[2.0, -1.0, 1.0, 0.0, 0.25, -0.25, 0.0],
    rights=[2, 0, 0, 5, 0, 0, 0],
)


def test_a_row_walks_to_one_leaf_of_each_tree_that_may_speak():
    rows = [(0.0, 2.0), (0.0, 2.5), (1.0, 2.0), (1.0, 2.5)]
    sums = trees(TREES, len(OUTCOMES)).sums(behind(rows), array("I", [3, 3, 3, 1]))
    assert [row[:2] for row in sums] == [[-1.0, 0.25], [1.0, 0.25], [-1.0, -0.25], [1.0, 0.0]]
    assert {len(row) for row in sums} == {len(OUTCOMES)}
    assert trees(TREES, len(OUTCOMES)).sums(behind([]), array("I")) == []


def test_a_forest_is_stored_and_loaded_alike_on_every_machine(monkeypatch):
    stored = TREES.stored()
    assert b64decode(stored["rights"])[:4] == b"\2\0\0\0"
    assert loaded(stored) == TREES
    swapped = [
        array(column.typecode, column) for column in (TREES.roots, TREES.features, TREES.thresholds, TREES.rights)
    ]
    for column in swapped:
        column.byteswap()  # as the other machine would have them in memory
    monkeypatch.setattr("sys.byteorder", {"little": "big", "big": "little"}[sys.byteorder])
    assert Forest(*swapped).stored() == stored
    assert loaded(stored) == Forest(*swapped)


@pytest.mark.parametrize(
    "table",
    [
        ([0], [0, -1, -1], [0.0] * 3, [1, 0, 0]),  # what is right of the question is what is left of it
        ([0], [0, -1], [0.0] * 2, [2, 0]),  # it ends too soon
        ([3], *LEAF),
        ([-1], *LEAF),
        ([0], [0, -1] * 16 + [-1], [0.0] * 33, [k + 2 for k in range(33)]),  # of 17 leaves
        ([0], [-1], [0.0, 0.0], [0]),
        ([0], [1 << 15, -1, -1], [0.0] * 3, [2, 0, 0]),  # of too many numbers
        ([0], [(1 << 31) - 1, -1, -1], [0.0] * 3, [2, 0, 0]),
    ],
)
def test_what_is_no_forest_is_refused(table):
    with pytest.raises(ValueError, match=r"leaves|columns"):
        Forest.of(*table).laid_out(1)


@pytest.mark.parametrize("outcomes", [0, 33])
def test_outcomes_are_at_most_as_many_as_a_number_has_bits(outcomes):
    with pytest.raises(ValueError, match="32 outcomes"):
        Forest.of([0], *LEAF).laid_out(outcomes)


@pytest.mark.parametrize(("look", "numbers"), [("first", OWN), ("second", len(NAMES))])
def test_a_stored_forest_leads_down_to_leaves_and_asks_for_numbers_that_there_are(look, numbers):
    forest = loaded(json.loads(Path(FITTED).read_bytes())[look])
    size = len(forest.features)
    assert len(forest.roots) % len(OUTCOMES) == 0
    assert len(forest.thresholds) == len(forest.rights) == size
    for node, feature in enumerate(forest.features):
        assert -1 <= feature < numbers
        assert feature == -1 or node + 1 < forest.rights[node] < size
