from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.aligner.anchors import Run, apart, heaviest_chain, unique_runs

IDS = st.lists(st.integers(0, 12), max_size=40)
RUNS = st.lists(st.builds(Run, st.integers(0, 30), st.integers(0, 30), st.integers(1, 9)), max_size=8, unique=True)


def runs_of(copy, source, order=3):
    return unique_runs(np.array(copy, dtype=np.int64), np.array(source, dtype=np.int64), order)


def test_a_run_grows_around_its_unique_n_gram():
    assert runs_of([9, 1, 2, 3, 4, 8], [7, 1, 2, 3, 4, 6]) == [Run(1, 1, 4)]


def test_what_stands_twice_anchors_nothing():
    assert runs_of([1, 2, 3, 1, 2, 3], [1, 2, 3]) == []
    assert runs_of([1, 2, 3], [1, 2, 3, 9, 1, 2, 3]) == []


@pytest.mark.parametrize(("copy", "source"), [([], []), ([1, 2], [1, 2]), ([], [1, 2, 3]), ([1, 2, 3], [4, 5, 6])])
def test_texts_without_common_n_grams_have_no_runs(copy, source):
    assert runs_of(copy, source) == []


def once_too_often(copy, source, at):
    """Whether the copy has the n-gram that starts here more often than the source, which has it."""
    grams = [[tuple(ids[k : k + 3]) for k in range(len(ids) - 2)] for ids in (copy, source)]
    gram = tuple(copy[at : at + 3])
    return 0 < grams[1].count(gram) < grams[0].count(gram)


def test_a_run_does_not_grow_over_what_the_copy_has_once_too_often():
    copy, source = [5, 1, 2, 3, 4, 8, 2, 3, 4], [5, 1, 2, 3, 4, 9]
    assert runs_of(copy, source) == [Run(0, 0, 4)]


@given(IDS, IDS)
def test_runs_are_equal_maximal_and_in_the_copys_order(copy, source):
    runs = runs_of(copy, source)
    assert runs == sorted(runs)
    for run in runs:
        i, j, end, stop = run.copy, run.source, run.copy + run.length, run.source + run.length
        assert copy[i:end] == source[j:stop]
        assert run.length >= 3
        assert not (i and j and copy[i - 1] == source[j - 1]) or once_too_often(copy, source, i - 1)
        more = end < len(copy) and stop < len(source) and copy[end] == source[stop]
        assert not more or once_too_often(copy, source, end - 2)


@given(IDS.filter(lambda ids: len(ids) >= 3))
def test_every_unique_n_gram_is_in_a_run(ids):
    grams = [tuple(ids[k : k + 3]) for k in range(len(ids) - 2)]
    runs = runs_of(ids, ids)
    for at, gram in enumerate(grams):
        if grams.count(gram) == 1:
            assert any(run.copy <= at and at + 3 <= run.copy + run.length for run in runs)


def is_chain(runs):
    return all(x.copy < y.copy and x.source < y.source for x, y in pairwise(runs))


@given(RUNS.map(lambda runs: sorted({run.copy: run for run in runs}.values())))
def test_the_chain_is_the_heaviest_of_all(runs):
    chain = heaviest_chain(runs)
    assert is_chain(chain)
    every = (some for size in range(len(runs) + 1) for some in combinations(runs, size) if is_chain(some))
    assert sum(run.length for run in chain) == max(sum(run.length for run in some) for some in every)


def test_many_short_runs_outweigh_one_long_block():
    short = [Run(10 * k, 100 + 10 * k, 4) for k in range(5)]
    block = Run(60, 0, 15)
    assert heaviest_chain(sorted([*short, block])) == short


@given(RUNS)
def test_runs_cut_apart_do_not_overlap(runs):
    cut = apart(heaviest_chain(sorted({run.copy: run for run in runs}.values())))
    for before, after in pairwise(cut):
        assert before.copy + before.length <= after.copy
        assert before.source + before.length <= after.source
