"""From the changes of an alignment to the rows of numbers that the model weighs, at either look."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Final

from restore.aligner.alignment import Alignment
from restore.aligner.costs import Prices
from restore.aligner.mentions import LONGEST
from restore.judging.around import Around, Neighbours, neighbours
from restore.judging.change import Change, Common, common
from restore.judging.explanations import RIVALS, intruder, misreading, tokeniser
from restore.judging.profile import MOSTLY, OUTCOMES, SURE, Profile, Rates, Shares, Sight, profile_of
from restore.judging.reader import Reader
from restore.judging.rows import Rows
from restore.judging.shape import changes
from restore.modules import take_turn
from restore.values import dataclass

FEW = 5  # words misread at least until a copy is aligned as a misread one: one typing error makes none
# Others have a turn at each change whose place has none of these bits: at each, it would take as long as to ask most
# explanations whether they are possible.
TURN: Final = 15
BLOCK: Final = 256  # rows of the second look at a time: they take 300 kilobytes, which a processor has at hand
AGAIN = 2  # different words that the same ones stand over, until they are known to intrude
_MISCUT: Final = 1 << OUTCOMES.index("miscut")  # may be where an intruder may
# By explanation its bit among those of `OUTCOMES`, and what asks it: in tuples without names, which are quickest.
_BITS: Final = [1 << OUTCOMES.index(rival.NAME.value) for rival in RIVALS]
_ONLY_MEANT: Final = 1 << OUTCOMES.index("editor")  # nothing else may have made it
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


Run = list[tuple[Change, Shares]]


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """The rows of the first look at one alignment, and which is whose, by all that they depend on beside the texts."""

    rows: Rows
    numbers: Mapping[Hashable, int]


class Weighing:
    """The changes of one alignment with what each shows by itself, looked up once for both looks.

    `blanks` are weighed with them, behind them, and add nothing to the copy's profile: there may be thousands. They may
    be some `of` as many as the text has. `before` are the rows of another alignment of the same texts: those of what
    changed in both, which is most, are not made anew.
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
        self.own = Rows(len(self.changes), OWN)  # what each shows by itself, for the first look
        self._show(self._taken(before) if before else [False] * len(self.changes))
        self.reader.forget()

    def known(self) -> Earlier:
        """The rows of the first look, for another alignment of the same texts."""
        shown = map(self._shown, self.changes, self._bits)
        return Earlier(self.own, {key: number for number, key in enumerate(shown)})

    def _shown(self, change: Change, may: int) -> Hashable:
        return (
            change.key, change.op, change.shape, change.near, change.posterior, change.mentions,
            may, self.reader.crowd(change),
        )  # fmt: skip

    def _taken(self, before: Earlier) -> list[bool]:
        """Which changes have their row from another alignment; it is put in."""
        taken: list[bool] = []
        for number, change in enumerate(self.changes):
            its = before.numbers.get(self._shown(change, self._bits[number]), -1)
            if its >= 0:
                self.own.take(number, before.rows, its)
            taken.append(its >= 0)
        return taken

    def _show(self, taken: list[bool]) -> None:
        """Put in what the others show by themselves, column by column: so a processor has the code for one at hand."""
        own, reader, bits = self.own, self.reader, self._bits
        left = [number for number, known in enumerate(taken) if not known]
        at = len(Common._fields)
        for number in left:
            own.put(number, 0, common(self.changes[number], self._tokens))
        for bit, numbers, size in _NUMBERING:
            for place, number in enumerate(left):
                if place & TURN == 0:
                    take_turn()
                if bits[number] & bit:
                    own.put(number, at, numbers(self.changes[number], reader))
            at += size

    def first(self) -> list[tuple[float, ...]]:
        """The rows of the first look: what each change shows by itself, the copy's profile neutral."""
        return self.own.each()

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
        rows.take_all(self.own, first)
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
        reader = self.reader
        sights: list[Sight] = []
        told = self._told(every)
        for number in range(self._telling):
            if number & TURN == 0:
                take_turn()
            change, may, shares = self.changes[number], self._bits[number], told[number]
            places = intruder.offsets(change, reader) if may & _INTRUDES else ()
            confusions = misreading.confusions(change, reader) if may & _MISREADS else ()
            mark = tokeniser.mark_of(change)
            legible = reader.is_legible(change)
            unlike = self._misread and reader.is_unlike(change)
            sights.append(Sight(change, shares, places, confusions, mark, legible, unlike))
        return profile_of(self._tokens, sights)

    def prices(self, shares: Sequence[Shares]) -> Prices:
        """What changes the price of a step: that the copy is misread, and what intrudes in it again and again."""
        telling = list(zip(self.changes[: self._telling], shares, strict=False))
        words = [(change, mine) for change, mine in telling if not change.is_form]
        misread = sum([mine.misreading for _, mine in words])
        return Prices(
            misread >= FEW and misread > MOSTLY * len(words),
            tuple(_intruders([(change, mine) for change, mine in telling if not change.moves])),
        )


def _intruders(found: Sequence[tuple[Change, Shares]]) -> Iterator[tuple[str, ...]]:
    """Words that stand over different words again and again, and were found in pieces, or are not in the source so.

    Each place is likely one of an intruder's, and all of them together are as likely as AGAIN sure ones.
    """
    runs = [(run, likely) for run in _runs(found) if (likely := _likely(run)) > MOSTLY]
    pieces = {_ours(run) for run, _ in runs if _is_in_pieces(run)}
    if not pieces:
        return
    over: dict[tuple[str, ...], dict[tuple[str, ...], float]] = defaultdict(dict)
    for run, likely in runs:
        ours = _ours(run)
        if ours in pieces:
            theirs = tuple([fold for change, _ in run for fold in change.theirs])
            over[ours][theirs] = max(likely, over[ours].get(theirs, 0.0))
    for ours in sorted(pieces):
        if sum(over[ours].values()) > AGAIN * SURE:
            yield ours


def _likely(run: Run) -> float:
    """How likely one of these intrudes."""
    likely = 0.0
    for _, mine in run:
        likely = max(likely, mine.intruder + mine.miscut)
    return likely


def _is_in_pieces(run: Run) -> bool:
    """Whether words that may be one mention were not found as one."""
    size = whole = 0
    for change, _ in run:
        size += len(change.ours)
    for mention in run[0][0].mentions:
        whole += mention.end - mention.start
    return 1 < size <= LONGEST and (len(run) > 1 or whole < size)


def _ours(run: Run) -> tuple[str, ...]:
    """What the copy has there."""
    return tuple([fold for change, _ in run for fold in change.ours])


def _runs(found: Sequence[tuple[Change, Shares]]) -> list[Run]:
    """Changes that stand side by side in both texts."""
    runs: list[Run] = []
    run: Run = []
    for change, mine in found:
        last = run[-1][0] if run else None
        if last and (last.copy_end, last.source_end, last.moved) != (
            change.copy_start,
            change.source_start,
            change.moved,
        ):
            runs.append(run)
            run = []
        run.append((change, mine))
    if run:
        runs.append(run)
    return runs


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
