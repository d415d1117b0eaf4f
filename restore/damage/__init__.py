"""Damaged copies made from clean texts, with every difference known: what repair is tuned and judged on."""

from restore.damage.gold import Damaged, GoldDifference
from restore.damage.recipes import AMENDED, RECIPES, Recipe, make_damage

__all__ = ["AMENDED", "RECIPES", "Damaged", "GoldDifference", "Recipe", "make_damage"]
