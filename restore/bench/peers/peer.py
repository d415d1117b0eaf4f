"""What an aligner has to offer to be measured, and how its answers come to one form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module, metadata
from importlib.util import find_spec
from typing import Any, Protocol

from restore.damage.matching import Region


class Peer(Protocol):
    """An aligner of other make.

    `limit` is the number of tokens of the longer side from which on it isn't asked for accuracy; None when it copes.
    """

    @property
    def name(self) -> str:
        """As the tables show it."""

    @property
    def limit(self) -> int | None:
        """Tokens it is asked to align at most when accuracy is measured."""

    def version(self) -> str | None:
        """Its version; None when it isn't installed."""

    def align(self, copy: Sequence[str], source: Sequence[str]) -> list[Region]:
        """The changed regions, in order; what is between them is the same on both sides, token by token."""


def installed(package: str, *modules: str) -> str | None:
    """The version of a distribution whose modules are all there, else None. Imports none: some take seconds."""
    try:
        return metadata.version(package) if all(map(find_spec, modules)) else None
    except metadata.PackageNotFoundError:
        return None


def module(name: str) -> Any:
    """A module without types, imported when it is needed."""
    return import_module(name)


def changed(matches: Iterable[tuple[int, int]], copy: int, source: int) -> Iterator[Region]:
    """The regions between pairs of matching tokens, which increase on both sides, in texts of so many tokens.

    >>> list(changed([(0, 0), (1, 2)], 2, 3))
    [Region(copy_start=1, copy_end=1, source_start=1, source_end=2)]
    """
    i = j = 0
    for here, there in matches:
        if here > i or there > j:
            yield Region(i, here, j, there)
        i, j = here + 1, there + 1
    if i < copy or j < source:
        yield Region(i, copy, j, source)


def numbered(copy: Sequence[str], source: Sequence[str]) -> tuple[list[int], list[int]]:
    """Both sides as token numbers, the same token the same number."""
    numbers: dict[str, int] = {}
    first = [numbers.setdefault(token, len(numbers)) for token in copy]
    return first, [numbers.setdefault(token, len(numbers)) for token in source]
