"""From a finished draft to the copy and its gold: units written out, and neighbours that are one difference joined."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from restore.damage.draft import DamageMark, Draft, Unit
from restore.damage.gold import Damaged, GoldDifference, token_span
from restore.differences import Cause, Code, Op
from restore.text import Text, is_word

_MERGED = frozenset({Cause.WORDING, Cause.PASSAGE, Cause.HEADING, Cause.CASE})


def lay_out(draft: Draft, recipe: str = "", seed: int = 0) -> Damaged:
    """The copy and its gold."""
    layout = _Layout(draft)
    return Damaged(layout.copy.raw, draft.source.raw, tuple(layout.gold()), recipe, seed)


class _Layout:
    """Units written out, and what they say compared with the source.

    White space is put where two units would read as one token, so the gold's edges are token edges.
    """

    def __init__(self, draft: Draft) -> None:
        self.source = draft.source
        self.units = list(_closed(draft.units))
        self.mark, self.tail = draft.mark, draft.tail
        self._write()
        if self._separate():
            self._write()
        self._mark_strays()

    def _write(self) -> None:
        parts = [self.mark]
        self.spans: list[tuple[int, int]] = []
        at = len(self.mark)
        for unit in self.units:
            start = at + len(unit.before)
            at = start + len(unit.text)
            self.spans.append((start, at))
            parts += (unit.before, unit.text)
        self.copy = Text.of("".join(parts) + self.tail)

    def _separate(self) -> bool:
        """Put a space at each edge that is not a token's edge; whether any was needed."""
        starts, ends = set(self.copy.starts), set(self.copy.ends)
        changed = False
        previous: int | None = None
        for i, (start, end) in enumerate(self.spans):
            if start == end:
                continue
            unit = self.units[i]
            together = previous is not None and self.spans[previous][1] == start
            if together and not (start in starts and start in ends):
                self.units[i] = replace(unit, before=unit.before + " ")
                changed = True
            previous = i
        return changed

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self.copy.starts, start), bisect_left(self.copy.starts, end)

    def _mark_strays(self) -> None:
        """A unit nobody touched may still read otherwise in its new surroundings: that is a spacing difference."""
        for i, unit in enumerate(self.units):
            first, last = self._tokens(*self.spans[i])
            same = list(self.copy.folds[first:last]) == list(self.source.folds[unit.first : unit.last])
            if unit.mark is None and not same:
                self.units[i] = replace(unit, mark=DamageMark(Cause.SPACING))

    def gold(self) -> Iterator[GoldDifference]:
        """The differences in the copy's order, a move before what stands in it."""
        number = 0
        opened: dict[int, str] = {}
        for group in self._groups():
            unit = self.units[group[0]]
            if unit.move is not None and unit.move not in opened:
                number += 1
                opened[unit.move] = f"g{number}"
                yield self._moved(f"g{number}", unit.move)
            found = self._difference(group, f"g{number + 1}", opened.get(unit.move) if unit.move is not None else None)
            if found:
                number += 1
                yield found

    def _groups(self) -> Iterator[Sequence[int]]:
        """Neighbours that are one difference: an editor's adjoining changes, or a run only lost or only added."""
        group: list[int] = []
        for i, unit in enumerate(self.units):
            if group and not self._joins(self.units[group[-1]], unit):
                yield group
                group = []
            group.append(i)
        if group:
            yield group

    @staticmethod
    def _joins(one: Unit, other: Unit) -> bool:
        if one.mark is None or one.mark != other.mark or one.move != other.move or one.last != other.first:
            return False
        lost, added = not one.text and not other.text, one.first == one.last and other.first == other.last
        return one.mark.cause in _MERGED or (one.mark.cause is not Cause.ENTITY and (lost or added))

    def _difference(self, group: Sequence[int], name: str, within: str | None) -> GoldDifference | None:
        mark = self.units[group[0]].mark
        if mark is None:
            return None
        first, last = self.units[group[0]].first, self.units[group[-1]].last
        start, end = self._tokens(self.spans[group[0]][0], self.spans[group[-1]][1])
        if mark.cause is not Cause.ENTITY:
            start, end, first, last = self._trimmed(start, end, first, last)
        elif self.copy.folds[start:end] == self.source.folds[first:last]:
            return None
        if start == end and first == last:
            return None
        cause = self._cause(mark.cause, start, end, first, last)
        op = Op.DELETE if start == end else Op.INSERT if first == last else Op.REPLACE
        return GoldDifference(
            name,
            Code(op, cause),
            token_span(self.copy, start, end),
            token_span(self.source, first, last),
            mark.damage,
            within,
        )

    def _trimmed(self, start: int, end: int, first: int, last: int) -> tuple[int, int, int, int]:
        """Without the tokens that both sides share at an edge, capitals included."""
        copy, source = self.copy.form, self.source.form
        while start < end and first < last and copy(start) == source(first):
            start, first = start + 1, first + 1
        while start < end and first < last and copy(end - 1) == source(last - 1):
            end, last = end - 1, last - 1
        return start, end, first, last

    def _cause(self, cause: Cause, start: int, end: int, first: int, last: int) -> Cause:
        """What a misreading came to: only marks, only capitals, only a hyphen, or letters."""
        if cause is not Cause.SPELLING:
            return cause
        ours, theirs = self.copy.forms_of(start, end), self.source.forms_of(first, last)
        if not any(map(is_word, (*ours, *theirs))):
            return Cause.PUNCTUATION
        one, other = "".join(ours).casefold(), "".join(theirs).casefold()
        if one == other and len(ours) == len(theirs):
            return Cause.CASE
        if one != other and _unhyphened(one) == _unhyphened(other):
            return Cause.HYPHEN
        return cause

    def _moved(self, name: str, move: int) -> GoldDifference:
        members = [i for i, unit in enumerate(self.units) if unit.move == move]
        start, end = self._tokens(self.spans[members[0]][0], self.spans[members[-1]][1])
        first = min(self.units[i].first for i in members)
        last = max(self.units[i].last for i in members)
        copy, source = token_span(self.copy, start, end), token_span(self.source, first, last)
        return GoldDifference(name, Code(Op.MOVE, Cause.PASSAGE), copy, source, damage=True)


def _closed(units: Iterable[Unit]) -> Iterator[Unit]:
    """Where nothing is left of a unit, its white space and the next one's become one: the one with more line ends."""
    held = ""
    written = False
    for unit in units:
        before = max(held, unit.before, key=lambda space: (space.count("\n"), len(space))) if held else unit.before
        if unit.text:
            yield replace(unit, before=before if written or not held else "")
            held, written = "", True
        else:
            yield replace(unit, before="")
            held = before or " "


def _unhyphened(letters: str) -> str:
    """Without hyphens; one that stands alone has the normal form of a dash."""
    return letters.replace("-", "").replace("–", "")
