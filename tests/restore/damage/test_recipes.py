"""Damage is exact: whatever a recipe does, its gold says, and undoing the gold gives the source back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.damage import RECIPES, Damaged, make_damage
from restore.differences import Op
from restore.errors import UsageError
from restore.text import Text

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
TEXTS = [path.read_text(encoding="utf-8") for path in SEEDS]
WORDS = st.sampled_from(
    "The the President Ana Ruiz said that she it ’s 's he can't so-called – — \" “ ” . , ( ) 1,000 it they 中 国 人 москва Москва states "
    "of her own accord, don’t ... -- x-y-z \n\n \n École ß ﬁne 👩‍👩‍👧 naïve é \u00ad \u200b -LRB- ` '' 'tis".split(" ")
)
HOSTILE = st.lists(WORDS | st.text(max_size=4), max_size=60).map(" ".join) | st.text(max_size=80)


def undone(damaged: Damaged) -> list[str]:
    """The copy's tokens after every gold difference is taken back, moved blocks carried to where they came from."""
    pieces: list[tuple[int, str]] = []  # where it stands in the source, and its words
    moves = [g for g in damaged.gold if g.code.op is Op.MOVE]
    at_copy = at_source = 0
    stack: list[tuple[int, int]] = []
    for g in [*damaged.gold, None]:
        start = g.copy.start if g else len(damaged.copy)
        for move in list(stack):
            if start >= move[0] and (g is None or g.within is None):
                pieces.append((at_source, damaged.copy[at_copy : move[0]]))
                at_copy, at_source = move
                stack.remove(move)
        if g is None:
            pieces.append((at_source, damaged.copy[at_copy:]))
            break
        pieces.append((at_source, damaged.copy[at_copy:start]))
        if g in moves:
            stack.append((g.copy.end, at_source))
            at_copy, at_source = g.copy.start, g.source.start
            continue
        pieces.append((g.source.start, g.source.text))
        at_copy, at_source = g.copy.end, g.source.end
    pieces.sort(key=lambda piece: piece[0])
    return list(Text.of(" ".join(text for _, text in pieces)).folds)


def check(damaged: Damaged) -> None:
    """The promises of `Damaged`."""
    at_copy = 0
    for g in damaged.gold:
        assert damaged.copy[g.copy.start : g.copy.end] == g.copy.text
        assert damaged.source[g.source.start : g.source.end] == g.source.text
        if g.code.op is not Op.MOVE:
            assert g.copy.start >= at_copy
            at_copy = g.copy.end
            assert (g.code.op is Op.INSERT) == (not g.source.text)
            assert (g.code.op is Op.DELETE) == (not g.copy.text)
    assert len({g.id for g in damaged.gold}) == len(damaged.gold)


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("text", TEXTS, ids=[path.stem[:3] for path in SEEDS])
def test_gold_undoes_the_damage(recipe: str, text: str) -> None:
    for seed in range(4):
        damaged = make_damage(text, seed=seed, recipe=recipe)
        check(damaged)
        assert undone(damaged) == list(Text.of(" ".join(damaged.source[s:e] for s, e in spans(damaged.source))).folds)


def spans(raw: str) -> list[tuple[int, int]]:
    text = Text.of(raw)
    return list(zip(text.starts, text.ends, strict=True))


@given(HOSTILE, st.sampled_from(sorted(RECIPES)), st.integers(0, 3))
@settings(deadline=None)
def test_any_text_can_be_damaged(text: str, recipe: str, seed: int) -> None:
    check(make_damage(text, seed=seed, recipe=recipe))


@pytest.mark.parametrize("recipe", RECIPES)
def test_same_seed_same_bytes(recipe: str) -> None:
    one, two = (make_damage(TEXTS[1], seed=3, recipe=recipe) for _ in range(2))
    assert one == two
    assert one.copy != make_damage(TEXTS[1], seed=4, recipe=recipe).copy


def test_unknown_recipe() -> None:
    with pytest.raises(UsageError, match="no such recipe: 'lite'"):
        make_damage("text", recipe="lite")
