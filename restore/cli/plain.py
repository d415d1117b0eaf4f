"""A review at a prompt, question by question, as in `git add -p`: for pipes, screen readers and tiny terminals."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from restore.cli import output
from restore.errors import RestoreError, UsageError
from restore.formats.layout import Painter, Style, StyledText
from restore.formats.text import in_context
from restore.formats.words import rivals, two_places
from restore.repair import Policy
from restore.session.filters import Filter
from restore.session.order import Order
from restore.session.queue import number_of
from restore.session.ruling import Answer, State
from restore.session.scope import Scope, Thresholds, scope_of
from restore.session.writing import older
from restore.visible import visible

if TYPE_CHECKING:
    from restore.session.session import Session
    from restore.session.writing import Outlet

CONTEXT = 12  # words on either side
HELP = """\
a  use the source      r  keep the copy        s  skip, ask again at the end
e TEXT  use this text  1-9  use this proposal  =  the same for all identical ones
A R S  the same for all shown that nobody answered; the count is shown first
n N  next, previous that wants a decision      j k  next, previous
g NUMBER  go to        /WORDS  filter; / alone shows all
o  another order       t NUMBER  another threshold; t alone shows what it would do
u  undo                U  redo                 x  take the answer back
m  flag                c TEXT  note            i  more about this one
w  write the text      q  quit, all is kept    ?  this list"""


class Conversation:
    """Asks about one difference after the other until there is none, or the reader has enough."""

    def __init__(
        self, session: Session, outlet: Outlet, *, colour: bool, width: int, answers: TextIO | None = None
    ) -> None:
        self._session = session
        self._outlet = outlet
        self._painter = Painter(colour)
        self._width = width
        self._answers = answers or sys.stdin
        self._ended = False
        self._verbs = self._all_verbs()

    def agrees_to_changes(self) -> bool:
        """Ask whether to go on with texts that changed."""
        for change in self._session.changes:
            self._say(str(change))
        return self._ask("go on with them? [y,n] ") in {"y", "yes"}

    def run(self) -> None:
        """The whole conversation."""
        if not self._next():
            self._say("nothing is left to decide; g 1 goes to the first, ? lists what else there is, q leaves")
        self._show()
        while not self._ended:
            line = self._ask(f"{self._place()} use source, keep copy, skip [a,r,s,e,n,u,q,?]: ")
            if line is None:
                return
            self._obey(line)

    def _obey(self, line: str) -> None:
        if not line:
            self._show()
            return
        verb, rest = self._verbs.get(line[0]), line[1:].strip()
        try:
            self._session.follow()
            if verb is None:
                raise UsageError(f"{line[0]!r}: no such answer; ? lists them")
            if rest and line[0] not in "eg/tco123456789":
                raise UsageError(f"{line!r}: one answer at a time; ? lists them")
            verb(rest if not line[0].isdigit() else line)
        except RestoreError as error:
            self._say(str(error))

    def _all_verbs(self) -> dict[str, Callable[[str], None]]:
        verbs: dict[str, Callable[[str], None]] = {
            "a": lambda _: self._decide(Answer.APPLY),
            "r": lambda _: self._decide(Answer.KEEP),
            "s": lambda _: self._decide(Answer.SKIP),
            "x": lambda _: self._decide(None),
            "e": self._edit,
            "=": lambda _: self._same(),
            "A": lambda _: self._bulk(Answer.APPLY),
            "R": lambda _: self._bulk(Answer.KEEP),
            "S": lambda _: self._bulk(Answer.SKIP),
            "n": lambda _: self._seek(1),
            "N": lambda _: self._seek(-1),
            "j": lambda _: self._step(1),
            "k": lambda _: self._step(-1),
            "g": self._go,
            "/": self._filter,
            "o": self._order,
            "t": self._threshold,
            "u": lambda _: self._travel(self._session.undo, "undone"),
            "U": lambda _: self._travel(self._session.redo, "done again"),
            "m": lambda _: self._flag(),
            "c": self._note,
            "i": lambda _: self._details(),
            "w": lambda _: self._say(f"written to {self._outlet.write(self._session)}{older(self._session)}"),
            "q": lambda _: self._quit(),
            "?": lambda _: self._say_lines(HELP),
        }
        return verbs | dict.fromkeys("123456789", self._choose)

    # What is said

    def _say(self, text: str) -> None:
        output.write_lines([visible(text) + "\n"])

    def _say_lines(self, text: str) -> None:
        output.write_lines([text + "\n"])

    def _ask(self, question: str) -> str | None:
        """The next answer; None when there are no more."""
        output.write_lines([visible(question)])
        line = self._answers.readline()
        if not line:
            output.write_lines(["\n"])
            return None
        return line.strip()

    def _place(self) -> str:
        queue, progress = self._session.queue, self._session.progress
        return f"({min(queue.position + 1, len(queue))}/{len(queue)}, {progress.left} left)"

    def _show(self) -> None:
        """The difference under the cursor, in its context."""
        item, index = self._session.current, self._session.queue.current
        if item is None or index is None:
            self._say("nothing to show; / alone takes the filter away")
            return
        difference, state = item.difference, self._session.state(index)
        head = f"{difference.code}  {two_places(difference.confidence)}  {state}"
        name = f"  {item.document.id}" if item.document.id else ""
        if place := item.document.copy.place_at(difference.copy.start):
            name += f"  {place}"
        runs = in_context(item.document.copy.text, difference, CONTEXT)
        lines = [self._painter.line([StyledText(visible(head + name), Style.TITLE)])]
        lines += self._painter.wrap(runs, width=self._width, indent="  ")
        output.write_lines(f"{line}\n" for line in ["", *lines])

    def _details(self) -> None:
        item, index = self._session.current, self._session.queue.current
        if item is None or index is None:
            return
        ruling = self._session.ruling(index)
        self._say(f"  why      {item.difference.evidence}")
        if told := rivals(item.difference.explanations):
            self._say(f"  made by  {told}")
        self._say(f"  copy     {item.difference.copy.text}")
        self._say(f"  source   {item.difference.source.text}")
        for number, proposal in enumerate(self._session.proposals(index), start=1):
            self._say(f"  {number}        {proposal.text or '(nothing)'}  ({proposal.why})")
        self._say(f"  alike    {len(self._session.identical(index))}")
        if ruling.replacement is not None:
            self._say(f"  edited   {ruling.replacement}")
        if ruling.note:
            self._say(f"  note     {ruling.note}")

    # What is done

    def _here(self) -> int:
        index = self._session.queue.current
        if index is None:
            raise UsageError("nothing is shown; / alone takes the filter away")
        return index

    def _decide(self, answer: Answer | None, replacement: str | None = None) -> None:
        index = self._here()
        self._session.decide([index], answer, replacement)
        if answer is not None:
            self._advance()
        self._show()

    def _advance(self) -> None:
        if not self._next():
            left = self._session.progress.left
            self._say(
                f"end of the list; {left} left" if left else "nothing is left to decide; w writes the text, q leaves"
            )

    def _edit(self, text: str) -> None:
        index = self._here()
        words = text or self._ask("the copy's words become: ")
        if words is not None:
            said = self._session.as_edited(index, words)
            self._decide(said.answer, said.replacement)

    def _choose(self, digit: str) -> None:
        found = self._session.proposals(self._here())
        if len(digit) != 1 or int(digit) > len(found):
            raise UsageError(f"{digit}: there are {len(found)} proposals; i lists them")
        self._decide(Answer.APPLY, found[int(digit) - 1].text if digit != "1" else None)

    def _same(self) -> None:
        index = self._here()
        ruling, alike = self._session.ruling(index), self._session.identical(index)
        answer = ruling.answer or (Answer.KEEP if self._session.state(index) is State.KEPT else Answer.APPLY)
        number = f"{len(alike)} identical difference{'s' * (len(alike) > 1)}"
        if self._ask(f"{answer} {number}? [y,n] ") in {"y", "yes"}:
            self._session.decide(alike, answer, ruling.replacement)
            self._advance()
            self._show()

    def _bulk(self, answer: Answer) -> None:
        scope = scope_of(self._session, self._session.queue.indices, answer)
        if scope.indices and self._ask(f"{_told(answer, scope)}? [y,n] ") in {"y", "yes"}:
            self._session.decide(scope.indices, answer)
            self._say(f"done; u takes it back as one step, {self._session.progress.left} left")
            self._show()

    def _next(self) -> bool:
        session = self._session
        index = session.queue.current
        if index is not None and session.state(index) is State.OPEN:
            return True
        position = session.next_open()
        if position is None:
            position = next((p for p, i in enumerate(session.queue.indices) if session.state(i) is State.OPEN), None)
        if position is None:
            return False
        session.queue.to_position(position)
        return True

    def _seek(self, step: int) -> None:
        position = self._session.next_open(step)
        if position is None:
            self._say(f"none {'after' if step > 0 else 'before'} this one wants a decision")
        else:
            self._step(position - self._session.queue.position)

    def _step(self, step: int) -> None:
        self._session.queue.to_position(self._session.queue.position + step)
        self._show()

    def _go(self, number: str) -> None:
        if not number.isdecimal():
            raise UsageError("g NUMBER: the number of a difference in the list")
        self._session.queue.to_position(number_of(number) - 1)
        self._show()

    def _filter(self, words: str) -> None:
        self._session.set_filter(Filter(words))
        self._say(f"{len(self._session.queue)} shown")
        self._show()

    def _order(self, name: str) -> None:
        queue = self._session.queue
        if name and name not in set(Order):
            raise UsageError(f"{name!r}: no such order; there are {', '.join(Order)}")
        self._session.set_order(Order(name) if name else queue.order.following)
        self._say(f"sorted by {queue.order}")
        self._show()

    def _threshold(self, text: str) -> None:
        try:
            value = float(text or self._session.policy.threshold)
        except ValueError:
            raise UsageError(f"{text!r}: no number; t 0.9") from None
        Policy(threshold=value)
        would = Thresholds(self._session).at(value)
        self._say(f"{value:g} applies {would.applies}, leaves {would.leaves}")
        if text and self._ask("set it? [y,n] ") in {"y", "yes"}:
            self._session.set_threshold(value)

    def _travel(self, move: Callable[[], object], done: str) -> None:
        self._say(done if move() else f"nothing to be {done}")
        self._show()

    def _flag(self) -> None:
        index = self._here()
        self._session.flag([index], on=not self._session.ruling(index).flagged)
        self._say("flagged" if self._session.ruling(index).flagged else "no longer flagged")

    def _note(self, text: str) -> None:
        words = text or self._ask("note: ")
        if words is not None:
            self._session.note([self._here()], words)

    def _quit(self) -> None:
        self._ended = True


def _told(answer: Answer, scope: Scope) -> str:
    """What a bulk is about to do, in words."""
    verb = {Answer.APPLY: "use the source in", Answer.KEEP: "keep the copy in", Answer.SKIP: "skip"}[answer]
    codes = ", ".join(f"{count} {code}" for code, count in list(scope.codes.items())[:4])
    return f"{verb} {scope}: {scope.told}; {codes}; lowest confidence {two_places(scope.lowest)}"
