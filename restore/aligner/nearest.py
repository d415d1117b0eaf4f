"""The cheapest word-for-word alignment (Levenshtein's), for stretches in which no word is unique.

Bit-parallel, it takes a fraction of a second for tens of thousands of tokens on either side. Its cost is the square of
them, so that a longer stretch is aligned piece by piece: of each piece the first half is kept, and the next piece
begins where that half ends. The end of a piece is forced together, the half before it is not, as long as the texts are
not shifted against each other by more than that.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from restore.aligner.anchors import Run
from restore.aligner.grams import is_gram_shared

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcode

SQUARE = 2 * 10**9  # cells that are aligned as one, under half a second's work
SIDE = 12_000  # tokens of either side of a piece: one then costs what 24,000 cost as one, for each token
BYTE = 256  # numbers for which RapidFuzz looks into a table, not for a hash


def is_large(copies: int, sources: int) -> bool:
    """Whether so many tokens against so many are aligned in pieces."""
    return copies * sources > SQUARE


def nearest_runs(copy: array[int], source: array[int], least: int = 1) -> list[Run]:
    """The longest runs of equal tokens in the alignment that have at least so many, in order and apart."""
    if not is_gram_shared(copy, source, least):
        return []
    ours, theirs = _renumbered(copy, source)
    return [run for run in _runs(ours, theirs) if run.length >= least]


def _renumbered(copy: array[int], source: array[int]) -> tuple[Sequence[int], Sequence[int]]:
    """Both with small numbers, from 2 on; one number for all that only the copy has, and one for the source's own."""
    numbers = {token: number for number, token in enumerate(set(copy).intersection(source), 2)}
    ours, theirs = [numbers.get(token, 0) for token in copy], [numbers.get(token, 1) for token in source]
    return (bytes(ours), bytes(theirs)) if len(numbers) + 2 <= BYTE else (array("I", ours), array("I", theirs))


def _runs(copy: Sequence[int], source: Sequence[int]) -> list[Run]:
    runs: list[Run] = []
    i = j = 0
    while i < len(copy) and j < len(source):
        for run in _piece(copy, source, i, j):
            i, j = run.copy + run.length, run.source + run.length
            last = runs[-1] if runs else None
            if last and (last.copy + last.length, last.source + last.length) == (run.copy, run.source):
                runs[-1] = Run(last.copy, last.source, last.length + run.length)
            elif run.length:
                runs.append(run)
    return runs


def _piece(copy: Sequence[int], source: Sequence[int], i: int, j: int) -> Iterator[Run]:
    """The runs of the piece that begins at these tokens, and an empty one where the next piece begins."""
    from rapidfuzz.distance import Levenshtein

    whole = not is_large(len(copy) - i, len(source) - j)
    stop = max(len(copy) - i, len(source) - j) if whole else SIDE
    ours, theirs = copy[i : i + stop], source[j : j + stop]
    for run in _until(stop if whole else SIDE // 2, Levenshtein.opcodes(theirs, ours)):
        yield Run(i + run.copy, j + run.source, run.length)


def _until(stop: int, path: Iterable[Opcode]) -> Iterator[Run]:
    """A path's runs of equal tokens as far as it is no more than `stop` tokens into either text, and its end there."""
    i = j = 0
    for step in path:
        copies, sources = step.dest_end - step.dest_start, step.src_end - step.src_start
        left = stop - max(i if copies else 0, j if sources else 0)
        copies, sources = min(copies, left), min(sources, left)
        if step.tag == "equal":
            yield Run(i, j, copies)
        i, j = i + copies, j + sources
        if max(i, j) == stop:
            break
    yield Run(i, j, 0)
