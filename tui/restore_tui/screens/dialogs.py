"""Small screens that ask one thing, over the review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from rich.text import Text
from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from restore.errors import RestoreError
from restore.session.escapes import escape
from restore_tui.keys import show_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

Result = TypeVar("Result")


class Dialog(ModalScreen[Result], Generic[Result]):
    """What they share: a title, one step back with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "back", id="dialog-back")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-medium")]  # noqa: RUF012 - as Textual declares it

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class EscapedInput(Input):
    """A line in which escapes stand for what none can hold. Of a paste all lines come: Textual's takes the first."""

    def on_paste(self, event: events.Paste) -> None:
        """Terminals send a carriage return for each line end, and the last one is of the line, not of its words."""
        event.prevent_default()
        event.stop()
        lines = event.text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
        self.replace(escape(lines), *self.selection)


class LineDialog(Dialog[str]):
    """One line of text. `tell` says below what it would do, and raises a RestoreError for what cannot be.

    `escapes` says that it is one of escapes, and a paste is of what they stand for.
    """

    def __init__(
        self,
        title: str,
        value: str = "",
        *,
        tell: Callable[[str], str] | None = None,
        hint: str = "",
        escapes: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._value, self._tell, self._hint = title, value, tell, hint
        self._entry = EscapedInput if escapes else Input

    def compose(self) -> ComposeResult:
        """A title, the line, what it would do."""
        with Vertical(classes="dialog"):
            yield Static(Text(self._title), classes="title")
            yield self._entry(self._value, id="entry", select_on_focus=False)
            yield Static("", id="told", classes="told")
            yield Static(Text(self._hint or "Enter takes it, Esc goes back"), classes="hint")

    def on_mount(self) -> None:
        """Say what the value at hand would do."""
        entry = self.query_one(Input)
        entry.cursor_blink = False
        entry.cursor_position = len(self._value)
        self._say(self._value)

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Say what it would do now."""
        self._say(event.value)

    def _say(self, value: str) -> bool:
        told = self.query_one("#told", Static)
        try:
            told.update(Text(self._tell(value) if self._tell else ""))
            told.remove_class("wrong")
        except RestoreError as error:
            told.update(Text(str(error)))
            told.add_class("wrong")
            return False
        return True

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Take it, if it can be."""
        if self._say(event.value):
            self.dismiss(event.value)
        else:
            self.app.bell()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few answers: the key that gives it, what it says, and what it stands for."""

    key: str
    text: str
    value: str


class Question(Dialog[str]):
    """A few lines and a few answers, each a key and a button; the value of the one that was given."""

    def __init__(self, title: str, lines: Sequence[str], choices: Sequence[Choice], *, kind: str = "") -> None:
        super().__init__(classes=kind)
        self._title, self._lines, self._choices = title, lines, choices

    def compose(self) -> ComposeResult:
        """A title, what there is to know, the answers."""
        with Vertical(classes="dialog"):
            yield Static(Text(self._title), classes="title")
            for line in self._lines:
                yield Static(Text(line))
            with Horizontal(classes="answers"):
                for choice in self._choices:
                    yield Button(Text(f"{choice.key}  {choice.text}"), id=f"answer-{choice.value}", compact=True)

    def on_key(self, event: events.Key) -> None:
        """Answer with a key; Enter is the first one unless a button has the focus."""
        character = event.character if event.is_printable else None
        for choice in self._choices:
            if choice.key in {character, show_keys(event.key).capitalize(), show_keys(event.key)}:
                event.stop()
                self.dismiss(choice.value)

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        """Answer with the mouse."""
        self.dismiss((event.button.id or "").removeprefix("answer-"))
