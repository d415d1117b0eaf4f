"""Stable ids: of content and surroundings, not of the position, so that what was decided once is found again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

try:  # where `hashlib` has it from, which loads OpenSSL besides: half of what aligning a text takes
    from _blake2 import blake2s
except ImportError:
    from hashlib import blake2s

_NOTHING: Final = blake2s(digest_size=8)
# Tokens on either side that an id depends on: a sentence's worth tells places of the same words apart.
CONTEXT: Final = 3


class Ids:
    """The ids of one list: no two are alike.

    >>> ids = Ids()
    >>> ids.of(["replace", "dog"]) == Ids().of(["replace", "dog"])
    True
    >>> ids.unique("a"), ids.unique("b"), ids.unique("a")
    ('a', 'b', 'a-2')
    >>> ids.unique("b-2"), ids.unique("b"), ids.unique("a")
    ('b-2', 'b-3', 'a-3')
    """

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def of(self, parts: Iterable[str]) -> str:
        """The id of what these parts say in this order."""
        joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        digest = _NOTHING.copy()  # as it was asked for: to ask anew takes longer than to hash some words
        digest.update(joined)
        return self.unique(digest.hexdigest())

    def unique(self, name: str) -> str:
        """The name itself; the second of two alike is numbered."""
        if name not in self._seen:
            self._seen[name] = 1
            return name
        often = self._seen[name] = self._seen[name] + 1
        numbered = f"{name}-{often}"
        return self.unique(name) if numbered in self._seen else self.unique(numbered)
