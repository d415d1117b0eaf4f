"""What stands at the edges of a page that is of a part of its source: where that part ends is read off these letters.

Whether the page begins or ends inside of a word, or has lost, gained or misread the letters there, nobody can tell from
the two texts. So such a repair is a person's.
"""

from __future__ import annotations

from collections.abc import Sequence

from restore.differences import Difference
from restore.values import replace

EVEN = 0.5  # that a repair there is right: a page that ends inside of a word looks as one that lost the word's end


def with_open_edges(differences: Sequence[Difference], part: str) -> list[Difference]:
    """The differences from a part of a source, those that may come of where it was cut with no more than `EVEN`."""
    letters = [at for at, letter in enumerate(part) if letter.isalnum()]
    if not letters:
        return list(differences)
    return [_unsure(d) if _is_open(d, letters[0], letters[-1]) else d for d in differences]


def _is_open(difference: Difference, first: int, last: int) -> bool:
    """Whether it has the part's outermost letter on one side, and the copy another or none there."""
    ours, theirs = difference.copy.text, difference.source.text
    begins, ends = difference.source.start <= first, difference.source.end > last
    if not (ours and theirs):  # a mark that is put in is part of no word, and one that is lost may be behind the page
        return (begins or ends) and bool(theirs or _first_word(ours))
    return (begins and _begin_otherwise(ours, theirs)) or (ends and _begin_otherwise(ours[::-1], theirs[::-1]))


def _begin_otherwise(ours: str, theirs: str) -> bool:
    """Whether the first words do, or only one of them is a letter: what is left of a word may be that."""
    one, other = _first_word(ours), _first_word(theirs)
    return one[:1] != other[:1] or (len(one) == 1) != (len(other) == 1)


def _first_word(text: str) -> str:
    """The letters of the first word of a text that has any."""
    words = ("".join(filter(str.isalnum, word)) for word in text.casefold().split())
    return next(filter(None, words), "")


def _unsure(difference: Difference) -> Difference:
    evidence = f"{difference.evidence}; at an edge of the page, which may be inside of a word"
    return replace(difference, confidence=min(difference.confidence, EVEN), evidence=evidence)
