"""Documents as they come in, and what is said while they do."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual import on, work
from textual.worker import get_current_worker

from restore.errors import RestoreError, StaleError
from restore.session.order import Order
from restore.session.ruling import State
from restore.stages import Stage, listening, told
from restore.visible import visible
from restore_tui.messages import AllArrived, Arrived, Failed
from restore_tui.screens.base import ReviewBase
from restore_tui.screens.dialogs import Choice, Question
from restore_tui.widgets.filterline import FilterLine
from restore_tui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restore.session.document import ReviewDocument
    from restore.session.origin import Origin

TICK = 1.0  # seconds: short texts are there before, and who waits sees that it goes on
EVERY = 0.25  # seconds between two deliveries of documents


class Arriving(ReviewBase):
    """From an empty screen to one on which all documents are."""

    def expect(self, origin: Origin, *, carry: bool) -> None:
        """Say where documents come from, and whether decisions go on with texts that changed."""
        self._origin = origin
        self._carry = carry
        self._asked_to_carry = False
        self._began = monotonic()
        self._stage: Stage | None = None

    def begin(self) -> None:
        """Have them come."""
        self.session.loading = True
        self.refresh_all()
        self._load()
        self._waiting = self.set_interval(TICK, self._tell_stage)

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
        if said == "yes":
            self.attempt(self.session.accept_changes)
            self.refresh_all()
        else:
            change = self.session.changes[0]
            self.app.exit_with(StaleError(f"{change}; go on with --carry, or begin anew with --session FILE"))  # type: ignore[attr-defined]


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
