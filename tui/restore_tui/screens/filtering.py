"""The filter as a form: codes and states with their counts, confidence, document. It writes the line you could type."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import on
from textual.containers import Horizontal, Vertical
from textual.strip import Strip
from textual.widgets import Input, SelectionList, Static
from textual.widgets.selection_list import Selection

from restore.errors import RestoreError
from restore.session.filters import Filter, traits
from restore.session.ruling import State
from restore_tui import signs
from restore_tui.screens.dialogs import Dialog

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from restore.session.session import Session


class TickList(SelectionList[str]):
    """A list whose ticks can be told without colour: [✓] or [ ], where Textual's own differs by its shade alone."""

    def render_line(self, y: int) -> Strip:
        """The line, its button drawn in characters."""
        strip = super().render_line(y)
        at = int(self.scroll_offset.y) + y
        if not 0 <= at < self.option_count:
            return strip
        ticked = self.get_option_at_index(at).value in self.selected
        _, inner, _, *rest = strip
        style = rest[0].style
        button = Style(meta=inner.style.meta if inner.style else {})
        drawn = [Segment(part, (style or Style()) + button) for part in ("[", "✓" if ticked else " ", "]")]
        return Strip([*drawn, *rest])


class FilterForm(Dialog[str]):
    """Nothing ticked in a list lets everything through."""

    BINDINGS = [("ctrl+s,f10", "take", "show")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """Two lists and two lines."""
        session = self._session
        codes = Counter(item.difference.code for item in session.items)
        states: Counter[str] = Counter()
        for index in range(len(session.items)):
            states[session.state(index)] += 1
            states.update(str(trait) for trait in traits(session.ruling(index)))
        with Vertical(classes="dialog wide"):
            yield Static("Show only", classes="title")
            with Horizontal(id="lists"):
                yield TickList(
                    *(
                        Selection(Text(f"{signs.sign(code)} {code}  {n}"), str(code))
                        for code, n in sorted(codes.items())
                    ),
                    id="codes",
                )
                yield TickList(
                    *(
                        Selection(Text(f"{name}  {states[name]}"), str(name))
                        for name in [*State, "flagged", "noted", "edited", "yours"]
                    ),
                    id="states",
                )
            with Horizontal(id="ranges"):
                yield Input(placeholder="confidence: 0.5..0.9", id="confidence")
                yield Input(placeholder="document", id="document")
            yield Static("", id="told", classes="told")
            yield Static("Space ticks, Tab goes on, Ctrl+S shows, Esc goes back", classes="hint")

    def on_mount(self) -> None:
        """The lists first."""
        for entry in self.query(Input):
            entry.cursor_blink = False
        self._say()

    def words(self) -> str:
        """The filter as one would type it."""
        parts = []
        codes = self.query_one("#codes", SelectionList).selected
        states = self.query_one("#states", SelectionList).selected
        confidence, document = (self.query_one(name, Input).value.strip() for name in ("#confidence", "#document"))
        parts += ["code:" + ",".join(map(str, codes))] if codes else []
        parts += ["state:" + ",".join(map(str, states))] if states else []
        if confidence:
            parts.append(f"confidence{'' if confidence[0] in '<>:' else ':'}{confidence}")
        parts += [f'doc:"{document}"' if " " in document else f"doc:{document}"] if document else []
        return " ".join(parts)

    @on(SelectionList.SelectedChanged)
    @on(Input.Changed)
    def changed(self) -> None:
        """Count."""
        self._say()

    def _say(self) -> bool:
        told = self.query_one("#told", Static)
        try:
            chosen = Filter(self.words())
            shown = sum(chosen.matches(self._session.candidate(i)) for i in range(len(self._session.items)))
            told.update(Text(f"{shown} of {len(self._session.items)}   {chosen.text}"))
        except RestoreError as error:
            told.update(Text(str(error)))
            return False
        return True

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Show them."""
        if self._say():
            self.dismiss(self.words())
