"""What goes to the terminal, in fewer bytes: a cell is written when it comes out otherwise than it stands there.

Textual writes a line from its first change to its last, in its styles from end to end. Over a slow line that is what
one waits for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import bidirectional, category, east_asian_width

from rich.cells import get_character_cell_size
from textual.driver import Driver

from restore_tui.pen import RESET, Pen, change, for_blank, of_blank, styled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import App

_PARTS = re.compile(
    r"\x1b\[(?P<style>[\d;]*)m|(?P<move>\x1b\[\d+;\d+H)|(?P<end>\r?\n)|(?P<words>[^\x00-\x1f\x7f]+)"
    r"|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[^\[\]]|.",
    re.DOTALL,
)
_BEGUN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?)?\Z")  # the first part of a sequence
_ASIDE = re.compile(r"\x07|\x1b\[\?(?:2026|25)[hl]|\x1b\[6n|\x1b\](?!8;)")  # what changes no cell
_GAP = 4  # cells: as many characters as it takes to go past them


class ScreenCell(NamedTuple):
    """What stands in a cell; the second half of a wide character has no text."""

    text: str
    pen: Pen


class Size(NamedTuple):
    """Of a terminal, in cells."""

    columns: int
    rows: int


class Thrift:
    r"""What is written one after the other; it begins in the terminal's own style, and may be cut anywhere.

    No line goes past the terminal's edge. Where Python writes to Windows' console, Textual cuts long frames, in the
    midst of styles too.

    Args:
        size: the terminal's, asked at each writing: where it is another one, nothing is known of what stands there.

    >>> thrift = Thrift(lambda: Size(80, 24))
    >>> thrift.written("\x1b[1;1H\x1b[1;31mone\x1b[0m\x1b[1;32m two\x1b[0m")
    '\x1b[H\x1b[1;31mone \x1b[32mtwo\x1b[0m'
    >>> thrift.written("\x1b[1;1H\x1b[1;31mone\x1b[0m\x1b[1;32m ten\x1b[0m")
    '\x1b[2D\x1b[1;32men\x1b[0m'
    """

    def __init__(self, size: Callable[[], Size]) -> None:
        self._ask = size
        self._size = size()
        self._begun = ""
        self._stands: dict[int, dict[int, ScreenCell]] = {}  # what is known of the terminal, by row and column
        self._comes: dict[int, dict[int, ScreenCell]] = {}  # what is to stand there
        self._wanted, self._pen = RESET, RESET  # as what is written believes it to be, and as it is
        self._place: tuple[int, int] | None = None  # of the cursor, row and column, likewise; None where nobody knows
        self._cursor: tuple[int, int] | None = None
        self._ends = ""  # line ends that may prove to be of no account
        self._out: list[str] = []

    def forget(self) -> None:
        """Know nothing of what stands on the terminal: others wrote there."""
        self._stands.clear()
        self._cursor = None

    def written(self, data: str) -> str:
        """The same for the screen, in fewer bytes; in the style and with the cursor that it asks for at its end."""
        data = self._begun + data
        cut = _BEGUN.search(data)
        self._begun = cut[0] if cut else ""
        if (size := self._ask()) != self._size:
            self._size = size
            self.forget()
        for part in _PARTS.finditer(data, 0, len(data) - len(self._begun)):
            if (style := part["style"]) is not None:
                self._wanted = styled(self._wanted, style)
            elif part["move"]:
                self._go(part[0])
            elif part["end"]:
                self._ends += part[0]
            elif part["words"]:
                self._say(part[0])
            else:
                self._through(part[0])
        if self._ends:
            self._scroll()
        self._settle()
        self._out.append(change(self._pen, self._wanted))
        self._pen = self._wanted
        done, self._out = "".join(self._out), []
        return done

    def _go(self, move: str) -> None:
        """The cursor goes to a place, and what line ends did before is of no account, unless one scrolled."""
        row, column = map(int, move[2:-1].split(";"))
        if self._ends and (self._place is None or self._place[0] + self._ends.count("\n") >= self._size.rows):
            self._scroll()
        self._ends = ""
        self._place = row - 1, column - 1

    def _scroll(self) -> None:
        """Line ends as they are; where that leads nobody knows."""
        ends, self._ends = self._ends, ""
        self._settle()
        self._out.append(ends)
        self._place = None
        self.forget()

    def _say(self, words: str) -> None:
        if self._ends:
            self._scroll()
        if self._place is None or not _is_sure(words):
            self._adrift(words)
            return
        row, column = self._place
        if not self._comes.get(row, {}).keys().isdisjoint(range(column, column + 2 * len(words))):
            self._settle()  # over what comes itself: half of a wide character may be covered
        comes = self._comes.setdefault(row, {})
        cell, blank = self._wanted, of_blank(self._wanted)
        for character in words:
            comes[column] = ScreenCell(character, blank if character.isspace() else cell)
            column += 1
            if character > "\u02ff" and get_character_cell_size(character) == 2:
                comes[column] = ScreenCell("", cell)
                column += 1
        self._place = row, column

    def _adrift(self, words: str) -> None:
        """Words that not every terminal gives the same width: as they are, and so is all up to the next place."""
        self._settle()
        if self._place is not None:
            row, column = self._place
            stands = self._stands.get(row, {})
            self._stands[row] = {at: cell for at, cell in stands.items() if at < column - 1}
        else:
            self.forget()
        self._out += [change(self._pen, self._wanted), words]
        self._pen, self._place, self._cursor = self._wanted, None, None

    def _through(self, sequence: str) -> None:
        """What is neither words nor style nor place."""
        if self._ends:
            self._scroll()
        self._settle()
        self._out += [change(self._pen, self._wanted), sequence]
        self._pen = self._wanted
        if not _ASIDE.match(sequence):
            self.forget()
            self._place = None

    def _settle(self) -> None:
        """Write the cells that come out otherwise, and leave the cursor where it is to be."""
        for row, comes in self._comes.items():
            stands = self._stands.setdefault(row, {})
            for column in sorted(comes):
                cell = comes[column]
                if cell.text and not _same(comes, stands, column):
                    self._out += self._put(row, column, cell, stands)
        self._comes.clear()
        if self._place is not None and self._place != self._cursor:
            self._out.append(self._move(*self._place))
            self._cursor = self._place

    def _put(self, row: int, column: int, cell: ScreenCell, stands: dict[int, ScreenCell]) -> Iterator[str]:
        """One cell where it belongs; the other half of what it covers half is no more."""
        yield self._past(row, column, stands) or self._move(row, column)
        pen = for_blank(self._pen, cell.pen) if cell.text.isspace() else cell.pen
        yield change(self._pen, pen)
        yield cell.text
        width = 1 if cell.text <= "\u02ff" else get_character_cell_size(cell.text)
        for at in range(column, column + width):
            self._halve(at, stands)
        stands[column] = cell
        if width == 2:
            stands[column + 1] = ScreenCell("", cell.pen)
        self._pen = pen
        behind = column + width
        self._cursor = (row, behind) if behind < self._size.columns else None  # at the edge terminals differ

    def _halve(self, at: int, stands: dict[int, ScreenCell]) -> None:
        found = stands.get(at)
        if found is not None and not found.text:
            stands.pop(at - 1, None)
        following = stands.get(at + 1)
        if following is not None and not following.text:
            stands.pop(at + 1)

    def _past(self, row: int, column: int, stands: dict[int, ScreenCell]) -> str:
        """The few cells between the cursor and a place, where they can be written as the pen is; else nothing."""
        if self._cursor is None or self._cursor[0] != row or not 0 < column - self._cursor[1] <= _GAP:
            return ""
        between = [stands.get(at) for at in range(self._cursor[1], column)]
        if not all(cell and cell.text and self._fits(cell) for cell in between):
            return ""
        return "".join(cell.text for cell in between if cell)

    def _fits(self, cell: ScreenCell) -> bool:
        if cell.text.isspace():
            return for_blank(self._pen, cell.pen) == self._pen
        return cell.pen == self._pen and cell.text <= "\u02ff"

    def _move(self, row: int, column: int) -> str:
        """The shortest way to a place."""
        if (row, column) == self._cursor:
            return ""
        ways = [f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H" if row else "\x1b[H"]
        if self._cursor and self._cursor[0] == row:
            by = column - self._cursor[1]
            ways.append(f"\x1b[{abs(by) if abs(by) > 1 else ''}{'C' if by > 0 else 'D'}")
        return min(ways, key=len)


def _same(comes: dict[int, ScreenCell], stands: dict[int, ScreenCell], column: int) -> bool:
    """Whether a character stands there already; a wide one with both its halves."""
    if stands.get(column) != comes[column]:
        return False
    following = comes.get(column + 1)
    return following is None or following.text != "" or stands.get(column + 1) == following


def _is_sure(words: str) -> bool:
    """Whether every terminal gives these words the cells that Textual does."""
    return words.isascii() or all(map(_is_sure_of, words))


@lru_cache(4096)
def _is_sure_of(character: str) -> bool:
    """Letters and signs of one cell and ideographs of two; no marks, emoji, nor what is written from right to left."""
    kind, wide = category(character), east_asian_width(character) in "WF"
    if kind[0] in "MC" or bidirectional(character) in {"R", "AL"} or (wide and kind == "So"):
        return False
    return get_character_cell_size(character) == (2 if wide else 1)


class ThriftyDriver(Driver):
    """What makes a driver of Textual's write so; it stands before the system's own."""

    def __init__(self, app: App[Any], **settings: Any) -> None:
        self._thrift = Thrift(lambda: Size(*app.size))
        self._is_stale = False
        super().__init__(app, **settings)

    def write(self, data: str) -> None:
        """Write what changes."""
        if self._is_stale:
            self._is_stale = False
            self._thrift.forget()
        super().write(self._thrift.written(data))  # type: ignore[safe-super]

    def forget(self) -> None:
        """Write all of the next frame."""
        self._is_stale = True


def thrifty_driver(driver: type[Driver]) -> type[Driver]:
    """A driver of Textual's that writes so."""
    return type("Thrifty", (ThriftyDriver, driver), {})
