"""What a review has: documents, their differences, and where each of them stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from restore.differences import Decision, Difference
from restore.repair import Plan, Policy, apply_plan, make_plan
from restore.session.document import ChangedDocument
from restore.session.escapes import framed
from restore.session.filters import Filterable
from restore.session.items import Group, Item, Proposal, proposals
from restore.session.journal import Contents, Journal, now
from restore.session.kept import Kept
from restore.session.ledger import Decide, LedgerStep, Threshold
from restore.session.ruling import DECISION_OF, LEFT, STATE_OF, Answer, Key, ReviewProgress, Ruling, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from restore.session.document import ReviewDocument


class Holdings(Kept):
    """What a review has: documents, their differences, and where each of them stands.

    Args:
        journal: where it is kept, and followed by who looks on; None for a session that is not kept.
        contents: what the journal holds already.
        policy: how a new threshold decides; the one a document came with decides until there is one.
        clock: the time written beside each line.
        read_only: whether nothing may be decided.
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
        self.changes: list[ChangedDocument] = []
        self._policy = policy or Policy()
        self._index: dict[Key, int] = {}
        self._by_name: dict[str, ReviewDocument] = {}
        self._counts: Counter[State] = Counter()
        self._edits: dict[int, dict[int, str]] = {}  # by document
        self._groups: dict[Group, list[int]] | None = None
        self._steps = 0

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

    def ruling(self, index: int) -> Ruling:
        """What people said of an item."""
        return self.ledger.ruling(self.items[index].key)

    def state(self, index: int) -> State:
        """Where an item stands."""
        item = self.items[index]
        return self._state(item, self.ledger.ruling(item.key))

    def words(self, index: int) -> str:
        """What the copy's words become: as a reviewer wrote, else as was proposed."""
        written = self.ruling(index).replacement
        return self.items[index].difference.replacement if written is None else written

    def edits(self, place: int) -> Mapping[int, str]:
        """What reviewers wrote in place of the proposals, by the numbers of a document's items."""
        return self._edits.get(place, {})

    def as_edited(self, index: int, typed: str) -> Ruling:
        """What is said with words that were typed: the copy's own keep the copy, the proposal's use the source."""
        difference = self.items[index].difference
        if typed == difference.copy.text:
            return Ruling(Answer.KEEP)
        words = framed(self.words(index) or difference.replacement, typed)
        return Ruling(Answer.APPLY, None if words == difference.replacement else words)

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
        return sum(self.state(other) in LEFT for other in self.identical(index))

    def proposals(self, index: int) -> tuple[Proposal, ...]:
        """What the copy's words could become."""
        edits = (self.ruling(other).replacement for other in self.identical(index))
        return proposals(self.items[index].difference, [text for text in edits if text is not None])

    def _add(self, document: ReviewDocument) -> None:
        place = len(self.documents)
        self.documents.append(document)
        self._by_name[document.id] = document
        for difference in document.differences:
            item = Item(place, document, difference)
            index = len(self.items)
            self.items.append(item)
            self._index[item.key] = index
            self._count(index, 1)
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

    def candidate(self, index: int) -> Filterable:
        """An item as a filter sees it."""
        item, ruling = self.items[index], self.ruling(index)
        return Filterable(item.document.id, item.difference, ruling, self._state(item, ruling))

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

    def _follow(self, contents: Contents) -> None:
        """Stand as a journal says by now."""
        self._replay_anew(contents)
        self._steps += 1
        self._counts.clear()
        self._edits.clear()
        for index in range(len(self.items)):
            self._count(index, 1)

    def _tally(self, step: LedgerStep, sign: int) -> None:
        """Count the states of what a step touches, out before it is done and in after it; a text written is older."""
        self._steps += 1
        if isinstance(step.command, Threshold):
            indices: Iterable[int] = range(len(self.items))
        elif isinstance(step.command, Decide):
            indices = [index for key in step.keys if (index := self._index.get(key)) is not None]
        else:
            return
        self.last_written = ""
        for index in dict.fromkeys(indices):
            self._count(index, sign)

    def _count(self, index: int, sign: int) -> None:
        item = self.items[index]
        ruling = self.ledger.ruling(item.key)
        self._counts[self._state(item, ruling)] += sign
        if ruling.replacement is not None:
            edits = self._edits.setdefault(item.place, {})
            if sign > 0:
                edits[index] = ruling.replacement
            else:
                del edits[index]

    def _keys(self, indices: Iterable[int]) -> tuple[Key, ...]:
        return tuple(self.items[index].key for index in indices)
