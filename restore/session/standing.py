"""How far each document of a review has come: what a list of documents says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from restore.session.ruling import LEFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restore.session.session import Session


@dataclass(frozen=True, slots=True)
class DocumentStanding:
    """A document by its number, with how many of its differences are left; `lowest` is the least sure of those."""

    place: int
    id: str
    total: int
    left: int
    lowest: float | None


def standings(session: Session) -> Sequence[DocumentStanding]:
    """Each document of a session, that with most left first, of two with as many the one with the least sure."""
    total, left = [0] * len(session.documents), [0] * len(session.documents)
    lowest: dict[int, float] = {}
    for index, item in enumerate(session.items):
        total[item.place] += 1
        if session.state(index) in LEFT:
            left[item.place] += 1
            lowest[item.place] = min(item.difference.confidence, lowest.get(item.place, 1.0))
    found = [
        DocumentStanding(place, document.id or document.copy.name, total[place], left[place], lowest.get(place))
        for place, document in enumerate(session.documents)
    ]
    return sorted(found, key=lambda each: (-each.left, 1.0 if each.lowest is None else each.lowest, each.place))
