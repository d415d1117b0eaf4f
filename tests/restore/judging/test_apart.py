"""A misread stretch in which the meaning changes, cut so that only the words that change it are left to a person."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore import restore
from restore.aligner.alignment import Alignment, Block, Mention, Relation
from restore.aligner.costs import Prices
from restore.differences import Selector
from restore.judging.apart import _token, meaning_apart
from restore.judging.shape import changes
from restore.language import changes_meaning, tells
from restore.repair import Policy
from restore.text import Text
from tests.restore.aligner.test_letters import HARDLY_LEGIBLE

ROOT = Path(__file__).parents[3]


def apart(ours, theirs):
    """What stands over against what."""
    copy, source = Text.of(ours), Text.of(theirs)
    block = Block(Relation.CHANGED, 0, len(copy), 0, len(source))
    return [
        (" ".join(copy.forms_of(b.copy_start, b.copy_end)), " ".join(source.forms_of(b.source_start, b.source_end)))
        for b in meaning_apart(copy, source, block)
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "held"),
    [
        (
            "bad urisea freé pipet $10 an shear",
            "has risen from 340 to almost 5,100 in eleven years",
            {"340", "5,100", "eleven"},
        ),
        ("sorsay ne ell Boos", "not say whether the ministry", {"not"}),
        ("'Tbe fonr wornen carne witb 6 dags", "The four women came with 9 dogs", {"four", "9"}),
    ],
)
def test_only_words_that_tell_wait_and_what_is_beside_them_does_not(ours, theirs, held):
    found = apart(ours, theirs)
    waiting = [pair for pair in found if changes_meaning(*(Text.of(side).folds for side in pair), misread=True)]
    said = {word for pair in found if any(map(tells, Text.of(pair[1]).folds)) for word in pair[1].split()}
    assert said >= held
    assert 0 < len(waiting) < len(found)
    assert all(not any(map(tells, Text.of(other).folds)) for pair in found if pair not in waiting for other in pair[:1])


def test_what_is_left_to_a_person_can_be_seen_in_the_copy():
    """Put right around a "not" that is lost without a trace, it would read as if nothing were denied."""
    for ours, theirs in (("el", "nicht geschlossen."), ("sorsay ne", "did not say"), ("4 tbe", "the winter without")):
        for one, other in apart(ours, theirs):
            assert one or not changes_meaning([], Text.of(other).folds, misread=True)


def test_what_the_letters_of_other_words_stand_over_is_held_with_them():
    assert apart("toes", "one in four would not survive") == [("toes", "one in four would not"), ("", "survive")]
    assert apart("zwei Hnnde", "drei Hunde") == [("zwei", "drei"), ("Hnnde", "Hunde")]


def test_numbers_side_by_side_are_one_and_those_apart_are_two():
    assert apart("wornen tbree 17 dags", "women four 16 dogs") == [
        ("wornen", "women"),
        ("tbree 17", "four 16"),
        ("dags", "dogs"),
    ]
    assert apart("wornen 7 tbe 17 dags", "women 6 the 16 dogs")[1::2] == [("7", "6"), ("17", "16")]


def test_each_side_s_numbers_stand_over_against_what_their_letters_do():
    assert apart("wornen witb 6 dags", "the four old women came with dogs") == [
        ("", "the"),
        ("wornen", "four"),
        ("witb", "old women came with"),
        ("6", ""),
        ("dags", "dogs"),
    ]


def test_a_stretch_as_long_as_a_book_waits_whole():
    """Its letters would be compared with each other, which takes the square of them."""
    words = "the hives of the city were counted " * 1700
    assert len(apart(f"6 {words}", f"9 {words}")) == 1
    assert len(apart(f"6 {words[:700]}", f"9 {words[:700]}")) == 2


def test_an_opposite_is_no_word_that_tells_by_itself_so_that_all_waits():
    assert apart("very legal and", "most illegal or") == [("very legal and", "most illegal or")]


def test_the_meaning_that_stays_is_not_cut():
    assert apart("tbe 6 dags", "the 6 dogs and") == [("tbe 6 dags", "the 6 dogs and")]


def test_only_a_misread_copy_is_cut_so():
    copy, source = Text.of("He saw zwei Hnnde there."), Text.of("He saw drei Hunde there.")
    blocks = [
        Block(Relation.EQUAL, 0, 2, 0, 2),
        Block(Relation.CHANGED, 2, 4, 2, 4),
        Block(Relation.EQUAL, 4, 6, 4, 6),
    ]
    sizes = [len(changes(Alignment(copy, source, blocks, (), Prices(misread=misread)))) for misread in (False, True)]
    assert sizes == [1, 2]


def test_a_mention_goes_with_its_words():
    copy, source = Text.of("Rahm Emanuel 6 tbe"), Text.of("they saw 9 of")
    block = Block(Relation.CHANGED, 0, 4, 0, 4, None, (Mention(0, 2, 0),), 0.5)
    first, held, last = meaning_apart(copy, source, block)
    assert first.mentions == block.mentions
    assert held.mentions == last.mentions == ()
    assert (held.copy_start, held.source_start) == (2, 2)


def test_of_a_mention_that_is_cut_no_part_is_one():
    copy, source = Text.of("tbe Goode 6 tbe"), Text.of("they saw 9 of")
    block = Block(Relation.CHANGED, 0, 4, 0, 4, None, (Mention(1, 3, 0),), 0.5)
    assert [part.mentions for part in meaning_apart(copy, source, block)] == [(), (), ()]


# Whatever the cause is said to be, and if it may be right at all.
EVERY = Policy(threshold=0.01, select=Selector.parse("all"))
WORDS = st.lists(
    st.sampled_from("the tbe not nicht 3 12 four fonr une 4. , houses bouses no kein Mai x".split()), max_size=9
)


@given(WORDS, WORDS)
def test_each_token_is_in_one_part_and_what_tells_is_apart_from_what_does_not(ours, theirs):
    copy, source = Text.of(" ".join(ours)), Text.of(" ".join(theirs))
    found = list(meaning_apart(copy, source, Block(Relation.CHANGED, 0, len(copy), 0, len(source))))
    at = (0, 0)
    for part in found:
        assert (part.copy_start, part.source_start) == at
        at = part.copy_end, part.source_end
        assert len(found) == 1 or part.copy_start < part.copy_end or part.source_start < part.source_end
    assert at == (len(copy), len(source))


def test_a_number_stays_the_copy_s_and_the_words_around_it_become_the_source_s():
    page = (ROOT / "fixtures" / "articles" / "en-bees.txt").read_text(encoding="utf-8").split("\n\n")
    text = restore(HARDLY_LEGIBLE, source="\n\n".join(page[1:5]), policy=EVERY, force=True).text
    assert "The number of registered hives in the city has risen from" in text
    assert "to almost 10 in" in text
    assert "5,100" not in text
    assert "not survive" not in text, "nothing that is left to see stands for the negation alone"


@pytest.mark.parametrize(("letter", "token"), [(0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (6, 1), (7, 2), (9, 2)])
def test_a_letter_is_of_the_token_that_begins_nearest_and_halfway_of_that_which_has_it(letter, token):
    assert _token([0, 4, 8], letter) == token
