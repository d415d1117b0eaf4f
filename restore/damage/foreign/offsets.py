"""Names written over a text at character offsets that hold for another reading of it: bytes, line ends, a header.

A constant offset is the spaCy and CoreNLP kind of mismatch (richardpaulhudson/coreferee#24, stanfordnlp/CoreNLP#560); a
growing one comes from counting bytes, or line ends as two characters. As many characters are overwritten as the mention
had; the cut is mostly snapped to words, and sometimes goes through one ("heritage" -> "Dr. Eleanor Vossitage",
FalkorDB/GraphRAG-SDK#187).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from restore.damage.draft import DamageMark, Draft, UnitEdit
from restore.damage.foreign.chunks import Chunk, Topic, find_topics, weights
from restore.differences import Cause
from restore.text import Text, is_word

ENTITY = DamageMark(Cause.ENTITY)
DUPLICATE = DamageMark(Cause.DUPLICATE)
_FARTHEST = 70  # characters; beyond that a pipeline's output is noticed and thrown away
_MOST_EATEN = 6  # units: a name written over more would have lost what a reader could miss
_ADJOINING = 0.1  # of the intruders may stand beside another


@dataclass(frozen=True, slots=True)
class Overwrite:
    """Write topic names over places at wrong offsets until about `share` of the copy's tokens are intruders."""

    drawn_by: ClassVar[str] = "Overwrite"

    share: float

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Write over one draft."""
        topics = find_topics(draft, rng)
        if topics:
            draft.apply(_Pen(draft, _drift(draft, rng), rng).edits(topics, self.share))


def _drift(draft: Draft, rng: Random) -> Callable[[int], int]:
    """By how many characters an offset is off, by the offset."""
    raw = draft.source.raw
    way = rng.random()
    if way < 0.4:
        constant = rng.choice((-4, 0, 1, 2, 3, 4, 5, 6, 8, 12))
        return lambda _: constant
    if way < 0.7:
        wide = [i for i, c in enumerate(raw) if ord(c) > 127]
        surplus = rng.choice((1, 2))
        return lambda at: (
            min(surplus * bisect_left(wide, at), _FARTHEST) if len(wide) < len(raw) / 3 else rng.randint(0, 9)
        )
    breaks = [i for i, c in enumerate(raw) if c == "\n"]
    step = rng.choice((-1, 1, 1, 4))
    return lambda at: max(-_FARTHEST, min(step * bisect_left(breaks, at) + rng.choice((0, 0, 1)), _FARTHEST))


class _Pen:
    def __init__(self, draft: Draft, drift: Callable[[int], int], rng: Random) -> None:
        self.draft, self.drift, self.rng = draft, drift, rng
        source = draft.source
        self.starts = [source.starts[u.first] if u.first < len(source) else len(source.raw) for u in draft.units]
        self.ends = [source.ends[u.last - 1] if u.last else 0 for u in draft.units]
        self.taken = [u.mark is not None or not u.text for u in draft.units]
        self.snapped = rng.random() < 0.85
        self.keeps_old = rng.choice((0.02, 0.1, 0.2))

    def edits(self, topics: list[Topic], share: float) -> list[UnitEdit]:
        """Edits that do not overlap, in no order."""
        places = [(place, topic) for topic in topics for place in topic.places]
        self.rng.shuffle(places)
        odds = weights(topics)
        done: list[UnitEdit] = []
        written, total = 0, sum(1 for u in self.draft.units if u.text)
        for place, topic in places:
            if written >= share * max(total, 1):
                break
            lost = len(topic.places) == 1 or self.rng.random() < 0.1
            name = (self.rng.choices(topics, odds)[0] if lost else topic).name
            edit = self._over(place, name)
            if edit:
                done.append(edit)
                written += (tokens := len(Text.of(edit.text)))
                total += tokens - (edit.stop - edit.start)
        return done

    def _over(self, place: Chunk, name: str) -> UnitEdit | None:
        at = self.starts[place.start] + self.drift(self.starts[place.start])
        if self.rng.random() < self.keeps_old:
            return self._beside(bisect_left(self.starts, at), name)
        return self._across(at, at + min(len(place.text), 30), name)

    def _beside(self, i: int, name: str) -> UnitEdit | None:
        """Written in without overwriting anything."""
        if not 0 < i < len(self.taken) or self.taken[i] or self.taken[i - 1]:
            return None
        self.taken[i] = True
        folds = list(Text.of(name).folds)
        around = [
            self.draft.source.folds[u.first]
            for u in self.draft.units[max(0, i - len(folds)) : i + len(folds)]
            if u.text
        ]
        beside = folds in (around[: len(folds)], around[-len(folds) :]) and len(around) == 2 * len(folds)
        return UnitEdit(i, i, name, DUPLICATE if beside else ENTITY)

    def _across(self, at: int, end: int, name: str) -> UnitEdit | None:
        """Written over the words that characters [at, end) touch or, snapped, mostly touch."""
        start, stop = bisect_right(self.ends, at), bisect_left(self.starts, end)
        if (
            self.snapped
            and stop - start > 1
            and end - self.starts[stop - 1] < (self.ends[stop - 1] - self.starts[stop - 1]) / 2
        ):
            stop -= 1
        room = self.rng.random() > _ADJOINING
        if at < 0 or not start < stop < len(self.taken) or stop - start > _MOST_EATEN:
            return None
        if any(self.taken[max(0, start - room) : stop + room]):
            return None
        folds = self.draft.source.folds
        old = [folds[u.first] for u in self.draft.units[start:stop]]
        if f" {' '.join(f for f in Text.of(name).folds if is_word(f))} " in f" {' '.join(filter(is_word, old))} ":
            return None  # it stands there already
        text = name if self.snapped else self._cut(start, stop, at, end, name)
        self.taken[start:stop] = [True] * (stop - start)
        return UnitEdit(start, stop, text, ENTITY)

    def _cut(self, start: int, stop: int, at: int, end: int, name: str) -> str:
        """With what is left of the words cut through."""
        raw = self.draft.source.raw
        if self.rng.random() < 0.6:
            return name
        head, tail = (
            raw[self.starts[start] : max(at, self.starts[start])],
            raw[min(end, self.ends[stop - 1]) : self.ends[stop - 1]],
        )
        return head + name + tail
