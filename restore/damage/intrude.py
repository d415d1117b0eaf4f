"""Entity substitution as faulty pipelines do it: a cluster's main mention written over its other mentions, late.

The shapes are those of neuralcoref's `coref_resolved` and its kin (huggingface/neuralcoref#96, #151, #288,
shon-otmazgin/fastcoref#55): the main mention is put where the mention's index points to in another tokenisation, and as
many tokens are blanked as the mention had. Where tokens were lost on the way, the index drifts: one late at first, ten
and more at the end of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from restore.damage.draft import DamageMark, Draft, UnitEdit
from restore.damage.mentions import Cluster, NamedUnits, WordColumns, find_clusters
from restore.damage.words import POSSESSIVES
from restore.differences import Cause
from restore.text import Text, is_word

ENTITY = DamageMark(Cause.ENTITY)
DUPLICATE = DamageMark(Cause.DUPLICATE)
# How often a pipeline errs in each of the ways that the reports above show: rare ones often enough to be measured.
_LATE = ((1, 0.78), (0, 0.12), (2, 0.07), (-1, 0.03))  # tokens after the mention: mostly the next
_DRIFTING = 0.3  # of the pages: there the index slips on with every line end and hyphen
_WRONG_CLUSTER = 0.06  # of the mentions were resolved to another thing
_NOTHING_EATEN = 0.06  # of the intruders only came in
_DOUBLED = 0.03  # of the short ones came twice
_POSSESSIVE = 0.5  # of the intruders for "his" and the like got an 's
_SECOND_S = 0.15  # of those before an 's got a second one
_ADJOINING = 0.1  # of the intruders may stand beside another
_GLUED = 0.08  # of those that land on a mark lost the space before it
_ITSELF = 0.15  # of the mentions that are the main one are written, too: they do harm beside their place
_OVERLAPPING = 0.5  # of those that share a word with what they overwrite are left out
_FARTHEST = 13  # tokens that the index slips to the end of a page


@dataclass(frozen=True, slots=True)
class Intrude:
    """Write main mentions over the text until about `share` of the copy's tokens are intruders."""

    drawn_by: ClassVar[str] = "Intrude"

    share: float

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Write over one draft."""
        reading = WordColumns(draft.source, draft.units)
        clusters = [c for c in find_clusters(reading, rng) if c.main]
        writer = _EditCollector(draft, reading, _shifts(draft, rng), rng)
        writer.write(_targets(clusters, rng), self.share)
        draft.apply(writer.edits)


def _targets(clusters: Sequence[Cluster], rng: Random) -> list[tuple[NamedUnits, str]]:
    """Each mention with the text that goes over it: first those of clusters, the shorter sooner, then single ones."""
    mains = [c.main for c in clusters]
    sure: list[tuple[NamedUnits, str]] = []
    more: list[tuple[NamedUnits, str]] = []
    for cluster in clusters:
        for mention in cluster.mentions:
            main = rng.choice(mains) if rng.random() < _WRONG_CLUSTER else cluster.main
            # A mention that goes over itself does harm only where it lands beside its place.
            wanted = main != mention.text or rng.random() < _ITSELF
            (sure if len(cluster.mentions) > 1 and wanted else more).append((mention, main))
    sure.sort(key=lambda target: (target[0].stop - target[0].start) ** 0.7 * rng.random())
    rng.shuffle(more)
    weights = [1 / (1 + len(main.split()) / 6) for main in mains]
    strangers = rng.choices(mains, weights, k=len(more)) if mains else []
    return sure + [(mention, other) for (mention, _), other in zip(more, strangers, strict=True)]


def _shifts(draft: Draft, rng: Random) -> Callable[[int], int]:
    """How far from its mention, in tokens, the intruder lands, by the mention's place."""
    if rng.random() >= _DRIFTING:
        return lambda _: rng.choices([s for s, _ in _LATE], [w for _, w in _LATE])[0]
    slips: list[int] = []
    drift = rng.choice((0, 1, 1))
    for unit in draft.units:
        if drift < _FARTHEST and ("\n" in unit.before or "-" in unit.text) and rng.random() < 0.35:
            drift += rng.choice((1, 1, 1, 2, 3))
        slips.append(drift)
    return lambda place: slips[place]


