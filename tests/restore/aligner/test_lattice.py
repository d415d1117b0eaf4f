"""The lattice on gaps small enough to walk every path: the best one is best, and probabilities are shares of all."""

from itertools import groupby
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.aligner.costs import DEFAULT
from restore.aligner.lattice import D, Gap, I, Jump, M, Pairing, Step, best_path
from restore.aligner.posterior import posteriors


@st.composite
def gaps(draw):
    """Gaps of a few tokens with matches, joined words and mentions at random costs."""
    rows, columns = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    cost = st.integers(0, 4000)
    inserts = draw(st.lists(cost, min_size=rows, max_size=rows))
    eats, lost = (draw(st.lists(cost, min_size=columns, max_size=columns)) for _ in range(2))
    pairings = [
        Pairing(i, j, copies, sources, draw(cost), near=copies + sources > 2)
        for i in range(1, rows + 1)
        for j in range(1, columns + 1)
        for copies, sources in ((1, 1), (2, 1), (1, 2))
        if copies <= i and sources <= j and draw(st.booleans())
    ]
    jumps = [
        Jump(start, end, 0, draw(cost))
        for start in range(rows)
        for end in range(start + 1, rows + 1)
        if draw(st.booleans())
    ]
    return Gap(inserts, eats, lost, pairings, jumps, DEFAULT)


def paths(gap, at=(0, 0), state=M):
    """All paths from a cell to the end, each with its cost."""
    i, j = at
    rows, columns = len(gap.inserts), len(gap.eats)
    if at == (rows, columns):
        yield 0, []
    opening = gap.costs.open if state == M else 0
    steps = [
        (p.cost, Step(M, p.copy, p.source, p.copies, p.sources, near=p.near))
        for p in gap.pairings
        if (p.copy - p.copies, p.source - p.sources) == at
    ]
    if state != D:
        if i < rows:
            steps.append((opening + gap.inserts[i], Step(I, i + 1, j, 1, 0)))
        steps += [
            (opening + jump.cost, Step(I, jump.end, j, jump.end - i, 0, jump=jump))
            for jump in gap.jumps
            if jump.start == i
        ]
    if j < columns:
        first = gap.lost[j] if state == M else 0
        steps.append((opening + first + gap.eats[j], Step(D, i, j + 1, 0, 1)))
    for cost, step in steps:
        for rest, others in paths(gap, (step.copy, step.source), step.state):
            yield cost + rest, [step, *others]


def stretches(path):
    """A path as what it says: its matches, and the spans of its differences."""
    said = []
    for is_match, steps in groupby(path, key=lambda step: step.state == M):
        run = list(steps)
        if is_match:
            said += [("match", s.copy, s.source, s.copies, s.sources) for s in run]
        else:
            first, last = run[0], run[-1]
            where = ("difference", first.copy - first.copies, last.copy, first.source - first.sources, last.source)
            said += [where] * len(run)
    return said


def cost_of(gap, path):
    return min(cost for cost, other in paths(gap) if other == path)


@given(gaps())
@settings(max_examples=150, deadline=None)
def test_the_best_path_costs_least_of_all(gap):
    path = best_path(gap)
    assert cost_of(gap, path) == min(cost for cost, _ in paths(gap))


@given(gaps())
@settings(max_examples=150, deadline=None)
def test_a_probability_is_the_share_of_all_paths_that_say_the_same(gap):
    path = best_path(gap)
    every = [(exp(-cost / 1000), set(stretches(other))) for cost, other in paths(gap)]
    total = sum(weight for weight, _ in every)
    for step, said, chance in zip(path, stretches(path), posteriors(gap, path), strict=True):
        twins = [p for p in gap.pairings if (p.copy, p.source, p.copies, p.sources) == said[1:]]
        if step.state == M and len(twins) > 1:
            continue
        assert chance == pytest.approx(sum(weight for weight, has in every if said in has) / total)


def test_probabilities_of_a_long_gap_do_not_vanish():
    size = 400
    matches = [Pairing(k, k, 1, 1, 0, near=False) for k in range(1, size + 1)]
    gap = Gap([4000] * size, [850] * size, [3500] * size, matches, [], DEFAULT)
    path = best_path(gap)
    assert all(step.state == M for step in path)
    assert all(0.9 < chance <= 1.0 for chance in posteriors(gap, path))


def test_a_whole_mention_is_cheaper_than_its_words():
    words = Gap([4000] * 3, [850], [0], [], [], DEFAULT)
    mention = Gap([4000] * 3, [850], [0], [], [Jump(0, 3, 7, 5250)], DEFAULT)
    assert [step.state for step in best_path(words)] == [I, I, I, D]
    assert [(step.state, step.copies) for step in best_path(mention)] == [(I, 3), (D, 0)]
