"""A screen of the app as cells, each as it looks by day and by night."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.color import Color
    from rich.segment import Segment
    from textual.app import App

DAY, NIGHT = "textual-light", "textual-dark"


@dataclass(frozen=True, slots=True)
class Look:
    """How a character is drawn; colours as `#rrggbb`."""

    ink: str
    paper: str
    bold: bool = False
    struck: bool = False
    lined: bool = False
    slanted: bool = False

    @classmethod
    def of(cls, style: Style) -> Look:
        """What a terminal makes of a style; every cell of the app has its colours."""
        ink, paper = _hex(style.color), _hex(style.bgcolor)
        if style.reverse:
            ink, paper = paper, ink
        if style.dim:
            ink = _between(ink, paper)
        return cls(ink, paper, bool(style.bold), bool(style.strike), bool(style.underline), bool(style.italic))


@dataclass(frozen=True, slots=True)
class Cell:
    """One character, how many columns it takes, and its looks."""

    text: str
    width: int
    day: Look
    night: Look


Screen = list[list[tuple[str, Look]]]


def both(day: Screen, night: Screen) -> list[list[Cell]]:
    """Two drawings of one screen as one. Raises ValueError where they do not say the same."""
    said = ["\n".join("".join(text for text, _ in line) for line in screen) for screen in (day, night)]
    if said[0] != said[1]:
        raise ValueError(f"by day it says\n{said[0]}\nand by night\n{said[1]}")
    return [
        [Cell(text, cell_len(text), light, dark) for (text, light), (_, dark) in zip(*lines, strict=True)]
        for lines in zip(day, night, strict=True)
    ]


def drawn(app: App[None]) -> Screen:
    """What stands on the screen now, line by line, each character with its look."""
    return [list(_characters(strip)) for strip in app.screen._compositor.render_strips()]


def _characters(strip: Iterable[Segment]) -> Iterator[tuple[str, Look]]:
    for text, style, _ in strip:
        look = Look.of(style or Style())
        for character in text:
            yield character, look


def _hex(color: Color | None) -> str:
    return "#808080" if color is None or color.is_default else color.get_truecolor().hex


def _between(one: str, other: str) -> str:
    """The colour half way."""
    parts = [(int(one[at : at + 2], 16) + int(other[at : at + 2], 16)) // 2 for at in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in parts)
