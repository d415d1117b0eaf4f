"""What a copy shows as a whole: how much of it each explanation made, and by what habits.

Read from the probabilities of a first look at its differences, and weighed by the second. What a difference itself
added to it is taken out where that difference is weighed, so that none speaks for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from operator import mul
from types import MappingProxyType
from typing import NamedTuple

from restore.judging.change import Change

MOSTLY = 0.5  # share of what changed from which a copy counts as misread, or as tokenised
SHORT = 200  # tokens; in a shorter copy one difference would make a high rate
OFFSETS = ("under", "late", "later", "early")
PLACE_WORDS = {
    "under": "over the words that were meant",
    "late": "one word late",
    "later": "two words late",
    "early": "one word early",
}
SURE = 0.75  # probability from which something is taken for what it seems
FEW = 2.0  # sure intruders that a habit is weighed against, so that one or two show none


class Shares(NamedTuple):
    """A difference's probabilities by explanation. `miscut` is an intruder's whose spans are not these."""

    intruder: float = 0.0
    miscut: float = 0.0
    misreading: float = 0.0
    tokeniser: float = 0.0
    style: float = 0.0
    repetition: float = 0.0
    move: float = 0.0
    editor: float = 0.0


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


@dataclass(frozen=True, slots=True)
class Written:
    """The differences in which the copy has the same words: how many, how many of them intruders, over which words."""

    count: int = 0
    intruders: float = 0.0
    eaten: Mapping[tuple[str, ...], tuple[int, float]] = field(default_factory=lambda: MappingProxyType({}))
    over: int = 0  # different words that they ate for sure

    def without(self, eaten: tuple[str, ...], mine: float) -> Written:
        """The same without one that ate these words, and had this share of an intruder."""
        count, share = self.eaten.get(eaten, (0, 0.0))
        return Written(
            max(self.count - 1, 0), max(self.intruders - mine, 0.0), {eaten: (max(count - 1, 0), share - mine)},
            self.over - (share > SURE),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Habit:
    """How a difference stands to the copy's habit of place: the share of the others that stand so, and how many."""

    share: float
    misses: float
    words: str
    others: int


@dataclass(frozen=True, slots=True)
class Profile:
    """The copy's rates and habits; `places` are expected intruders by the place of what was meant."""

    tokens: int
    totals: Shares
    sure_intruders: int
    sure_words: int  # that an editor or an intruder surely made
    places: Sequence[float]
    intruders: float
    written: Mapping[tuple[str, ...], Written]
    heads: Mapping[str, float]
    confusions: Mapping[tuple[str, str], float]
    lost: Mapping[tuple[str, ...], int]
    reworded: float = 0.0  # other words in place of the source's, misread or an editor's: expected

    def rates(self, mine: Shares) -> Rates:
        """The rates without a difference of these shares."""
        left = Shares._make([total - own if total > own else 0.0 for total, own in zip(self.totals, mine, strict=True)])
        scale = 1000 / max(self.tokens, SHORT)
        intruders = left.intruder + left.miscut
        words = intruders + left.misreading + left.editor + 0.5
        return Rates(
            intruders=log(1 + intruders * scale),
            misreadings=log(1 + left.misreading * scale),
            tokenised=log(1 + left.tokeniser * scale),
            styled=log(1 + left.style * scale),
            repeated=log(1 + left.repetition * scale),
            moved=log(1 + left.move * scale),
            edited=log(1 + left.editor * scale),
            intruder_share=intruders / words,
            misread_share=left.misreading / words,
            tokeniser_share=left.tokeniser / (left.tokeniser + left.style + 0.5),
            sure_intruders=log(1 + (self.sure_intruders - (mine.intruder > SURE)) * scale),
            sure_share=(self.sure_intruders - (mine.intruder > SURE) + 0.3)
            / (self.sure_words - (max(mine.intruder, mine.editor) > SURE) + 0.6),
        )

    def rewordings(self, mine: float) -> float:
        """How often in a thousand tokens the copy says other words, without a difference's own, as a logarithm."""
        return log(1 + max(self.reworded - mine, 0.0) * 1000 / max(self.tokens, SHORT))

    def others(self, change: Change, mine: float) -> Written:
        """The other differences in which the copy has this one's words."""
        known = self.written.get(tuple(change.ours))
        return known.without(tuple(change.theirs), mine) if known else Written()

    def habit(self, places: Sequence[float], mine: float) -> Habit:
        """How a difference with these places stands to the habit of the others."""
        total = max(self.intruders - mine, 0.0) + FEW
        left = [count - mine * has for count, has in zip(self.places, places, strict=True)]
        counts = [max(count, 0.0) for count in left]
        stands = list(map(mul, counts, places))
        best = stands.index(max(stands))
        share = counts[best] / total if places[best] else 0.0
        misses = max(counts) / total - share
        return Habit(share, misses, PLACE_WORDS[OFFSETS[best]] if places[best] else "", round(counts[best]))


class Sight(NamedTuple):
    """One difference as the first look saw it."""

    change: Change
    shares: Shares
    places: Sequence[float]
    confusions: Sequence[tuple[str, str]]
    mark: tuple[str, ...]
    legible: bool = False


def profile_of(tokens: int, sights: Iterable[Sight]) -> Profile:
    """The profile of a copy of so many tokens."""
    totals, places, intruders = [0.0] * len(Shares._fields), [0.0] * len(OFFSETS), 0.0
    sure_intruders = sure_words = 0
    reworded = 0.0
    written: dict[tuple[str, ...], dict[tuple[str, ...], tuple[int, float]]] = defaultdict(dict)
    heads: dict[str, float] = defaultdict(float)
    confusions: dict[tuple[str, str], float] = defaultdict(float)
    lost: dict[tuple[str, ...], int] = defaultdict(int)
    for sight in sights:
        change, shares = sight.change, sight.shares
        totals = [total + share for total, share in zip(totals, shares, strict=True)]
        if sight.places:
            intruders += shares.intruder
            places = [count + shares.intruder * has for count, has in zip(places, sight.places, strict=True)]
            mine, eaten = written[tuple(change.ours)], tuple(change.theirs)
            count, share = mine.get(eaten, (0, 0.0))
            mine[eaten] = count + 1, share + shares.intruder
            if change.ours:
                heads[change.ours[-1]] += shares.intruder
        for confusion in sight.confusions:
            confusions[confusion] += shares.misreading
        if sight.mark:
            lost[sight.mark] += 1
        if sight.legible:
            reworded += shares.misreading + shares.editor
        sure_intruders += shares.intruder > SURE
        sure_words += max(shares.intruder, shares.editor) > SURE
    return Profile(
        tokens,
        Shares(*totals),
        sure_intruders,
        sure_words,
        places,
        intruders,
        {key: _written(mine) for key, mine in written.items()},
        heads,
        confusions,
        lost,
        reworded,
    )


def _written(eaten: Mapping[tuple[str, ...], tuple[int, float]]) -> Written:
    counts = eaten.values()
    return Written(
        sum(count for count, _ in counts), sum(share for _, share in counts), eaten,
        sum(share > SURE for _, share in counts),
    )  # fmt: skip
