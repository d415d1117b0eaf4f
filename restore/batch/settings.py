"""What a run was asked to do, split into what its output depends on and what it does not."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from restore.batch.fields import Fields
from restore.batch.kernel import Kernel
from restore.batch.readers import InputForm
from restore.batch.records import Columns, Id
from restore.errors import UsageError
from restore.repair import Policy
from restore.streams import MAX_SIZE
from restore.values import dataclass, field
from restore.wire import of_policy, to_policy

BATCH_SIZE = 64_000  # bytes of text: some tenths of a second of work, so that small inputs keep all cores busy too
BATCH_RECORDS = 200  # at most, so that a batch of one-liners is no longer than one of articles
TIMEOUT = 60.0  # seconds for one pair


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `count` parts of an input, by a stable hash of the id: the same whatever the order of the records.

    >>> [Shard(n, 2).has("a", 1) for n in (1, 2)]
    [False, True]
    """

    number: int = 1
    count: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read `2/8`. Raises UsageError for what is none."""
        number, _, count = text.partition("/")
        if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
            raise UsageError(f"--shard: {text!r} is no shard; write 1/8 to 8/8")
        return cls(int(number), int(count))

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def has(self, name: Id | None, line: int) -> bool:
        """Whether a record is in it; one without an id goes by its line."""
        if self.count == 1:
            return True
        key = f"line {line}" if name is None else f"{type(name).__name__} {name}"
        digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.count == self.number - 1


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """What the output depends on: the same settings and input give the same bytes.

    `folder` is where the paths in the input begin, if not beside it.
    """

    input: str
    policy: Policy = field(default_factory=Policy)
    columns: Columns = field(default_factory=Columns)
    pairs: str | None = None
    delimiter: str | None = None
    shard: Shard = field(default_factory=Shard)
    dry_run: bool = False
    excerpt: bool = False
    format: str = "jsonl"
    max_size: int = MAX_SIZE
    batch_size: int = BATCH_SIZE
    folder: str = ""

    def kernel(self) -> Kernel:
        """What a worker does."""
        return Kernel(self.policy, self.dry_run, self.excerpt)

    def source(self) -> InputForm:
        """How to read the input."""
        fields = Fields(self.columns, self.folder or folder_of(self.input), self.max_size)
        return InputForm(self.input, fields, self.pairs, self.delimiter)

    def to_json(self) -> dict[str, Any]:
        """Plain values, as `plan.json` keeps them; no paths are among them, since folders are moved."""
        return {
            **of_policy(self.policy),
            "columns": {name: getattr(self.columns, name) for name in Columns.__dataclass_fields__},
            "pairs": self.pairs,
            "delimiter": self.delimiter,
            "shard": str(self.shard),
            "dry_run": self.dry_run,
            "excerpt": self.excerpt,
            "format": self.format,
            "max_size": self.max_size,
            "batch_size": self.batch_size,
        }

    @classmethod
    def of_json(cls, path: str, values: Mapping[str, Any], folder: str = "") -> BatchSettings:
        """Settings from their plain values, and the paths."""
        kept = {name: values[name] for name in ("pairs", "delimiter", "dry_run", "format", "max_size", "batch_size")}
        return cls(
            path,
            to_policy(values),
            Columns(**values["columns"]),
            shard=Shard.parse(values["shard"]),
            excerpt=values.get("excerpt", False),  # runs of earlier versions do not say
            folder=folder,
            **kept,
        )


def folder_of(input_path: str) -> str:
    """The folder that paths in an input are relative to: itself, or that which it stands in."""
    return input_path if os.path.isdir(input_path) else os.path.dirname(os.path.abspath(input_path))


def refuse_inside(folder: str, input_path: str) -> None:
    """Raise UsageError for an output folder inside of an input folder, which it would change."""
    inside = os.path.realpath(folder) + os.sep
    if os.path.isdir(input_path) and inside.startswith(os.path.realpath(input_path) + os.sep):
        raise UsageError(f"{folder}: is inside the input's folder, which it would change; name another")


@dataclass(frozen=True, slots=True)
class Limit:
    """How many records may be rejected: a share of those read, or a number.

    >>> Limit.parse("1%").exceeded(11, of=1000), Limit.parse("20").exceeded(20, of=30)
    (True, False)
    """

    share: float | None = None
    number: int | None = None

    @classmethod
    def parse(cls, text: str, name: str = "--max-rejected") -> Limit:
        """Read `1%` or `500`. Raises UsageError, which begins with the name, for what is neither."""
        try:
            limit = cls(share=float(text[:-1]) / 100) if text.endswith("%") else cls(number=int(text))
        except ValueError:
            limit = cls(share=-1)
        if not (limit.share or limit.number or 0) >= 0 or (limit.share or 0) > 1:  # `nan%` is neither
            raise UsageError(f"{name}: {text!r} is neither a share nor a number; write 1% or 500")
        return limit

    def exceeded(self, rejected: int, *, of: int, done: bool = True) -> bool:
        """Whether too many are; a share is judged of at least 1000 records until all are `done`."""
        if self.number is not None:
            return rejected > self.number
        return self.share is not None and rejected > self.share * (of if done else max(of, 1000))


@dataclass(frozen=True, slots=True)
class Effort:
    """How the work is done, which may differ from one start of a run to the next."""

    jobs: int = 1
    timeout: float = TIMEOUT
    max_rejected: Limit = field(default_factory=Limit)
