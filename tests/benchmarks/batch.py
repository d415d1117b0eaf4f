"""Throughput, memory and steadfastness of `restore batch`.

    python -m tests.benchmarks.batch --pairs 100000 --texts articles.jsonl --kills 10 --folder /tmp/bench

Makes pairs of passages of the texts (`{"text"}` a line; the seeds without --texts), damaged and revised; runs the batch
over them and samples the memory of all its processes; runs a bare pool over the same pairs that only splits words and
asks RapidFuzz for their opcodes; and, with --kills, runs the batch again, killed that often with SIGKILL, and compares
every byte. Prints figures and writes memory.svg.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from restore.bench.batching import bare, passage_pair, record_lines, stretches
from restore.bench.processes import spent_by_children

SEEDS = Path(__file__).parents[2] / "seeds"
TICK = 0.5


@dataclass(frozen=True, slots=True)
class Sample:
    """Resident memory at a moment: of the parent, and of the largest worker, in megabytes."""

    at: float
    parent: float
    worker: float


@dataclass(frozen=True, slots=True)
class Ran:
    """A run's wall time, the processor time of all its processes, and its memory."""

    wall: float
    cpu: float
    samples: tuple[Sample, ...] = ()


def main() -> None:
    """Measure, and print what was measured."""
    options = _options()
    folder = Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    pairs = folder / f"pairs-{options.pairs}.jsonl"
    if not pairs.exists():
        make_pairs(pairs, options.pairs, list(passages(options.texts)), options.distinct)
    shutil.rmtree(folder / "out", ignore_errors=True)
    ours = run_batch(pairs, folder / "out", options.jobs)
    bare = run_bare(pairs, options.jobs)
    figures = figures_of(pairs, options, ours, bare)
    (folder / "memory.svg").write_text(plot(ours.samples))
    if options.kills:
        figures["bytes after kills equal"] = killed_equal(pairs, folder, options)
    for name, value in figures.items():
        sys.stdout.write(f"{name:34} {value}\n")
    (folder / "figures.json").write_text(json.dumps(figures, indent=1))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument(
        "--distinct", type=int, default=2000, help="damaged copies made; they are repeated under other ids"
    )
    parser.add_argument("--texts", help="JSON Lines with a field text")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--folder", default="out/bench-batch")
    return parser.parse_args()


def passages(path: str | None) -> Iterator[str]:
    """Stretches of whole paragraphs of the texts."""
    if path:
        texts = [json.loads(line)["text"] for line in Path(path).read_text(encoding="utf-8").splitlines()]
    else:
        texts = [file.read_text(encoding="utf-8") for file in sorted(SEEDS.glob("*.txt"))]
    for text in texts:
        yield from stretches(text)


def make_pairs(path: Path, count: int, sources: list[str], distinct: int) -> None:
    """Write the pairs."""
    with multiprocessing.Pool() as pool:
        made = pool.map(partial(passage_pair, sources), range(min(count, distinct)), chunksize=8)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(record_lines(made, count))


def command(pairs: Path, out: Path, jobs: int) -> list[str]:
    """The batch's command line."""
    return [
        sys.executable, "-m", "restore", "batch", str(pairs), "-o", str(out),
        "--jobs", str(jobs), "--no-config", "--quiet", "--resume",
    ]  # fmt: skip


def run_batch(pairs: Path, out: Path, jobs: int) -> Ran:
    """Run it, and look at its memory twice a second."""
    before = spent_by_children()
    began = time.monotonic()
    process = subprocess.Popen(command(pairs, out, jobs))
    samples: list[Sample] = []
    while process.poll() is None:
        workers = [_resident(pid) for pid in _children_of(process.pid)]
        samples.append(Sample(time.monotonic() - began, _resident(process.pid), max(workers, default=0.0)))
        time.sleep(TICK)
    if process.returncode > 1:
        sys.exit(f"restore batch ended with {process.returncode}")
    return Ran(time.monotonic() - began, spent_by_children() - before, tuple(samples))


