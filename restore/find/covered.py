"""The part of its source that a copy is of, where the source is a whole book and the copy a page of it."""

from __future__ import annotations

from collections.abc import Sequence

from restore.errors import NotItsSource
from restore.excerpt import Excerpt, book_of, excerpt_of
from restore.find.answer import CopiedSpan
from restore.find.judge import ANY_PASSAGES
from restore.text import Text

# An article's first paragraphs, as a teaser has them, are a copy that lost the rest, and a person has to see that. A
# book has more pages than an article has paragraphs.
LONGER = 10


def covered_part(copy: str, source: str, spans: Sequence[CopiedSpan]) -> Excerpt | None:
    """The part of a source that a copy covers; None where the copy is one of the whole source.

    It is of a part if the source is more than `LONGER` times as long and what was found of the copy in it stands in one
    stretch, but for what may be chance: a digest of a book would lose what stands outside.
    """
    if len(source) <= LONGER * len(copy):
        return None
    try:
        part = excerpt_of(Text.of(copy, "copy"), book_of(source, "source"))
    except NotItsSource:
        return None
    outside = sum(span.copy.end - span.copy.start for span in spans if not _is_inside(span, part))
    return part if outside <= ANY_PASSAGES * len(copy) else None


def _is_inside(span: CopiedSpan, part: Excerpt) -> bool:
    """By its middle: its edges are guessed to a few words."""
    return part.start <= (span.source.start + span.source.end) // 2 < part.end
