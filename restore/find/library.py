"""A library of sources that can be asked: this one in memory; `restore.find.index` has one on disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Protocol

from restore.find.candidates import Candidates, GramPostings, vote_of
from restore.find.documents import Document, refuse_repeated_ids
from restore.find.fingerprints import Fingerprint, Grams, fingerprint
from restore.find.pieces import Cut, Level


class Library(Protocol):
    """What the search asks of a library. Documents are numbered from 0; `in_memory` says that no index holds them."""

    in_memory: ClassVar[bool]

    def __len__(self) -> int:
        """How many documents there are."""

    def candidates(self, asked: Sequence[Grams], level: Level) -> list[Candidates]:
        """For each copy's n-grams, the documents that share the most with them."""

    def documents(self, numbers: Iterable[int]) -> dict[int, Document]:
        """Documents by number, read again where need be."""


class MemoryLibrary:
    """Sources held in memory: ready at once, for some ten thousand texts; nothing is written to disk."""

    in_memory: ClassVar[bool] = True

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents: list[Document] = []
        fingerprints: list[Fingerprint] = []
        for document in refuse_repeated_ids(documents):
            self._documents.append(document)
            fingerprints.append(fingerprint(Cut(document.text), Level.WORDS))
        self._postings = {Level.WORDS: GramPostings.of(fingerprints)}

    def __len__(self) -> int:
        return len(self._documents)

    def candidates(self, asked: Sequence[Grams], level: Level) -> list[Candidates]:
        """For each copy's n-grams, the documents that share the most with them; characters are read on first need."""
        if level not in self._postings:
            self._postings[level] = GramPostings.of(
                [fingerprint(Cut(document.text), level) for document in self._documents]
            )
        postings = self._postings[level]
        return [postings.candidates(vote_of(grams, postings.counts(grams))) for grams in asked]

    def documents(self, numbers: Iterable[int]) -> dict[int, Document]:
        """Documents by number."""
        return {number: self._documents[number] for number in numbers}
