"""Texts as an engine misreads them."""

from random import Random

from restore.damage.draft import Draft
from restore.damage.ocr import PRINT, Misread
from restore.text import Text


def misread(text, rate, seed=1):
    """The text with so many of its characters misread, line ends kept."""
    draft = Draft(Text.of(text))
    Misread(PRINT, rate, rate * 1.001)(draft, Random(seed))
    return "".join(unit.before + unit.text for unit in draft.units) + draft.tail
