"""git's word diff, on token numbers."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from shutil import which

from restore.bench.peers.peer import changed, told
from restore.damage.matching import Region

_ENVIRONMENT = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}


@dataclass(frozen=True, slots=True)
class Git:
    """`git diff --word-diff` with one of its algorithms: myers (its default), patience or histogram."""

    algorithm: str
    limit: None = None

    @property
    def name(self) -> str:
        """As the tables show it."""
        return f"git word diff, {self.algorithm}"

    def version(self) -> str | None:
        """That of the program on the path."""
        if not which("git"):
            return None
        said = subprocess.run(["git", "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S607
        return said.removeprefix("git version ").strip() or None

    def align(self, copy: Sequence[str], source: Sequence[str]) -> list[Region]:
        """What is between the runs that its porcelain shows as context."""
        words = ("git", "diff", "--no-index", "--no-color", "--no-ext-diff", "--word-diff=porcelain")
        lines = told([*words, f"--diff-algorithm={self.algorithm}"], copy, source, _ENVIRONMENT).splitlines()
        return list(changed(_context(lines), len(copy), len(source))) if lines else []


def _context(lines: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Pairs of tokens in context lines; the head of the diff ends with its one hunk's line."""
    i = j = 0
    inside = False
    for line in lines:
        size = len(line[1:].split())
        if not inside:
            inside = line.startswith("@@")
        elif line[:1] == " ":
            yield from zip(range(i, i + size), range(j, j + size), strict=True)
            i, j = i + size, j + size
        elif line[:1] == "-":
            i += size
        elif line[:1] == "+":
            j += size
