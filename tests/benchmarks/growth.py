"""How the cost of a restoration grows with its texts, for every kind of text that is slow.

    python -m tests.benchmarks.growth
    python -m tests.benchmarks.growth --only phrases --only shuffled

Restores pairs of each kind at two sizes, one eight times the other, and prints the processor time of both and the
exponent between them: 1 is in step with the length, 2 its square. Ends with 1 if one is above the limit.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from random import Random

from restore.aligner.engine import align_texts
from restore.bench.tables import FigureTable, lines
from restore.collector import held_back
from restore.repair import Policy, apply_plan, decided, make_plan
from restore.restoration import find_differences
from restore.text import Text
from tests.benchmarks.growth_texts import KINDS, Kind, Pair

LIMIT = 1.2  # some parts sort, and whatever else the machine does only adds
TIMES = 8  # as long is the longer pair: far enough that what is cut into pieces above some size is
ROUNDS = 2  # of which the lesser cost counts
AGAIN = 3  # more rounds where the limit was passed

Cost = Callable[[Pair], float]


@dataclass(frozen=True, slots=True)
class Growth:
    """What a kind costs at its two sizes."""

    kind: str
    characters: tuple[int, int]
    costs: tuple[float, float]

    @property
    def exponent(self) -> float:
        """By which power of its characters the cost grew."""
        return log(self.costs[1] / self.costs[0]) / log(self.characters[1] / self.characters[0])

    def fastest(self, other: Growth) -> Growth:
        """The lesser cost of either."""
        return Growth(self.kind, self.characters, tuple(map(min, self.costs, other.costs)))


def main(arguments: Sequence[str] | None = None, cost: Cost | None = None) -> int:
    """Measure, and print what was measured; 1 if a kind grows too fast."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.growth", description=__doc__.splitlines()[0])
    parser.add_argument("--only", metavar="KIND", action="append", choices=[kind.name for kind in KINDS])
    options = parser.parse_args(arguments)
    found = list(growths([kind for kind in KINDS if not options.only or kind.name in options.only], cost or seconds))
    for line in lines([table(found)]):
        print(line)
    return int(any(growth.exponent > LIMIT for growth in found))


def growths(kinds: Sequence[Kind], cost: Cost) -> Iterator[Growth]:
    """How the cost of each kind grows."""
    for kind in kinds:
        cost(kind.make(500, Random("before")))  # what is read or imported once
        growth = _round(kind, cost, 0)
        for number in range(1, ROUNDS + AGAIN):
            if number >= ROUNDS and growth.exponent <= LIMIT:
                break
            growth = growth.fastest(_round(kind, cost, number))
        yield growth


def _round(kind: Kind, cost: Cost, number: int) -> Growth:
    # New dice for each: words seen before are remembered.
    pairs = [kind.make(size, Random(f"{kind.name} {size} {number}")) for size in (kind.size, TIMES * kind.size)]
    few, many = (len(pair.copy) + len(pair.source) for pair in pairs)
    return Growth(kind.name, (few, many), (cost(pairs[0]), cost(pairs[1])))


@held_back
def seconds(pair: Pair) -> float:
    """The processor time of one restoration, from texts to text."""
    before = time.process_time()
    differences = decided(find_differences(align_texts(Text.of(pair.copy), Text.of(pair.source))), Policy())
    apply_plan(pair.copy, make_plan(pair.copy, differences))
    return time.process_time() - before


def table(found: Sequence[Growth]) -> FigureTable:
    """One row for each kind."""
    rows = [
        [
            growth.kind,
            f"{growth.characters[0]:,}", f"{growth.characters[1]:,}",
            f"{growth.costs[0]:.3f}", f"{growth.costs[1]:.3f}",
            f"{growth.exponent:.2f}" + (" too fast" if growth.exponent > LIMIT else ""),
        ]
        for growth in found
    ]  # fmt: skip
    above = sum(growth.exponent > LIMIT for growth in found)
    note = f"processor time; {above} of {len(found)} kinds grow faster than the power of {LIMIT}"
    return FigureTable("Growth", ["kind", "characters", "and", "seconds", "and", "power"], rows, note)


if __name__ == "__main__":
    sys.exit(main())
