"""Families of texts, each damaged or revised in its own way, and how they are read from files or made.

Figures of one family say nothing of another, so each is measured apart. A text is always in the same half, whichever
families it is in, and the texts of a family come in an order that has nothing to do with their files', so that the
first few are a fair sample of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from restore.bench import documents as files
from restore.bench.corpus import Corpus, Part, document_of, half_of, pages, read_objects, read_rows
from restore.bench.truth import Edit, Told, Writing, between, of_gold, undone, written_over
from restore.damage import AMENDED, Damaged, GoldDifference, Recipe, make_damage
from restore.damage.restyle import Mistype, Restyle
from restore.differences import Cause
from restore.encodings import decode
from restore.errors import InputError
from restore.files import read_bytes
from restore.text import Text

T = TypeVar("T")


class Family(StrEnum):
    """What befell the copies of a family."""

    HOUSE = "house"  # made damage, in this project's own way
    FOREIGN = "foreign"  # made in another way
    PLAIN = "plain"  # made by the plainest rule
    COREFERENCE = "coreference"  # a coreference system wrote mentions over others
    EDITION = "edition"  # the same, over an honest revision of the source
    SHIFTED = "shifted"  # people's own coreference, written over the text, at times beside the place that was meant
    SLIPS = "slips"  # made: hardly anything, so that a slip stands alone
    AMENDED = "amended"  # made: an editor's small words, alone and beside damage
    MISREAD = "misread"  # real pages and passages as a machine read them
    TOKENISER = "tokeniser"  # made: what a tokeniser split and dropped
    SCRAPED = "scraped"  # made: what a scraper lost, repeated, moved and left in
    STYLED = "styled"  # made: another house's marks, capitals, hyphens and spelling: no difference is damage
    REVISED = "revised"  # two real editions: no difference is damage
    CHAINED = "chained"  # all of these as one long text
    REWRITTEN = "rewritten"  # single lines that somebody wrote in other words: no difference is damage

    @property
    def honest(self) -> bool:
        """Whether no difference is damage."""
        return self in (Family.STYLED, Family.REVISED, Family.CHAINED, Family.REWRITTEN)


_ENTITIES = ("light", "mixed", "heavy", "revised", "light+move", "ocr", "heavy+move")
RECIPES: Mapping[Family, tuple[str, ...]] = {
    Family.HOUSE: _ENTITIES,
    Family.FOREIGN: tuple(f"foreign-{name}" for name in _ENTITIES),
    Family.PLAIN: tuple(f"plain-{name}" for name in files.MOVED),
    Family.TOKENISER: ("tokeniser", "foreign-tokeniser"),
    Family.SCRAPED: ("scraped",),
    Family.SLIPS: ("slips", "foreign-slips", "plain-slips"),
    Family.AMENDED: tuple(recipe.name for recipe in AMENDED),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One pair and what is true of it.

    `ideal` is what repair is asked for, as the tokens' folds; `edits` are all damage of the copy, in order. `gold` has
    the differences whose spans are known on both sides, `complete` says that there are no others.
    """

    id: str
    family: Family
    copy: str
    source: str
    ideal: tuple[str, ...]
    edits: tuple[Edit, ...] = ()
    gold: tuple[GoldDifference, ...] = ()
    complete: bool = False


def documents(family: Family, corpus: Corpus, half: int, *, limit: int | None = None) -> Iterator[Sample]:
    """The pairs of a family, each made when it is asked for; none if the corpus has no file for it.

    `half` is 0, the texts to fit on, or 1, those that are held out. Without articles, damage is made of those of the
    repository, which are all held out.

    Raises:
        InputError: a file is missing or not in its format.
    """
    return islice(_READERS[family](family, corpus, half, limit), limit)


def _made(family: Family, corpus: Corpus, half: int, _limit: int | None) -> Iterator[Sample]:
    """Each article by each recipe; the first copies are of as many articles as there are, by all recipes in turn."""
    rows = _articles(corpus, half)
    rows = _mixed(files.long_enough(rows), lambda row: row["id"])
    recipes = RECIPES[family]
    for turn in range(len(recipes)):
        for number, row in enumerate(rows):
            yield _damaged(family, row, recipes[(number + turn) % len(recipes)], half)


def _articles(corpus: Corpus, half: int) -> list[dict[str, str]]:
    """The articles of one half; without any, those of the repository, which are all held out."""
    if corpus.articles:
        rows = [row for path in corpus.articles for row in read_rows(path, "text")]
        return Part(half).of(rows)
    rows = [{"id": path.stem, "text": decode(read_bytes(path), name=path.name)} for path in files.shipped()]
    return rows if half == 1 else []


def _styled(_family: Family, corpus: Corpus, half: int, _limit: int | None) -> Iterator[Sample]:
    """Each article as another house writes it, or the other way round, which is as honest."""
    for row in _mixed(files.long_enough(_articles(corpus, half)), lambda row: row["id"]):
        yield restyled(row["id"], files.passage(row, half), half)


def restyled(name: str, text: str, seed: int) -> Sample:
    """A text and its edition by another house, either of them the copy; of typing errors, the source has them."""
    rng = Random(f"{name}/{seed}")  # noqa: S311 - sampling
    mistyped = rng.random() < 0.1
    made = make_damage(text, seed=seed, recipe=Recipe("restyled", (Mistype() if mistyped else Restyle(),)))
    sides = (made.copy, made.source)
    copy, source = reversed(sides) if mistyped or rng.random() < 0.5 else sides
    return _kept(Family.STYLED, name, copy, source)


