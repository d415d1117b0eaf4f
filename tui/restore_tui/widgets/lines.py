"""What the views that draw line by line have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.cache import LRUCache
from textual.scroll_view import ScrollView
from textual.strip import Strip

from restore_tui.contrast import legible
from restore_tui.widgets.styled import Styled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style
    from textual.selection import Selection


class LineView(Styled, ScrollView, can_focus=True, inherit_bindings=False):
    """A view with as many lines as need be: those on the screen are drawn, those written that come out otherwise."""

    ALLOW_SELECT = True
    DEFAULT_CSS = """
    LineView { scrollbar-size-vertical: 1; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._drawn: LRUCache[tuple[int, int, int], Strip] = LRUCache(1024)
        self.drawn_count = 0

    def draw(self, y: int, width: int) -> Strip:
        """One line of the whole, at most `width` cells."""
        raise NotImplementedError

    def text_of(self, y: int) -> str:
        """The characters of a line, for the clipboard."""
        return self.draw(y, self.size.width).text

    def redraw(self, lines: Iterable[int] | None = None) -> None:
        """Draw lines again, all of them or those that can have changed, and write what comes out otherwise."""
        drawn, in_sight = self._drawn, self.in_sight
        self._drawn = LRUCache(drawn.maxsize)
        again = set(in_sight if lines is None else lines)
        for line in in_sight:  # the others are drawn when they come into sight
            before = drawn.get(self._key(line))
            if line not in again and before is not None:
                self._drawn[self._key(line)] = before
            elif self._strip(line) != before:
                self.refresh_line(line)

    @property
    def in_sight(self) -> range:
        """The lines on the screen."""
        top = int(self.scroll_offset.y)
        return range(top, top + self.scrollable_content_region.height)

    def _key(self, line: int) -> tuple[int, int, int]:
        return line, self.scrollable_content_region.width, int(self.scroll_offset.x)

    def _strip(self, line: int) -> Strip:
        """A line as it was drawn before, or drawn now."""
        key = self._key(line)
        strip = self._drawn.get(key)
        if strip is None:
            self.drawn_count += 1
            width = self.scrollable_content_region.width
            strip = self.draw(line, width).crop_extend(0, width, None).apply_style(self.ground).simplify()
            self._drawn[key] = strip = legible(strip)
        return strip

    def render_line(self, y: int) -> Strip:
        """A line of the screen."""
        line = y + int(self.scroll_offset.y)
        return self._selected(self._strip(line), line).apply_offsets(int(self.scroll_offset.x), line)

    def _selected(self, strip: Strip, at: int) -> Strip:
        selection = self.text_selection
        span = selection.get_span(at) if selection is not None else None
        if span is None:
            return strip
        start, end = span
        end = strip.cell_length if end == -1 else min(end, strip.cell_length)
        if start >= end:
            return strip
        before, inside, after = (
            strip.divide([start, end, strip.cell_length])[:3]
            if end < strip.cell_length
            else (
                *strip.divide([start, end]),
                Strip([]),
            )
        )
        style = self.screen.get_component_rich_style("screen--selection")
        return Strip.join([before, inside.apply_style(style), after])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that was selected with the mouse."""
        start = selection.start.y if selection.start else 0
        end = selection.end.y if selection.end else self.virtual_size.height - 1
        lines = [""] * start + [self.text_of(y) for y in range(start, min(end + 1, self.virtual_size.height))]
        return selection.extract("\n".join(lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual calls it so
        """Show what is selected."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw in the new theme."""
        super().notify_style_update()
        self._drawn.clear()

    def reveal(self, y: int, *, margin: int = 3) -> None:
        """Have a line on the screen with some lines around it.

        It scrolls by as much as keeps the line in sight: to scroll by a line writes all of them anew, and so would the
        next key.
        """
        height = self.scrollable_content_region.height
        top = int(self.scroll_offset.y)
        margin = min(margin, max((height - 1) // 4, 0))  # on a low view, too, most lines are in the middle
        if y < top + margin and top:
            self.scroll_to(y=max(y - height + 1 + margin, 0), animate=False, force=True)
        elif y >= top + height - margin:
            self.scroll_to(y=y - margin, animate=False, force=True)


def clip(text: str, width: int) -> str:
    """At most `width` cells, with an ellipsis where something was cut."""
    if cell_len(text) <= width:
        return text
    kept, used = [], 1
    for character in text:
        used += cell_len(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + "…" if width > 0 else ""


def pad(text: str, width: int) -> str:
    """Exactly `width` cells."""
    clipped = clip(text, width)
    return clipped + " " * (width - cell_len(clipped))


def segment(text: str, style: Style | None = None) -> Segment:
    """A stretch of a line."""
    return Segment(text, style)
