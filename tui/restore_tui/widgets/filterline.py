"""What to know before a key is pressed, in a line of its own.

The filter that holds, since what it hides must not be forgotten before an answer for all; on a first run what to press.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from restore.visible import visible
from restore_tui.widgets.lines import clip
from restore_tui.widgets.styled import StyledLine

if TYPE_CHECKING:
    from restore.session.session import Session


class FilterLine(StyledLine):
    """filter: entity confidence<0.9 ✕ · 12 left here, 1,635 in all. Gone where everything is shown.

    `greeting` is shown where there is no filter, until the first answer.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"filter--words", "filter--counts"}

    def __init__(self, session: Session, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._session = session
        self.greeting = ""

    def show(self) -> None:
        """Count anew."""
        words = self._session.queue.filter.text
        if self._session.ledger.past:
            self.greeting = ""
        self.display = bool(words or (self.greeting and not self.screen.has_class("-tiny")))
        self.set_class(not words, "-greeting")
        if not words:
            self.say(Text(f" {self._greeting_in(self.app.size.width - 1)}", no_wrap=True, overflow="ellipsis"))
            return
        counts = f" · {self._session.left_shown:,} left here, {self._session.progress.left:,} in all"
        shown = clip(f" filter: {visible(words)}", max(self.app.size.width - len(counts) - 3, 12))
        button = Text(f"{shown} ✕", self.style_of("filter--words"))
        button.stylize(Style(meta={"@click": "screen.everything"}))
        self.say(Text.assemble(button, (counts, self.style_of("filter--counts")), no_wrap=True, overflow="ellipsis"))

    def _greeting_in(self, width: int) -> str:
        """As many of its parts as there is room for: half of one says nothing."""
        words = self.greeting
        while cell_len(words) > width and "," in words:
            words = words.rpartition(",")[0]
        return words

    def on_resize(self) -> None:
        """As wide as the screen."""
        self.show()
