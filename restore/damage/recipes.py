"""Recipes: steps with their rates, by name, and the one function that cooks them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from restore.damage.amend import Amend
from restore.damage.blocks import Furnish, Lose, MoveBlocks, Repeat
from restore.damage.draft import DamageStep, Draft
from restore.damage.few import Few
from restore.damage.foreign import SCANNER, Overwrite, Rework, Squeeze
from restore.damage.gold import Damaged
from restore.damage.intrude import Intrude
from restore.damage.layout import lay_out
from restore.damage.ocr import PRINT, Misread
from restore.damage.plain import Carry, Cover
from restore.damage.restyle import Mistype
from restore.damage.revise import Revise
from restore.damage.tokenise import Tokenise
from restore.damage.unmark import Unmark
from restore.errors import UsageError
from restore.hints import did_you_mean
from restore.text import Text


@dataclass(frozen=True, slots=True)
class Recipe:
    """Steps in the order in which they befall a text."""

    name: str
    steps: tuple[DamageStep, ...]


_SEVERAL = 0.01, 0.05  # of the letters that an engine gets wrong, of which but few are taken
HOUSE = (
    Recipe("light", (Intrude(0.11), Tokenise(0.5))),
    Recipe("heavy", (Intrude(0.4), Tokenise(0.5))),
    Recipe("light+move", (Intrude(0.11), Tokenise(0.5), MoveBlocks())),
    Recipe("heavy+move", (Intrude(0.4), Tokenise(0.5), MoveBlocks())),
    Recipe("ocr", (Misread(PRINT, 0.01, 0.12),)),
    Recipe("revised", (Revise(0.16),)),
    Recipe("mixed", (Revise(0.1), Intrude(0.09), Tokenise(0.5))),
    Recipe("tokeniser", (Tokenise(1.0),)),
    Recipe(
        "slips", (Few((Misread(replace(PRINT, hyphens=()), *_SEVERAL), Mistype(damage=True), Intrude(0.1), Unmark())),)
    ),
    Recipe("scraped", (Lose(), Repeat(), Furnish(), MoveBlocks())),
)
FOREIGN = (
    Recipe("foreign-light", (Overwrite(0.11), Squeeze())),
    Recipe("foreign-heavy", (Overwrite(0.39), Squeeze())),
    Recipe("foreign-light+move", (Overwrite(0.11), Squeeze(), MoveBlocks(0.06))),
    Recipe("foreign-heavy+move", (Overwrite(0.39), Squeeze(), MoveBlocks(0.06))),
    Recipe("foreign-ocr", (Misread(SCANNER, 0.01, 0.1),)),
    Recipe("foreign-revised", (Rework(0.16),)),
    Recipe("foreign-mixed", (Rework(0.1), Overwrite(0.09), Squeeze())),
    Recipe("foreign-tokeniser", (Squeeze(),)),
    Recipe("foreign-slips", (Few((Misread(replace(SCANNER, hyphens=()), *_SEVERAL), Overwrite(0.1), Squeeze())),)),
)
PLAIN = (
    Recipe("plain-light", (Cover(0.11),)),
    Recipe("plain-heavy", (Cover(0.37),)),
    Recipe("plain-light+move", (Cover(0.11), Carry())),
    Recipe("plain-heavy+move", (Cover(0.37), Carry())),
    Recipe("plain-slips", (Few((Cover(0.1),)),)),
)
_AMENDED = Few((Amend(0.1),))
AMENDED = (
    Recipe("amended", (_AMENDED,)),
    Recipe("amended-ocr", (_AMENDED, Misread(PRINT, 0.001, 0.06))),
    Recipe("amended-once", (_AMENDED, Few((Intrude(0.1),)))),
    Recipe("amended-light", (_AMENDED, Intrude(0.06), Tokenise(0.5))),
    Recipe("amended-slips", (_AMENDED, Few((Misread(replace(PRINT, hyphens=()), *_SEVERAL), Mistype(damage=True))))),
    Recipe("foreign-amended-ocr", (_AMENDED, Misread(SCANNER, 0.001, 0.06))),
    Recipe("foreign-amended-light", (_AMENDED, Overwrite(0.06), Squeeze())),
)
RECIPES: Mapping[str, Recipe] = {recipe.name: recipe for recipe in HOUSE + FOREIGN + PLAIN + AMENDED}


def make_damage(source: str, *, seed: int = 0, recipe: str | Recipe = "light") -> Damaged:
    """Damage a clean text; the same source, seed and recipe give the same bytes.

    Raises:
        UsageError: there is no recipe of that name.
    """
    chosen = RECIPES.get(recipe) if isinstance(recipe, str) else recipe
    if chosen is None:
        raise UsageError(f"no such recipe: {recipe!r}{did_you_mean(str(recipe), RECIPES)}")
    text = Text.of(source)
    draft = Draft(text)
    for number, step in enumerate(chosen.steps):
        # The digest is in it so that one seed over many texts does not give all of them the same habits.
        step(draft, Random(f"{seed}/{number}/{step.drawn_by}/{text.digest}"))  # noqa: S311 - damage is no secret
    return lay_out(draft, chosen.name, seed)
