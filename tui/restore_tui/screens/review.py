"""The review screen: queue, aligned text, evidence."""

from __future__ import annotations

from contextlib import suppress
from time import sleep
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.containers import Horizontal, Vertical
from textual.worker import get_current_worker

from restore.session.ruling import Answer, State
from restore_tui.keys import KEYS, bindings, show_keys
from restore_tui.messages import (
    FoldOpened,
    PageMade,
    Picked,
    Scrolled,
    SettledToggled,
    Toggled,
)
from restore_tui.screens.arriving import Arriving
from restore_tui.screens.bulk import Bulk
from restore_tui.screens.looking import Looking
from restore_tui.screens.moving import Moving
from restore_tui.slices import Unwanted
from restore_tui.widgets.aligned import AlignedView
from restore_tui.widgets.evidence import EvidencePanel
from restore_tui.widgets.filterline import FilterLine
from restore_tui.widgets.keyline import KeyLine
from restore_tui.widgets.overview import Overview
from restore_tui.widgets.panes import PaneNames
from restore_tui.widgets.progress import ProgressLine
from restore_tui.widgets.queue import QueueView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from restore.session.document import ReviewDocument
    from restore.session.opening import Review
    from restore.session.writing import Outlet
    from restore_tui.config import Preferences
    from restore_tui.layout import Setting

DECIDING = frozenset({"answer", "edit", "answer_all", "choose", "same", "flag", "note", "threshold", "edit_outside"})
WRITING = DECIDING | {"undo", "redo", "write"}
FOLLOWING = 1.0  # seconds between two looks at a session that another decides
GIVING_WAY = 0.01  # seconds: about what a key takes


class ReviewScreen(Bulk, Moving, Looking, Arriving):
    """All of it: what is drawn is in `base`, what comes in `arriving`, what keys do in the others."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"), (80, "-medium"), (120, "-wide"), (160, "-broad"),
    ]  # fmt: skip
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (14, "-low"), (30, "-high")]  # noqa: RUF012 - likewise

    def __init__(self, review: Review, outlet: Outlet, config: Preferences, *, carry: bool = False) -> None:
        super().__init__(review.session, outlet, config)
        self.expect(review.origin, carry=carry)

    def compose(self) -> ComposeResult:
        """Progress above, keys below, the three panes between."""
        self._fit()
        yield ProgressLine(self.session, id="progress")
        yield FilterLine(self.session, id="filter")
        with Horizontal(id="body"):
            with Vertical(id="side"):
                yield QueueView(self.session, self.marked, self.key("settled"), id="queue")
            with Vertical(id="main"):
                yield PaneNames(id="panes")
                with Horizontal(id="text"):
                    aligned = AlignedView(self.session, id="aligned")
                    yield aligned
                    yield Overview(self.session, aligned, id="overview")
                yield EvidencePanel(self.session, id="evidence")
        yield KeyLine(self.config.keys, id="keys")

    def _fit(self) -> None:
        """Take the size's classes before the first layout: Textual takes them after it, and lays all out once more."""
        sides = (self.HORIZONTAL_BREAKPOINTS, self.app.size.width), (self.VERTICAL_BREAKPOINTS, self.app.size.height)
        for breakpoints, cells in sides:
            self.add_class(next(name for least, name in reversed(breakpoints) if cells >= least))

    def on_mount(self) -> None:
        """Begin to take documents in."""
        self.restore_view()
        kept = self.session.view.get("filter")
        if isinstance(kept, str) and not self.session.queue.filter.text:
            self.set_filter_text(kept)
        self._greet()
        self.queue_view.focus()
        self.watch(self.app, "theme", self._theme_changed, init=False)
        self.begin()
        if self.session.read_only:
            self.set_interval(FOLLOWING, self._follow)

    def _follow(self) -> None:
        """Show what was decided meanwhile by who has the session open."""
        came: list[bool] = []
        if self.attempt(lambda: came.append(self.session.follow())) and came[0]:
            self.refresh_all()

    def _theme_changed(self) -> None:
        self.call_after_refresh(self.refresh_all)

    def _greet(self) -> None:
        """Say what to press, to whom opens these texts for the first time; at once, since to say it later moves all."""
        session = self.session
        if not session.view and not session.ledger.past and not session.read_only:
            self.query_one(FilterLine).greeting = (
                f"{self.key('apply')} takes the source, {self.key('keep')} keeps the copy, {self.key('undo')} undoes; "
                f"{self.key('help')} all keys, {self.key('undecided')} only what is left"
            )

    def key(self, name: str) -> str:
        """The first of an action's keys as a person reads it."""
        keys = next(key.keys for key in KEYS if key.id == name)
        return show_keys(self.config.keys.get(name, keys).split(",")[0])

    # Pages come

    def ask_for_page(self, place: int, setting: Setting) -> None:
        """Have it made, once."""
        if self.asked != (place, setting):
            self.asked = (place, setting)
            self._make_page(place, self.session.documents[place], setting)

    @work(thread=True, exclusive=True, group="page")
    def _make_page(self, place: int, document: ReviewDocument, setting: Setting) -> None:
        worker = get_current_worker()

        def turn() -> None:
            while not (worker.is_cancelled or self.app.typed.is_idle):  # type: ignore[attr-defined]
                sleep(GIVING_WAY)
            if worker.is_cancelled:
                raise Unwanted

        with suppress(Unwanted):
            self.post_message(PageMade(self.pages.make(place, document, setting, turn)))

    @on(PageMade)
    def page_made(self) -> None:
        """Show it."""
        self.asked = None
        self.refresh_all()

    # The mouse

    @on(Picked)
    def picked(self, event: Picked) -> None:
        """Go to what was clicked."""
        if self.session.queue.to(event.index):
            self.refresh_all()
        else:
            self.tell("the filter hides this one; Esc shows everything", warn=True)

    @on(Toggled)
    def toggled(self, event: Toggled) -> None:
        """Change the mind about what was clicked."""
        self.session.queue.to(event.index)
        answer = Answer.KEEP if self.session.state(event.index) is State.APPLIED else Answer.APPLY
        if self.attempt(lambda: self.session.decide([event.index], answer)):
            self.refresh_all()
            self.say_when_done()

    @on(SettledToggled)
    def settled_toggled(self) -> None:
        """Show what nobody has to decide, or no longer."""
        self.action_settled()

    @on(FoldOpened)
    def fold_opened(self, event: FoldOpened) -> None:
        """Show what it hides."""
        self.open_fold(event.fold)

    @on(Scrolled)
    def scrolled(self) -> None:
        """Move the window in the overview."""
        self.query_one(Overview).redraw()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Say to whom looks on why a key that writes does nothing; what can be done does not come here."""
        actions = (binding.action for binding in self._bindings.key_to_bindings.get(event.key, ()))
        if self.session.read_only and any(action.partition("(")[0] in WRITING for action in actions):
            self.tell("open for reading only (--read-only); nothing is decided or written here", warn=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what cannot be done now."""
        if self.session.read_only and action in WRITING:
            return None
        if action == "undo":
            return True if self.session.ledger.past else None
        if action == "redo":
            return True if self.session.ledger.future else None
        if action in DECIDING and self.session.current is None:
            return None
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Quit; every answer is kept already, and how the screen is set up is kept now."""
        if self.session.items:
            self.attempt(lambda: self.session.save_view(self.view_values()))
        self.app.exit()
