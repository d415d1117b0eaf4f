"""A copy in the making: the source cut into units, each with what the copy says in its place.

Every step of a recipe edits units and marks what it did, so the gold is known by construction: units keep their source
tokens, whatever the copy makes of them, and all of them together are the source, each token once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import Protocol

from restore.differences import Cause
from restore.text import Text


@dataclass(frozen=True, slots=True)
class DamageMark:
    """What a step did to a unit. `op` is left out: it follows from which side is empty."""

    cause: Cause
    damage: bool = True


@dataclass(frozen=True, slots=True)
class Unit:
    """Source tokens [first, last) and what the copy has for them: white space `before`, then `text`.

    A unit without a mark says the same as its source tokens. `move` is the number of the moved block it belongs to.
    """

    first: int
    last: int
    before: str
    text: str
    mark: DamageMark | None = None
    move: int | None = None


@dataclass(frozen=True, slots=True)
class UnitEdit:
    """Units [start, stop) become one unit with this text and mark; start == stop inserts before that unit.

    `before` is the new unit's white space; None takes that of the units it replaces, or of the place it goes to, where
    a space is left. `after`, unless None, becomes the white space of the unit that follows.
    """

    start: int
    stop: int
    text: str
    mark: DamageMark | None
    before: str | None = None
    after: str | None = None


class Draft:
    """The units in the copy's order, a byte order mark before the first and the white space after the last one."""

    def __init__(self, source: Text) -> None:
        self.source = source
        self.units: list[Unit] = []
        self.moves = 0
        self.mark = "\ufeff" if source.raw.startswith("\ufeff") else ""
        at = len(self.mark)
        for i, (start, end) in enumerate(zip(source.starts, source.ends, strict=True)):
            self.units.append(Unit(i, i + 1, source.raw[at:start], source.raw[start:end]))
            at = end
        self.tail = source.raw[at:]

    def __len__(self) -> int:
        return len(self.units)

    def free(self, start: int, stop: int) -> bool:
        """Whether units [start, stop) exist and no step has touched them."""
        return 0 <= start <= stop <= len(self.units) and all(u.mark is None for u in self.units[start:stop])

    def apply(self, edits: Iterable[UnitEdit]) -> None:
        """Carry out edits whose units do not overlap, all numbered as the units stand now."""
        units: list[Unit] = []
        at = 0
        for edit in sorted(edits, key=lambda e: (e.start, e.stop)):
            if edit.start < at:
                raise ValueError(f"edits overlap at unit {edit.start}")
            units += self.units[at : edit.start]
            units.append(self._made(edit))
            at = edit.stop
            if edit.after is not None and at < len(self.units):
                self.units[at] = replace(self.units[at], before=edit.after)
            elif edit.start == edit.stop and edit.before is None and at < len(self.units):
                self.units[at] = replace(self.units[at], before=self.units[at].before and " ")
        self.units = units + self.units[at:]

    def _made(self, edit: UnitEdit) -> Unit:
        old = self.units[edit.start : edit.stop]
        if old:
            before = old[0].before if edit.before is None else edit.before
            return Unit(old[0].first, old[-1].last, before, edit.text, edit.mark, old[0].move)
        following = self.units[edit.start] if edit.start < len(self.units) else None
        first = following.first if following else len(self.source)
        before = edit.before if edit.before is not None else (following.before if following else "") or " "
        return Unit(first, first, before, edit.text, edit.mark, following.move if following else None)

    def shift(self, start: int, stop: int, to: int) -> None:
        """Take units [start, stop) out and put them back before unit `to`, which stands outside of them; a move."""
        if start <= to <= stop:
            raise ValueError("a block cannot be moved into itself")
        block = [replace(unit, move=self.moves) for unit in self.units[start:stop]]
        self.moves += 1
        rest = self.units[:start] + self.units[stop:]
        at = to if to < start else to - (stop - start)
        self.units = rest[:at] + block + rest[at:]


class DamageStep(Protocol):
    """Something that befalls a text. What is drawn by chance is drawn by its name, whatever its class is called."""

    @property
    def drawn_by(self) -> str:
        """The name."""

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Do it to a draft."""
