"""What each other step does, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from restore.damage import Damaged, make_damage
from restore.damage.blocks import Furnish, Lose, MoveBlocks, Repeat
from restore.damage.ocr import PRINT, Misread
from restore.damage.recipes import Recipe
from restore.damage.tokenise import Tokenise
from restore.differences import Cause, Op
from restore.text import Text

SEEDS = Path(__file__).parents[3] / "seeds"
ARTICLE = next(SEEDS.glob("000*")).read_text(encoding="utf-8")


def made(*steps: object, seed: int = 0, text: str = ARTICLE) -> Damaged:
    return make_damage(text, seed=seed, recipe=Recipe("test", steps))


def causes(damaged: Damaged) -> set[Cause]:
    return {g.code.cause for g in damaged.gold}


def seeds(recipe: str, count: int = 8) -> list[Damaged]:
    return [make_damage(ARTICLE, seed=seed, recipe=recipe) for seed in range(count)]


def test_a_tokeniser_puts_spaces_and_loses_dashes_hyphens_and_headlines() -> None:
    copies = seeds("tokeniser")
    assert all(" ." in c.copy and "do n’t" in c.copy for c in copies)
    assert set.union(*map(causes, copies)) <= {Cause.PUNCTUATION, Cause.HYPHEN, Cause.HEADING}
    assert {Op.DELETE, Op.INSERT} <= {g.code.op for c in copies for g in c.gold}
    assert any("-LRB-" in make_damage("He (she) said (it). " * 9, seed=s, recipe="tokeniser").copy for s in range(9))
    assert any("``" in c.copy for c in seeds("tokeniser", 20))


def test_abbreviations_keep_their_full_stops() -> None:
    copy = make_damage("The U.S. and Mr. Ruiz met in the U.S. today. It was I. " * 3, recipe="tokeniser").copy
    assert copy.startswith("The U.S. and Mr. Ruiz met in the U.S. today .")


def test_quotes_and_spaces_alone_are_no_difference() -> None:
    text = "“We can’t,” she said (twice). “They’re gone.” " * 5
    for seed in range(6):
        damaged = make_damage(text, seed=seed, recipe="tokeniser")
        assert not damaged.gold
        assert Text.of(damaged.copy).folds == Text.of(text).folds


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.12])
def test_misreadings_come_at_about_their_rate(rate: float) -> None:
    errors = [
        Levenshtein.distance((d := made(Misread(PRINT, rate, rate), seed=s)).copy, d.source) / len(d.source)
        for s in range(6)
    ]
    assert rate / 2 < sum(errors) / len(errors) < rate * 2


def test_misreadings_are_of_all_kinds() -> None:
    copies = seeds("ocr", 12)
    found = {str(g.code) for c in copies for g in c.gold}
    assert {"replace:spelling", "replace:hyphen", "insert:punctuation", "delete:punctuation", "replace:case"} <= found
    joined = [g for c in copies for g in c.gold if len(Text.of(g.source.text)) > len(Text.of(g.copy.text)) > 0]
    split = [g for c in copies for g in c.gold if len(Text.of(g.copy.text)) > len(Text.of(g.source.text)) > 0]
    assert joined
    assert split


def test_other_letters_are_misread_too() -> None:
    text = "Съешь ещё этих мягких французских булок, да выпей же чаю. " * 8
    damaged = make_damage(text, seed=1, recipe="ocr")
    assert len(damaged.gold) > 3
    assert damaged.gold[0].code.cause in {Cause.SPELLING, Cause.CASE, Cause.PUNCTUATION, Cause.HYPHEN}


def test_a_move_carries_a_block_a_good_way_off() -> None:
    for seed in range(8):
        damaged = made(MoveBlocks(0.05), seed=seed)
        (move,) = damaged.gold
        assert move.code.op is Op.MOVE
        assert Text.of(move.copy.text).folds == Text.of(move.source.text).folds
        assert sorted(Text.of(damaged.copy).folds) == sorted(Text.of(damaged.source).folds)
        assert abs(move.copy.start - move.source.start) > len(move.source.text) / 2


def test_what_is_in_a_moved_block_is_told_with_it() -> None:
    inner = [g for d in seeds("heavy+move") for g in d.gold if g.within]
    assert inner
    for damaged in seeds("heavy+move"):
        moves = {g.id: g for g in damaged.gold if g.code.op is Op.MOVE}
        for g in damaged.gold:
            if g.within:
                block = moves[g.within]
                assert block.copy.start <= g.copy.start
                assert g.copy.end <= block.copy.end


def test_repeats_losses_and_furniture() -> None:
    assert {str(g.code) for s in range(6) for g in made(Repeat(3), seed=s).gold} == {
        "insert:duplicate",
        "insert:passage",
    }
    assert {str(g.code) for g in made(Lose(0.2)).gold} == {"delete:passage"}
    added = made(Furnish(0.5))
    assert {str(g.code) for g in added.gold} == {"insert:heading"}
    assert all(g.copy.text in added.copy.splitlines() for g in added.gold)


@pytest.mark.parametrize("recipe", ["revised", "foreign-revised"])
def test_a_revision_is_honest_throughout(recipe: str) -> None:
    copies = seeds(recipe)
    assert not any(g.damage or g.repairable for c in copies for g in c.gold)
    assert set.union(*map(causes, copies)) <= {Cause.WORDING, Cause.PASSAGE, Cause.CASE}
    ops = {(g.code.op, g.code.cause) for c in copies for g in c.gold}
    assert {(op, Cause.WORDING) for op in (Op.INSERT, Op.DELETE, Op.REPLACE)} <= ops
    assert {(Op.INSERT, Cause.PASSAGE), (Op.DELETE, Cause.PASSAGE)} <= ops


@pytest.mark.parametrize("recipe", ["mixed", "foreign-mixed"])
def test_damage_and_revision_together(recipe: str) -> None:
    for damaged in seeds(recipe):
        assert {g.damage for g in damaged.gold} == {True, False}
        assert not any(g.damage for g in damaged.gold if g.code.cause in {Cause.WORDING, Cause.PASSAGE})


def test_the_families_are_unlike() -> None:
    """The same seed makes other copies of the same text in the two families, whatever the recipe."""
    for name in ("light", "ocr", "revised", "mixed", "tokeniser"):
        ours, theirs = make_damage(ARTICLE, recipe=name), make_damage(ARTICLE, recipe=f"foreign-{name}")
        shared = {g.copy.text for g in ours.gold} & {g.copy.text for g in theirs.gold}
        assert len(shared) < 0.5 * len({g.copy.text for g in ours.gold}) + 1


def test_byte_order_mark_and_line_ends_stay() -> None:
    text = "\ufeffHeadline of it\r\n\r\nThe mayor said so. The mayor left.\r\n"
    for recipe in ("light", "tokeniser", "scraped", "ocr"):
        assert make_damage(text, seed=3, recipe=recipe).copy.startswith("\ufeff")
    assert made(Tokenise(0.0), text=text).copy.count("\r\n") >= 1
