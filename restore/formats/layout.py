"""Styles and line breaks for a terminal: ANSI by hand, width in cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby


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
        parts = groupby(runs, key=lambda run: run.style)
        return "".join(
            self.paint(StyledText("".join(run.text for run in group), style)) for style, group in parts
        ).rstrip(" ")

    def wrap(self, runs: Iterable[StyledText], *, width: int, indent: str = "") -> Iterator[str]:
        """Runs as lines of at most `width` cells, each starting with `indent`; broken in a word only if it must be."""
        for line in _lines(_words(runs), max(width - cells(indent), 8)):
            yield indent + self.line(line)


def _words(runs: Iterable[StyledText]) -> Iterator[StyledText]:
    """Cut runs before each space; what stays together across a style's border is glued again by `_lines`."""
    for run in runs:
        start = 0
        for at, character in enumerate(run.text):
            if character == " " and at > start:
                yield StyledText(run.text[start:at], run.style)
                start = at
        if run.text[start:]:
            yield StyledText(run.text[start:], run.style)


def _lines(words: Iterable[StyledText], width: int) -> Iterator[list[StyledText]]:
    line: list[StyledText] = []
    used = 0
    for word in _glued(words):
        size = _size(word)
        if line and used + size <= width:
            line += word
            used += size
            continue
        if line and size - word[0].text.startswith(" ") <= width:
            yield line
            line, used = [], 0
            word[0] = StyledText(word[0].text.lstrip(" "), word[0].style)
        *full, line = _broken(word, width, line)
        yield from full
        used = _size(line)
    if line:
        yield line


def _size(line: Iterable[StyledText]) -> int:
    return sum(cells(run.text) for run in line)


def _glued(words: Iterable[StyledText]) -> Iterator[list[StyledText]]:
    """Words that no space parts, though their styles differ, go to one line."""
    group: list[StyledText] = []
    for word in words:
        if group and word.text.startswith(" "):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _broken(group: list[StyledText], width: int, line: list[StyledText]) -> Iterator[list[StyledText]]:
    """The lines that a group takes from the end of a line on: a text without spaces is one group."""
    used = _size(line)
    for run in group:
        start = 0
        for at, character in enumerate(run.text):
            size = cells(character)
            if used + size > width:
                yield [*line, StyledText(run.text[start:at], run.style)]
                line, used, start = [], 0, at
            used += size
        line.append(StyledText(run.text[start:], run.style))
    yield line


def cells(text: str) -> int:
    r"""How many terminal cells a text takes: two for East Asian wide characters (UAX #11), none for combining marks.

    >>> cells("déjà vu"), cells("漢字"), cells("e\u0301")
    (7, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    if character in "\u200c\u200d" or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clip(text: str, width: int, *, keep_end: bool = False) -> str:
    """At most `width` cells of a text, with an ellipsis where it was cut.

    >>> clip("a long sentence", 8), clip("a long sentence", 8, keep_end=True)
    ('a long …', '…entence')
    """
    if cells(text) <= width:
        return text
    kept: list[str] = []
    used = 1
    for character in reversed(text) if keep_end else text:
        used += cells(character)
        if used > width:
            break
        kept.append(character)
    return "…" + "".join(reversed(kept)) if keep_end else "".join(kept) + "…"
