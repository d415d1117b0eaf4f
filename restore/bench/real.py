"""The repository's pairs with a truth of their own: what is known of one follows from the folder it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from restore.bench.corpus import read_rows
from restore.bench.documents import BenchPair, CorpusTexts, Data, PairKind, repository
from restore.bench.goldfile import read_gold
from restore.damage import Damaged
from restore.encodings import decode
from restore.errors import InputError
from restore.files import read_bytes


class RealPairs(StrEnum):
    """A folder, or a file of lines, of `fixtures/real`."""

    COREFERENCE = "coreference"  # a coreference system wrote mentions over others
    EDITION = "edition"  # the same over a later edition, whose changes are to stay
    TOKENISED = "tokenised"  # tokenised; words with hyphens and dashes were lost
    MOVED = "moved"  # one paragraph stands elsewhere
    MISREAD = "misread"  # printed, and read by a machine
    DOUBLED = "doubled"  # the same in two halves that overlap: a few lines are there twice
    REVISED = "revised"  # two revisions by people
    STYLE = "style"  # edited to the style of another house
    SCRAPED = "scraped"  # extracted from a page, with what else stood there, or without what was cut
    ONE_LINERS = "one-liners"  # lines that somebody changed on purpose


TRUTH: Mapping[RealPairs, PairKind] = MappingProxyType(
    {
        RealPairs.COREFERENCE: PairKind.PAIR,
        RealPairs.EDITION: PairKind.PAIR,
        RealPairs.TOKENISED: PairKind.PAIR,
        RealPairs.MOVED: PairKind.PAIR,
        RealPairs.MISREAD: PairKind.MISREAD,
        RealPairs.DOUBLED: PairKind.MISREAD,
        RealPairs.REVISED: PairKind.REVISED,
        RealPairs.STYLE: PairKind.REVISED,
        RealPairs.SCRAPED: PairKind.REVISED,
        RealPairs.ONE_LINERS: PairKind.REWRITTEN,
    }
)


def folder() -> Path:
    """Where they are."""
    return repository() / "fixtures" / "real"


def real_pairs() -> Data:
    """All of them, by group and name.

    Raises:
        InputError: a file is missing or not in its format, or this is an installed package without its repository.
    """
    documents: list[BenchPair] = []
    sources: list[CorpusTexts] = []
    for group in RealPairs:
        found = list(_lines(group) if group is RealPairs.ONE_LINERS else _folders(group))
        if not found:
            raise InputError(f"{folder() / group}: no pair is there; the real pairs are in the repository alone")
        part = Data(found, ())
        documents += found
        sources.append(CorpusTexts(f"real pairs of the repository: {group}", "all", len(found), part.digest))
    return Data(documents, sources)


NEGATIVE = "negative"


def negative_pairs() -> Data:
    """The pairs of `fixtures/negative`: honest revisions and house styles, each about one thing, written for this.

    Raises:
        InputError: as `real_pairs`.
    """
    place = repository() / "fixtures" / NEGATIVE
    names = sorted(path.parent.name for path in place.glob("*/copy.txt"))
    if not names:
        raise InputError(f"{place}: no pair is there; they are in the repository alone")
    texts = [[_text(place / name / file) for file in ("copy.txt", "source.txt")] for name in names]
    found = [
        BenchPair(f"{NEGATIVE}/{name}", PairKind.REVISED, NEGATIVE, Damaged(copy, source, ()))
        for name, (copy, source) in zip(names, texts, strict=True)
    ]
    return Data(found, [CorpusTexts("honest pairs of the repository", "all", len(found), Data(found, ()).digest)])


def _folders(group: RealPairs) -> Iterator[BenchPair]:
    for path in sorted((folder() / group).glob("*/copy.txt")):
        copy, source = (_text(path.with_name(name)) for name in ("copy.txt", "source.txt"))
        spans = TRUTH[group] is PairKind.PAIR
        gold = read_gold(path.with_name("gold.json"), copy=copy, source=source) if spans else ()
        yield _document(group, path.parent.name, Damaged(copy, source, gold))


def _lines(group: RealPairs) -> Iterator[BenchPair]:
    for row in read_rows(folder() / f"{group}.jsonl", "copy", "source"):
        yield _document(group, row["id"], Damaged(row["copy"], row["source"], ()))


def _document(group: RealPairs, name: str, damaged: Damaged) -> BenchPair:
    return BenchPair(f"real/{group}/{name}", TRUTH[group], group.value, damaged)


def _text(path: Path) -> str:
    return decode(read_bytes(path), name=str(path))
