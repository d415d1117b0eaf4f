"""What one would take instead, each as its documentation shows it. None of them says "none" but the LSH.

Each runs in a process of its own, within limits of time and memory.
"""

import json
import multiprocessing
import resource
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

from tests.benchmarks.find_texts import Copy


@dataclass(frozen=True)
class Measured:
    """Processor seconds to build and to ask, megabytes at most, and for each copy that was asked the source it got."""

    built: float
    seconds: float
    sources: Mapping[str, str | None]
    memory: float = 0.0


Peer = Callable[[Path, int, Sequence[Copy]], Measured]


def measured(
    name: str, library: Path, size: int, wanted: Sequence[Copy], *, seconds: float, gigabytes: int
) -> Measured | str:
    """What a peer found, or why it did not."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(name, library, size, wanted, gigabytes, theirs))
    process.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(seconds) else f"not done in {seconds} s"
    except EOFError:
        return "ended by itself"
    finally:
        process.kill()
        process.join()


def _run(name: str, library: Path, size: int, wanted: Sequence[Copy], gigabytes: int, pipe: Any) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (gigabytes << 30, gigabytes << 30))
    try:
        result = PEERS[name](library, size, wanted)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        pipe.send(Measured(result.built, result.seconds, result.sources, memory))
    except MemoryError:
        pipe.send(f"needs more than {gigabytes} GB of memory")


SLOW = 40  # copies for peers that look at the whole library each time; fewer, the larger it is


def datasketch(library: Path, size: int, wanted: Sequence[Copy]) -> Measured:
    """MinHash LSH over word 5-grams, 128 permutations, Jaccard threshold 0.3; the best estimate wins."""
    from datasketch import MinHash, MinHashLSH

    def sketch(text: str) -> MinHash:
        words = text.lower().split()
        minhash = MinHash(num_perm=128)
        minhash.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(len(words) - 4, 1))])
        return minhash

    began = process_time()
    lsh = MinHashLSH(threshold=0.3, num_perm=128)
    sketches = {}
    for key, text in texts(library):
        sketches[key] = sketch(text)
        lsh.insert(key, sketches[key])
    built = process_time() - began
    began = process_time()
    sources = {}
    for copy in wanted:
        asked = sketch(copy.text)
        sources[copy.id] = max(lsh.query(asked), key=lambda key: asked.jaccard(sketches[key]), default=None)
    return Measured(built, process_time() - began, sources)


def rapidfuzz(library: Path, size: int, wanted: Sequence[Copy]) -> Measured:
    """process.extractOne with token_set_ratio, over the whole library for each copy; a sample of the copies."""
    from rapidfuzz import fuzz, process, utils

    everything = dict(texts(library))
    few = max(min(SLOW, SLOW * 10_000 // size), 4)
    some = [*wanted[:few], *[copy for copy in wanted if copy.kind == "ocr"][:few]]
    began = process_time()
    sources = {}
    for copy in some:
        best = process.extractOne(copy.text, everything, scorer=fuzz.token_set_ratio, processor=utils.default_process)
        sources[copy.id] = best[2] if best else None
    return Measured(0.0, process_time() - began, sources)


def bm25s(library: Path, size: int, wanted: Sequence[Copy]) -> Measured:
    """BM25 with the defaults of bm25s."""
    import bm25s as engine

    keys, corpus = zip(*texts(library), strict=True)
    began = process_time()
    retriever = engine.BM25()
    retriever.index(engine.tokenize(list(corpus), show_progress=False), show_progress=False)
    built = process_time() - began
    began = process_time()
    asked = engine.tokenize([copy.text for copy in wanted], show_progress=False)
    found, _ = retriever.retrieve(asked, k=1, show_progress=False)
    sources = {copy.id: keys[int(row[0])] for copy, row in zip(wanted, found, strict=True)}
    return Measured(built, process_time() - began, sources)


def tantivy(library: Path, size: int, wanted: Sequence[Copy]) -> Measured:
    """BM25 by Tantivy, the copy's words as the query."""
    import re

    import tantivy as engine

    began = process_time()
    schema = engine.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("text")
    index = engine.Index(schema.build())
    writer = index.writer()
    for key, text in texts(library):
        writer.add_document(engine.Document(id=key, text=text))
    writer.commit()
    index.reload()
    built = process_time() - began
    searcher = index.searcher()
    began = process_time()
    sources: dict[str, str | None] = {}
    for copy in wanted:
        words = " ".join(re.findall(r"\w+", copy.text.lower())[:1000])
        hits = searcher.search(index.parse_query(words, ["text"]), 1).hits if words else []
        sources[copy.id] = searcher.doc(hits[0][1])["id"][0] if hits else None
    return Measured(built, process_time() - began, sources)


def texts(library: Path) -> Iterator[tuple[str, str]]:
    with library.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield record["id"], record["text"]


PEERS: Mapping[str, Peer] = {
    "datasketch": datasketch,
    "rapidfuzz": rapidfuzz,
    "bm25s": bm25s,
    "tantivy": tantivy,
}
