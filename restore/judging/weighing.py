"""From the changes of an alignment to the rows of numbers that the model weighs, at either look."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from restore.aligner.alignment import Alignment
from restore.aligner.costs import Prices
from restore.aligner.mentions import LONGEST
from restore.judging.around import Around, Neighbours, neighbours
from restore.judging.change import Change, Common, common
from restore.judging.explanations import RIVALS, intruder, misreading, tokeniser
from restore.judging.profile import MOSTLY, SURE, Profile, Rates, Shares, Sight, profile_of
from restore.judging.reader import Reader
from restore.judging.shape import changes

FEW = 5  # words misread at least until a copy is aligned as a misread one: one typing error makes none
BLOCK: Final = 256  # rows of the second look at a time: they take two megabytes, which a processor has at hand
AGAIN = 2  # different words that the same ones stand over, until they are known to intrude
OUTCOMES = Shares._fields  # what the model tells apart: the explanations, and an intruder whose spans are not these
_NO_NUMBERS = tuple(rival.Numbers() for rival in RIVALS)  # of explanations that are not possible
_POSSIBLE: Final = [rival.possible for rival in RIVALS]
_NUMBERING: Final = list(zip([rival.numbers for rival in RIVALS], _NO_NUMBERS, strict=True))
_ONLY_MEANT: Final = 1 << OUTCOMES.index("editor")  # nothing else may have made it
_SEEING: Final = [(rival.seen, number, rival.Seen()) for number, rival in enumerate(RIVALS) if rival.Seen._fields]
NAMES = (
    *(f"change.{name}" for name in Common._fields),
    *(f"{rival.NAME}.{name}" for rival in RIVALS for name in rival.Numbers._fields),
    *(f"{rival.NAME}.{name}" for rival in RIVALS for name in rival.Seen._fields),
    *(f"copy.{name}" for name in Rates._fields),
    *(f"around.{name}" for name in Around._fields),
)
OWN = len(Common._fields) + sum(map(len, _NO_NUMBERS))  # of them, what a change shows by itself

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
        self.possible = [tuple([may(change, self.reader) for may in _POSSIBLE]) for change in self.changes]
        self.may = array("I", map(_bits, self.possible))  # a bit for each of `OUTCOMES` that may be
        self._tokens, self._misread = len(alignment.copy), alignment.prices.misread
        self._own = [
            (before and before.get(self._shown(change, may))) or self._numbers(change, may)
            for change, may in zip(self.changes, self.possible, strict=True)
        ]

    def rows(self) -> Rows:
        """The rows of the first look, by all that they depend on beside the two texts."""
        return dict(zip(map(self._shown, self.changes, self.possible), self._own, strict=True))

    def _shown(self, change: Change, possible: Sequence[bool]) -> Hashable:
        return (
            change.key, change.op, change.shape, change.near, change.posterior, change.mentions,
            possible, self.reader.crowd(change),
        )  # fmt: skip

    def _numbers(self, change: Change, possible: Sequence[bool]) -> tuple[float, ...]:
        row: list[float] = []
        row += common(change, self._tokens)
        for may, (numbers, none) in zip(possible, _NUMBERING, strict=True):
            row += numbers(change, self.reader) if may else none
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
        change, possible = self.changes[number], self.possible[number]
        row: list[float] = []
        row += self._own[number]
        for seen, rival, none in _SEEING:
            row += seen(change, self.reader, profile, mine) if possible[rival] else none
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
        intrudes, misreads = RIVALS.index(intruder), RIVALS.index(misreading)
        sights: list[Sight] = []
        for change, may, shares in zip(self.changes[: self._telling], self.possible, self._told(every), strict=False):
            places = intruder.offsets(change, reader) if may[intrudes] else ()
            confusions = misreading.confusions(change, reader) if may[misreads] else ()
            mark = tokeniser.mark_of(change)
            legible = reader.is_legible(change)
            sights.append(Sight._make((change, shares, places, confusions, mark, legible)))
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
        ours = tuple([fold for change, _ in run for fold in change.ours])
        likely = max([mine.intruder + mine.miscut for _, mine in run])
        if 1 < len(ours) <= LONGEST and likely > MOSTLY:
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


@cache
def _bits(possible: tuple[bool, ...]) -> int:
    """The outcomes that may be, as bits: a miscut intruder where an intruder may."""
    may = dict(zip((rival.NAME.value for rival in RIVALS), possible, strict=True))
    return sum(may["intruder" if name == "miscut" else name] << k for k, name in enumerate(OUTCOMES))
