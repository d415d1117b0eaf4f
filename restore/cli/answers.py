"""What a program may answer to a question of a review: one JSON object a line, checked before anything is done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from restore.errors import UsageError
from restore.files import parse_json
from restore.hints import did_you_mean
from restore.session.order import Order


class Verb(StrEnum):
    """What is to be done, by the ids that the keys of the full screen have."""

    APPLY = "apply"
    KEEP = "keep"
    SKIP = "skip"
    TAKE_BACK = "take-back"
    NOTE = "note"
    FLAG = "flag"
    UNDO = "undo"
    REDO = "redo"
    GO_TO = "go-to"
    FILTER = "filter"
    SORT = "sort"
    THRESHOLD = "threshold"
    WRITE = "write"
    QUIT = "quit"


class Breadth(StrEnum):
    """What an answer is for, where it is not for one difference."""

    IDENTICAL = "identical"  # all with the same words on both sides
    SHOWN = "shown"  # all that the filter shows, but those that somebody answered before


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line of a program: about the difference asked about, unless it has an id; as proposed, unless replaced."""

    do: Verb
    id: str | None = None
    document: str | None = None
    all: Breadth | None = None
    replacement: str | None = None
    text: str = ""
    on: bool = True
    order: Order = Order.POSITION
    reverse: bool = False
    value: float | None = None


WHICH = ("id", "document")
TAKES: Mapping[Verb, tuple[str, ...]] = {
    Verb.APPLY: ("replacement", "all", *WHICH),
    Verb.KEEP: ("all", *WHICH),
    Verb.SKIP: ("all", *WHICH),
    Verb.TAKE_BACK: ("all", *WHICH),
    Verb.NOTE: ("text", *WHICH),
    Verb.FLAG: ("on", *WHICH),
    Verb.UNDO: (),
    Verb.REDO: (),
    Verb.GO_TO: WHICH,
    Verb.FILTER: ("text",),
    Verb.SORT: ("order", "reverse"),
    Verb.THRESHOLD: ("value",),
    Verb.WRITE: (),
    Verb.QUIT: (),
}
NEEDS: Mapping[Verb, str] = {
    Verb.NOTE: "text",
    Verb.GO_TO: "id",
    Verb.FILTER: "text",
    Verb.SORT: "order",
    Verb.THRESHOLD: "value",
}
CHOICES: Mapping[str, type[Breadth | Order]] = {"all": Breadth, "order": Order}
KINDS: Mapping[str, str] = {"on": "true or false", "reverse": "true or false", "value": "a number or null"}
_SURROGATES = re.compile("[\ud800-\udfff]")


def to_answer(line: bytes) -> AnswerLine:
    """A line as the answer that it is.

    Raises:
        UsageError: it is no JSON object, or has a field that is unknown, of another kind, missing or of no use here.

    >>> to_answer(b'{"do": "apply", "all": "identical"}').all
    <Breadth.IDENTICAL: 'identical'>
    """
    try:
        values = parse_json(line)
    except ValueError as error:
        raise UsageError(f'no JSON: {error}; write one object a line, such as {{"do": "apply"}}') from None
    if not isinstance(values, dict) or not isinstance(values.get("do"), str):
        raise UsageError('no answer: an object with "do" is one, such as {"do": "apply"}')
    name = values.pop("do")
    if name not in set(Verb):
        raise UsageError(f"do: {name!r} is nothing that can be done{did_you_mean(name, Verb)}")
    verb = Verb(name)
    for wrong in (key for key in values if key not in TAKES[verb]):
        raise UsageError(f"{wrong!r}: {verb} has no such field{_takes(wrong, verb)}")
    if verb in NEEDS and NEEDS[verb] not in values:
        raise UsageError(f"{verb}: needs {NEEDS[verb]!r}")
    return AnswerLine(verb, **{key: _checked(key, value) for key, value in values.items()})


def _takes(wrong: str, verb: Verb) -> str:
    return did_you_mean(wrong, TAKES[verb]) if TAKES[verb] else "; it takes none"


def _checked(key: str, value: object) -> Any:
    if key in CHOICES:
        if not isinstance(value, str) or value not in set(CHOICES[key]):
            raise UsageError(f"{key}: {value!r} is none of them{did_you_mean(str(value), CHOICES[key])}")
        return CHOICES[key](value)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    fits = {"on": isinstance(value, bool), "reverse": isinstance(value, bool), "value": number or value is None}
    if not fits.get(key, isinstance(value, str)):
        raise UsageError(f"{key}: {value!r} is not {KINDS.get(key, 'a text')}")
    if isinstance(value, str) and not value.isascii() and _SURROGATES.search(value):
        raise UsageError(f"{key}: {value!r} has half a character (a lone surrogate), which no file can hold")
    return value
