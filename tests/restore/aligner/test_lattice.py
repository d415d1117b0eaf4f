"""The lattice on gaps small enough to walk every path: the best one is best, and probabilities are shares of all."""

from array import array
from dataclasses import dataclass
from itertools import groupby
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.aligner.costs import DEFAULT
from tests.interpreted import stages

M, I, D = 0, 1, 2
WAYS = {(1, 1): 0, (2, 1): 1, (3, 1): 2, (1, 2): 3, (1, 3): 4}
gap, lattice, posterior, pieces = stages().gap, stages().lattice, stages().posterior, stages().pieces


@dataclass(frozen=True)
class Sketch:
    """Costs of a gap: pairings by where they end and their size, mentions by start and size."""

    inserts: list
    lost: list
    pairings: dict
    mentions: dict


@dataclass(frozen=True)
class Step:
    """To (copy, source) in `state`, over `copies` and `sources` tokens."""

    state: int
    copy: int
    source: int
    copies: int
    sources: int


@st.composite
def sketches(draw):
    """Gaps of a few tokens with matches, joined words and mentions at random costs."""
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    cost = st.integers(0, 4000)
    inserts = draw(st.lists(cost, min_size=rows, max_size=rows))
    lost = draw(st.lists(st.sampled_from([0, DEFAULT.lost]), min_size=columns, max_size=columns))
    pairings = {
        (i, j, copies, sources): draw(cost)
        for i in range(1, rows + 1)
        for j in range(1, columns + 1)
        for copies, sources in WAYS
        if copies <= i and sources <= j and draw(st.booleans())
    }
    longest = [draw(st.integers(0, rows - start)) for start in range(rows)]
    mentions = {(start, size): draw(cost) for start in range(rows) for size in range(1, longest[start] + 1)}
    return Sketch(inserts, lost, pairings, mentions)


def laid_out(sketch):
    """The gap of a sketch, its path found and its sums summed up."""
    rows, columns = len(sketch.inserts), len(sketch.lost)
    ids, none = array("i", range(rows + columns)), array("i", [0] * (rows + columns + 1))
    made = gap.Gap()
    made.take_up(
        tokens=(ids[:rows], ids[rows:]), own=columns, found=(none, array("i")),
        words=([""] * len(ids), {"": 0}, ord), inserts=array("i", [0]), costs=DEFAULT.all,
    )  # fmt: skip
    made.lay_out(range(rows), range(columns))
    made.insert[:rows], made.lost[:columns] = array("i", sketch.inserts), array("i", sketch.lost)
    made.lost_weight[:columns] = array("d", map(gap.weight_of, sketch.lost))
    made.insert_weight[:rows] = array("d", map(gap.weight_of, sketch.inserts))
    for (i, j, copies, sources), cost in sketch.pairings.items():
        at, way = (i - 1) * columns + j - 1, WAYS[copies, sources]
        made.price[gap.WAYS * at + way] = cost
        made.ways[at] |= 1 << way
    for (start, size), cost in sketch.mentions.items():
        made.jump[start * lattice.LONGEST + size - 1] = cost
        made.longest[start] = max(made.longest[start], size)
        made.reach[start + size] = max(made.reach[start + size], size)
    assert not lattice.find_path(made)
    assert not posterior.sum_up(made, rows)
    assert not pieces._rate(made)
    return made


def path_of(made):
    columns = made.step_state, made.step_copy, made.step_source, made.step_copies, made.step_sources
    return [Step(*step) for step in zip(*(column[: made.steps] for column in columns), strict=True)][::-1]


