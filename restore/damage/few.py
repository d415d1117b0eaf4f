"""Copies that hardly anything befell: a letter misread here, a name over a word there, one word mistyped.

No other difference of such a copy tells of this one: a slip has to be told from an editor's word by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import ClassVar

from restore.damage.draft import DamageStep, Draft, UnitEdit

WAYS = (1, 1, 2)  # how many of the steps
TIMES = (1, 1, 2, 3, 5, 8, 13)  # how often each


@dataclass(frozen=True, slots=True)
class Few:
    """What one or two of some steps do to a text, each but a few times, at places that chance chooses.

    Of what a step does only its edits are taken: what it moves, and how it spaces all of the text, is left out.
    """

    drawn_by: ClassVar[str] = "Few"

    steps: tuple[DamageStep, ...]

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Damage one draft."""
        for step in rng.sample(self.steps, min(rng.choice(WAYS), len(self.steps))):
            drawn = _Recorded(draft)
            step(drawn, rng)
            places = _places(drawn.edits)
            chosen = rng.sample(places, min(rng.choice(TIMES), len(places)))
            draft.apply(edit for edits in chosen for edit in edits)


class _Recorded(Draft):
    """A draft to which nothing is done: what would have been is kept."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.source)
        self.units, self.moves = list(draft.units), draft.moves
        self.edits: list[UnitEdit] = []

    def apply(self, edits: Iterable[UnitEdit]) -> None:
        """Keep what would be done."""
        self.edits += edits


def _places(edits: Sequence[UnitEdit]) -> list[list[UnitEdit]]:
    """Edits in their order, those that touch at one place: the words of a headline are lost together."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.stop))
    found = [ordered[:1]] if ordered else []
    for one, other in pairwise(ordered):
        if other.start > one.stop:
            found.append([])
        found[-1].append(other)
    return found
