"""Plans, and the one function that writes text.

A plan is a list of splices of the copy. `apply_plan` is the only thing that writes: an empty plan gives the copy back
byte for byte.
"""

from __future__ import annotations

from collections.abc import Sequence

from restore.modules import pickled_by_fields, worded
from restore.values import dataclass, mypyc_attr


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class Splice:
    """Copy characters [start, end) become `text`; `rank` orders splices at one offset (the source's order)."""

    start: int
    end: int
    text: str
    rank: int = 0

    def __init__(self, start: int, end: int, text: str, rank: int = 0) -> None:
        self.start, self.end, self.text, self.rank = start, end, text, rank  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Plan:
    """Splices in the copy's order that do not overlap.

    Raises:
        ValueError: they do.
    """

    splices: Sequence[Splice] = ()

    def __hash__(self) -> int:
        return hash(tuple(self.splices))

    def __post_init__(self) -> None:
        at = 0
        for splice in self.splices:
            start, end = splice.start, splice.end
            if not at <= start <= end:
                raise ValueError(f"splices overlap at offset {start}")
            at = end


pickled_by_fields(Splice, Plan)
worded(Splice, Plan)


def apply_plan(copy: str, plan: Plan) -> str:
    """The copy with the plan's splices made.

    >>> apply_plan("told the detail", Plan([Splice(9, 15, "Emanuel")]))
    'told the Emanuel'

    Raises:
        ValueError: the plan reaches past the copy's end; it belongs to another text.
    """
    splices = plan.splices
    if splices and splices[-1].end > len(copy):
        raise ValueError(f"the plan reaches to offset {splices[-1].end}, the copy ends at {len(copy)}")
    parts: list[str] = []
    at = 0
    for splice in splices:
        parts += (copy[at : splice.start], splice.text)
        at = splice.end
    parts.append(copy[at:])
    return "".join(parts)
