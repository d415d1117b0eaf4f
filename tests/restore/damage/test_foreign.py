import pytest

from restore.damage import make_damage
from restore.damage.recipes import RECIPES
from tests.restore.damage.test_steps import ARTICLE

FOREIGN = [name for name in RECIPES if name.startswith("foreign-")]


@pytest.mark.parametrize("recipe", FOREIGN)
def test_each_recipe_damages_in_its_own_way_and_says_what_it_did(recipe):
    damaged = make_damage(ARTICLE, recipe=recipe, seed=3)
    assert damaged.source == ARTICLE
    assert (damaged.copy != ARTICLE) == bool(damaged.gold)
