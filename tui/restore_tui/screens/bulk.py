"""Answers for many at once: all shown, identical ones, marked ones, and all that another threshold decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restore.errors import UsageError
from restore.formats.words import two_places
from restore.session.ruling import Answer, State
from restore.session.scope import Scope, Thresholds, made_scope, scope_of
from restore.visible import visible
from restore_tui.screens.deciding import VERBS, Deciding
from restore_tui.screens.dialogs import Choice, LineDialog, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = {Answer.APPLY: "Use the source in", Answer.KEEP: "Keep the copy in", Answer.SKIP: "Skip", None: "Take back"}


class Bulk(Deciding):
    """Actions that are counted before they happen, and are one step for undo."""

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
        lines.append(f"lowest confidence {two_places(scope.lowest)}; one step for undo")
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
                f"{len(alike)} identical difference{'s' * (len(alike) > 1)}",
                [f"lowest confidence {two_places(self._alike(alike).lowest)}; one step for undo"],
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
            LineDialog("Threshold for all you have not answered", f"{self.session.policy.threshold:g}", tell=tell),
            lambda typed: None if typed is None else self._set_threshold(_probability(typed)),
        )

    def _set_threshold(self, value: float) -> None:
        if self.attempt(lambda: self.session.set_threshold(value)):
            self.refresh_all()
            self.say_when_done()


def _probability(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise UsageError("a number from 0 to 1, such as 0.9") from None
    if not 0.0 <= value <= 1.0:
        raise UsageError("a number from 0 to 1")
    return value
