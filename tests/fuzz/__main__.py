"""Looks for pairs for which something does not hold that holds for every pair.

    python -m tests.fuzz --seed 1 --count 1000 --seconds 60
    python -m tests.fuzz --sanitized

Pair number k is the same everywhere, so that a pair that was found is looked at again with `--seed k --count 1`.
Ends with 0 if nothing was found, 1 if something was, 2 if it cannot run like this.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.fuzz import native
from tests.fuzz.pairs import pair_of

FEW = 10  # pairs that are told, made small: more of them are hardly faults of their own
OFTEN = 5.0  # seconds between two lines of progress
Say = Callable[[str], None]


def parser() -> argparse.ArgumentParser:
    """The options."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=1, help="number of the first pair (1)")
    parser.add_argument("--count", type=int, default=10**9, help="pairs at most (no limit)")
    parser.add_argument("--seconds", type=float, default=60, help="seconds at most (60)")
    parser.add_argument(
        "--sanitized", action="store_true", help="compiled code with address and undefined-behaviour sanitizers"
    )
    parser.add_argument("--native", type=Path, metavar="FOLDER", help="take the compiled code from here")
    parser.add_argument(
        "--trace", type=Path, metavar="FILE", help="keep the number of the pair in a file, should it crash"
    )
    return parser


def main(arguments: Sequence[str]) -> int:
    """Run it, here or in a process in which sanitizers can be loaded."""
    options = parser().parse_args(arguments)
    if options.sanitized:
        return _sanitized([argument for argument in arguments if argument != "--sanitized"])
    if options.native:
        native.load(options.native)
    trace = os.open(options.trace, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) if options.trace else None
    try:
        return run(options.seed, options.count, options.seconds, lambda line: print(line, flush=True), trace)
    except KeyboardInterrupt:
        return 130


def run(seed: int, count: int, seconds: float, say: Say, trace: int | None = None) -> int:
    """Look at so many pairs, for so long at most."""
    from tests.fuzz import invariants

    if not invariants.IS_COMPILED:
        say("nothing is compiled here: pure Python is not held against anything")
    begun = told = time.monotonic()
    tokens = done = found = 0
    for number in range(seed, seed + count):
        now = time.monotonic()
        if now - begun > seconds or found >= FEW:
            break
        if now - told > OFTEN:
            told = now
            say(f"{done} pairs, {tokens} tokens, {now - begun:.0f} s, {found} found")
        if trace is not None:
            os.pwrite(trace, f"{number:20}".encode(), 0)
        pair = pair_of(number)
        checked = invariants.check(pair.copy, pair.source)
        tokens, done, found = tokens + checked.tokens, done + 1, found + bool(checked.broken)
        for broken in sorted(checked.broken):
            copy, source = invariants.shrunk(pair.copy, pair.source, broken)
            say(f"pair {number} ({pair.kind}, {pair.relation}): not so: {broken}. {checked.error}".rstrip(". "))
            say(f"  copy   {copy!a}\n  source {source!a}\n  again  python -m tests.fuzz --seed {number} --count 1")
    say(f"{done} pairs, {tokens} tokens, {time.monotonic() - begun:.0f} s: {found or 'nothing'} found")
    return 1 if found else 0


def _sanitized(arguments: Sequence[str]) -> int:
    try:
        sanitized = native.built()
    except native.SanitizerError as error:
        print(f"fuzz: {error}", file=sys.stderr)
        return 2
    trace = sanitized.folder / "pair"
    command = [sys.executable, "-m", "tests.fuzz", *arguments, "--native", str(sanitized.folder), "--trace", str(trace)]
    code = subprocess.run(command, cwd=native.ROOT, env=sanitized.environment, check=False).returncode
    if code in {0, 1, 2, 130}:
        return code
    number = trace.read_text().strip()
    print(f"the process died at pair {number}\n  again  python -m tests.fuzz --sanitized --seed {number} --count 1")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
