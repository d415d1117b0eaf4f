"""Cells as one SVG that is light by day and dark by night, as the reader's system is, and fetches nothing.

Fonts are those that systems have; each run of characters is told its width, so that columns stand whatever the font is.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.pictures.cells import Cell, Look

WIDTH, HEIGHT = 8.4, 18  # of a cell, for characters of 14: what most fonts of even width have, and room between lines
SIZE = 14
EDGE = 12  # around the screen
TITLE = 30  # above it
FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"
FRAME = {"day": ("#f3f3f3", "#d0d0d0", "#555555"), "night": ("#1b1b1b", "#3a3a3a", "#aaaaaa")}  # fill, edge, title


class Sheet:
    """Class names for colours by day and by night."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}

    def name(self, day: str, night: str) -> str:
        """The class of these two."""
        return self._names.setdefault((day, night), f"c{len(self._names)}")

    def rules(self) -> str:
        """The style sheet."""
        day = "".join(f".{name}{{fill:{light}}}" for (light, _), name in self._names.items())
        night = "".join(f".{name}{{fill:{dark}}}" for (_, dark), name in self._names.items())
        return f"{day}@media(prefers-color-scheme:dark){{{night}}}"


def svg(lines: Sequence[Sequence[Cell]], title: str) -> str:
    """The picture."""
    sheet = Sheet()
    width = sum(cell.width for cell in lines[0]) * WIDTH + 2 * EDGE
    height = len(lines) * HEIGHT + TITLE + EDGE
    body = "".join(part for row, line in enumerate(lines) for part in _line(line, TITLE + row * HEIGHT, sheet))
    fill, edge, words = (sheet.name(*pair) for pair in zip(FRAME["day"], FRAME["night"], strict=True))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" role="img">'
        f"<title>{escape(title)}</title>"
        f"<style>text{{font:{SIZE}px {FONTS};white-space:pre}}.b{{font-weight:bold}}.i{{font-style:italic}}"
        f".s{{text-decoration:line-through}}.u{{text-decoration:underline}}{sheet.rules()}</style>"
        f'<rect class="{edge}" width="{width:g}" height="{height}" rx="8"/>'
        f'<rect class="{fill}" x="1" y="1" width="{width - 2:g}" height="{height - 2}" rx="7"/>'
        f'<text class="{words}" x="{width / 2:g}" y="{TITLE - 10}" text-anchor="middle">{escape(title)}</text>'
        f"{body}</svg>\n"
    )


def _line(line: Sequence[Cell], top: float, sheet: Sheet) -> Iterator[str]:
    """A line's papers, then its inks."""
    yield from _papers(line, top, sheet)
    at = 0
    for (day, night, _), group in groupby(line, key=lambda cell: (cell.day, cell.night, _alone(cell))):
        run = list(group)
        wide = sum(cell.width for cell in run)
        text = "".join(cell.text for cell in run)
        if text.strip():
            yield _text(text, at, wide, top, _classes(day, night, sheet))
        at += wide


def _papers(line: Sequence[Cell], top: float, sheet: Sheet) -> Iterator[str]:
    at = 0
    for (day, night), group in groupby(line, key=lambda cell: (cell.day.paper, cell.night.paper)):
        wide = sum(cell.width for cell in group)
        place = f'x="{EDGE + at * WIDTH:g}" y="{top:g}" width="{wide * WIDTH + 0.3:g}" height="{HEIGHT + 0.3:g}"'
        yield f'<rect class="{sheet.name(day, night)}" {place}/>'
        at += wide


def _text(text: str, at: int, wide: int, top: float, classes: str) -> str:
    """A run without the white space at its ends, which would be struck out or underlined where it is not to be seen."""
    bare = text.strip(" ")
    at += len(text) - len(text.lstrip(" "))
    length = (wide - (len(text) - len(bare))) * WIDTH
    place = f'x="{EDGE + at * WIDTH:g}" y="{top + HEIGHT - 5:g}" textLength="{length:g}"'
    return f'<text class="{classes}" {place}>{escape(bare)}</text>'


def _classes(day: Look, night: Look, sheet: Sheet) -> str:
    marks = {"b": day.bold, "s": day.struck, "u": day.lined, "i": day.slanted}
    return " ".join([sheet.name(day.ink, night.ink), *(name for name, holds in marks.items() if holds)])


def _alone(cell: Cell) -> str:
    """What keeps a character that fonts may lack to its own column: another font may draw it, as wide as it likes."""
    return "" if cell.text < "\u2000" else cell.text
