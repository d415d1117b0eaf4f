"""Stretches of a text: as spans, as lines, and up to the next white space."""

from __future__ import annotations

from restore.differences import Span
from restore.golden.kinds import FindingKind
from restore.text import Text


def span_of(text: Text, start: int, end: int) -> Span:
    """The characters [start, end) of a text as a span."""
    return Span(start, end, text.raw[start:end])


def unbroken(raw: str, span: Span) -> str:
    """A span and what stands to both sides of it up to the next white space, twenty characters at most."""
    start, end = span.start, span.end
    while start > max(span.start - 20, 0) and not raw[start - 1].isspace():
        start -= 1
    while end < min(span.end + 20, len(raw)) and not raw[end].isspace():
        end += 1
    return raw[start:end]


def same_letters(golden: str, received: str) -> FindingKind | None:
    """Joined or split, when only the white space inside differs."""
    ours, theirs = golden.split(), received.split()
    if len(ours) == len(theirs) or "".join(ours).casefold() != "".join(theirs).casefold():
        return None
    return FindingKind.JOINED if len(theirs) < len(ours) else FindingKind.SPLIT
