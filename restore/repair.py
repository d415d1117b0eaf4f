"""What is applied, by a policy, and the plan that applies it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from restore.differences import Decision, Difference, Op
from restore.plan import Plan, apply_plan
from restore.policy import THRESHOLD, Policy
from restore.seams import apart
from restore.splice import Splice
from restore.text import Text
from restore.tidying import carried, tidied

__all__ = ["THRESHOLD", "Plan", "Policy", "Splice", "apply_plan", "decided", "make_plan"]

_APPLY: Final = Decision.APPLY
_MOVE: Final = Op.MOVE


def make_plan(copy: str | Text, differences: Iterable[Difference]) -> Plan:
    """The plan that applies every difference whose decision is `apply`; moves carry their inner repairs along.

    `copy` is the text, or its tokens where they are at hand.
    """
    chosen = [d for d in differences if d.decision is _APPLY]
    if not chosen:
        return Plan()
    moves = {d.id: d for d in chosen if d.code.op is _MOVE}
    inner: dict[str, list[Splice]] = {}
    outer: list[Splice] = []
    for difference in chosen:
        if difference.code.op is not _MOVE:
            at, within = difference.copy, difference.within
            splice = Splice(at.start, at.end, difference.replacement, difference.source.start)
            (inner.setdefault(within, []) if within in moves else outer).append(splice)
    text = copy if isinstance(copy, Text) else Text.of(copy)
    for move in moves.values():
        outer += carried(text, move, inner.get(move.id, ()))
    return Plan(apart(text, tidied(text.raw, outer, 0, len(text.raw), {move.copy.end for move in moves.values()})))


def decided(differences: Iterable[Difference], policy: Policy) -> list[Difference]:
    """The differences with the policy's decisions; what stands inside a move goes or stays on its own account."""
    decide = policy.decide
    return [d.decided(decide(d)) for d in differences]
