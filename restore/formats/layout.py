"""Styles and line breaks for a terminal: ANSI by hand, width in cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby

from restore.values import dataclass, replace
from restore.visible import SHOWN_AS_THEY_ARE


class Style(StrEnum):
    """What a stretch of output is; the value is its SGR parameters (ECMA-48, 8.3.117)."""

    PLAIN = ""
    TITLE = "1"
    DIM = "2"
    EXTRA = "31"  # the copy has it, the source does not
    WANTED = "32"  # the source has it, the copy does not
    REPLACED = "35"
    REVIEW = "33"
    SURE = "1;32"
    MOVED = "36"
    COMMAND = "1;36"


@dataclass(frozen=True, slots=True)
class StyledText:
    """A stretch of text in one style."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Painter:
    """Writes runs, with escape sequences or without."""

    colour: bool = False

    def paint(self, run: StyledText) -> str:
        r"""One run, styled when colour is on.

        >>> Painter(colour=True).paint(StyledText("sure", Style.SURE)), Painter().paint(StyledText("sure", Style.SURE))
        ('\x1b[1;32msure\x1b[0m', 'sure')
        """
        return f"\x1b[{run.style}m{run.text}\x1b[0m" if self.colour and run.style and run.text else run.text

    def line(self, runs: Iterable[StyledText]) -> str:
        """Several runs as one line; neighbours in one style share their escape sequences."""
        if not self.colour:
            return "".join([run.text for run in runs]).rstrip(" ")
        parts = groupby(runs, key=lambda run: run.style)
        return "".join(
            self.paint(StyledText("".join(run.text for run in group), style)) for style, group in parts
        ).rstrip(" ")

    def wrap(self, runs: Iterable[StyledText], *, width: int, indent: str = "") -> Iterator[str]:
        """Runs as lines of at most `width` cells, each starting with `indent`; broken in a word only if it must be."""
        styled = [run for run in runs if run.text]
        text = "".join([run.text for run in styled])
        text = text.rstrip(" ") or text[:1]  # blanks behind the last word would make a line of their own
        for start, end in _lines(text, max(width - cells(indent), 8)):
            yield indent + (self.line(_between(styled, start, end)) if self.colour else text[start:end].rstrip(" "))


# What stays together, though its styles differ: a word with the space before it, or a space that another follows.
_PIECE = re.compile(r" ?[^ ]+| ")


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each line of a text begins and ends, without the space that it would begin with."""
    if not text:
        return
    if text.isascii() or SHOWN_AS_THEY_ARE.fullmatch(text):
        yield from _narrow_lines(text, width)
        return
    start = used = 0
    whole = cells(text)
    if whole > width:
        for piece in _PIECE.finditer(text):
            word = piece[0]
            size = cells(word)
            if used + size <= width:
                used += size
                continue
            space = word.startswith(" ")
            if piece.start() and size - space <= width:
                yield start, piece.start()
                start, used = piece.start() + space, size - space
                continue
            for at, character in enumerate(word, piece.start()):  # a text without spaces is one piece
                taken = cells(character)
                if used + taken > width:
                    yield start, at
                    start, used = at, 0
                used += taken
    yield start, len(text)


def _narrow_lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """The same of a text whose characters take one cell each, so that no word need be looked at but the one to cut."""
    start, end = 0, len(text)
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        behind = text.find(" ", cut + 1, cut + width + 2)
        fits = behind >= 0 or end - cut - 1 <= width  # the word behind it on the next line
        if cut > 0 and fits:
            yield start, cut
            start = cut + 1
        else:
            yield start, start + width
            start += width
    yield start, end


def _between(runs: Iterable[StyledText], start: int, end: int) -> Iterator[StyledText]:
    """The runs of characters [start, end) of all of them together."""
    at = 0
    for run in runs:
        behind = at + len(run.text)
        if at < end and behind > start:
            yield run if start <= at and behind <= end else replace(run, text=run.text[max(start - at, 0) : end - at])
        at = behind


def cells(text: str) -> int:
    r"""How many terminal cells a text takes: two for East Asian wide characters (UAX #11), none for combining marks.

    >>> cells("déjà vu"), cells("漢字"), cells("e\u0301")
    (7, 4, 1)
    """
    if text.isascii() or SHOWN_AS_THEY_ARE.fullmatch(text):
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    if character in "\u200c\u200d" or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clip(text: str, width: int) -> str:
    """At most `width` cells of a text, with an ellipsis where it was cut.

    >>> clip("a long sentence", 8)
    'a long …'
    """
    if cells(text) <= width:
        return text
    kept, used = 0, 1 + cells(text[:1])
    while used <= width:
        kept += 1
        used += cells(text[kept])
    return f"{text[:kept]}…"
