"""Aligning small texts whose differences anyone can tell, also without compiled code."""

import sys
from contextlib import nullcontext
from itertools import accumulate, chain
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore import align
from restore.aligner import gaps
from restore.aligner.alignment import Relation
from restore.aligner.costs import DEFAULT
from restore.aligner.engine import align_texts
from restore.aligner.pair import Pair, Strip
from restore.damage import make_damage
from restore.text import Text
from tests.interpreted import typed_as_it_is

SEED = (Path(__file__).parents[3] / "seeds" / "002_c986185668e46b2e.txt").read_text(encoding="utf-8")
OTHER = (Path(__file__).parents[3] / "seeds" / "000_ce709637c3c52afc.txt").read_text(encoding="utf-8")
TRUMP = "President Donald Trump met the mayors. The President reiterated his desire to target the cities on Tuesday."
WORDS = st.lists(
    st.sampled_from(
        "the mayor of Chicago Rahm Emanuel can not cannot so-called so called detai1 detail . , 10 is".split()
    ),
    min_size=1,
    max_size=14,
).map(" ".join)


def changes(copy, source):
    """(copy's words, source's words) of what is not equal."""
    alignment = align(copy, source=source)
    return [
        (alignment.copy.slice(b.copy_start, b.copy_end), alignment.source.slice(b.source_start, b.source_end))
        for b in alignment
        if b.relation is not Relation.EQUAL
    ]


@pytest.mark.parametrize("lattice", [nullcontext, typed_as_it_is], ids=["compiled", "as it is"])
@pytest.mark.parametrize(
    ("copy", "source"),
    [("einen", "keinen"), ("legale", "illegale"), ("now", "not"), ("zwei", "drei"), ("juni", "juli")],
)
def test_words_that_say_something_else_are_never_near(copy, source, lattice):
    with lattice():
        blocks = align(f"a b c {copy} d e f", source=f"a b c {source} d e f").blocks
    assert [block.relation for block in blocks] == [Relation.EQUAL, Relation.CHANGED, Relation.EQUAL]


def test_both_intruders_stay_whole_though_a_word_of_them_matches():
    copy = TRUMP.replace(
        "The President reiterated his desire", "President Donald Trump reiterated his President Donald Trump"
    )
    assert changes(copy, TRUMP) == [("President Donald Trump", "The President"), ("President Donald Trump", "desire")]


@pytest.mark.parametrize(
    ("copy", "source", "expected"),
    [
        ("one two three", "one three", [("two", "")]),
        ("one three", "one two three", [("", "two")]),
        ("", "one two", [("", "one two")]),
        ("one two", "", [("one two", "")]),
        ("the oustody of it", "the custody of it", [("oustody", "custody")]),
        ("he cooperated with all", "he co operated with all", [("cooperated", "co operated")]),
        ("in 1912 it was so", "in 1913 it was so", [("1912", "1913")]),
    ],
)
def test_small_changes(copy, source, expected):
    assert changes(copy, source) == expected


def test_a_sentence_put_in_is_cut_out_whole():
    source = "The mayor spoke first. The council met at ten."
    copy = "The mayor spoke first. The council left early. The council met at ten."
    assert changes(copy, source) == [("The council left early.", "")]


def test_moved_sentences_are_one_move_with_its_changes_inside():
    lines = SEED.splitlines()
    copy = "\n".join([*lines[:3], *lines[6:9], *lines[3:6], *lines[9:]])
    (move,) = align(copy, source=SEED).moves
    alignment = align(copy.replace("order", "ordre"), source=SEED)
    assert alignment.moves == [move]
    assert alignment.copy.slice(move.copy_start, move.copy_end) in copy.replace("order", "ordre")
    assert {b.relation for b in alignment} == {Relation.EQUAL, Relation.NEAR}


def calls(copy, source):
    """How many calls, and steps of generators, it takes to align two texts: a cost that is the same everywhere."""
    count = 0

    def seen(frame, event, argument):
        nonlocal count
        count += 1

    copy, source = Text.of(copy), Text.of(source)
    sys.setprofile(seen)
    try:
        align_texts(copy, source)
    finally:
        sys.setprofile(None)
    return count


