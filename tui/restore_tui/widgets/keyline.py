"""The keys to know, in one line: what has no room is left out, the least important first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from restore_tui.keys import KEYS, KeyAction, show_keys
from restore_tui.widgets.styled import StyledLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GAP = "  "


class KeyLine(StyledLine):
    """Keys with their words, each a button. A line that grows no widgets: it is drawn at every key that is pressed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--words", "keys--idle"}

    def __init__(self, keymap: Mapping[str, str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keymap = keymap

    def show(self) -> None:
        """Draw it as wide as the screen, what cannot be done now dimmed."""
        line = Text(" ", no_wrap=True, overflow="crop")
        for number, key in enumerate(fitting(self._keymap, self.size.width - 1)):
            line.append(GAP if number else "")
            possible = self._possible(key)
            button = Text.assemble(
                (_first(key, self._keymap), self.style_of(f"keys--{'key' if possible else 'idle'}")),
                (f" {key.brief}", self.style_of(f"keys--{'words' if possible else 'idle'}")),
            )
            button.stylize(Style(meta={"@click": key.action if "." in key.action else f"screen.{key.action}"}))
            line.append_text(button)
        self.say(line)

    def _possible(self, key: KeyAction) -> bool:
        name, _, rest = key.action.partition("(")
        return self.screen.check_action(name, (rest,)) is True

    def on_resize(self) -> None:
        """As wide as the screen."""
        self.show()


def fitting(keymap: Mapping[str, str], width: int) -> Sequence[KeyAction]:
    """The most important keys that go on a line of some cells, in the order of the manual."""
    shown = [key for key in KEYS if key.rank]
    while shown and _cells(shown, keymap) > width:
        shown.remove(max(shown, key=lambda key: key.rank))
    return shown


def _cells(keys: Sequence[KeyAction], keymap: Mapping[str, str]) -> int:
    words = sum(cell_len(f"{_first(key, keymap)} {key.brief}") for key in keys)
    return words + len(GAP) * (len(keys) - 1)


def _first(key: KeyAction, keymap: Mapping[str, str]) -> str:
    """The first of an action's keys, Ctrl in one cell."""
    return show_keys(keymap.get(key.id, key.keys).split(",")[0]).replace("Ctrl+", "^")
