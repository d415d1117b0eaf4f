"""Processor time of whole processes, from their start to their end: on texts of a length, and on hardly any."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import which

import restore
from restore.bench.longtext import pairs_of

ROUNDS = 5  # the fastest counts, since whatever else the machine does only adds
ENOUGH = 10.0  # seconds after which a command is not run again
OURS = "restore repair"
PYTHON, HELP, ALIGN = "python", "restore --help", "restore align, on the packaged pair"
SEEDS = Path(restore.__file__).parent / "data" / "seeds"

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ProcessTime:
    """Seconds of processor time of one command, on texts of so many tokens; 0 where it has none."""

    name: str
    size: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Program:
    """A program that compares `copy` with `source`, files in its working folder."""

    name: str
    words: Sequence[str]

    @property
    def is_there(self) -> bool:
        return which(self.words[0]) is not None


_RESTORE = (sys.executable, "-m", "restore")
_PROGRAMS = (
    _Program(OURS, (*_RESTORE, "repair", "copy", "--source", "source", "-o", "restored", "--no-config", "-q")),
    _Program("dwdiff", ("dwdiff", "copy", "source")),
    _Program("wdiff", ("wdiff", "copy", "source")),
    _Program("git word diff", ("git", "diff", "--no-index", "--no-ext-diff", "--word-diff=plain", "copy", "source")),
)


def starts(tell: Tell = lambda _: None) -> Iterator[ProcessTime]:
    """What is spent before any text is long: by Python alone, by the help, and on the packaged pair."""
    source, copy = sorted(map(str, SEEDS.glob("*.txt")))
    align = (*_RESTORE, "align", copy, "--source", source, "--no-config", "--no-pager", "-q")
    for name, words in ((PYTHON, (sys.executable, "-c", "")), (HELP, (*_RESTORE, "--help")), (ALIGN, align)):
        tell(f"speed: {name}")
        yield ProcessTime(name, 0, _least(words, "."))


def whole(sizes: Sequence[int], tell: Tell = lambda _: None) -> Iterator[ProcessTime]:
    """Each program that is there, on a pair of files of each length."""
    with tempfile.TemporaryDirectory(prefix="restore-bench-") as folder:
        for size in sizes:
            (pair,) = pairs_of(size, pairs=1)
            Path(folder, "copy").write_text(pair.copy, encoding="utf-8")
            Path(folder, "source").write_text(pair.source, encoding="utf-8")
            for program in _PROGRAMS:
                if program.is_there:
                    tell(f"speed: {program.name}, whole process, {size:,} tokens")
                    yield ProcessTime(program.name, size, _least(program.words, folder))


def _least(words: Sequence[str], folder: str) -> float:
    taken = [_spent(words, folder)]
    while len(taken) < ROUNDS and sum(taken) < ENOUGH:
        taken.append(_spent(words, folder))
    return min(taken)


def _spent(words: Sequence[str], folder: str) -> float:
    """Processor time of a command and all that it starts and waits for."""
    before = spent_by_children()
    run(words, folder)
    return spent_by_children() - before


def run(words: Sequence[str], folder: str) -> None:
    """Run a command that finds this package from any folder, to its end. Raises RuntimeError where it fails."""
    done = subprocess.run(words, cwd=folder, env=environment(), capture_output=True, check=False)  # noqa: S603 - ours
    if done.returncode not in (0, 1):  # 1: there are differences
        raise RuntimeError(f"{' '.join(words)}: {done.stderr.decode(errors='replace').strip()}")


def environment() -> dict[str, str]:
    """That of a process that finds this package from any folder, and compiles it once, as an installation does."""
    root = str(Path(restore.__file__).resolve().parents[1])
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return known | {"PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}


def spent_by_children() -> float:
    """Seconds of processor time of processes that were waited for."""
    with suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime
    return os.times().children_user + os.times().children_system
