"""Mentions and their clusters, as a coreference step would have them, found without a model (the house way).

Names by capitals, noun phrases by their determiner, long phrases by what hangs on to them, pronouns by a list and, in
any script, words that come back. Wrong clusters are welcome: the producers of this damage make them too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from restore.damage.draft import Unit
from restore.damage.words import DETERMINERS, FUNCTION, LINKS, PERSONS, POINTERS, RELATIVES, looks_like_a_verb
from restore.language.word_class import WordClass, is_english, word_class
from restore.text import Text, is_word

_BARRIER = "\0"
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ENDS = frozenset(".!?…。！？।")
LONGEST = 20  # units of a noun phrase; beyond that the finder has run into the next clause


def is_spaceless(text: str) -> bool:
    """Whether the text has characters of a script that puts no spaces between words."""
    return bool(_SPACELESS.search(text))


@dataclass(frozen=True, slots=True)
class NamedUnits:
    """Units [start, stop) that name something; `text` is how a pipeline writes it elsewhere, `head` its last word."""

    start: int
    stop: int
    text: str
    head: str
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions taken to name one thing, in the text's order, and the text of the one that stands for all."""

    main: str
    mentions: tuple[NamedUnits, ...]


class WordColumns:
    """The words a finder looks at: one column each for letters, folded form, and what stands before."""

    def __init__(self, source: Text, units: Sequence[Unit]) -> None:
        self.source = source
        self.units = units
        whole = [u.mark is None and u.last == u.first + 1 and bool(u.text) for u in units]
        self.words = [u.text if ok else _BARRIER for u, ok in zip(units, whole, strict=True)]
        self.folds = [source.folds[u.first] if ok else _BARRIER for u, ok in zip(units, whole, strict=True)]
        self.counts = Counter(self.folds)
        self.lowered = {w for w in self.words if w.islower()}
        self.begins = [self._begins(i) for i in range(len(units))]
        self.spaceless = is_spaceless(source.raw)
        self.english = is_english(source.folds.count, len(source))

    def names(self, i: int) -> bool:
        """Whether the word may name something, as far as can be told."""
        return not self.english or word_class(self.folds[i]) is WordClass.NOUN

    def __len__(self) -> int:
        return len(self.words)

    def _begins(self, i: int) -> bool:
        """Whether a sentence or line starts here."""
        j = i - 1
        while j >= 0 and not is_word(self.folds[j]):
            if self.words[j] in _ENDS or self.words[j] == _BARRIER:
                return True
            j -= 1
        return j < 0 or "\n" in self.units[i].before

    def function(self, i: int) -> bool:
        """A word that holds others together, a mark, or something already changed."""
        fold = self.folds[i]
        return fold == _BARRIER or not is_word(fold) or fold in FUNCTION or fold in PERSONS

    def mention(self, start: int, stop: int, *, pronoun: bool = False) -> NamedUnits:
        """The mention these units make, its text taken from the source as it stands there, line ends aside."""
        raw = self.source.raw[
            self.source.starts[self.units[start].first] : self.source.ends[self.units[stop - 1].last - 1]
        ]
        return NamedUnits(start, stop, " ".join(raw.split()), self.folds[stop - 1], pronoun)


def find_mentions(reading: WordColumns, rng: Random) -> list[NamedUnits]:
    """All mentions, in the text's order; some stand inside others, as they do in real clusters."""
    found = [*_names(reading), *_noun_phrases(reading, rng), *_pronouns(reading), *_returning(reading, rng)]
    found += _lengthened(reading, found, rng)
    return sorted(dict.fromkeys(found), key=lambda m: (m.start, m.stop))


def _names(reading: WordColumns) -> Iterator[NamedUnits]:
    i = 0
    while i < len(reading):
        stop = _name_end(reading, i)
        start = i
        if stop > i and reading.begins[i] and (reading.folds[i] in FUNCTION or not reading.names(i)):
            start = i + 1
        if stop > start and not (stop - start == 1 and _only_a_start(reading, start)) and stop - start <= 7:
            yield reading.mention(start, stop)
        i = max(stop, i + 1)


def _only_a_start(reading: WordColumns, i: int) -> bool:
    """A capital that a sentence's start explains."""
    return reading.begins[i] and (reading.folds[i] in reading.lowered or reading.counts[reading.folds[i]] == 1)


def _capital(reading: WordColumns, i: int) -> bool:
    word = reading.words[i]
    return word[:1].isupper() and reading.folds[i] not in PERSONS


def _name_end(reading: WordColumns, i: int) -> int:
    if not _capital(reading, i):
        return i
    stop = i + 1
    while stop < len(reading) and "\n" not in reading.units[stop].before:
        after = stop + 1
        if _capital(reading, stop):
            stop += 1
        elif after < len(reading) and _capital(reading, after) and _links(reading, stop):
            stop += 2
        else:
            break
    return stop


def _links(reading: WordColumns, i: int) -> bool:
    """Whether a word or mark holds two parts of a name together: "Bill de Blasio", "U.S. Senate"."""
    return reading.words[i] in LINKS or (reading.words[i] == "." and len(reading.words[i - 1]) < 4)


