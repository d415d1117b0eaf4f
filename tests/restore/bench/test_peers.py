from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.bench.peers import PEERS
from restore.bench.peers.plain import Difflib, RapidFuzz
from restore.damage.matching import Region

SOURCE = "The President reiterated his desire to go . He said it was late .".split()
COPY = "President Donald Trump reiterated his President Donald Trump to go . He said it was late .".split()
tokens = st.lists(st.sampled_from("the a of Trump said , .".split()), max_size=12)


@pytest.fixture(params=PEERS, ids=lambda peer: peer.name)
def peer(request):
    if request.param.version() is None:
        pytest.skip("not installed")
    return request.param


def between(regions, copy, source):
    """What an aligner says is the same, and all of either side that it put anywhere."""
    i = j = 0
    for region in (*regions, Region(len(copy), len(copy), len(source), len(source))):
        assert copy[i : region.copy_start] == source[j : region.source_start]
        assert i <= region.copy_start <= region.copy_end
        i, j = region.copy_end, region.source_end


def test_an_intruder_is_one_region(peer):
    regions = peer.align(COPY, SOURCE)
    between(regions, COPY, SOURCE)
    assert Region(5, 8, 4, 5) in regions


def test_the_same_twice_has_no_regions(peer):
    assert peer.align(SOURCE, SOURCE) == []


@pytest.mark.parametrize(("copy", "source"), [([], []), (["a"], []), ([], ["a", "b"])])
def test_nothing_on_a_side(peer, copy, source):
    regions = peer.align(copy, source)
    assert regions == ([Region(0, len(copy), 0, len(source))] if copy or source else [])


def test_tokens_that_mean_something_elsewhere(peer):
    """Git's own signs, options and white space of other scripts are tokens like others."""
    copy = ["-", "+", "~", "@@", "--help", "\\", "、", "x"]
    between(peer.align(copy, copy[:-1]), copy, copy[:-1])


@pytest.mark.parametrize("peer", [Difflib(autojunk=False), RapidFuzz("Levenshtein"), RapidFuzz("Indel")], ids=str)
@given(copy=tokens, source=tokens)
def test_what_is_between_regions_is_the_same(peer, copy, source):
    regions = peer.align(copy, source)
    between(regions, copy, source)
    for one, other in pairwise(regions):
        assert (one.copy_end, one.source_end) != (other.copy_start, other.source_start)
