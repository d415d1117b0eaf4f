from array import array
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.aligner import grams
from tests.interpreted import stages

AS_IT_IS = stages().grams
EITHER = pytest.mark.parametrize("found_runs", [grams.found_runs, AS_IT_IS.found_runs], ids=["built", "as it is"])
IDS = st.lists(st.integers(-3, 12), max_size=40)
MANY = [k * 7919 % 1009 for k in range(3000)]


def runs_of(copy, source, order, over_surplus):
    """What found_runs is held to: runs of n-grams that stand once in either, grown token by token."""
    ours, theirs = ([tuple(ids[k : k + order]) for k in range(len(ids) - order + 1)] for ids in (copy, source))
    often, there = Counter(ours), Counter(theirs)
    once = {at: theirs.index(gram) for at, gram in enumerate(ours) if often[gram] == there[gram] == 1}

    def ends(at):
        return not over_surplus and at < len(ours) and often[ours[at]] > there[ours[at]] > 0

    found = []
    for at, to in once.items():
        if once.get(at - 1) == to - 1 and at - 1 in once:
            continue  # the run goes on
        if found and found[-1][0] - found[-1][1] == at - to and at < found[-1][0] + found[-1][2]:
            continue  # the one before has grown over it
        i, j, end = at, to, at + order
        while once.get(end - order + 1, -1) == end - order + 1 - at + to:
            end += 1
        while i and j and copy[i - 1] == source[j - 1] and not ends(i - 1):
            i, j = i - 1, j - 1
        while (
            end < len(copy)
            and end - at + to < len(source)
            and copy[end] == source[end - at + to]
            and not ends(end - order + 1)
        ):
            end += 1
        found.append((i, j, end - i))
    return found


@EITHER
@given(IDS, IDS, st.integers(1, 4), st.booleans(), st.sampled_from([("i", 1), ("q", 1), ("q", 1 << 33)]))
def test_runs_are_those_around_n_grams_that_stand_once_in_either(found_runs, copy, source, order, over_surplus, kind):
    code, scale = kind
    ours, theirs = (array(code, [k * scale for k in ids]) for ids in (copy, source))
    assert found_runs(ours, theirs, order, over_surplus) == runs_of(copy, source, order, over_surplus)


@EITHER
@pytest.mark.parametrize("order", [1, 2, 3, AS_IT_IS.LONGEST])
def test_tables_that_fill_up_find_the_same(found_runs, order):
    source = MANY[:1200] + MANY[:40] + MANY[1300:]
    ids = np.array(MANY, dtype=np.int64), np.array(source, dtype=np.int64)
    assert found_runs(*ids, order, False) == runs_of(MANY, source, order, False)


@EITHER
@pytest.mark.parametrize("ids", [b"bytes", array("h", [1, 2, 3, 4]), [1, 2, 3], array("q", [1, 2, 3])])
def test_what_are_no_token_numbers_is_refused(found_runs, ids):
    with pytest.raises((TypeError, ValueError)):
        found_runs(ids, array("i", [1, 2, 3]), 3, False)


@EITHER
@pytest.mark.parametrize("order", [0, -1, AS_IT_IS.LONGEST + 1])
def test_n_grams_have_some_tokens_and_not_too_many(found_runs, order):
    with pytest.raises(ValueError, match="n-grams have 1 to 64"):
        found_runs(array("i"), array("i"), order, False)


@pytest.mark.parametrize("is_gram_shared", [grams.is_gram_shared, AS_IT_IS.is_gram_shared], ids=["built", "as it is"])
@given(copy=IDS, source=IDS, order=st.integers(1, 4))
def test_an_n_gram_is_shared_wherever_it_stands(is_gram_shared, copy, source, order):
    ours, theirs = ({tuple(ids[k : k + order]) for k in range(len(ids) - order + 1)} for ids in (copy, source))
    assert is_gram_shared(array("i", copy), array("i", source), order) == bool(ours & theirs)