def _noun_phrases(reading: WordColumns, rng: Random) -> Iterator[NamedUnits]:
    for i, fold in enumerate(reading.folds):
        if fold in POINTERS and i + 1 < len(reading) and reading.counts[reading.folds[i + 1]] > 1:
            if not reading.function(i + 1) and not looks_like_a_verb(reading.folds[i + 1]) and reading.names(i + 1):
                yield reading.mention(i, i + 2)
        elif fold in DETERMINERS or (reading.counts[fold] > 1 and _plural(reading, i)):
            stop = _phrase_end(reading, i + 1 if fold in DETERMINERS else i)
            if stop > i + (fold in DETERMINERS):
                yield reading.mention(i, stop)
                if stop - i > 2 and rng.random() < 0.3:
                    yield reading.mention(i + 1, stop)


def _plural(reading: WordColumns, i: int) -> bool:
    """A bare "voters", "mayors": a lower-case word in s after a function word or a mark."""
    fold = reading.folds[i]
    return (
        len(fold) > 4
        and fold.endswith("s")
        and fold.isalpha()
        and reading.names(i)
        and reading.words[i].islower()
        and (i == 0 or reading.function(i - 1))
    )


def _phrase_end(reading: WordColumns, i: int) -> int:
    stop = i
    while stop < len(reading) and stop - i < 5 and not reading.function(stop):
        if "\n" in reading.units[stop].before or (stop > i and looks_like_a_verb(reading.folds[stop])):
            break
        stop += 1
    while stop > i and not (reading.names(stop - 1) or _capital(reading, stop - 1)):
        stop -= 1
    return stop


def _pronouns(reading: WordColumns) -> Iterator[NamedUnits]:
    for i, fold in enumerate(reading.folds):
        if fold in PERSONS:
            yield reading.mention(i, i + 1, pronoun=True)


def _returning(reading: WordColumns, rng: Random) -> Iterator[NamedUnits]:
    """Words that come back, in any script: the longest run of up to four (six characters without spaces) seen twice.

    Where capitals tell the names, few single words are taken.
    """
    single = 0.25 if any(map(str.isupper, reading.source.raw)) else 1.0
    longest = 6 if reading.spaceless else 4
    seen: dict[tuple[str, ...], list[int]] = defaultdict(list)
    usable = [not reading.function(i) and reading.counts[f] > 1 for i, f in enumerate(reading.folds)]
    ends = [usable[i] and reading.names(i) for i in range(len(reading))]
    for i in range(len(reading)):
        for size in range(1, longest + 1):
            if i + size > len(reading) or not usable[i + size - 1]:
                break
            if not ends[i + size - 1]:
                continue
            seen[tuple(reading.folds[i : i + size])].append(i)
    taken: set[int] = set()
    for words in sorted(seen, key=lambda w: (-len(w), w)):
        places = [i for i in seen[words] if not taken & set(range(i, i + len(words)))]
        wanted = len(words) > 1 or rng.random() < single
        if wanted and len(places) > 1 and sum(map(len, words)) > (1 if reading.spaceless else 3):
            taken.update(j for i in places for j in range(i, i + len(words)))
            yield from (reading.mention(i, i + len(words)) for i in places)


def _lengthened(reading: WordColumns, found: Sequence[NamedUnits], rng: Random) -> Iterator[NamedUnits]:
    """Names with their apposition and phrases with their clause: "Ana Ruiz, director of it", "states that wanted …"."""
    for mention in found:
        at = mention.stop
        if mention.pronoun or at + 2 >= len(reading) or "\n" in reading.units[at].before:
            continue
        apposition = reading.words[at] == "," and mention.text[:1].isupper() and rng.random() < 0.8
        if apposition or (reading.folds[at] in RELATIVES and rng.random() < 0.6):
            stop = _clause_end(reading, at + 1, rng)
            if stop and stop - at > 2:
                long = reading.mention(mention.start, stop)
                yield NamedUnits(long.start, long.stop, long.text, mention.head)


def _clause_end(reading: WordColumns, i: int, rng: Random) -> int | None:
    """The next mark, or the one after it: "…, Boston and New York, as well as legal scholars"."""
    for stop in range(i, min(i + LONGEST - 3, len(reading))):
        fold = reading.folds[stop]
        if fold == _BARRIER or "\n" in reading.units[stop].before:
            return None
        if (
            stop > i
            and not is_word(fold)
            and reading.words[stop] not in "-–—'’&/"
            and (fold != "," or rng.random() < 0.55)
        ):
            return stop
    return None


def find_clusters(reading: WordColumns, rng: Random) -> list[Cluster]:
    """Mentions by their head word; a pronoun goes to a cluster seen shortly before it, often the wrong one."""
    by_head: dict[str, list[NamedUnits]] = defaultdict(list)
    recent: list[str] = []
    for mention in find_mentions(reading, rng):
        if mention.pronoun:
            if recent and rng.random() < 0.9:
                by_head[rng.choice(recent[-3:])].append(mention)
            else:
                by_head["\0" + mention.head].append(mention)
            continue
        by_head[mention.head].append(mention)
        if mention.head not in recent[-3:]:
            recent.append(mention.head)
    return [Cluster(_main(mentions, rng), tuple(mentions)) for mentions in by_head.values()]


def _main(mentions: Sequence[NamedUnits], rng: Random) -> str:
    """The first mention with a noun, as most pipelines choose, or the longest, the shortest, or just the first."""
    nouns = [m for m in mentions if not m.pronoun] or list(mentions)
    way = rng.random()
    if way < 0.3:
        return nouns[0].text
    if way < 0.75:
        return max(nouns, key=lambda m: len(m.text)).text
    if way < 0.95:
        return min(nouns, key=lambda m: len(m.text)).text
    return mentions[0].text
