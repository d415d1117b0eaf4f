"""From the changes of an alignment to the rows of numbers that the model weighs, at either look."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain, islice

from restore.aligner.alignment import Alignment
from restore.differences import Explanation
from restore.judging.change import Change, Common, common
from restore.judging.explanations import RIVALS, intruder, misreading, tokeniser
from restore.judging.profile import Profile, Rates, Shares, Sight, profile_of
from restore.judging.reader import Reader
from restore.judging.shape import changes

OUTCOMES = Shares._fields  # what the model tells apart: the explanations, and an intruder whose spans are not these
_NUMBERS = tuple(rival.Numbers for rival in RIVALS)
_SEEN = tuple(rival.Seen for rival in RIVALS)
NAMES = (
    *(f"change.{name}" for name in Common._fields),
    *(f"{rival.NAME}.{name}" for rival in RIVALS for name in rival.Numbers._fields),
    *(f"{rival.NAME}.{name}" for rival in RIVALS for name in rival.Seen._fields),
    *(f"copy.{name}" for name in Rates._fields),
)
OWN = len(Common._fields) + sum(len(numbers._fields) for numbers in _NUMBERS)  # of them, what a change shows by itself


class Weighing:
    """The changes of one alignment with what each shows by itself, looked up once for both looks.

    `blanks` are weighed with them, behind them, and add nothing to the copy's profile: there may be thousands. They may
    be some `of` as many as the text has.
    """

    def __init__(self, alignment: Alignment, blanks: Sequence[Change] = (), of: int | None = None) -> None:
        self.changes: Sequence[Change] = [*changes(alignment), *blanks]
        self._telling = len(self.changes) - len(blanks)
        self.reader = Reader(alignment, self.changes, len(blanks) if of is None else of)
        self.possible = [[rival.possible(change, self.reader) for rival in RIVALS] for change in self.changes]
        self._tokens = len(alignment.copy)
        self._own = [self._numbers(change, may) for change, may in zip(self.changes, self.possible, strict=True)]

    def _numbers(self, change: Change, possible: Sequence[bool]) -> tuple[float, ...]:
        return (
            *common(change, self._tokens),
            *chain.from_iterable(
                rival.numbers(change, self.reader) if may else empty
                for rival, may, empty in zip(RIVALS, possible, _empty(), strict=True)
            ),
        )

    def first(self) -> list[tuple[float, ...]]:
        """The rows of the first look: what each change shows by itself, the copy's profile neutral."""
        return self._own

    def second(self, profile: Profile, shares: Sequence[Shares]) -> list[tuple[float, ...]]:
        """The rows of the second look: beside it what the copy shows, each change's own share in that taken out."""
        return [
            (*own, *self._seen(change, may, profile, mine), *profile.rates(mine))
            for own, change, may, mine in zip(self._own, self.changes, self.possible, self._added(shares), strict=True)
        ]

    def _added(self, shares: Sequence[Shares]) -> Sequence[Shares]:
        """What each change itself added to the profile."""
        return [*shares[: self._telling], *[Shares()] * (len(shares) - self._telling)]

    def _seen(self, change: Change, possible: Sequence[bool], profile: Profile, mine: Shares) -> tuple[float, ...]:
        return tuple(
            chain.from_iterable(
                rival.seen(change, self.reader, profile, mine) if may else empty()
                for rival, may, empty in zip(RIVALS, possible, _SEEN, strict=True)
            )
        )

    def profile(self, shares: Sequence[Shares]) -> Profile:
        """What the copy shows, by the first look's shares."""
        intrudes, misreads = RIVALS.index(intruder), RIVALS.index(misreading)
        return profile_of(
            self._tokens,
            (
                Sight(
                    change,
                    mine,
                    intruder.offsets(change, self.reader) if may[intrudes] else (),
                    misreading.confusions(change) if may[misreads] else (),
                    tokeniser.mark_of(change),
                )
                for change, may, mine in islice(zip(self.changes, self.possible, shares, strict=True), self._telling)
            ),
        )


@cache
def _empty() -> tuple[tuple[float, ...], ...]:
    return tuple(numbers() for numbers in _NUMBERS)


def allowed(possible: Sequence[bool]) -> tuple[bool, ...]:
    """By outcome, whether it may be: a miscut intruder where an intruder may."""
    may = dict(zip((rival.NAME for rival in RIVALS), possible, strict=True))
    return tuple(may[Explanation("intruder" if name == "miscut" else name)] for name in OUTCOMES)
