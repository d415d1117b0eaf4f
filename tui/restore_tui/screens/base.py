"""What the parts of the review screen share: the session, the widgets, and how they are brought up to date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.reactive import var
from textual.screen import Screen

from restore.errors import RestoreError
from restore.session.order import Order
from restore_tui.layout import NO_WRAP, Rewording, ScreenLayout, Setting
from restore_tui.pages import Pages, is_small
from restore_tui.widgets.aligned import AlignedView, column_width
from restore_tui.widgets.evidence import EvidencePanel
from restore_tui.widgets.filterline import FilterLine
from restore_tui.widgets.keyline import KeyLine
from restore_tui.widgets.overview import Overview
from restore_tui.widgets.panes import PaneNames
from restore_tui.widgets.progress import ProgressLine
from restore_tui.widgets.queue import QueueView

if TYPE_CHECKING:
    from collections.abc import Callable

    from restore.session.session import Session
    from restore.session.writing import Outlet
    from restore_tui.config import Preferences
    from restore_tui.pages import Made

WIDE, MEDIUM = 120, 80  # cells: from two columns of a readable width on, and from a common terminal on


class ReviewBase(Screen[None]):
    """The state that is the screen's alone, and its drawing."""

    layout_chosen: var[ScreenLayout | None] = var(None)
    wrap: var[bool] = var(True)
    folded: var[bool] = var(True)
    context: var[int] = var(12)
    advance: var[bool] = var(True)

    def __init__(self, session: Session, outlet: Outlet, config: Preferences) -> None:
        super().__init__()
        self.session, self.outlet, self.config = session, outlet, config
        self.marked: set[int] = set()
        self.range_from: int | None = None
        self.pages = Pages()
        self.opened: dict[int, frozenset[int]] = {}
        self.asked: tuple[int, Setting] | None = None

    @property
    def queue_view(self) -> QueueView:
        """The queue."""
        return self.query_one(QueueView)

    @property
    def aligned(self) -> AlignedView:
        """The text."""
        return self.query_one(AlignedView)

    @property
    def evidence(self) -> EvidencePanel:
        """The panel."""
        return self.query_one(EvidencePanel)

    def restore_view(self) -> None:
        """Set the screen up as it was left, or as the configuration says where what is kept can mean nothing."""
        view, config = self.session.view, self.config
        self.layout_chosen = next((one for one in ScreenLayout if one == view.get("layout")), config.layout)
        self.wrap = bool(view.get("wrap", True))
        self.folded = bool(view.get("folded", True))
        context = view.get("context")
        self.context = context if type(context) is int and context > 0 else config.context
        self.advance = bool(view.get("advance", config.advance))
        queue = self.session.queue
        queue.folds, queue.opened = config.fold, bool(view.get("settled", False))
        queue.reverse = bool(view.get("reverse", False))
        queue.order = next((one for one in Order if one == view.get("order")), queue.order)

    def view_values(self) -> dict[str, Any]:
        """How the screen is set up, to be kept."""
        queue = self.session.queue
        return {
            "layout": self.layout_chosen and self.layout_chosen.value,
            "wrap": self.wrap,
            "folded": self.folded,
            "context": self.context,
            "settled": queue.opened,
            "advance": self.advance,
            "order": queue.order.value,
            "reverse": queue.reverse,
            "filter": queue.filter.text,
            "theme": self.app.theme,
        }

    @property
    def text_layout(self) -> ScreenLayout:
        """The layout that was chosen, or the one that the width asks for."""
        if self.layout_chosen is not None:
            return self.layout_chosen
        width = self.app.size.width
        return (
            ScreenLayout.BESIDE if width >= WIDE else ScreenLayout.STACKED if width >= MEDIUM else ScreenLayout.INLINE
        )

    def setting_for(self, place: int) -> Setting:
        """How a document's page is made now."""
        layout = self.text_layout
        width = column_width(layout, self.aligned.scrollable_content_region.width) if self.wrap else NO_WRAP
        first = self.first_of(place)
        edits = frozenset(Rewording(index - first, words) for index, words in self.session.edits(place).items())
        context = self.context if self.folded else None
        return Setting(layout, width, context, self.opened.get(place, frozenset()), edits)

    def refresh_all(self) -> None:
        """Bring everything up to date after anything happened."""
        if not self.is_mounted:
            return
        self.query_one(ProgressLine).show()
        self.query_one(FilterLine).show()
        self.queue_view.update()
        self.show_text()
        if self.evidence.display:
            self.evidence.update_for(self.session.queue.current)
        self.query_one(KeyLine).show()

    def show_text(self) -> None:
        """The page of the document under the cursor; a long one is made in the background."""
        item, index = self.session.current, self.session.queue.current
        if item is None or index is None:
            self._show_nothing()
            return
        if self.aligned.scrollable_content_region.width <= 0:
            return
        self.query_one(PaneNames).show(self.text_layout, self.aligned.scrollable_content_region.width)
        setting = self.setting_for(item.place)
        made = self.pages.ready(item.place, setting)
        if made is None and is_small(item.document):
            made = self.pages.make(item.place, item.document, setting)
        if made is None:
            self.ask_for_page(item.place, setting)
            made = self._standing(item.place, setting)
        if made is None:
            self.aligned.say("Laying out …")
            return
        first = self.first_of(item.place)
        self.aligned.show(made, first)
        self.aligned.go_to(index)
        self.query_one(Overview).update(first)

    def _standing(self, place: int, setting: Setting) -> Made | None:
        """The page that is shown, where another is wanted for what was edited alone: until that is made it stays."""
        made = self.aligned.made
        stays = made is not None and made.place == place and replace(made.setting, edits=setting.edits) == setting
        return made if stays else None

    def first_of(self, place: int) -> int:
        """The number of a document's first difference."""
        from restore.session.ruling import Key

        document = self.session.documents[place]
        return self.session.index_of(Key(document.id, document.differences[0].id)) or 0

    def waiting_for(self) -> str:
        """What is going on before the first document is there."""
        raise NotImplementedError

    def ask_for_page(self, place: int, setting: Setting) -> None:
        """Have a page made in the background."""
        raise NotImplementedError

    def _show_nothing(self) -> None:
        session = self.session
        if session.loading and not session.items:
            self.aligned.say(self.waiting_for())
        elif not session.items:
            otherwise = any(document.is_written_otherwise for document in session.documents)
            form = "\nOnly how Unicode writes the letters differs (NFC, NFD): nothing is changed there." * otherwise
            self.aligned.say(f"No differences: the copy says what its source says.{form}\n\nq quits")
        else:
            self.aligned.say(f"Nothing matches  {session.queue.filter.text}\n\nEsc shows everything again")
        self.query_one(Overview).update(0)

    def on_screen_suspend(self) -> None:
        """What was told, even just now, is of the review, and would cover what a dialog asks."""
        self.app.call_later(self.app.clear_notifications)

    def attempt(self, action: Callable[[], object]) -> bool:
        """Do something that may be refused, and say so if it is."""
        try:
            action()
        except RestoreError as error:
            self.tell(str(error), warn=True)
            return False
        return True

    def tell(self, message: str, *, warn: bool = False) -> None:
        """A line in the corner that goes away, alone, so as to cover little; texts in it are shown as they are."""
        from restore.visible import visible

        self.app.clear_notifications()
        self.notify(visible(message), severity="warning" if warn else "information", timeout=4, markup=False)
        if warn:
            self.app.bell()
