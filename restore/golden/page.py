"""Where in a page a stretch of text comes from: a caption out of <figcaption>, a teaser out of <aside>."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

_VOID = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    }
)  # fmt: skip
_INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "kbd", "mark", "q", "s",
        "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
    }
)  # fmt: skip
_UNREAD = frozenset({"script", "style", "template", "noscript"})
_TELLING = frozenset(
    {
        "figcaption", "figure", "aside", "nav", "footer", "header", "script", "style", "form", "table", "blockquote",
        "dialog", "button",
    }
)  # fmt: skip
SAMPLE = 40  # characters, white space left out, that a stretch is looked up by


@dataclass(frozen=True, slots=True)
class PageText:
    """Text of a page and the elements around it, the outermost first."""

    text: str
    path: Sequence[str]


class _PageParser(HTMLParser):
    """Collects the text of a page with the open elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.stretches: list[PageText] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            if tag in {"br", "hr"}:
                self.stretches.append(PageText("\n", ()))
            return
        named = dict(attrs)
        self.open.append((tag, _shown(tag, named.get("class") or "", named.get("id") or "")))
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, max(len(self.open) - 30, -1), -1):
            if self.open[at][0] == tag:
                del self.open[at:]
                self._break(tag)
                return

    def handle_data(self, data: str) -> None:
        self.stretches.append(PageText(data, tuple(shown for _, shown in self.open)))

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            self.stretches.append(PageText("\n", ()))


def _shown(tag: str, classes: str, name: str) -> str:
    first = classes.split(maxsplit=1)[0] if classes.split() else ""
    if first:
        return f'<{tag} class="{first}">'
    return f'<{tag} id="{name}">' if name else f"<{tag}>"


def read_page(html: str) -> list[PageText]:
    """The text of a page, stretch by stretch. Broken pages give what can be read of them."""
    reader = _PageParser()
    reader.feed(html)
    reader.close()
    return reader.stretches


def page_text(html: str) -> str:
    r"""The text of a page, one block a line; scripts and styles left out.

    >>> page_text("<h1>A</h1><p>One <b>and</b>\n two.<script>x</script></p>")
    'A\nOne and two.'
    """
    parts = [s.text if not s.path else " ".join(s.text.split("\n")) for s in read_page(html) if not _is_unread(s)]
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _is_unread(stretch: PageText) -> bool:
    return any(_tag(shown) in _UNREAD or _tag(shown) == "head" for shown in stretch.path)


def _tag(shown: str) -> str:
    return shown[1:].split(" ", 1)[0].rstrip(">")


def element_of(text: str, html: str) -> str | None:
    """The element of a page that a stretch of text comes from, or None when the page does not have it.

    >>> element_of("A tall ship", '<p>x</p><figure><figcaption class="c">A tall <b>ship</b></figcaption></figure>')
    '<figcaption class="c">'
    """
    wanted = "".join(text.split())[:SAMPLE]
    if not wanted:
        return None
    stretches = [s for s in read_page(html) if s.path]
    starts, pieces, size = [], [], 0
    for stretch in stretches:
        starts.append(size)
        pieces.append("".join(stretch.text.split()))
        size += len(pieces[-1])
    at = "".join(pieces).find(wanted)
    return _telling(stretches[bisect_right(starts, at) - 1].path) if at >= 0 else None


def _telling(path: Sequence[str]) -> str | None:
    """The innermost element that says what it is for, else the innermost that is no inline one."""
    for shown in reversed(path):
        if _tag(shown) in _TELLING:
            return shown
    return next((shown for shown in reversed(path) if _tag(shown) not in _INLINE), None)
