"""Going about: next, previous, undecided, documents, numbers, filters, orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restore.errors import RestoreError, UsageError
from restore.session.filters import UNDECIDED, Filter
from restore.session.queue import number_of
from restore.session.ruling import LEFT
from restore.session.standing import standings
from restore_tui.screens.base import ReviewBase
from restore_tui.screens.dialogs import LineDialog
from restore_tui.widgets.lines import LineView

if TYPE_CHECKING:
    from collections.abc import Callable

LIVE = 20_000  # differences: up to here a filter answers at each key


class Moving(ReviewBase):
    """Actions that change nothing but what is shown."""

    def go(self, position: int) -> None:
        """To a line of the queue."""
        queue = self.session.queue
        if not len(queue):
            self.app.bell()
            return
        if not 0 <= position < len(queue):
            self.app.bell()
        queue.to_position(position)
        self.extend_range()
        self.refresh_all()

    def extend_range(self) -> None:
        """A range goes with the cursor."""
        raise NotImplementedError

    def action_step(self, step: int) -> None:
        """One on or back."""
        self.go(self.session.queue.position + step)

    def action_seek(self, step: int) -> None:
        """The nearest undecided one."""
        position = self.session.next_open(step)
        if position is None:
            left = self.session.progress.left
            where = "after" if step > 0 else "before"
            self.tell(f"nothing undecided {where} this one; {left} left in all", warn=True)
        else:
            self.go(position)

    def action_document(self, step: int) -> None:
        """The first difference of another document."""
        queue, item = self.session.queue, self.session.current
        if item is None:
            return
        items = self.session.items
        position = queue.find(lambda index: items[index].place != item.place, step)
        if position is None:
            self.tell("no further document" if step > 0 else "no document before this one", warn=True)
            return
        if step < 0:
            place = items[queue.indices[position]].place
            while position and items[queue.indices[position - 1]].place == place:
                position -= 1
        self.go(position)

    def action_documents(self) -> None:
        """Choose among all of them."""
        session, item = self.session, self.session.current
        if len(session.documents) < 2:  # nothing to choose
            self.tell("there is one document")
            return
        from restore_tui.screens.documents import DocumentsScreen

        place = item.place if item else 0
        self.app.push_screen(DocumentsScreen(standings(session), place), self._document_chosen)

    def _document_chosen(self, place: int | None) -> None:
        if place is None:
            return
        session = self.session
        inside = [index for index in session.queue.everything if session.items[index].place == place]
        undecided = [index for index in inside if session.state(index) in LEFT]
        if not inside or not session.queue.to((undecided or inside)[0]):
            self.tell("the filter hides all of this one; Esc shows everything", warn=True)
            return
        self.extend_range()
        self.refresh_all()

    def action_first(self) -> None:
        """The first."""
        self.go(0)

    def action_last(self) -> None:
        """The last."""
        self.go(len(self.session.queue) - 1)

    def action_page(self, pages: float) -> None:
        """Pages of the queue, or of the text where that has the focus."""
        view = self.focused if isinstance(self.focused, LineView) else self.queue_view
        lines = int(view.size.height * pages) or (1 if pages > 0 else -1)
        if view is self.queue_view:
            queue = self.session.queue
            self.go(max(0, min(queue.position + lines, len(queue) - 1)))
        else:
            view.scroll_to(y=view.scroll_offset.y + lines, animate=False, force=True)

    def action_go_to(self) -> None:
        """A number in the queue."""
        size = len(self.session.queue)

        def tell(text: str) -> str:
            if not text.isdecimal() or not 1 <= number_of(text) <= size:
                raise UsageError(f"a number from 1 to {size}")
            return ""

        title = f"Go to, 1 to {size}"
        self.app.push_screen(
            LineDialog(title, tell=tell), lambda typed: None if typed is None else self.go(number_of(typed) - 1)
        )

    def action_other_end(self) -> None:
        """Where a mention was copied from, or where a moved block belongs."""
        current = self.session.queue.current
        line = None if current is None else self.aligned.line_of_origin(current)
        if line is None:
            self.tell("this one was copied from nowhere", warn=True)
            return
        self.aligned.scroll_to(y=max(line - self.aligned.size.height // 2, 0), animate=False, force=True)

    # Finding

    def action_filter(self) -> None:
        """Type a filter; it shows at once what it lets through."""
        session, before = self.session, self.session.queue.filter

        def tell(text: str) -> str:
            chosen = Filter(text)
            if len(session.items) > LIVE:
                return "Enter shows it"
            session.set_filter(chosen)
            self.refresh_all()
            return f"{len(session.queue)} of {len(session.items)}"

        hint = "words, /regex/, entity, state:open, confidence<0.9, doc:…, - for not; Enter keeps it, Esc does not"
        shown = before.text and f"{before.text} "  # to go on with the next word
        self._filter_asked(
            lambda done: self.app.push_screen(LineDialog("Filter", shown, tell=tell, hint=hint), done), before
        )

    def _filter_asked(self, ask: Callable[[Callable[[str | None], None]], object], before: Filter) -> None:
        def done(typed: str | None) -> None:
            self._show_only(before.text if typed is None else typed.strip())

        ask(done)

    def action_filter_form(self) -> None:
        """Tick codes and states."""
        from restore_tui.screens.filtering import FilterForm

        before = self.session.queue.filter
        self._filter_asked(lambda done: self.app.push_screen(FilterForm(self.session), done), before)

    def action_undecided(self) -> None:
        """Only what still wants a decision, within the filter that holds; or all of that again."""
        self._show_only(self.session.queue.filter.toggled(UNDECIDED).text)

    def action_everything(self) -> None:
        """No filter."""
        self._show_only("")

    def action_clear(self) -> None:
        """One step back: marks first, then the filter."""
        if self.marked or self.range_from is not None:
            self.marked.clear()
            self.range_from = None
        elif self.session.queue.filter.text:
            self.session.set_filter(Filter())
        self.refresh_all()

    def action_sort(self) -> None:
        """The next order."""
        queue = self.session.queue
        self.session.set_order(queue.order.following, reverse=queue.reverse)
        self.tell(f"sorted by {queue.order}")
        self.refresh_all()

    def action_reverse(self) -> None:
        """The other way round."""
        queue = self.session.queue
        self.session.set_order(queue.order, reverse=not queue.reverse)
        self.refresh_all()

    def _show_only(self, text: str) -> None:
        self.set_filter_text(text)
        self.refresh_all()

    def set_filter_text(self, text: str) -> None:
        """Set a filter; one that cannot be read, or takes too long, is told, and what was shown stays."""
        try:
            self.session.set_filter(Filter(text))
        except RestoreError as error:
            self.tell(str(error), warn=True)
