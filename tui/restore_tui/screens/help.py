"""Every key, the signs, and how to write a filter, on one page that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from restore.differences import Cause
from restore.session.ruling import State
from restore_tui import signs
from restore_tui.keys import KeyAction, by_section
from restore_tui.screens.dialogs import Dialog

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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

    BINDINGS = [("question_mark,f1,q", "cancel", "back"), ("slash", "search", "search")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._sections = [
            ("Signs", _legend()),
            *((str(section), [_told(keys, key) for keys, key in rows]) for section, rows in by_section(keymap)),
            ("Filter", FILTERS),
        ]

    def compose(self) -> ComposeResult:
        """A line to search in, sections one under the other."""
        with Vertical(classes="dialog help"):
            yield Input(placeholder="/ searches, Esc goes back", id="search", compact=True)
            with VerticalScroll(can_focus=True):
                yield Static(id="found")

    def on_mount(self) -> None:
        """So that the arrows scroll."""
        self.query_one(Input).cursor_blink = False
        self.query_one(VerticalScroll).focus()
        self._find("")

    def action_search(self) -> None:
        """Type what to look for."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Show the rows that have it."""
        self._find(event.value)

    @on(Input.Submitted)
    def submitted(self) -> None:
        """Scroll in what was found."""
        self.query_one(VerticalScroll).focus()

    def _find(self, words: str) -> None:
        fold = words.casefold()
        found = [
            (title, rows if fold in title.casefold() else [row for row in rows if fold in " ".join(row).casefold()])
            for title, rows in self._sections
        ]
        told = [part for title, rows in found if rows for part in (Text(title, "bold underline"), _table(rows), "")]
        self.query_one("#found", Static).update(Group(*told) if told else Text(f"nothing has {words!r}"))


def _told(keys: str, key: KeyAction) -> tuple[str, str]:
    return keys, key.text + (f" – {key.help}" if key.help else "")


def _table(rows: Sequence[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=12, no_wrap=True)
    table.add_column(ratio=1)
    for left, right in rows:
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
        ("c│  s│", "a row of the copy, and over it the source's"),
        ("▏ … █", "at the right: how much is left in a stretch of the text, and what most of it is"),
        ("struck out", "goes away when the text is written; all else stays or comes"),
    ]
