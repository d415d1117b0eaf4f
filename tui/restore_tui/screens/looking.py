"""How the screen is set up: layout, wrapping, folds, panels; and what leaves it: the clipboard, help."""

from __future__ import annotations

from dataclasses import replace

from restore.formats.context import unit_of
from restore_tui.layout import ScreenLayout
from restore_tui.screens.base import ReviewBase
from restore_tui.screens.dialogs import Choice, Question

LEAST_CONTEXT, MOST_CONTEXT = 2, 400  # words beside a difference: it is never bare, and 400 fill any screen


class Looking(ReviewBase):
    """Actions that change the looks."""

    def action_layout(self) -> None:
        """The next layout; after the last one what the width asks for."""
        order = [None, *ScreenLayout]
        self.layout_chosen = order[(order.index(self.layout_chosen) + 1) % len(order)]
        self.tell(self.layout_chosen or f"as the width asks: {self.text_layout}")
        self.refresh_all()

    def action_wrap(self) -> None:
        """Break long lines, or scroll sideways."""
        self.wrap = not self.wrap
        self.aligned.scroll_to(x=0, animate=False, force=True)
        self.refresh_all()

    def action_fold(self) -> None:
        """Hide what is equal, or show it."""
        self.folded = not self.folded
        self.opened.clear()
        self.refresh_all()

    def action_settled(self) -> None:
        """Show what is settled in the queue, or only how much of it there is."""
        queue = self.session.queue
        if queue.fold_at is None:
            self.tell("nothing settled is folded here")
            return
        queue.open(on=not queue.opened)
        self.refresh_all()

    def action_context(self, words: int) -> None:
        """More or fewer words around each difference."""
        self.context = max(LEAST_CONTEXT, min(self.context + words, MOST_CONTEXT))
        self.folded = True
        item = self.session.current
        unit = unit_of(item.document.copy.text) if item else "words"
        self.tell(f"{self.context} {unit} around each difference")
        self.refresh_all()

    def open_fold(self, fold: int) -> None:
        """Show what one fold hides."""
        item = self.session.current
        if item is not None:
            self.opened[item.place] = self.opened.get(item.place, frozenset()) | {fold}
            top = self.aligned.scroll_offset.y
            self.refresh_all()
            self.aligned.call_after_refresh(self.aligned.scroll_to, y=top, animate=False, force=True)

    def action_evidence(self) -> None:
        """The panel, or not."""
        self.evidence.display = not self.evidence.display
        self.call_after_refresh(self.refresh_all)

    def action_queue(self) -> None:
        """The queue, or not."""
        side = self.query_one("#side")
        side.display = not side.display
        (self.queue_view if side.display else self.aligned).focus()
        self.call_after_refresh(self.refresh_all)

    def action_advance(self) -> None:
        """Go on after an answer, or stay."""
        self.advance = not self.advance
        self.tell("goes on after an answer" if self.advance else "stays after an answer")

    def action_help(self) -> None:
        """Every key."""
        from restore_tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.config.keys))

    def action_copy_out(self) -> None:
        """To the clipboard: what is selected, else one of four things."""
        selected = self.get_selected_text()
        if selected:
            self._copied(selected)
            return
        if self.session.current is None:
            self.app.bell()
            return
        choices = [
            Choice("s", "source", "source"),
            Choice("c", "copy", "copy"),
            Choice("p", "proposal", "proposal"),
            Choice("j", "JSON", "json"),
        ]
        self.app.push_screen(Question("To the clipboard", [], choices), self._copy_chosen)

    def _copy_chosen(self, what: str | None) -> None:
        item, current = self.session.current, self.session.queue.current
        if what is None or item is None or current is None:
            return
        from restore.formats.json import dumps
        from restore.wire import of_difference

        difference, words = item.difference, self.session.words(current)
        texts = {
            "source": difference.source.text,
            "copy": difference.copy.text,
            "proposal": words,
            "json": dumps(of_difference(replace(difference, replacement=words))),
        }
        self._copied(texts[what])

    def _copied(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self.tell(f"{len(text)} characters on the clipboard")

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self.call_after_refresh(self.refresh_all)