def run_bare(pairs: Path, jobs: int) -> Ran:
    """The least any tool of this kind does: read, split words, opcodes, count them."""
    began = time.monotonic()
    cpu = bare(pairs, jobs)
    return Ran(time.monotonic() - began, cpu)


def figures_of(pairs: Path, options: argparse.Namespace, ours: Ran, bare: Ran) -> dict[str, object]:
    """What was measured, in words."""
    size = pairs.stat().st_size
    half = ours.samples[len(ours.samples) // 4 :]
    third = max(len(half) // 3, 1)
    return {
        "pairs": options.pairs,
        "megabytes of input": round(size / 1e6, 1),
        "jobs": options.jobs,
        "batch, seconds": round(ours.wall, 1),
        "batch, pairs a second": round(options.pairs / ours.wall, 1),
        "batch, cores busy": round(ours.cpu / ours.wall, 2),
        "bare opcodes pool, seconds": round(bare.wall, 1),
        "batch / bare, wall": round(ours.wall / bare.wall, 2),
        "batch / bare, processor time": round(ours.cpu / bare.cpu, 2),
        "parent, peak MB": round(max((one.parent for one in ours.samples), default=0), 1),
        "parent, MB early and late": f"{_mean(half[:third], 'parent')} {_mean(half[-third:], 'parent')}",
        "worker, peak MB": round(max((one.worker for one in ours.samples), default=0), 1),
        "worker, MB early and late": f"{_mean(half[:third], 'worker')} {_mean(half[-third:], 'worker')}",
    }


def _mean(samples: tuple[Sample, ...], name: str) -> float:
    return round(sum(getattr(one, name) for one in samples) / max(len(samples), 1), 1)


def killed_equal(pairs: Path, folder: Path, options: argparse.Namespace) -> bool:
    """Whether a run that was killed again and again ends with the bytes of the one that was not."""
    out, chance = folder / "killed", random.Random(options.kills)
    shutil.rmtree(out, ignore_errors=True)
    whole = json.loads((folder / "out" / "journal" / "state.json").read_text())["seconds"]
    for _ in range(options.kills):
        process = subprocess.Popen(command(pairs, out, options.jobs))
        time.sleep(2 + chance.uniform(0, 1.5 * whole / options.kills))
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run(command(pairs, out, options.jobs), check=False)
    names = [path.name for path in (folder / "out").iterdir() if path.is_file()]
    return all((folder / "out" / name).read_bytes() == (out / name).read_bytes() for name in names)


def plot(samples: tuple[Sample, ...]) -> str:
    """Memory over time."""
    wide, high = 640, 200
    most = max((max(one.parent, one.worker) for one in samples), default=1.0) * 1.1
    last = samples[-1].at if samples else 1.0

    def line(name: str, colour: str) -> str:
        points = " ".join(f"{50 + wide * s.at / last:.1f},{210 - high * getattr(s, name) / most:.1f}" for s in samples)
        return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>'

    marks = "".join(
        f'<text x="44" y="{214 - high * part / 4:.0f}" text-anchor="end">{most * part / 4:.0f}</text>'
        for part in range(5)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 710 250" font-family="sans-serif" font-size="11" '
        'fill="#5c6670">'
        '<rect width="710" height="250" fill="#fff"/><path d="M50 10V210H690" fill="none" stroke="#dfe3e6"/>'
        f"{marks}{line('parent', '#2a5599')}{line('worker', '#b26a00')}"
        f'<text x="690" y="226" text-anchor="end">{last:.0f} s</text><text x="50" y="226">0</text>'
        '<text x="60" y="244" fill="#2a5599">parent, MB</text>'
        '<text x="140" y="244" fill="#b26a00">largest worker, MB</text></svg>'
    )


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / 1e6


def _children_of(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


if __name__ == "__main__":
    main()
