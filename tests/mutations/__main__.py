"""Which mutations the gate sees: a table of what each breaks, and a list of those that break nothing.

    python -m tests.mutations                     all, two at a time
    python -m tests.mutations --only intruder     those with this in their name
    python -m tests.mutations --now               against what is measured now, not what is pinned

It ends with 1 if an explanation can be switched off and no figure gets worse.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from restore.bench import gate
from restore.bench.documents import Data
from restore.bench.gate import Bound, Breach
from restore.cli.diagnostics import guard
from restore.cli.exits import ExitCode
from restore.errors import InputError, UsageError
from tests.mutations.table import ROOT, Mutation, table

LONGEST = 300  # seconds of one measurement, some fifty times what it takes: a mutation may make it endless
SHOWN = 3
UNCHANGED = Mutation("unchanged", "", "")


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of a mutation: the figures, or why there are none."""

    bounds: Mapping[str, Bound]
    failure: str = ""


def main() -> int:
    """Measure, print, and say whether every explanation is seen."""
    options = _options()
    chosen = [m for m in table() if options.only in m.name]
    if not chosen:
        raise UsageError(f"no mutation has {options.only!r} in its name; without --only all are printed")
    data = gate.gate_data()
    measure = partial(measured, given=pickle.dumps(data))
    usual = measure(UNCHANGED)
    if usual.failure:
        raise InputError(f"unchanged, the gate measures nothing: {usual.failure}")
    pinned = usual.bounds if options.now else _holding(usual.bounds, data)
    width = max(len(m.name) for m in chosen)
    unseen = []
    pool = ThreadPoolExecutor(options.jobs)
    try:
        for mutation, found in zip(chosen, pool.map(measure, chosen), strict=True):
            broken = broken_by(found, pinned)
            print(_row(mutation, found, broken, width), flush=True)
            if not found.failure and not broken:
                unseen.append(mutation)
    finally:
        pool.shutdown(cancel_futures=True)  # else Ctrl-C waits for all that were asked for
    print(f"\nof {len(chosen)} mutations, nothing sees {len(unseen)}", *(m.name for m in unseen), sep="\n  ")
    return ExitCode.LEFT if any(m.explanation for m in unseen) else ExitCode.DONE


def _options() -> Namespace:
    parser = ArgumentParser(
        prog="python -m tests.mutations", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", metavar="NAME", help="mutations with this in their name")
    parser.add_argument("-j", "--jobs", type=int, default=2, metavar="N", help="processes (default: 2)")
    parser.add_argument("--now", action="store_true", help="compare with what is measured now, as if it were pinned")
    options = parser.parse_args()
    if options.jobs < 1:
        parser.error("-j is 1 or more")
    return options


def _holding(usual: Mapping[str, Bound], data: Data) -> dict[str, Bound]:
    """The pinned bounds that hold unchanged: of others, as there are while a model is fitted, nothing can be said.

    Raises:
        StaleError: they were measured on other data.
    """
    path = gate.default_path()
    pinned = gate.read(path)
    gate.check_data(pinned, data, path)
    broken = {breach.bound.name for breach in gate.breaches(pinned, usual)}
    if broken:
        print(f"unchanged, {len(broken)} of {len(pinned.bounds)} figures are worse than pinned, and left out\n")
    return {name: bound for name, bound in pinned.bounds.items() if name not in broken}


def measured(mutation: Mutation, given: bytes) -> Measured:
    """The figures with a mutation; the data are `given` pickled, made once for all."""
    command = [sys.executable, "-m", "tests.mutations.child"]
    told = json.dumps({"module": mutation.module, "text": mutation.text}).encode() + b"\n"
    try:
        ran = subprocess.run(command, input=told + given, capture_output=True, cwd=ROOT, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return Measured({}, f"no end after {LONGEST} seconds")
    if ran.returncode:
        return Measured({}, ran.stderr.decode(errors="replace").strip().splitlines()[-1])
    return Measured({name: Bound(name, value, rising) for name, (value, rising) in json.loads(ran.stdout).items()})


def broken_by(found: Measured, pinned: Mapping[str, Bound]) -> list[Breach]:
    """What got worse, the worst first."""
    return sorted(gate.breaches(gate.Pinned("", pinned), found.bounds), key=_loss, reverse=True)


def _loss(breach: Breach) -> float:
    """Below 1 for shares and counts alike, so that one more where there was none is not all there is to see."""
    value, pinned = breach.measured, breach.bound.value
    return 1.0 if value is None else abs(value - pinned) / (1 + max(value, pinned))


def _row(mutation: Mutation, found: Measured, broken: Sequence[Breach], width: int) -> str:
    if found.failure:
        return f"{mutation.name:{width}}  fails: {found.failure}"
    worst = "; ".join(f"{b.bound.name} {b.bound.value:g} -> {_value(b)}" for b in broken[:SHOWN])
    return f"{mutation.name:{width}}  {len(broken):3}  {worst}".rstrip()


def _value(breach: Breach) -> str:
    return "not measured" if breach.measured is None else f"{breach.measured:g}"


if __name__ == "__main__":
    sys.exit(guard(main, name="python -m tests.mutations"))
