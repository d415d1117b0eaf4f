from array import array
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from restore.aligner import nearest
from restore.aligner.nearest import nearest_runs

IDS = st.lists(st.integers(0, 3), max_size=60).map(lambda ids: array("i", ids))


def equal_steps(copy, source):
    steps = [step for step in Levenshtein.opcodes(source, copy) if step.tag == "equal"]
    return [(step.dest_start, step.src_start, step.src_end - step.src_start) for step in steps]


@given(IDS, IDS, st.integers(1, 5))
def test_what_is_not_large_is_aligned_as_one(copy, source, least):
    assert nearest_runs(copy, source, least) == [step for step in equal_steps(copy, source) if step[2] >= least]


def test_words_of_any_number_are_told_apart():
    dice = Random(1)
    source = array("i", [dice.randrange(600) for _ in range(3000)])
    copy = array("i", [dice.randrange(300, 900) if dice.random() < 0.2 else token for token in source])
    assert nearest_runs(copy, source) == equal_steps(copy, source)


@given(IDS, IDS, st.integers(1, 30), st.integers(2, 12))
def test_pieces_give_runs_of_equal_tokens_in_order_and_apart(copy, source, square, side):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "SQUARE", square)
        patch.setattr(nearest, "SIDE", side)
        runs = nearest_runs(copy, source)
    i = j = 0
    for run in runs:
        assert run.copy >= i
        assert run.source >= j
        assert (run.copy, run.source) != (i, j) or not i  # else it would be one run with the last
        i, j = run.copy + run.length, run.source + run.length
        assert copy[run.copy : i] == source[run.source : j]
        assert run.length


def test_pieces_find_what_the_whole_finds(monkeypatch):
    dice = Random(1)
    source = array("i", [dice.randrange(4) for _ in range(20_000)])
    copy = array("i", [dice.randrange(4) if dice.random() < 0.2 else token for token in source if dice.random() > 0.05])
    whole = {(i + k, j + k) for i, j, length in nearest_runs(copy, source) for k in range(length)}
    monkeypatch.setattr(nearest, "SQUARE", 10**6)
    monkeypatch.setattr(nearest, "SIDE", 1000)
    pieces = {(i + k, j + k) for i, j, length in nearest_runs(copy, source) for k in range(length)}
    assert len(pieces & whole) > 0.97 * len(whole)
