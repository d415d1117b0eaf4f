"""Aligners that take token lists, or nearly."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from restore.bench.peers.peer import changed, installed, module, numbered
from restore.damage.matching import Region

_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Difflib:
    """`difflib.SequenceMatcher` of the standard library, with or without its shortcut for frequent tokens."""

    autojunk: bool
    limit: None = None

    @property
    def name(self) -> str:
        """As the tables show it."""
        return "difflib" if self.autojunk else "difflib autojunk=False"

    def version(self) -> str | None:
        """That of Python."""
        return platform.python_version()

    def align(self, copy: Sequence[str], source: Sequence[str]) -> list[Region]:
        """Its opcodes but `equal`."""
        from difflib import SequenceMatcher

        return _regions(SequenceMatcher(None, copy, source, autojunk=self.autojunk).get_opcodes())


@dataclass(frozen=True, slots=True)
class DifflibTwin:
    """A distribution with difflib's interface, compiled: its algorithm in Cython, or Bazaar's patience in C."""

    name: str
    matcher: str
    has_autojunk: bool  # the shortcut for frequent tokens, which is left off
    limit: None = None

    def version(self) -> str | None:
        """That of its distribution."""
        return installed(self.name, self.name)

    def align(self, copy: Sequence[str], source: Sequence[str]) -> list[Region]:
        """Its opcodes but `equal`."""
        matcher, more = getattr(module(self.name), self.matcher), {"autojunk": False} if self.has_autojunk else {}
        return _regions(matcher(None, copy, source, **more).get_opcodes())


def _regions(opcodes: Iterable[tuple[str, int, int, int, int]]) -> list[Region]:
    return [Region(i, i_end, j, j_end) for tag, i, i_end, j, j_end in opcodes if tag != "equal"]


@dataclass(frozen=True, slots=True)
class RapidFuzz:
    """RapidFuzz's edit distances on token lists: Levenshtein, or Indel, which knows no substitution."""

    metric: str
    limit: None = None

    @property
    def name(self) -> str:
        """As the tables show it."""
        return f"RapidFuzz {self.metric}"

    def version(self) -> str | None:
        """It is a dependency, so always there."""
        return installed("rapidfuzz")

    def align(self, copy: Sequence[str], source: Sequence[str]) -> list[Region]:
        """Its opcodes but `equal`, adjoining ones as one."""
        metric = module(f"rapidfuzz.distance.{self.metric}")
        return list(_joined(metric.opcodes(*numbered(copy, source))))


def _joined(opcodes: Iterable[tuple[str, int, int, int, int]]) -> Iterator[Region]:
    """A substitution beside an insertion is one change, as in a diff."""
    last: Region | None = None
    for tag, i, i_end, j, j_end in opcodes:
        if tag == "equal":
            continue
        here = Region(i, i_end, j, j_end)
        if last and (last.copy_end, last.source_end) == (i, j):
            last = last.to(here)
            continue
        if last:
            yield last
        last = here
    if last:
        yield last


@dataclass(frozen=True, slots=True)
class DiffMatchPatch:
    """diff-match-patch, each token as a character of its own, which is how its authors diff by lines or words."""

    limit: None = None
    name: str = "diff-match-patch"

    def version(self) -> str | None:
        """That of its distribution."""
        return installed("diff-match-patch", "diff_match_patch")

    def align(self, copy: Sequence[str], source: Sequence[str]) -> list[Region]:
        """What is between its equalities; without its usual limit of a second, which would cut the search off."""
        differ = module("diff_match_patch").diff_match_patch()
        differ.Diff_Timeout = 0
        here, there = ("".join(map(_character, side)) for side in numbered(copy, source))
        steps = [(kind, len(text)) for kind, text in differ.diff_main(here, there, False)]
        return list(changed(_equalities(steps), len(copy), len(source)))


def _character(number: int) -> str:
    """A character of its own for a token number; surrogates are left out."""
    return chr(number + 1 if number + 1 < _SURROGATES.start else number + 1 + len(_SURROGATES))


def _equalities(steps: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    i = j = 0
    for kind, size in steps:
        if kind == 0:
            yield from zip(range(i, i + size), range(j, j + size), strict=True)
        i += size if kind <= 0 else 0
        j += size if kind >= 0 else 0


@dataclass(frozen=True, slots=True)
class Kaldialign:
    """kaldialign, the edit distance speech recognition is scored with."""

    limit: None = None
    name: str = "kaldialign"

    def version(self) -> str | None:
        """That of its distribution."""
        return installed("kaldialign", "kaldialign")

    def align(self, copy: Sequence[str], source: Sequence[str]) -> list[Region]:
        """What is between its pairs of equal tokens."""
        here, there = numbered(copy, source)
        pairs = module("kaldialign").align(here, there, -1)
        return list(changed(_paired(pairs), len(copy), len(source)))


def _paired(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    i = j = 0
    for here, there in pairs:
        if here == there:
            yield i, j
        i += here >= 0
        j += there >= 0
