"""How many processes are of use here."""

from __future__ import annotations

import os


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def useful(jobs: int) -> int:
    """As many of the processes asked for as are of use, one at least.

    A worker only computes, so that more of them than there are processors finish nothing earlier: they take turns, and
    each takes its memory, until a large enough number takes the machine down.
    """
    return max(1, min(jobs, cores()))
