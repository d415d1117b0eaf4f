"""Markup as it stands: the characters of a file, and where in them each element, attribute and text is.

A page is changed by splicing its characters, so that what is not changed stays byte for byte; a tree that is written
anew would not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Attribute:
    """A name without its prefix, what it says, and the characters [start, end) of its value, quotes left out.

    `at` is where its name starts, prefix included.
    """

    name: str
    value: str
    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Element:
    """An element: characters [start, end) with its tags, [inner, close) within them.

    `name` has no prefix, `tag` has it; `parent` and `last` number elements in the document's order: the one around it
    (-1 for none), and the last one inside.
    """

    number: int
    name: str
    tag: str
    parent: int
    last: int
    start: int
    inner: int
    close: int
    end: int
    attributes: tuple[Attribute, ...]

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of this name."""
        return next((each for each in self.attributes if each.name == name), None)

    def get(self, name: str) -> str:
        """What an attribute says; nothing where there is none."""
        found = self.attribute(name)
        return "" if found is None else found.value


@dataclass(frozen=True, slots=True)
class MarkupStep:
    """An element that opens, or closes; or, without one, a text."""

    element: Element | None = None
    text: str = ""
    closes: bool = False


@dataclass(frozen=True)
class Markup:
    """A file's characters, and its elements in the document's order. `raw.encode(encoding)` gives its bytes again."""

    raw: str = field(repr=False)
    encoding: str
    elements: Sequence[Element] = field(repr=False)
    _offsets: Sequence[int] = field(repr=False)
    _texts: Sequence[str] = field(repr=False)

    def inside(self, element: Element) -> Sequence[Element]:
        """The elements inside of one, however deep."""
        return self.elements[element.number + 1 : element.last + 1]

    def children(self, element: Element) -> Iterator[Element]:
        """The elements just inside of one."""
        return (each for each in self.inside(element) if each.parent == element.number)

    def around(self, element: Element) -> Iterator[Element]:
        """The elements that one is in, from the nearest on."""
        while element.parent >= 0:
            element = self.elements[element.parent]
            yield element

    def text(self, element: Element) -> str:
        """The characters inside of an element, references resolved."""
        first, last = bisect_left(self._offsets, element.inner), bisect_left(self._offsets, element.close)
        return "".join(self._texts[first:last])

    def walk(self) -> Iterator[MarkupStep]:
        """Elements as they open and close, and the texts between, in the document's order."""
        opened: list[Element] = []
        at = 0
        for element in [*self.elements, None]:
            limit = len(self.raw) if element is None else element.start
            while opened and (element is None or opened[-1].last < element.number):
                end = opened.pop()
                while at < len(self._offsets) and self._offsets[at] < end.close:
                    yield MarkupStep(text=self._texts[at])
                    at += 1
                yield MarkupStep(end, closes=True)
            while at < len(self._offsets) and self._offsets[at] < limit:
                yield MarkupStep(text=self._texts[at])
                at += 1
            if element is not None:
                opened.append(element)
                yield MarkupStep(element)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids that are taken."""
        return frozenset(
            each.value for element in self.elements for each in element.attributes if each.name.lower() == "id"
        )
