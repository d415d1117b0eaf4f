"""What a maker of damage hands over: the copy, its source, and every difference between them, known and not guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from restore.differences import DAMAGE, Code, Op, Span
from restore.text import Text


@dataclass(frozen=True, slots=True)
class GoldDifference:
    """A true difference, in code points of the copy and of the source; an empty span stands before the next token.

    `damage` is True for what a repair should undo and False for an editor's revision, which must stay. `within` is the
    id of the move whose block this difference stands in.
    """

    id: str
    code: Code
    copy: Span
    source: Span
    damage: bool
    within: str | None = None

    @property
    def repairable(self) -> bool:
        """Whether a repair that does not ask should undo it: damage, of a cause that is damage by default."""
        return self.damage and self.code.cause in DAMAGE and self.code.op is not Op.MOVE

    def to_json(self) -> dict[str, Any]:
        """The shape of a difference in schema restore/1, with "damage" in the place of a confidence."""
        return {
            "id": self.id,
            "code": str(self.code),
            "copy": {"start": self.copy.start, "end": self.copy.end, "text": self.copy.text},
            "source": {"start": self.source.start, "end": self.source.end, "text": self.source.text},
            "damage": self.damage,
            **({"within": self.within} if self.within else {}),
        }


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged copy, its source and the gold, in the copy's order.

    Moves aside, gold spans do not overlap on either side, and the text between them has the same tokens on both sides.
    """

    copy: str
    source: str
    gold: tuple[GoldDifference, ...]
    recipe: str = ""
    seed: int = 0

    def to_json(self) -> dict[str, Any]:
        """The gold as one JSON value, offsets counted in code points."""
        return {
            "schema": "restore-gold/1",
            "recipe": self.recipe,
            "seed": self.seed,
            "differences": [difference.to_json() for difference in self.gold],
        }


def token_span(text: Text, first: int, last: int) -> Span:
    """Tokens [first, last) as characters; an empty span stands before the next token, or at the text's end."""
    if first < last:
        start, end = text.starts[first], text.ends[last - 1]
    else:
        start = end = text.starts[first] if first < len(text) else len(text.raw)
    return Span(start, end, text.raw[start:end])
