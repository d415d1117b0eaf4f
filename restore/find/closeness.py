"""Which of several near-duplicate sources a copy came from: the one from which the fewest changes lead to it.

Two revisions of one article share nearly all their n-grams, and so a fingerprint cannot tell them apart; an alignment
can. Damage is cheap, since it says nothing about the revision that was damaged; other words are dear; a missing
passage is in between, since copies are often cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log1p

from restore.differences import Cause, Difference
from restore.find.evidence import channel
from restore.find.matching import Match, distance_of
from restore.find.pieces import Cut, Level

_LONGEST = 60_000  # characters of both texts, beyond which counting stands in for the alignment
_OPENING = {
    Cause.ENTITY: 0.3, Cause.DUPLICATE: 0.3, Cause.SPELLING: 0.3, Cause.HYPHEN: 0.1, Cause.PUNCTUATION: 0.1,
    Cause.CASE: 0.05, Cause.SPACING: 0.0, Cause.HEADING: 0.5, Cause.PASSAGE: 0.5, Cause.WORDING: 1.0,
}  # fmt: skip
_WORD = {Cause.WORDING: 0.3, Cause.PASSAGE: 0.03, Cause.HEADING: 0.03}
_CHARACTERS_A_WORD = 6  # an English word and its space, to tell words from characters in a guess of length


def shares(copy: Cut, rivals: Sequence[Match], *, align: bool = True) -> list[float]:
    """How likely each of several documents is the source, given that one of them is; the shares add up to 1.

    With `align` off, pieces are counted instead, as they are of very long passages: quicker, and enough for what is not
    likely anyway. Of misread copies, edits are counted.
    """
    if len(rivals) == 1:
        return [1.0]
    longest = max(_aligned_characters(copy, rival) for rival in rivals)
    if rivals[0].level is Level.CHARACTERS:
        costs = [_edited(copy, rival) for rival in rivals]
    elif align and longest <= _LONGEST:
        costs = [_aligned(copy, rival) for rival in rivals]
    else:
        costs = [_counted(copy, rival) for rival in rivals]
    likely = [exp(min(costs) - cost) for cost in costs]
    return [each / sum(likely) for each in likely]


def _aligned_characters(copy: Cut, rival: Match) -> int:
    return len(copy.text) + sum(p.source_end - p.source_start for p in rival.passages) * _CHARACTERS_A_WORD


def _aligned(copy: Cut, rival: Match) -> float:
    """The price of the changes that the aligner finds in the passages, and of what either text has beside them."""
    from restore.restoration import align, find_differences

    price = 0.0
    for p in rival.passages:
        here = copy.span(rival.level, p.copy_start, p.copy_end)
        there = rival.source.span(rival.level, p.source_start, p.source_end)
        alignment = align(copy.text[here.start : here.end], source=rival.source.text[there.start : there.end])
        price += sum(_price(difference) for difference in find_differences(alignment))
    outside = _left_of_copy(copy, rival) + _left_of_source(rival)
    return price + _OPENING[Cause.PASSAGE] * len(rival.passages) + _WORD[Cause.PASSAGE] * outside


def _price(difference: Difference) -> float:
    cause = difference.code.cause
    words = len(difference.copy.text.split()) + len(difference.source.text.split())
    return _OPENING[cause] + _WORD.get(cause, 0.0) * words


def _edited(copy: Cut, rival: Match) -> float:
    """The price of a misread copy as a noisy channel has it: of each letter misread, and of the places it was cut."""
    away, price = distance_of(copy, rival), channel()
    return price.edit * away.edits + price.cut * (log1p(away.before) + log1p(away.behind))


def _counted(copy: Cut, rival: Match) -> float:
    """The price in words: of what is not equal or not covered, and a little of what the source has more."""
    unit = _CHARACTERS_A_WORD if rival.level is Level.CHARACTERS else 1
    inside = sum(p.copy_end - p.copy_start + p.source_end - p.source_start - 2 * p.matched for p in rival.passages)
    return (0.5 * (inside + _left_of_copy(copy, rival)) + 0.03 * _left_of_source(rival)) / unit


def _left_of_copy(copy: Cut, rival: Match) -> int:
    return max(len(copy.ids(rival.level)) - sum(p.copy_end - p.copy_start for p in rival.passages), 0)


def _left_of_source(rival: Match) -> int:
    return max(len(rival.source.ids(rival.level)) - sum(p.source_end - p.source_start for p in rival.passages), 0)
