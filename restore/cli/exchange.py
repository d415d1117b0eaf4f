"""A review between two programs: one question a line out, one answer a line in, both JSON.

The session, its journal and its undo are those of the screen: what a program leaves, a person goes on with.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from itertools import chain
from select import select
from typing import TYPE_CHECKING, Any, cast

from restore.cli import output
from restore.cli.answers import AnswerLine, Breadth, Verb, to_answer
from restore.errors import RestoreError, UsageError
from restore.formats.decisions import of_resolved
from restore.formats.json import dumps
from restore.session.filters import Filter
from restore.session.reading import readings
from restore.session.ruling import Answer, Key, State
from restore.session.scope import scope_of

if TYPE_CHECKING:
    from typing import Protocol

    from restore.session.session import Session
    from restore.session.writing import Outlet

    class Pieces(Protocol):
        """A file that gives what is there, and waits if nothing is."""

        def read1(self, size: int, /) -> bytes:
            """So many bytes at most; none at its end."""

        def fileno(self) -> int:
            """Its number with the system, or OSError."""


SCHEMA = "restore-review/1"
PIECE = 65536  # bytes that are read at most at once
LOOK = 1.0  # seconds after which a wait is begun anew
ANSWERS = {Verb.APPLY: Answer.APPLY, Verb.KEEP: Answer.KEEP, Verb.SKIP: Answer.SKIP, Verb.TAKE_BACK: None}
STAYS = {Verb.NOTE, Verb.FLAG, Verb.WRITE}  # the question stands
GOES = {Verb.UNDO, Verb.REDO, Verb.GO_TO}  # to a difference that is asked about however it was decided


class Exchange:
    """Asks about one difference after the other; each line that comes in is followed by one line that goes out."""

    def __init__(self, session: Session, outlet: Outlet, answers: Pieces | None = None) -> None:
        self._session = session
        self._outlet = outlet
        self._answers = answers or (cast("Pieces", sys.stdin.buffer) if sys.stdin else None)
        self._passed: set[int] = set()  # skipped here: for somebody else, and not asked about again
        self._asked: int | None = None
        self._verbs = self._all_verbs()

    def run(self) -> None:
        """The whole exchange; it ends with a line that says so, whether the other side said `quit` or just left."""
        self._to_next()
        self._tell({})
        for line in self._lines():
            try:
                request = to_answer(line)
                if request.do is Verb.QUIT:
                    break
                self._session.follow()
                did = {"do": request.do.value, **self._verbs[request.do](request)}
            except RestoreError as error:
                self._tell({"error": described(error)})
                continue
            if request.do in GOES:
                self._asked = self._session.queue.current
            elif request.do not in STAYS:
                self._to_next()
            self._tell({"did": did})
        self._asked = None
        kept = self._session.name if self._session.is_kept else None
        self._tell({"end": {"session": kept, "written": self._session.last_written or None}})

    def _lines(self) -> Iterator[bytes]:
        """The lines, of pieces that are read one by one: `readline` would wait for the next where a signal has come."""
        line: list[bytes] = []
        while self._answers is not None and (piece := _next_piece(self._answers)):
            first, *others = piece.split(b"\n")
            line.append(first)
            for other in others:
                yield b"".join(line)
                line = [other]
        if any(line):
            yield b"".join(line)

    def _all_verbs(self) -> dict[Verb, Callable[[AnswerLine], dict[str, Any]]]:
        session = self._session
        return dict.fromkeys(ANSWERS, self._decide) | {
            Verb.NOTE: lambda request: self._one(request, lambda index: session.note([index], request.text)),
            Verb.FLAG: lambda request: self._one(request, lambda index: session.flag([index], on=request.on)),
            Verb.UNDO: lambda _: self._travel(session.undo),
            Verb.REDO: lambda _: self._travel(session.redo),
            Verb.GO_TO: self._go_to,
            Verb.FILTER: lambda request: self._show(lambda: session.set_filter(Filter(request.text))),
            Verb.SORT: lambda request: self._show(lambda: session.set_order(request.order, reverse=request.reverse)),
            Verb.THRESHOLD: self._threshold,
            Verb.WRITE: lambda _: {"path": self._outlet.write(session)},
        }

    # What is said

    def _tell(self, fields: dict[str, Any]) -> None:
        progress = asdict(self._session.progress) | {"left": self._session.progress.left}
        line = {"schema": SCHEMA, **fields, "question": self._question(), "progress": progress}
        output.write_lines([dumps(line, indent=None) + "\n"])

    def _question(self) -> dict[str, Any] | None:
        """All that a decision needs; None where there is none to be made."""
        index, session = self._asked, self._session
        if index is None:
            return None
        item = session.items[index]
        both = readings(session, index)
        return {
            "number": session.queue.position + 1,
            "of": len(session.queue),
            "document": item.document.id,
            "state": session.state(index).value,
            "difference": of_resolved(session, item.document, item.difference),
            "repaired": asdict(both.repaired),
            "kept": asdict(both.kept),
            "identical": len(session.identical(index)),
            "proposals": [{"text": proposal.text, "why": proposal.why} for proposal in session.proposals(index)],
        }

    def _to_next(self) -> None:
        """To the nearest difference that wants a decision, from here on and around; skipped ones behind the others."""
        session, queue = self._session, self._session.queue
        self._asked = None
        for state, waiting in ((State.OPEN, session.progress.open), (State.SKIPPED, session.progress.skipped)):
            for position in chain(range(queue.position, len(queue)), range(queue.position)) if waiting else ():
                index = queue.indices[position]
                if session.state(index) is state and (state is State.OPEN or index not in self._passed):
                    queue.to_position(position)
                    self._asked = index
                    return

    # What is done

    def _which(self, request: AnswerLine) -> int:
        """The difference that a request names, or the one asked about."""
        if request.id is None:
            if self._asked is None:
                raise UsageError("nothing is asked; name a difference by its id")
            if request.document is not None:
                raise UsageError("document: goes with an id; leave both out for the difference asked about")
            return self._asked
        asked = self._session.items[self._asked].document.id if self._asked is not None else ""
        document = asked if request.document is None else request.document
        index = self._session.index_of(Key(document, request.id))
        if index is None:
            where = f" in document {document!r}" if document else ""
            raise UsageError(
                f"id: {request.id!r} is of no difference{where}; questions have ids, and documents beside them"
            )
        return index

    def _decide(self, request: AnswerLine) -> dict[str, Any]:
        session, answer = self._session, ANSWERS[request.do]
        if request.all is Breadth.SHOWN:
            if request.id is not None:
                raise UsageError('all: "shown" goes without an id')
            indices = self._shown(answer)
        else:
            index = self._which(request)
            indices = list(session.identical(index)) if request.all else [index]
        before = [session.state(index) for index in indices]
        if indices:
            session.decide(indices, answer, self._replacement(request, indices))
        if answer is Answer.SKIP:
            self._passed.update(indices)
        changed = sum(session.state(index) is not state for index, state in zip(indices, before, strict=True))
        return {"count": len(indices), "changed": changed}

    def _shown(self, answer: Answer | None) -> list[int]:
        """What an answer for all shown is for; there is nothing to take back where nobody answered."""
        session, shown = self._session, self._session.queue.indices
        if answer is None:
            return [index for index in shown if session.ruling(index).answer is not None]
        return list(scope_of(session, shown, answer).indices)

    def _replacement(self, request: AnswerLine, indices: list[int]) -> str | None:
        """What was written in place of the proposal; None where it is the proposal of them all."""
        proposed = {self._session.items[index].difference.replacement for index in indices}
        return None if proposed == {request.replacement} else request.replacement

    def _one(self, request: AnswerLine, action: Callable[[int], object]) -> dict[str, Any]:
        index = self._which(request)
        action(index)
        return {"count": 1}

    def _go_to(self, request: AnswerLine) -> dict[str, Any]:
        if not self._session.queue.to(self._which(request)):
            raise UsageError(f"id: {request.id!r} is not shown; an empty filter shows all")
        return {}

    def _travel(self, move: Callable[[], Any]) -> dict[str, Any]:
        step = move()
        return {"count": len(step.keys) if step else 0}

    def _show(self, action: Callable[[], None]) -> dict[str, Any]:
        action()
        return {"count": len(self._session.queue)}

    def _threshold(self, request: AnswerLine) -> dict[str, Any]:
        self._session.set_threshold(request.value)
        return {"threshold": self._session.policy.threshold}


def _next_piece(answers: Pieces) -> bytes:
    """What comes next; nothing at the end.

    A signal that came after Python last looked, and before the wait began, is heard when it looks again.
    """
    with suppress(OSError, ValueError):  # no file of the system's, or none that it lets wait for
        while not select([answers], [], [], LOOK)[0]:
            pass
    return answers.read1(PIECE)


def described(error: RestoreError) -> dict[str, Any]:
    """An error as a program reads it; `exit` is what a command ends with that ends by it."""
    return {"message": str(error), "exit": int(error.exit_code)}


def tell_failure(error: RestoreError) -> None:
    """The one line of a review that could not begin, or not go on."""
    line = {"schema": SCHEMA, "error": described(error), "question": None, "progress": None}
    output.write_lines([dumps(line, indent=None) + "\n"])
