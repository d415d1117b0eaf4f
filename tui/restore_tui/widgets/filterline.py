"""The filter that holds, in a line of its own: what it hides must not be forgotten before an answer for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.widgets import Static

from restore.visible import visible
from restore_tui.widgets.lines import clip
from restore_tui.widgets.styled import Styled

if TYPE_CHECKING:
    from restore.session.session import Session


class FilterLine(Styled, Static):
    """filter: entity confidence<0.9 ✕ · 12 left here, 1,635 in all. Gone where everything is shown."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"filter--words", "filter--counts"}

    def __init__(self, session: Session, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._session = session

    def show(self) -> None:
        """Count anew."""
        words = self._session.queue.filter.text
        self.display = bool(words)
        if not words:
            return
        counts = f" · {self._session.left_shown:,} left here, {self._session.progress.left:,} in all"
        shown = clip(f" filter: {visible(words)}", max(self.app.size.width - len(counts) - 3, 12))
        button = Text(f"{shown} ✕", self.style_of("filter--words"))
        button.stylize(Style(meta={"@click": "screen.everything"}))
        self.update(Text.assemble(button, (counts, self.style_of("filter--counts")), no_wrap=True, overflow="ellipsis"))

    def on_resize(self) -> None:
        """As wide as the screen."""
        self.show()
