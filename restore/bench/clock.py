"""Processor time and memory of one aligner on pairs from a file, in a process of its own.

`python -m restore.bench.clock NAME FILE BYTES` writes one JSON value: the seconds of each pair, its tokens, and how
many bytes the process grew by at most.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

from restore.bench.longtext import Timed
from restore.bench.peers import PEERS
from restore.bench.processes import spent_by_children
from restore.restoration import restore
from restore.text import Text

OURS = "restore"
ROUNDS = 5  # of a short pair at most; the fastest counts, since whatever else the machine does only adds
ENOUGH = 2.0  # seconds after which a pair isn't repeated
WARM = Timed("They lacked any Emanuel. Emanuel left.", "They lacked any detail. Emanuel left.")


@dataclass(frozen=True, slots=True)
class Job:
    """One pair made ready: what is timed, and its source, whose tokens are counted when all is timed."""

    source: str
    run: Callable[[], object]


def main(name: str, path: str, memory: int) -> None:
    """Time the aligner of that name. `memory` is the most bytes this process may take, 0 for any."""
    if memory:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    pairs = [Timed(**pair) for pair in json.loads(Path(path).read_text(encoding="utf-8"))]
    jobs = [_job(name, pair) for pair in pairs]
    _job(name, WARM).run()
    base, children = _peak_from_now(), _children()
    seconds = [_fastest(job.run) for job in jobs]
    taken = max(_peak() - base, _children() - children)
    value = {
        "seconds": seconds,
        "tokens": [len(Text.of(job.source)) for job in jobs],
        "memory": taken,
    }
    sys.stdout.write(json.dumps(value))


def _job(name: str, pair: Timed) -> Job:
    """Of a peer, the bare alignment of tokens made before; of this project, the whole restoration, text to text.

    Of that nothing is made before: what was let go of would still be this process's, and not be counted again.
    """
    if name == OURS:
        return Job(pair.source, lambda: restore(pair.copy, source=pair.source, force=True))
    peer = next(peer for peer in PEERS if peer.name == name)
    copy, source = Text.of(pair.copy), Text.of(pair.source)
    return Job(pair.source, lambda: peer.align(copy.forms, source.forms))


def _fastest(run: Callable[[], object]) -> float:
    best = total = 0.0
    for number in range(ROUNDS):
        start = process_time() + spent_by_children()
        run()
        taken = process_time() + spent_by_children() - start
        best = min(best, taken) if number else taken
        total += taken
        if total > ENOUGH:
            break
    return best


def _peak_from_now() -> int:
    """Start the system's high-water mark anew where it can be; the bytes that are resident now."""
    with suppress(OSError), open("/proc/self/clear_refs", "w", encoding="ascii") as file:
        file.write("5")
    return _peak()


def _peak() -> int:
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
        if found:
            return int(found.group(1)) * 1024
    return _usage(children=False)


def _children() -> int:
    """Of programs that were run, this process's own size included: the system counts from before they start."""
    return _usage(children=True)


def _usage(*, children: bool) -> int:
    try:
        import resource
    except ImportError:  # no such figures there
        return 0
    usage: Any = resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF)
    return int(usage.ru_maxrss) * (1 if sys.platform == "darwin" else 1024)


def command(name: str, path: str, memory: int) -> Sequence[str]:
    """The command line that runs this module, from whichever folder."""
    return [sys.executable, "-m", "restore.bench.clock", name, path, str(memory)]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
    sys.stdout.flush()
    os._exit(0)  # freeing a million tokens takes longer than it is worth
