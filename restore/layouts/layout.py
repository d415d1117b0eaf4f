"""Pages with their layout: a text, and where each of its words stands on the page and in the file."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import chain, pairwise
from math import isfinite
from typing import TYPE_CHECKING, Any

from restore.confidences import EngineConfidences
from restore.values import dataclass, field, replace

if TYPE_CHECKING:
    from restore.markup.elements import Markup

SOFT_HYPHEN = "\u00ad"
HYPHENS = "-\u2010\u2e17\u00ac" + SOFT_HYPHEN  # what stands at the end of a line where a word goes on in the next

_BREAKS = SOFT_HYPHEN + "\u00ac"


class PageFormat(StrEnum):
    """A format that pages are kept in."""

    HOCR = "hOCR"
    ALTO = "ALTO"
    PAGE = "PAGE-XML"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the page, in the file's own unit, y downwards.

    >>> Box(0, 0, 10, 4).union(Box(12, 1, 20, 5))
    Box(left=0, top=0, right=20, bottom=5)
    >>> Box(-3, 2, 30, 5).within(Box(0, 0, 20, 4))
    Box(left=0, top=2, right=20, bottom=4)
    """

    left: float
    top: float
    right: float
    bottom: float

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def within(self, other: Box) -> Box:
        """What of it lies inside another; a side outside moves to the other's edge."""
        left, top = (
            min(max(a, b), c) for a, b, c in ((self.left, other.left, other.right), (self.top, other.top, other.bottom))
        )
        return Box(left, top, max(left, min(self.right, other.right)), max(top, min(self.bottom, other.bottom)))


@dataclass(frozen=True, slots=True)
class Word:
    """What an element of a line says: a word, or the part of one that stands in this line, or a line without words.

    `text` is characters [start, end) of the page's text. `hyphen` stands behind it in the file and not in the text: the
    word goes on in the next line. `confidence` is the engine's, from 0 to 1. `whole` is set where the element holds a
    line and not a word.
    """

    text: str
    element: int
    box: Box | None = None
    confidence: float | None = None
    hyphen: str = ""
    whole: bool = False
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, with its words in reading order. `block` numbers paragraphs, `page` pages, from 0 on."""

    words: Sequence[Word]
    element: int
    box: Box | None = None
    block: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where something stands: the `line`th line of the `page`th page of so many, both from 1 on, as people count."""

    page: int
    line: int
    pages: int

    def __str__(self) -> str:
        return f"line {self.line}" if self.pages == 1 else f"page {self.page}, line {self.line}"


@dataclass(frozen=True, slots=True)
class LineNumbers:
    """Where in the text of pages each line begins, and the number, from 0 on, of each page's first line."""

    starts: Sequence[int]
    pages: Sequence[int]

    def to_json(self) -> dict[str, list[int]]:
        """As plain values of JSON."""
        return {"lines": list(self.starts), "pages": list(self.pages)}

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> LineNumbers:
        """What `to_json` gave. Raises KeyError, TypeError or ValueError where it did not."""
        starts, pages = ([int(number) for number in values[name]] for name in ("lines", "pages"))
        if pages[:1] != [0] or any(one > other for part in (starts, pages) for one, other in pairwise(part)):
            raise ValueError("no numbers of lines and pages in order")
        return cls(starts, pages)

    def place_at(self, offset: int) -> PagePlace:
        """The page, and the line of it, that a character of the text stands in."""
        line = max(bisect_right(self.starts, offset) - 1, 0)
        page = max(bisect_right(self.pages, line) - 1, 0)
        return PagePlace(page + 1, line - self.pages[page] + 1, len(self.pages))


@dataclass(frozen=True)
class Layout:
    """Pages as a file has them.

    `text` has the words of a line with spaces between, lines with a line end, paragraphs with an empty line and pages
    with a form feed. A word that the file says is broken at the end of a line is whole in the text, and its line ends
    behind it.
    """

    kind: PageFormat
    text: str
    lines: Sequence[Line] = field(repr=False)
    markup: Markup = field(repr=False)

    @property
    def words(self) -> Sequence[Word]:
        """The words of all lines, in the text's order."""
        return [word for line in self.lines for word in line.words]

    @cached_property
    def confidences(self) -> EngineConfidences | None:
        """How sure the engine was of the words, by where they stand in the text; None where the file says nothing."""
        sure = [(word.start, word.end, word.confidence) for word in self.words if word.confidence is not None]
        if not sure:
            return None
        starts, ends, values = zip(*sure, strict=True)
        return EngineConfidences(array("i", starts), array("i", ends), array("f", values))

    def place_at(self, offset: int) -> PagePlace:
        """The page, and the line of it, that a character of the text stands in."""
        return self.numbers.place_at(offset)

    @cached_property
    def numbers(self) -> LineNumbers:
        """Where its lines and its pages begin."""
        pages = [line.page for line in self.lines]
        firsts = [0, *(number for number, (one, other) in enumerate(pairwise(pages), 1) if one != other)]
        return LineNumbers([line.words[0].start for line in self.lines], firsts)


def number_of(text: str) -> float | None:
    """What a file says as a number; None where it says none that is on a page, as `nan` and `1e999` are not.

    >>> number_of("12.5"), number_of("nan"), number_of("")
    (12.5, None, None)
    """
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def confidence_of(text: str, whole: int = 1) -> float | None:
    """An engine's confidence, as a share of `whole`; None where it is none: more than sure is no measure of it.

    >>> confidence_of("91", 100), confidence_of("91"), confidence_of("-1")
    (0.91, None, None)
    """
    number = number_of(text)
    return number / whole if number is not None and 0 <= number <= whole else None


def laid_out(kind: PageFormat, lines: Iterable[Line], markup: Markup) -> Layout:
    """The layout of lines in reading order, their words without spans; lines and words without text are left out."""
    worded = (replace(line, words=[word for word in line.words if word.text]) for line in lines)
    kept = [line for line in worded if line.words]
    parts: list[str] = []
    at, waiting = 0, ""
    placed: list[Line] = []
    for number, line in enumerate(kept, start=1):
        following = kept[number] if number < len(kept) else None
        words: list[Word] = []
        for word in line.words:
            is_last = len(words) == len(line.words) - 1
            words.append(replace(word, start=at, end=at + len(word.text)))
            if is_last:
                waiting = max(waiting, _between(line, following), key=len)
            goes_on = is_last and word.hyphen and following is not None
            space = "" if goes_on else waiting or " "
            waiting = waiting if goes_on else ""
            parts += (word.text, space)
            at += len(word.text) + len(space)
        placed.append(replace(line, words=words))
    return Layout(kind, "".join(parts), placed, markup)


def softly_broken(words: Sequence[Word]) -> Sequence[Word]:
    """A line's words; the last without the soft hyphen, or the ¬ that transcribers write, which says that it goes on.

    A plain hyphen does not say whether it belongs to the word, so it stays in the text.
    """
    last = words[-1]
    if len(last.text) < 2 or last.text[-1] not in _BREAKS:
        return words
    return [*words[:-1], replace(last, text=last.text[:-1], hyphen=last.text[-1])]


def _between(line: Line, following: Line | None) -> str:
    if following is None or (following.block == line.block and following.page == line.page):
        return "\n"
    return "\n\n" if following.page == line.page else "\n\f"


def groups(layout: Layout) -> Iterator[Sequence[Word]]:
    """Words with the parts of them that stand in the next line."""
    group: list[Word] = []
    for word in chain.from_iterable(line.words for line in layout.lines):
        if group and group[-1].end != word.start:
            yield group
            group = []
        group.append(word)
    if group:
        yield group
