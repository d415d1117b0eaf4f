"""What the lattice's steps cost, in thousandths of a nat.

A plain inserted word costs about minus the logarithm of how often it stands in the pair: a rare word hardly comes from
nowhere, and its match is worth keeping; a comma matches by luck. A whole mention costs about as much as one such word,
however long. Whole numbers, so that every implementation finds the same path.
"""

from __future__ import annotations

from restore.values import dataclass


@dataclass(frozen=True, slots=True)
class Costs:
    """Step costs in thousandths of a nat."""

    open: int = 4300  # a difference begins
    eat: int = 850  # a source token is not in the copy
    lost: int = 2200  # and nothing stands for it, where the first of them is a plain word: intruders stand for one
    insert_rare: int = 4500  # a plain copy token that is rare in the pair
    insert_common: int = 4500  # and one that is everywhere
    mention: int = 5100  # a whole mention, copied from elsewhere in the source
    mention_token: int = 50  # each of its tokens
    odd_edge: int = 6900  # it begins or ends as a noun phrase hardly does
    own_place: int = 1300  # the source has it only in this very gap
    part: int = 1300  # it is only a part of what the source has there, on one side
    near: int = 2800  # a word misread …
    near_edit: int = 12000  # … times the share of its characters that changed
    near_known: int = 2500  # … more if the copy's word stands elsewhere in the source: it is a word of its own
    joined: int = 3900  # words joined or split, on top of `near`

    @property
    def all(self) -> tuple[int, ...]:
        """The costs in the order in which the compiled lattice takes them; the insertion costs go by token."""
        return (
            self.open, self.eat, self.mention, self.mention_token, self.odd_edge, self.own_place, self.part,
            self.near, self.near_edit, self.joined, self.near_known, self.lost,
        )  # fmt: skip


DEFAULT = Costs()
# For a copy full of misread words.
MISREAD_COSTS = Costs(open=3000, eat=1200, insert_rare=6000, near=2000, near_edit=8500)


@dataclass(frozen=True, slots=True)
class Prices:
    """What a first look at a pair says of its copy, that changes what a second alignment's steps cost.

    `misread` if it is full of misread words; `intruders` are words, folded, that intrude in it again and again, and so
    are mentions too, whether the source has them so or not.
    """

    misread: bool = False
    intruders: tuple[tuple[str, ...], ...] = ()

    @property
    def costs(self) -> Costs:
        """The costs of steps."""
        return MISREAD_COSTS if self.misread else DEFAULT


NEUTRAL = Prices()
