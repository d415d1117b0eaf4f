"""Damage by the plainest rule, in a third way: what any aligner should manage, and nothing is fitted on.

The text's most frequent names go over its pronouns and lower-case words, four in ten of them one token late; words with
hyphens and dashes are dropped; a block is cut out anywhere and put back anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from restore.damage.draft import DamageMark, Draft, UnitEdit
from restore.damage.mentions import WordColumns
from restore.damage.words import PERSONS
from restore.differences import Cause
from restore.text import DASHES, has_hyphen, is_word

_ENTITY, _HYPHEN = DamageMark(Cause.ENTITY), DamageMark(Cause.HYPHEN)
_NAMES = 8  # of a text's names, the most frequent ones
_LATE = 0.4  # of the intruders land a word after their place
_TWO = 0.3  # of the intruders eat two words, the others one
_LETTERS = 4  # of a word that is written over, or where there are no capitals, of one that is a name


@dataclass(frozen=True, slots=True)
class Cover:
    """Write names over words until `share` of the copy's tokens are intruders; drop hyphenated words and dashes."""

    drawn_by: ClassVar[str] = "Cover"

    share: float

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Damage one draft."""
        reading = WordColumns(draft.source, draft.units)
        names = _names(reading)
        edits: dict[int, UnitEdit] = {}
        taken = [False] * (len(reading) + 2)
        written, total = 0, len(reading)
        for start in _places(reading, rng):
            if not names or written >= self.share * total:
                break
            stop = start + (2 if rng.random() < _TWO else 1)
            name = rng.choice(names)
            old = reading.words[start:stop]
            if stop > len(reading) or any(taken[max(start - 1, 0) : stop + 1]) or not all(map(is_word, old)):
                continue
            if _said(name) == _said(old) or any("\n" in unit.before for unit in draft.units[start + 1 : stop]):
                continue
            taken[start:stop] = [True] * (stop - start)
            edits[start] = UnitEdit(start, stop, " ".join(name), _ENTITY)
            written, total = written + len(name), total + len(name) - (stop - start)
        edits |= {
            i: UnitEdit(i, i + 1, "", _HYPHEN)
            for i, word in enumerate(reading.words)
            if _is_lost(word) and not taken[i]
        }
        draft.apply(edits.values())


def _names(reading: WordColumns) -> list[list[str]]:
    """Runs of capital words that no sentence's start explains; in a script without capitals, its long words."""
    found: Counter[tuple[str, ...]] = Counter()
    start = 0
    while start < len(reading):
        stop = start
        while stop < len(reading) and reading.words[stop][:1].isupper() and reading.words[stop].isalpha():
            stop += 1
        if stop - start > 1 or (stop > start and not reading.begins[start]):
            found[tuple(reading.words[start:stop])] += 1
        start = max(stop, start + 1)
    found = found or Counter((word,) for word in reading.words if is_word(word) and len(word) > _LETTERS)
    return [list(name) for name, _ in found.most_common(_NAMES)]


def _places(reading: WordColumns, rng: Random) -> Iterator[int]:
    """Pronouns and half of the lower-case words, in random order, some of them one token late."""
    places = [
        i
        for i, fold in enumerate(reading.folds)
        if fold in PERSONS
        or (reading.words[i] == fold and len(fold) >= _LETTERS and fold.isalpha() and rng.random() < 0.5)
    ]
    rng.shuffle(places)
    for place in places:
        yield place + (rng.random() < _LATE)


def _said(words: list[str]) -> list[str]:
    """Words without their capitals: a name over itself would be no intruder, but another case."""
    return [word.casefold() for word in words]


def _is_lost(word: str) -> bool:
    return word in DASHES or has_hyphen(word)


@dataclass(frozen=True, slots=True)
class Carry:
    """Cut `share` of the text out, wherever that begins and ends, and put it back anywhere else."""

    drawn_by: ClassVar[str] = "Carry"

    share: float = 0.04

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Move one block."""
        size = max(10, int(self.share * len(draft)))
        if len(draft) < 3 * size:
            return
        start = rng.randrange(len(draft) - size)
        to = rng.choice([i for i in range(len(draft)) if not start - size < i < start + 2 * size])
        draft.shift(start, start + size, to)
