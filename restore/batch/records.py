"""The values a batch is made of: records, what they become, and the reasons why one is rejected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from restore.confidences import EngineConfidences
from restore.differences import Decision, Difference
from restore.errors import UsageError
from restore.hints import did_you_mean
from restore.values import dataclass, field, replace

if TYPE_CHECKING:
    from restore.excerpt import Excerpt
    from restore.layouts.layout import LineNumbers

Id = str | int


class Reason(StrEnum):
    """Why a record is rejected: the `error` of `rejected.jsonl`."""

    BAD_JSON = "bad_json"  # the line is no JSON object
    BAD_UTF8 = "bad_utf8"  # its bytes are no UTF-8, or those of a file it names are no text
    BAD_ROW = "bad_row"  # a CSV row has more cells than the header, or too few for a record, or an open quote
    MISSING_FIELD = "missing_field"  # it has no id, no copy or no source
    NO_SOURCE = "no_source"  # none of the sources it was looked for among is likely enough
    BAD_FIELD = "bad_field"  # one of them is neither text nor, for the id, a whole number; or any is nested too deeply
    DUPLICATE_ID = "duplicate_id"  # an earlier record has the id
    DUPLICATE_PAGE = "duplicate_page"  # an earlier record names the page
    BAD_PATH = "bad_path"  # a path leads out of the input's folder, or to something that is not a file
    UNREADABLE = "unreadable"  # a file it names is missing, may not be read, or is a page or document that is broken
    EMPTY = "empty"  # the copy or the source has no words
    TOO_LONG = "too_long"  # a text is longer than --max-size
    TIMEOUT = "timeout"  # aligning took longer than --timeout
    NOT_ITS_SOURCE = "not_its_source"  # the two texts have too little in common
    CRASH = "crash"  # the worker process died of it
    FAULT = "fault"  # the aligner failed on it, which is a mistake of this program


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page with its layout that a copy was read from: `path` below `folder`, and where its lines are."""

    folder: str
    path: str
    numbers: LineNumbers


@dataclass(frozen=True, slots=True)
class RestoredPage:
    """A page with its layout as it was restored, and what it is called below the folder of pages."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """A pair to restore. `line` is its place in the input: line, row or file, from 1 on, and strictly rising.

    `fields` are those carried through; `source_name` is the source's file, where it has one, and `page` the copy's,
    where that is a page with its layout, with the engine's `confidences`. `truth`, where the input has it, is the
    undamaged copy: repairs are measured against it.
    """

    line: int
    id: Id
    copy: str
    source: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    truth: str | None = None
    source_name: str = "source"
    page: PageFile | None = None
    confidences: EngineConfidences | None = None

    def against(self, excerpt: Excerpt | None) -> Record:
        """The record with only that part of its source, from which its differences' offsets count."""
        return replace(self, source=excerpt.text) if excerpt else self

    @property
    def has_part(self) -> bool:
        """Whether its source is a part of one, as that of a page that `--among` found in a book."""
        return isinstance(self.fields.get("source_excerpt"), str)

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.copy) + len(self.source) + 200


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that was not restored, and why; `id` is None where it could not be read."""

    line: int
    id: Id | None
    error: Reason
    message: str

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.message) + 200


@dataclass(frozen=True, slots=True)
class Restored:
    """A record's restored text and differences. `fidelity` is the copy's as it came; `seconds` is what it took."""

    line: int
    id: Id
    text: str
    differences: Sequence[Difference]
    fidelity: float
    fields: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    right: Sequence[bool | None] = ()  # for each difference, whether the truth agrees with it; empty without truth
    excerpt: Excerpt | None = None  # the part of the source that was compared, where that was asked for
    source_name: str = "source"
    page: RestoredPage | None = None  # where the copy was one, and repairs are applied

    @property
    def repairs(self) -> int:
        """How many differences are repaired in the text."""
        return sum(difference.decision is Decision.APPLY for difference in self.differences)


Entry = Record | Rejected
Outcome = Restored | Rejected


@dataclass(frozen=True, slots=True)
class Columns:
    """What a data set calls the fields of a record."""

    id: str = "id"
    copy: str = "copy"
    source: str = "source"
    copy_path: str = "copy_path"
    source_path: str = "source_path"
    truth: str = "truth"

    @classmethod
    def parse(cls, text: str) -> Columns:
        """Read `id=url,copy=body`.

        >>> Columns.parse("id=url,copy=body").copy
        'body'

        Raises:
            UsageError: a name is none of ours, or a field has two uses.
        """
        return cls.of(dict(_named(part) for part in text.split(",") if part.strip()))

    @classmethod
    def of(cls, names: Mapping[str, str], name: str = "--columns") -> Columns:
        """Columns from a mapping. Raises UsageError like `parse`; the name is what it begins with."""
        known = list(cls.__match_args__)
        for ours in names:
            if ours not in known:
                raise UsageError(f"{name}: no such field: {ours!r}{did_you_mean(ours, known)}")
        columns = cls(**names)
        used = [getattr(columns, name) for name in known]
        for theirs in used:
            if used.count(theirs) > 1:
                raise UsageError(f"{name}: {theirs!r} is named twice; each field has one use")
        return columns


def _named(part: str) -> tuple[str, str]:
    name, equals, value = (piece.strip() for piece in part.partition("="))
    if not (equals and name and value):
        raise UsageError(f"--columns: {part.strip()!r} is no assignment; write id=url,copy=body,source=gold")
    return name, value
