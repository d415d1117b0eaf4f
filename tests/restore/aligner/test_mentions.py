import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.aligner.alignment import Mention
from restore.aligner.mentions import Lexicon, begins_mention, ends_mention
from restore.aligner.near import distance

IDS = st.lists(st.integers(0, 4), max_size=20)


@given(IDS, IDS.filter(bool), st.data())
def test_a_stretch_is_copied_from_its_origin(source, copy, data):
    at = data.draw(st.integers(0, len(copy) - 1))
    found = Lexicon(source).stretches(copy, at, len(copy) - at, range(0))
    for size, stretch in enumerate(found, 1):
        assert source[stretch.origin : stretch.origin + size] == copy[at : at + size]
    longer = copy[at : at + len(found) + 1]
    assert len(longer) <= len(found) or all(source[k : k + len(longer)] != longer for k in range(len(source)))


def test_a_part_of_a_longer_mention_is_open():
    president, donald, trump, said = range(4)
    lexicon = Lexicon([president, donald, trump, said, president, donald, trump])
    first, second, third = lexicon.stretches([said, president, donald, trump], 1, 3, range(0))
    assert (first.open_after, second.open_after, third.open_after) == (True, True, False)
    assert not third.open_before
    assert lexicon.stretches([president, donald], 1, 1, range(0))[0].open_before


def test_a_place_to_avoid_counts_only_where_there_is_no_other():
    lexicon = Lexicon([1, 2, 1])
    assert lexicon.stretches([1], 0, 1, range(1))[0].origin == 2
    assert lexicon.stretches([2], 0, 1, range(1, 2))[0].origin == 1


@given(IDS, IDS)
def test_a_cover_is_made_of_copied_stretches_or_empty(source, copy):
    cover = Lexicon(source).cover(copy, 0, len(copy), range(0))
    assert bool(cover) == (bool(copy) and set(copy) <= set(source))
    assert [k for m in cover for k in range(m.start, m.end)] == (list(range(len(copy))) if cover else [])
    for mention in cover:
        assert (
            source[mention.origin : mention.origin + mention.end - mention.start] == copy[mention.start : mention.end]
        )


def test_a_cover_takes_the_longest_stretches():
    assert Lexicon([1, 2, 3, 9, 1, 2]).cover([1, 2, 3, 1], 0, 4, range(0)) == [Mention(0, 3, 0), Mention(3, 4, 0)]
    assert Lexicon([1, 2]).cover([1, 7], 0, 2, range(0)) == []


def test_where_noun_phrases_begin_and_end():
    assert begins_mention("the")
    assert begins_mention("мэр")
    assert not any(map(begins_mention, ["of", "'s", ",", "said"]))
    assert ends_mention("Emanuel")
    assert not any(map(ends_mention, ["the", "his", ".", "and"]))


@pytest.mark.parametrize(
    ("copy", "source", "share"),
    [
        ("oustody", "custody", 1 / 7),
        ("same", "same", 0.0),
        ("modem", "modern", 2 / 6),
        ("search6ol", "searchcol", 1 / 9),
        ("1912", "1913", None),
        ("12th", "13th", None),
        ("cat", "dog", None),
        ("I", "l", None),
        ("x" * 65, "x" * 65, None),
    ],
)
def test_near_words(copy, source, share):
    assert distance(copy, source) == (None if share is None else pytest.approx(share))


@given(st.text(max_size=8), st.text(max_size=8))
def test_a_distance_is_a_share(copy, source):
    share = distance(copy, source)
    assert share is None or 0.0 <= share <= 0.5
