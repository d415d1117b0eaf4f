"""The verbs: answers for one, for marked ones, for all shown, for identical ones; edits, notes, flags, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restore.errors import RestoreError, UsageError
from restore.session.escapes import escape, unescape
from restore.session.ruling import Answer, State
from restore.session.scope import Scope, Thresholds, made_scope, scope_of
from restore.visible import visible
from restore_tui.screens.base import ReviewBase
from restore_tui.screens.dialogs import Choice, LineDialog, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from restore.session.ledger import LedgerStep

VERBS = {"apply": Answer.APPLY, "keep": Answer.KEEP, "skip": Answer.SKIP, "none": None}
WORDS = {Answer.APPLY: "Use the source in", Answer.KEEP: "Keep the copy in", Answer.SKIP: "Skip", None: "Take back"}


class Deciding(ReviewBase):
    """Actions that write to the journal."""

    def targets(self) -> list[int]:
        """The marked differences, or the one under the cursor."""
        if self.marked:
            return sorted(self.marked)
        current = self.session.queue.current
        return [] if current is None else [current]

    def attempt(self, action: Callable[[], object]) -> bool:
        """Do something that may be refused, and say so if it is."""
        try:
            action()
        except RestoreError as error:
            self.tell(str(error), warn=True)
            return False
        return True

    def action_answer(self, verb: str) -> None:
        """Answer, and go on."""
        self.answer(self.targets(), VERBS[verb])

    def answer(self, indices: Sequence[int], answer: Answer | None, replacement: str | None = None) -> None:
        """Give one answer to some differences, and go on to what is next."""
        if not indices:
            self.app.bell()
            return
        current = self.session.queue.current
        was_open = current is not None and self.session.state(current) in {State.OPEN, State.SKIPPED}
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
        ruling = self.session.ruling(current)
        words = item.difference.replacement if ruling.replacement is None else ruling.replacement
        lead, text, trail = _edges(words)
        title = f"“{visible(item.difference.copy.text)[:60]}” becomes"
        self.app.push_screen(
            LineDialog(title, escape(text), hint=r"Enter takes it, Esc goes back; \n is a line end, \\ a backslash"),
            lambda typed: None if typed is None else self._edited(current, lead + unescape(typed) + trail),
        )

    def _edited(self, index: int, words: str) -> None:
        proposal = self.session.items[index].difference.replacement
        self.answer([index], Answer.APPLY, None if words == proposal else words)

    def action_edit_outside(self) -> None:
        """Write the replacement in the editor that $VISUAL or $EDITOR names."""
        from restore_tui.outside import edit_outside

        item, current = self.session.current, self.session.queue.current
        if item is None or current is None:
            return
        ruling = self.session.ruling(current)
        words = item.difference.replacement if ruling.replacement is None else ruling.replacement
        lead, text, trail = _edges(words)
        edited: list[str | None] = []
        if self.attempt(lambda: edited.append(edit_outside(self.app, text))) and edited[0] is not None:
            self._edited(current, lead + edited[0] + trail)

    # Many at once

    def action_answer_all(self, verb: str) -> None:
        """One answer for all that the filter shows, told before it happens."""
        answer = VERBS[verb]
        if answer is not None:
            self._ask_all(answer, scope_of(self.session, self.session.queue.indices, answer))

    def _ask_all(self, answer: Answer | None, scope: Scope, replacement: str | None = None) -> None:
        if not scope.indices:
            self.app.bell()
            return
        lines = [scope.told, *self._filter_told()]
        lines += [f"{count:>6}  {code}" for code, count in list(scope.codes.items())[:8]]
        more = len(scope.codes) - 8
        lines += [f"        and {more} more kinds"] if more > 0 else []
        lines.append(f"lowest confidence {scope.lowest:.2f}; one step for undo")
        choices = [Choice("Enter", "do it", "yes"), Choice("Esc", "leave it", "no")]
        self.app.push_screen(
            Question(f"{WORDS[answer]} {scope}?", lines, choices, kind="bulk"),
            lambda said: self.answer(list(scope.indices), answer, replacement) if said == "yes" else None,
        )

    def _filter_told(self) -> list[str]:
        """What is shown only."""
        words = self.session.queue.filter.text
        return [f"filter: {visible(words)}"] if words else []

    def action_same(self) -> None:
        """This difference's answer for all that have the same words on both sides."""
        current = self.session.queue.current
        if current is None:
            return
        alike, ruling = self.session.identical(current), self.session.ruling(current)
        state = self.session.state(current)
        if state in {State.APPLIED, State.KEPT}:
            answer = Answer.APPLY if state is State.APPLIED else Answer.KEEP
            self._ask_all(answer, self._alike(alike, answer), ruling.replacement)
            return
        self.app.push_screen(
            Question(
                f"{len(alike)} identical differences",
                [f"lowest confidence {self._alike(alike).lowest:.2f}; one step for undo"],
                [Choice("a", "use source", "apply"), Choice("r", "keep copy", "keep"), Choice("s", "skip", "skip")],
                kind="bulk",
            ),
            lambda said: self.answer(alike, VERBS[said]) if said in VERBS else None,
        )

    def _alike(self, indices: Sequence[int], answer: Answer | None = None) -> Scope:
        """All of them: what was answered before is answered anew."""
        return made_scope(self.session, indices, indices, answer)

    def action_mark(self) -> None:
        """Mark, or no longer, and go on."""
        current = self.session.queue.current
        if current is None:
            return
        self.marked ^= {current}
        self.session.queue.to_position(self.session.queue.position + 1)
        self.refresh_all()

    def action_mark_range(self) -> None:
        """Begin a range here, or end it."""
        if self.range_from is None:
            self.range_from = self.session.queue.position
            self.extend_range()
            self.tell("marking; move, then answer, or v again")
        else:
            self.range_from = None
        self.refresh_all()

    def extend_range(self) -> None:
        """Mark all between the range's beginning and the cursor."""
        queue = self.session.queue
        if self.range_from is not None and len(queue):
            first, last = sorted((self.range_from, queue.position))
            self.marked.clear()
            self.marked.update(queue.indices[first : last + 1])

    def action_threshold(self) -> None:
        """What another threshold would apply; nothing happens until Enter."""
        thresholds = Thresholds(self.session)

        def tell(text: str) -> str:
            would = thresholds.at(_probability(text))
            return f"applies {would.applies}, leaves {would.leaves}; your own answers stay"

        self.app.push_screen(
            LineDialog("Threshold for all you have not answered", f"{self.session.policy.threshold:.2f}", tell=tell),
            lambda typed: None if typed is None else self._set_threshold(_probability(typed)),
        )

    def _set_threshold(self, value: float) -> None:
        if self.attempt(lambda: self.session.set_threshold(value)):
            self.refresh_all()
            self.say_when_done()

    # Notes, flags, undo

    def action_note(self) -> None:
        """Leave a remark."""
        current = self.session.queue.current
        if current is None:
            return
        self.app.push_screen(
            LineDialog("Note", escape(self.session.ruling(current).note), hint="Enter keeps it, empty takes it away"),
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
            self.tell(f"written to {written[0]}")

    def action_leave(self) -> None:
        """Quit; every answer is kept already."""
        raise NotImplementedError


def _edges(words: str) -> tuple[str, str, str]:
    """The white space around words stays out of what is edited: a person would lose it without a trace."""
    text = words.strip()
    if not text:
        return "", words, ""
    at = words.index(text)
    return words[:at], text, words[at + len(text) :]


def _probability(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise UsageError("a number from 0 to 1, such as 0.9") from None
    if not 0.0 <= value <= 1.0:
        raise UsageError("a number from 0 to 1")
    return value