def moved(count):
    """So many moved sentences, each with something new behind it, before a long passage that stays."""
    blocks = [" ".join(f"m{count}m{k}w{n}" for n in range(12)) for k in range(count)]
    stays = " ".join(f"s{count}s{k}" for k in range(24 * count))
    source = f"{stays} {' '.join(blocks)}"
    Random(count).shuffle(blocks)
    mixed = (f"{block} " + " ".join(f"n{count}n{k}w{n}" for n in range(12)) for k, block in enumerate(blocks))
    return f"{' '.join(mixed)} {stays}", source


def test_the_cost_of_moves_grows_with_their_number_not_its_square():
    few, many = moved(100), moved(400)
    numbers = [len(align(copy, source=source).moves) for copy, source in (few, many)]
    assert numbers[0] > 60
    assert calls(*many) / numbers[1] < 1.2 * calls(*few) / numbers[0]


def test_a_block_cut_out_of_the_middle_of_sentences_is_a_move_too():
    words = SEED.split()
    block = [w if k % 7 else "Emanuel" for k, w in enumerate(words[43:70])]
    copy = " ".join([*words[:43], *words[70:160], *block, *words[160:]])
    (move,) = align(copy, source=" ".join(words)).moves
    assert Text.of(copy).slice(move.copy_start, move.copy_end) in " ".join(block)
    assert move.copy_end - move.copy_start > 20


def test_a_text_that_repeats_itself_is_anchored_at_its_ends():
    copy, source = "a b " * 200 + "x " + "a b " * 200, "a b " * 400
    assert changes(copy, source) == [("x", "")]


PHRASES = ("President Donald Trump", "mayors in cities including Los Angeles", "he", "said", "they")


