"""What one would take instead, each as its documentation shows it. None of them says "none" but the LSH."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.benchmarks.find_texts import Copy

Report = Callable[..., None]
SLOW = 40  # copies for peers that look at the whole library each time


def datasketch(library: Path, wanted: Sequence[Copy], report: Report) -> None:
    """MinHash LSH over word 5-grams, 128 permutations, Jaccard threshold 0.3; the best estimate wins."""
    from datasketch import MinHash, MinHashLSH

    def sketch(text: str) -> MinHash:
        words = text.lower().split()
        minhash = MinHash(num_perm=128)
        minhash.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(len(words) - 4, 1))])
        return minhash

    began = perf_counter()
    lsh = MinHashLSH(threshold=0.3, num_perm=128)
    sketches = {}
    for key, text in texts(library):
        sketches[key] = sketch(text)
        lsh.insert(key, sketches[key])
    built = perf_counter() - began
    began = perf_counter()
    sources = []
    for copy in wanted:
        asked = sketch(copy.text)
        sources.append(max(lsh.query(asked), key=lambda key: asked.jaccard(sketches[key]), default=None))
    tell("datasketch MinHashLSH", built, began, len(wanted))
    report(wanted, sources)


def rapidfuzz(library: Path, wanted: Sequence[Copy], report: Report) -> None:
    """process.extractOne with token_set_ratio, over the whole library for each copy; a sample of the copies."""
    from rapidfuzz import fuzz, process, utils

    everything = dict(texts(library))
    some = [*wanted[:SLOW], *[c for c in wanted if c.kind == "ocr"][:SLOW]]
    began = perf_counter()
    sources = []
    for copy in some:
        best = process.extractOne(copy.text, everything, scorer=fuzz.token_set_ratio, processor=utils.default_process)
        sources.append(best[2] if best else None)
    tell(f"RapidFuzz extractOne, {len(some)} copies", 0.0, began, len(some))
    report(some, sources)


def bm25s(library: Path, wanted: Sequence[Copy], report: Report) -> None:
    """BM25 with the defaults of bm25s."""
    import bm25s as engine

    keys, corpus = zip(*texts(library), strict=True)
    began = perf_counter()
    retriever = engine.BM25()
    retriever.index(engine.tokenize(list(corpus), show_progress=False), show_progress=False)
    built = perf_counter() - began
    began = perf_counter()
    asked = engine.tokenize([copy.text for copy in wanted], show_progress=False)
    found, _ = retriever.retrieve(asked, k=1, show_progress=False)
    tell("bm25s", built, began, len(wanted))
    report(wanted, [keys[int(row[0])] for row in found])


def tantivy(library: Path, wanted: Sequence[Copy], report: Report) -> None:
    """BM25 by Tantivy, the copy's words as the query."""
    import re

    import tantivy as engine

    began = perf_counter()
    schema = engine.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("text")
    index = engine.Index(schema.build())
    writer = index.writer()
    for key, text in texts(library):
        writer.add_document(engine.Document(id=key, text=text))
    writer.commit()
    index.reload()
    built = perf_counter() - began
    searcher = index.searcher()
    began = perf_counter()
    sources: list[Any] = []
    for copy in wanted:
        words = " ".join(re.findall(r"\w+", copy.text.lower())[:1000])
        hits = searcher.search(index.parse_query(words, ["text"]), 1).hits if words else []
        sources.append(searcher.doc(hits[0][1])["id"][0] if hits else None)
    tell("tantivy BM25", built, began, len(wanted))
    report(wanted, sources)


def texts(library: Path) -> Any:
    with library.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield record["id"], record["text"]


def tell(name: str, built: float, began: float, count: int) -> None:
    print(f"{name}: built in {built:.1f} s, {1000 * (perf_counter() - began) / max(count, 1):.1f} ms a copy")


PEERS: dict[str, Callable[[Path, Sequence[Copy], Report], None]] = {
    "datasketch": datasketch,
    "rapidfuzz": rapidfuzz,
    "bm25s": bm25s,
    "tantivy": tantivy,
}
