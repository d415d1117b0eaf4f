"""How well and how fast `restore find` finds, beside what one would take instead.

    python -m tests.benchmarks.find --texts articles.jsonl --ocr misread.jsonl --size 100000 --copies 1000 --peers

Prints, for each size: build time, index size, time for a copy, memory, and recall and precision by kind of copy.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from tests.benchmarks.find_peers import PEERS
from tests.benchmarks.find_texts import Copy, copies, ocr, sentences, write_library

SEEDS = sorted(str(path) for path in (Path(__file__).parents[2] / "seeds").glob("*.txt"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", nargs="+", default=SEEDS, help="where sentences come from (default: the seeds)")
    parser.add_argument("--ocr", help='misread passages, JSON Lines {"id", "copy", "source"}')
    parser.add_argument("--size", type=int, nargs="+", default=[10_000])
    parser.add_argument("--copies", type=int, default=1000)
    parser.add_argument("--recipes", nargs="+", default=["heavy", "foreign-heavy"])
    parser.add_argument("--peers", nargs="*", choices=sorted(PEERS), default=[])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--engine", default="duckdb")
    parser.add_argument("--folder", help="where the libraries are kept (default: a temporary folder)")
    parser.add_argument("--misses", action="store_true", help="list what was not found")
    options = parser.parse_args()
    folder = Path(options.folder or tempfile.mkdtemp(prefix="find-"))
    folder.mkdir(exist_ok=True)
    try:
        for size in options.size:
            run(options, folder, size)
    finally:
        if not options.folder:
            shutil.rmtree(folder)


def run(options: argparse.Namespace, folder: Path, size: int) -> None:
    pool = sentences(options.texts)
    extra, misread = ocr(options.ocr) if options.ocr else ([], [])
    library, asked = folder / f"library-{size}.jsonl", folder / "copies.jsonl"
    if not library.exists():
        write_library(library, pool, size, extra)
    wanted = [*copies(pool, size, options.copies, options.recipes), *misread]
    with asked.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": c.id, "text": c.text}, ensure_ascii=False) + "\n" for c in wanted)
    print(f"\n{size} texts from {len(pool)} sentences, {library.stat().st_size / 1e6:.0f} MB; {len(wanted)} copies")
    index = folder / f"index-{size}"
    if index.exists() and options.folder:
        shutil.rmtree(index)
    took = command("index", "build", str(library), "-o", str(index), "-j", str(options.jobs), "-q")
    bytes_ = sum(file.stat().st_size for file in index.iterdir())
    print(f"index: {took}; {bytes_ / 1e6:.0f} MB, {bytes_ / size:.0f} B a text")
    found = folder / "found.jsonl"
    one = folder / "one.jsonl"
    one.write_text(asked.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    flags = ["--among", str(index), "--format", "jsonl", "-o", str(found), "-q", "--engine", options.engine]
    print(f"one copy: {command('find', str(one), *flags)}")
    took = command("find", str(asked), *flags, "-j", str(options.jobs))
    print(f"all copies: {took}, {1000 * took.seconds / len(wanted):.1f} ms a copy")
    answers = [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()]
    report(wanted, [a["source"] for a in answers], [a["score"] for a in answers], misses=options.misses)
    for name in options.peers:
        PEERS[name](library, wanted, report)


class Took:
    """Seconds, and the most memory of a child so far."""

    def __init__(self, seconds: float, memory: float) -> None:
        self.seconds, self.memory = seconds, memory

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, {self.memory:.0f} MB at most"


def command(*arguments: str) -> Took:
    """A command of restore's, run to its end."""
    began = perf_counter()
    ran = subprocess.run([sys.executable, "-m", "restore", *arguments], check=False)
    if ran.returncode > 1:
        sys.exit(f"restore {' '.join(arguments)}: exit {ran.returncode}")
    return Took(perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def report(
    wanted: Sequence[Copy], sources: Sequence[str | None], scores: Sequence[float] = (), *, misses: bool = False
) -> None:
    """Recall: of copies whose source is here, how many got it. Precision: of the answers given, how many are right."""
    right, given, there = Counter(), Counter(), Counter()
    for copy, source in zip(wanted, sources, strict=True):
        for kind in (copy.kind, "made") if copy.kind != "ocr" else ("ocr",):
            there[kind] += copy.source is not None
            given[kind] += source is not None
            right[kind] += source is not None and source == copy.source
    for kind in there:
        recall, precision = right[kind] / max(there[kind], 1), right[kind] / max(given[kind], 1)
        print(f"  {kind:8} recall {recall:.4f}  precision {precision:.4f}  ({there[kind]} with a source)")
    if misses:
        for copy, source, score in zip(wanted, sources, scores, strict=True):
            if source != copy.source:
                print(
                    "   ",
                    copy.id,
                    copy.kind,
                    "is",
                    copy.source,
                    "got",
                    source,
                    score,
                    len(copy.text),
                    repr(copy.text[:90]),
                )
    if scores:
        print("  calibration " + "  ".join(bins(wanted, sources, scores)))


def bins(wanted: Sequence[Copy], sources: Sequence[str | None], scores: Sequence[float]) -> list[str]:
    """Of the answers given with a score in a range, the share that is right."""
    shown = []
    for low, high in ((0.5, 0.8), (0.8, 0.95), (0.95, 0.99), (0.99, 1.01)):
        mine = [s == c.source for c, s, p in zip(wanted, sources, scores, strict=True) if s and low <= p < high]
        if mine:
            shown.append(f"{low}-{min(high, 1.0)}: {sum(mine) / len(mine):.3f} of {len(mine)}")
    return shown


if __name__ == "__main__":
    main()
