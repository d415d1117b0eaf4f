"""A golden text that is a file by itself, with no folder around it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from restore.golden.case import Case, Meta
from restore.golden.contents import worded
from restore.golden.known import Known


@dataclass(frozen=True, slots=True)
class PlainCase(Case):
    """A golden text file as a case: no page, no rules, no known defects but those in FILE.known.jsonl beside it."""

    @classmethod
    def of(cls, path: Path) -> PlainCase:
        """The case of a file; its name is the file's."""
        return cls(path.parent, path.name)

    @property
    def golden(self) -> str:
        """The file's text without its last line end.

        Raises:
            InputError: it cannot be read, is no text, or has no word.
        """
        from restore.golden.gather import read_text

        path = self.root / self.name
        return worded(read_text(path), path)

    @property
    def updatable(self) -> bool:
        """A plain file is only compared with."""
        return False

    @property
    def pending(self) -> None:
        """None: a file is a golden text at once."""
        return

    @property
    def page_path(self) -> None:
        """None."""
        return

    @property
    def meta(self) -> Meta:
        """Nothing."""
        return Meta()

    @property
    def known(self) -> list[Known]:
        """The known defects listed beside the file."""
        from restore.golden.known import read_known

        return read_known(self.known_path)

    @property
    def known_path(self) -> Path:
        """Where they are listed."""
        return self.root / f"{self.name}.known.jsonl"
