"""Another house's style: honest, carried through, and undone by the gold."""

from random import Random

import pytest
from rapidfuzz.distance import Levenshtein

from restore.damage import Recipe, make_damage
from restore.damage.draft import Draft
from restore.damage.restyle import _HABITS, Mistype, Restyle, _renamed, _respelt
from restore.repair import Plan, Splice, apply_plan
from restore.text import Text

TEXT = (
    "The President of the Council said on Monday that the harbour's co-ordinator, Ana Lindqvist, would re-open it. "
    "She had organised a well-known centre, and these neighbours had favoured the programme: it honoured them! "
) * 3


@pytest.mark.parametrize("seed", range(12))
def test_none_of_it_is_damage_and_the_gold_gives_the_source(seed):
    made = make_damage(TEXT, seed=seed, recipe=Recipe("restyled", (Restyle(),)))
    assert not any(gold.damage for gold in made.gold)
    plan = Plan([Splice(g.copy.start, g.copy.end, g.source.text) for g in made.gold])
    assert list(Text.of(apply_plan(made.copy, plan)).folds) == list(Text.of(made.source).folds)


def test_the_same_seed_gives_the_same_text_and_most_seeds_change_something():
    copies = [make_damage(TEXT, seed=seed, recipe=Recipe("restyled", (Restyle(),))).copy for seed in range(20)]
    assert copies == [make_damage(TEXT, seed=seed, recipe=Recipe("restyled", (Restyle(),))).copy for seed in range(20)]
    assert sum(copy != TEXT for copy in copies) > 10


@pytest.mark.parametrize("habit", sorted(set(_HABITS), key=lambda habit: habit.__name__))
def test_every_habit_finds_something_to_change(habit):
    draft = Draft(Text.of(TEXT))
    assert any(list(habit(draft, Random(seed))) for seed in range(10))


def test_words_are_typed_wrongly_one_letter_each():
    made = make_damage(TEXT, seed=1, recipe=Recipe("mistyped", (Mistype(0.3),)))
    assert made.gold
    assert all(abs(len(gold.copy.text) - len(gold.source.text)) <= 1 for gold in made.gold)


def written(habit, text):
    draft = Draft(Text.of(text))
    return {edit.text for seed in range(60) for edit in habit(draft, Random(seed))}


def test_no_house_writes_what_is_a_word_in_neither_spelling():
    assert written(_respelt, "The colour of our hours was precise; he called the organiser.") == {"color", "organizer"}
    assert written(_respelt, "The color of the evidence doubled.") == {"colour"}


def test_names_are_spelt_otherwise_and_words_are_not():
    text = "However, the North met Lindqvist there. This District has a Festival\nWasser kam."
    found = written(_renamed, text)
    assert found
    assert max(Levenshtein.distance(other, "Lindqvist") for other in found) == 1
