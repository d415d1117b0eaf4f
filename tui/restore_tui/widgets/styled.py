"""Component styles as Rich styles, their transparency mixed with what lies behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.widget import Widget
from textual.widgets import Static

from restore_tui.contrast import legible, of_palette

if TYPE_CHECKING:
    from textual.strip import Strip


class Styled(Widget):
    """A widget that draws itself in the styles its theme gives its components."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._of_component: dict[str, Style] = {}
        self._ground: Style | None = None

    @property
    def ground(self) -> Style:
        """The widget's own style, under everything it draws."""
        if self._ground is None:
            own = self.rich_style
            colour = Color.from_rich_color(own.color) if own.color else None
            self._ground = own + Style(color=of_palette(colour).rich_color if colour else None)
        return self._ground

    def style_of(self, component: str) -> Style:
        """The style of a component, its background only where it has one of its own."""
        found = self._of_component.get(component)
        if found is None:
            found = self._of_component[component] = self._mixed(component)
        return found

    def _mixed(self, component: str) -> Style:
        styles = self.get_component_styles(component)
        behind = self.background_colors[1]
        background = styles.background if styles.has_rule("background") else None
        ground = behind.blend(background, background.a, 1.0) if background is not None else behind
        colour = _over(ground, styles.color) if styles.has_rule("color") else None
        return (
            Style(
                color=of_palette(colour).rich_color if colour else None,
                bgcolor=ground.rich_color if background is not None else None,
            )
            + styles.text_style
        )

    def notify_style_update(self) -> None:
        """Another theme."""
        super().notify_style_update()
        self._of_component.clear()
        self._ground = None


class StyledLine(Styled, Static):
    """A line of words that is written when they change."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._said = Text()

    def say(self, words: Text) -> None:
        """Say these words from now on; a line stays a line, so that nothing is laid out anew."""
        if words != self._said:
            self._said = words
            self.update(words, layout=False)

    def render_line(self, y: int) -> Strip:
        """The words, in colours that can be read."""
        return legible(super().render_line(y))

    def notify_style_update(self) -> None:
        """Say them in the new theme's colours."""
        super().notify_style_update()
        self._said = Text()


def _over(ground: Color, colour: Color) -> Color:
    return ground.blend(colour, colour.a, 1.0)
