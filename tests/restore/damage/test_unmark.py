"""Marks and capitals lost: what is lost is a mark or a capital, and all of it is damage."""

import pytest
from rapidfuzz.distance import Levenshtein

from restore.damage import Recipe, make_damage
from restore.damage.unmark import Unmark
from restore.differences import Cause

TEXT = "Kvale's mill (an old one) was sold, in spring. She asked: is it gone? NATO and Bergen had no part in its sale. "


def made(seed, text=TEXT):
    return make_damage(text, seed=seed, recipe=Recipe("unmarked", (Unmark(1.0),)))


def test_what_is_lost_is_a_mark_or_a_capital_of_two_kinds_at_a_time():
    kinds = {frozenset(gold.code.cause for gold in made(seed).gold) for seed in range(40)}
    assert kinds == {
        frozenset({Cause.PUNCTUATION, Cause.CASE}),
        frozenset({Cause.PUNCTUATION, Cause.SPELLING}),
        frozenset({Cause.CASE, Cause.SPELLING}),
    }


@pytest.mark.parametrize("seed", range(12))
def test_all_of_it_is_damage_and_nothing_else_is_done(seed):
    copy = made(seed)
    assert all(gold.damage for gold in copy.gold)
    for gold in copy.gold:
        assert Levenshtein.distance(gold.copy.text, gold.source.text) == 1
    assert "NATO" in copy.copy
    assert " sold, in " in copy.copy


def test_stops_are_lost_or_become_commas():
    ways = {(gold.copy.text, gold.source.text) for seed in range(40) for gold in made(seed).gold}
    assert ways >= {("", "."), (",", "."), ("", "?"), ("", "("), ("Kvales", "Kvale's"), ("bergen", "Bergen")}


def test_no_other_word_is_left():
    assert all(gold.copy.text != "its" for seed in range(40) for gold in made(seed, "It's old, and it's sold.").gold)


def test_nothing_happens_to_nothing():
    assert made(1, "").copy == ""
    assert made(1, "word").copy == "word"
