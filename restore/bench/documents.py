"""The pairs that are measured on: made damage, real pairs of one kind, and pairs with gold of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from random import Random

import restore
from restore.bench.corpus import PASSAGE, Corpus, Part, digest, pages, read_rows
from restore.bench.goldfile import read_gold
from restore.damage import Damaged, make_damage
from restore.encodings import decode
from restore.errors import InputError
from restore.files import read_bytes

RECIPES = ("light", "heavy", "light+move", "heavy+move", "ocr", "revised", "mixed", "tokeniser")
MOVED = ("light", "heavy", "light+move", "heavy+move")  # the recipes that the plain family has


class PairKind(StrEnum):
    """Where the truth about a pair comes from."""

    HOUSE = "house"  # made damage of the kind that confidence was fitted on
    FOREIGN = "foreign"  # damage made in another way
    PLAIN = "plain"  # damage made by the plainest rule, in a third way
    MISREAD = "misread"  # a real page and its reading by a machine: every difference is damage
    REVISED = "revised"  # two real editions: no difference is damage
    REWRITTEN = "rewritten"  # lines that somebody wrote in other words, names for pronouns: no difference is damage
    PAIR = "pair"  # a pair with its own gold


MADE = (
    PairKind.HOUSE,
    PairKind.FOREIGN,
    PairKind.PLAIN,
)  # by recipes, whose names begin with the family's but for the house's


def family(recipe: str) -> PairKind:
    """Which family a recipe is of.

    >>> family("light"), family("plain-light+move")
    (<PairKind.HOUSE: 'house'>, <PairKind.PLAIN: 'plain'>)
    """
    return next((kind for kind in MADE if recipe.startswith(f"{kind}-")), PairKind.HOUSE)


class Half(StrEnum):
    """Which texts are taken; `restore bench --fit` fits on the others."""

    HELD_OUT = "held-out"
    FITTED = "fitted"
    BOTH = "both"

    @property
    def parts(self) -> tuple[Part, ...]:
        """As parts of a corpus."""
        return {Half.HELD_OUT: (Part(1),), Half.FITTED: (Part(0),), Half.BOTH: (Part(0), Part(1))}[self]


@dataclass(frozen=True, slots=True)
class BenchPair:
    """One pair. `group` is its recipe without the family, or its kind; real pairs have no gold but their kind.

    `restored` is the copy with its damage undone, to the letter, where that is known.
    """

    id: str
    kind: PairKind
    group: str
    damaged: Damaged
    restored: str | None = None

    @property
    def edited(self) -> bool:
        """Whether all differences are an editor's."""
        return self.kind in (PairKind.REVISED, PairKind.REWRITTEN)

    @property
    def made(self) -> bool:
        """Whether every difference is known with its spans."""
        return self.kind in (*MADE, PairKind.PAIR)


@dataclass(frozen=True, slots=True)
class CorpusTexts:
    """Texts that pairs are taken from, as a report names them."""

    name: str
    half: str
    texts: int
    digest: str


@dataclass(frozen=True, slots=True)
class Data:
    """All pairs of a run, and where they come from."""

    documents: Sequence[BenchPair]
    sources: Sequence[CorpusTexts]

    @property
    def digest(self) -> str:
        """SHA-256 over every copy, source and gold, in order: other damage made of the same articles is other data."""
        parts = sha256()
        for document in self.documents:
            gold = json.dumps(document.damaged.to_json(), sort_keys=True)
            for part in (document.id, document.damaged.copy, document.damaged.source, gold, document.restored or ""):
                parts.update(part.encode("utf-8", "surrogatepass") + b"\0")
        return parts.hexdigest()


@dataclass(frozen=True, slots=True)
class Request:
    """What to measure on: a corpus, or the articles of the repository if it has none; at most `limit` texts of each."""

    corpus: Corpus = field(default_factory=Corpus)
    pairs: Sequence[tuple[Path, Path, Path]] = ()  # copy, source, gold
    half: Half = Half.HELD_OUT
    recipes: Sequence[str] = (*RECIPES, *(f"foreign-{name}" for name in RECIPES), *(f"plain-{name}" for name in MOVED))
    seeds: int = 1
    limit: int | None = None


def gather(request: Request) -> Data:
    """Read the texts and make the damage.

    Raises:
        InputError: a file is missing or not in its format, or there are no articles.
        UsageError: there is no recipe of that name.
    """
    documents: list[BenchPair] = []
    sources: list[CorpusTexts] = []
    for found, source in _parts(request):
        documents += found
        sources.append(source)
    return Data(documents, sources)


