"""A copy in the making: the source cut into units, each with what the copy says in its place.

Every step of a recipe edits units and marks what it did, so the gold is known by construction: units keep their source
tokens, whatever the copy makes of them, and all of them together are the source, each token once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from restore.damage.gold import Damaged, GoldDifference
from restore.differences import Cause, Code, Op, Span
from restore.text import Text, is_word

_MERGED = frozenset({Cause.WORDING, Cause.PASSAGE, Cause.HEADING})


@dataclass(frozen=True, slots=True)
class Mark:
    """What a step did to a unit. `op` is left out: it follows from which side is empty."""

    cause: Cause
    damage: bool = True


@dataclass(frozen=True, slots=True)
class Unit:
    """Source tokens [first, last) and what the copy has for them: white space `before`, then `text`.

    A unit without a mark says the same as its source tokens. `move` is the number of the moved block it belongs to.
    """

    first: int
    last: int
    before: str
    text: str
    mark: Mark | None = None
    move: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Units [start, stop) become one unit with this text and mark; start == stop inserts before that unit.

    `before` is the new unit's white space; None takes that of the units it replaces, or of the place it goes to. `after`, unless
    None, becomes the white space of the unit that follows.
    """

    start: int
    stop: int
    text: str
    mark: Mark | None
    before: str | None = None
    after: str | None = None


class Draft:
    """The units in the copy's order, and the white space after the last one."""

    def __init__(self, source: Text) -> None:
        self.source = source
        self.units: list[Unit] = []
        self.moves = 0
        at = 0
        for i, (start, end) in enumerate(zip(source.starts, source.ends, strict=True)):
            self.units.append(Unit(i, i + 1, source.raw[at:start], source.raw[start:end]))
            at = end
        self.tail = source.raw[at:]

    def __len__(self) -> int:
        return len(self.units)

    def free(self, start: int, stop: int) -> bool:
        """Whether units [start, stop) exist and no step has touched them."""
        return 0 <= start <= stop <= len(self.units) and all(u.mark is None for u in self.units[start:stop])

    def apply(self, edits: Iterable[Edit]) -> None:
        """Carry out edits whose units do not overlap, all numbered as the units stand now."""
        units: list[Unit] = []
        at = 0
        for edit in sorted(edits, key=lambda e: (e.start, e.stop)):
            if edit.start < at:
                raise ValueError(f"edits overlap at unit {edit.start}")
            units += self.units[at : edit.start]
            units.append(self._made(edit))
            at = edit.stop
            if edit.after is not None and at < len(self.units):
                self.units[at] = replace(self.units[at], before=edit.after)
        self.units = units + self.units[at:]

    def _made(self, edit: Edit) -> Unit:
        old = self.units[edit.start : edit.stop]
        if old:
            before = old[0].before if edit.before is None else edit.before
            return Unit(old[0].first, old[-1].last, before, edit.text, edit.mark, old[0].move)
        following = self.units[edit.start] if edit.start < len(self.units) else None
        first = following.first if following else len(self.source)
        before = edit.before
        if before is None:
            before = (following.before if following else "") or " "
        return Unit(first, first, before, edit.text, edit.mark, following.move if following else None)

    def shift(self, start: int, stop: int, to: int) -> None:
        """Take units [start, stop) out and put them back before unit `to`, which stands outside of them; a move."""
        if start <= to <= stop:
            raise ValueError("a block cannot be moved into itself")
        block = [replace(unit, move=self.moves) for unit in self.units[start:stop]]
        self.moves += 1
        rest = self.units[:start] + self.units[stop:]
        at = to if to < start else to - (stop - start)
        self.units = rest[:at] + block + rest[at:]

    def damaged(self, recipe: str = "", seed: int = 0) -> Damaged:
        """The copy and its gold."""
        laid = _Layout(self)
        return Damaged(laid.copy.raw, self.source.raw, tuple(laid.gold()), recipe, seed)


class _Layout:
    """Units written out. White space is put where two units would read as one token, so the gold's edges are token edges."""

    def __init__(self, draft: Draft) -> None:
        self.source = draft.source
        self.units = list(_closed(draft.units))
        self.tail = draft.tail
        self._write()
        if self._separate():
            self._write()
        self._mark_strays()

    def _write(self) -> None:
        parts: list[str] = []
        self.spans: list[tuple[int, int]] = []
        at = 0
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
            if previous is not None and not self.copy.raw[self.spans[previous][1] : start]:
                if start not in starts or self.spans[previous][1] not in ends:
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
                self.units[i] = replace(unit, mark=Mark(Cause.SPACING))

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
        """Neighbours that are one difference: an editor's adjoining changes, or a run that is only lost or only added."""
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
            name, Code(op, cause), _span(self.copy, start, end), _span(self.source, first, last), mark.damage, within
        )

    def _trimmed(self, start: int, end: int, first: int, last: int) -> tuple[int, int, int, int]:
        """Without the tokens that both sides share at an edge, capitals included."""
        copy, source = self.copy.forms, self.source.forms
        while start < end and first < last and copy[start] == source[first]:
            start, first = start + 1, first + 1
        while start < end and first < last and copy[end - 1] == source[last - 1]:
            end, last = end - 1, last - 1
        return start, end, first, last

    def _cause(self, cause: Cause, start: int, end: int, first: int, last: int) -> Cause:
        """What a misreading came to: only marks, only capitals, only a hyphen, or letters."""
        if cause is not Cause.SPELLING:
            return cause
        ours, theirs = self.copy.forms[start:end], self.source.forms[first:last]
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
        copy, source = _span(self.copy, start, end), _span(self.source, first, last)
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


def _span(text: Text, first: int, last: int) -> Span:
    if first < last:
        start, end = text.starts[first], text.ends[last - 1]
    else:
        start = end = text.starts[first] if first < len(text) else len(text.raw)
    return Span(start, end, text.raw[start:end])
