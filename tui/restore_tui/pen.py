"""How a terminal writes: the style in force, and the shortest way from one to another."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_COLOUR = re.compile(r"(?P<ground>[34]8;(?:2;\d+;\d+;\d+|5;\d+))|(?P<plain>\d+)")
_EXACT = re.compile(r"([34])8;2;(\d+);(\d+);(\d+)\Z")
_STEPS = {0: 0, 95: 1, 135: 2, 175: 3, 215: 4, 255: 5}  # of the palette's cube of colours, 16 to 231


class Pen(NamedTuple):
    """How a terminal writes: attributes as they are set, and both colours; empty is its own."""

    attributes: frozenset[str] = frozenset()
    colour: str = ""
    ground: str = ""


RESET = Pen()
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}
_DRAWN = frozenset({"4", "9", "21", "53"})  # what blanks show: lines under, through and over them


@lru_cache(4096)
def styled(pen: Pen, style: str) -> Pen:
    """The pen after an escape sequence for styles."""
    attributes, colour, ground = pen
    for part in _COLOUR.finditer(style or "0"):
        code = part[0]
        number = int(code.partition(";")[0])
        if number == 0:
            attributes, colour, ground = RESET
        elif number == 38 or 30 <= number <= 37 or 90 <= number <= 97:
            colour = _by_number(code)
        elif number == 48 or 40 <= number <= 47 or 100 <= number <= 107:
            ground = _by_number(code)
        elif number == 39:
            colour = ""
        elif number == 49:
            ground = ""
        else:
            attributes |= {code}
    return Pen(attributes, colour, ground)


def _by_number(code: str) -> str:
    """A colour that the palette of 256 has, by its number there: half as long.

    >>> _by_number("38;2;198;198;198"), _by_number("48;2;95;0;255"), _by_number("38;2;1;2;3")
    ('38;5;251', '48;5;57', '38;2;1;2;3')
    """
    exact = _EXACT.match(code)
    if exact is None:
        return code
    red, green, blue = map(int, exact.groups()[1:])
    if red == green == blue and red % 10 == 8 and red <= 238:
        return f"{exact[1]}8;5;{232 + red // 10}"
    if {red, green, blue} <= _STEPS.keys():
        return f"{exact[1]}8;5;{16 + 36 * _STEPS[red] + 6 * _STEPS[green] + _STEPS[blue]}"
    return code


@lru_cache(4096)
def change(pen: Pen, wanted: Pen) -> str:
    """The shortest sequence from one style to another; empty where they are one."""
    if pen == wanted:
        return ""
    whole = ["0", *sorted(wanted.attributes), *filter(None, wanted[1:])]
    gone = pen.attributes - wanted.attributes
    if not gone <= _OFF.keys():
        return f"\x1b[{';'.join(whole)}m"
    off = {_OFF[code] for code in gone}
    fewer = [*sorted(off), *sorted(code for code in wanted.attributes if code in _more(pen, off, wanted))]
    fewer += [has or own for had, has, own in zip(pen[1:], wanted[1:], ("39", "49"), strict=True) if had != has]
    return f"\x1b[{min(';'.join(whole), ';'.join(fewer), key=len)}m"


def _more(pen: Pen, off: set[str], wanted: Pen) -> frozenset[str]:
    """The attributes to set once some are off: one sequence ends bold and faint alike."""
    left = frozenset(code for code in pen.attributes if _OFF.get(code) not in off)
    return wanted.attributes - left


@lru_cache(4096)
def of_blank(pen: Pen) -> Pen:
    """What shows of a style in a blank: the ground, and lines under, through and over it in their colour."""
    if "7" in pen.attributes:  # the ground is the words' colour
        return pen
    drawn = pen.attributes & _DRAWN
    return Pen(drawn, pen.colour if drawn else "", pen.ground)


@lru_cache(4096)
def for_blank(pen: Pen, blank: Pen) -> Pen:
    """The nearest pen that a blank of this look can be written with."""
    if "7" in pen.attributes | blank.attributes:
        return blank
    return Pen(pen.attributes - _DRAWN | blank.attributes, blank.colour or pen.colour, blank.ground)
