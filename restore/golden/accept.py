"""Take differences into a golden text, those that were accepted and no others, and leave the rest of it as it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from restore.differences import Span
from restore.golden.compare import Checks, Report, Standing, compare
from restore.golden.kinds import FindingKind
from restore.golden.weave import Inlay, is_torn, laid_like, woven

if TYPE_CHECKING:
    from restore.golden.findings import Finding

_LINES = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
NO_WORDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Way:
    """One of the two ways to the new text: the golden one with what came, or the received one with what stays."""

    text: str
    inlays: Sequence[Inlay]
    changes: int  # differences of words that it has to put in; white space and marks go where they stand


def accept(
    report: Report,
    ids: Collection[str],
    checks: Checks,
    *,
    verbatim: bool = False,
    written: Mapping[str, str] = NO_WORDS,
    html: str | None = None,
) -> str | None:
    """The golden text with these findings taken into it, and with what a person has `written` in place of others.

    None where that cannot be done, or where more than what was left out would fail afterwards. `verbatim` keeps white
    space as it was received; otherwise paragraphs are set apart as the golden text has them. `html` is the page.
    """
    kept = {finding.id for finding in report.failing} - set(ids)
    for way in _ways(report, ids, written):
        text = woven(way.text, way.inlays)
        text = text if verbatim else laid_like(text, report.golden or "")
        if is_torn(text, report.golden or "", report.received, *written.values()):
            continue
        after = compare(report.received, text, replace(checks, strict_known=False), html=html)
        if written or len(after.failing) <= len(kept):
            return text
    return None


def _ways(report: Report, ids: Collection[str], written: Mapping[str, str]) -> list[_Way]:
    """The ways there are, the one that changes less first.

    A passage that was moved cannot be moved back: both ways start from where it is to stand.
    """
    from restore.golden.findings import find

    golden, received = report.golden or "", report.received
    found = find(received, golden)  # those too that do not count here, which stay as they are
    ids = {*ids, *_of_new_words(report, found, ids)}
    came = [f for f in found if f.id in ids and f.id not in written]
    stays = [f for f in found if f.id not in ids and f.id not in written]
    own = [f for f in found if f.id in written]
    ways = []
    if not _moves(stays):
        inlays = [Inlay.of(f.received, golden, f.golden, written.get(f.id)) for f in (*stays, *own)]
        ways.append(_Way(received, inlays, _changes(stays)))
    if not _moves(came):
        inlays = [Inlay.of(f.golden, received, f.received, written.get(f.id)) for f in (*came, *own)]
        ways.append(_Way(golden, inlays, _changes(came)))
    return sorted(ways, key=lambda way: way.changes)


def _of_new_words(report: Report, found: Sequence[Finding], ids: Collection[str]) -> Iterator[str]:
    """Typography that nobody asked about, among words that came: it is theirs, and no writing of golden words."""
    words = [f for f in found if f.difference is not None and f.kind is not FindingKind.BLOCK_MOVED]
    has_come = _marked(report.received, (f.received for f in words if f.id in ids))
    stays = _marked(report.received, (f.received for f in words if f.id not in ids))
    new = _new_lines(report.received, has_come)
    for finding in report.standing(Standing.TOLERATED, Standing.WARNED) if any(has_come) else ():
        if finding.difference is None and _is_among(report.received, finding.received, has_come, new, stays):
            yield finding.id


def _is_among(text: str, at: Span, has_come: bytearray, new: bytearray, stays: bytearray) -> bool:
    """Whether a place is in or beside a new line, or has words on both sides that came, and none that go."""
    before, behind = len(text[: at.start].rstrip()) - 1, len(text) - len(text[at.end :].lstrip())
    beside = [place for place in (before, behind) if 0 <= place < len(text)]
    if any(stays[place] for place in beside):
        return False
    return any(new[max(at.start - 1, 0) : at.end + 1]) or (len(beside) == 2 and all(has_come[p] for p in beside))


def _marked(text: str, spans: Iterable[Span]) -> bytearray:
    marks = bytearray(len(text))
    for span in spans:
        marks[span.start : span.end] = bytes([1]) * len(span.text)
    return marks


def _new_lines(text: str, has_come: bytearray) -> bytearray:
    """The characters of lines most of whose letters came."""
    lines = []
    for line in _LINES.finditer(text):
        letters = [at for at in range(*line.span()) if text[at].isalnum()]
        if 2 * sum(has_come[at] for at in letters) > len(letters):
            lines.append(Span(*line.span(), line.group()))
    return _marked(text, lines)


def _moves(findings: Sequence[Finding]) -> bool:
    return any(finding.kind is FindingKind.BLOCK_MOVED for finding in findings)


def _changes(findings: Sequence[Finding]) -> int:
    return sum(finding.difference is not None for finding in findings)
