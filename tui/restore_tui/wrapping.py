"""Words to cells, and cells to lines: where a line breaks, and which part of a word stands on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from restore_tui.stream import FacingWords, Words

ARROW = "→"
OPEN, CLOSE = "⟦⟧"  # around a difference, where style cannot be seen: brackets that no text has


class Role(StrEnum):
    """What a cell's words are."""

    EQUAL = "equal"
    COPY = "copy"  # what the copy has and the source has not
    SOURCE = "source"  # what the source has and the copy has not
    EDITED = "edited"  # what a reviewer wrote in place of it
    MOVED = "moved"
    SIGN = "sign"  # the brackets around a difference, and the arrow in it
    SPACE = "space"  # white space that only lays out


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one role; `item` is the number of their difference, `marked` says that they are what differs in it."""

    text: str
    role: Role = Role.EQUAL
    item: int | None = None
    marked: bool = False


@dataclass(slots=True)
class Column:
    """The line a side is being written on."""

    width: int
    cells: list[Cell] = field(default_factory=list)
    used: int = 0

    plain: list[str] = field(default_factory=list)

    def room(self, words: Words) -> int:
        """What would be used with these equal words on the line; more than the width where they do not go on it."""
        text = words.lead + words.text if self.used else words.text
        return self.used + (len(text) if text.isascii() else cell_len(text))

    def say(self, words: Words, used: int) -> None:
        """Add equal words; they become one cell with their neighbours."""
        if words.text:
            self.plain.append(words.lead + words.text if self.used else words.text)
            self.used = used

    def add(self, cell: Cell) -> None:
        """Add a cell."""
        if cell.text:
            self._settle()
            self.cells.append(cell)
            self.used += cell_len(cell.text)

    def take(self) -> tuple[Cell, ...]:
        """The line, and begin another."""
        self._settle()
        cells, self.cells, self.used = tuple(self.cells), [], 0
        return cells

    def _settle(self) -> None:
        if self.plain:
            self.cells.append(Cell("".join(self.plain)))
            self.plain.clear()


@dataclass(frozen=True, slots=True)
class SpacedWord:
    """A word with the white space before it: the least that a line takes."""

    lead: str
    cells: tuple[Cell, ...]

    @property
    def width(self) -> int:
        """Its cells without the white space."""
        return sum(cell_len(cell.text) for cell in self.cells)


def pieces(unit: FacingWords, words: Words, role: Role, *, opens: bool = True, closes: bool = True) -> list[SpacedWord]:
    """One side of a unit, word by word; a difference stands in brackets, even where it has no words."""
    if unit.item is None or role is Role.MOVED:
        return [SpacedWord(words.lead, (Cell(words.text, role, unit.item),))] if words.text else []
    opened, closed = ((Cell(OPEN, Role.SIGN, unit.item),) * opens, (Cell(CLOSE, Role.SIGN, unit.item),) * closes)
    found: list[SpacedWord] = []
    at = 0
    parts = words.text.split(" ")
    for number, word in enumerate(parts):
        cells = tuple(_cut(words, at, at + len(word), role, unit.item))
        first, last = number == 0, number == len(parts) - 1
        found.append(SpacedWord(words.lead if first else " ", (*opened * first, *cells, *closed * last)))
        at += len(word) + 1
    return found


def in_turn(unit: FacingWords, sides: Sequence[tuple[Words, Role]]) -> list[SpacedWord]:
    """Sides of a difference one behind the other in its brackets, with arrows between those that have words."""
    told = [side for side in sides if side[0].text] or sides[:1]
    found: list[SpacedWord] = []
    for number, (words, role) in enumerate(told):
        led = replace(words, lead=ARROW) if number else words
        found += pieces(unit, led, role, opens=not number, closes=number == len(told) - 1)
    return found


def _cut(words: Words, start: int, end: int, role: Role, item: int) -> Iterator[Cell]:
    """A word as cells that are marked throughout or not at all."""
    at = start
    while at < end:
        stop = at + 1
        while stop < end and (stop in words.marked) == (at in words.marked):
            stop += 1
        yield Cell(words.text[at:stop], role, item, at in words.marked)
        at = stop


def begins(pieces: Sequence[SpacedWord], column: Column) -> bool:
    """Whether the first of the pieces goes on the line."""
    return not pieces or column.used + cell_len(pieces[0].lead) + pieces[0].width <= column.width


def broken(pieces: Sequence[SpacedWord], column: Column) -> list[list[Cell]]:
    """Pieces as lines, the first one going on where the column stands. A word wider than a line is cut."""
    lines: list[list[Cell]] = [[]]
    used = column.used
    for piece in pieces:
        lead = piece.lead if used else ""
        if used and used + cell_len(lead) + piece.width > column.width:
            lines.append([])
            used = 0
            if lead != ARROW:  # no space begins a line; without the arrow both sides would be one
                lead = ""
        if lead:
            lines[-1].append(_lead(lead, lines[-1], piece))
            used += cell_len(lead)
        for part in (part for cell in piece.cells for part in _chopped(cell, column.width, used)):
            if used + cell_len(part.text) > column.width:
                lines.append([])
                used = 0
            lines[-1].append(part)
            used += cell_len(part.text)
    return lines


def _lead(lead: str, before: Sequence[Cell], piece: SpacedWord) -> Cell:
    """White space between two words of a difference belongs to it; so does the arrow between its sides."""
    if lead == ARROW:
        return Cell(lead, Role.SIGN, piece.cells[0].item)
    if not before or before[-1].item is None:
        return Cell(lead, Role.SPACE)
    return Cell(lead, before[-1].role, before[-1].item)


def _chopped(cell: Cell, width: int, used: int) -> Iterator[Cell]:
    """A cell in parts that go on a line."""
    if cell_len(cell.text) <= width:
        yield cell
        return
    at = 0
    room = max(width - used, 1) if used < width else width
    while at < len(cell.text):
        end, taken = at, 0
        while end < len(cell.text) and (taken := taken + cell_len(cell.text[end])) <= room:
            end += 1
        end = max(end, at + 1)
        yield Cell(cell.text[at:end], cell.role, cell.item, cell.marked)
        at, room = end, width
