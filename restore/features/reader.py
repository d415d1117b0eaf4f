"""What the features look up in the two texts, each thing once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property, partial
from math import log

from restore import compiled
from restore.aligner.alignment import Alignment
from restore.causes import Candidate
from restore.language.word_class import is_english, is_listed
from restore.language.words import DETERMINERS, PRONOUNS, VERB_SIGNS
from restore.text import is_word

PLACES = 64  # places of a word that are looked at, so that cost stays in line with length


@dataclass(frozen=True, slots=True)
class Change:
    """A candidate with its words: folds on either side, and the copy's as they are written."""

    candidate: Candidate
    ours: Sequence[str]
    theirs: Sequence[str]
    forms: Sequence[str]

    @property
    def doubt(self) -> float:
        """Minus the logarithm of the odds that the spans are these, cut at odds of a thousand."""
        chance = min(max(self.candidate.posterior, 0.001), 0.999)
        return log((1 - chance) / chance)


@dataclass(slots=True)
class Eaten:
    """How often a mention ate which words; and at how many places altogether, so that nobody need add them up."""

    often: dict[tuple[str, ...], int] = field(default_factory=dict)
    places: int = 0

    def add(self, words: tuple[str, ...]) -> None:
        """One place more."""
        self.often[words] = self.often.get(words, 0) + 1
        self.places += 1


class Reader:
    """Both texts, and all candidates, for looking things up."""

    def __init__(self, alignment: Alignment, found: Sequence[Candidate]) -> None:
        self.copy, self.source = alignment.copy, alignment.source
        self.causes = Counter(candidate.cause for candidate in found)
        self._in_source, self._in_copy = Counter(self.source.folds), Counter(self.copy.folds)
        self.is_english = is_english(alignment.source.folds)
        self._eaten: dict[tuple[str, ...], Eaten] = {}
        for candidate in found:
            if candidate.mentions:
                ours = self.copy.folds[candidate.copy_start : candidate.copy_end]
                theirs = self.source.folds[candidate.source_start : candidate.source_end]
                self._eaten.setdefault(tuple(ours), Eaten()).add(tuple(theirs))
        mentioned = {fold for mention in self._eaten for fold in mention}
        self._source_places, self._copy_places = (_places(text.folds, mentioned) for text in (self.source, self.copy))
        self._parts: dict[str, tuple[float, float]] = {}
        self._repeats: dict[tuple[str, ...], int] = {}

    def change(self, candidate: Candidate) -> Change:
        """A candidate with its words."""
        first, last = candidate.copy_start, candidate.copy_end
        theirs = self.source.folds[candidate.source_start : candidate.source_end]
        return Change(candidate, self.copy.folds[first:last], theirs, self.copy.forms[first:last])

    def in_source(self, fold: str) -> int:
        """How often the source has a token."""
        return self._in_source.get(fold, 0)

    def in_copy(self, fold: str) -> int:
        """How often the copy has it."""
        return self._in_copy.get(fold, 0)

    def eaten_by(self, mention: Sequence[str]) -> Eaten:
        """What this mention ate, wherever it intrudes."""
        return self._eaten[tuple(mention)]

    def is_habit(self, change: Change) -> bool:
        """Whether one word stands for one other throughout, more than once: an editor's "added" for "said"."""
        if len(change.ours) != 1 or len(change.theirs) != 1:
            return False
        if change.theirs[0] in PRONOUNS["en"] or not is_word(change.theirs[0]):
            return False
        if change.forms[0][0].isupper() and self.source.forms[change.candidate.source_start].islower():
            return False  # a name for a word that is none
        eaten = self.eaten_by(change.ours)
        return eaten.places > 1 and len(eaten.often) == 1

    def part_of_speech(self, word: str) -> tuple[float, float]:
        """How often the source has a mention's word as nouns stand, and as verbs do: the shares of its first places."""
        if word not in self._parts:
            folds = self.source.folds
            before = [folds[at - 1] if at else "" for at in self._source_places.get(word, ())[:PLACES]]
            size = max(len(before), 1)
            nouns, verbs = (
                sum(fold in DETERMINERS["en"] for fold in before),
                sum(fold in VERB_SIGNS["en"] for fold in before),
            )
            self._parts[word] = nouns / size, verbs / size
        return self._parts[word]

    def strangeness(self, word: str) -> float:
        """The share of a word's letter triples that no word of the source has."""
        return self._unknown_triples(word) / max(len(word), 1)

    @cached_property
    def _unknown_triples(self) -> Callable[[str], int]:
        return _unknown_triples(list(self._in_source))

    def listed(self, folds: Sequence[str]) -> float:
        """The share of words, numbers aside, that are common English ones; -1 if the texts are in another language."""
        words = [fold for fold in folds if is_word(fold) and not fold[0].isdigit() and "'" not in fold]
        if not self.is_english:
            return -1.0
        return sum(map(is_listed, words)) / len(words) if words else 1.0

    def excess(self, words: Sequence[str]) -> int:
        """How much more often the copy has these words of a mention than the source."""
        if len(words) == 1:
            return self.in_copy(words[0]) - self.in_source(words[0])
        key = tuple(words)
        if key not in self._repeats:
            ours = _count(self.copy.folds, key, self._copy_places)
            self._repeats[key] = ours - _count(self.source.folds, key, self._source_places)
        return self._repeats[key]


def _unknown_triples(words: list[str]) -> Callable[[str], int]:
    """A function that tells how many of a word's letter triples none of these words has."""
    if compiled.READING is not None:
        return partial(compiled.READING.unknown, compiled.READING.triples(words))
    known = {triple for word in words for triple in _triples(word)}
    return lambda word: sum(triple not in known for triple in _triples(word))


def _triples(word: str) -> list[str]:
    bounded = f" {word} "
    return [bounded[k : k + 3] for k in range(len(bounded) - 2)]


def _count(folds: Sequence[str], key: tuple[str, ...], places: Mapping[str, Sequence[int]]) -> int:
    """How often a run of two tokens or more stands in a text, at the first places of its rarest token."""
    often = [len(places.get(fold, ())) for fold in key]
    rare = often.index(min(often))
    size, want, last = len(key), list(key), len(folds) - 1
    beside = rare + 1 if rare + 1 < size else rare - 1  # looked at first, since it differs at most places
    shift, word = beside - rare, key[beside]
    looked_at = places.get(key[rare], ())[:PLACES]
    starts = [at - rare for at in looked_at if at + shift <= last and folds[at + shift] == word]
    return sum(start >= 0 and list(folds[start : start + size]) == want for start in starts)


def _places(folds: Sequence[str], wanted: AbstractSet[str]) -> dict[str, list[int]]:
    """Where each of the wanted tokens stands."""
    places: dict[str, list[int]] = {fold: [] for fold in wanted}
    for at in [at for at, fold in enumerate(folds) if fold in wanted]:
        places[folds[at]].append(at)
    return places
