"""Commands and their effect: a ledger of rulings with unlimited undo. Pure: it knows no file, no text and no screen.

A ledger is rebuilt from its commands alone, undo and redo among them: whatever replays them comes to the same state.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from restore.session.ruling import NOTHING_SAID, Answer, Key, Ruling


@dataclass(frozen=True, slots=True)
class Decide:
    """One answer to one or many differences; an answer of None takes back what a person said."""

    keys: tuple[Key, ...]
    answer: Answer | None
    replacement: str | None = None

    def of(self, ruling: Ruling) -> Ruling:
        """The ruling with this answer."""
        return replace(ruling, answer=self.answer, replacement=self.replacement)


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on differences; an empty one takes it away."""

    keys: tuple[Key, ...]
    text: str

    def of(self, ruling: Ruling) -> Ruling:
        """The ruling with this note."""
        return replace(ruling, note=self.text)


@dataclass(frozen=True, slots=True)
class Flag:
    """Differences pointed out to a colleague, or no longer."""

    keys: tuple[Key, ...]
    on: bool

    def of(self, ruling: Ruling) -> Ruling:
        """The ruling with the flag up or down."""
        return replace(ruling, flagged=self.on)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A new threshold for all that no person has answered; None is the one the texts came with."""

    value: float | None


Command = Decide | Note | Flag | Threshold


@dataclass(frozen=True, slots=True)
class LedgerStep:
    """A command that was carried out, what it changed, and where the reviewer stood."""

    command: Command
    before: tuple[tuple[Key, Ruling], ...]
    threshold: float | None
    cursor: Key | None = None

    @property
    def keys(self) -> tuple[Key, ...]:
        """The differences whose rulings it changed."""
        return tuple(key for key, _ in self.before)


@dataclass(slots=True)
class Ledger:
    """The rulings, and the way back and forth through them.

    >>> ledger, key = Ledger(), Key("", "7f3a")
    >>> _ = ledger.do(Decide((key,), Answer.APPLY))
    >>> _ = ledger.undo()
    >>> ledger.ruling(key).answer, ledger.redo().command.answer
    (None, <Answer.APPLY: 'apply'>)
    """

    rulings: dict[Key, Ruling] = field(default_factory=dict)
    threshold: float | None = None
    past: list[LedgerStep] = field(default_factory=list)
    future: list[LedgerStep] = field(default_factory=list)

    def ruling(self, key: Key) -> Ruling:
        """What was said of a difference."""
        return self.rulings.get(key, NOTHING_SAID)

    def do(self, command: Command, cursor: Key | None = None) -> LedgerStep:
        """Carry a command out; what was undone before it can no longer be redone."""
        self.future.clear()
        return self._do(command, cursor)

    def undo(self) -> LedgerStep | None:
        """Take the last step back; None when there is none."""
        if not self.past:
            return None
        step = self.past.pop()
        self.future.append(step)
        self.threshold = step.threshold
        for key, ruling in step.before:
            self._put(key, ruling)
        return step

    def redo(self) -> LedgerStep | None:
        """Take the last step that was undone again; None when there is none."""
        if not self.future:
            return None
        step = self.future.pop()
        return self._do(step.command, step.cursor)

    def _do(self, command: Command, cursor: Key | None) -> LedgerStep:
        threshold = self.threshold
        before: tuple[tuple[Key, Ruling], ...] = ()
        if isinstance(command, Threshold):
            self.threshold = command.value
        else:
            before = tuple((key, self.ruling(key)) for key in dict.fromkeys(command.keys))
            for key, ruling in before:
                self._put(key, command.of(ruling))
        step = LedgerStep(command, before, threshold, cursor)
        self.past.append(step)
        return step

    def _put(self, key: Key, ruling: Ruling) -> None:
        if ruling == NOTHING_SAID:
            self.rulings.pop(key, None)
        else:
            self.rulings[key] = ruling
