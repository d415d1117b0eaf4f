"""From an alignment to verdicts: two looks at its changes, the winner's cause, the calibrated probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from restore.aligner.alignment import Alignment
from restore.differences import Cause, Explanation, Share
from restore.judging.change import Change
from restore.judging.explanations import RIVALS
from restore.judging.model import Forest, confidence_of, kind_of, model, shares_of
from restore.judging.profile import Profile, Shares
from restore.judging.weighing import Weighing, allowed

LEAST = 0.01  # share from which a rival is told


@dataclass(frozen=True, slots=True)
class Verdict:
    """A change with its cause, the probability that its repair is right, the rivals' shares and what speaks for it."""

    change: Change
    cause: Cause
    confidence: float
    explanations: tuple[Share, ...]
    evidence: str


def judged(alignment: Alignment, blanks: Sequence[Change] = ()) -> list[Verdict]:
    """An alignment's changes with their verdicts, moves first, the rest in the copy's order, then the `blanks`."""
    weighing = Weighing(alignment, blanks)
    if not weighing.changes:
        return []
    first = _shares(weighing, model().first, weighing.first())
    profile = weighing.profile(first)
    second = _shares(weighing, model().second, weighing.second(profile, first))
    return [
        _verdict(weighing, profile, change, mine, shares)
        for change, mine, shares in zip(weighing.changes, first, second, strict=True)
    ]


def _shares(weighing: Weighing, forest: Forest, rows: Sequence[tuple[float, ...]]) -> list[Shares]:
    return [
        shares_of(sums, allowed(possible)) for sums, possible in zip(forest.sums(rows), weighing.possible, strict=True)
    ]


def _verdict(weighing: Weighing, profile: Profile, change: Change, mine: Shares, shares: Shares) -> Verdict:
    told = _told(shares)
    winner = next(rival for rival in RIVALS if rival.NAME is next(iter(told)))
    return Verdict(
        change,
        winner.cause(change),
        round(confidence_of(shares, model().curves[kind_of(change, profile.rates(mine))]), 4),
        tuple(Share(name, round(share, 4)) for name, share in told.items() if share >= LEAST),
        winner.words(change, weighing.reader, profile),
    )


def _told(shares: Shares) -> dict[Explanation, float]:
    """The shares by explanation, the greatest first: an intruder that is cut in another way is an intruder."""
    told = {
        Explanation.INTRUDER: shares.intruder + shares.miscut,
        **{rival.NAME: getattr(shares, rival.NAME) for rival in RIVALS if rival.NAME is not Explanation.INTRUDER},
    }
    return dict(sorted(told.items(), key=lambda item: -item[1]))