def _damaged(family: Family, row: dict[str, str], recipe: str, seed: int) -> Sample:
    made = make_damage(files.passage(row, seed), seed=seed, recipe=recipe)
    copy, source = Text.of(made.copy), Text.of(made.source)
    asked = of_gold(copy, source, (g for g in made.gold if g.repairable), folds=True)
    edits = tuple(sorted(of_gold(copy, source, made.gold), key=lambda e: (e.start, e.end)))
    ideal = undone(copy.folds, asked)
    return Sample(f"{recipe}/{row['id']}", family, made.copy, made.source, ideal, edits, made.gold, complete=True)


def _coreference(family: Family, corpus: Corpus, half: int, _limit: int | None) -> Iterator[Sample]:
    path = corpus.shifted if family is Family.SHIFTED else corpus.coreference
    rows = [row for row in _written(path) if half_of(document_of(row.id)) == half] if path else []
    for row in _mixed(rows, lambda row: row.id):
        revised = row.clean != row.source
        if revised == (family is Family.EDITION):
            told = row.told()
            ideal = tuple(Text.of(row.clean).folds)
            yield Sample(row.id, family, row.copy, row.source, ideal, told.edits, told.gold, complete=not revised)


@dataclass(frozen=True, slots=True)
class _Written:
    """A row of a file in which mentions were written over others.

    Where the clean text is the source as a tokeniser left it, which is damage too, `clean` is the source itself.
    """

    id: str
    copy: str
    clean: str
    source: str
    writings: tuple[Writing, ...]

    def told(self) -> Told:
        return written_over(Text.of(self.copy), Text.of(self.clean), Text.of(self.source), self.writings)


def _written(path: Path) -> Iterator[_Written]:
    for number, row in read_objects(path):
        try:
            yield _row(row, number)
        except (KeyError, TypeError, ValueError):
            raise InputError(
                f'{path}: line {number} is no JSON object with "source", "copy", "clean" and "edits" of spans in copy '
                "and clean; see restore bench --help"
            ) from None


def _row(row: dict[str, Any], number: int) -> _Written:
    """Raises KeyError, TypeError or ValueError for what is no such row."""
    clean, place = ("source", "origin") if any("origin" in edit for edit in row["edits"]) else ("clean", "source")
    copy, before, source = row["copy"], row[clean], row["source"]
    if not all(isinstance(text, str) for text in (copy, before, source)):
        raise TypeError
    writings = (Writing(_stretch(edit["copy"], copy), _stretch(edit[place], before)) for edit in row["edits"])
    return _Written(str(row.get("id", number)), copy, before, source, tuple(writings))


def _stretch(value: Sequence[int], text: str) -> tuple[int, int]:
    start, end = value
    if not 0 <= start <= end <= len(text):
        raise ValueError
    return start, end


def _misread(_family: Family, corpus: Corpus, half: int, _limit: int | None) -> Iterator[Sample]:
    """Pages, since a copy's rate of misreadings is evidence, and each passage alone, since short copies come too."""
    passages = _pairs(corpus.misread, half)
    whole = [page | {"id": f"page-{number}"} for number, page in enumerate(pages(passages))]
    for row in _mixed([*whole, *passages], lambda row: row["id"]):
        yield misread(row["id"], row["copy"], row["source"])


def misread(name: str, copy: str, source: str) -> Sample:
    """A text and what a machine read it as: every difference is damage."""
    ours, theirs = Text.of(copy), Text.of(source)
    edits = tuple(between(ours.forms, theirs.forms, Cause.SPELLING))
    return Sample(name, Family.MISREAD, copy, source, tuple(theirs.folds), edits)


def sample_of(name: str, family: Family, made: Damaged) -> Sample:
    """A damaged text whose damage is known; what repair is asked for is not."""
    edits = of_gold(Text.of(made.copy), Text.of(made.source), made.gold)
    ordered = tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))
    return Sample(name, family, made.copy, made.source, (), ordered, made.gold, complete=True)


def _honest(family: Family, corpus: Corpus, half: int, _limit: int | None) -> Iterator[Sample]:
    rows = _pairs(corpus.revised if family is Family.REVISED else corpus.rewritten, half)
    for row in _mixed(rows, lambda row: row["id"]):
        yield _kept(family, row["id"], row["copy"], row["source"])


def _chained(family: Family, corpus: Corpus, half: int, limit: int | None) -> Iterator[Sample]:
    """In a long text every word stands elsewhere, which must not make entities of an editor's words."""
    parts = list(islice(_honest(Family.REVISED, corpus, half, None), limit))
    if parts:
        copy, source = ("\n\n".join(getattr(part, side) for part in parts) for side in ("copy", "source"))
        yield _kept(family, "all", copy, source)


def _kept(family: Family, name: str, copy: str, source: str) -> Sample:
    return Sample(name, family, copy, source, tuple(Text.of(copy).folds))


def _pairs(path: Path | None, half: int) -> list[dict[str, str]]:
    return Part(half).of(read_rows(path, "copy", "source")) if path else []


def _mixed(rows: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """The rows in an order that only their names decide."""
    return sorted(rows, key=lambda row: blake2s(name(row).encode("utf-8", "surrogatepass")).digest())


_Reader = Callable[[Family, Corpus, int, int | None], Iterator[Sample]]
_READERS: Mapping[Family, _Reader] = {
    **dict.fromkeys(RECIPES, _made),
    Family.STYLED: _styled,
    **dict.fromkeys((Family.COREFERENCE, Family.EDITION, Family.SHIFTED), _coreference),
    Family.MISREAD: _misread,
    **dict.fromkeys((Family.REVISED, Family.REWRITTEN), _honest),
    Family.CHAINED: _chained,
}
