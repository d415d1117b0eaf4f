"""What a tokeniser and the scripts around it do: Penn Treebank spacing, and dashes, hyphens and headlines lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import ClassVar

from restore.damage.draft import DamageMark, Draft, Unit, UnitEdit
from restore.damage.mentions import is_spaceless
from restore.damage.words import ABBREVIATED
from restore.differences import Cause
from restore.text import DASHES, Text, is_word

HYPHEN = DamageMark(Cause.HYPHEN)
PUNCTUATION = DamageMark(Cause.PUNCTUATION)
HEADING = DamageMark(Cause.HEADING)
_BRACKETS = {"(": "-LRB-", ")": "-RRB-", "[": "-LSB-", "]": "-RSB-", "{": "-LCB-", "}": "-RCB-"}
STOPS = frozenset(".!?…\"'”’:;,。！？।)")
_WIDE = "    "


@dataclass(frozen=True, slots=True)
class Habits:
    """One run's ways, drawn once for a document."""

    spaced: bool
    lines: str  # what a line end becomes; "" keeps it
    quotes: str  # "straight", "latex" (`` and '') or "" as they are
    brackets: bool
    dashes: float
    hyphens: float
    join_commas: float
    headlines: float
    tidy_mentions: bool

    @classmethod
    def drawn(cls, rng: Random, spaced: float) -> Habits:
        """Habits of one document; `spaced` is the chance of Penn Treebank spacing."""
        ptb = rng.random() < spaced
        return cls(
            spaced=ptb,
            lines=rng.choice((" ", " ", "  ", "", "\n")) if ptb else "",
            quotes=rng.choice(("straight", "straight", "latex", "")),
            brackets=ptb and rng.random() < 0.35,
            dashes=rng.choice((0.0, 0.6, 1.0)),
            hyphens=rng.choice((0.0, 0.3, 0.8)),
            join_commas=rng.choice((0.0, 0.5)) if ptb else 0.0,
            headlines=rng.choice((0.0, 0.5, 1.0)),
            tidy_mentions=rng.random() < 0.3,
        )