def found_of_phrases(other, cut=0):
    """The share of the words that stayed which is aligned: of 33,000 phrases some are others, and a part is cut out."""
    dice = Random(1)
    phrases = [dice.choice(PHRASES).split() for _ in range(33_000)]
    places = [at for at in range(len(phrases)) if not len(phrases) // 3 <= at < len(phrases) // 3 + cut]
    starts = [0, *accumulate(map(len, phrases))]
    copy, stayed = [], set()
    for at in places:
        phrase = dice.choice(PHRASES).split() if dice.random() < other else phrases[at]
        if phrase == phrases[at]:
            stayed.update((len(copy) + k, starts[at] + k) for k in range(len(phrase)))
        copy += phrase
    alignment = align(" ".join(copy), source=" ".join(chain.from_iterable(phrases)))
    aligned = {
        (at, at - block.copy_start + block.source_start)
        for block in alignment
        if block.relation is Relation.EQUAL
        for at in range(block.copy_start, block.copy_end)
    }
    return len(aligned & stayed) / len(stayed)


def test_words_that_come_again_and_again_are_aligned_in_a_text_of_any_length():
    assert found_of_phrases(0.3) > 0.85


def test_what_chance_repeats_is_no_anchor():
    assert found_of_phrases(0.45) > 0.65


def test_a_large_part_that_is_missing_does_not_lead_astray():
    assert found_of_phrases(0.3, cut=12_000) > 0.8


@pytest.mark.parametrize("form", ["This is line {}.", "line {}", "{} bottles of wine"])
def test_a_copy_that_has_every_line_twice_is_aligned_though_nothing_in_it_is_unique(form):
    lines = [form.format(number) for number in range(300)]
    alignment = align("\n".join(f"{line}\n{line}" for line in lines), source="\n".join(lines))
    assert alignment.share > 0.9


def test_a_text_that_is_far_longer_is_not_cut_where_chance_agrees():
    """In as long a row of five words there are most of any other, in its order."""
    dice = Random(1)
    copy, source = (" ".join(dice.choices("abcdefghijklmnopqrst", k=size)) for size in (300, 1200))
    assert align(copy, source=source).share < 0.01


def test_anchors_that_are_found_one_by_one_are_not_followed_for_ever():
    """Each word stands in two blocks, and is unique where the one before was cut off."""
    blocks = [f"the the w{k} the the the the the w{k + 1} the the" for k in range(1000)]
    copy, source = "".join(f"{block} {'of ' * 11}" for block in blocks), "".join(f"{b} {'in ' * 11}" for b in blocks)
    assert len(changes(copy, source)) == 1000


def test_a_misread_copy_is_aligned_with_costs_that_expect_it():
    damaged = make_damage(SEED, seed=3, recipe="ocr")
    alignment = align_texts(Text.of(damaged.copy), Text.of(damaged.source))
    near = sum(block.relation is Relation.NEAR for block in alignment)
    assert near * 1000 > 25 * len(alignment.copy)
    assert alignment.share > 0.9


def test_texts_that_do_not_belong_together_share_little():
    assert align(SEED, source=OTHER).share < 0.1
    assert align(SEED, source=SEED).share == 1.0


@pytest.mark.parametrize("recipe", ["heavy", "mixed", "ocr", "light+move", "foreign-heavy"])
def test_a_damaged_copy_is_aligned_alike_by_typed_modules_as_they_are(recipe):
    damaged = make_damage(SEED, seed=5, recipe=recipe)
    fast = align(damaged.copy, source=damaged.source)
    with typed_as_it_is():
        slow = align(damaged.copy, source=damaged.source)
    assert (fast.blocks, fast.moves) == (slow.blocks, slow.moves)


SENTENCES = st.lists(WORDS, max_size=6).map(" . ".join)


@given(SENTENCES, SENTENCES, st.integers(0, 60), st.integers(1, 60))
@settings(deadline=None)
def test_texts_are_aligned_alike_without_compiled_code(copy, source, cells, start):
    """Also where most gaps are too large for a lattice, and where the copy is the source in another order."""
    copy = f"{source[start:]} {copy} {source[:start]}"
    with pytest.MonkeyPatch.context() as patch, typed_as_it_is():
        patch.setattr("restore.aligner.engine.CELLS", cells)
        slow = align(copy, source=source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("restore.aligner.engine.CELLS", cells)
        fast = align(copy, source=source)
    assert (fast.blocks, fast.moves) == (slow.blocks, slow.moves)


def test_a_strip_that_a_move_cut_keeps_its_places():
    pair = Pair(Text.of("one two three four five"), Text.of("one two five"), DEFAULT)
    made = gaps.Blocks()
    gaps.align_gap(made, pair, Strip([0, 1, 4], [0, 1, 2], 0, 0))
    assert [(b.relation, b.copy_start, b.copy_end, b.source_start) for b in made.all()] == [
        (Relation.EQUAL, 0, 2, 0),
        (Relation.EQUAL, 4, 5, 2),
    ]


def test_a_strip_with_one_side_is_one_block():
    pair = Pair(Text.of("one two"), Text.of("three"), DEFAULT)
    made, nothing = gaps.Blocks(), gaps.Blocks()
    gaps.align_gap(made, pair, Strip([0, 1], [], 0, 1))
    (block,) = made.all()
    assert (block.relation, block.copy_end, block.source_start, block.source_end) == (Relation.CHANGED, 2, 1, 1)
    gaps.align_gap(nothing, pair, Strip([], [], 0, 0))
    assert nothing.all() == []


def test_texts_of_the_same_few_words_are_not_cut_where_chance_pairs_them():
    words = [first + last for first in "bdfgklmnprst" for last in "aeiou"]
    often = [1 / (k + 1) for k in range(len(words))]
    copy, source = (" ".join(Random(seed).choices(words, often, k=size)) for seed, size in ((1, 1000), (2, 8000)))
    assert align(copy, source=source).matched == 0


@pytest.mark.parametrize("copy", ["The war ended. 2 Nobody knew of it.", "The war ended. Nobody 2 knew of it."])
def test_a_number_beside_a_word_is_no_part_of_it_that_was_misread(copy):
    assert changes(copy, "The war ended. Nobody knew of it.") == [("2", "")]
