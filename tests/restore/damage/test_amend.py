"""An editor's small words: near what damage does, and none of it damage."""

import re
from pathlib import Path

import pytest

from restore.damage import AMENDED, Recipe, make_damage
from restore.damage.amend import Amend
from restore.differences import Cause

ARTICLES = Path(__file__).parents[3] / "fixtures" / "articles"
TEXT = (
    "Maria Keller said on Tuesday that she had seen the quiet report last year. The board was in a small room, and "
    "they told Paul Weber that the large house would be sold in 2014. He left the town before winter.\n"
) * 3


def amended(text, seed=0, share=0.2):
    return make_damage(text, seed=seed, recipe=Recipe("amended", (Amend(share),)))


def test_nothing_an_editor_does_is_damage():
    for seed in range(8):
        made = amended(TEXT, seed)
        assert made.copy != TEXT
        assert not any(gold.damage for gold in made.gold)
        assert {gold.code.cause for gold in made.gold} <= {Cause.WORDING, Cause.CASE}


@pytest.mark.parametrize(
    ("before", "after"), [("Maria Keller", None), ("last year", None), ("had", "has"), ("and", None)]
)
def test_each_kind_of_word_is_changed_at_some_time(before, after):
    copies = [amended(TEXT, seed, share=0.5).copy for seed in range(12)]
    assert any(copy.count(before) < TEXT.count(before) for copy in copies)
    assert after is None or any(copy.count(after) > TEXT.count(after) for copy in copies)


def test_a_sentence_still_begins_with_a_capital():
    for seed in range(20):
        lines = amended(TEXT, seed).copy.splitlines()
        assert all(line[:1].isupper() for line in lines)


def latin_words(text):
    return {word.casefold() for word in re.findall(r"[A-Za-zÀ-ÿ]+", text)}


@pytest.mark.parametrize("name", ["de-bibliothek", "es-faro", "ru-most", "zh-chalou"])
def test_another_language_gets_no_english_words(name):
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8").replace(".", ". Im Mai 2014, on Monday.", 1)
    for seed in range(4):
        assert latin_words(amended(text, seed).copy) <= latin_words(text)


@pytest.mark.parametrize("recipe", AMENDED, ids=lambda recipe: recipe.name)
def test_a_recipe_is_an_editor_alone_or_beside_damage(recipe):
    made = [make_damage(TEXT * 9, seed=seed, recipe=recipe) for seed in range(4)]
    assert any(not gold.damage for copy in made for gold in copy.gold)
    assert any(gold.damage for copy in made for gold in copy.gold) == (recipe.name != "amended")
