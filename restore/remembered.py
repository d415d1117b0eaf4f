"""What was found out of a word, remembered: a text has far fewer words than tokens."""

from __future__ import annotations

from typing import Final, TypeVar

REMEMBERED: Final = 1 << 14  # words; a text has fewer, and a batch, which sees many texts, must not grow

Key = TypeVar("Key")
Value = TypeVar("Value")


def kept(table: dict[Key, Value], key: Key, value: Value) -> Value:
    """The value, put into the table; one that is full is begun anew.

    >>> table = {}
    >>> kept(table, "not", 1), table
    (1, {'not': 1})
    """
    if len(table) >= REMEMBERED:
        table.clear()
    table[key] = value
    return value
