"""The review screen: queue, aligned text, evidence."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.worker import get_current_worker

from restore.errors import RestoreError
from restore.session.order import Order
from restore.session.ruling import Answer, State
from restore.stages import Stage, listening, told
from restore_tui.keys import KEYS, bindings, show_keys
from restore_tui.messages import (
    AllArrived,
    Arrived,
    Failed,
    FoldOpened,
    PageMade,
    Picked,
    Scrolled,
    SettledToggled,
    Toggled,
)
from restore_tui.screens.deciding import Deciding
from restore_tui.screens.dialogs import Choice, Question
from restore_tui.screens.looking import Looking
from restore_tui.screens.moving import Moving
from restore_tui.widgets.aligned import AlignedView
from restore_tui.widgets.evidence import EvidencePanel
from restore_tui.widgets.filterline import FilterLine
from restore_tui.widgets.keyline import KeyLine
from restore_tui.widgets.overview import Overview
from restore_tui.widgets.panes import PaneNames
from restore_tui.widgets.progress import ProgressLine
from restore_tui.widgets.queue import QueueView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from restore.session.document import ReviewDocument
    from restore.session.opening import Review
    from restore.session.writing import Outlet
    from restore_tui.config import Preferences
    from restore_tui.layout import Setting

TICK = 1.0  # seconds: short texts are there before, and who waits sees that it goes on
EVERY = 0.25  # seconds between two deliveries of documents


class ReviewScreen(Deciding, Moving, Looking):
    """All of it: what is drawn is in `base`, what keys do in `deciding`, `moving` and `looking`."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"), (80, "-medium"), (120, "-wide"), (160, "-broad"),
    ]  # fmt: skip
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (14, "-low"), (30, "-high")]  # noqa: RUF012 - likewise

    def __init__(self, review: Review, outlet: Outlet, config: Preferences, *, carry: bool = False) -> None:
        super().__init__(review.session, outlet, config)
        self._origin = review.origin
        self._carry = carry
        self._asked_to_carry = False
        self._began = monotonic()
        self._stage: Stage | None = None

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
        if self.session.view.get("filter") and not self.session.queue.filter.text:
            self.set_filter_text(str(self.session.view["filter"]))
        self._greet()
        self.queue_view.focus()
        self.watch(self.app, "theme", self._theme_changed, init=False)
        self.session.loading = True
        self.refresh_all()
        self._load()
        self._waiting = self.set_interval(TICK, self._tell_stage)

    def _theme_changed(self) -> None:
        self.call_after_refresh(self.refresh_all)

    # Documents come in

    @work(thread=True, exclusive=True, group="load", exit_on_error=False)
    def _load(self) -> None:
        """Read and align in the background, and deliver a few times a second."""
        worker = get_current_worker()
        try:
            with listening(self._reached):
                for batch in _deliveries(self._origin.documents()):
                    if worker.is_cancelled:
                        return
                    self.post_message(Arrived(batch))
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told and nothing is lost
            self.post_message(Failed(error))
        else:
            self.post_message(AllArrived())

    def _reached(self, stage: Stage) -> None:
        self._stage = stage

    def _tell_stage(self) -> None:
        """As long as there is nothing else to see."""
        if self.session.loading and not self.session.items:
            self.aligned.say(self.waiting_for())
        else:
            self._waiting.stop()

    def waiting_for(self) -> str:
        """The texts that are being aligned, or the folder that is being read; before long also how far that is."""
        from restore.visible import visible

        seconds = monotonic() - self._began
        step = f"\n\n{told(self._stage, seconds)}" if seconds >= TICK else ""
        return f"{visible(self._origin.waiting_for)}{step}\n\nq quits; nothing is lost"

    @on(Arrived)
    def arrived(self, event: Arrived) -> None:
        """Take documents in; the first ones can be reviewed at once."""
        began = not self.session.items
        self.session.add(event.documents)
        total = self._origin.total if len(self.session.documents) > 1 else None
        self.query_one(ProgressLine).loaded = f"loading {len(self.session.documents)}" + (
            f" of {total}" if total else ""
        )
        if began:
            self._to_the_beginning()
        self._ask_to_carry()
        self.refresh_all()

    @on(AllArrived)
    def all_arrived(self) -> None:
        """Sort, now that all are here."""
        self.session.loading = False
        self.query_one(ProgressLine).loaded = ""
        if not self.session.items:
            self.query_one(FilterLine).greeting = ""
        fresh = "order" not in self.session.view
        if len(self.session.documents) > 1 and fresh and self.session.queue.order is Order.POSITION:
            self.session.set_order(Order.REPEATS)
            if not self.session.ledger.past:
                self.session.queue.to_position(0)
                self._to_the_beginning()
        elif self.session.queue.order is not Order.POSITION or self.session.queue.reverse:
            self.session.resort()
        self.refresh_all()

    @on(Failed)
    def failed(self, event: Failed) -> None:
        """Say what is wrong; what was decided is kept."""
        known = isinstance(event.error, RestoreError)
        words = str(event.error) if known else f"a fault: {type(event.error).__name__}: {event.error}"
        from restore.visible import visible

        self._waiting.stop()
        question = Question("This cannot be reviewed", [visible(words)], [Choice("q", "quit", "quit")], kind="error")
        self.app.push_screen(question, lambda _: self.app.exit_with(event.error))  # type: ignore[attr-defined]

    def _to_the_beginning(self) -> None:
        """The first undecided difference, in a session that was not left somewhere else."""
        queue = self.session.queue
        if queue.position == 0 and queue.current is not None and self.session.state(queue.current) is not State.OPEN:
            position = self.session.next_open()
            if position is not None:
                queue.to_position(position)

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

    def _ask_to_carry(self) -> None:
        """Name a text that changed, and go on only when the person says so."""
        if not self.session.changes or self._asked_to_carry:
            return
        if self._carry:
            self.attempt(self.session.accept_changes)
            return
        self._asked_to_carry = True
        lines = [str(change) for change in self.session.changes]
        choices = [Choice("Enter", "go on with them", "yes"), Choice("q", "quit", "no")]
        self.app.push_screen(Question("A text has changed", lines, choices, kind="carry"), self._carried)

    def _carried(self, said: str | None) -> None:
        from restore.errors import StaleError

        if said == "yes":
            self.attempt(self.session.accept_changes)
            self.refresh_all()
        else:
            change = self.session.changes[0]
            self.app.exit_with(StaleError(f"{change}; go on with --carry, or begin anew with --session FILE"))  # type: ignore[attr-defined]

    # Pages come

    def ask_for_page(self, place: int, setting: Setting) -> None:
        """Have it made, once."""
        if self.asked != (place, setting):
            self.asked = (place, setting)
            self.aligned.say("Laying out …")
            self._make_page(place, self.session.documents[place], setting)

    @work(thread=True, exclusive=True, group="page")
    def _make_page(self, place: int, document: ReviewDocument, setting: Setting) -> None:
        self.post_message(PageMade(self.pages.make(place, document, setting)))

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what cannot be done now."""
        if action == "undo":
            return True if self.session.ledger.past else None
        if action == "redo":
            return True if self.session.ledger.future else None
        deciding = action in {
            "answer",
            "edit",
            "answer_all",
            "choose",
            "same",
            "flag",
            "note",
            "threshold",
            "edit_outside",
        }
        if deciding and (self.session.read_only or self.session.current is None):
            return None
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Quit; every answer is kept already, and how the screen is set up is kept now."""
        if self.session.items:
            self.attempt(lambda: self.session.save_view(self.view_values()))
        self.app.exit()


def _deliveries(documents: Iterator[ReviewDocument]) -> Iterator[list[ReviewDocument]]:
    """The first document at once, the others in batches."""
    batch: list[ReviewDocument] = []
    sent = 0.0
    for document in documents:
        batch.append(document)
        if monotonic() - sent >= EVERY:
            yield batch
            batch, sent = [], monotonic()
    if batch:
        yield batch
