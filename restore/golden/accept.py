"""Take differences into a golden text, those that were accepted and no others, and leave the rest of it as it is."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from restore.differences import Decision, Op
from restore.golden.compare import Checks, Report, compare
from restore.golden.kinds import FindingKind
from restore.golden.layout import lay_out
from restore.repair import Plan, Splice, apply_plan, make_plan

if TYPE_CHECKING:
    from restore.golden.findings import Finding

ROUNDS = 4  # moves may hide in one another; each round takes in what it sees


def accept(report: Report, ids: Collection[str], *, verbatim: bool = False) -> str:
    """The golden text with these findings taken into it.

    `verbatim` keeps white space as it was received; otherwise paragraphs are laid out as a golden file has them.
    """
    golden = report.golden or ""
    accepted = [finding for finding in report.findings if finding.id in ids]
    newline = "\n" if verbatim else ("\n\n" if "\n\n" in golden or "\n" not in golden else "\n")
    splices = [
        _splice(report, f, None if verbatim else newline) for f in accepted if f.kind is not FindingKind.BLOCK_MOVED
    ]
    text = apply_plan(golden, Plan(_apart(splices)))
    blocks = [finding.golden.text for finding in accepted if finding.kind is FindingKind.BLOCK_MOVED]
    for _ in range(ROUNDS if blocks else 0):
        text = _with_moves(text, report.received, blocks)
    return text if verbatim else re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def accept_checked(report: Report, ids: Collection[str], checks: Checks, *, verbatim: bool = False) -> str | None:
    """Like `accept`, or None if the received text would not be faithful to the result but for what was left out.

    Where the parts do not come together and nothing of the golden text is to be kept, the received text takes its
    place.
    """
    kept = {finding.id for finding in report.failing} - set(ids)
    text = accept(report, ids, verbatim=verbatim)
    if _fails(text, report, checks) <= len(kept):
        return text
    if kept or checks.known:
        return None
    text = report.received if verbatim else lay_out(report.received)
    return text if _fails(text, report, checks) == 0 else None


def _fails(golden: str, report: Report, checks: Checks) -> int:
    return len(compare(report.received, golden, replace(checks, strict_known=False)).failing)


def _splice(report: Report, finding: Finding, newline: str | None) -> Splice:
    """A finding as a splice of the golden text; what came or went takes the white space around it along."""
    golden, received = report.golden or "", report.received
    start, end = finding.golden.start, finding.golden.end
    first, last = finding.received.start, finding.received.end
    if (start < end and first < last) or finding.difference is None:
        return Splice(start, end, _styled(received[first:last], newline), start)
    start, end = _spread(golden, start, end)
    first, last = _spread(received, first, last)
    text = _styled(received[first:last], newline)
    if start == 0:
        text = text.lstrip()
    if end == len(golden):
        text = text.rstrip()
    return Splice(start, end, text, start)


def _spread(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the white space around it."""
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return start, end


def _styled(text: str, newline: str | None) -> str:
    """Text with the golden text's paragraph breaks."""
    return text if newline is None else re.sub(r"[ \t]*[\r\n\v\f\x85\u2028\u2029]\s*", newline, text)


def _apart(splices: list[Splice]) -> list[Splice]:
    """Splices whose white space overlaps the one before are cut back to what is left."""
    kept: list[Splice] = []
    at = 0
    for splice in sorted(splices, key=lambda s: (s.start, s.end)):
        start, end = max(splice.start, at), max(splice.end, at)
        text = splice.text if start == splice.start else splice.text.lstrip()
        kept.append(Splice(start, end, text, splice.rank))
        at = end
    return kept


def _with_moves(golden: str, received: str, blocks: list[str]) -> str:
    """The golden text with those of its blocks where the received text has them."""
    from restore.restoration import align, find_differences

    moves = [
        replace(difference, decision=Decision.APPLY)
        for difference in find_differences(align(golden, source=received))
        if difference.op is Op.MOVE and any(_overlap(difference.copy.text, block) for block in blocks)
    ]
    return apply_plan(golden, make_plan(golden, moves)) if moves else golden


def _overlap(one: str, other: str) -> bool:
    """Whether two blocks are the same, or parts of one another."""
    return one in other or other in one
