"""GNU wdiff and dwdiff, on token numbers, so that every token is one of their words."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from shutil import which

from restore.bench.peers.peer import changed, told
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
        said = subprocess.run([self.name, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        return said.partition("\n")[0].rpartition(" ")[2] or None

    def align(self, copy: Sequence[str], source: Sequence[str]) -> list[Region]:
        """What is between the words that it prints without its marks."""
        marks = [part for mark, option in _MARKS.items() for part in (option, f" {mark} ")]
        words = told([self.name, *marks], copy, source, {}).split()
        return list(changed(_context(words), len(copy), len(source)))


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
