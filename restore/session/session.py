"""What a reviewer does to what stands in a review, and how it is taken back. It knows no screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from restore.differences import Op
from restore.errors import UsageError
from restore.repair import Policy
from restore.session import records
from restore.session.ledger import Command, Decide, Flag, LedgerStep, Note, Threshold
from restore.session.origin import of_side
from restore.session.ruling import Answer
from restore.session.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from restore.session.document import ReviewDocument

_HALVES = re.compile("[\ud800-\udfff]")  # of characters, and what bytes that are no UTF-8 come in as


class Session(Shown):
    """Everything a reviewer does goes through here: it is written to the journal first, then it counts."""

    def accept_changes(self) -> None:
        """Go on with texts that changed; from now on they are the ones this session knows."""
        for change in self.changes:
            identity = change.document.identity
            fields = {"event": "carried", "id": change.document.id, "copy": identity.copy, "source": identity.source}
            self._write({**fields, "carried": change.carried, "lost": change.lost, **self._kept_texts(change.document)})
            self._identities[change.document.id] = identity
        self.changes.clear()

    def _kept_texts(self, document: ReviewDocument) -> dict[str, Any]:
        """Those of a pair that the session itself keeps, as the part of a book that a page is of."""
        sides = {} if document.id else {"copy": document.copy, "source": document.source}
        kept = {name: of_side(side, self.name) for name, side in sides.items() if side.path is None}
        return {"texts": kept} if kept else {}

    def decide(self, indices: Iterable[int], answer: Answer | None, replacement: str | None = None) -> LedgerStep:
        """Answer one or many at once; it is one step for undo.

        Raises:
            UsageError: a move gets words of its own, or the words have what makes a text none.
        """
        chosen = list(indices)
        if replacement is not None and any(self.items[i].difference.op is Op.MOVE for i in chosen):
            raise UsageError("a moved passage goes where the source has it, or stays; its words cannot be edited here")
        if replacement is not None:
            self._require_text(replacement, chosen)
        step = self._do(Decide(self._keys(chosen), answer, replacement))
        if answer is Answer.SKIP:
            self.queue.postpone(frozenset(chosen))
        return step

    def _require_text(self, words: str, indices: Iterable[int]) -> None:
        """What no file can hold would let nothing be written any more. Halves that the texts have themselves stay."""
        if "\0" in words:
            raise UsageError("the words have a NUL character, and what has one is read as no text; leave it out")
        halves = set(_HALVES.findall(words))
        for index in indices if halves else ():
            difference = self.items[index].difference
            if not halves <= {*difference.replacement, *difference.copy.text, *difference.source.text}:
                raise UsageError("the words have a byte or half a character that is no text; leave it out")

    def note(self, indices: Iterable[int], text: str) -> LedgerStep:
        """Leave a remark."""
        return self._do(Note(self._keys(indices), text.strip()))

    def flag(self, indices: Iterable[int], *, on: bool) -> LedgerStep:
        """Point out to a colleague."""
        return self._do(Flag(self._keys(indices), on))

    def set_threshold(self, value: float | None) -> LedgerStep:
        """Let another threshold decide all that no person has answered."""
        if value is not None:
            Policy(threshold=value)
        step = self._do(Threshold(value))
        self.resort()
        return step

    def undo(self) -> LedgerStep | None:
        """Take back the last step, a bulk as a whole, and go where it was done; None when there is nothing to undo."""
        if not self.ledger.past:
            return None
        self._write({"event": "undo"})
        step = self.ledger.past[-1]
        return self._travel(step, self.ledger.undo, sorts=isinstance(step.command, Decide | Threshold))

    def redo(self) -> LedgerStep | None:
        """Do again what was undone last; None when there is nothing. Answers stay on their lines, as when given."""
        if not self.ledger.future:
            return None
        self._write({"event": "redo"})
        step = self.ledger.future[-1]
        if isinstance(step.command, Decide) and step.command.answer is Answer.SKIP:
            self.queue.postpone(frozenset(self._index[key] for key in step.command.keys if key in self._index))
        return self._travel(step, self.ledger.redo, sorts=isinstance(step.command, Threshold))

    def _travel(self, step: LedgerStep, move: Callable[[], LedgerStep | None], *, sorts: bool) -> LedgerStep | None:
        self._tally(step, -1)
        done = move()
        self._tally(step, 1)
        if sorts:
            self.resort()
        if step.cursor is not None and (index := self._index.get(step.cursor)) is not None:
            self.queue.to(index)
        return done

    def _do(self, command: Command) -> LedgerStep:
        cursor = self.current.key if self.current else None
        self._name_documents(command)
        self._write({**records.of_command(command), "cursor": records.of_key(cursor)})
        step = LedgerStep(command, tuple((key, self.ledger.ruling(key)) for key in getattr(command, "keys", ())), None)
        self._tally(step, -1)
        done = self.ledger.do(command, cursor)
        self._tally(step, 1)
        return done

    def save_view(self, values: Mapping[str, Any]) -> None:
        """Keep how the screen is set up, and where the cursor stands."""
        self.keep_view(values, self.current.key if self.current else None)

    def _name_documents(self, command: Command) -> None:
        """Say once, before its first decision, what a document's texts are."""
        for name in dict.fromkeys(key.document for key in getattr(command, "keys", ())):
            if name not in self._identities:
                self._identify(self._by_name[name])
