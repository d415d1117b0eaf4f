"""Entity substitution: whose words intrude, where, and how often."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from restore.damage import Damaged, make_damage
from restore.damage.intrude import Intrude
from restore.damage.recipes import Recipe
from restore.differences import Cause
from restore.text import Text

SEEDS = Path(__file__).parents[3] / "seeds"
ARTICLE = next(SEEDS.glob("000*")).read_text(encoding="utf-8")
FAMILIES = ("light", "foreign-light")


def intruders(damaged: Damaged) -> list[str]:
    return [g.copy.text for g in damaged.gold if g.code.cause is Cause.ENTITY]


def share(damaged: Damaged) -> float:
    return sum(len(Text.of(text)) for text in intruders(damaged)) / len(Text.of(damaged.copy))


@pytest.mark.parametrize(
    ("recipe", "wanted"), [("light", 0.11), ("heavy", 0.37), ("foreign-light", 0.11), ("foreign-heavy", 0.37)]
)
def test_the_share_of_intruders(recipe: str, wanted: float) -> None:
    shares = [share(make_damage(ARTICLE, seed=seed, recipe=recipe)) for seed in range(8)]
    assert sum(shares) / len(shares) == pytest.approx(wanted, rel=0.12)
    assert max(shares) < wanted * 1.25


@pytest.mark.parametrize("recipe", FAMILIES)
def test_intruders_are_words_of_the_text_itself(recipe: str) -> None:
    words = {*Text.of(ARTICLE).folds, "'s"}
    for text in intruders(make_damage(ARTICLE, seed=2, recipe=recipe)):
        folds = set(Text.of(text).folds)
        # On a mark that stands against a word an intruder is glued to that word.
        assert all(fold in words or is_two(fold, words) for fold in folds), text


def is_two(fold: str, words: set[str]) -> bool:
    return any(fold[:k] in words and fold[k:] in words for k in range(1, len(fold)))


def test_some_intruders_are_glued_to_the_word_before_a_mark() -> None:
    found = [text for seed in range(20) for text in intruders(make_damage(ARTICLE, seed=seed, recipe="heavy"))]
    words = {*Text.of(ARTICLE).folds}
    glued = [text for text in found if Text.of(text).folds[0] not in words]
    assert 0 < len(glued) < len(found) / 20


def test_an_intruder_is_not_what_stood_there() -> None:
    for seed in range(10):
        for g in make_damage(ARTICLE, seed=seed, recipe="heavy").gold:
            if g.code.cause is Cause.ENTITY:
                assert f" {' '.join(Text.of(g.copy.text).folds)} " not in f" {' '.join(Text.of(g.source.text).folds)} "


def test_most_eat_one_word_and_few_nothing() -> None:
    eaten = Counter(
        len(Text.of(g.source.text))
        for seed in range(10)
        for g in make_damage(ARTICLE, seed=seed, recipe="light").gold
        if g.code.cause is Cause.ENTITY
    )
    total = sum(eaten.values())
    assert eaten[1] > total / 2
    assert 0 < eaten[0] < total / 6
    assert max(eaten) <= 4 + 2


def test_the_lengths_of_intruders_reach_from_a_word_to_a_clause() -> None:
    sizes = [len(Text.of(text)) for seed in range(10) for text in intruders(make_damage(ARTICLE, seed=seed))]
    assert min(sizes) == 1
    assert max(sizes) > 9


def test_documents_have_habits_of_their_own() -> None:
    """The same seed over two texts is not the same habit, and the seed alone decides over one text."""
    texts = [ARTICLE, ARTICLE.replace("mayors", "governors")]
    assert len({tuple(intruders(make_damage(text, seed=1))) for text in texts}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Мэр Анна Рузова заявила, что город сдержит слово. Потом Анна Рузова ушла. Город ждёт, мэр молчит. " * 3,
        "市长承诺保护移民社区。记者问市长移民政策。市长说移民政策不变，移民社区支持市长。" * 3,
        "أعلن رئيس البلدية أن المدينة ستفي بوعدها. وقال رئيس البلدية إن المدينة لن تتراجع. " * 3,
    ],
    ids=["russian", "chinese", "arabic"],
)
@pytest.mark.parametrize("recipe", FAMILIES)
def test_other_scripts_have_mentions_too(text: str, recipe: str) -> None:
    assert any(intruders(make_damage(text, seed=seed, recipe=recipe)) for seed in range(3))


@pytest.mark.parametrize("text", ["", " \n", "Word", "no names in here", "The. The. The.", "12 34 56"])
def test_texts_without_mentions_stay_as_they_are_or_nearly(text: str) -> None:
    made = make_damage(text, seed=1, recipe=Recipe("only", (Intrude(0.2),)))
    assert len(made.gold) <= 1
    assert not made.gold or made.copy != text
