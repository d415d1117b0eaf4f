"""What a batch takes beside a pool that does the least: reads the records, aligns their words, counts the opcodes."""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from restore.bench.documents import shipped
from restore.bench.processes import run, spent_by_children
from restore.cores import cores
from restore.damage import make_damage

PASSAGE = 600  # characters, at least: a few paragraphs of news
RECIPES = ("light", "mixed", "ocr", "tokeniser")
DISTINCT = 200  # pairs made; they come again under other ids, for to damage one takes as long as to restore it

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BatchTime:
    """A batch of so many pairs and the bare pool: seconds of processor time, and how many cores the batch kept busy."""

    pairs: int
    batch: float
    bare: float
    busy: float


def measure(pairs: int, tell: Tell = lambda _: None) -> BatchTime:
    """Run both, each with a process for each core."""
    tell(f"speed: batch of {pairs:,} pairs")
    with tempfile.TemporaryDirectory(prefix="restore-bench-") as folder:
        path = Path(folder, "pairs.jsonl")
        path.write_text("".join(_lines(pairs)), encoding="utf-8")
        began, before = monotonic(), spent_by_children()
        _run_batch(path, Path(folder, "out"))
        wall, batch = monotonic() - began, spent_by_children() - before
        return BatchTime(pairs, batch, bare(path), batch / wall)


def _lines(pairs: int) -> Iterator[str]:
    sources = list(_passages())
    made = [
        (make_damage(source, seed=number, recipe=RECIPES[number % len(RECIPES)]).copy, source)
        for number, source in zip(range(min(pairs, DISTINCT)), sources * DISTINCT, strict=False)
    ]
    for number in range(pairs):
        copy, source = made[number % len(made)]
        yield json.dumps({"id": number, "copy": copy, "source": source}, ensure_ascii=False) + "\n"


def _passages() -> Iterator[str]:
    """Stretches of whole paragraphs of the repository's English articles."""
    for path in shipped():
        held = ""
        for paragraph in path.read_text(encoding="utf-8").split("\n") if path.stem.startswith("en-") else ():
            held += paragraph + "\n"
            if len(held) >= PASSAGE:
                yield held
                held = ""


def _run_batch(pairs: Path, out: Path) -> None:
    words = [sys.executable, "-m", "restore", "batch", str(pairs), "-o", str(out), "--no-config", "-q"]
    run(words, str(pairs.parent))


def bare(pairs: Path) -> float:
    """Seconds of processor time of the least that any tool of this kind does."""
    before = spent_by_children()
    with multiprocessing.get_context("spawn").Pool(cores()) as pool, pairs.open("rb") as file:
        sum(pool.imap(opcodes, file, chunksize=64))
        pool.close()
        pool.join()
    return spent_by_children() - before


def opcodes(line: bytes) -> int:
    """How many a record has."""
    from rapidfuzz.distance import Levenshtein

    record = json.loads(line)
    return len(Levenshtein.opcodes(record["copy"].split(), record["source"].split()))
