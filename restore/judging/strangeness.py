"""How strange words are beside a text: which three of their letters in a row it has nowhere."""

from __future__ import annotations

from math import ceil
from typing import Final

from restore.judging.occurrences import Occurrences
from restore.judging.triples import Triples

# Tokens of the source for each of which a letter triple has to stand once more to be known: what a short text lacks, a
# book has somewhere, and a misread word would look like a word by the length of its source alone.
USUAL: Final = 1000


class Strangeness:
    """Words beside a source of so many tokens, each word looked into once."""

    def __init__(self, source: Occurrences, tokens: int) -> None:
        self._source = source
        self._least = max(ceil(tokens / USUAL), 1)  # tokens that have a triple which is not strange
        self._table: Triples | None = None
        self._found: dict[str, float] = {}

    def of(self, words: tuple[str, ...], sourced: int) -> float:
        """The share of a word's letter triples that no word of the source has, or of a long one too few: the sum.

        `sourced` of the words are the source's: where one token of it is enough, nothing in them is strange.
        """
        total = 0.0
        if self._least == 1 and sourced == len(words):
            return total
        for word in words:
            known = self._found.get(word)
            if known is None:
                known = self._found[word] = self._unknown_triples(word) / max(len(word), 1)
            total += known
        return total

    def forget(self) -> None:
        """Let go of all that was found out."""
        self._table = None
        self._found = {}

    def _unknown_triples(self, word: str) -> int:
        """How many triples of a word are strange: none of the source's own words, where one token is enough."""
        least = self._least
        if least == 1 and self._source.count(word):
            return 0
        if self._table is None:
            self._table = Triples(self._source.counts())
        return self._table.rare(word, least)
