"""From an alignment to verdicts: two looks at its changes, the winner's cause, the calibrated probability."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Final

from restore.aligner.alignment import Alignment
from restore.aligner.costs import Prices
from restore.differences import Cause, Share
from restore.judging.certainty import told
from restore.judging.change import Change
from restore.judging.earlier import Earlier
from restore.judging.explanations import RIVALS
from restore.judging.forest import Trees
from restore.judging.model import confidence_of, kind_of, model, shares_of
from restore.judging.profile import Profile, Shares
from restore.judging.rows import Rows
from restore.judging.weighing import Weighing
from restore.text import starts_sentence
from restore.values import dataclass, mypyc_attr, replace

LEAST: Final = 0.01  # share from which a rival is told
TOLD: Final = "; stands or falls with the words before it"
DIGITS: Final = 10_000  # shares are told to so many parts
_CASE: Final = Cause.CASE
_RIVALS: Final = {rival.NAME: (rival.cause, rival.words) for rival in RIVALS}
_NAMES: Final = list(_RIVALS)
_ALONE: Final = [(Share(name, 1.0),) for name in _NAMES]  # what is told of most: nothing beside one of them


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class Verdict:
    """A change with its cause, the probability that its repair is right, the rivals' shares and what speaks for it."""

    change: Change
    cause: Cause
    confidence: float
    explanations: tuple[Share, ...]
    evidence: str


class Look:
    """A first look at an alignment, and by what it shows a second: never a third.

    `blanks` are judged too, behind the rest. `before` are the rows of another alignment of the same texts.
    """

    def __init__(self, alignment: Alignment, blanks: Sequence[Change] = (), before: Earlier | None = None) -> None:
        self.alignment, self.blanks = alignment, len(blanks)
        self.weighing = Weighing(alignment, blanks, before=before)
        shares: list[Shares] = []
        for rows in self.weighing.first_by_blocks():
            numbers = self.weighing.new[len(shares) : len(shares) + rows.count]
            shares += _shares(self.weighing, model().first, rows, numbers, self.weighing.may)
        self._first = self.weighing.with_known(shares, before)

    def known(self) -> Earlier:
        """What the first look found, for another alignment of the same texts."""
        return self.weighing.known(self._first)

    def prices(self) -> Prices:
        """What this copy shows that changes the price of a step."""
        return self.weighing.prices(self._first)

    def verdicts(self) -> list[Verdict]:
        """The changes with their verdicts, moves first, the rest in the copy's order, then the blanks."""
        weighing = self.weighing
        if not weighing.changes:
            return []
        profile, known = weighing.profile(self._first), model()
        may = weighing.may_beside(self._first)
        verdicts: list[Verdict] = []
        said: dict[str, str] = {}  # each once: a few dozen lines speak for most of a long text
        for rows in weighing.second_by_blocks(profile, self._first):
            numbers = range(len(verdicts), len(verdicts) + rows.count)
            for row, shares in enumerate(_shares(weighing, known.second, rows, numbers, may)):
                change = weighing.changes[numbers[row]]
                curve = known.curves[kind_of(change, rows.row(row), shares)]
                verdict = _verdict(weighing, profile, change, confidence_of(shares, curve), shares, said)
                if verdicts and _begins_behind(verdicts[-1].change, change, self.alignment):
                    verdict = _as_sure_as(verdicts[-1], verdict)
                verdicts.append(verdict)
        return verdicts


def judged(alignment: Alignment, blanks: Sequence[Change] = ()) -> list[Verdict]:
    """An alignment's changes with their verdicts, as `Look.verdicts` gives them."""
    return Look(alignment, blanks).verdicts()


def _begins_behind(before: Change, change: Change, alignment: Alignment) -> bool:
    """Whether a capital is as right as the words before it, of which one text lacks its sentence's beginning.

    "The" for "the" behind a clause that somebody cut (fixtures/shown/clause-cut-on-misread-page).
    """
    ours, theirs = change.copy_start, change.source_start
    if change.shape is not _CASE or (before.copy_end, before.source_end) != (ours, theirs):
        return False
    return starts_sentence(alignment.copy, ours) != starts_sentence(alignment.source, theirs)


def _as_sure_as(before: Verdict, verdict: Verdict) -> Verdict:
    """A verdict that stands or falls with that before it."""
    return replace(verdict, confidence=before.confidence, evidence=verdict.evidence + TOLD)


def _shares(weighing: Weighing, trees: Trees, rows: Rows, numbers: Sequence[int], every: Sequence[int]) -> list[Shares]:
    """The shares of the changes that these rows are of: those of the first numbers. `every` says what each may be."""
    may = array("I", [every[numbers[row]] for row in range(rows.count)])
    sums = trees.sums(rows.column, may)
    shares = [shares_of(sums[row], may[row]) for row in range(rows.count)]
    if weighing.reader.copy.confidences is None:
        return shares
    return [
        told(mine, weighing.reader.engine_confidence(weighing.changes[numbers[row]])) for row, mine in enumerate(shares)
    ]


def _verdict(  # noqa: PLR0917 - all that it is made of
    weighing: Weighing, profile: Profile, change: Change, confidence: float, shares: Shares, said: dict[str, str]
) -> Verdict:
    told = _told(shares)
    cause, words = _RIVALS[told[0].explanation]
    evidence = words(change, weighing.reader, profile)
    return Verdict(
        change, cause(change, weighing.reader), rounded(confidence), told, said.setdefault(evidence, evidence)
    )


def rounded(share: float) -> float:
    """A share as it is told, to four places, as `round` has it, which writes and reads it for that.

    A whole number of ten thousandths is as near as a number comes to its four places, but for one about halfway
    between two, which is left to it.

    >>> rounded(0.12345678), rounded(0.00005)
    (0.1235, 0.0001)
    """
    scaled = share * DIGITS
    whole = int(scaled + 0.5)
    return whole / DIGITS if -0.49 < scaled - whole < 0.49 else round(share, 4)


def _told(shares: Shares) -> tuple[Share, ...]:
    """The shares by explanation, the greatest first: an intruder that is cut in another way is an intruder.

    Those too small to be told are left out, and the others add up to 1 without them.
    """
    each = [
        shares.intruder + shares.miscut, shares.misreading, shares.tokeniser, shares.style, shares.repetition,
        shares.move, shares.editor,
    ]  # fmt: skip
    told = [number for number in range(len(each)) if each[number] >= LEAST]
    if len(told) == 1:
        return _ALONE[told[0]]
    told.sort(key=each.__getitem__, reverse=True)
    whole = 0.0
    for number in told:
        whole += each[number]
    units = _adding_up([each[number] / whole for number in told])
    return tuple([Share(_NAMES[number], units[at] / DIGITS) for at, number in enumerate(told)])


def _adding_up(shares: list[float]) -> list[int]:
    """To four digits, as whole numbers that add up to 1 still: what lacks goes to the first, what is over off the last.

    Rounded one by one, three rivals add up to 0.9999 or 1.0001 as often as not. The likeliest stay first.
    """
    left = DIGITS
    units: list[int] = []
    for share in shares:
        unit = int(share * DIGITS + 0.5)
        units.append(unit)
        left -= unit
    for at in range(left):
        units[at] += 1
    for at in range(-left):
        units[-1 - at] -= 1
    return units
