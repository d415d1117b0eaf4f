"""Every key, the signs, and how to write a filter, on one page that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from restore.differences import Cause
from restore.session.ruling import State
from restore_tui import signs
from restore_tui.keys import by_section
from restore_tui.screens.dialogs import Dialog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

FILTERS = (
    ("Garcetti", "a word in the copy, the source, the replacement or a note"),
    ('"two words"', "as they stand"),
    ("/detail|desire/", "a regular expression"),
    ("entity, insert:heading", "a cause, an operation or a code"),
    ("state:open,skipped", "also applied, kept, flagged, noted, edited, yours, policy"),
    ("confidence<0.9", "also > <= >= and confidence:0.5..0.9"),
    ("doc:2017", "part of a document's id"),
    ("-entity", "all but these"),
)


class HelpScreen(Dialog[None]):
    """Made from the keys that hold."""

    BINDINGS = [("question_mark,f1,q", "cancel", "back")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """Sections one under the other."""
        with VerticalScroll(classes="dialog help", can_focus=True):
            for section, rows in by_section(self._keymap):
                yield Static(str(section), classes="title")
                yield Static(_table((keys, key.text + (f" – {key.help}" if key.help else "")) for keys, key in rows))
            yield Static("Filter", classes="title")
            yield Static(_table(FILTERS))
            yield Static("Signs", classes="title")
            yield Static(_table(_legend()))

    def on_mount(self) -> None:
        """So that the arrows scroll."""
        self.query_one(VerticalScroll).focus()


def _table(rows: object) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(width=24, no_wrap=True)
    table.add_column(ratio=1)
    for left, right in rows:  # type: ignore[attr-defined]
        table.add_row(Text(left, "bold"), Text(right))
    return table


def _legend() -> list[tuple[str, str]]:
    causes = "   ".join(f"{sign} {cause}" for cause, sign in signs.CAUSES.items())
    states = "   ".join(f"{signs.STATES[state]} {signs.STATE_WORDS[state]}" for state in State)
    assert len(signs.CAUSES) == len(Cause)
    return [
        ("what it was", f"{causes}   {signs.MOVED} moved"),
        ("where it stands", states),
        ("beside", "◆ marked   ⚑ flagged   ✎ has a note   ◂ copied from here   ▌ you are here"),
        ("⟦ ⟧", "stand around a difference, and are in neither text"),
        ("struck out", "goes away when the text is written; all else stays or comes"),
    ]
