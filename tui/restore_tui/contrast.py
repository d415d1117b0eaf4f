"""A theme's colours so that they can be read on what they stand on, which no theme has thought of."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.color import Color as RichColor

LEAST = 4.5  # contrast of words that WCAG 2.1 asks for (1.4.3)
LEAST_DRAWN = 3.0  # of lines and bars (1.4.11)
STEPS = 20  # from a colour to black or white
BLACK, WHITE = Color(0, 0, 0), Color(255, 255, 255)


def legible(strip: Strip) -> Strip:
    """The same with colours nearer to black or white where they could not be read."""
    return Strip(
        [
            Segment(text, style and _legible(style, LEAST_DRAWN if _is_drawn(text) else LEAST), control)
            for text, style, control in strip
        ],
        strip.cell_length,
    )


def of_palette(colour: Color) -> Color:
    """A grey as the nearest of the terminals' two dozen, at most five steps of 255 away: it takes half the bytes."""
    if not colour.r == colour.g == colour.b or not 3 <= colour.r <= 243:
        return colour
    level = min(max(round((colour.r - 8) / 10), 0), 23) * 10 + 8
    return Color(level, level, level)


def contrast(one: Color, other: Color) -> float:
    """How far two colours are apart in brightness, from 1 to 21.

    >>> contrast(WHITE, BLACK), round(contrast(WHITE, Color(118, 118, 118)), 2)
    (21.0, 4.54)
    """
    darker, brighter = sorted((_luminance(one), _luminance(other)))
    return (brighter + 0.05) / (darker + 0.05)


@lru_cache(4096)
def _legible(style: Style, least: float) -> Style:
    colour, ground = _exact(style.color), _exact(style.bgcolor)
    if colour is None or ground is None or contrast(colour, ground) >= least:
        return style
    end = max((BLACK, WHITE), key=lambda end: contrast(end, ground))
    nearer = (of_palette(colour.blend(end, step / STEPS, 1.0)) for step in range(1, STEPS))
    found = next((each for each in nearer if contrast(each, ground) >= least), end)
    return style + Style(color=found.rich_color)


def _exact(colour: RichColor | None) -> Color | None:
    """A colour that is known: those of the terminal's own palette are not."""
    return None if colour is None or colour.triplet is None else Color(*colour.triplet)


def _is_drawn(text: str) -> bool:
    """Whether it is lines, bars and blanks alone."""
    return all(character == " " or "\u2500" <= character <= "\u259f" for character in text)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
