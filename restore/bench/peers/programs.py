"""GNU wdiff and dwdiff, on token numbers, so that every token is one of their words."""

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

_MARKS = {"[": "-w", "]": "-x", "{": "-y", "}": "-z"}  # begin and end of what is lost, and of what is new


@dataclass(frozen=True, slots=True)
class WordDiff:
    """A program of Debian's that diffs words; both take the same options."""

    name: str
    limit: None = None

    def version(self) -> str | None:
        """That of the program on the path."""
        if not which(self.name):
            return None
        told = subprocess.run([self.name, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        return told.partition("\n")[0].rpartition(" ")[2] or None

    def align(self, copy: Sequence[str], source: Sequence[str]) -> list[Region]:
        """What is between the words that it prints without its marks."""
        here, there = numbered(copy, source)
        with tempfile.TemporaryDirectory(prefix="restore-bench-") as folder:
            for name, side in (("copy", here), ("source", there)):
                Path(folder, name).write_text(" ".join(map(str, side)) + "\n", encoding="ascii")
            marks = [part for mark, option in _MARKS.items() for part in (option, f" {mark} ")]
            told = subprocess.run(  # noqa: S603 - numbers only
                [self.name, *marks, "copy", "source"],
                cwd=folder, env=os.environ | {"LC_ALL": "C"}, capture_output=True, text=True, check=False,
            )  # fmt: skip
        if told.returncode not in (0, 1):
            raise RuntimeError(f"{self.name}: {told.stderr.strip()}")
        return list(changed(_context(told.stdout.split()), len(copy), len(source)))


def _context(words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Pairs of words that stand outside of marks."""
    i = j = 0
    inside = ""
    for word in words:
        if word in _MARKS:
            inside = word if word in "[{" else ""
            continue
        if not inside:
            yield i, j
        i += inside != "{"
        j += inside != "["
