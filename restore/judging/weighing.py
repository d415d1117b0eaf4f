"""From the changes of an alignment to the rows of numbers that the model weighs, at either look."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Final

from restore.aligner.alignment import Alignment
from restore.aligner.costs import Prices
from restore.judging.around import Around, Neighbours, neighbours
from restore.judging.change import Change, Common, common
from restore.judging.earlier import Earlier, Places
from restore.judging.explanations import RIVALS, intruder, misreading, tokeniser
from restore.judging.mention_words import is_article_for_another
from restore.judging.prices import prices_of
from restore.judging.profile import OUTCOMES, SURE, Profile, Rates, Shares, Sight, profile_of
from restore.judging.reader import Reader
from restore.judging.rows import Packed, Rows
from restore.judging.shape import TURN, changes
from restore.modules import take_turn

BLOCK: Final = 256  # rows of a look at a time: they take 300 kilobytes, which a processor has at hand
_MISCUT: Final = 1 << OUTCOMES.index("miscut")  # may be where an intruder may
# By explanation its bit among those of `OUTCOMES`, and what asks it: in tuples without names, which are quickest.
_BITS: Final = [1 << OUTCOMES.index(rival.NAME.value) for rival in RIVALS]
_ONLY_MEANT: Final = 1 << OUTCOMES.index("editor")  # nothing else may have made it
_LOOKS_AROUND: Final = _ONLY_MEANT  # its numbers tell of the changes close by too, and no other's
_INTRUDES: Final = 1 << OUTCOMES.index("intruder")
_MISREADS: Final = 1 << OUTCOMES.index("misreading")
_POSSIBLE: Final = list(zip(_BITS, [rival.possible for rival in RIVALS], strict=True))
# And how many numbers it says, which are naught where it is not possible.
_NUMBERING: Final = [(bit, r.numbers, len(r.Numbers._fields)) for bit, r in zip(_BITS, RIVALS, strict=True)]
_SEEING: Final = [(bit, r.seen, len(r.Seen._fields)) for bit, r in zip(_BITS, RIVALS, strict=True) if r.Seen._fields]
NAMES = (
    *(f"change.{name}" for name in Common._fields),
    *(f"{rival.NAME}.{name}" for rival in RIVALS for name in rival.Numbers._fields),
    *(f"{rival.NAME}.{name}" for rival in RIVALS for name in rival.Seen._fields),
    *(f"copy.{name}" for name in Rates._fields),
    *(f"around.{name}" for name in Around._fields),
)
OWN: Final = len(Common._fields) + sum(size for _, _, size in _NUMBERING)  # of them, what a change shows by itself
ALL: Final = len(NAMES)


class Weighing:
    """The changes of one alignment with what each shows by itself, looked up once for both looks.

    `blanks` are weighed with them, behind them, and add nothing to the copy's profile: there may be thousands. They may
    be some `of` as many as the text has. `before` are the rows of another alignment of the same texts: those of what
    changed in both, which is most, are not made anew, but for what tells of the changes around.
    """

    def __init__(
        self,
        alignment: Alignment,
        blanks: Sequence[Change] = (),
        of: int | None = None,
        before: Earlier | None = None,
    ) -> None:
        self.changes: list[Change] = [*changes(alignment), *blanks]
        self._telling = len(self.changes) - len(blanks)
        self.reader = Reader(alignment, self.changes, len(blanks) if of is None else of)
        self._bits = _bits(self.changes, self.reader)  # one for each of `OUTCOMES` that may be
        self.may = array("I", self._bits)  # the same, for the forest
        self._tokens, self._misread = len(alignment.copy), alignment.prices.misread
        self._others: Packed | None = before.rows if before else None
        # Where each has its row among another alignment's, or one that differs by what is around alone; else -1.
        self._in_others, self._alike = (array("i", [-1]) * len(self.changes) for _ in range(2))
        if before:
            self._look_up(before)
        self.new = [number for number, place in enumerate(self._in_others) if place < 0]
        self._in_own = array("i", [-1]) * len(self.changes)  # and where among its own
        for place, number in enumerate(self.new):
            self._in_own[number] = place
        self.own = Packed(OWN)
        for first in range(0, len(self.new), BLOCK):
            self.own.add(self._shown_by_themselves(self.new[first : first + BLOCK]))
        self.reader.forget()

    def known(self, shares: Sequence[Shares]) -> Earlier:
        """The rows and shares of the first look, for another alignment of the same texts.

        Raises:
            ValueError: they were not all made here, but some taken over.
        """
        if self._others:
            raise ValueError("this weighing goes on from another; let both go on from that")
        return Earlier(
            self.own,
            shares,
            Places(self.changes, self._bits),
            array("d", [change.posterior for change in self.changes]),
            array("i", [self.reader.crowd(change) for change in self.changes]),
        )

    def _look_up(self, before: Earlier) -> None:
        """Find the rows that another alignment has of these changes."""
        for number, change in enumerate(self.changes):
            place = before.places.of(change, self._bits[number])
            if place >= 0:
                around = before.posteriors[place], before.crowds[place]
                is_same = around == (change.posterior, self.reader.crowd(change))
                self._alike[number], self._in_others[number] = place, place if is_same else -1

    def _shown_by_themselves(self, numbers: list[int]) -> Rows:
        """What these changes show by themselves, column by column: so a processor has the code for one at hand."""
        rows, reader, bits, at = Rows(len(numbers), OWN), self.reader, self._bits, len(Common._fields)
        changes = [self.changes[number] for number in numbers]
        asked = [bits[number] for number in numbers]
        if self._others:
            alike = [self._alike[number] for number in numbers]
            self._others.unpack(rows, array("i", alike), 0)
            asked = [may if place < 0 else may & _LOOKS_AROUND for may, place in zip(asked, alike, strict=True)]
        for row, change in enumerate(changes):
            rows.put(row, 0, common(change, self._tokens))
        for bit, shown, size in _NUMBERING:
            for row, may in enumerate(asked):
                if row & TURN == 0:
                    take_turn()
                if may & bit:
                    rows.put(row, at, shown(changes[row], reader))
            at += size
        return rows

    def _unpack(self, rows: Rows, first: int) -> None:
        """Put what the changes from the first on show by themselves at the front of these rows."""
        self.own.unpack(rows, self._in_own, first)
        if self._others:
            self._others.unpack(rows, self._in_others, first)

    def first(self) -> list[tuple[float, ...]]:
        """The rows of the first look: what each change shows by itself, the copy's profile neutral."""
        rows = Rows(len(self.changes), OWN)
        self._unpack(rows, 0)
        return rows.each()

    def first_by_blocks(self) -> Iterator[Rows]:
        """Those of the new, BLOCK by BLOCK."""
        places = array("i", range(self.own.count))
        for first in range(0, self.own.count, BLOCK):
            rows = Rows(min(BLOCK, self.own.count - first), OWN)
            self.own.unpack(rows, places, first)
            yield rows

    def with_known(self, shares: Sequence[Shares], before: Earlier | None) -> list[Shares]:
        """The shares of the first look, of all changes, from those of the new and of the other alignment's."""
        known = before.shares if before else shares
        places = zip(self._in_own, self._in_others, strict=True)
        return [shares[own] if own >= 0 else known[its] for own, its in places]

    def may_beside(self, shares: Sequence[Shares]) -> array[int]:
        """What may be at the second look: where nothing else intrudes, no article was written over another word's."""
        may = self.may[:]
        for number in range(self._telling):
            if is_article_for_another(self.changes[number]):
                may[number] &= ~(_INTRUDES | _MISCUT)
            elif shares[number].intruder > SURE:
                return self.may
        return may

    def second(self, profile: Profile, shares: Sequence[Shares]) -> list[tuple[float, ...]]:
        """The rows of the second look: beside it what the copy and its neighbours show, its own share taken out."""
        return [row for rows in self.second_by_blocks(profile, shares) for row in rows.each()]

    def second_by_blocks(self, profile: Profile, shares: Sequence[Shares]) -> Iterator[Rows]:
        """The same, BLOCK by BLOCK: all of a long text at once would take more memory than the rest of judging it."""
        told = self._told(shares)
        beside = neighbours(zip(self.changes[: self._telling], told, strict=False))
        added = self._added(told)
        for first in range(0, len(self.changes), BLOCK):
            rows = Rows(min(BLOCK, len(self.changes) - first), ALL)
            self._see(rows, first, profile, added, beside)
            yield rows

    def _see(self, rows: Rows, first: int, profile: Profile, added: list[Shares], beside: Neighbours) -> None:
        """Put in what the changes from the first on show at the second look, column by column."""
        reader, bits, at, last = self.reader, self._bits, OWN, first + rows.count
        changes, own = self.changes[first:last], added[first:last]
        self._unpack(rows, first)
        for bit, seen, size in _SEEING:
            take_turn()
            for row in range(rows.count):
                if bits[first + row] & bit:
                    rows.put(row, at, seen(changes[row], reader, profile, own[row]))
            at += size
        for row, mine in enumerate(own):
            rows.put(row, at, profile.rates(mine))
            rows.put(row, at + len(Rates._fields), beside.around(changes[row], mine))

    def _added(self, shares: Sequence[Shares]) -> list[Shares]:
        """What each change itself added to the profile."""
        return [*shares[: self._telling], *[Shares()] * (len(shares) - self._telling)]

    def _told(self, shares: Sequence[Shares]) -> Sequence[Shares]:
        """What each change tells of the copy: its shares.

        In a misread copy what only an editor may have done, a number changed, tells of no editor: it is misread too.
        """
        if not self._misread:
            return shares
        return [Shares() if bits == _ONLY_MEANT else mine for bits, mine in zip(self.may, shares, strict=False)]

    def profile(self, every: Sequence[Shares]) -> Profile:
        """What the copy shows, by the first look's shares."""
        return profile_of(self._tokens, self._sights(self._told(every)))

    def _sights(self, told: Sequence[Shares]) -> Iterator[Sight]:
        """The changes as the first look saw them, one after the other: of a long text, all would take as much as it."""
        reader = self.reader
        for number in range(self._telling):
            if number & TURN == 0:
                take_turn()
            change, may, shares = self.changes[number], self._bits[number], told[number]
            places = intruder.offsets(change, reader) if may & _INTRUDES else ()
            confusions = misreading.confusions(change, reader) if may & _MISREADS else ()
            mark = tokeniser.mark_of(change)
            legible = reader.is_legible(change)
            unlike = self._misread and change.is_unlike
            yield Sight(change, shares, places, confusions, mark, legible, unlike)

    def prices(self, shares: Sequence[Shares]) -> Prices:
        """What changes the price of a step."""
        return prices_of(list(zip(self.changes[: self._telling], shares, strict=False)))


def _bits(changes: list[Change], reader: Reader) -> list[int]:
    """For each change the outcomes that may be, as bits: a miscut intruder where an intruder may."""
    found = [0] * len(changes)
    for bit, possible in _POSSIBLE:
        for number, change in enumerate(changes):
            if number & TURN == 0:
                take_turn()
            if possible(change, reader):
                found[number] = found[number] | bit  # in place mypyc would ask Python how
    return [may | _MISCUT if may & _INTRUDES else may for may in found]
