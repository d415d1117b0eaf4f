"""What a first look at an alignment shows that changes the price of its steps: then the texts are aligned anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from restore.aligner.costs import Prices
from restore.aligner.mentions import LONGEST
from restore.judging.change import Change
from restore.judging.profile import MOSTLY, SURE, Shares

FEW = 5  # words misread at least until a copy is aligned as a misread one: one typing error makes none
AGAIN = 2  # different words that the same ones stand over, until they are known to intrude
Run = list[tuple[Change, Shares]]


def prices_of(found: Sequence[tuple[Change, Shares]]) -> Prices:
    """That the copy is misread, and what intrudes in it again and again, by the changes and what may have made each."""
    words = [(change, mine) for change, mine in found if not change.is_form]
    misread = sum([mine.misreading for _, mine in words])
    return Prices(
        misread >= FEW and misread > MOSTLY * len(words),
        tuple(_intruders([(change, mine) for change, mine in found if not change.moves])),
    )


def _intruders(found: Sequence[tuple[Change, Shares]]) -> Iterator[tuple[str, ...]]:
    """Words that stand over different words again and again, and were found in pieces, or are not in the source so.

    Each place is likely one of an intruder's, and all of them together are as likely as AGAIN sure ones.
    """
    runs = [(run, likely) for run in _runs(found) if (likely := _likely(run)) > MOSTLY]
    pieces = {_ours(run) for run, _ in runs if _is_in_pieces(run)}
    if not pieces:
        return
    over: dict[tuple[str, ...], dict[tuple[str, ...], float]] = defaultdict(dict)
    for run, likely in runs:
        ours = _ours(run)
        if ours in pieces:
            theirs = tuple([fold for change, _ in run for fold in change.theirs])
            over[ours][theirs] = max(likely, over[ours].get(theirs, 0.0))
    for ours in sorted(pieces):
        if sum(over[ours].values()) > AGAIN * SURE:
            yield ours


def _likely(run: Run) -> float:
    """How likely one of these intrudes."""
    likely = 0.0
    for _, mine in run:
        likely = max(likely, mine.intruder + mine.miscut)
    return likely


def _is_in_pieces(run: Run) -> bool:
    """Whether words that may be one mention were not found as one."""
    size = whole = 0
    for change, _ in run:
        size += len(change.ours)
    for mention in run[0][0].mentions:
        whole += mention.end - mention.start
    return 1 < size <= LONGEST and (len(run) > 1 or whole < size)


def _ours(run: Run) -> tuple[str, ...]:
    """What the copy has there."""
    return tuple([fold for change, _ in run for fold in change.ours])


def _runs(found: Sequence[tuple[Change, Shares]]) -> Iterator[Run]:
    """Changes that stand side by side in both texts."""
    run: Run = []
    for change, mine in found:
        last = run[-1][0] if run else None
        if last and (last.copy_end, last.source_end, last.moved) != (
            change.copy_start,
            change.source_start,
            change.moved,
        ):
            yield run
            run = []
        run.append((change, mine))
    if run:
        yield run
