"""Journal lines to commands and back: the JSON edge of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from restore.session.ledger import Command, Decide, Flag, Note, Threshold
from restore.session.ruling import Answer, Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from restore.session.document import Identity


def of_command(command: Command) -> dict[str, Any]:
    """A command as a journal line's fields."""
    match command:
        case Decide(keys, answer, replacement):
            fields: dict[str, Any] = {"event": "decide", "on": of_keys(keys), "answer": answer and answer.value}
            return fields if replacement is None else fields | {"replacement": replacement}
        case Note(keys, text):
            return {"event": "note", "on": of_keys(keys), "text": text}
        case Flag(keys, on):
            return {"event": "flag", "on": of_keys(keys), "flagged": on}
        case Threshold(value):
            return {"event": "threshold", "value": value}


def to_command(line: Mapping[str, Any]) -> Command | None:
    """The command of a journal line, if it holds one. Raises KeyError, TypeError or ValueError when it is damaged."""
    match line.get("event"):
        case "decide":
            answer = line["answer"]
            return Decide(to_keys(line["on"]), answer and Answer(answer), _text(line.get("replacement")))
        case "note":
            return Note(to_keys(line["on"]), str(line["text"]))
        case "flag":
            return Flag(to_keys(line["on"]), bool(line["flagged"]))
        case "threshold":
            return Threshold(None if line["value"] is None else _probability(line["value"]))
        case _:
            return None


def _probability(value: Any) -> float:
    if not 0 <= value <= 1:
        raise ValueError(f"{value} is no probability")
    return float(value)


def of_keys(keys: Iterable[Key]) -> dict[str, list[str]]:
    """Keys by document, so that a bulk over one document names it once."""
    grouped: dict[str, list[str]] = {}
    for key in keys:
        grouped.setdefault(key.document, []).append(key.difference)
    return grouped


def to_keys(values: Mapping[str, list[str]]) -> tuple[Key, ...]:
    """Keys as `of_keys` wrote them."""
    return tuple(Key(document, str(name)) for document, names in values.items() for name in names)


def of_key(key: Key | None) -> list[str] | None:
    """One key, or none."""
    return None if key is None else [key.document, key.difference]


def to_key(value: object) -> Key | None:
    """A key as `of_key` wrote it; None for anything else."""
    return Key(str(value[0]), str(value[1])) if isinstance(value, list) and len(value) == 2 else None


def of_identity(document: str, identity: Identity) -> dict[str, Any]:
    """The line that says what a document's texts were."""
    return {"event": "document", "id": document, "copy": identity.copy, "source": identity.source}


def _text(value: object) -> str | None:
    return None if value is None else str(value)
