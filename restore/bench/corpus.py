"""The files that a run reads its texts from, what they are, and which half of them a text belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2s, sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from restore.encodings import decode
from restore.errors import InputError
from restore.files import parse_json, read_bytes

PATTERNS: Mapping[str, str] = MappingProxyType(
    {  # the names by which a folder's files are known; of articles all are taken, of the others the first
        "articles": "articles*.jsonl",
        "misread": "ocr*.jsonl",
        "revised": "revis*.jsonl",
        "rewritten": "rewrit*.jsonl",
        "coreference": "coref*neural*.jsonl",
        "shifted": "coref*shifted*.jsonl",
    }
)
PASSAGE = 6000  # characters of an article that are damaged at most
PAGE = 6  # misread passages that are put together to one page, since a copy's own rate of misreadings is evidence
PREFIXES = ("GUM_",)  # what a corpus puts before the names of its texts


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of texts by its name and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Files of JSON lines, or None: `articles` {id, text}, clean; the others {id, source, copy}.

    In `misread` every difference is damage; in `revised`, editions of long texts, and in `rewritten`, lines that
    somebody wrote in other words, none is. In `coreference`, and in `shifted`, where they may stand beside the place
    that was meant, mentions were written over others: {clean, edits: [{source, copy}]} has their spans in `clean`, the
    text before that, which is the source or an honest revision of it.
    """

    articles: tuple[Path, ...] = ()
    misread: Path | None = None
    revised: Path | None = None
    rewritten: Path | None = None
    coreference: Path | None = None
    shifted: Path | None = None

    @property
    def paths(self) -> list[Path]:
        """The files there are."""
        others = (self.misread, self.revised, self.rewritten, self.coreference, self.shifted)
        return [*self.articles, *(path for path in others if path)]

    @property
    def files(self) -> list[CorpusFile]:
        """The files there are with their digests, so that whoever has them can tell that they are the same.

        Raises:
            InputError: one is missing.
        """
        return [CorpusFile(path.name, digest([path])) for path in self.paths]


def digest(paths: Iterable[Path]) -> str:
    """One SHA-256 over files, in this order.

    Raises:
        InputError: one is missing.
    """
    return sha256(b"".join(read_bytes(path) for path in paths)).hexdigest()


def document_of(name: str) -> str:
    """The text that a row is of, from the row's id: whatever was made of one text has its name, behind a folder.

    >>> document_of("gum-ptb/academic_art"), document_of("GUM_academic_art"), document_of("revisions/HMAS Sydney")
    ('academic_art', 'academic_art', 'HMAS Sydney')
    """
    base = name.rsplit("/", 1)[-1]
    for prefix in PREFIXES:
        base = base.removeprefix(prefix)
    return base


def half_of(document: str) -> int:
    """0 or 1, by the text's name alone: all that was made of one text is on one side, in whichever file it stands.

    >>> half_of(document_of("gum/GUM_bio_hadid")) == half_of("bio_hadid")
    True
    """
    return blake2s(document.encode("utf-8", "surrogatepass"), digest_size=1).digest()[0] & 1


@dataclass(frozen=True, slots=True)
class Part:
    """One half of the corpus, by document: whatever was made of one text is in one of them, from whichever file."""

    number: int  # 0 or 1

    def of(self, rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
        """This part's rows."""
        return [row for row in rows if half_of(row["document"]) == self.number]


def pages(passages: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Pages of so many passages each, on both sides."""
    return [
        {side: "\n".join(row[side] for row in passages[at : at + PAGE]) for side in ("copy", "source")}
        for at in range(0, len(passages), PAGE)
    ]


def read_rows(path: Path, *fields: str) -> list[dict[str, str]]:
    """The values of a file of JSON lines, each an object with these fields of text, its id, and its document.

    Raises:
        InputError: the file is missing, or a line is no such object.
    """
    rows = []
    for number, row in read_objects(path):
        if not all(isinstance(row.get(field), str) for field in fields):
            wanted = ", ".join(f'"{field}"' for field in fields)
            raise InputError(f"{path}: line {number} is no JSON object with {wanted}; see restore bench --help")
        name = str(row.get("id", number))
        rows.append({field: row[field] for field in fields} | {"id": name, "document": _document(row, name)})
    return rows


def read_objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The lines of a file of JSON lines that have something on them, numbered; what is no object is an empty one.

    Raises:
        InputError: the file is missing.
    """
    for number, line in enumerate(decode(read_bytes(path), name=str(path)).splitlines(), 1):
        if line.strip():
            try:
                row = parse_json(line)
            except ValueError:
                row = None
            yield number, row if isinstance(row, dict) else {}


def _document(row: dict[str, Any], name: str) -> str:
    """Lines of one conversation, whose first two lines are its subject, are one document; else the id says it."""
    talk = row.get("history")
    return "/".join(map(str, talk[:2])) if isinstance(talk, list) and talk else document_of(name)
