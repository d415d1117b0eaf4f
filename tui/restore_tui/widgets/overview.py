"""The overview: the whole document in one column, a cell for each stretch of it, its worst difference as a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.strip import Strip

from restore.session.ruling import State
from restore_tui import signs
from restore_tui.widgets.lines import segment
from restore_tui.widgets.styled import Styled

if TYPE_CHECKING:
    from textual import events

    from restore.session.session import Session
    from restore_tui.widgets.aligned import AlignedView


class Overview(Styled):
    """Beside the text, in the place of a scroll bar: click to go there."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "overview--window",
        "overview--open",
        "overview--done",
        "overview--current",
    }

    def __init__(self, session: Session, view: AlignedView, first: int = 0, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._session = session
        self._view = view
        self._first = first
        self._worst: dict[int, State] = {}

    def update(self, first: int) -> None:
        """Count anew what stands where."""
        self._first = first
        self._worst = {}
        made, height = self._view.made, max(self.size.height, 1)
        if made is not None:
            lines = max(len(made.page.lines), 1)
            for item, line in made.page.places.items():
                row = line * height // lines if lines > height else line
                state = self._session.state(first + item)
                worst = self._worst.get(row)
                if worst is None or signs.WORST.index(state) < signs.WORST.index(worst):
                    self._worst[row] = state
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One stretch of the document."""
        made = self._view.made
        lines, height = len(made.page.lines) if made else 0, max(self.size.height, 1)
        scale = lines / height if lines > height else 1.0
        top = int(self._view.scroll_offset.y / scale)
        bottom = int((self._view.scroll_offset.y + self._view.size.height - 1) / scale)
        style = Style()
        if top <= y <= bottom:
            style += self.style_of("overview--window")
        state = self._worst.get(y)
        style = self.ground + style
        if state is None:
            return Strip([segment("  ", style)])
        name = "open" if state in {State.OPEN, State.SKIPPED} else "done"
        style += self.style_of(f"overview--{name}")
        return Strip([segment("▪" if state is State.OPEN else signs.STATES[state], style), segment(" ", style)])

    def on_resize(self) -> None:
        """As high as the text."""
        self.update(self._first)

    def on_click(self, event: events.Click) -> None:
        """Go to a stretch of the text."""
        made = self._view.made
        lines, height = len(made.page.lines) if made else 0, max(self.size.height, 1)
        line = event.y * lines // height if lines > height else event.y
        self._view.scroll_to(y=max(line - self._view.size.height // 2, 0), animate=False, force=True)
