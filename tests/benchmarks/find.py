"""How well and how fast `restore find` finds, beside what one would take instead.

    python -m tests.benchmarks.find --texts articles.jsonl --ocr misread.jsonl --size 10000 100000 --peers bm25s

Asks of copies that the score was not fitted to (see `tests.benchmarks.find_fit`). Prints, for each size, recall and
precision by kind of copy and how well the score is calibrated; at the end a table: size, time, memory.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from tests.benchmarks.find_peers import PEERS, Measured, measured
from tests.benchmarks.find_texts import RENEWED, Copy, Pool, copies, ocr, write_library

FOLDER = Path(__file__).parents[2] / "seeds"
SEEDS = sorted(str(path) for path in FOLDER.glob("*.txt"))
OTHERS = 10_000  # texts among which the seed's copy is looked for


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", nargs="+", default=SEEDS, help="where sentences come from (default: the seeds)")
    parser.add_argument("--ocr", help='misread passages, JSON Lines {"id", "copy", "source"}; every other one is asked')
    parser.add_argument("--fresh", action="store_true", help="draw half of the longer words anew: as natural texts are")
    parser.add_argument("--size", type=int, nargs="+", default=[10_000])
    parser.add_argument("--copies", type=int, default=1000)
    parser.add_argument("--recipes", nargs="+", default=["heavy", "foreign-heavy"])
    parser.add_argument("--peers", nargs="*", choices=sorted(PEERS), default=[])
    parser.add_argument("--patience", type=int, default=1200, help="seconds that a peer may take")
    parser.add_argument("--peer-memory", type=int, default=12, help="GB that a peer may take")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--engine", default="duckdb")
    parser.add_argument("--folder", help="where the libraries are kept (default: a temporary folder)")
    parser.add_argument("--misses", action="store_true", help="list what was not found")
    options = parser.parse_args()
    folder = Path(options.folder or tempfile.mkdtemp(prefix="find-"))
    folder.mkdir(exist_ok=True)
    table: list[Line] = []
    try:
        pool = Pool.of(options.texts, renewed=RENEWED if options.fresh else 0.0)
        seed_copy(folder, pool)
        for size in options.size:
            table += run(options, folder, pool, size)
    finally:
        if not options.folder:
            shutil.rmtree(folder)
    print("\n" + HEAD)
    for line in table:
        print(line)


def seed_copy(folder: Path, pool: Pool) -> None:
    """Where the seeds' damaged copy comes from, among the others and many made texts, with and without its source."""
    others = folder / "others.jsonl"
    write_library(others, pool, OTHERS)
    source, copy, *rest = SEEDS
    for among in ([source, *rest], rest):
        ran = run_restore("find", copy, "--among", *among, str(others), "--format", "jsonl", "-q", capture=True)
        answer = json.loads(ran.output)
        print(f"seed copy among {len(among)} seeds and {OTHERS} others: {answer['source']}, score {answer['score']}")


def run(options: argparse.Namespace, folder: Path, pool: Pool, size: int) -> "list[Line]":
    passages, misread = ocr(options.ocr, part=1) if options.ocr else ([], [])
    kind = "fresh" if options.fresh else "recombined"
    library, asked = folder / f"library-{kind}-{size}.jsonl", folder / "copies.jsonl"
    if not library.exists():
        write_library(library, pool, size, passages)
    wanted = [*copies(pool, size, options.copies, options.recipes), *misread]
    write_copies(asked, wanted)
    print(f"\n{size} {kind} texts, {library.stat().st_size / 1e6:.0f} MB; {len(wanted)} copies", flush=True)
    index = folder / f"index-{kind}-{size}"
    if index.exists():
        shutil.rmtree(index)
    built = run_restore("index", "build", str(library), "-o", str(index), "-j", str(options.jobs), "-q")
    bytes_ = sum(file.stat().st_size for file in index.iterdir())
    found, one = folder / "found.jsonl", folder / "one.jsonl"
    write_copies(one, wanted[:1])
    flags = ["--among", str(index), "--format", "jsonl", "-o", str(found), "-q", "--engine", options.engine]
    first = run_restore("find", str(one), *flags)
    every = run_restore("find", str(asked), *flags, "-j", str(options.jobs))
    print(f"index: built in {built}; {bytes_ / 1e6:.0f} MB, {bytes_ / size:.0f} B a text")
    print(f"one copy: {first}; all copies: {every}, {1000 * every.seconds / len(wanted):.1f} ms a copy")
    answers = [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()]
    quality = report(wanted, [a["source"] for a in answers])
    print("  calibration " + "  ".join(bins(wanted, answers)), flush=True)
    if options.misses:
        tell_misses(wanted, answers)
    mine = Line(size, "restore", built.seconds, bytes_, 1000 * every.seconds / len(wanted), every.memory, quality)
    return [mine, *(peer(options, name, library, size, wanted) for name in options.peers)]


