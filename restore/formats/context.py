"""The words around a difference, and those of a long one, counted as a reader would count them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from typing import cast

from restore.spans import SPACELESS, is_latin
from restore.values import dataclass
from restore.visible import visible

WORDS_AT_MOST = 40  # of one side of a difference; more fills the screen without telling more, --format json has all
WORDS_KEPT = 14  # at each end of a side that has more
REACH = 24  # characters that are looked through for a word of context: more than nearly all words have
_SPACED = re.compile(r"\S+")


def elided(text: str) -> str:
    """A long side, its middle counted instead of shown.

    >>> elided(" ".join(["word"] * 500)).count("word")
    29
    """
    if len(text) < WORDS_AT_MOST:
        return text
    pieces = _pieces(text)
    if _fitting(pieces, WORDS_AT_MOST) == len(pieces):
        return text
    first = pieces[_fitting(pieces, WORDS_KEPT) - 1].end
    last = pieces[-_fitting(reversed(pieces), WORDS_KEPT)].start
    return f"{_flat(text[:first])} … ({counted(text[first:last])}) … {_flat(text[last:])}"


def counted(text: str, how: str = "") -> str:
    """How much there is of a text: in words where white space tells what one is, else in characters.

    >>> counted("one two three"), counted("the same", "equal"), counted("一二三")
    ('3 words', '2 equal words', '3 characters')
    """
    unit = unit_of(text)
    number = len(text.split()) if unit == "words" else len(text.strip())
    return " ".join(filter(None, (f"{number:,}", how, unit if number != 1 else unit[:-1])))


def unit_of(text: str) -> str:
    """What a text is counted in.

    >>> unit_of("one two"), unit_of("一二三")
    ('words', 'characters')
    """
    return "words" if len(text.split()) == len(_pieces(text)) else "characters"


def before(copy: str, start: int, words: int) -> str:
    """The last words before an offset, on one line, with the space that parts them from what follows."""
    reach = copy[max(start - REACH * (words + 1), 0) : start]
    kept, more = _edge(reach, words, last=True)
    cut = more or len(reach) < start
    gap = " " if reach[-1:].isspace() else ""
    return ("… " if cut and kept else "") + visible(kept) + (gap if kept else "")


def after(copy: str, end: int, words: int) -> str:
    """The first words after an offset, likewise."""
    reach = copy[end : end + REACH * (words + 1)]
    kept, more = _edge(reach, words, last=False)
    cut = more or end + len(reach) < len(copy)
    gap = " " if reach[:1].isspace() else ""
    return (gap if kept else "") + visible(kept) + (" …" if cut and kept else "")


def _edge(text: str, words: int, *, last: bool) -> tuple[str, bool]:
    """A text's first words or its last, on one line, and whether it has more."""
    if is_latin(text):
        every = text.split()
        some = every[max(len(every) - words, 0) :] if last else every[:words]
        return " ".join(some), len(some) < len(every)
    pieces = _pieces(text)
    number = _fitting(reversed(pieces) if last else pieces, words)
    kept = (text[pieces[-number].start :] if last else text[: pieces[number - 1].end]) if number else ""
    return _flat(kept), number < len(pieces)


def _flat(text: str) -> str:
    """On one line, without white space at its ends."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class WordPiece:
    """Some characters of a text that count as a word, or as half of one."""

    start: int
    end: int
    halves: int


def _pieces(text: str) -> Sequence[WordPiece]:
    """What white space parts; of scripts that write none, whose words have two letters or so, letters and marks."""
    if is_latin(text):  # to import what tells the others takes longer than all else that is shown
        return [WordPiece(*match.span(), 2) for match in _SPACED.finditer(text)]
    return [WordPiece(*match.span(), 1 if match[1] else 2) for match in _spaceless().finditer(text)]


def _fitting(pieces: Iterable[WordPiece], words: int) -> int:
    """How many pieces, from the first on, are no more than so many words."""
    return sum(1 for halves in accumulate(piece.halves for piece in pieces) if halves <= 2 * words)


@cache
def _spaceless() -> re.Pattern[str]:
    import regex

    pattern = regex.compile(rf"([{SPACELESS}])\p{{M}}*\p{{P}}*|[^\s{SPACELESS}]+")
    return cast("re.Pattern[str]", pattern)  # it has the same methods
