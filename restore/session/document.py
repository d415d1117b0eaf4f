"""The texts of a review, with the differences found between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING
from unicodedata import normalize

from restore.inputs import Given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restore.differences import Difference, Place
    from restore.layouts.layout import Layout, LineNumbers, PagePlace
    from restore.plan import Plan


@dataclass(frozen=True, slots=True)
class Side:
    """One text as it was read; `path` is None without a file. If no page, `text.encode(encoding)` gives its bytes.

    A page's text may be all that there is of it: `numbers` are its lines. `part` is where in a source its text stands,
    where it is not all of it; no file has just that, and `whole` is the one that has all of the source.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    path: str | None = None
    layout: Layout | None = None
    numbers: LineNumbers | None = None
    part: Place | None = None
    whole: str | None = None

    def restored(self, plan: Plan) -> str:
        """What the file becomes when a plan for its text is carried out."""
        return Given(self.text, self.encoding, self.layout).restored(plan)

    def place_at(self, offset: int) -> PagePlace | None:
        """Where on a page a character of the text stands; None where the text is none."""
        numbers = self.layout.numbers if self.layout else self.numbers
        return numbers.place_at(offset) if numbers else None

    @property
    def is_page(self) -> bool:
        """Whether it is the text of a page, in whose lines its words stand."""
        return self.layout is not None or self.numbers is not None

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, hexadecimal."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class ReviewDocument:
    """A copy, its source and their differences, in the copy's order, with the decisions of the policy."""

    id: str
    copy: Side
    source: Side
    differences: Sequence[Difference]

    @property
    def is_written_otherwise(self) -> bool:
        """Whether all that differs is how Unicode writes the letters: é in one character, or in two."""
        copy, source = (side.text for side in (self.copy, self.source))
        return copy.split() != source.split() and normalize("NFC", copy).split() == normalize("NFC", source).split()

    @cached_property
    def identity(self) -> Identity:
        """The digests of both texts, computed once."""
        return Identity(self.copy.digest, self.source.digest)


@dataclass(frozen=True, slots=True)
class Identity:
    """What two texts were when a session saw them."""

    copy: str
    source: str

    def changed(self, other: Identity) -> str:
        """Which of the texts differ, in words; empty when none does."""
        names = [name for name in ("copy", "source") if getattr(self, name) != getattr(other, name)]
        return " and ".join(names)


@dataclass(frozen=True, slots=True)
class ChangedDocument:
    """A document that is no longer what it was, and how many of its decisions found their difference again."""

    document: ReviewDocument
    what: str
    carried: int
    lost: int

    def __str__(self) -> str:
        name = getattr(self.document, "copy" if "copy" in self.what else "source").name
        kept = f"{self.carried} decision{'s' * (self.carried != 1)} carried over, {self.lost} not"
        return f"{name}: the {self.what} changed since this session saw it: {kept}"
