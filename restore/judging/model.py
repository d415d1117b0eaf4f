"""The model: one forest of boosted trees a look over all explanations, and the curves that make its shares honest.

The trees weigh the rivals against each other (Friedman, Greedy function approximation, 2001; multinomial deviance); a
curve for each kind of difference says what share of repairs with such a score was right in families of damage that the
trees had not seen (Zadrozny and Elkan 2002). Both are data, fitted by `restore bench --fit`; here they are only walked.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, inf, log
from typing import Any, Final

from restore.judging.change import Change
from restore.judging.forest import COLUMNS as LAID_OUT
from restore.judging.forest import Trees
from restore.judging.house import is_a_houses
from restore.judging.profile import MOSTLY, OUTCOMES, SURE, Shares
from restore.judging.weighing import NAMES
from restore.stored import AXES, COLUMNS, FITTED, LOOKS, StoredColumns, read
from restore.values import dataclass

SCHEMA = "restore-judging/2"
# Of a row's numbers.
OFTEN, MISREAD, TOKENISED, INTRUDED, BESIDE, HOUSE, LISTED, THEIR_LISTED, SUFFIX, JOINED = map(
    NAMES.index,
    (
        "copy.misreadings", "copy.misread_share", "copy.tokeniser_share", "tokeniser.intruded",
        "around.beside_intruder", "style.possible", "misreading.listed", "misreading.their_listed",
        "misreading.suffix", "misreading.joined",
    ),
)  # fmt: skip
SUREST: Final = 0.9999  # nothing is certain, so that a threshold of 1 applies nothing
# Misread words in a thousand, as a row has them: with no more most words of a copy are somebody's, and most marks.
FEW: Final = log(1 + 5)
MANY: Final = log(1 + 15)
ONCE: Final = log(2)  # what a number of times is, as a logarithm, where it is one
# Differences that are calibrated alike. Those of copies that are mostly misread stand apart, since one curve for all
# would hold the words of such pages down; where a word or two are mistyped, commas are not. So do marks and
# capitals where a tokeniser was at work, and those that no house writes ("We" in a sentence, "&amp;"), or that came
# with an intruder: any other was perhaps written by one. So do near words, which an honest hand corrects as an engine
# confuses them, unless the source's are common and the copy's are none, nor another form of them, which no list has all
# of, or have digits for letters: nobody means that. So do other words that were garbled rather than that a mention
# stands over them. So do blocks that stand elsewhere, which an editor moves oftener than he cuts.
KINDS = (
    "near", "misspelt", "garbled", "words", "form", "section", "move", "blank", "misread", "misread form",
    "damaged form", "odd form",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Curve:
    """A rising line through points: what share of repairs with this score was right."""

    scores: list[float]
    shares: list[float]

    def at(self, score: float) -> float:
        """The share at a score, on the straight line between the nearest points.

        >>> Curve([0.0, 1.0], [0.1, 0.9]).at(0.5)
        0.5
        """
        k, end = 0, len(self.scores)
        while k < end:  # as `bisect` does, which takes five times as long to be asked
            middle = (k + end) >> 1
            if score < self.scores[middle]:
                end = middle
            else:
                k = middle + 1
        if not k or k == len(self.scores):
            return self.shares[min(k, len(self.shares) - 1)]
        x0, x1, y0, y1 = self.scores[k - 1], self.scores[k], self.shares[k - 1], self.shares[k]
        return y0 + (y1 - y0) * (score - x0) / (x1 - x0)


@dataclass(frozen=True, slots=True)
class Model:
    """The trees of a forest for each look, and a curve for each kind of difference."""

    first: Trees
    second: Trees
    curves: Mapping[str, Curve]


@cache
def model() -> Model:
    """The model as it was fitted.

    Raises:
        RuntimeError: it was fitted for other numbers.
    """
    fitted = read(FITTED)
    names = {"schema": SCHEMA, "names": "\n".join(NAMES), "outcomes": "\n".join(OUTCOMES)}
    if fitted.texts != names:
        raise RuntimeError("restore/data/judging.json was fitted for other numbers; run `restore bench --fit`")
    columns = fitted.numbers
    first, second = [Trees(columns_of(fitted, look), len(OUTCOMES)) for look in LOOKS]
    return Model(first, second, {kind: Curve(*[columns[f"{kind}.{axis}"].tolist() for axis in AXES]) for kind in KINDS})


def columns_of(fitted: StoredColumns, look: str) -> dict[str, array[Any]]:
    """A look's trees as columns, laid out to be asked; of a file that was packed they are."""
    columns = fitted.numbers
    if f"{look}.{LAID_OUT[0]}" in columns:
        return {name: columns[f"{look}.{name}"] for name in LAID_OUT}
    from restore.judging.laying import Forest  # where they were packed nobody needs it

    return Forest(*[columns[f"{look}.{name}"] for name in COLUMNS]).laid_out(len(OUTCOMES))


