"""What a batch takes beside a pool that does the least: reads the records, aligns their words, counts the opcodes."""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
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
    """A batch of so many pairs and the bare pool: seconds of processor time, and how many cores the batch kept busy.

    What either takes to start is left out: of a million pairs it would be nothing, of some thousand most of the pool's.
    """

    pairs: int
    batch: float
    bare: float
    busy: float


def measure(pairs: int, tell: Tell = lambda _: None) -> BatchTime:
    """Run both, each with a process for each core."""
    tell(f"speed: batch of {pairs:,} pairs")
    with tempfile.TemporaryDirectory(prefix="restore-bench-") as folder:
        few, many = Path(folder, "few.jsonl"), Path(folder, "many.jsonl")
        few.write_text("".join(_lines(cores())), encoding="utf-8")
        many.write_text("".join(_lines(pairs)), encoding="utf-8")
        start = _run_batch(few, "--batch-size", "1")  # a batch each, or one worker would take them all
        batch = _run_batch(many)
        least = bare(many, cores()) - bare(few, cores())
        spent, passed = batch.processor - start.processor, batch.passed - start.passed
        busy = spent / max(passed, spent / cores()) if spent else 0.0  # a start may take longer than the first did
        return BatchTime(pairs, spent, least, busy)


def _lines(pairs: int) -> Iterator[str]:
    sources = list(_passages())
    return record_lines([passage_pair(sources, number) for number in range(min(pairs, DISTINCT))], pairs)


@dataclass(frozen=True, slots=True)
class PassagePair:
    """A passage and a damaged copy of it."""

    copy: str
    source: str


def passage_pair(sources: Sequence[str], number: int) -> PassagePair:
    """Pair number n: passage n, round and round, damaged by recipe n with seed n."""
    source = sources[number % len(sources)]
    return PassagePair(make_damage(source, seed=number, recipe=RECIPES[number % len(RECIPES)]).copy, source)


def record_lines(made: Sequence[PassagePair], pairs: int) -> Iterator[str]:
    """So many records of these pairs as a batch reads them, round and round, numbered as their ids."""
    for number in range(pairs):
        pair = made[number % len(made)]
        yield json.dumps({"id": number, "copy": pair.copy, "source": pair.source}, ensure_ascii=False) + "\n"


def _passages() -> Iterator[str]:
    """Those of the repository's English articles."""
    for path in shipped():
        if path.stem.startswith("en-"):
            yield from stretches(path.read_text(encoding="utf-8"))


def stretches(text: str) -> Iterator[str]:
    """The passages of a text: as many whole paragraphs as are long enough."""
    held = ""
    for paragraph in text.split("\n"):
        held += paragraph + "\n"
        if len(held) >= PASSAGE:
            yield held
            held = ""


@dataclass(frozen=True, slots=True)
class RunTime:
    """Seconds of a run: those of the processor, its workers' too, and those that passed."""

    processor: float
    passed: float


def _run_batch(pairs: Path, *options: str) -> RunTime:
    out, before, began = pairs.with_suffix(".out"), spent_by_children(), monotonic()
    command = [sys.executable, "-m", "restore", "batch", str(pairs), "-o", str(out), "--no-config", "-q", *options]
    run(command, str(pairs.parent))
    return RunTime(spent_by_children() - before, monotonic() - began)


def bare(pairs: Path, jobs: int) -> float:
    """Seconds of processor time of the least that any tool of this kind does."""
    before = spent_by_children()
    with multiprocessing.get_context("spawn").Pool(jobs) as pool, pairs.open("rb") as file:
        sum(pool.imap(opcodes, file, chunksize=64))
        pool.close()
        pool.join()
    return spent_by_children() - before


def opcodes(line: bytes) -> int:
    """How many a record has."""
    from rapidfuzz.distance import Levenshtein

    record = json.loads(line)
    return len(Levenshtein.opcodes(record["copy"].split(), record["source"].split()))
