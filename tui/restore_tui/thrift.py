"""What goes to the terminal, in fewer bytes: a style is written where it changes, and only what of it changes.

Textual begins each stretch of words with its whole style and ends it with a reset, at forty bytes a stretch. Over a
slow line that is what one waits for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from textual.driver import Driver

_PARTS = re.compile(
    r"\x1b\[(?P<style>[\d;]*)m|(?P<move>(?:\x1b\[\d+;\d+H)+|(?:\r?\n)+)|(?P<words>[^\x1b\r\n]+|.)", re.DOTALL
)
_BEGUN = re.compile(r"\x1b(?:\[[\d;]*)?\Z")  # the first half of a sequence
_COLOUR = re.compile(r"(?P<ground>[34]8;(?:2;\d+;\d+;\d+|5;\d+))|(?P<plain>\d+)")


class Pen(NamedTuple):
    """How a terminal writes: attributes as they are set, and both colours; empty is its own."""

    attributes: frozenset[str] = frozenset()
    colour: str = ""
    ground: str = ""


_RESET = Pen()
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}
_DRAWN = frozenset({"4", "9", "21", "53"})  # what blanks show: lines under, through and over them


class Thrift:
    r"""What is written one after the other; it begins in the terminal's own style, and may be cut anywhere.

    Where Python writes to Windows' console, Textual cuts long frames, in the midst of styles too.

    >>> Thrift().written("\x1b[1;31mone\x1b[0m\x1b[1;32m two\x1b[0m")
    '\x1b[1;31mone\x1b[32m two\x1b[0m'
    """

    def __init__(self) -> None:
        self._wanted = _RESET
        self._begun = ""

    def written(self, data: str) -> str:
        """The same for the screen, in fewer bytes; in the style that it asks for at its end."""
        data = self._begun + data
        cut = _BEGUN.search(data)
        self._begun = cut[0] if cut else ""
        written: list[str] = []
        pen = wanted = self._wanted
        for part in _PARTS.finditer(data, 0, len(data) - len(self._begun)):
            style = part["style"]
            if style is not None:
                wanted = _set(wanted, style)
                continue
            moves = part["move"]
            if moves is not None:  # in any style; only the last of several places counts, but a line's end may scroll
                written.append(moves[max(moves.rfind("\x1b"), 0) :])
                continue
            needed = _for_blanks(pen, wanted) if part[0].isspace() else wanted
            written += [_change(pen, needed), part[0]]
            pen = needed
        self._wanted = wanted
        return "".join([*written, _change(pen, wanted)])


@lru_cache(4096)
def _set(pen: Pen, style: str) -> Pen:
    """The pen after an escape sequence for styles."""
    attributes, colour, ground = pen
    for part in _COLOUR.finditer(style or "0"):
        code = part[0]
        number = int(code.partition(";")[0])
        if number == 0:
            attributes, colour, ground = _RESET
        elif number == 38 or 30 <= number <= 37 or 90 <= number <= 97:
            colour = code
        elif number == 48 or 40 <= number <= 47 or 100 <= number <= 107:
            ground = code
        elif number == 39:
            colour = ""
        elif number == 49:
            ground = ""
        else:
            attributes |= {code}
    return Pen(attributes, colour, ground)


@lru_cache(4096)
def _change(pen: Pen, wanted: Pen) -> str:
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
def _for_blanks(pen: Pen, wanted: Pen) -> Pen:
    """The pen that blanks need: only the ground shows in them, and lines under, through and over them."""
    if "7" in pen.attributes | wanted.attributes:  # the ground is the words' colour
        return wanted
    return Pen(pen.attributes - _DRAWN | wanted.attributes & _DRAWN, pen.colour, wanted.ground)


def thrifty_driver(driver: type[Driver]) -> type[Driver]:
    """A driver of Textual's that writes so."""

    class Thrifty(driver):  # type: ignore[misc, valid-type]
        def __init__(self, *given: Any, **named: Any) -> None:
            self._thrift = Thrift()
            super().__init__(*given, **named)

        def write(self, data: str) -> None:
            super().write(self._thrift.written(data))

    return Thrifty
