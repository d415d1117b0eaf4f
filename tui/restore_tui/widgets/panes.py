"""The names of both texts over their words, so that nobody need know on which side the damage is."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text

from restore_tui.layout import ScreenLayout
from restore_tui.widgets.aligned import RULE, column_width, margin_width
from restore_tui.widgets.lines import clip, pad
from restore_tui.widgets.styled import StyledLine

COPY, SOURCE = ("COPY", " (damaged)"), ("SOURCE", " (clean)")


class PaneNames(StyledLine):
    """COPY (damaged) and SOURCE (clean), each over its column, or in the order their rows or words come in."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"panes--name", "panes--what"}

    def show(self, layout: ScreenLayout, width: int) -> None:
        """Name the sides of a layout on a view of some width."""
        lead = Text(" " * margin_width(layout), no_wrap=True, overflow="crop")
        if layout is ScreenLayout.BESIDE:
            column = column_width(layout, width)
            self.say(Text.assemble(lead, self._side(COPY, column), RULE, self._side(SOURCE, column)))
        elif layout is ScreenLayout.STACKED:
            self.say(Text.assemble(lead, "s  ", self._side(SOURCE), "  over  c  ", self._side(COPY)))
        else:
            self.say(Text.assemble(lead, "⟦", self._side(COPY), " → ", self._side(SOURCE), "⟧"))

    def _side(self, side: tuple[str, str], width: int = 0) -> Text:
        name, what = side
        shown = pad(name + what, width) if width else name + what
        words = Text(shown, self.style_of("panes--what"))
        words.stylize(self.style_of("panes--name"), 0, len(clip(name, width or len(name))))
        return words
