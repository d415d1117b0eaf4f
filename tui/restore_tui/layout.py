"""Units to lines: the three layouts, wrapped, with equal stretches folded. Pure; it knows cells, not colours.

In each layout both sides break at the same units, so that what stands over against each other stays so however wide the
screen is. Lines hold cells; a cell is a stretch of one role, in one difference.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from restore_tui.folding import Fold, folded
from restore_tui.slices import at_once, in_slices
from restore_tui.stream import FacingWords, Words, on_one_line
from restore_tui.wrapping import Cell, Column, Role, begins, broken, in_turn, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

NO_WRAP = 1_000_000  # cells: wider than any line


class ScreenLayout(StrEnum):
    """How the two sides stand to each other."""

    BESIDE = "side by side"
    STACKED = "stacked"
    INLINE = "inline"


class LineKind(StrEnum):
    """What a line is."""

    TEXT = "text"
    SOURCE = "source"  # in the stacked layout, what the source has alone or otherwise
    COPY = "copy"  # and below it what the copy has
    FOLD = "fold"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class ScreenLine:
    """One line of the screen. `source` is empty in the layouts that have one column; a fold says what it hides."""

    kind: LineKind
    copy: tuple[Cell, ...] = ()
    source: tuple[Cell, ...] = ()
    fold: int | None = None
    hidden: str = ""

    @property
    def sides(self) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
        """What stands in either column."""
        return self.copy, self.source

    @property
    def items(self) -> frozenset[int]:
        """The differences that stand on it."""
        return frozenset(cell.item for cell in (*self.copy, *self.source) if cell.item is not None)


@dataclass(frozen=True, slots=True)
class Rewording:
    """What a reviewer wrote in place of the source's words, by the number of the difference."""

    item: int
    words: str


@dataclass(frozen=True, slots=True)
class Setting:
    """How lines are made: `width` in cells of a column; `context` in words around a difference, None for no folds."""

    layout: ScreenLayout
    width: int
    context: int | None = 12
    opened: frozenset[int] = frozenset()
    edits: frozenset[Rewording] = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """All lines of a document in one setting, each difference's first line, and for each line the unit it ended at."""

    lines: Sequence[ScreenLine]
    places: dict[int, int]
    units: Sequence[int]

    def line_of(self, unit: int) -> int:
        """The line a unit stands on, or the fold it is hidden in."""
        return min(bisect_right(self.units, unit), max(len(self.lines) - 1, 0))


def lay_out(units: Sequence[FacingWords], setting: Setting, turn: Callable[[], None] = at_once) -> Page:
    """Lines for a document, made in slices."""
    writer = _WRITERS[setting.layout](setting.width, {edit.item: edit.words for edit in setting.edits})
    for part in in_slices(folded(units, setting.context, setting.opened), turn):
        if isinstance(part, Fold):
            writer.fold(part)
            writer.unit += len(part.units)
        else:
            writer.put(part)
            writer.unit += 1
    writer.flush()
    writer.units += [writer.unit] * (len(writer.lines) - len(writer.units))
    places: dict[int, int] = {}
    for number, line in enumerate(in_slices(writer.lines, turn)):
        for cell in (*line.copy, *line.source):
            if cell.item is not None:
                places.setdefault(cell.item, number)
    return Page(writer.lines, places, writer.units)


class _LineWriter:
    """What the layouts share: columns, breaks, folds."""

    def __init__(self, width: int, edits: Mapping[int, str]) -> None:
        self.width, self.edits = max(width, 8), edits
        self.lines: list[ScreenLine] = []
        self.units: list[int] = []
        self.unit = 0
        self.copy, self.source = Column(self.width), Column(self.width)

    def put(self, unit: FacingWords) -> None:
        if unit.breaks:
            self.paragraph(unit.breaks)
        if unit.item is not None or not self.plain(unit):
            self.place(unit)
        self.units += [self.unit] * (len(self.lines) - len(self.units))

    def plain(self, unit: FacingWords) -> bool:
        """Add equal words where they go on the line, which they mostly do; else False."""
        copy, source = self.copy.room(unit.copy), self.source.room(unit.source)
        if copy > self.width or source > self.width:
            return False
        self.copy.say(unit.copy, copy)
        self.source.say(unit.source, source)
        return True

    def place(self, unit: FacingWords) -> None:
        raise NotImplementedError

    def from_source(self, unit: FacingWords) -> list[tuple[Words, Role]]:
        """The source's words, and what was written in their place."""
        sides = [(unit.source, _role(unit, Role.SOURCE))]
        written = None if unit.item is None else self.edits.get(unit.item)
        if written is None:
            return sides
        lead = unit.source.lead or unit.copy.lead  # where the source has no words the edit stands first
        return [*sides, (Words(lead, on_one_line(written)), Role.EDITED)]

    def flush(self) -> None:
        """End the line."""
        if self.copy.used or self.source.used:
            self.lines.append(ScreenLine(LineKind.TEXT, self.copy.take(), self.source.take()))

    def paragraph(self, breaks: int) -> None:
        self.flush()
        if breaks > 1 and self.lines and self.lines[-1].kind is not LineKind.BLANK:
            self.lines.append(ScreenLine(LineKind.BLANK))

    def fold(self, fold: Fold) -> None:
        self.flush()
        while self.lines and self.lines[-1].kind is LineKind.BLANK:
            self.lines.pop()
        self.lines.append(ScreenLine(LineKind.FOLD, fold=fold.number, hidden=fold.told))
        del self.units[len(self.lines) :]
        self.units += [self.unit] * (len(self.lines) - len(self.units) - 1)
        self.units.append(self.unit + len(fold.units))


