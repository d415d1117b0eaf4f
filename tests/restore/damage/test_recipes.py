"""Damage is exact: whatever a recipe does, its gold says, and undoing the gold gives the source back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.damage import RECIPES, Damaged, GoldDifference, make_damage
from restore.differences import Op
from restore.errors import UsageError
from restore.modules import LIBRARY, VIEWS
from restore.text import Text

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
TEXTS = [path.read_text(encoding="utf-8") for path in SEEDS]
WORDS = st.sampled_from(
    "The the President Ana Ruiz said that she it ’s 's he can't so-called – — \" “ ” . , ( ) 1,000 it they 中 国 人 "
    "москва Москва states "
    "of her own accord, don’t ... -- x-y-z \n\n \n École ß ﬁne 👩‍👩‍👧 naïve é \u00ad \u200b -LRB- ` '' 'tis".split(" ")
)
HOSTILE = st.lists(WORDS | st.text(max_size=4), max_size=60).map(" ".join) | st.text(max_size=80)


def words(text: str) -> list[str]:
    return list(Text.of(text).folds)


def undone(text: str, offset: int, differences: Iterable[GoldDifference]) -> list[str]:
    """The tokens of a stretch of the copy that begins at `offset`, with every difference in it taken back."""
    found: list[str] = []
    at = offset
    for g in differences:
        found += [text[at - offset : g.copy.start - offset], " ", g.source.text, " "]
        at = g.copy.end
    return words("".join(found) + text[at - offset :])


def letters(tokens: Sequence[str]) -> str:
    """Only what cannot be cut up otherwise in other surroundings: letters and digits."""
    return "".join(c for token in tokens for c in token if c.isalnum())


def check_undone(damaged: Damaged, form: Callable[[Sequence[str]], object] = list) -> None:
    """Each moved block, undone, is its source block; the rest of the copy, undone, is the rest of the source."""
    source = Text.of(damaged.source)
    moved: set[int] = set()
    rest, at = "", 0
    for move in (g for g in damaged.gold if g.code.op is Op.MOVE):
        inner = [g for g in damaged.gold if g.within == move.id]
        assert form(undone(move.copy.text, move.copy.start, inner)) == form(words(move.source.text))
        moved |= {i for i, start in enumerate(source.starts) if move.source.start <= start < move.source.end}
        rest += damaged.copy[at : move.copy.start] + " " * len(move.copy.text)
        at = move.copy.end
    rest += damaged.copy[at:]
    kept = [g for g in damaged.gold if g.within is None and g.code.op is not Op.MOVE]
    assert form(undone(rest, 0, kept)) == form([fold for i, fold in enumerate(source.folds) if i not in moved])


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
        check_undone(damaged)


@given(HOSTILE, st.sampled_from(sorted(RECIPES)), st.integers(0, 3))
@settings(deadline=None)
def test_any_text_can_be_damaged(text: str, recipe: str, seed: int) -> None:
    damaged = make_damage(text, seed=seed, recipe=recipe)
    check(damaged)
    check_undone(damaged, letters)


@pytest.mark.parametrize("recipe", RECIPES)
def test_same_seed_same_bytes(recipe: str) -> None:
    one, two = (make_damage(TEXTS[1], seed=3, recipe=recipe) for _ in range(2))
    assert one == two
    assert one.copy != make_damage(TEXTS[1], seed=4, recipe=recipe).copy


def test_damage_and_score_know_nothing_of_the_aligner() -> None:
    """What judges the aligner must not lean on it."""
    code = "import restore.damage.score, sys; print(*sorted(m for m in sys.modules if m.startswith('restore.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    known = {"restore._text", "restore.compiled", "restore.differences", "restore.errors", "restore.text"}
    known |= {"restore.hints", "restore.language", "restore.language.spelling", "restore.language.word_class"}
    known |= {
        f"restore.{name}" for name in "confidences counted counting logger modules natives notes remembered".split()
    }
    known |= {"restore.spans", "restore.stored", "restore.turning", "restore.values", f"{LIBRARY}__mypyc", VIEWS}
    assert "restore.damage.matching" in loaded
    assert not [name for name in loaded if name not in known and not name.startswith("restore.damage")]


def test_unknown_recipe() -> None:
    with pytest.raises(UsageError, match="no such recipe: 'lite'"):
        make_damage("text", recipe="lite")
