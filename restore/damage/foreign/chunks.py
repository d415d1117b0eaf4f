"""Mentions without word lists: chunks between the text's own frequent short words (after RAKE, Rose et al. 2010)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from restore.damage.draft import Draft
from restore.damage.mentions import is_spaceless
from restore.damage.words import DETERMINERS, looks_like_a_verb
from restore.text import is_word

_LONGEST = 9  # words of a mention; a longer run of content words is a sentence without glue, a list say
# Characters of a run that returns, the longest first; one alone is a particle as often as a word.
_SPACELESS_SIZES = (5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Units [start, stop): a run of content words, or one short word that stands for one."""

    start: int
    stop: int
    text: str
    key: str  # its rarest word, by which chunks are taken to mean the same thing


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing talked about: what is written for it, and the places where it is spoken of."""

    name: str
    places: tuple[Chunk, ...]


class _Page:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        source = draft.source
        self.folds = [source.folds[u.first] if u.mark is None and u.text else "" for u in draft.units]
        self.counts = Counter(f for f in self.folds if is_word(f))
        self.glue = self._glue()
        spaceless = is_spaceless(source.raw)
        self.runs = Counter(
            "".join(self.folds[i : i + n]) for n in _SPACELESS_SIZES for i in range(len(self.folds)) if spaceless
        )

    def _glue(self) -> frozenset[str]:
        """The short words that come up most: in a language with spaces, mostly those that hold the others together."""
        least = max(3, sum(self.counts.values()) // 150)
        return frozenset(f for f, n in self.counts.items() if n >= least and len(f) <= 5 and not is_spaceless(f))

    def content(self, i: int) -> bool:
        return is_word(self.folds[i]) and self.folds[i] not in self.glue and self.folds[i][0] != "'"

    def returning(self, start: int) -> int:
        """Where the longest run of characters from here ends that comes up elsewhere too; `start` if none does."""
        for size in _SPACELESS_SIZES:
            run = self.folds[start : start + size]
            if len(run) == size and self.runs["".join(run)] > 1 and all(map(is_word, run)):
                return start + size
        return start

    def chunk(self, start: int, stop: int) -> Chunk:
        units, source = self.draft.units, self.draft.source
        text = source.raw[source.starts[units[start].first] : source.ends[units[stop - 1].last - 1]]
        key = min(self.folds[start:stop], key=lambda f: (self.counts[f], -len(f), f))
        return Chunk(start, stop, " ".join(text.split()), key)


def find_topics(draft: Draft, rng: Random) -> list[Topic]:
    """Topics, each with its chunks and the short words at the beginning of later sentences that may mean it."""
    page = _Page(draft)
    grouped: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in _chunks(page, rng):
        grouped[_stem(chunk.key)].append(chunk)
    for place, key in _echoes(page, grouped, rng):
        grouped[key].append(place)
    topics = []
    for chunks in grouped.values():
        names = Counter(c.text for c in chunks if c.stop - c.start > 1 or len(c.text) > 3)
        if names:
            name = max(names, key=lambda text: (names[text], min(len(text), 60), text))
            topics.append(Topic(name, tuple(chunks)))
    return topics


def _stem(key: str) -> str:
    """Enough of a word to bring its inflected forms together."""
    return key[: max(4, len(key) - 2)]


def _chunks(page: _Page, rng: Random) -> Iterator[Chunk]:
    """Runs of content words, some with the short word before them, some on to the next run."""
    start = 0
    while start < len(page.folds):
        if not page.content(start) or looks_like_a_verb(page.folds[start]):
            start += 1
            continue
        if is_spaceless(page.folds[start]):
            stop = page.returning(start)
            if stop > start:
                yield page.chunk(start, stop)
            start = max(stop, start + 1)
            continue
        stop = _run(page, start)
        if stop - start <= _LONGEST:
            early = start and page.folds[start - 1] in page.glue & DETERMINERS and rng.random() < 0.7
            yield page.chunk(start - 1 if early else start, _onward(page, stop, rng))
        start = stop


def _run(page: _Page, start: int) -> int:
    stop = start + 1
    while (
        stop < len(page.folds)
        and page.content(stop)
        and not looks_like_a_verb(page.folds[stop])
        and _same_line(page, stop)
    ):
        stop += 1
    return stop


def _same_line(page: _Page, i: int) -> bool:
    return "\n" not in page.draft.units[i].before


def _onward(page: _Page, stop: int, rng: Random) -> int:
    """Over one short word or comma to the end of the next run, sometimes: "states that wanted", "Ruiz, director"."""
    if rng.random() > 0.25 or stop + 1 >= len(page.folds) or not page.content(stop + 1):
        return stop
    between = page.folds[stop]
    if between != "," and between not in page.glue:
        return stop
    end = _run(page, stop + 1)
    return end if end - stop <= _LONGEST else stop


def _echoes(page: _Page, grouped: dict[str, list[Chunk]], rng: Random) -> Iterator[tuple[Chunk, str]]:
    """Short words near the start of a sentence, as if they meant what the sentence before was about."""
    owner = {c.start: key for key, chunks in grouped.items() for c in chunks}
    about: str | None = None
    fresh = True
    for i, fold in enumerate(page.folds):
        if fresh and fold in page.glue and about is not None and rng.random() < 0.5:
            yield page.chunk(i, i + 1), about
        if i in owner and (about is None or rng.random() < 0.3):
            about = owner[i]
        fresh = (bool(fold) and not is_word(fold)) or (fold in page.glue and rng.random() < 0.3)


def weights(topics: Sequence[Topic]) -> list[float]:
    """How likely each topic is to be the one a confused pipeline writes."""
    return [len(t.places) ** 0.5 / (1 + len(t.name.split()) / 8) for t in topics]
