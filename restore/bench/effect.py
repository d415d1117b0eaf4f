"""Which repairs are right by what they do, however the differences are cut."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from restore.bench.truth import Edit, undone


def right(copy: Sequence[str], found: Sequence[Edit], damage: Sequence[Edit]) -> list[bool]:
    """For each repair found, whether making it gives the words that undoing some of the damage gives, and no others.

    It may do so alone, or together with others that touch the same damage: an intruder that was cut in two is undone
    by both halves. `found` and `damage` are edits of the same tokens, in order, and do not overlap.
    """
    judge = _Judge(copy, found, damage)
    return [judge.is_right(number) for number in range(len(found))]


class _Places:
    """Edits in order, and those of them that touch a stretch."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self._starts, self._ends = [e.start for e in edits], [e.end for e in edits]

    def touching(self, start: int, end: int) -> range:
        """The numbers of those that share a token with [start, end), or stand right beside it."""
        return range(bisect_left(self._ends, start), bisect_right(self._starts, end))


class _Judge:
    def __init__(self, copy: Sequence[str], found: Sequence[Edit], damage: Sequence[Edit]) -> None:
        self._copy, self._found, self._damage = copy, _Places(found), _Places(damage)
        self._chains: dict[range, bool] = {}

    def is_right(self, number: int) -> bool:
        """Alone, with neighbours at the same damage, or with a whole chain of repairs and damage that touch."""
        near = self._near(range(number, number + 1))
        if not near:
            return False
        if any(self._undoes(run) for run in _runs(number, self._beside(near))):
            return True
        chain, wider = range(0), range(number, number + 1)
        while chain != wider:
            chain, wider = wider, self._beside(self._near(wider))
        if chain not in self._chains:
            self._chains[chain] = self._undoes(chain)
        return self._chains[chain]

    def _near(self, group: range) -> range:
        """The damage that a run of repairs touches."""
        return self._damage.touching(self._found.edits[group[0]].start, self._found.edits[group[-1]].end)

    def _beside(self, damage: range) -> range:
        """The repairs that touch a run of damage."""
        return self._found.touching(self._damage.edits[damage[0]].start, self._damage.edits[damage[-1]].end)

    def _undoes(self, group: range) -> bool:
        """Whether repairs together do what undoing whole edits does: all they overlap, and any right beside them."""
        repairs = self._found.edits[group[0] : group[-1] + 1]
        start, end = repairs[0].start, repairs[-1].end
        near = [self._damage.edits[n] for n in self._near(group)]
        inner = [e for e in near if e.start < end and start < e.end]
        left = [e for e in near if e.end <= start and e not in inner]
        rest = [e for e in near if e.start >= end and e not in inner and e not in left]
        for before in (left[n:] for n in range(len(left) + 1)):
            for behind in (rest[:n] for n in range(len(rest) + 1)):
                chosen = [*before, *inner, *behind]
                if chosen and self._same(repairs, chosen):
                    return True
        return False

    def _same(self, repairs: Sequence[Edit], damage: Sequence[Edit]) -> bool:
        start = min(repairs[0].start, damage[0].start)
        end = max(repairs[-1].end, damage[-1].end)
        window = self._copy[start:end]
        return undone(window, _shifted(repairs, start)) == undone(window, _shifted(damage, start))


def _runs(number: int, group: range) -> Iterator[range]:
    """The runs of a group that have this number in them, itself first."""
    for start in range(number, group.start - 1, -1):
        for end in range(number + 1, group.stop + 1):
            yield range(start, end)


def _shifted(edits: Sequence[Edit], start: int) -> Iterator[Edit]:
    for edit in edits:
        yield Edit(edit.start - start, edit.end - start, edit.words, edit.cause)
