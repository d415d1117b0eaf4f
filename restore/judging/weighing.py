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
from restore.judging.shape import changes

FEW = 5  # words misread at least until a copy is aligned as a misread one: one typing error makes none
BLOCK: Final = 256  # rows of the second look at a time: they take two megabytes, which a processor has at hand
AGAIN = 2  # different words that the same ones stand over, until they are known to intrude
_MISCUT: Final = 1 << OUTCOMES.index("miscut")  # may be where an intruder may
# By explanation its bit among those of `OUTCOMES`, what asks it, and what it says where it is not possible: in tuples
# without names, which are put behind others whole.
_BITS: Final = [1 << OUTCOMES.index(rival.NAME.value) for rival in RIVALS]
_ONLY_MEANT: Final = 1 << OUTCOMES.index("editor")  # nothing else may have made it
_INTRUDES: Final = 1 << OUTCOMES.index("intruder")
_MISREADS: Final = 1 << OUTCOMES.index("misreading")
_POSSIBLE: Final = list(zip(_BITS, [rival.possible for rival in RIVALS], strict=True))
_NUMBERING: Final = [(bit, r.numbers, tuple(r.Numbers())) for bit, r in zip(_BITS, RIVALS, strict=True)]
_SEEING: Final = [(bit, r.seen, tuple(r.Seen())) for bit, r in zip(_BITS, RIVALS, strict=True) if r.Seen._fields]
NAMES = (
    *(f"change.{name}" for name in Common._fields),
    *(f"{rival.NAME}.{name}" for rival in RIVALS for name in rival.Numbers._fields),
    *(f"{rival.NAME}.{name}" for rival in RIVALS for name in rival.Seen._fields),
    *(f"copy.{name}" for name in Rates._fields),
    *(f"around.{name}" for name in Around._fields),
)
OWN = len(Common._fields) + sum(len(none) for _, _, none in _NUMBERING)  # of them, what a change shows by itself

Rows = Mapping[Hashable, tuple[float, ...]]  # by all that they depend on beside the two texts


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
        before: Rows | None = None,
    ) -> None:
        self.changes: list[Change] = [*changes(alignment), *blanks]
        self._telling = len(self.changes) - len(blanks)
        self.reader = Reader(alignment, self.changes, len(blanks) if of is None else of)
        self._bits = [_bits(change, self.reader) for change in self.changes]  # one for each of `OUTCOMES` that may be
        self.may = array("I", self._bits)  # the same, for the forest
        self._tokens, self._misread = len(alignment.copy), alignment.prices.misread
        self._own = [
            (before and before.get(self._shown(change, may))) or self._numbers(change, may)
            for change, may in zip(self.changes, self._bits, strict=True)
        ]

    def rows(self) -> Rows:
        """The rows of the first look, by all that they depend on beside the two texts."""
        return dict(zip(map(self._shown, self.changes, self._bits), self._own, strict=True))

    def _shown(self, change: Change, may: int) -> Hashable:
        return (
            change.key, change.op, change.shape, change.near, change.posterior, change.mentions,
            may, self.reader.crowd(change),
        )  # fmt: skip

    def _numbers(self, change: Change, may: int) -> tuple[float, ...]:
        row = common(change, self._tokens)
        for bit, numbers, none in _NUMBERING:
            row += numbers(change, self.reader) if may & bit else none
        return tuple(row)

    def first(self) -> list[tuple[float, ...]]:
        """The rows of the first look: what each change shows by itself, the copy's profile neutral."""
        return self._own

    def second(self, profile: Profile, shares: Sequence[Shares]) -> list[tuple[float, ...]]:
        """The rows of the second look: beside it what the copy and its neighbours show, its own share taken out."""
        return [row for rows in self.second_by_blocks(profile, shares) for row in rows]

    def second_by_blocks(self, profile: Profile, shares: Sequence[Shares]) -> Iterator[list[tuple[float, ...]]]:
        """The same, BLOCK by BLOCK: all of a long text at once would take more memory than the rest of judging it."""
        told = self._told(shares)
        beside = neighbours(zip(self.changes[: self._telling], told, strict=False))
        added = self._added(told)
        for first in range(0, len(self.changes), BLOCK):
            block = range(first, min(first + BLOCK, len(self.changes)))
            yield [self._seen(number, profile, added[number], beside) for number in block]

    def _seen(self, number: int, profile: Profile, mine: Shares, beside: Neighbours) -> tuple[float, ...]:
        change, may = self.changes[number], self._bits[number]
        row = list(self._own[number])
        for bit, seen, none in _SEEING:
            row += seen(change, self.reader, profile, mine) if may & bit else none
        row += profile.rates(mine)
        row += beside.around(change, mine)
        return tuple(row)

    def _added(self, shares: Sequence[Shares]) -> Sequence[Shares]:
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
        for change, may, shares in zip(self.changes[: self._telling], self._bits, self._told(every), strict=False):
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
    over: dict[tuple[str, ...], dict[tuple[str, ...], float]] = defaultdict(dict)
    pieces: set[tuple[str, ...]] = set()
    for run in _runs(found):
        likely = 0.0
        for _, mine in run:
            likely = max(likely, mine.intruder + mine.miscut)
        if likely <= MOSTLY:
            continue
        ours = tuple([fold for change, _ in run for fold in change.ours])
        if 1 < len(ours) <= LONGEST:
            theirs = tuple([fold for change, _ in run for fold in change.theirs])
            over[ours][theirs] = max(likely, over[ours].get(theirs, 0.0))
            if len(run) > 1 or sum([m.end - m.start for m in run[0][0].mentions]) < len(ours):
                pieces.add(ours)
    for ours in sorted(pieces):
        if sum(over[ours].values()) > AGAIN * SURE:
            yield ours


def _runs(found: Sequence[tuple[Change, Shares]]) -> Iterator[list[tuple[Change, Shares]]]:
    """Changes that stand side by side in both texts."""
    run: list[tuple[Change, Shares]] = []
    for change, mine in found:
        last = run[-1][0] if run else None
        if last and (last.copy_end, last.source_end, last.moved) != (
            change.copy_start,
            change.source_start,
            change.moved,
        ):
            yield run
            run = []
        run.append((change, mine))
    if run:
        yield run


def _bits(change: Change, reader: Reader) -> int:
    """The outcomes that may be, as bits: a miscut intruder where an intruder may."""
    may = 0
    for bit, possible in _POSSIBLE:
        if possible(change, reader):
            may |= bit
    return may | _MISCUT if may & _INTRUDES else may
