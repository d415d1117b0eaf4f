"""The verbs: answers for one and for marked ones; edits, notes, flags, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restore.session.escapes import edges, escape, unescape
from restore.session.ruling import LEFT, Answer, State
from restore.session.writing import older
from restore.visible import visible
from restore_tui.screens.base import ReviewBase
from restore_tui.screens.dialogs import Choice, LineDialog, Question
from restore_tui.widgets.lines import clip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from restore.session.ledger import LedgerStep

TITLE = 36  # cells of the copy's words in a title: it is one line on a screen of 60, too
EDIT_HINT = r"Enter takes it, Esc goes back; \n is a line end, \\ a backslash"
NOTE_HINT = "Enter keeps it, empty takes it away"
VERBS = {"apply": Answer.APPLY, "keep": Answer.KEEP, "skip": Answer.SKIP, "none": None}


class Deciding(ReviewBase):
    """Actions that write to the journal."""

    def targets(self) -> list[int]:
        """The marked differences, or the one under the cursor."""
        if self.marked:
            return sorted(self.marked)
        current = self.session.queue.current
        return [] if current is None else [current]

    def action_answer(self, verb: str) -> None:
        """Answer, and go on."""
        self.answer(self.targets(), VERBS[verb])

    def answer(self, indices: Sequence[int], answer: Answer | None, replacement: str | None = None) -> None:
        """Give one answer to some differences, and go on to what is next."""
        if not indices:
            self.app.bell()
            return
        current = self.session.queue.current
        was_open = current is not None and self.session.state(current) in LEFT
        if not self.attempt(lambda: self.session.decide(indices, answer, replacement)):
            return
        if len(indices) > 1:
            self.tell(f"{len(indices)} at once; u takes them back together")
        self.unmark()
        if self.advance and answer is not None:
            self.go_on(was_open=was_open, moved=answer is Answer.SKIP and self.session.queue.current != current)
        self.refresh_all()
        self.say_when_done()

    def go_on(self, *, was_open: bool, moved: bool) -> None:
        """To the next undecided difference, or after one that was decided before to the next line."""
        queue = self.session.queue
        if not was_open:
            queue.to_position(queue.position + 1)
            return
        if moved and queue.current is not None and self.session.state(queue.current) is State.OPEN:
            return
        position = self.session.next_open()
        if position is not None:
            queue.to_position(position)
        elif self.session.progress.left:
            self.tell(f"end of the list; {self.session.progress.left} left before this one: N goes there", warn=True)

    def say_when_done(self) -> None:
        """Once nothing is left, say so and what is next."""
        progress = self.session.progress
        if progress.left or not progress.total or self.session.loading:
            return
        place = visible(self.outlet.path or "a file that -o names")
        lines = [
            f"{progress.applied} use the source, {progress.kept} keep the copy.",
            f"The restored text goes to {place}",
        ]
        choices = [Choice("Ctrl+S", "write it", "write"), Choice("q", "quit", "quit"), Choice("u", "undo", "undo")]
        question = Question(
            f"All {progress.total} decided", lines, [*choices, Choice("Esc", "look on", "look")], kind="done"
        )
        self.app.push_screen(question, self._done)

    def _done(self, answer: str | None) -> None:
        if answer == "write":
            self.action_write()
        elif answer == "quit":
            self.action_leave()
        elif answer == "undo":
            self.action_undo()

    def unmark(self) -> None:
        """Forget marks."""
        self.marked.clear()
        self.range_from = None

    # Replacements

    def action_choose(self, number: int) -> None:
        """Use one of the proposals."""
        current = self.session.queue.current
        if current is None:
            return
        found = self.session.proposals(current)
        if number > len(found):
            self.tell(f"there are {len(found)} proposals", warn=True)
            return
        self.answer([current], Answer.APPLY, None if number == 1 else found[number - 1].text)

    def action_edit(self) -> None:
        """Write the replacement."""
        item, current = self.session.current, self.session.queue.current
        if item is None or current is None:
            return
        text = edges(self.session.words(current))[1]
        there = visible(item.difference.copy.text)
        title = f"“{clip(there, TITLE)}” becomes" if there else "Here the copy has nothing. Put in"
        self.app.push_screen(
            LineDialog(title, escape(text), hint=EDIT_HINT, escapes=True),
            lambda typed: None if typed is None else self._edited(current, unescape(typed)),
        )

    def _edited(self, index: int, typed: str) -> None:
        said = self.session.as_edited(index, typed)
        self.answer([index], said.answer, said.replacement)

    def action_edit_outside(self) -> None:
        """Write the replacement in the editor that $VISUAL or $EDITOR names."""
        from restore_tui.outside import edit_outside

        current = self.session.queue.current
        if current is None:
            return
        text = edges(self.session.words(current))[1]
        edited: list[str | None] = []
        if self.attempt(lambda: edited.append(edit_outside(self.app, text))) and edited[0] is not None:
            self._edited(current, edited[0])

    # Notes, flags, undo

    def action_note(self) -> None:
        """Leave a remark."""
        current = self.session.queue.current
        if current is None:
            return
        self.app.push_screen(
            LineDialog("Note", escape(self.session.ruling(current).note), hint=NOTE_HINT, escapes=True),
            lambda typed: None if typed is None else self._noted(current, unescape(typed)),
        )

    def _noted(self, index: int, text: str) -> None:
        self.attempt(lambda: self.session.note([index], text))
        self.refresh_all()

    def action_flag(self) -> None:
        """Flag, or no longer."""
        targets = self.targets()
        if targets:
            on = not all(self.session.ruling(index).flagged for index in targets)
            self.attempt(lambda: self.session.flag(targets, on=on))
            self.refresh_all()

    def action_undo(self) -> None:
        """Take the last step back."""
        self._travel(self.session.undo, "nothing to undo")

    def action_redo(self) -> None:
        """Do it again."""
        self._travel(self.session.redo, "nothing to redo")

    def _travel(self, move: Callable[[], LedgerStep | None], nothing: str) -> None:
        done: list[LedgerStep | None] = []
        self.app.clear_notifications()  # they speak of what is taken back
        if self.attempt(lambda: done.append(move())) and done[0] is None:
            self.tell(nothing, warn=True)
        self.unmark()
        self.refresh_all()

    def action_write(self) -> None:
        """Write the restored text."""
        written: list[str] = []
        if self.attempt(lambda: written.append(self.outlet.write(self.session))):
            changed = older(self.session)
            self.tell(f"written to {written[0]}{changed}", warn=bool(changed))

    def action_leave(self) -> None:
        """Quit; every answer is kept already."""
        raise NotImplementedError
