"""Texts of any length to time aligners on: the repository's articles with ever new names and words, damaged.

An article repeated is no long text: real ones keep bringing new words, by Zipf's law, and names that come again for
a page or two. So each page is one of the articles with a cast of its own and most of its longer words drawn anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, cycle
from math import exp, log
from random import Random

from restore.bench.documents import shipped
from restore.damage import make_damage
from restore.encodings import decode
from restore.files import read_bytes
from restore.text import Text

PAGE = 1000  # tokens
ARTICLE = 700  # tokens, about: asks for articles as they are, whose words come from one text
VOCABULARY = 60_000  # words that a writer draws from: the most frequent ones come again, new ones never end
REDRAWN = 0.6  # of the words with more than four letters
_WORD = re.compile(r"(?<![\w’-])[A-Za-z]{5,}(?![\w-])")
_SYLLABLES = tuple(first + last for first in "bdfghklmnprstvz" for last in ("a", "e", "i", "o", "u", "an", "er", "is"))


@dataclass(frozen=True, slots=True)
class Timed:
    """A pair to time."""

    copy: str
    source: str


def pairs_of(tokens: int, *, pairs: int) -> list[Timed]:
    """So many different pairs whose sources have about that many tokens, or are articles of the repository.

    Raises:
        InputError: the articles of the repository are not there.
    """
    articles = [decode(read_bytes(path), name=path.name) for path in shipped() if path.stem.startswith("en-")]
    if tokens == ARTICLE:
        return [_damaged(text, number) for number, text in zip(range(pairs), cycle(articles), strict=False)]
    pages = _pages(articles)
    return [_pair([next(pages) for _ in range(max(tokens // PAGE, 1))]) for _ in range(pairs)]


def _pair(pages: Sequence[Timed]) -> Timed:
    return Timed("\n\n".join(page.copy for page in pages), "\n\n".join(page.source for page in pages))


def _pages(articles: Sequence[str]) -> Iterator[Timed]:
    """Pages of PAGE tokens with the light kind of damage, a moved block in every tenth."""
    for number in count():
        text = _page(articles, number)
        yield _damaged(text, number, "light+move" if number % 10 == 1 else "light")


def _damaged(text: str, number: int, recipe: str = "light") -> Timed:
    damaged = make_damage(text, seed=number, recipe=recipe)
    return Timed(damaged.copy, damaged.source)


def _page(articles: Sequence[str], number: int) -> str:
    """An article and as much of the next one as makes a page."""
    rng = Random(f"page {number}")  # noqa: S311 - sampling
    first = rng.randrange(len(articles))
    told = _told_anew("\n\n".join((articles[first], articles[first - 1])), rng)
    text = Text.of(told)
    return told[: text.ends[min(PAGE, len(text)) - 1]]


def _told_anew(text: str, rng: Random) -> str:
    cast: dict[str, str] = {}

    def word(found: re.Match[str]) -> str:
        old = found.group()
        if old[0].isupper():
            return cast.setdefault(old, _word(rng).capitalize())
        return _word(rng) if rng.random() < REDRAWN else old

    return _WORD.sub(word, text)


def _word(rng: Random) -> str:
    """A made-up word; the one of rank r is drawn about 1/r as often as the first."""
    rank = int(exp(rng.random() * log(VOCABULARY)))
    letters = ""
    while rank:
        rank, place = divmod(rank, len(_SYLLABLES))
        letters += _SYLLABLES[place]
    return letters + "n"
