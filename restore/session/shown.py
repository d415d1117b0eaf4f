"""What of a review is shown: the queue under its filter, in its order, and the cursor in it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from restore.errors import UsageError
from restore.session.filters import Filter
from restore.session.holdings import Holdings
from restore.session.items import Group, Item
from restore.session.order import Order, measure_of
from restore.session.queue import ReviewQueue
from restore.session.ruling import LEFT, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restore.session.document import ReviewDocument


class Shown(Holdings):
    """A review's documents as they come in, and the queue of those of their differences that are shown.

    `loading` says that more documents are to come.
    """

    loading = False
    _left_shown = (-1, -1, 0)  # of the queue and after the step that it was counted for

    @cached_property
    def queue(self) -> ReviewQueue:
        """Those that are shown, and the cursor."""
        return ReviewQueue()

    @property
    def current(self) -> Item | None:
        """The difference under the cursor."""
        index = self.queue.current
        return None if index is None else self.items[index]

    @property
    def left_shown(self) -> int:
        """How many of those that are shown still want a decision; counted once until something changes."""
        if self._left_shown[:2] != (self.queue.version, self._steps):
            left = sum(self.state(index) in LEFT for index in self.queue.indices)
            self._left_shown = (self.queue.version, self._steps, left)
        return self._left_shown[2]

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

    def follow(self) -> bool:
        """Take in what was decided since by another, where this session only looks on; whether anything came.

        Raises:
            InputError: the journal cannot be read; what was known stands.
        """
        news = self.journal.news() if self.read_only and self.journal else None
        if news is None:
            return False
        self._follow(news)
        self.resort()
        return True

    def set_filter(self, chosen: Filter) -> None:
        """Show what the filter lets through. Raises UsageError, and shows what it did, where it takes too long."""
        shown = list(range(len(self.items)))
        if chosen.names:
            shown = [index for index in shown if chosen.matches(self.candidate(index))]
        self.queue.filter = chosen
        self._fill(shown)

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
        return [index for index in indices if self._passes(index)] if self.queue.filter.names else list(indices)

    def _passes(self, index: int) -> bool:
        """Whether the filter lets it through; so it does where it takes too long to tell, and nothing is hidden."""
        try:
            return self.queue.filter.matches(self.candidate(index))
        except UsageError:
            return True

    def _sorted(self, indices: list[int]) -> list[int]:
        left: Counter[int] = Counter()
        waiting: Counter[Group] = Counter()
        if self.queue.order is Order.DOCUMENT:
            left.update(self.items[i].place for i in indices if self.state(i) in LEFT)
        elif self.queue.order is Order.REPEATS:
            waiting.update(item.group for i, item in enumerate(self.items) if self.state(i) in LEFT)
        measure = measure_of(
            self.queue.order,
            threshold=lambda item: self.policy.threshold_of(item.difference.code),
            repeats=lambda item: waiting[item.group],
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
