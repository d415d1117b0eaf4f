"""Known defects as data: `known.jsonl` beside a golden text lists differences that an extractor is known to make.

Each must still be there. One that is gone fails the check as unexpectedly clean, so that the list only ever says what
is so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from restore.errors import InputError
from restore.files import is_there, parse_json

if TYPE_CHECKING:
    from restore.golden.findings import Finding

FILE = "known.jsonl"
_HALVES = re.compile("[\ud800-\udfff]")  # of characters, which no encoding has


@dataclass(frozen=True, slots=True)
class Known:
    """One known defect. The id names it; code, kind and the two texts are there for the people who read the file."""

    id: str
    code: str
    kind: str
    golden: str
    received: str
    note: str = ""

    @classmethod
    def of(cls, finding: Finding) -> Known:
        """A finding as a known defect."""
        return cls(finding.id, str(finding.code), finding.kind.value, finding.golden.text, finding.received.text)

    def line(self) -> str:
        """The line of the file."""
        fields = {
            "id": self.id, "code": self.code, "kind": self.kind, "golden": self.golden, "received": self.received,
        }  # fmt: skip
        line = json.dumps(fields | ({"note": self.note} if self.note else {}), ensure_ascii=False)
        return _HALVES.sub(lambda half: f"\\u{ord(half.group()):04x}", line)


def read_known(path: Path) -> list[Known]:
    """The known defects of a file; none when it is not there.

    Raises:
        InputError: a line is no JSON object with an id.
    """
    from restore.inputs import read_utf8

    if not is_there(path):
        return []
    lines = read_utf8(path).split("\n")
    return [_parse(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def _parse(line: str, where: str) -> Known:
    try:
        fields = parse_json(line)
        values = {key: str(fields.get(key, "")) for key in ("code", "kind", "golden", "received", "note")}
        return Known(id=str(fields["id"]), **values)
    except (ValueError, KeyError, AttributeError):
        raise InputError(f'{where}: no known defect; a line is {{"id": …, "code": …, "golden": …}}') from None


def known_text(known: Iterable[Known]) -> str:
    """The file's text."""
    return "".join(one.line() + "\n" for one in known)