@dataclass(frozen=True, slots=True)
class Tokenise:
    """Put the copy through a tokeniser; `spaced` is the share of documents left with a space around every token."""

    drawn_by: ClassVar[str] = "Tokenise"

    spaced: float = 1.0

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Tokenise one draft."""
        habits = Habits.drawn(rng, self.spaced)
        lost = set(_headlines(draft, habits, rng))
        draft.apply([*_losses(draft, habits, rng, lost), *_commas(draft, habits, rng, lost)])
        whole = set(_abbreviations(draft.units))
        draft.units = [_written(unit, i, habits) if i not in whole else unit for i, unit in enumerate(draft.units)]
        if habits.spaced:
            draft.tail = draft.tail if not habits.lines else rng.choice(("", " ", "\n"))


def _losses(draft: Draft, habits: Habits, rng: Random, lost: set[int]) -> Iterator[UnitEdit]:
    """Dashes, hyphenated words and headlines that do not come through."""
    for i, unit in enumerate(draft.units):
        if i in lost:
            yield UnitEdit(i, i + 1, "", HEADING)
        elif unit.mark is None and unit.text in DASHES and rng.random() < habits.dashes:
            if _dateline(draft, i) and rng.random() < 0.5:
                yield UnitEdit(i - 1, i - 1, "(", PUNCTUATION)
                yield UnitEdit(i, i + 1, ")", PUNCTUATION)
            else:
                yield UnitEdit(i, i + 1, "", PUNCTUATION, before=_WIDE)
        elif unit.mark is None and _hyphenated(unit.text) and rng.random() < habits.hyphens:
            yield UnitEdit(i, i + 1, _hyphenless(unit.text, rng), HYPHEN, before=unit.before + _WIDE[1:])


def _hyphenated(text: str) -> bool:
    return "-" in text[1:-1] and text.islower() and is_word(text)


def _hyphenless(text: str, rng: Random) -> str:
    """Mostly gone, as a word no vocabulary has; else its parts."""
    return rng.choice(("", "", "", "", text.replace("-", " "), text.replace("-", " - "), text.replace("-", "")))


def _dateline(draft: Draft, i: int) -> bool:
    """A dash after capitals near the beginning of a line: "Los Angeles CNN —"."""
    if i < 2 or not draft.free(i - 2, i):
        return False
    line = next((j for j in range(i, max(i - 6, -1), -1) if j == 0 or "\n" in draft.units[j].before), None)
    return line is not None and draft.units[i - 1].text.isupper() and line < i - 1


def _lines(draft: Draft) -> Iterator[tuple[int, int]]:
    start = 0
    for i in range(1, len(draft.units)):
        if "\n" in draft.units[i].before:
            yield start, i
            start = i
    if draft.units:
        yield start, len(draft.units)


def is_headline(draft: Draft, start: int, stop: int) -> bool:
    """A short line that does not end as a sentence does, untouched so far."""
    return stop - start < 16 and draft.free(start, stop) and draft.units[stop - 1].text not in STOPS


def _headlines(draft: Draft, habits: Habits, rng: Random) -> Iterator[int]:
    """Units of headlines that are lost: the first lines together, those in between each for itself."""
    lines = list(_lines(draft))
    top = rng.random() < habits.headlines
    body = False
    for start, stop in lines[:-1]:
        headline = is_headline(draft, start, stop)
        body = body or not headline
        if headline and (top if not body else rng.random() < 0.3 * habits.headlines):
            yield from range(start, stop)


def _commas(draft: Draft, habits: Habits, rng: Random, lost: set[int]) -> Iterator[UnitEdit]:
    """A comma where a line without a full stop was joined to the next."""
    for start, stop in _lines(draft):
        if (
            stop < len(draft.units)
            and stop - 1 not in lost
            and is_headline(draft, start, stop)
            and rng.random() < habits.join_commas
        ):
            yield UnitEdit(stop, stop, ",", PUNCTUATION, before=" ")


def _abbreviations(units: Sequence[Unit]) -> Iterator[int]:
    """Marks and letters that stay where they are, as in "U.S." and "vs."."""
    inside = False
    for i, (one, other) in enumerate(pairwise(units), start=1):
        glued = not other.before and one.mark is None and other.mark is None
        letter = one.text.isalpha() and (len(one.text) == 1 or one.text.lower() in ABBREVIATED)
        inside = glued and (
            (other.text == "." and letter)
            or (inside and one.text == "." and len(other.text) == 1 and other.text.isalpha())
        )
        if inside:
            yield i


def _written(unit: Unit, place: int, habits: Habits) -> Unit:
    """The unit as the tokeniser writes it."""
    text = unit.text
    if unit.mark is None:
        text = _form(text, habits)
    elif habits.spaced and (unit.mark.cause is not Cause.ENTITY or habits.tidy_mentions) and not is_spaceless(text):
        text = " ".join(_form(token, habits) for token in _tokens(text))
    if not habits.spaced or is_spaceless(text):
        return replace(unit, text=text)
    before = unit.before
    if "\n" in before:
        before = habits.lines or before
    elif not before:
        before = " " if place else ""
    return replace(unit, text=text, before=before)


def _tokens(text: str) -> Iterator[str]:
    tokens = Text.of(text)
    return (tokens.token(i) for i in range(len(tokens)))


def _form(token: str, habits: Habits) -> str:
    """Quotes and brackets in the run's own spelling."""
    if habits.brackets and token in _BRACKETS:
        return _BRACKETS[token]
    if habits.quotes == "straight" and token in "“”„":
        return '"'
    if habits.quotes == "latex" and token in {"“", "”", '"'}:
        return "``" if token == "“" else "''"
    return token
