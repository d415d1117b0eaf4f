"""What a copy shows as a whole: how much of it each explanation made, and by what habits.

Read from the probabilities of a first look at its differences, and weighed by the second. What a difference itself
added to it is taken out where that difference is weighed, so that none speaks for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import Final, NamedTuple

from restore.judging.change import Change
from restore.values import dataclass, mypyc_attr, names_of

MOSTLY: Final = 0.5  # share of what changed from which a copy counts as misread, or as tokenised
SHORT: Final = 200  # tokens; in a shorter copy one difference would make a high rate
OFFSETS: Final = ("under", "late", "later", "early")
PLACE_WORDS = {
    "under": "over the words that were meant",
    "late": "one word late",
    "later": "two words late",
    "early": "one word early",
}
SURE: Final = 0.75  # probability from which something is taken for what it seems
# Of misread words that are unlike the source's, those that are words by chance: on soiled pages an eighth, and now and
# then a standard deviation more (fixtures/real/misread/bees-typed-and-soiled needs both).
BY_CHANCE: Final = 0.12
FEW: Final = 2.0  # sure intruders that a habit is weighed against, so that one or two show none


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class Shares:
    """A difference's probabilities by explanation. `miscut` is an intruder's whose spans are not these."""

    intruder: float = 0.0
    miscut: float = 0.0
    misreading: float = 0.0
    tokeniser: float = 0.0
    style: float = 0.0
    repetition: float = 0.0
    move: float = 0.0
    editor: float = 0.0

    @property
    def each(self) -> list[float]:
        """All of them, in the order of `OUTCOMES`."""
        return [
            self.intruder, self.miscut, self.misreading, self.tokeniser, self.style, self.repetition, self.move,
            self.editor,
        ]  # fmt: skip


OUTCOMES = names_of(Shares)  # what the model tells apart
# Outcomes in which the repair would be wrong: somebody meant it, or it is cut in another way.
NOT_RIGHT = frozenset({"style", "editor", "miscut"})


class Rates(NamedTuple):
    """How much of the copy each explanation made: logarithms of expected times in a thousand tokens, and shares."""

    intruders: float = 0.0
    misreadings: float = 0.0
    tokenised: float = 0.0
    styled: float = 0.0
    repeated: float = 0.0
    moved: float = 0.0
    edited: float = 0.0
    intruder_share: float = 0.0
    misread_share: float = 0.0
    tokeniser_share: float = 0.0
    sure_intruders: float = 0.0
    sure_share: float = 0.0  # of the words that were surely written over or surely meant


Words = tuple[str, ...]


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class Written:
    """The differences in which the copy has the same words: how many, and how many of them intruders."""

    count: int = 0
    intruders: float = 0.0
    over: int = 0  # different words that they ate for sure

    def __init__(self, count: int = 0, intruders: float = 0.0, over: int = 0) -> None:
        self.count, self.intruders, self.over = count, intruders, over  # type: ignore[misc]

    def with_others(self, others: Written) -> Written:
        """These and others."""
        return Written(self.count + others.count, self.intruders + others.intruders, self.over + others.over)


@dataclass(frozen=True, slots=True)
class Others:
    """The other differences in which the copy has the same words as in one."""

    times: int = 0
    intruders: float = 0.0  # how many of them are, expected
    alike: int = 0  # in how many of them they stand over the same words too
    over: int = 0  # different words that they ate for sure


_NONE: Final = Others()
_NOBODY: Final = Written()


@dataclass(frozen=True, slots=True)
class Habit:
    """How a difference stands to the copy's habit of place: the share of the others that stand so, and how many."""

    share: float
    misses: float
    place: str  # one of `OFFSETS`, or nothing
    often: float  # how many of the others stand so, expected

    @property
    def others(self) -> int:
        """The same as a whole number, to be told."""
        return round(self.often)

    @property
    def words(self) -> str:
        """Its place, to be told."""
        return PLACE_WORDS[self.place] if self.place else ""


