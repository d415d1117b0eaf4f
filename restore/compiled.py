"""Reading texts, compiled, where a compiler was when this was installed. Pure Python does the same, more slowly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Protocol, cast

from restore.logger import logger
from restore.modules import is_stale


class CompiledReading(Protocol):
    """What `_text.c` offers."""

    def tokens(
        self, raw: str, forms: dict[str, str], folds: dict[str, str], limit: int, /
    ) -> tuple[bytes, bytes, bytes, list[str], list[str]] | None:
        """Starts, ends and words, 32 bits each, of a Latin text's tokens, the words' forms, and folds; None of another.

        Both dictionaries have what stands for a word, or say it when asked; up to `limit` words are put in. A process
        has one of each: what was asked of one before is remembered, and not asked again.
        """

    def picked(self, numbers: Sequence[int], written: list[str], first: int, last: int, /) -> list[str]:
        """What is written at each of the numbers [first, last), of 32 bits each. Raises IndexError: nothing is."""

    def edits(self, one: str, other: str, /) -> int | None:
        """How many letters have to be changed at least; None of words that differ in too long a stretch."""

    def path(self, one: str, other: str, /) -> bytes | None:
        """What becomes of each letter of a word on the way to the other, as `edits.path` has it; None likewise."""

    def builder(
        self,
        look_up: Callable[[], tuple[Any, ...]],
        write: Callable[[], Any],
        /,
    ) -> Callable[..., None]:
        """An `__init__` that puts fields in by their descriptors; of a value not given in full `write` gives another.

        `look_up` gives these descriptors, the names of those that may be given, interned, of the last of them the
        defaults and what makes one anew, and the name of the value's method that is called then. Either is called once,
        when it is first needed.
        """


def _load() -> CompiledReading | None:
    if is_stale():
        return None
    try:
        return cast("CompiledReading", import_module("restore._text"))
    except ImportError as error:
        logger().info("no compiled code for reading (%s): Python does the same, several times slower", error)
        return None


READING = _load()