def paths(sketch, at=(0, 0), state=M):
    """All paths from a cell to the end, each with its cost."""
    i, j = at
    rows, columns = len(sketch.inserts), len(sketch.lost)
    if at == (rows, columns):
        yield 0, []
    opening = DEFAULT.open if state == M else 0
    steps = [
        (cost, Step(M, p, q, copies, sources))
        for (p, q, copies, sources), cost in sketch.pairings.items()
        if (p - copies, q - sources) == at
    ]
    if state != D:
        if i < rows:
            steps.append((opening + sketch.inserts[i], Step(I, i + 1, j, 1, 0)))
        steps += [
            (opening + cost, Step(I, i + size, j, size, 0)) for (k, size), cost in sketch.mentions.items() if k == i
        ]
    if j < columns:
        first = sketch.lost[j] if state == M else 0
        steps.append((opening + first + DEFAULT.eat, Step(D, i, j + 1, 0, 1)))
    for cost, step in steps:
        for rest, others in paths(sketch, (step.copy, step.source), step.state):
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
            said.append(("difference", first.copy - first.copies, last.copy, first.source - first.sources, last.source))
    return said


@given(sketches())
@settings(max_examples=150, deadline=None)
def test_the_best_path_costs_least_of_all(sketch):
    path, every = path_of(laid_out(sketch)), list(paths(sketch))
    assert min(cost for cost, other in every if other == path) == min(cost for cost, _ in every)


@given(sketches())
@settings(max_examples=150, deadline=None)
def test_a_probability_is_the_share_of_all_paths_that_say_the_same(sketch):
    made = laid_out(sketch)
    every = [(exp(-cost / 1000), set(stretches(other))) for cost, other in paths(sketch)]
    total = sum(weight for weight, _ in every)
    path, log_total = path_of(made), posterior.total_of(made)
    for said in stretches(path):
        if said[0] == "match":
            step = made.steps - 1 - path.index(Step(M, *said[1:]))
            chance = posterior.chance_of_match(made, step, log_total)
        else:
            chance = posterior.chance_of_difference(made, *said[1:], log_total)
        assert chance == pytest.approx(sum(weight for weight, has in every if said in has) / total)


def test_probabilities_of_a_long_gap_do_not_vanish():
    size = 400
    matches = {(k, k, 1, 1): 0 for k in range(1, size + 1)}
    made = laid_out(Sketch([4000] * size, [DEFAULT.lost] * size, matches, {}))
    total = posterior.total_of(made)
    assert all(step.state == M for step in path_of(made))
    assert all(0.9 < posterior.chance_of_match(made, step, total) <= 1.0 for step in range(made.steps))


def test_a_whole_mention_is_cheaper_than_its_words():
    words = Sketch([4000] * 3, [0], {}, {})
    mention = Sketch([4000] * 3, [0], {}, {(0, 1): 9000, (0, 2): 9000, (0, 3): 5250})
    assert [step.state for step in path_of(laid_out(words))] == [I, I, I, D]
    assert [(step.state, step.copies) for step in path_of(laid_out(mention))] == [(I, 3), (D, 0)]


def test_costs_that_numbers_of_32_bits_may_not_hold_are_refused():
    ids, none = array("i", range(3)), array("i", [0] * 4)
    dear = gap.DEAREST // 2
    made = gap.Gap()
    made.take_up(
        tokens=(ids[:2], ids[2:]), own=1, found=(none, array("i")), words=([""] * 3, {"": 0}, ord),
        inserts=array("i", [dear]), costs=DEFAULT.all,
    )  # fmt: skip
    made.lay_out([0], [0])
    with pytest.raises(ValueError, match="2 and 1 tokens"):
        made.lay_out([0, 1], [0])


def test_sums_of_weights_are_made_as_far_as_a_piece_asks_for_them():
    made = laid_out(Sketch([4000] * 4, [0] * 3, {(1, 1, 1, 1): 0, (2, 2, 1, 1): 0, (4, 3, 1, 1): 0}, {}))
    assert [step.state for step in path_of(made)] == [M, M, I, M]
    assert pieces._rows_asked_for(made) == 2
    assert pieces._rows_asked_for(laid_out(Sketch([4000], [0], {(1, 1, 1, 1): 0}, {}))) == 0