def write_copies(path: Path, wanted: Sequence[Copy]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": c.id, "text": c.text}, ensure_ascii=False) + "\n" for c in wanted)


def peer(options: argparse.Namespace, name: str, library: Path, size: int, wanted: Sequence[Copy]) -> "Line":
    result = measured(name, library, size, wanted, seconds=options.patience, gigabytes=options.peer_memory)
    if isinstance(result, str):
        print(f"{name}: {result}", flush=True)
        return Line(size, f"{name}: {result}")
    return of_peer(name, size, wanted, result)


def of_peer(name: str, size: int, wanted: Sequence[Copy], result: Measured) -> "Line":
    by_id = {copy.id: copy for copy in wanted}
    asked = [by_id[key] for key in result.sources]
    print(f"{name} {metadata.version(name)}: {len(asked)} copies")
    quality = report(asked, list(result.sources.values()))
    each = 1000 * result.seconds / max(len(asked), 1)
    name += f", {len(asked)} copies" if len(asked) < len(wanted) else ""
    return Line(size, name, result.built, 0, each, result.memory, quality)


@dataclass(frozen=True)
class Line:
    """One line of the table: bytes of index, processor time to build and for a copy, megabytes of memory."""

    size: int
    name: str
    built: float = 0.0
    index: int = 0
    each: float = 0.0
    memory: float = 0.0
    quality: tuple[str, ...] = ("", "")

    def __str__(self) -> str:
        if not self.memory:
            return f"| {self.size:,} | {self.name} | | | | | | |"
        index = f"{self.index / 1e6:.0f} MB" if self.index else ""
        each = f"{self.each:.1f} ms" if self.each < 1000 else f"{self.each / 1000:.1f} s"
        cells = (f"{self.built:.0f} s", index, each, f"{self.memory:.0f} MB", *self.quality)
        return f"| {self.size:,} | {self.name} | {' | '.join(cells)} |"


HEAD = """| texts | by | built in | index | a copy | memory at most | made: recall, precision | misread |
|---:|---|---:|---:|---:|---:|---|---|"""


@dataclass(frozen=True)
class Ran:
    """Seconds of processor time and the most memory, in MB, of the process and its children, and what it wrote."""

    seconds: float
    memory: float
    output: str = ""

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, {self.memory:.0f} MB at most"


def run_restore(*arguments: str, capture: bool = False) -> Ran:
    """A command of restore's, run to its end."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "restore", *arguments], stdout=output if capture else subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        written = output.read().decode()
    if process.returncode not in (0, 1):
        sys.exit(f"restore {' '.join(arguments)}: exit {process.returncode}")
    return Ran(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, written)


def report(wanted: Sequence[Copy], sources: Sequence[str | None]) -> tuple[str, ...]:
    """Recall: of copies whose source is here, how many got it. Precision: of the answers given, how many are right."""
    right, given, there = Counter(), Counter(), Counter()
    for copy, source in zip(wanted, sources, strict=True):
        for kind in (copy.kind, "made") if copy.kind != "ocr" else ("ocr",):
            there[kind] += copy.source is not None
            given[kind] += source is not None
            right[kind] += source is not None and copy.right(source)
    shown = {}
    for kind in there:
        recall, precision = right[kind] / max(there[kind], 1), right[kind] / max(given[kind], 1)
        shown[kind] = f"{recall:.3f}, {precision:.3f}"
        print(f"  {kind:8} recall {recall:.4f}  precision {precision:.4f}  ({there[kind]} with a source)")
    return shown.get("made", ""), shown.get("ocr", "")


def tell_misses(wanted: Sequence[Copy], answers: Sequence[dict[str, object]]) -> None:
    for copy, answer in zip(wanted, answers, strict=True):
        if not copy.right(answer["source"]):
            print(
                f"    {copy.id} {copy.kind} is {copy.source}: {answer['source']} {answer['score']} {copy.text[:90]!r}"
            )


def bins(wanted: Sequence[Copy], answers: Sequence[dict[str, object]]) -> list[str]:
    """Of the answers given with a score in a range, the share that is right."""
    shown = []
    for low, high in ((0.5, 0.8), (0.8, 0.95), (0.95, 0.99), (0.99, 1.01)):
        scores = ((c, a["source"]) for c, a in zip(wanted, answers, strict=True) if low <= a["score"] < high)
        mine = [copy.right(source) for copy, source in scores if source]
        if mine:
            shown.append(f"{low}-{min(high, 1.0)}: {sum(mine) / len(mine):.3f} of {len(mine)}")
    return shown


if __name__ == "__main__":
    main()