class _Beside(_LineWriter):
    """Two columns; a difference that is longer on one side leaves the other side empty for as long."""

    def place(self, unit: FacingWords) -> None:
        copy = pieces(unit, unit.copy, _role(unit, Role.COPY))
        source = in_turn(unit, self.from_source(unit))
        if not (begins(copy, self.copy) and begins(source, self.source)):
            self.flush()
        lines = broken(copy, self.copy), broken(source, self.source)
        count = max(len(lines[0]), len(lines[1]))
        for number in range(count):
            for column, side in zip((self.copy, self.source), lines, strict=True):
                for cell in side[number] if number < len(side) else ():
                    column.add(cell)
            self.level()
            if number < count - 1:
                self.flush()

    def level(self) -> None:
        """Columns side by side go on wherever they are."""


class _Stacked(_Beside):
    """The source's line over the copy's, word above word; a line without a difference stands once."""

    def plain(self, unit: FacingWords) -> bool:
        """Add equal words and keep the lines level; no need where both say them with the same cells."""
        done = super().plain(unit)
        if self.copy.used != self.source.used:
            self.level()
        return done

    def level(self) -> None:
        """Let both lines end at the same cell, so that what follows stands one above the other."""
        widest = max(self.copy.used, self.source.used)
        for column in (self.copy, self.source):
            column.add(Cell(" " * (widest - column.used), Role.SPACE))

    def flush(self) -> None:
        copy, source = self.copy.take(), self.source.take()
        if any(cell.item is not None for cell in (*copy, *source)):
            self.lines += [
                ScreenLine(kind, cells)
                for kind, cells in ((LineKind.SOURCE, source), (LineKind.COPY, copy))
                if _says(cells)
            ]
        elif copy or source:
            self.lines.append(ScreenLine(LineKind.TEXT, tuple(_squeezed(copy))))


def _says(cells: Sequence[Cell]) -> bool:
    return any(cell.role is not Role.SPACE for cell in cells)


class _Inline(_LineWriter):
    """One column: the copy's words, and behind those that differ an arrow and the source's."""

    def plain(self, unit: FacingWords) -> bool:
        """Add equal words, the copy's only."""
        used = self.copy.room(unit.copy)
        if used <= self.width:
            self.copy.say(unit.copy, used)
        return used <= self.width

    def place(self, unit: FacingWords) -> None:
        role = _role(unit, Role.COPY)
        words = in_turn(unit, [(unit.copy, role), *(self.from_source(unit) if role is Role.COPY else ())])
        if not begins(words, self.copy):
            self.flush()
        lines = broken(words, self.copy)
        for number, cells in enumerate(lines):
            for cell in cells:
                self.copy.add(cell)
            if number < len(lines) - 1:
                self.flush()


_WRITERS: dict[ScreenLayout, type[_LineWriter]] = {
    ScreenLayout.BESIDE: _Beside,
    ScreenLayout.STACKED: _Stacked,
    ScreenLayout.INLINE: _Inline,
}


def _role(unit: FacingWords, side: Role) -> Role:
    if unit.item is None:
        return Role.EQUAL
    return Role.MOVED if unit.item == unit.move else side


def _squeezed(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Without the white space that only kept two lines level."""
    for number, cell in enumerate(cells):
        following = cells[number + 1] if number + 1 < len(cells) else None
        if cell.role is not Role.SPACE or cell.text == " " or following is None or following.role is Role.SPACE:
            yield cell
