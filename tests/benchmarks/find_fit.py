"""Fit the score of `restore find`, and store it as data.

    python -m tests.benchmarks.find_fit --texts articles.jsonl --ocr misread.jsonl

Copies are made of texts that the benchmark's library does not have; some have no source, but may be quoted. Of the
misread passages, every other one is used. `python -m tests.benchmarks.find` measures on others.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from math import log1p
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from restore.damage import make_damage
from restore.files import write_atomically
from restore.find.documents import Document
from restore.find.evidence import FIGURES, SCHEMA
from restore.find.fingerprints import questions
from restore.find.judge import NEAR, SURE, CandidateText, Task, look_at
from restore.find.library import MemoryLibrary
from restore.find.matching import Asked, Match, distance_of
from restore.find.pieces import Cut, Level
from restore.find.work import Workers
from tests.benchmarks.find_texts import KINDS, RENEWED, SENTENCE, Copy, Pool, copies, ocr

RECIPES = ("heavy", "mixed", "light", "heavy+move", "scraped")
FIRST = 1_000_000_000  # number of the first text; the benchmark's are far below
ABSENT = 4  # prime to the number of kinds of copies, so that each kind has some
SMEARS = "etaoinsrhldcumfpgwybIlTE.,;'- "
OUT = Path(__file__).parents[2] / "restore" / "data" / "find.json"
Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One candidate for a copy: its figures, whether it is the source (or as near), its edits and cuts."""

    document: int
    strength: float
    figures: tuple[float, ...]
    edits: tuple[float, float]


@dataclass(frozen=True)
class Example:
    """A copy's candidates; `right` says which are the source, or so near to it that only an alignment can tell."""

    kind: str
    rows: Sequence[Row]
    source: int | None

    @property
    def right(self) -> NDArray[np.bool_]:
        own = next((row.strength for row in self.rows if row.document == self.source), None)
        if own is None:
            return np.zeros(len(self.rows), dtype=bool)
        near = [min(r.strength, own) >= NEAR[Level.WORDS] * max(r.strength, own) for r in self.rows]
        return np.array(near, dtype=bool)

    @property
    def figures(self) -> Rows:
        return np.array([row.figures for row in self.rows], dtype=np.float64).reshape(len(self.rows), len(FIGURES))


@dataclass(frozen=True)
class Fitted:
    """A logistic regression."""

    bias: float
    weights: Rows

    def probabilities(self, figures: Rows) -> Rows:
        return 1 / (1 + np.exp(-np.clip(self.bias + figures @ self.weights, -30, 30)))


@dataclass(frozen=True)
class Setting:
    """A library of so many texts, and how many copies to make of them.

    `renewed` and `vocabulary` say how far its texts share sentences, and of how many different words they are;
    `misread`: whether the misread passages are among them; every `absent`th copy has no source.
    """

    size: int
    copies: int
    renewed: float = 0.0
    vocabulary: int | None = None
    misread: bool = True
    absent: int = ABSENT

    def pool(self, paths: Sequence[str]) -> Pool:
        pool = Pool.of(paths, renewed=self.renewed)
        return replace(pool, words=random.Random(0).sample(pool.words, self.vocabulary)) if self.vocabulary else pool


