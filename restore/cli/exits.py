"""The meaning of every exit code."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command ends with."""

    DONE = 0  # nothing is left
    LEFT = 1  # differences are left, or a check failed
    USAGE = 2  # the call cannot mean anything
    INPUT = 3  # an input is unreadable or not text, an output cannot be written
    STALE = 4  # a session or output belongs to other inputs
    FAULT = 70  # a fault in this program (EX_SOFTWARE of sysexits.h)
    INTERRUPTED = 130  # Ctrl-C; what a journal holds is intact
    TERMINATED = 143  # SIGTERM, as schedulers send it: 128 + SIGTERM; a journal is as intact
    CLOSED_PIPE = 141  # the reader of standard output went away: 128 + SIGPIPE, as shells show it
