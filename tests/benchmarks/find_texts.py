"""Libraries for the benchmark: texts recombined from real sentences, and copies of them with known sources."""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from restore.damage import make_damage

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
KINDS = ("whole", "third", "patched")


@dataclass(frozen=True)
class Copy:
    """A damaged copy; `source` is None when its source is kept out of the library."""

    id: str
    kind: str
    text: str
    source: str | None


def texts_of(path: str) -> Iterator[str]:
    """The texts of a .txt file, or of JSON Lines with `text`, `history` (a list) or `source` fields."""
    if path.endswith(".txt"):
        yield Path(path).read_text(encoding="utf-8")
        return
    with gzip.open(path, "rt") if path.endswith(".gz") else open(path, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield record.get("text") or "\n".join(record.get("history", ())) or record["source"]


def sentences(paths: Sequence[str]) -> list[str]:
    """The sentences of 40 to 400 characters, each once."""
    found = {s.strip() for path in paths for text in texts_of(path) for s in SENTENCE.split(text)}
    return sorted(s for s in found if 40 < len(s) < 400)


def recombined(pool: Sequence[str], seed: int) -> str:
    """Nine to fifteen sentences in paragraphs."""
    dice = random.Random(seed)
    chosen = dice.sample(pool, min(dice.randint(9, 15), len(pool)))
    paragraphs = []
    while chosen:
        size = dice.randint(1, 4)
        paragraphs.append(" ".join(chosen[:size]))
        chosen = chosen[size:]
    return "\n\n".join(paragraphs)


def write_library(path: Path, pool: Sequence[str], size: int, extra: Sequence[tuple[str, str]] = ()) -> None:
    with path.open("w", encoding="utf-8") as file:
        for key, text in extra:
            file.write(json.dumps({"id": key, "text": text}, ensure_ascii=False) + "\n")
        for number in range(size):
            file.write(json.dumps({"id": f"t{number}", "text": recombined(pool, number)}, ensure_ascii=False) + "\n")


def copies(pool: Sequence[str], size: int, count: int, recipes: Sequence[str]) -> Iterator[Copy]:
    """Copies whole, cut to a third, or patched with another text's paragraphs; every tenth has no source here."""
    dice = random.Random("copies")
    for number in range(count):
        here = number % 10 != 9
        key = dice.randrange(size) if here else size + number
        text = recombined(pool, key)
        kind = KINDS[number % len(KINDS)]
        if kind == "third":
            words = text.split(" ")
            first = dice.randrange(1 + 2 * len(words) // 3)
            text = " ".join(words[first : first + len(words) // 3])
        damaged = make_damage(text, seed=number, recipe=recipes[number // 3 % len(recipes)]).copy
        if kind == "patched":
            paragraphs = damaged.split("\n\n")
            for foreign in recombined(pool, 2 * size + number).split("\n\n")[:2]:
                paragraphs.insert(dice.randrange(len(paragraphs) + 1), foreign)
            damaged = "\n\n".join(paragraphs)
        yield Copy(f"c{number}", kind, damaged, f"t{key}" if here else None)


def ocr(path: str) -> tuple[list[tuple[str, str]], list[Copy]]:
    """Real misread passages (`id`, `copy`, `source`), and their true texts as sources, each text once."""
    sources: dict[str, str] = {}
    found = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record["copy"].strip():
                key = sources.setdefault(record["source"], record["id"])
                found.append(Copy("ocr-" + record["id"], "ocr", record["copy"], key))
    return [(key, text) for text, key in sources.items()], found
