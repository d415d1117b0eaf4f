"""A review: documents, their differences, the rulings on them, and the journal that keeps them. It knows no screen."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from restore.differences import Decision, Difference, Op
from restore.errors import UsageError
from restore.repair import Plan, Policy, apply_plan, make_plan
from restore.session import records
from restore.session.change import ChangedDocument
from restore.session.filters import Filter, Filterable
from restore.session.items import Group, Item, Proposal
from restore.session.journal import Contents, Journal, now
from restore.session.kept import Kept
from restore.session.ledger import Command, Decide, Flag, LedgerStep, Note, Threshold
from restore.session.order import Order, measure_of
from restore.session.proposals import proposals
from restore.session.queue import ReviewQueue
from restore.session.ruling import DECISION_OF, STATE_OF, Answer, Key, ReviewProgress, Ruling, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from restore.session.document import ReviewDocument


class Session(Kept):
    """Everything a reviewer does goes through here: it is written to the journal first, then it counts.

    Args:
        journal: where it is kept; None for looking on, or for a session that is not kept.
        contents: what the journal holds already.
        policy: how a new threshold decides; the one a document came with decides until there is one.
        clock: the time written beside each line.
    """

    def __init__(
        self,
        journal: Journal | None = None,
        contents: Contents | None = None,
        *,
        policy: Policy | None = None,
        clock: Callable[[], str] = now,
        read_only: bool = False,
    ) -> None:
        super().__init__(journal, contents, clock=clock, read_only=read_only)
        self.documents: list[ReviewDocument] = []
        self.items: list[Item] = []
        self.queue = ReviewQueue()
        self.changes: list[ChangedDocument] = []
        self.loading = False
        self._policy = policy or Policy()
        self._index: dict[Key, int] = {}
        self._by_name: dict[str, ReviewDocument] = {}
        self._counts: Counter[State] = Counter()
        self._groups: dict[Group, list[int]] | None = None
        self._steps = 0
        self._left_shown = (-1, -1, 0)  # of the queue and after the step that it was counted for

    # What there is

    @property
    def current(self) -> Item | None:
        """The difference under the cursor."""
        index = self.queue.current
        return None if index is None else self.items[index]

    @property
    def progress(self) -> ReviewProgress:
        """How far the review has come."""
        counts = self._counts
        return ReviewProgress(
            len(self.items), counts[State.APPLIED], counts[State.KEPT], counts[State.SKIPPED], counts[State.OPEN]
        )

    @property
    def step(self) -> int:
        """Another number after each step, taken or taken back."""
        return self._steps

    @property
    def left_shown(self) -> int:
        """How many of those that are shown still want a decision; counted once until something changes."""
        if self._left_shown[:2] != (self.queue.version, self._steps):
            left = sum(self.state(index) in {State.OPEN, State.SKIPPED} for index in self.queue.indices)
            self._left_shown = (self.queue.version, self._steps, left)
        return self._left_shown[2]

    def ruling(self, index: int) -> Ruling:
        """What people said of an item."""
        return self.ledger.ruling(self.items[index].key)

    def state(self, index: int) -> State:
        """Where an item stands."""
        item = self.items[index]
        return self._state(item, self.ledger.ruling(item.key))

    def _state(self, item: Item, ruling: Ruling) -> State:
        if ruling.answer is not None:
            return STATE_OF[ruling.answer]
        decision = self._decision(item.difference)
        return {Decision.APPLY: State.APPLIED, Decision.KEEP: State.KEPT}.get(decision, State.OPEN)

    def _decision(self, difference: Difference) -> Decision:
        if self.ledger.threshold is None:
            return difference.decision
        return self.policy.decide(difference)

    @property
    def policy(self) -> Policy:
        """The policy that holds, with this session's own threshold if it has one."""
        threshold = self.ledger.threshold
        return self._policy if threshold is None else replace(self._policy, threshold=threshold, thresholds={})

    def index_of(self, key: Key) -> int | None:
        """An item's number."""
        return self._index.get(key)

    def identical(self, index: int) -> Sequence[int]:
        """All items that have the same words on both sides as this one, itself included."""
        if self._groups is None:
            groups = defaultdict(list)
            for number, item in enumerate(self.items):
                groups[item.group].append(number)
            self._groups = dict(groups)
        return self._groups.get(self.items[index].group, [index])

    def waiting(self, index: int) -> int:
        """How many identical differences want a decision: what one answer would decide."""
        return sum(self.state(other) in {State.OPEN, State.SKIPPED} for other in self.identical(index))

    def proposals(self, index: int) -> tuple[Proposal, ...]:
        """What the copy's words could become."""
        edits = (self.ruling(other).replacement for other in self.identical(index))
        return proposals(self.items[index].difference, [text for text in edits if text is not None])

    # Documents come

    def add(self, documents: Iterable[ReviewDocument]) -> None:
        """Take documents in, at the end; decisions that were made of them before hold again."""
        first = len(self.items)
        for document in documents:
            self._add(document)
        new = range(first, len(self.items))
        waiting = self._cursor
        self.queue.extend(*self._parted(self._shown(new)))
        if waiting is not None and (index := self._index.get(waiting)) is not None and self.queue.to(index):
            self._cursor = None

    def _add(self, document: ReviewDocument) -> None:
        place = len(self.documents)
        self.documents.append(document)
        self._by_name[document.id] = document
        for difference in document.differences:
            item = Item(place, document, difference)
            index = len(self.items)
            self.items.append(item)
            self._index[item.key] = index
            self._counts[self.state(index)] += 1
            if self._groups is not None:
                self._groups.setdefault(item.group, []).append(index)
        self._compare(document)

    def _compare(self, document: ReviewDocument) -> None:
        """Note a change of texts under decisions that were made."""
        seen = self._identities.get(document.id)
        what = seen.changed(document.identity) if seen else ""
        if not what:
            return
        said = [k for k, ruling in self.ledger.rulings.items() if k.document == document.id and ruling.answer]
        carried = sum(key in self._index for key in said)
        self.changes.append(ChangedDocument(document, what, carried, len(said) - carried))

    def accept_changes(self) -> None:
        """Go on with texts that changed; from now on they are the ones this session knows."""
        for change in self.changes:
            identity = change.document.identity
            fields = {"event": "carried", "id": change.document.id, "copy": identity.copy, "source": identity.source}
            self._write({**fields, "carried": change.carried, "lost": change.lost})
            self._identities[change.document.id] = identity
        self.changes.clear()

    # What a reviewer does

    def decide(self, indices: Iterable[int], answer: Answer | None, replacement: str | None = None) -> LedgerStep:
        """Answer one or many at once; it is one step for undo. Raises UsageError for a move with words of its own."""
        chosen = list(indices)
        if replacement is not None and any(self.items[i].difference.op is Op.MOVE for i in chosen):
            raise UsageError("a moved passage goes where the source has it, or stays; its words cannot be edited here")
        step = self._do(Decide(self._keys(chosen), answer, replacement))
        if answer is Answer.SKIP:
            self.queue.postpone(frozenset(chosen))
        return step

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
        return self._travel(self.ledger.past[-1], self.ledger.undo)

    def redo(self) -> LedgerStep | None:
        """Do again what was undone last; None when there is nothing."""
        if not self.ledger.future:
            return None
        self._write({"event": "redo"})
        return self._travel(self.ledger.future[-1], self.ledger.redo)

    def _travel(self, step: LedgerStep, move: Callable[[], LedgerStep | None]) -> LedgerStep | None:
        self._tally(step, -1)
        done = move()
        self._tally(step, 1)
        if isinstance(step.command, Decide | Threshold):
            self.resort()
        if step.cursor is not None and (index := self._index.get(step.cursor)) is not None:
            self.queue.to(index)
        return done

    def _keys(self, indices: Iterable[int]) -> tuple[Key, ...]:
        return tuple(self.items[index].key for index in indices)

    def _do(self, command: Command) -> LedgerStep:
        cursor = self.current.key if self.current else None
        self._name_documents(command)
        self._write({**records.of_command(command), "cursor": records.of_key(cursor)})
        step = LedgerStep(command, tuple((key, self.ledger.ruling(key)) for key in getattr(command, "keys", ())), None)
        self._tally(step, -1)
        done = self.ledger.do(command, cursor)
        self._tally(step, 1)
        return done

    def _tally(self, step: LedgerStep, sign: int) -> None:
        """Count the states of what a step touches, out before it is done and in after it."""
        self._steps += 1
        if isinstance(step.command, Threshold):
            indices: Iterable[int] = range(len(self.items))
        elif isinstance(step.command, Decide):
            indices = [index for key in step.keys if (index := self._index.get(key)) is not None]
        else:
            return
        for index in dict.fromkeys(indices):
            self._counts[self.state(index)] += sign

    # What is shown

    def set_filter(self, chosen: Filter) -> None:
        """Show what the filter lets through."""
        self.queue.filter = chosen
        self.refill()

    def set_order(self, order: Order, *, reverse: bool = False) -> None:
        """Sort the queue."""
        self.queue.order, self.queue.reverse = order, reverse
        self.resort()

    def refill(self) -> None:
        """Ask the filter again, and sort."""
        self._fill(self._shown(range(len(self.items))))

    def resort(self) -> None:
        """Sort what is shown, without asking the filter."""
        self._fill(sorted(self.queue.everything))

    def _fill(self, indices: list[int]) -> None:
        ahead, settled = self._parted(self._sorted(indices))
        self.queue.fill(ahead, keep=self.queue.current, settled=settled)

    def _parted(self, indices: list[int]) -> tuple[list[int], list[int]]:
        """Those that stand ahead, and those for the fold: a filter asks for what it lets through, and folds nothing."""
        if not self.queue.folds or self.queue.filter.text:
            return indices, []
        settled = [index for index in indices if self._is_settled(index)]
        inside = frozenset(settled)
        return [index for index in indices if index not in inside], settled

    def _is_settled(self, index: int) -> bool:
        """Whether the policy decided, and nobody said anything else."""
        return self.ruling(index).answer is None and self.state(index) in {State.APPLIED, State.KEPT}

    def _shown(self, indices: Iterable[int]) -> list[int]:
        chosen = self.queue.filter
        return [i for i in indices if chosen.matches(self.candidate(i))] if chosen.names else list(indices)

    def candidate(self, index: int) -> Filterable:
        """An item as a filter sees it."""
        item, ruling = self.items[index], self.ruling(index)
        return Filterable(item.document.id, item.difference, ruling, self._state(item, ruling))

    def _sorted(self, indices: list[int]) -> list[int]:
        left: Counter[int] = Counter()
        if self.queue.order is Order.DOCUMENT:
            left.update(self.items[i].place for i in indices if self.state(i) in {State.OPEN, State.SKIPPED})
        measure = measure_of(
            self.queue.order,
            threshold=lambda item: self.policy.threshold_of(item.difference.code),
            repeats=lambda item: self.waiting(self._index[item.key]),
            left=left,
        )
        if measure is not None:
            indices.sort(key=lambda index: measure(self.items[index]))
        if self.queue.reverse:
            indices.reverse()
        if self._counts[State.SKIPPED]:
            indices.sort(key=lambda index: self.state(index) is State.SKIPPED)
        return indices

    def next_open(self, step: int = 1) -> int | None:
        """The line of the nearest difference that wants a decision, skipped ones last; None at the end."""
        found = self.queue.find(lambda index: self.state(index) is State.OPEN, step)
        return found if found is not None else self.queue.find(lambda index: self.state(index) is State.SKIPPED, step)

    # What comes out

    def resolved(self, document: ReviewDocument) -> list[Difference]:
        """A document's differences with the decisions and replacements of this session."""
        return [self.resolved_one(document, difference) for difference in document.differences]

    def resolved_one(self, document: ReviewDocument, difference: Difference) -> Difference:
        """One of a document's differences, likewise."""
        ruling = self.ledger.ruling(Key(document.id, difference.id))
        decision = DECISION_OF[STATE_OF[ruling.answer]] if ruling.answer else self._decision(difference)
        words = difference.replacement if ruling.replacement is None else ruling.replacement
        return replace(difference, decision=decision, replacement=words)

    def restored(self, document: ReviewDocument) -> str:
        """A document's copy with all that is to be applied applied."""
        return apply_plan(document.copy.text, self.plan(document))

    def plan(self, document: ReviewDocument) -> Plan:
        """The repairs that are to be applied to a document's copy."""
        return make_plan(document.copy.text, self.resolved(document))

    def save_view(self, values: Mapping[str, Any]) -> None:
        """Keep how the screen is set up, and where the cursor stands."""
        self.keep_view(values, self.current.key if self.current else None)

    def _name_documents(self, command: Command) -> None:
        """Say once, before its first decision, what a document's texts are."""
        for name in dict.fromkeys(key.document for key in getattr(command, "keys", ())):
            if name not in self._identities:
                self._identify(self._by_name[name])
