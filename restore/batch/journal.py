"""What a run's journal says: what was planned, what each batch was, and how far the run has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from restore.batch.tally import Tally
from restore.values import dataclass, field

SCHEMA = "restore-batch/1"
RUNNING, FINISHING, DONE = "running", "finishing", "done"


@dataclass(frozen=True, slots=True)
class RunTerms:
    """What the output depends on, and where that stands: `folder` is where paths begin, if not beside the input."""

    input: str
    bytes: int
    sha256: str
    settings: Mapping[str, Any]
    version: str
    folder: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        fingerprint = {"path": self.input, "bytes": self.bytes, "sha256": self.sha256}
        where = {"folder": self.folder} if self.folder else {}
        said = {"schema": SCHEMA, "version": self.version, "input": fingerprint | where}
        return {**said, "settings": dict(self.settings)}

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> RunTerms:
        """A plan from its plain values."""
        read = values["input"]
        said = (read["path"], read["bytes"], read["sha256"], values["settings"], values["version"])
        return cls(*said, read.get("folder", ""))

    def changes(self, other: RunTerms) -> list[str]:
        """What is different in another plan, in words; nothing where it would make the same output."""
        told = []
        if (self.bytes, self.sha256) != (other.bytes, other.sha256):
            told.append(
                f"the input had {self.bytes} bytes (sha256 {self.sha256[:12]}…), "
                f"now {other.bytes} ({other.sha256[:12]}…)"
            )
        told += [
            f"{name} was {self.settings.get(name)}, now {other.settings.get(name)}"
            for name in {**self.settings, **other.settings}
            if self.settings.get(name) != other.settings.get(name)
        ]
        if self.version != other.version:
            told.append(f"restore was {self.version}, now {other.version}")
        return told


@dataclass(frozen=True, slots=True)
class LoggedBatch:
    """One batch in the ledger: its digest, its records' lines, those rejected, its stretch of each file, its pages.

    `restored` is the digest of those of its records that were: whoever reads them again knows what they were. Where
    some were rejected, runs of earlier versions do not say.
    """

    digest: str
    lines: Sequence[int]
    rejected: Sequence[int]
    ends: Mapping[str, int]
    digests: Mapping[str, str]
    pages: Mapping[str, str] = field(default_factory=dict)  # digests by path
    restored: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values; runs of lines as their first and last."""
        return {
            "digest": self.digest, "lines": _runs(self.lines), "rejected": list(self.rejected),
            "ends": dict(self.ends), "digests": dict(self.digests),
            **({"pages": dict(self.pages)} if self.pages else {}),
            **({"restored": self.restored} if self.rejected else {}),
        }  # fmt: skip

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> LoggedBatch:
        """A part from its plain values."""
        lines = [line for first, last in values["lines"] for line in range(first, last + 1)]
        rest = (values["rejected"], values["ends"], values["digests"], values.get("pages", {}))
        restored = values.get("restored", "") if values["rejected"] else values["digest"]
        return cls(values["digest"], lines, *rest, restored)


@dataclass(slots=True)
class RunState:
    """How far a run has come. `seconds` is the time spent on it, over all its starts.

    `cut` says that the input could not be read to its end, so that the rest of it may come later.
    """

    phase: str = RUNNING
    batches: int = 0
    seconds: float = 0.0
    cut: bool = False
    tally: Tally = field(default_factory=Tally)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "phase": self.phase, "batches": self.batches, "seconds": round(self.seconds, 3), "cut": self.cut,
            "tally": self.tally.to_json(),
        }  # fmt: skip

    @classmethod
    def of_json(cls, values: Mapping[str, Any]) -> RunState:
        """A state from its plain values."""
        tally = Tally.of_json(values["tally"])
        return cls(values["phase"], values["batches"], values["seconds"], values.get("cut", False), tally)


def _runs(lines: Sequence[int]) -> list[list[int]]:
    """Rising numbers as first and last of each run.

    >>> _runs([1, 2, 3, 7])
    [[1, 3], [7, 7]]
    """
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return runs
