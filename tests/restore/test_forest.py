import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.aligner import compiled
from restore.forest import Curve, Forest

TREES = {
    "base": 0.5,
    "roots": [0, 3],
    "features": [1, -1, -1, 0, -1, -1],
    "thresholds": [2.0, -1.0, 1.0, 0.0, 0.25, -0.25],
    "lefts": [1, 0, 0, 4, 0, 0],
    "rights": [2, 0, 0, 5, 0, 0],
}
ROWS = st.lists(st.tuples(*[st.floats(-5, 5)] * 2), max_size=8)


def logistic(x):
    from math import exp

    return 1 / (1 + exp(-x))


def test_a_row_walks_to_one_leaf_of_each_tree():
    scores = Forest.load(TREES).scores([(0.0, 2.0), (0.0, 2.5), (1.0, 2.0), (1.0, 2.5)])
    assert scores == pytest.approx(
        [logistic(x) for x in (0.5 - 1 + 0.25, 0.5 + 1 + 0.25, 0.5 - 1 - 0.25, 0.5 + 1 - 0.25)]
    )
    assert Forest.load(TREES).scores([]) == []


@pytest.mark.skipif(compiled.CORE is None, reason="the compiled core is not built")
@given(ROWS)
def test_both_cores_give_the_same_scores(rows):
    fast = Forest.load(TREES).scores(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "CORE", None)
        assert Forest.load(TREES).scores(rows) == fast


def test_a_curve_is_straight_between_its_points_and_flat_beyond():
    curve = Curve([0.2, 0.4, 0.8], [0.1, 0.5, 0.9])
    assert [curve.at(x) for x in (0.0, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)] == pytest.approx(
        [0.1, 0.1, 0.3, 0.5, 0.7, 0.9, 0.9]
    )


def stored():
    return json.loads(files("restore").joinpath("data", "confidence.json").read_bytes())["targets"]


@pytest.mark.parametrize("target", stored())
@given(st.floats(0, 1), st.floats(0, 1))
def test_a_stored_curve_never_falls_and_stays_a_probability(target, one, other):
    curve = Curve(**stored_curves()[target])
    low, high = curve.at(min(one, other)), curve.at(max(one, other))
    assert 0.0 <= low <= high <= 1.0


def stored_curves(known={}):  # noqa: B006 - read once
    if not known:
        known.update({name: target["curve"] for name, target in stored().items()})
    return known


@pytest.mark.parametrize("target", stored())
def test_a_stored_forest_leads_down_to_leaves(target):
    forest = Forest.load(stored()[target]["forest"])
    size = len(forest.features)
    assert len(forest.thresholds) == len(forest.lefts) == len(forest.rights) == size
    for node, feature in enumerate(forest.features):
        assert feature >= -1
        assert feature == -1 or node < min(forest.lefts[node], forest.rights[node])
        assert max(forest.lefts[node], forest.rights[node]) < size
