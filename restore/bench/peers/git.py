"""git's word diff, on token numbers, so that no text of anybody's reaches a command line or a pager."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from restore.bench.peers.peer import changed, numbered
from restore.damage.matching import Region

_ENVIRONMENT = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C"}


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
        told = subprocess.run(["git", "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S607
        return told.removeprefix("git version ").strip() or None

    def align(self, copy: Sequence[str], source: Sequence[str]) -> list[Region]:
        """What is between the runs that its porcelain shows as context."""
        here, there = numbered(copy, source)
        with tempfile.TemporaryDirectory(prefix="restore-bench-") as folder:
            for name, side in (("copy", here), ("source", there)):
                Path(folder, name).write_text(" ".join(map(str, side)) + "\n", encoding="ascii")
            told = subprocess.run(  # noqa: S603 - numbers only
                [  # noqa: S607 - whichever git the user has
                    "git", "diff", "--no-index", "--no-color", "--no-ext-diff", "--word-diff=porcelain",
                    f"--diff-algorithm={self.algorithm}", "copy", "source",
                ],
                cwd=folder, env=os.environ | _ENVIRONMENT, capture_output=True, text=True, check=False,
            )  # fmt: skip
        if told.returncode not in (0, 1):
            raise RuntimeError(f"git diff: {told.stderr.strip()}")
        if told.returncode == 0:
            return []
        return list(changed(_context(told.stdout.splitlines()), len(copy), len(source)))


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