SETTINGS = (
    Setting(3000, 900),
    Setting(60, 500, renewed=RENEWED, misread=False),
    Setting(60, 500, renewed=1.0, vocabulary=60, misread=False),
    Setting(20, 400, renewed=1.0, vocabulary=60, misread=False),
    Setting(20_000, 700, misread=False, absent=2),
    Setting(10_000, 600, renewed=RENEWED, misread=False, absent=2),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", nargs="+", required=True, help="where sentences come from")
    parser.add_argument("--ocr", required=True, help='misread passages, JSON Lines {"id", "copy", "source"}')
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("-o", "--out", default=str(OUT))
    options = parser.parse_args()
    found: dict[Level, list[Example]] = {level: [] for level in Level}
    for turn, setting in enumerate(SETTINGS, 1):
        for level, examples in gather(setting, options, FIRST * turn):
            found[level] += examples
            print(f"{setting.size} texts, {level.value}: {len(examples)} copies", flush=True)
    stored = {"schema": SCHEMA, "provenance": provenance(options), "figures": list(FIGURES), **fit(found)}
    write_atomically(options.out, (json.dumps(stored, indent=1) + "\n").encode())


def provenance(options: argparse.Namespace) -> dict[str, object]:
    digest = sha256()
    for path in (*options.texts, options.ocr):
        digest.update(Path(path).read_bytes())
    return {
        "command": "python -m tests.benchmarks.find_fit",
        "data_sha256": digest.hexdigest(),
        "recipes": RECIPES,
        "settings": [asdict(setting) for setting in SETTINGS],
    }


def gather(setting: Setting, options: argparse.Namespace, first: int) -> Iterator[tuple[Level, list[Example]]]:
    """The candidates that a library has for copies of some of its texts, at each level."""
    pool, size = setting.pool(options.texts), setting.size
    passages, misread = ocr(options.ocr, part=0) if setting.misread else ([], [])
    kept, asked = without_some(passages, misread)
    every = [Document(key, text) for key, text in kept]
    every += [Document(f"t{number}", pool.text(number)) for number in range(first, first + size)]
    every += [Document(f"e{number}", edition(pool, number)) for number in range(first, first + size, 20)]
    every += quoting(pool, setting, first)
    asked += copies(pool, size, setting.copies, RECIPES, first=first, absent=setting.absent)
    asked += smeared(pool, size, setting.copies // 5, first)
    asked += of_editions(pool, size, setting.copies // 10, first)
    library, numbers = MemoryLibrary(every), {document.id: k for k, document in enumerate(every)}
    with Workers(options.jobs) as workers:
        for level in Level:
            candidates = library.candidates([questions(Cut(copy.text), level) for copy in asked], level)
            tasks = (
                Task(
                    copy.text,
                    [CandidateText(c.document, every[c.document].text) for c in found.best],
                    level,
                    None,
                    len(every),
                )
                for copy, found in zip(asked, candidates, strict=True)
            )
            rows = workers.map(look, tasks)
            yield level, [Example(c.kind, r, numbers.get(c.source)) for c, r in zip(asked, rows, strict=True)]


def quoting(pool: Pool, setting: Setting, first: int) -> Iterator[Document]:
    """For every other copy that has no source, a text that quotes one to three of its sentences."""
    for number in range(setting.absent - 1, setting.copies, 2 * setting.absent):
        dice = random.Random(f"quoting {number}")
        quoted = SENTENCE.split(pool.text(first + setting.size + number))
        own = SENTENCE.split(pool.text(first + 3 * setting.size + setting.copies + number))
        many = 1 if KINDS[number % len(KINDS)] == "third" else dice.randint(1, 3)
        start, place = dice.randrange(len(quoted) - many), dice.randrange(len(own))
        yield Document(f"q{number}", " ".join([*own[:place], *quoted[start : start + many], *own[place:]]))


def without_some(
    passages: Sequence[tuple[str, str]], misread: Sequence[Copy]
) -> tuple[list[tuple[str, str]], list[Copy]]:
    """Passages for the library, and misread copies: every fifth has lost its source, and all that say the same."""
    letters = {key: Cut(text).ids(Level.CHARACTERS).tobytes() for key, text in passages}
    gone = {letters[copy.source or ""] for copy in misread[::5]}
    left = [c if letters[c.source or ""] not in gone else replace(c, source=None) for c in misread]
    return [(key, text) for key, text in passages if letters[key] not in gone], left


def smeared(pool: Pool, size: int, count: int, first: int) -> Iterator[Copy]:
    """Copies of a third of a text, of which 5 to 30 letters in a hundred are others."""
    dice = random.Random("smeared")
    for number in range(count):
        here = (number + 1) % ABSENT != 0
        key = first + (dice.randrange(size) if here else 5 * size + number)
        text = pool.text(key)
        place, share = dice.randrange(2 * len(text) // 3), dice.uniform(0.05, 0.3)
        letters = (dice.choice(SMEARS) if dice.random() < share else c for c in text[place : place + len(text) // 3])
        yield Copy(f"smeared-{number}", "ocr", "".join(letters), f"t{key}" if here else None)


def edition(pool: Pool, number: int) -> str:
    """A later edition of a text."""
    return make_damage(pool.text(number), seed=number, recipe="revised").copy


def of_editions(pool: Pool, size: int, count: int, first: int) -> Iterator[Copy]:
    """Copies of which the library has two editions."""
    dice = random.Random("editions")
    for seed in range(count):
        number = first + 20 * dice.randrange(size // 20)
        later = dice.random() < 0.5
        text = edition(pool, number) if later else pool.text(number)
        damaged = make_damage(text, seed=seed, recipe=dice.choice(RECIPES)).copy
        yield Copy(f"edition-{seed}", "edition", damaged, f"{'e' if later else 't'}{number}")


def look(task: Task) -> list[Row]:
    """The close look at a copy's candidates."""
    asked = Asked(Cut(task.copy), task.level)
    return [row_of(asked.copy, found) for found in look_at(task, asked)]


def row_of(copy: Cut, found: Match) -> Row:
    edits = (0.0, 0.0)
    if found.level is Level.CHARACTERS:
        away = distance_of(copy, found)
        edits = float(away.edits), log1p(away.before) + log1p(away.behind)
    return Row(found.document, found.strength, found.evidence.figures, edits)


def fit(found: dict[Level, list[Example]]) -> dict[str, object]:
    """The models: of characters, from the copies that words leave in doubt."""
    words = logistic(found[Level.WORDS])
    unsure = [not e.rows or words.probabilities(e.figures).max() < SURE for e in found[Level.WORDS]]
    characters = logistic([e for e, left in zip(found[Level.CHARACTERS], unsure, strict=True) if left])
    edit, cut_ = channel(found[Level.CHARACTERS])
    levels = {Level.WORDS: words, Level.CHARACTERS: characters}
    return {
        "levels": {
            level.value: {"bias": round(model.bias, 4), "weights": [round(float(w), 4) for w in model.weights]}
            for level, model in levels.items()
        },
        "channel": {"edit": round(edit, 2), "cut": round(cut_, 2)},
    }


def logistic(examples: Sequence[Example], *, rounds: int = 6) -> Fitted:
    """Fitted to the likeliest candidate of each copy, and, with less weight, to the likeliest of the other kind."""
    model = Fitted(0.0, np.array([float(name in {"matched", "known"}) for name in FIGURES]))
    for _ in range(rounds):
        figures, right, weights = [], [], []
        for example in examples:
            if not example.rows:
                continue
            ranked = np.argsort(-model.probabilities(example.figures), kind="stable")
            truth = example.right
            others = [k for k in ranked if truth[k] != truth[ranked[0]]][:1]
            for weight, k in zip((1.0, 0.3), (ranked[0], *others), strict=False):
                figures.append(example.rows[k].figures)
                right.append(truth[k])
                weights.append(weight)
        model = newton(np.array(figures), np.array(right, dtype=np.float64), np.array(weights))
    return model


def newton(figures: Rows, right: Rows, weights: Rows, ridge: float = 3e-4) -> Fitted:
    """Weighted logistic regression of standardised figures with a ridge, by Newton's method."""
    total = weights.sum()
    mean = weights @ figures / total
    spread = np.sqrt(weights @ (figures - mean) ** 2 / total) + 1e-9
    table = np.column_stack((np.ones(len(figures)), (figures - mean) / spread))
    penalty = np.diag([1e-6, *[ridge * total] * figures.shape[1]])
    at = np.zeros(table.shape[1])
    for _ in range(60):
        likely = 1 / (1 + np.exp(-np.clip(table @ at, -30, 30)))
        slope = table.T @ (weights * (likely - right)) + penalty @ at
        bend = (table * (weights * likely * (1 - likely) + 1e-9)[:, None]).T @ table + penalty
        step = np.linalg.solve(bend, slope)
        at -= step * min(1.0, 5.0 / np.abs(step).max())
    own = at[1:] / spread
    return Fitted(float(at[0] - own @ mean), own)


def channel(examples: Sequence[Example]) -> tuple[float, float]:
    """The prices of an edit and of a cut under which the sources of misread copies are likeliest among their rivals."""
    rivals = [r for e in examples if e.kind == "ocr" and (r := rivals_of(e)) is not None]
    grid = [(edit, cut_) for edit in np.arange(0.5, 3.1, 0.25) for cut_ in np.arange(0.5, 3.1, 0.25)]

    def surprise(prices: tuple[float, float]) -> float:
        costs = (edits @ np.array(prices) for edits in rivals)
        return sum(float(own[0] - own.min() + np.log(np.exp(own.min() - own).sum())) for own in costs)

    return min(grid, key=surprise)


def rivals_of(example: Example) -> Rows | None:
    """Edits and cuts of the source, and of the others that come near it; None if it has no rivals."""
    most = max((row.strength for row in example.rows), default=0.0)
    near = [row for row in example.rows if row.strength >= NEAR[Level.CHARACTERS] * most]
    own = [row.edits for row in near if row.document == example.source]
    others = [row.edits for row in near if row.document != example.source and row.edits not in own]
    return np.array([*own, *others]) if own and others else None


if __name__ == "__main__":
    main()
