"""The stretch of a long source that a copy covers, as of a page in a book, to the letter at both ends.

A copy that stands there word for word is there. Else what both texts have in one order says about where it is; from
the outermost word that they share there outwards, the edges are where the copy's remaining letters fit best. A page may
begin inside of a word and end inside of another. Of places that fit alike it is the first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from restore.aligner.columns import with_columns
from restore.aligner.letters import SharedStretch, alike, shared_stretch
from restore.errors import NotItsSource
from restore.part import HYPHENS, Excerpt
from restore.spans import is_spaceless
from restore.text import Text

__all__ = ["Excerpt", "book_of", "excerpt_of"]

DROP = 40  # letters in a row that may be unreadable at an edge, a line's
PART = 2  # letters of a word at least that stand on either page: no word is broken behind its first letter


class Fit(NamedTuple):
    """How well a text fits another up to a character of it."""

    end: int
    score: int


# A folder of pages comes with its book again and again, and most of a page's time was its reading.
@lru_cache(maxsize=1)
def book_of(raw: str, name: str) -> Text:
    """A long source as tokens, remembered by its text and its name until the next, or the process's end."""
    return Text.of(raw, name)


def excerpt_of(copy: Text, source: Text, *, force: bool = False) -> Excerpt:
    """The part of the source that the copy covers; all of it with `force` where they have nothing in common.

    Raises:
        NotItsSource: they have nothing in common.
    """
    words = copy.raw.strip()
    at = _verbatim(words, source)
    found = shared_stretch(copy, source) if at is None else None
    if found is not None:
        found = with_columns(copy, source, found)
        return Excerpt.between(_start(copy, source, found), _end(copy, source, found), copy.raw, source.raw)
    if at is None:
        at = source.raw.find(words)  # inside of a word, or beside marks
    if at >= 0:
        return Excerpt(words, at, at + len(words))
    if force:
        return Excerpt(source.raw, 0, len(source.raw))
    raise NotItsSource(copy.name, source.name)


def _verbatim(words: str, source: Text) -> int | None:
    """Where a source has these words first letter for letter, and neither more of the outer ones nor marks on them."""
    at = source.raw.find(words)
    while at >= 0:
        end = at + len(words)
        if _is_edge(source, at, source.raw[at - 1 : at]) and _is_edge(source, end, source.raw[end : end + 1]):
            return at
        at = source.raw.find(words, at + 1)
    return None


def _is_edge(text: Text, at: int, beyond: str) -> bool:
    """Whether words may begin or end at an offset, by the character beyond: a mark on them is one that they lost."""
    token = bisect_left(text.starts, at) - 1
    is_inside = token >= 0 and at < text.ends[token]
    return not beyond.strip() or (beyond.isalnum() and not is_inside)


def _start(copy: Text, source: Text, found: SharedStretch) -> int:
    """Where in the source the copy begins: looked for backwards from the first word they share."""
    ours = copy.raw[: copy.starts[found.first.copy]][::-1]
    at = source.starts[found.first.source]
    return at - _fitting(ours, source.raw[:at][::-1])


def _end(copy: Text, source: Text, found: SharedStretch) -> int:
    at = source.starts[found.last.source]
    ours = copy.raw[copy.starts[found.last.copy] :].rstrip()
    is_broken = ours[-1:] in HYPHENS
    fitting = _fitting(ours[:-1] if is_broken else ours, source.raw[at:], least=0 if is_broken else PART)
    return len(source.raw[: at + fitting].rstrip())


def _fitting(ours: str, theirs: str, *, least: int = PART) -> int:
    """How many of their characters ours fit best, white space and case aside; what else a page has may stand behind.

    Whole words, unless all of ours end inside of one and fit better, by `least`; in a script without spaces each
    character is one. Of the ends inside of a word that fit as well as each other it is the last: of letters that are
    misread there are as many.
    """
    whole = cut = Fit(0, 0)
    letters = "".join(alike(letter.lower()) for letter in ours if not letter.isspace())
    for at, scores in _rows(letters, theirs):
        best = Fit(at, max(scores.values()))
        if not theirs[at : at + 1].strip() or is_spaceless(theirs[at - 1]):
            whole = max(whole, best, key=_score)
        elif len(letters) in scores:
            full = Fit(at, scores[len(letters)])
            if theirs[at - 1].isalnum():
                cut = max(full, cut, key=_score)
            else:  # a mark
                whole = max(whole, full, key=_score)
    return cut.end if cut.score >= whole.score + least else whole.end


def _rows(ours: str, theirs: str) -> Iterator[tuple[int, Mapping[int, int]]]:
    """How well so many of their characters fit so many of our letters, by both numbers.

    A pair of equal letters counts 1; one misread, lost or put in counts -1. Followed until all fit worse by `DROP`
    than the best so far (X-drop: Zhang, Schwartz, Wagner and Miller 2000).
    """
    best = 0
    row = {taken: -taken for taken in range(min(len(ours), DROP) + 1)}
    for at, letter in enumerate(theirs, 1):
        if letter.isspace():
            continue
        row = _next(row, ours, alike(letter.lower()), best - DROP)
        if not row:
            return
        best = max(best, *row.values())
        yield at, row


def _next(row: Mapping[int, int], ours: str, letter: str, least: int) -> dict[int, int]:
    """The row with one more of their letters, without what is below `least`."""
    found: dict[int, int] = {}
    low, last = -(1 << 30), max(row)
    for taken in range(min(row), len(ours) + 1):
        paired = row.get(taken - 1, low) + (1 if taken and ours[taken - 1] == letter else -1)
        score = max(paired, row.get(taken, low) - 1, found.get(taken - 1, low) - 1)
        if score >= least:
            found[taken] = score
        elif taken > last:
            break
    return found


def _score(fit: Fit) -> int:
    return fit.score
