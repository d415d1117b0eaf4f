"""What an aligner has to offer to be measured, and how its answers come to one form."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path
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


def told(command: Sequence[str], copy: Sequence[str], source: Sequence[str], environment: Mapping[str, str]) -> str:
    """What a program prints of two files, `copy` and `source`, in which token numbers are the words.

    So no text of anybody's reaches a command line or a pager.

    Raises:
        RuntimeError: it failed.
    """
    with tempfile.TemporaryDirectory(prefix="restore-bench-") as folder:
        for name, side in zip(("copy", "source"), numbered(copy, source), strict=True):
            Path(folder, name).write_text(" ".join(map(str, side)) + "\n", encoding="ascii")
        done = subprocess.run(  # noqa: S603 - numbers only
            [*command, "copy", "source"],
            cwd=folder, env={**os.environ, "LC_ALL": "C", **environment}, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode not in (0, 1):  # the same, and not
        raise RuntimeError(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout
