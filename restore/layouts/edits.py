"""Splices of markup: what a format's writer makes of words, with references where markup needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count

from restore.layouts.layout import Word
from restore.layouts.rewriting import Placed
from restore.markup.elements import Attribute, Element, Markup
from restore.plan import Splice


def escaped(text: str, quote: str = "") -> str:
    """Text as markup has it; inside of an attribute, with the quote that is around it.

    >>> escaped("R&D < 'x'", "'")
    'R&amp;D &lt; &#39;x&#39;'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace(quote, f"&#{ord(quote)};") if quote else text


def content(markup: Markup, element: Element, text: str) -> Splice:
    """The text inside of an element; bold print around all of it stays, and so does white space at its ends."""
    for inner in reversed(markup.inside(element)):
        if inner.inner < inner.close and markup.text(inner).strip() == markup.text(element).strip():
            element = inner
            break
    start, end = element.inner, element.close
    if start == element.end:  # <a/>, which is written anew
        return Splice(
            element.start, end, f"{markup.raw[element.start : start - 2].rstrip()}>{escaped(text)}</{element.tag}>"
        )
    raw = markup.raw
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    return Splice(start, end, escaped(text))


def attribute(markup: Markup, element: Element, name: str, value: str) -> Splice:
    """An attribute that says this, in the place it has or behind the others."""
    found = element.attribute(name)
    if found is not None:
        quote = _quote(markup, found)
        added = "" if quote else '"'  # HTML may leave quotes out, up to a space
        return Splice(found.start, found.end, f"{added}{escaped(value, quote or added)}{added}")
    end = element.inner - (2 if markup.raw[element.inner - 2] == "/" else 1)
    return Splice(end, end, f' {name}="{escaped(value, chr(34))}"')


def without(markup: Markup, element: Element, *names: str) -> Iterator[Splice]:
    """An element without attributes of these names."""
    for found in element.attributes:
        if found.name in names:
            end = found.end + bool(_quote(markup, found))
            yield Splice(found.at - len(indent(markup, found.at)), end, "")


def line(
    markup: Markup,
    words: Sequence[Word],
    placed: Sequence[Placed],
    *,
    emptied: Callable[[Element], Iterable[Splice]],
    new: Callable[[Element, Placed], str],
    repaired: Callable[[Element, Placed, Word], Iterable[Splice]],
) -> Iterator[Splice]:
    """A line of elements with other words: those gone are taken out, new ones stand behind the one before them.

    A format says what it makes of a whole line that is `emptied`, of a word that is `new` beside another's element, and
    of one `repaired`.
    """
    kept = {one.old.element for one in placed if one.old}
    for word in words:
        if word.element not in kept:
            element = markup.elements[word.element]
            yield from emptied(element) if word.whole else [removed(element)]
    beside = markup.elements[words[0].element]
    at, is_behind = beside.start, False
    for one in placed:
        if one.old is None:
            space, text = indent(markup, beside.start) or " ", new(beside, one)
            yield Splice(at, at, space + text if is_behind else text + space)
            continue
        beside = markup.elements[one.old.element]
        at, is_behind = beside.end, True
        if not one.stays:
            yield from repaired(beside, one, one.old)


def removed(element: Element) -> Splice:
    """No such element."""
    return Splice(element.start, element.end, "")


def indent(markup: Markup, at: int) -> str:
    """The white space before a place."""
    before = markup.raw[max(at - 200, 0) : at]
    return before[len(before.rstrip()) :]


def _quote(markup: Markup, found: Attribute) -> str:
    quote = markup.raw[found.start - 1]
    return quote if quote in "\"'" else ""


def number(value: float) -> str:
    """A coordinate.

    >>> number(12.0), number(12.346)
    ('12', '12.35')
    """
    return str(round(value)) if float(value).is_integer() else f"{value:.2f}".rstrip("0")


class FreshIds:
    """Ids that no element has."""

    def __init__(self, markup: Markup) -> None:
        self._taken = set(markup.ids)

    def beside(self, name: str) -> str:
        """An id like another."""
        new = next(new for k in count(1) if (new := f"{name}_r{k}") not in self._taken)
        self._taken.add(new)
        return new
