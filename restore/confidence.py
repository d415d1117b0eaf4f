"""How sure a difference's repair is: right in its spans and its cause."""

from __future__ import annotations

from restore.causes import Candidate
from restore.differences import Cause

# The share of right repairs per cause.
_PRIOR = {
    Cause.ENTITY: 0.97, Cause.DUPLICATE: 0.97, Cause.SPELLING: 0.96, Cause.HYPHEN: 0.96, Cause.PUNCTUATION: 0.96,
    Cause.CASE: 0.96, Cause.SPACING: 0.97, Cause.HEADING: 0.6, Cause.PASSAGE: 0.4, Cause.WORDING: 0.2,
}  # fmt: skip


def confidence_of(candidate: Candidate) -> float:
    """The probability, 0 to 1, that applying this candidate's repair is right."""
    return _PRIOR[candidate.cause] * candidate.posterior