@dataclass(frozen=True, slots=True)
class Profile:
    """The copy's rates and habits; `places` are expected intruders by the place of what was meant."""

    tokens: int
    totals: Shares
    sure_intruders: int
    sure_words: int  # that an editor or an intruder surely made
    places: list[float]
    intruders: float
    written: dict[Words, Written]
    eaten: dict[tuple[Words, Words], Written]  # those of them that ate the same words
    heads: dict[str, float]
    confusions: dict[str, float]
    lost: dict[tuple[str, ...], int]
    reworded: float = 0.0  # other words in place of the source's, expected, but for those that chance may make

    def rates(self, mine: Shares) -> list[float]:
        """The rates, in the order of `Rates`, without a difference of these shares."""
        totals, scale = self.totals, 1000 / max(self.tokens, SHORT)
        written = _left(totals.intruder, mine.intruder) + _left(totals.miscut, mine.miscut)
        misread, meant = _left(totals.misreading, mine.misreading), _left(totals.editor, mine.editor)
        split, set_so = _left(totals.tokeniser, mine.tokeniser), _left(totals.style, mine.style)
        words = written + misread + meant + 0.5
        intruders = log(1.0 + written * scale)
        misreadings = log(1.0 + misread * scale)
        tokenised = log(1.0 + split * scale)
        styled = log(1.0 + set_so * scale)
        repeated = log(1.0 + _left(totals.repetition, mine.repetition) * scale)
        moved = log(1.0 + _left(totals.move, mine.move) * scale)
        edited = log(1.0 + meant * scale)
        intruder_share = written / words
        misread_share = misread / words
        tokeniser_share = split / (split + set_so + 0.5)
        sure_intruders = log(1.0 + (self.sure_intruders - (mine.intruder > SURE)) * scale)
        sure_share = (self.sure_intruders - (mine.intruder > SURE) + 0.3) / (
            self.sure_words - (max(mine.intruder, mine.editor) > SURE) + 0.6
        )
        return [
            intruders, misreadings, tokenised, styled, repeated, moved, edited, intruder_share, misread_share,
            tokeniser_share, sure_intruders, sure_share,
        ]  # fmt: skip

    def rewordings(self, mine: float) -> float:
        """How often in a thousand tokens the copy says other words, without a difference's own, as a logarithm."""
        return log(1.0 + max(self.reworded - mine, 0.0) * 1000 / max(self.tokens, SHORT))

    def others(self, change: Change, mine: float) -> Others:
        """The other differences in which the copy has this one's words."""
        known = self.written.get(change.ours)
        if known is None:
            return _NONE
        alike = self.eaten.get((change.ours, change.theirs), _NOBODY)
        return Others(
            max(known.count - 1, 0), max(known.intruders - mine, 0.0), max(alike.count - 1, 0), known.over - alike.over
        )

    def habit(self, places: tuple[float, ...], mine: float) -> Habit:
        """How a difference with these places stands to the habit of the others."""
        total = max(self.intruders - mine, 0.0) + FEW
        best, most, stands, often = 0, 0.0, -1.0, 0.0
        for place in range(len(places)):
            has = places[place]
            count = max(self.places[place] - mine * has, 0.0)
            most = max(most, count)
            if count * has > stands:
                best, stands, often = place, count * has, count
        share = often / total if places[best] else 0.0
        return Habit(share, most / total - share, OFFSETS[best] if places[best] else "", often)


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class Sight:
    """One difference as the first look saw it."""

    change: Change
    shares: Shares
    places: tuple[float, ...]
    confusions: Sequence[str]
    mark: tuple[str, ...]
    legible: bool = False
    unlike: bool = False  # asked of misread copies alone


def profile_of(tokens: int, sights: Iterable[Sight]) -> Profile:
    """The profile of a copy of so many tokens."""
    # By names of their own: in a list each sum would be a value that is made, and thrown away at the next.
    intruded = miscut = misread = tokenised = styled = repeated = moved = edited = 0.0
    under = late = later = early = intruders = 0.0
    sure_intruders = sure_words = 0
    reworded = by_chance = 0.0
    written: dict[Words, Written] = {}
    eaten: dict[tuple[Words, Words], Written] = {}
    heads: dict[str, float] = {}
    confusions: dict[str, float] = {}
    lost: dict[tuple[str, ...], int] = {}
    for sight in sights:
        change, shares = sight.change, sight.shares
        intruder, misreading, editor = shares.intruder, shares.misreading, shares.editor
        intruded += intruder
        miscut += shares.miscut
        misread += misreading
        tokenised += shares.tokeniser
        styled += shares.style
        repeated += shares.repetition
        moved += shares.move
        edited += editor
        stands = sight.places
        if stands:
            intruders += intruder
            under += intruder * stands[0]
            late += intruder * stands[1]
            later += intruder * stands[2]
            early += intruder * stands[3]
            both = change.ours, change.theirs
            before = eaten.get(both, _NOBODY)
            likely = before.intruders + intruder
            eaten[both] = Written(before.count + 1, likely, int(likely > SURE))
            if change.ours:
                head = change.ours[-1]
                heads[head] = heads.get(head, 0.0) + intruder
        for confusion in sight.confusions:
            confusions[confusion] = confusions.get(confusion, 0.0) + misreading
        if sight.mark:
            lost[sight.mark] = lost.get(sight.mark, 0) + 1
        if sight.legible:
            reworded += misreading + editor
        if sight.unlike:
            by_chance += BY_CHANCE * misreading
        sure_intruders += intruder > SURE
        sure_words += max(intruder, editor) > SURE
    for both, mine in eaten.items():
        known = written.get(both[0])
        written[both[0]] = mine if known is None else known.with_others(mine)
    return Profile(
        tokens,
        Shares(intruded, miscut, misread, tokenised, styled, repeated, moved, edited),
        sure_intruders,
        sure_words,
        [under, late, later, early],
        intruders,
        written,
        eaten,
        heads,
        confusions,
        lost,
        _left(reworded, by_chance + sqrt(by_chance)),
    )


def _left(total: float, own: float) -> float:
    """What of a total is others', never less than nothing."""
    return total - own if total > own else 0.0
