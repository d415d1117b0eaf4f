"""Reprints among themselves: which texts of an archive are copies of which, and what passages the others share.

Two texts are copies when one of them would be found to come from the other. Texts that merely have a quotation or a
paragraph in common are not; their passages are listed, each with all the texts that have it, and its wordings
compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from restore.find.answer import CopiedSpan
from restore.find.documents import Document, Id, batches
from restore.find.evidence import probability
from restore.find.fingerprints import questions
from restore.find.judge import CandidateText, Task, look_at
from restore.find.library import Library
from restore.find.matching import Asked
from restore.find.pieces import Cut, Level
from restore.find.sets import Sets
from restore.find.shared import SharedPassage, Stand, Tie, gather, key_of
from restore.find.work import Workers

LEAST_WORDS = 8  # equal words that make a passage worth showing
_BATCH = 500  # texts asked about at once
_BATCH_CHARACTERS = 8_000_000  # and no more than this, so that long ones do not fill the memory


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Two texts of which one comes from the other: `contained` mostly stands in `container`, or each in the other."""

    contained: Id
    container: Id
    score: float
    mutual: bool
    spans: Sequence[CopiedSpan]


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Texts that are copies of each other, by way of others perhaps."""

    members: Sequence[Id]
    links: Sequence[CopyLink]


@dataclass(frozen=True, slots=True)
class Reprints:
    """What an archive's texts have in common."""

    groups: Sequence[CopyGroup]
    passages: Sequence[SharedPassage]


@dataclass(frozen=True, slots=True)
class _RelatedPair:
    """A text and a document of the library: how likely either comes from the other, and the spans they share."""

    document: int
    score: float
    copy_share: float
    source_share: float
    spans: Sequence[CopiedSpan]


def find_reprints(texts: Iterable[Document], library: Library, *, threshold: float = 0.5, jobs: int = 1) -> Reprints:
    """Compare each text with those of the library that share anything with it."""
    links: dict[frozenset[Id], CopyLink] = {}
    ties: list[Tie] = []
    seen: set[frozenset[Id]] = set()
    with Workers(jobs) as workers:
        for lot in batches(texts, count=_BATCH, characters=_BATCH_CHARACTERS):
            for text, there, pair in _pairs(lot, library, workers):
                key = frozenset((text.id, there.id))
                if key in seen:
                    continue
                seen.add(key)
                if pair.score >= threshold:
                    links[key] = _link(text, there, pair)
                else:
                    ties += [Tie(Stand(text, span.copy), Stand(there, span.source)) for span in pair.spans]
    return Reprints(_groups(links.values()), gather(ties))


def _pairs(
    texts: Sequence[Document], library: Library, workers: Workers
) -> Iterator[tuple[Document, Document, _RelatedPair]]:
    """Texts and documents that share something."""
    found = library.candidates([questions(Cut(text.text), Level.WORDS) for text in texts], Level.WORDS)
    documents = library.documents({c.document for each in found for c in each.best})
    tasks = (
        Task(
            text.text,
            [
                CandidateText(c.document, documents[c.document].text)
                for c in each.best
                if not _same(text, documents[c.document])
            ],
            Level.WORDS,
            library=len(library),
        )
        for text, each in zip(texts, found, strict=True)
    )
    for text, pairs in zip(texts, workers.map(compare, tasks), strict=True):
        for pair in pairs:
            yield text, documents[pair.document], pair


def _same(text: Document, other: Document) -> bool:
    return text.id == other.id and text.offset == other.offset and text.real_path == other.real_path


def compare(task: Task) -> list[_RelatedPair]:
    """All that a text shares with each candidate, as if there were no other: copies of one text do not compete."""
    asked = Asked(Cut(task.copy), task.level)
    pairs: list[_RelatedPair] = []
    alone = (replace(task, candidates=[candidate]) for candidate in task.candidates)
    for found in chain.from_iterable(look_at(each, asked) for each in alone):
        telling = [p for p in found.passages if p.matched >= LEAST_WORDS]
        if telling:
            spans = [
                CopiedSpan(
                    asked.copy.span(task.level, p.copy_start, p.copy_end),
                    found.source.span(task.level, p.source_start, p.source_end),
                )
                for p in telling
            ]
            evidence = found.evidence
            score = round(probability(evidence, task.level), 4)
            pairs.append(_RelatedPair(found.document, score, evidence.copy_share, evidence.source_share, spans))
    return pairs


def _link(text: Document, there: Document, pair: _RelatedPair) -> CopyLink:
    mutual = min(pair.copy_share, pair.source_share) > 0.5 * max(pair.copy_share, pair.source_share)
    if pair.copy_share >= pair.source_share:
        return CopyLink(text.id, there.id, pair.score, mutual, pair.spans)
    turned = [CopiedSpan(span.source, span.copy) for span in pair.spans]
    return CopyLink(there.id, text.id, pair.score, mutual, sorted(turned, key=lambda span: span.copy))


def _groups(links: Iterable[CopyLink]) -> list[CopyGroup]:
    """Texts that links connect."""
    sets: Sets[str] = Sets()
    every = list(links)
    for link in every:
        sets.join(key_of(link.contained), key_of(link.container))
    gathered: dict[str, list[CopyLink]] = {}
    for link in every:
        gathered.setdefault(sets.find(key_of(link.contained)), []).append(link)
    groups = []
    for mine in gathered.values():
        members = {key_of(each): each for link in mine for each in (link.contained, link.container)}
        groups.append(CopyGroup([members[key] for key in sorted(members)], mine))
    return sorted(groups, key=lambda group: (-len(group.members), key_of(group.members[0])))
