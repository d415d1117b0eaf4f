"""Libraries for the benchmark: texts recombined from real sentences, and copies of them with known sources."""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from restore.damage import make_damage
from restore.find.pieces import Cut, Level

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
KINDS = ("whole", "third", "patched")
RENEWED, COINED = 0.5, 0.1  # shares of the longer words of a fresh text: drawn anew; made up from two


@dataclass(frozen=True)
class Copy:
    """A damaged copy; `source` is None when its source is kept out of the library, `equals` say the very same."""

    id: str
    kind: str
    text: str
    source: str | None
    equals: frozenset[str] = frozenset()

    def right(self, answer: str | None) -> bool:
        """Whether an answer is right: the source, or one with the same letters and figures in the same order."""
        return answer == self.source or answer in self.equals


@dataclass(frozen=True)
class Pool:
    """Real sentences to make texts of.

    A recombined text shares each of its sentences with many others, as no real library does. In a fresh one, half of
    the longer words are drawn anew, as often as they are in the sentences, a few of them made up: most of its runs of
    four words are its own, its words are not, and there is always another rare one, as in natural text. `renewed` is
    the share of words drawn anew; when it is all of them, none is made up.
    """

    sentences: Sequence[str]
    words: Sequence[str]
    renewed: float = 0.0

    @classmethod
    def of(cls, paths: Sequence[str], *, renewed: float = 0.0) -> "Pool":
        """The sentences of 40 to 400 characters of some files, each once."""
        found = {s.strip() for path in paths for text in texts_of(path) for s in SENTENCE.split(text)}
        sentences = sorted(s for s in found if 40 < len(s) < 400)
        return cls(sentences, [word for s in sentences for word in LONG_WORD.findall(s)], renewed)

    def text(self, number: int) -> str:
        """Nine to fifteen sentences in paragraphs; the same for the same number."""
        dice = random.Random(number)
        chosen = dice.sample(self.sentences, min(dice.randint(9, 15), len(self.sentences)))
        paragraphs = []
        while chosen:
            size = dice.randint(1, 4)
            paragraphs.append(" ".join(chosen[:size]))
            chosen = chosen[size:]
        made = "\n\n".join(paragraphs)
        return LONG_WORD.sub(lambda word: self._other(word.group(), dice), made) if self.renewed else made

    def _other(self, word: str, dice: random.Random) -> str:
        chance = dice.random()
        if chance >= self.renewed:
            return word
        drawn = self.words[int(dice.random() * len(self.words))]
        if chance >= COINED or self.renewed == 1.0:
            return drawn
        behind = self.words[int(dice.random() * len(self.words))]
        return drawn[: (len(drawn) + 1) // 2] + behind[len(behind) // 2 :].lower()


def texts_of(path: str) -> Iterator[str]:
    """The texts of a .txt file, or of JSON Lines with `text`, `history` (a list) or `source` fields."""
    if path.endswith(".txt"):
        yield Path(path).read_text(encoding="utf-8")
        return
    with gzip.open(path, "rt") if path.endswith(".gz") else open(path, encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield record.get("text") or "\n".join(record.get("history", ())) or record["source"]


def write_library(path: Path, pool: Pool, size: int, extra: Sequence[tuple[str, str]] = ()) -> None:
    """`extra` texts, then so many made ones."""
    with path.open("w", encoding="utf-8") as file:
        for key, text in extra:
            file.write(json.dumps({"id": key, "text": text}, ensure_ascii=False) + "\n")
        for number in range(size):
            file.write(json.dumps({"id": f"t{number}", "text": pool.text(number)}, ensure_ascii=False) + "\n")


def copies(
    pool: Pool, size: int, count: int, recipes: Sequence[str], *, first: int = 0, absent: int = 10
) -> Iterator[Copy]:
    """Copies whole, cut to a third, or patched with another text's paragraphs.

    The library has the texts numbered from `first` on; every `absent`th copy is of another.
    """
    dice = random.Random("copies")
    for number in range(count):
        here = (number + 1) % absent != 0
        key = first + (dice.randrange(size) if here else size + number)
        text = pool.text(key)
        kind = KINDS[number % len(KINDS)]
        if kind == "third":
            words = text.split(" ")
            place = dice.randrange(1 + 2 * len(words) // 3)
            text = " ".join(words[place : place + len(words) // 3])
        damaged = make_damage(text, seed=number, recipe=recipes[number // 3 % len(recipes)]).copy
        if kind == "patched":
            paragraphs = damaged.split("\n\n")
            for foreign in pool.text(first + 2 * size + number).split("\n\n")[:2]:
                paragraphs.insert(dice.randrange(len(paragraphs) + 1), foreign)
            damaged = "\n\n".join(paragraphs)
        yield Copy(f"c{number}", kind, damaged, f"t{key}" if here else None)


def ocr(path: str, *, part: int) -> tuple[list[tuple[str, str]], list[Copy]]:
    """Real misread passages (`id`, `copy`, `source`): all true texts as sources, and one half (0 or 1) of the copies.

    A text that stands several times is one source; those that differ in marks and spacing only are right in turn.
    """
    with open(path, encoding="utf-8") as file:
        records = [record for record in map(json.loads, file) if record["copy"].strip()]
    sources: dict[str, str] = {}
    for record in records:
        sources.setdefault(record["source"], record["id"])
    alike: dict[bytes, set[str]] = {}
    for text, key in sources.items():
        alike.setdefault(Cut(text).ids(Level.CHARACTERS).tobytes(), set()).add(key)
    found = []
    for record in records[part::2]:
        equals = frozenset(alike[Cut(record["source"]).ids(Level.CHARACTERS).tobytes()])
        found.append(Copy("ocr-" + record["id"], "ocr", record["copy"], sources[record["source"]], equals))
    return [(key, text) for text, key in sources.items()], found
