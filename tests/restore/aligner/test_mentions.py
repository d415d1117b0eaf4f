"""Mentions: what the copy has of the source, and where noun phrases begin and end."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.aligner.copied import cover
from restore.aligner.costs import DEFAULT
from restore.aligner.mentions import begins_mention, ends_mention
from restore.aligner.pair import Pair
from restore.text import Text
from tests.interpreted import stages, typed_as_it_is

copied = stages().copied
IDS = st.lists(st.integers(0, 4), max_size=20)
COVERS = pytest.mark.parametrize("native", [True, False], ids=["compiled", "as it is"])


def gap_of(copy, source, *, native=False):
    folds = [[str(number) for number in ids] for ids in (copy, source)]
    sides = [Text("", *[array("i", range(len(words)))] * 3, words, words) for words in folds]
    if native:
        return Pair(*sides, DEFAULT).gap
    with typed_as_it_is():
        return Pair(*sides, DEFAULT).gap


def mentions_in(copy, source, at, here):
    """(origin, cost) of the mentions that begin at a token, one of each length; the gap has `here` of the source."""
    gap = gap_of(copy, source)
    gap.lay_out(range(len(copy)), here)
    copied.find_mentions(gap)
    places = range(at * copied.LONGEST, at * copied.LONGEST + gap.longest[at])
    return [(gap.origin[k], gap.jump[k]) for k in places]


@given(IDS.filter(bool), IDS.filter(bool), st.data())
def test_a_mention_is_copied_from_its_origin(source, copy, data):
    at = data.draw(st.integers(0, len(copy) - 1))
    found = mentions_in(copy, source, at, [len(source) - 1])
    for size, (origin, _) in enumerate(found, 1):
        assert source[origin : origin + size] == copy[at : at + size]
    longer = copy[at : at + len(found) + 1]
    assert len(longer) <= len(found) or all(source[k : k + len(longer)] != longer for k in range(len(source)))


def test_a_part_of_a_longer_mention_costs_more():
    president, donald, trump, said, end = range(5)
    source = [president, donald, trump, said, president, donald, trump, end]
    found = mentions_in([said, president, donald, trump], source, 1, [7])
    costs = [cost - DEFAULT.mention_token * size - DEFAULT.mention for size, (_, cost) in enumerate(found, 1)]
    assert costs == [DEFAULT.part, DEFAULT.part, 0]


def test_a_place_in_the_gap_counts_only_where_there_is_no_other():
    assert [origin for origin, _ in mentions_in([1], [1, 2, 1], 0, [0])] == [2]
    (elsewhere,), (own,) = mentions_in([2], [1, 2, 1], 0, [0]), mentions_in([2], [1, 2, 1], 0, [1])
    assert (elsewhere[0], own[0], own[1] - elsewhere[1]) == (1, 1, DEFAULT.own_place)


@COVERS
@given(IDS, IDS)
def test_a_cover_is_made_of_copied_stretches_or_empty(native, source, copy):
    covered = (cover if native else copied.cover)(gap_of(copy, source, native=native), 0, len(copy), 0, 0)
    assert bool(covered) == (bool(copy) and set(copy) <= set(source))
    assert [k for start, end, _ in covered for k in range(start, end)] == (list(range(len(copy))) if covered else [])
    for start, end, origin in covered:
        assert source[origin : origin + end - start] == copy[start:end]


@COVERS
def test_a_cover_takes_the_longest_stretches_outside_what_is_to_be_avoided(native):
    covers = cover if native else copied.cover
    gap = gap_of([1, 2, 3, 1], [1, 2, 3, 9, 1, 2], native=native)
    assert covers(gap, 0, 4, 0, 0) == [(0, 3, 0), (3, 4, 0)]
    assert covers(gap, 0, 2, 0, 3) == [(0, 2, 4)]
    assert covers(gap, 0, 3, 0, 3) == covers(gap_of([1, 7], [1, 2], native=native), 0, 2, 0, 0) == []


def test_where_noun_phrases_begin_and_end():
    assert begins_mention("the")
    assert begins_mention("мэр")
    assert not any(map(begins_mention, ["of", "'s", ",", "said"]))
    assert ends_mention("Emanuel")
    assert not any(map(ends_mention, ["the", "his", ".", "and"]))
