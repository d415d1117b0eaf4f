"""What an engine says of its own words, as evidence: how much likelier a word read with such confidence was misread.

No text that judging is fitted on says so, and of a page with its layout nothing tells a misread word from an editor's
better. It is evidence apart from all that the model weighs, and changes the odds by Bayes' rule. The factors are of
printed pages, soiled and not, as `python -m tests.printed` prints them: the share of such a confidence in changes that
the engine made, over its share in an editor's.
"""

from __future__ import annotations

from bisect import bisect_right

from restore.judging.profile import Shares
from restore.values import replace

LIMITS = (0.5, 0.75, 0.9)  # of confidences
# Below, between and above these; the last is twice what was measured, of 170 changes of an editor.
FACTORS = (8.0, 2.7, 0.6, 0.1)


def factor_of(confidence: float) -> float:
    """How many times likelier the lowest confidence of some words is if they were misread.

    >>> factor_of(0.2) > 1 > factor_of(0.96)
    True
    """
    return FACTORS[bisect_right(LIMITS, confidence)]


def told(shares: Shares, confidence: float | None) -> Shares:
    """The shares with what an engine said of the words; None where it said nothing.

    >>> told(Shares(misreading=0.5, editor=0.5), 0.2).misreading > 0.8
    True
    """
    if confidence is None or not 0.0 < shares.misreading < 1.0:
        return shares
    misread = shares.misreading * factor_of(confidence)
    whole = 1.0 - shares.misreading + misread
    return replace(Shares(*[share / whole for share in shares.each]), misreading=misread / whole)
