"""A table of the differences for a spreadsheet (RFC 4180), safe to open in one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from restore.formats.words import rivals
from restore.visible import visible_lines

if TYPE_CHECKING:
    from restore.differences import Difference
    from restore.formats.view import View
    from restore.restoration import Restoration

COLUMNS = (
    "id", "code", "decision", "confidence", "copy_start", "copy_end", "copy", "source_start", "source_end", "source",
    "replacement", "evidence", "within", "explanations",
)  # fmt: skip
# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), the wide forms of East Asian keyboards
# among it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render(restoration: Restoration, view: View) -> Iterator[str]:
    """The header and a row for each difference."""
    yield row(COLUMNS)
    for difference in view.listed(restoration.differences):
        yield row(_cells(difference))


def _cells(difference: Difference) -> list[object]:
    return [
        difference.id,
        str(difference.code),
        difference.decision.value,
        round(difference.confidence, 4),
        difference.copy.start,
        difference.copy.end,
        difference.copy.text,
        difference.source.start,
        difference.source.end,
        difference.source.text,
        difference.replacement,
        difference.evidence,
        difference.within or "",
        rivals(difference.explanations),
    ]


def row(cells: object) -> str:
    r"""One row. Text that a spreadsheet would compute gets an apostrophe in front, which spreadsheets show as text.

    >>> row(["=1+1", 0.5, "two\nlines"])
    '\'=1+1,0.5,"two\nlines"\r\n'
    """
    line = io.StringIO()
    csv.writer(line).writerow(_safe(cell) for cell in cells)  # type: ignore[attr-defined]
    return line.getvalue()


def _safe(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    shown = visible_lines(cell)
    return f"'{shown}" if shown.lstrip(" ").startswith(_FORMULA) else shown
