"""The stretch of a long source that a copy covers, as of a page in a book, to the letter at both ends.

What both texts have in one order says about where it is; from the outermost word that they share there outwards, the
edges are where the copy's remaining letters fit best. A page may begin inside of a word and end inside of another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from restore.aligner.letters import SharedStretch, alike, shared_stretch
from restore.errors import NotItsSource
from restore.text import Text

REACH = 5000  # letters at an edge that are looked at, more than a page has
PART = 2  # letters of a word at least that stand on either page: no word is broken behind its first letter
HYPHENS = frozenset("-‐‑\xad¬⸗=")


class Fit(NamedTuple):
    """A beginning of a text, up to `end`, and by how many characters it and what is looked for differ."""

    end: int
    cost: int
    whole: bool  # whether no word is cut
    own: bool  # whether both end with the same letters


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The characters [start, end) of a source, and as `text` what a page with just these would say.

    That is they, and the hyphen of the copy where it ends inside of a word.
    """

    text: str
    start: int
    end: int

    def named(self, source: str) -> str:
        """The name of this part of a source.

        >>> Excerpt("ment of the", 6, 17).named("book.txt")
        'book.txt[6:17]'
        """
        return f"{source}[{self.start}:{self.end}]"


def excerpt_of(copy: Text, source: Text, *, force: bool = False) -> Excerpt:
    """The part of the source that the copy covers; all of it with `force` where they have nothing in common.

    Raises:
        NotItsSource: they have nothing in common.
    """
    found = shared_stretch(copy, source)
    if found is None:
        if force:
            return Excerpt(source.raw, 0, len(source.raw))
        raise NotItsSource(copy.name, source.name, 0.0)
    start = _start(copy, source, found)
    end = _end(copy, source, found)
    ours = copy.raw.rstrip()
    broken = ours[-1:] in HYPHENS and source.raw[end - 1].isalnum() and source.raw[end : end + 1].isalnum()
    return Excerpt(source.raw[start:end] + ours[-1] * broken, start, end)


def _start(copy: Text, source: Text, found: SharedStretch) -> int:
    """Where in the source the copy begins: looked for backwards from the first word they share."""
    ours = copy.raw[: copy.starts[found.first.copy]][::-1]
    at = source.starts[found.first.source]
    return at - _fitting(ours, source.raw[max(at - 2 * REACH, 0) : at][::-1])


def _end(copy: Text, source: Text, found: SharedStretch) -> int:
    at = source.starts[found.last.source]
    ours = copy.raw[copy.starts[found.last.copy] :].rstrip()
    if ours[-1:] in HYPHENS:
        ours = ours[:-1]
    fitting = _fitting(ours, source.raw[at : at + 2 * REACH])
    return len(source.raw[: at + fitting].rstrip())


def _fitting(ours: str, theirs: str) -> int:
    """How many of their characters all of ours fit best, white space and case aside: whole words if about as well.

    A word is cut only where our outermost letters are its own: what else a page begins and ends with fits by chance.
    """
    fits = list(_fits(alike("".join(ours.split()).lower())[:REACH], theirs))
    whole = min((fit for fit in fits if fit.whole), key=_cost)
    cut = min((fit for fit in fits if fit.own), key=_cost, default=whole)
    return cut.end if cut.cost <= whole.cost - PART else whole.end


def _fits(wanted: str, theirs: str) -> Iterator[Fit]:
    """What each beginning of `theirs` costs: Indel distances, bit-parallel (Hyyro 2004).

    One of more than twice our length fits worse than none.
    """
    places: dict[str, int] = {}
    for at, letter in enumerate(wanted):
        places[letter] = places.get(letter, 0) | 1 << at
    every = row = (1 << len(wanted)) - 1
    yield Fit(0, len(wanted), whole=True, own=False)
    letters = ((at, alike(letter.lower())) for at, letter in enumerate(theirs, 1) if not letter.isspace())
    outermost = ""
    for taken, (at, letter) in enumerate(islice(letters, 2 * len(wanted)), 1):
        found = row & places.get(letter, 0)
        row = (row + found | row - found) & every
        common = len(wanted) - row.bit_count()
        outermost = (outermost + letter)[-PART:]
        cost = len(wanted) + taken - 2 * common
        yield Fit(at, cost, whole=not theirs[at : at + 1].strip(), own=outermost == wanted[-PART:])


def _cost(fit: Fit) -> int:
    return fit.cost
