"""Which words are near, and how near."""

from array import array

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from restore.aligner.costs import DEFAULT
from restore.aligner.pair import Pair
from restore.text import Text
from tests.interpreted import stages, typed_as_it_is

near = stages().near
LETTERS = st.text(st.characters(max_codepoint=700, exclude_categories=["Cs"]), min_size=1, max_size=70)


def gap_of(copy, source):
    """A gap of these words, as they are."""
    sides = [Text("", *[array("i", range(len(words)))] * 3, words, words) for words in (copy, source)]
    with typed_as_it_is():
        gap = Pair(*sides, DEFAULT).gap
    gap.lay_out(range(len(copy)), range(len(source)))
    return gap


def share_of(copy, source):
    """The share of characters that changed, or None where the words are not near."""
    gap = gap_of([copy], [source])
    near.find_singles(gap)
    if not gap.ways[0]:
        return None
    return (gap.price[0] - DEFAULT.near) / DEFAULT.near_edit if gap.ways[0] & near.NEAR else 0.0


@pytest.mark.parametrize(
    ("copy", "source", "share"),
    [
        ("oustody", "custody", 1 / 7),
        ("same", "same", 0.0),
        ("modem", "modern", 2 / 6),
        ("search6ol", "searchcol", 1 / 9),
        ("teh", "the", 1 / 3),
        ("no", "on", 1 / 2),
        ("1912", "1913", None),
        ("12th", "13th", None),
        ("cat", "dog", None),
        ("i", "l", None),
        ("x" * 65, "x" * 64, None),
        ("x" * 64, "x" * 63, 1 / 64),
    ],
)
def test_near_words(copy, source, share):
    assert share_of(copy, source) == (None if share is None else pytest.approx(share, abs=1 / DEFAULT.near_edit))


@given(LETTERS, LETTERS)
@example("aš", "ša")
@example("abšcd", "baščd")
@example("a" * 64, "a" * 63 + "b")
def test_edits_are_counted_by_bits_and_letter_by_letter_alike(copy, source):
    gap = gap_of([copy], [source])
    ours, theirs = gap.ours[0], gap.theirs[0]
    is_masked, expected = (
        near.mask(gap, gap.letters, gap.letter_from[ours], len(copy)),
        OSA.distance(copy, source),
    )
    if is_masked:
        assert near.masked_edits(gap, len(copy), theirs) == expected
    near.unmask(gap, gap.letters, gap.letter_from[ours], len(copy))
    assert not any(gap.rows)
    if max(len(copy), len(source)) <= near.LONGEST_WORD:
        assert near.edits_within(gap, gap.letters, gap.letter_from[ours], len(copy), theirs, 99) == expected
        given_up = near.edits_within(gap, gap.letters, gap.letter_from[ours], len(copy), theirs, 1)
        assert min(given_up, 2) == min(expected, 2)


def test_letters_that_want_one_row_of_the_mask_are_compared_one_by_one():
    """Row 97 is for "a", and for what is 256 later."""
    gap = gap_of(["aš", "ab"], ["x"])
    odd, plain = (gap.letter_from[word] for word in gap.ours[:2])
    assert not near.mask(gap, gap.letters, odd, 2)
    near.unmask(gap, gap.letters, odd, 2)
    assert near.mask(gap, gap.letters, plain, 2)


def test_a_word_that_the_source_has_elsewhere_is_no_misreading_as_cheaply():
    gap = gap_of(["form"], ["from", "form"])
    near.find_singles(gap)
    assert gap.price[0] == DEFAULT.near + DEFAULT.near_known + DEFAULT.near_edit // 4


def wholes(copy, source):
    """For each square in which words are joined or split: its ways, and what these cost on top of joining."""
    gap = gap_of(copy, source)
    near.find_singles(gap)
    stages().joins.find_joins(gap)
    base = DEFAULT.near + DEFAULT.joined
    return {
        (at // gap.m, at % gap.m, way): gap.price[5 * at + way] - base
        for at in range(gap.n * gap.m)
        for way in range(1, 5)
        if gap.ways[at] >> way & 1
    }


def test_words_are_joined_and_split():
    assert wholes(["can", "not"], ["cannot"]) == {(1, 0, 1): 0}
    assert wholes(["cannot"], ["can", "not"]) == {(0, 1, 3): 0}
    assert wholes(["so", "|", "called"], ["so-called"]) == {(2, 0, 2): 0}
    assert wholes(["cannat"], ["can", "not"]) == {(0, 1, 3): DEFAULT.near_edit // 6}
    assert wholes(["can", ",", "not"], ["cannot"]) == {(2, 0, 2): DEFAULT.near_edit // 7}  # a mark may be a hyphen
    assert wholes(["n", "'", "a"], ["n'a"]) == {(2, 0, 2): 0}  # but an apostrophe is none
    assert wholes(["can", "10"], ["can11"]) == wholes(["ab"], ["a", "b"]) == {}
