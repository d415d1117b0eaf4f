"""Processor time and memory by length, each aligner in a process of its own, with a limit on both."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from restore.bench.clock import OURS, command
from restore.bench.longtext import ARTICLE, pairs_of
from restore.bench.peers import Peer
from restore.bench.processes import environment

SIZES = (ARTICLE, 1_000, 10_000, 100_000, 1_000_000)  # tokens; a line in powers of ten shows how cost grows
MEMORY = 6 * 2**30  # bytes that one process may take; aligners with square memory would take the machine down
PREPARING = 5.0  # seconds
_PAIRS = {ARTICLE: 8, 1_000: 8, 10_000: 3}
BASE = "difflib autojunk=False"  # what the others are compared with

Tell = Callable[[str], None]


class TimingEnd(StrEnum):
    """How timing ended."""

    DONE = "done"
    TIME = "over the time limit"
    MEMORY = "out of memory"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Timing:
    """One aligner at one length: mean processor seconds of a pair, and the most bytes it needed beyond the texts.

    `seconds` is the limit where the outcome is that it was passed, and 0 when it failed.
    """

    aligner: str
    size: int
    tokens: int
    outcome: TimingEnd
    seconds: float = 0.0
    memory: int = 0


def measure(peers: Sequence[Peer], sizes: Sequence[int], limit: float, tell: Tell = lambda _: None) -> list[Timing]:
    """Time this project and its peers. An aligner that doesn't finish isn't asked about longer texts."""
    return list(_timings([OURS, *(peer.name for peer in peers)], sizes, limit, tell))


def _timings(names: Sequence[str], sizes: Sequence[int], limit: float, tell: Tell) -> Iterator[Timing]:
    out: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="restore-bench-") as folder:
        for size in sizes:
            tell(f"speed: making texts of {size:,} tokens")
            path = Path(folder, f"{size}.json")
            path.write_text(
                json.dumps([asdict(p) for p in pairs_of(size, pairs=_PAIRS.get(size, 1))]), encoding="utf-8"
            )
            for name in names:
                if name in out:
                    continue
                tell(f"speed: {name}, {size:,} tokens")
                timing = _timed(name, size, path, limit)
                if timing.outcome is not TimingEnd.DONE:
                    out.add(name)
                yield timing


def _timed(name: str, size: int, path: Path, limit: float) -> Timing:
    # The limit is on one pair; reading and preparing the texts takes a while as well.
    allowed = limit * _PAIRS.get(size, 1) + PREPARING + size / 20_000
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, our own module
            command(name, str(path), MEMORY),
            capture_output=True,
            text=True,
            timeout=allowed,
            check=False,
            env=environment(),
        )
    except subprocess.TimeoutExpired:
        return Timing(name, size, size, TimingEnd.TIME, limit)
    if done.returncode:
        memory = "MemoryError" in done.stderr or "bad_alloc" in done.stderr
        return Timing(name, size, size, TimingEnd.MEMORY if memory else TimingEnd.FAILED)
    found = json.loads(done.stdout)
    seconds = sum(found["seconds"]) / len(found["seconds"])
    tokens = round(sum(found["tokens"]) / len(found["tokens"]))
    return Timing(name, size, tokens, TimingEnd.DONE, seconds, found["memory"])
