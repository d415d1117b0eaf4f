"""Passages that several texts have: brought together, and their wordings compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from restore.differences import Difference
from restore.find.documents import Document, Id
from restore.find.pieces import Stretch
from restore.find.sets import Sets


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A passage as one text has it; `differences` lead to it from the passage's first occurrence."""

    id: Id
    at: Stretch
    text: str
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage that several texts have, none of which is a copy of another; first the longest of its wordings."""

    occurrences: Sequence[Occurrence]


@dataclass(frozen=True, slots=True)
class Stand:
    """A stretch of a text that another text shares."""

    document: Document
    at: Stretch


@dataclass(frozen=True, slots=True)
class Tie:
    """Two stretches that say the same for a while."""

    one: Stand
    other: Stand


def gather(ties: Iterable[Tie]) -> list[SharedPassage]:
    """Ties that meet in one stretch of a text as one passage with all its occurrences, in the order of the texts."""
    sets: Sets[tuple[str, int, int]] = Sets()
    stands: dict[tuple[str, int, int], Stand] = {}
    for tie in ties:
        for stand in (tie.one, tie.other):
            stands[_key(stand)] = stand
        sets.join(_key(tie.one), _key(tie.other))
    for before, after in _overlapping(stands.values()):
        sets.join(_key(before), _key(after))
    clusters: dict[tuple[str, int, int], list[Stand]] = {}
    for key in sorted(stands):
        clusters.setdefault(sets.find(key), []).append(stands[key])
    return sorted((_passage(cluster) for cluster in clusters.values()), key=_order)


def _key(stand: Stand) -> tuple[str, int, int]:
    return key_of(stand.document.id), stand.at.start, stand.at.end


def key_of(key: Id) -> str:
    """Ids may be strings and numbers; this tells `7` from `"7"`, and can be sorted."""
    return f"{key}" if isinstance(key, str) else f"\0{key:020}"


def _overlapping(stands: Iterable[Stand]) -> Iterable[tuple[Stand, Stand]]:
    """Neighbours in one text that share at least half of the shorter one."""
    ordered = sorted(stands, key=_key)
    for before, after in pairwise(ordered):
        if before.document.id == after.document.id:
            common = min(before.at.end, after.at.end) - after.at.start
            shorter = min(before.at.end - before.at.start, after.at.end - after.at.start)
            if 2 * common >= shorter:
                yield before, after


def _passage(cluster: Sequence[Stand]) -> SharedPassage:
    """One occurrence a text, from the first to the last character that is shared; compared with the longest."""
    documents = {key_of(stand.document.id): stand.document for stand in cluster}
    places: dict[str, Stretch] = {}
    for stand in cluster:
        key = key_of(stand.document.id)
        known = places.get(key, stand.at)
        places[key] = Stretch(min(known.start, stand.at.start), max(known.end, stand.at.end))
    texts = {key: documents[key].text[place.start : place.end] for key, place in places.items()}
    order = sorted(texts, key=lambda key: (-len(texts[key]), key))
    first = texts[order[0]]
    return SharedPassage(
        [
            Occurrence(documents[key].id, places[key], texts[key], _between(texts[key], first) if number else ())
            for number, key in enumerate(order)
        ]
    )


def _between(copy: str, source: str) -> Sequence[Difference]:
    from restore.restoration import align, find_differences

    return find_differences(align(copy, source=source))


def _order(passage: SharedPassage) -> tuple[int, int, str]:
    first = passage.occurrences[0]
    return -len(passage.occurrences), -len(first.text), key_of(first.id)
