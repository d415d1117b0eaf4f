"""The documents of a batch: how much is left in each, and how unsure the least sure of that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual import on
from textual.containers import Vertical
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import Input, Static

from restore.formats.words import two_places
from restore.visible import visible
from restore_tui.messages import DocumentPicked
from restore_tui.screens.dialogs import Dialog
from restore_tui.widgets.lines import LineView, pad, segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from restore.session.standing import DocumentStanding

COLUMNS = f"{'left':>7}{'of':>7}  {'least sure':>10}"


class DocumentList(LineView):
    """A line for each document, of which one can be chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"documents--cursor", "documents--dim"}

    def __init__(self, documents: Sequence[DocumentStanding], place: int) -> None:
        super().__init__()
        self._all = documents
        self._shown = documents
        self._here = next((n for n, each in enumerate(documents) if each.place == place), 0)
        self.position = self._here

    @property
    def chosen(self) -> int | None:
        """The number of the document under the cursor; None when none is shown."""
        return self._shown[self.position].place if self._shown else None

    def find(self, words: str) -> None:
        """Show those whose id has these characters, and go to the first of them; of all, to where one was."""
        self._shown = [each for each in self._all if words.casefold() in each.id.casefold()] if words else self._all
        self.go(0 if words else self._here)

    def go(self, position: int) -> None:
        """To a line, or as near as there is one."""
        self.position = max(0, min(position, len(self._shown) - 1))
        self.virtual_size = Size(self.size.width, len(self._shown))
        self.reveal(self.position)
        self.redraw()

    def on_resize(self) -> None:
        """Now there is room."""
        self.go(self.position)

    def draw(self, y: int, width: int) -> Strip:
        """One document."""
        if not 0 <= y < len(self._shown):
            return Strip.blank(width, self.rich_style)
        each = self._shown[y]
        style = self.style_of("documents--cursor") if y == self.position else Style()
        style += Style() if each.left else self.style_of("documents--dim")
        lowest = "" if each.lowest is None else two_places(each.lowest)
        figures = f"{each.left:>7,}{each.total:>7,}  {lowest:>10} "
        name = pad(visible(each.id), max(width - 1 - len(figures), 1))
        return Strip([segment(f"{'▌' if y == self.position else ' '}{name}{figures}", style)])

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        y = event.y + int(self.scroll_offset.y)
        if y < len(self._shown):
            self.post_message(DocumentPicked(self._shown[y].place))


class DocumentsScreen(Dialog[int]):
    """The number of the document to go to. Nothing here changes a decision."""

    BINDINGS = [  # noqa: RUF012 - as Textual declares it
        ("j,down", "step(1)", "next"),
        ("k,up", "step(-1)", "previous"),
        ("pagedown,ctrl+d", "page(1)", "a page down"),
        ("pageup,ctrl+u", "page(-1)", "a page up"),
        ("g,home", "step(-1000000000)", "first"),
        ("G,end", "step(1000000000)", "last"),
        ("enter", "take", "go there"),
        ("slash", "search", "search"),
        ("q,D", "cancel", "back"),
    ]

    def __init__(self, documents: Sequence[DocumentStanding], place: int) -> None:
        super().__init__()
        self._documents, self._place = documents, place

    def compose(self) -> ComposeResult:
        """A line to search in, the names of the columns, the documents."""
        left = sum(each.left for each in self._documents)
        unready = sum(each.left > 0 for each in self._documents)
        with Vertical(classes="dialog help"):
            yield Static(
                Text(f"{len(self._documents):,} documents · {left:,} left in {unready:,} of them"), classes="title"
            )
            yield Input(placeholder="/ searches, Enter goes there, Esc goes back", id="search", compact=True)
            yield Static(Text(COLUMNS.strip() + " "), classes="columns")
            yield DocumentList(self._documents, self._place)

    def on_mount(self) -> None:
        """So that the arrows choose."""
        self.query_one(Input).cursor_blink = False
        self._list.focus()

    @property
    def _list(self) -> DocumentList:
        return self.query_one(DocumentList)

    def action_step(self, step: int) -> None:
        """One on or back."""
        self._list.go(self._list.position + step)

    def action_page(self, pages: int) -> None:
        """A page on or back."""
        self._list.go(self._list.position + pages * self._list.size.height)

    def action_search(self) -> None:
        """Type a part of an id."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Show the documents that have it."""
        self._list.find(event.value)

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Go to the one under the cursor."""
        self.dismiss(self._list.chosen)

    @on(DocumentPicked)
    def picked(self, event: DocumentPicked) -> None:
        """Go to what was clicked."""
        self.dismiss(event.place)