def shares_of(sums: list[float], may: int) -> Shares:
    """One row's scores as probabilities of what is possible, by the bits of `may`."""
    top = -inf
    for k in range(len(sums)):
        if may >> k & 1 and sums[k] > top:
            top = sums[k]
    # One by one: a list of them would be made of values that are thrown away at once.
    intruder, miscut = _weight(sums, 0, may, top), _weight(sums, 1, may, top)
    misreading, tokeniser = _weight(sums, 2, may, top), _weight(sums, 3, may, top)
    style, repetition = _weight(sums, 4, may, top), _weight(sums, 5, may, top)
    move, editor = _weight(sums, 6, may, top), _weight(sums, 7, may, top)
    total = intruder + miscut + misreading + tokeniser + style + repetition + move + editor
    return Shares(
        intruder / total, miscut / total, misreading / total, tokeniser / total, style / total, repetition / total,
        move / total, editor / total,
    )  # fmt: skip


def _weight(sums: list[float], outcome: int, may: int, top: float) -> float:
    """How likely an outcome is beside the likeliest."""
    return exp(sums[outcome] - top) if may >> outcome & 1 else 0.0


def right_share(shares: Shares) -> float:
    """How likely the repair is right before it is calibrated: what is neither meant nor cut in another way."""
    return shares.intruder + shares.misreading + shares.tokeniser + shares.repetition + shares.move


def confidence_of(shares: Shares, curve: Curve) -> float:
    """The probability that the repair is right."""
    return min(max(curve.at(right_share(shares)), 0.0), SUREST)


def kind_of(change: Change, row: Sequence[float], shares: Shares) -> str:
    """Which curve a difference goes by; the numbers of its second look say what copy it stands in, its shares what.

    A word broken at the end of a line is a word: no house writes it so. So are words in a row that are misread.
    """
    is_form = change.is_form and not change.is_broken
    if change.is_blank:
        return "blank"
    if change.moves:
        return "move"
    misread = row[MISREAD] > MOSTLY and row[OFTEN] > (MANY if is_form else FEW)
    if change.is_section and not (misread and change.replaces):
        return "section"
    if misread:
        return "misread form" if is_form else "misread"
    if is_form:
        if row[HOUSE] == 0 or row[INTRUDED] > ONCE or row[BESIDE] > SURE:
            return "odd form"
        return "damaged form" if row[TOKENISED] > MOSTLY and not is_a_houses(change) else "form"
    if change.near:
        no_words = 0 <= row[LISTED] < 1 == row[THEIR_LISTED] and len(change.ours) == len(change.our_words)
        other_form = row[SUFFIX] > row[JOINED]
        is_mistyped = no_words and not other_form
        return "misspelt" if is_mistyped or change.is_broken or change.has_digits_for_letters else "near"
    overwritten = shares.intruder + shares.miscut + shares.repetition
    return "garbled" if shares.misreading + shares.tokeniser > overwritten else "words"