def _parts(request: Request) -> Iterator[tuple[list[BenchPair], CorpusTexts]]:
    if request.recipes:
        yield _articles(request)
    corpus = request.corpus
    real = (
        (corpus.misread, PairKind.MISREAD),
        (corpus.revised, PairKind.REVISED),
        (corpus.rewritten, PairKind.REWRITTEN),
    )
    for path, kind in real:
        if path:
            yield _real(path, kind, request)
    for copy, source, gold in request.pairs:
        yield _pair(copy, source, gold)


def _articles(request: Request) -> tuple[list[BenchPair], CorpusTexts]:
    if request.corpus.articles:
        paths, half = request.corpus.articles, request.half
        rows = [row for path in paths for row in read_rows(path, "text")]
        name = ", ".join(path.name for path in paths)
    else:
        paths, half, name = shipped(), Half.BOTH, "articles of the repository"
        rows = [{"id": path.stem, "text": decode(read_bytes(path), name=path.name)} for path in paths]
    rows = long_enough(rows)
    if not rows:
        raise InputError(f"{name}: no article is long enough to be damaged; give texts of 600 characters or more")
    documents = []
    texts = 0
    # Nothing is fitted on the articles of the repository, so all of them are held out, with that half's seeds.
    parts = half.parts if request.corpus.articles else Half.HELD_OUT.parts
    for part in parts:
        chosen = spread(part.of(rows) if request.corpus.articles else rows, request.limit)
        texts += len(chosen)
        seeds = [2 * number + part.number for number in range(request.seeds)]
        documents += [_made(row, recipe, seed) for recipe in request.recipes for row in chosen for seed in seeds]
    told = half.value if request.corpus.articles else "all; nothing is fitted on them"
    return documents, CorpusTexts(name, told, texts, digest(paths))


def long_enough(articles: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Articles that have room for damage."""
    return [row for row in articles if len(row["text"]) > PASSAGE // 10]


def passage(row: dict[str, str], seed: int) -> str:
    """The part of an article that is damaged: all of it, or PASSAGE characters from a place that the seed chooses."""
    text = row["text"]
    if len(text) <= PASSAGE:
        return text
    start = text.find(" ", Random(f"{row['id']}/{seed}").randrange(len(text) - PASSAGE)) + 1  # noqa: S311 - sampling
    return text[start : start + PASSAGE]


def spread(rows: Sequence[dict[str, str]], limit: int | None) -> list[dict[str, str]]:
    """At most `limit` of them, from the whole length: neighbours are often alike."""
    if limit is None or len(rows) <= limit:
        return list(rows)
    return [rows[number * len(rows) // limit] for number in range(limit)]


def _made(row: dict[str, str], recipe: str, seed: int) -> BenchPair:
    kind = family(recipe)
    damaged = make_damage(passage(row, seed), seed=seed, recipe=recipe)
    return BenchPair(f"{recipe}/{row['id']}/{seed}", kind, recipe.removeprefix(f"{kind}-"), damaged)


def _real(path: Path, kind: PairKind, request: Request) -> tuple[list[BenchPair], CorpusTexts]:
    rows = read_rows(path, "copy", "source")
    taken: list[dict[str, str]] = []
    for part in request.half.parts:
        chosen = part.of(rows)
        if kind is PairKind.MISREAD:
            chosen = [page | {"id": f"{part.number}-{n}"} for n, page in enumerate(pages(chosen))]
        taken += spread(chosen, request.limit)
    documents = [
        BenchPair(f"{kind}/{row['id']}", kind, kind.value, Damaged(row["copy"], row["source"], ())) for row in taken
    ]
    return documents, CorpusTexts(path.name, request.half.value, len(taken), digest([path]))


def _pair(copy: Path, source: Path, gold: Path) -> tuple[list[BenchPair], CorpusTexts]:
    texts = [decode(read_bytes(path), name=str(path)) for path in (copy, source)]
    damaged = Damaged(texts[0], texts[1], read_gold(gold, copy=texts[0], source=texts[1]))
    document = BenchPair(f"pair/{copy.stem}", PairKind.PAIR, f"pair {copy.stem[:12]}", damaged)
    return [document], CorpusTexts(f"{copy.name}, {source.name}", "all", 1, digest([copy, source, gold]))


def shipped() -> tuple[Path, ...]:
    """The articles in the repository, in order.

    Raises:
        InputError: this is an installed package without its repository.
    """
    folder = repository() / "fixtures" / "articles"
    paths = tuple(sorted(folder.glob("*.txt")))
    if not paths:
        raise InputError(
            "the articles to measure on are in the repository, not in the package; give --articles FILE.jsonl"
        )
    return paths


def repository() -> Path:
    """The folder this package was checked out in, if it was."""
    return Path(restore.__file__).resolve().parents[1]
