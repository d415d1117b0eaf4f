"""Trees whose questions are put to many rows side by side, held to trees that are walked."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.judging import forest
from restore.judging.laying import Forest
from tests.interpreted import stages
from tests.restore.judging.forests import behind

AS_IT_IS = stages().forest
EITHER = pytest.mark.parametrize("kind", [forest.Trees, AS_IT_IS.Trees], ids=["built", "as it is"])
OUTCOMES = 3
NUMBERS = [-2.0, -1.0, -0.0, 0.0, 0.25, 0.5, 2.0, 3.0, float("inf"), float("nan")]


def walked(table, row, outcome):
    """The sum of one outcome's leaves."""
    roots, features, thresholds, rights = table.roots, table.features, table.thresholds, table.rights
    total = 0.0
    for root in roots[outcome::OUTCOMES]:
        node = root
        while features[node] >= 0:
            node = node + 1 if row[features[node]] <= thresholds[node] else rights[node]
        total += thresholds[node]
    return total


@st.composite
def tables(draw):
    """A tree or two for each outcome: of a leaf, or of a question with a tree on either side."""
    roots, features, thresholds, rights = [], [], [], []

    def grow(leaves):
        node, left = len(features), draw(st.integers(0, leaves - 1))
        features.append(draw(st.integers(0, 2)) if left else -1)
        thresholds.append(draw(st.sampled_from([-1.0, -0.0, 0.0, 0.1, 0.5, 2.0])))
        rights.append(0)
        if left:
            grow(left)
            rights[node] = len(features)
            grow(leaves - left)

    for _ in range(OUTCOMES * draw(st.integers(1, 2))):
        roots.append(len(features))
        grow(draw(st.integers(1, AS_IT_IS.MOST_LEAVES)))
    return Forest.of(roots, features, thresholds, rights)


@EITHER
@given(tables(), st.lists(st.tuples(*[st.sampled_from(NUMBERS)] * 3), max_size=70), st.data())
def test_each_row_comes_to_the_leaves_that_a_walk_comes_to(kind, table, rows, data):
    may = array("I", list(data.draw(st.binary(min_size=len(rows), max_size=len(rows)))))
    assert kind(table.laid_out(OUTCOMES), OUTCOMES).sums(behind(rows), may) == [
        [walked(table, row, k) if bits >> k & 1 else 0.0 for k in range(OUTCOMES)]
        for row, bits in zip(rows, may, strict=True)
    ]


@EITHER
def test_rows_have_as_many_numbers_as_are_asked_for_and_bits_of_what_may_be(kind):
    trees = kind(Forest.of([0], [1, -1, -1], [0.0] * 3, [2, 0, 0]).laid_out(1), 1)
    assert trees.sums(behind([(0.0, 1), (0.0, -1)]), array("I", [1, 1])) == [[0.0], [0.0]]
    for rows, may in (([(0.0,)], [1]), ([(0.0, 0.0)], []), ([], [1])):
        with pytest.raises(ValueError, match="as many numbers"):
            trees.sums(behind(rows), array("I", may))
