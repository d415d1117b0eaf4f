"""The compiled lattice says what its modules say as they are, to the last bit."""

import weakref
from array import array
from importlib import import_module
from unittest.mock import Mock, patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.aligner.costs import DEFAULT, MISREAD_COSTS
from restore.aligner.engine import align_texts
from restore.aligner.gap import _SPARE
from restore.aligner.pair import Pair
from restore.aligner.pieces import SIZE, solve, stays
from restore.damage import make_damage
from restore.text import Text
from tests.interpreted import stages, typed_as_it_is

WORDS = st.lists(
    st.sampled_from(
        "the mayor of Chicago Rahm Emanuel can not cannot so-called so called detai1 detail . , 10 1O is 中 𝔘".split()
    ),
    min_size=1,
    max_size=14,
).map(" ".join)
HYPHENS = ["so-called so called", "so | called so-called", "to day to-day today", "1 0 10 1-0"]


def both(copy, source, costs=DEFAULT, places=None):
    """The pieces of two texts, or of the tokens at these places, by the compiled modules and by these as they are."""
    texts = Text.of(copy), Text.of(source)
    sides = places or (range(len(texts[0])), range(len(texts[1])))
    fast = solve(Pair(*texts, costs).gap, *sides)
    with typed_as_it_is():
        return fast, stages().pieces.solve(Pair(*texts, costs).gap, *sides)


def told(found):
    """Of pieces that stand one behind the other the relation and the chance of each."""
    at = 0
    while at < len(found):
        yield found[at], found[at + 5]
        at += SIZE + 3 * found[at + 6]


@given(WORDS, WORDS, st.sampled_from([DEFAULT, MISREAD_COSTS]))
@settings(max_examples=200, deadline=None)
def test_they_find_the_same(copy, source, costs):
    fast, slow = both(copy, source, costs)
    assert fast == slow


@given(WORDS, WORDS)
@settings(deadline=None)
def test_what_stood_in_the_room_before_changes_nothing(copy, source):
    def soiled(kind, size):
        return array(kind.typecode, [float("nan") if kind.typecode == "d" else 0x5A5A5A5A]) * size

    spare = stages().gap._SPARE
    spare.clear()
    with patch("restore.natives.room", soiled):
        fast, slow = both(copy, source)
    spare.clear()
    assert fast == slow


@given(WORDS, WORDS, st.data())
@settings(deadline=None)
def test_they_find_the_same_where_a_moved_block_was_taken_out(copy, source, data):
    sizes = len(Text.of(copy)), len(Text.of(source))
    places = [sorted(data.draw(st.sets(st.integers(0, size - 1), min_size=1))) for size in sizes]
    fast, slow = both(copy, source, places=places)
    assert fast == slow


@given(WORDS, WORDS, WORDS, st.sampled_from([DEFAULT, MISREAD_COSTS]), st.data())
@settings(max_examples=300, deadline=None)
def test_a_gap_that_stays_has_the_same_pieces_once_what_intrudes_is_known(copy, source, beside, costs, data):
    texts = Text.of(copy), Text.of(f"{source} . {beside}")
    sides = range(len(texts[0])), range(len(Text.of(source)))
    start = data.draw(st.integers(0, len(texts[0]) - 1))
    intruder = texts[0].folds[start : data.draw(st.integers(start + 1, len(texts[0])))]
    before, after = solve(Pair(*texts, costs).gap, *sides), Pair(*texts, costs, [intruder])
    does_stay = stays(after.gap, *sides)
    assert solve(after.gap, *sides) == before or not does_stay
    with typed_as_it_is():
        assert stages().pieces.stays(Pair(*texts, costs, [intruder]).gap, *sides) == does_stay


@pytest.mark.parametrize(
    ("intruder", "does_stay"), [(["the", "mayor"], True), (["rahm", "emanuel"], False), (["x", "emanuel"], False)]
)
def test_a_gap_stays_where_the_source_has_what_intrudes_in_it_as_well_elsewhere(intruder, does_stay):
    texts = Text.of("the mayor x Rahm Emanuel"), Text.of("it said . so the mayor said . then the mayor")
    pair = Pair(*texts, DEFAULT, [intruder])
    assert stays(pair.gap, range(5), range(2)) == does_stay


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
@settings(deadline=None)
def test_they_find_the_same_of_any_letters(copy, source):
    fast, slow = both(f"x {copy} y", f"x {source} y")
    assert fast == slow


