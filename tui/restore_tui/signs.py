"""The signs of codes and states: what colour says is said by a sign too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from restore.differences import Cause, Code, Op
from restore.session.ruling import State

if TYPE_CHECKING:
    from collections.abc import Mapping

MOVED = "⇄"
CAUSES: Mapping[Cause, str] = {
    Cause.ENTITY: "!",
    Cause.DUPLICATE: "‖",
    Cause.SPELLING: "≈",
    Cause.HYPHEN: "‐",
    Cause.PUNCTUATION: ";",
    Cause.CASE: "↑",
    Cause.SPACING: "␣",
    Cause.HEADING: "#",
    Cause.PASSAGE: "¶",
    Cause.WORDING: "≠",
}
STATES: Mapping[State, str] = {State.OPEN: "·", State.APPLIED: "✓", State.KEPT: "✗", State.SKIPPED: "↷"}
STATE_WORDS: Mapping[State, str] = {
    State.OPEN: "to decide",
    State.APPLIED: "source is used",
    State.KEPT: "copy is kept",
    State.SKIPPED: "skipped",
}
FAMILIES: Mapping[Cause, str] = {
    Cause.ENTITY: "entity",
    Cause.DUPLICATE: "entity",
    Cause.SPELLING: "form",
    Cause.HYPHEN: "form",
    Cause.PUNCTUATION: "form",
    Cause.CASE: "form",
    Cause.SPACING: "form",
    Cause.HEADING: "editorial",
    Cause.PASSAGE: "editorial",
    Cause.WORDING: "editorial",
}
REPAIRS: Mapping[Op, str] = {Op.INSERT: "remove", Op.DELETE: "add", Op.REPLACE: "replace", Op.MOVE: "move"}
WORST = (State.OPEN, State.SKIPPED, State.KEPT, State.APPLIED)


def family(code: Code) -> str:
    """The name of the style of a code."""
    return "moved" if code.op is Op.MOVE else FAMILIES[code.cause]


def verb(op: Op) -> str:
    """What the repair of a difference does to the copy, in a word.

    >>> verb(Op.INSERT), verb(Op.DELETE)
    ('remove', 'add')
    """
    return REPAIRS[op]


def cause(code: Code) -> str:
    """What it was, in a word."""
    return str(code.cause)


def sign(code: Code) -> str:
    """What it was, in one sign; what was done shows in the words on both sides.

    >>> sign(Code(Op.REPLACE, Cause.ENTITY)), sign(Code(Op.MOVE, Cause.PASSAGE))
    ('!', '⇄')
    """
    return MOVED if code.op is Op.MOVE else CAUSES[code.cause]
