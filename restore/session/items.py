"""What a queue is made of: differences with the document they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from restore.differences import Difference, Op
from restore.session.ruling import Key

if TYPE_CHECKING:
    from restore.session.document import ReviewDocument


class Group(NamedTuple):
    """What identical differences have in common: what the copy has, what the source has, and what it is."""

    code: str
    copy: str
    source: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Item:
    """One difference of a session; `place` is its document's number."""

    place: int
    document: ReviewDocument
    difference: Difference

    @property
    def key(self) -> Key:
        """Its stable name."""
        return Key(self.document.id, self.difference.id)

    @property
    def group(self) -> Group:
        """What it shares with identical ones. A move is like no other."""
        difference = self.difference
        code = f"{difference.code} {difference.id}" if difference.op is Op.MOVE else str(difference.code)
        return Group(code, difference.copy.text, difference.source.text, difference.replacement.strip())


@dataclass(frozen=True, slots=True)
class Proposal:
    """One of the texts a difference's copy span could become."""

    text: str
    why: str