@pytest.mark.parametrize("copy", HYPHENS)
@pytest.mark.parametrize("source", HYPHENS)
def test_words_are_written_together_alike(copy, source):
    fast, slow = both(copy, source)
    assert fast == slow


@pytest.mark.parametrize("recipe", ["heavy", "ocr", "light+move"])
def test_gaps_of_one_pair_are_worked_out_in_the_same_room(recipe):
    """Small ones after large ones, and what is known of words from before."""
    damaged = make_damage(
        "The council met on Monday. " * 3 + "Nobody in the town knew why it was so late.", seed=5, recipe=recipe
    )
    texts = Text.of(damaged.copy), Text.of(damaged.source)
    size = min(map(len, texts))
    windows = [range(size), range(2), range(size // 2), range(3, 9)]
    one = Pair(*texts, DEFAULT).gap
    found = [solve(one, window, window) for window in windows]
    assert found == [solve(Pair(*texts, DEFAULT).gap, window, window) for window in windows]


@pytest.mark.parametrize("source", ["x y z", "the end", "x " * 40], ids=["three", "two", "forty"])
@pytest.mark.parametrize(
    "copy",
    ["a b " * 150, "the of and " * 120, " ".join(f"w{k}" for k in range(250))],
    ids=["letters", "function words", "words"],
)
def test_stretches_too_long_for_numbers_are_weighed_alike(copy, source):
    fast, slow = both(copy, source)
    assert fast == slow
    assert any(chance for _, chance in told(slow))


def test_a_long_word_written_in_two_is_near_if_the_letters_are_the_very_same():
    """Longer than words are."""
    left, right = "ab" * 20, "cd" * 20
    for copy, source in [
        (f"so {left}{right} it is", f"so {left} {right} it is"),
        (f"so {left} {right} it is", f"so {left}{right} it is"),
        (f"so {left} | {right} it is", f"so {left}-{right} it is"),
    ]:
        fast, slow = both(copy, source)
        assert fast == slow
        assert [relation for relation, _ in told(fast)] == [0, 1, 0]
    fast, slow = both(f"so {left}x {right} it is", f"so {left}{right} it is")
    assert fast == slow
    assert [relation for relation, _ in told(fast)] == [0, 2, 0]


@pytest.mark.parametrize("places", [[], [1, 1], [-1], [0, 9], ["0"], [0, -1, 2]])
def test_places_that_are_none_are_refused(places):
    texts = Text.of("one two three"), Text.of("one two three")
    gaps = [(solve, Pair(*texts, DEFAULT).gap)]
    with typed_as_it_is():
        gaps.append((stages().pieces.solve, Pair(*texts, DEFAULT).gap))
    for solved, gap in gaps:
        with pytest.raises((TypeError, ValueError)):
            solved(gap, places, [0])
        with pytest.raises((TypeError, ValueError)):
            solved(gap, [0], places)


@pytest.fixture(params=["compiled", "as it is"])
def room(request):
    """The module of gaps, which has no spare one yet."""
    module = import_module("restore.aligner.gap") if request.param == "compiled" else stages().gap
    module._SPARE.clear()
    return module


def test_the_room_of_one_pair_is_the_next_one_s(room):
    gap = room.spare_gap()
    room.put_away(gap)
    assert room.spare_gap() is gap
    assert room.spare_gap() is not gap


def test_of_two_that_are_put_away_one_is_kept(room):
    gaps = [room.spare_gap(), room.spare_gap()]
    for gap in gaps:
        room.put_away(gap)
    assert gaps[:1] == room._SPARE


def test_room_for_long_texts_is_not_kept():
    copy, source = Text.of("a b " * 100), Text.of("c d " * 100)
    _SPARE.clear()
    solve((pair := Pair(copy, source, DEFAULT)).gap, range(200), range(200))
    pair.done()
    assert _SPARE == []
    align_texts(Text.of("one two three"), Text.of("one too three"))
    assert len(_SPARE) == 1


def test_what_was_put_away_has_nothing_of_its_pair():
    pair = Pair(Text.of("one two three"), Text.of("one too three"), DEFAULT)
    solve(pair.gap, range(3), range(3))
    numbers = weakref.ref(pair.copy_ids)
    pair.done()
    del pair
    assert numbers() is None


def test_a_gap_that_was_stopped_is_not_worked_on_by_another_pair(monkeypatch):
    """Its room may hold what is half done."""
    _SPARE.clear()
    monkeypatch.setattr("restore.aligner.pair.solve", Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        align_texts(Text.of("one two three"), Text.of("one too three"))
    assert _SPARE == []
