"""The files that a run reads its texts from, what they are, and which half of them a text belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2s, sha256
from pathlib import Path

from restore.files import read_bytes

PREFIXES = ("GUM_",)  # what a corpus puts before the names of its texts


@dataclass(frozen=True, slots=True)
class File:
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
    def files(self) -> list[File]:
        """The files there are with their digests, so that whoever has them can tell that they are the same.

        Raises:
            InputError: one is missing.
        """
        return [File(path.name, digest([path])) for path in self.paths]


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