class _EditCollector:
    """Collects edits that do not overlap, and counts the tokens they bring."""

    def __init__(self, draft: Draft, reading: WordColumns, shift: Callable[[int], int], rng: Random) -> None:
        self.draft, self.reading, self.shift, self.rng = draft, reading, shift, rng
        self.edits: list[UnitEdit] = []
        self.taken = [unit.mark is not None for unit in draft.units]
        self.tokens = sum(1 for unit in draft.units if unit.text)
        self.sizes: dict[str, int] = {}

    def write(self, targets: Sequence[tuple[NamedUnits, str]], share: float) -> None:
        """Go through the targets until the share is reached."""
        written = 0
        for mention, main in targets:
            if written >= share * max(self.tokens, 1):
                break
            size = self._size(main)
            if size > 8 and self.rng.random() < 0.3:
                continue
            written += self._put(mention, main)

    def _size(self, text: str) -> int:
        if text not in self.sizes:
            self.sizes[text] = len(Text.of(text))
        return self.sizes[text]

    def _put(self, mention: NamedUnits, main: str) -> int:
        """One intruder; how many tokens it brought, 0 when there was no room for it."""
        start = mention.start + self.shift(mention.start)
        eaten = 0 if self.rng.random() < _NOTHING_EATEN else min(mention.stop - mention.start, 4)
        stop = start + eaten
        room = self.rng.random() >= _ADJOINING or not eaten
        if start < 0 or stop >= len(self.draft) or any(self.taken[max(0, start - room) : stop + room]):
            return 0
        main = self._possessive(mention, main)
        folds = list(Text.of(main).folds)
        mark = ENTITY
        if not eaten:
            mark = DUPLICATE if self._beside(folds, start) else ENTITY
        elif folds == self.reading.folds[start:stop] or self._swallowed(folds, start, stop):
            return 0
        if eaten and self._sticks(start) and self.rng.random() < _GLUED:
            start, main = start - 1, self.draft.units[start - 1].text + main
        self.taken[start:stop] = [True] * (stop - start)
        if not eaten:
            self.taken[start] = True
        self.edits.append(UnitEdit(start, stop, main, mark))
        written = len(folds)
        if eaten and self.rng.random() < _DOUBLED and len(folds) < 4:
            self.edits.append(UnitEdit(stop, stop, main, DUPLICATE, before=" "))
            written *= 2
        self.tokens += written - eaten
        return written

    def _sticks(self, start: int) -> bool:
        """Whether what goes here lands on the word before: on a mark that stood against it, its space went with it."""
        unit, before = self.draft.units[start], self.draft.units[start - 1] if start else None
        free = before is not None and not self.taken[start - 1] and before.text.isalpha()
        return free and not unit.before and not is_word(self.reading.folds[start]) and not self.reading.spaceless

    def _possessive(self, mention: NamedUnits, main: str) -> str:
        """Some pipelines give a possessive its 's, some don't ("John house"), some give it a second ("John's 's")."""
        chance = _POSSESSIVE if mention.head in POSSESSIVES else _SECOND_S * (self._fold(mention.stop) == "'s")
        if is_word(main[-1:]) and self.rng.random() < chance:
            return main + ("’s" if "’" in self.draft.source.raw else "'s")
        return main

    def _fold(self, unit: int) -> str:
        return self.reading.folds[unit] if unit < len(self.reading) else ""

    def _beside(self, folds: Sequence[str], start: int) -> bool:
        """Whether the same words stand right before or after the place."""
        around, size = self.reading.folds, len(folds)
        return list(folds) in (around[max(0, start - size) : start], around[start : start + size])

    def _swallowed(self, folds: Sequence[str], start: int, stop: int) -> bool:
        """Whether it stands in what it would overwrite: then nothing intrudes, words are only lost.

        Sharing a word with it is as rare as in real damage, since the nested mentions of `find_mentions` are many.
        """
        old = [f for f in self.reading.folds[start:stop] if is_word(f)]
        new = [f for f in folds if is_word(f)]
        shares = not set(old).isdisjoint(new)
        return f" {' '.join(new)} " in f" {' '.join(old)} " or (shares and self.rng.random() < _OVERLAPPING)
