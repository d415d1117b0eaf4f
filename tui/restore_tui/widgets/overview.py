"""The overview: the whole document beside the text, a line for each stretch of it.

A bar says how much of it is left to decide, as against the busiest stretch, and a sign what most of that is: in a long
text each stretch has differences, and a mark for each would be a mark everywhere.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from restore.session.ruling import LEFT, State
from restore_tui import signs
from restore_tui.contrast import legible
from restore_tui.widgets.lines import segment
from restore_tui.widgets.styled import Styled

if TYPE_CHECKING:
    from textual import events

    from restore.differences import Code
    from restore.session.session import Session
    from restore_tui.widgets.aligned import AlignedView


BARS = "▏▎▍▌▋▊▉█"


class Overview(Styled):
    """Beside the text, in the place of a scroll bar: click to go there."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "overview--window",
        "overview--open",
        "overview--done",
        "overview--entity",
        "overview--form",
        "overview--editorial",
        "overview--moved",
    }

    def __init__(self, session: Session, view: AlignedView, first: int = 0, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._session = session
        self._view = view
        self._first = first
        self._left: dict[int, Counter[Code]] = {}
        self._done: dict[int, State] = {}
        self._counted: tuple[object, ...] = ()
        self._drawn: dict[int, Strip] = {}

    def update(self, first: int) -> None:
        """Count anew what stands where, if it can be other than it was."""
        counted = (self._view.made, first, self.size, self._session.step, len(self._session.items))
        if counted == self._counted:
            return
        self._counted = counted
        self._first = first
        self._left, self._done = {}, {}
        made, height = self._view.made, max(self.size.height, 1)
        if made is not None:
            lines = max(len(made.page.lines), 1)
            for item, line in made.page.places.items():
                row = line * height // lines if lines > height else line
                state = self._session.state(first + item)
                if state in LEFT:
                    self._left.setdefault(row, Counter())[self._session.items[first + item].difference.code] += 1
                elif self._done.get(row) is not State.KEPT:
                    self._done[row] = state
        self.redraw()

    def redraw(self) -> None:
        """Write the cells that come out otherwise."""
        drawn, self._drawn = self._drawn, {}
        for y in range(self.size.height):
            if self.render_line(y) != drawn.get(y):
                self.refresh(Region(0, y, self.size.width, 1))

    def notify_style_update(self) -> None:
        """Draw in the new theme."""
        super().notify_style_update()
        self._drawn.clear()

    def render_line(self, y: int) -> Strip:
        """One stretch of the document."""
        if y not in self._drawn:
            self._drawn[y] = legible(self._draw(y))
        return self._drawn[y]

    def _draw(self, y: int) -> Strip:
        made = self._view.made
        lines, height = len(made.page.lines) if made else 0, max(self.size.height, 1)
        scale = lines / height if lines > height else 1.0
        top = int(self._view.scroll_offset.y / scale)
        bottom = int((self._view.scroll_offset.y + self._view.size.height - 1) / scale)
        style = Style()
        if top <= y <= bottom:
            style += self.style_of("overview--window")
        style = self.ground + style
        if y in self._left:
            code = self._left[y].most_common(1)[0][0]
            return Strip(
                [
                    segment(self._bar(y), style + self.style_of("overview--open")),
                    segment(signs.sign(code), style + self.style_of(f"overview--{signs.family(code)}")),
                ]
            )
        state = self._done.get(y)
        if state is not None:
            style += self.style_of("overview--done")
        return Strip([segment(f"{signs.STATES[state] if state else ' '} ", style)])

    def _bar(self, y: int) -> str:
        """A stretch as against the busiest. Where none has two, one is half a bar: a whole one would look like many."""
        busiest = max(2, *(left.total() for left in self._left.values()))
        return BARS[-(-self._left[y].total() * len(BARS) // busiest) - 1]

    def on_resize(self) -> None:
        """As high as the text."""
        self.update(self._first)

    def on_click(self, event: events.Click) -> None:
        """Go to a stretch of the text."""
        made = self._view.made
        lines, height = len(made.page.lines) if made else 0, max(self.size.height, 1)
        line = event.y * lines // height if lines > height else event.y
        self._view.scroll_to(y=max(line - self._view.size.height // 2, 0), animate=False, force=True)
