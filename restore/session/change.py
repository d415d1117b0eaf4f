"""A text that changed under a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from restore.session.document import ReviewDocument


@dataclass(frozen=True, slots=True)
class ChangedDocument:
    """A document that is no longer what it was, and how many of its decisions found their difference again."""

    document: ReviewDocument
    what: str
    carried: int
    lost: int

    def __str__(self) -> str:
        name = getattr(self.document, "copy" if "copy" in self.what else "source").name
        kept = f"{self.carried} decision{'s' * (self.carried != 1)} carried over, {self.lost} not"
        return f"{name}: the {self.what} changed since this session saw it: {kept}"
