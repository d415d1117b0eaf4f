"""Change: a stretch of the copy over against a stretch of the source that does not say the same.

All of judging is about these values; nothing else goes through.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Final, NamedTuple

from restore.aligner.alignment import Mention
from restore.differences import Cause, Op
from restore.edits import is_one_slip, similarity
from restore.language.letters import PRINTED_ALIKE, have_inner_capital
from restore.language.word_class import WordClass, word_class
from restore.text import DASHES
from restore.values import dataclass, field, mypyc_attr

_HYPHENS: Final = DASHES | {"¬"}
FORMS: Final = frozenset({Cause.PUNCTUATION, Cause.CASE, Cause.HYPHEN, Cause.SPACING})  # nothing but form differs
# Tokens from which on a copy shows what it shows, and families would be known by their texts' length.
SHORT: Final = 400
LEGIBLE: Final = 4  # letters: shorter words come of letters that were misread (fixtures/real/misread)
COMPARED: Final = 200  # characters of a word that are compared at most: the time goes by their square
_WORDS: Final = 64  # words of a stretch that are
_ALIKE: Final = 0.5  # of the letters of two stretches: other words have less in common
SECTIONS: Final = frozenset({Cause.HEADING, Cause.PASSAGE})  # a line, a sentence, or more


# Kinds that are asked for again and again: a name of its own is at hand at once, an enum has to look for its members.
_PUNCTUATION: Final = Cause.PUNCTUATION
_CASE: Final = Cause.CASE
_FUNCTION: Final = WordClass.FUNCTION
_HYPHEN: Final = Cause.HYPHEN
_SPACING: Final = Cause.SPACING
_SPELLING: Final = Cause.SPELLING
_INSERT: Final = Op.INSERT
_DELETE: Final = Op.DELETE
_REPLACE: Final = Op.REPLACE
_MOVE: Final = Op.MOVE


@mypyc_attr(acyclic=True)
class Found:
    """What was found out of a change, for whoever asks again; what is not known yet is below 0, or None.

    It stands beside the change: dictionaries by changes would take twice as much of a long text, and longer to ask.
    """

    def __init__(self) -> None:
        self.changed = self.sourced = self.legible = -1
        self.places: tuple[float, ...] | None = None
        self.confusions: Sequence[str] | None = None


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Copy tokens [copy_start, copy_end) over against source tokens [source_start, source_end).

    `shape` is the cause that form alone suggests. `ours` and `theirs` are the folds of either side, `our_forms` and
    `their_forms` the words as written; `our_words` and `their_words` are the folds that are no marks. `near` if the
    aligner took one for the other misread; `moved` is the number of the move it stands in; `posterior` the probability
    of these very spans among all alignments of the gap.
    """

    op: Op
    shape: Cause
    copy_start: int
    copy_end: int
    source_start: int
    source_end: int
    moved: int | None
    mentions: tuple[Mention, ...]
    posterior: float
    near: bool
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    our_forms: tuple[str, ...]
    their_forms: tuple[str, ...]
    our_words: tuple[str, ...]
    their_words: tuple[str, ...]
    found: Found = field(default_factory=Found, init=False, repr=False)

    def __init__(  # noqa: PLR0917 - its fields in their order
        self,
        op: Op,
        shape: Cause,
        copy_start: int,
        copy_end: int,
        source_start: int,
        source_end: int,
        moved: int | None,
        mentions: tuple[Mention, ...],
        posterior: float,
        near: bool,  # noqa: FBT001
        ours: tuple[str, ...],
        theirs: tuple[str, ...],
        our_forms: tuple[str, ...],
        their_forms: tuple[str, ...],
        our_words: tuple[str, ...],
        their_words: tuple[str, ...],
    ) -> None:
        self.op, self.shape, self.copy_start, self.copy_end = op, shape, copy_start, copy_end  # type: ignore[misc]
        self.source_start, self.source_end, self.moved = source_start, source_end, moved  # type: ignore[misc]
        self.mentions, self.posterior, self.near = mentions, posterior, near  # type: ignore[misc]
        self.ours, self.theirs, self.our_forms, self.their_forms = ours, theirs, our_forms, their_forms  # type: ignore[misc]
        self.our_words, self.their_words, self.found = our_words, their_words, Found()  # type: ignore[misc]

    @property
    def inserts(self) -> bool:
        """Whether the copy has what the source lacks."""
        return self.op is _INSERT

    @property
    def deletes(self) -> bool:
        """Whether the copy lacks what the source has."""
        return self.op is _DELETE

    @property
    def replaces(self) -> bool:
        """Whether the copy has other words."""
        return self.op is _REPLACE

    @property
    def moves(self) -> bool:
        """Whether the copy has it elsewhere."""
        return self.op is _MOVE

    @property
    def is_form(self) -> bool:
        """Whether nothing but form differs: marks, capitals, hyphens, white space: whether its shape is one of `FORMS`.

        Asked a dozen times of each, and a set would have to make a number of it.
        """
        shape = self.shape
        return shape is _PUNCTUATION or shape is _CASE or shape is _HYPHEN or shape is _SPACING

    @property
    def is_respelt(self) -> bool:
        """Whether it is no matter of capitals, but of a letter that small letters know two of: "Strasse", "Straße"."""
        return [form.lower() for form in self.our_forms] != [form.lower() for form in self.their_forms]

    @property
    def form(self) -> Cause:
        """What its form shows that it is; letters that are encoded as marks are ("&eacute;"), or lost, are spelt so."""
        encoded = self.shape is _PUNCTUATION and self.their_words
        return _SPELLING if encoded else self.shape

    @property
    def is_encoded(self) -> bool:
        """Whether the copy, but not the source, is written with references to characters, or garbled."""
        return _is_encoded(self.our_forms, self.ours) and not _is_encoded(self.their_forms, self.theirs)

    @property
    def is_broken(self) -> bool:
        """Whether the copy has a word in two, a hyphen and white space between them, as at the end of a printed line.

        Without white space the three would be one token, as other houses write it. Two years are no word.
        """
        parted = self.near and len(self.ours) == len(self.our_words) + 1 == 3 and len(self.theirs) == 1
        return parted and self.theirs[0][:1].isalpha() and self.ours[1] in _HYPHENS

    @property
    def is_unmarked(self) -> bool:
        """Whether the copy lacks an apostrophe, and nothing else."""
        theirs = "".join(self.theirs)
        return "'" in theirs and "".join(self.ours) == theirs.replace("'", "")

    @property
    def has_digits_for_letters(self) -> bool:
        """Whether the copy has the source's words, but that digits stand in them for letters ("Eng1ish")."""
        ours, theirs = "".join(self.ours), "".join(self.theirs)
        if not self.near or len(ours) != len(theirs) or ours == theirs:
            return False
        digits = 0
        for mine, its in zip(ours, theirs, strict=True):
            if mine != its and not (mine.isdecimal() and its.isalpha()):
                return False
            digits += mine.isdecimal()
        return digits < len(ours)

    @property
    def is_letter_for_letter(self) -> bool:
        """Whether a letter by itself stands for another that does not print like it: a label, a unit or an answer."""
        if not len(self.ours) == len(self.theirs) == 1:
            return False
        (ours,), (theirs,) = self.ours, self.theirs
        letters, alike = ours + theirs, PRINTED_ALIKE.get(theirs, "")
        return len(letters) == 2 and letters.isalpha() and letters.isascii() and ours not in alike

    @property
    def may_rename(self) -> bool:
        """Whether both have one word with a capital, so that either may be a name ("Browne" for "Brown").

        Function words are none, and in words of capitals alone nobody can tell.
        """
        if not len(self.our_forms) == len(self.their_forms) == 1:
            return False
        ours, theirs = self.our_forms[0], self.their_forms[0]
        are_large = ours[:1].isupper() and theirs[:1].isupper() and not theirs.isupper()
        return are_large and word_class(self.theirs[0]) is not _FUNCTION

    @property
    def is_slip_within(self) -> bool:
        """Whether both have one word, which differ by one slip, and begin and end alike."""
        if not len(self.ours) == len(self.theirs) == 1:
            return False
        (ours,), (theirs,) = self.ours, self.theirs
        return ours[0] == theirs[0] and ours[-1] == theirs[-1] and is_one_slip(ours, theirs)

    @property
    def has_odd_capitals(self) -> bool:
        """Whether capitals stand within the copy's words, and within none of the source's ("MaMy")."""
        return have_inner_capital(self.our_forms) and not have_inner_capital(self.their_forms)

    @property
    def is_unlike(self) -> bool:
        """Whether the copy has words of some length, known or not, in place of the source's, and unlike those."""
        if not self.replaces or self.near:
            return False
        longest = 0
        for word in self.our_words:
            longest = max(longest, len(word))
        if longest < LEGIBLE:
            return False
        one, other = [" ".join([fold[:COMPARED] for fold in side[:_WORDS]]) for side in (self.ours, self.theirs)]
        return similarity(one, other) < _ALIKE

    @property
    def is_section(self) -> bool:
        """Whether it is a line, a sentence or more, or a block moved."""
        return self.shape in SECTIONS

    @property
    def is_blank(self) -> bool:
        """Whether white space alone differs."""
        return not self.ours and not self.theirs


def _is_encoded(forms: tuple[str, ...], folds: tuple[str, ...]) -> bool:
    if forms is folds:
        return False
    return any(form.casefold() != fold for form, fold in zip(forms, folds, strict=True))


def leading(words: tuple[str, ...], most: int) -> tuple[str, ...]:
    """So many of a change's words at most, which is mostly all of them, and no others then."""
    return words if len(words) <= most else words[:most]


def count_below(places: list[int], limit: int) -> int:
    """How many of some places, which are in order, are below a limit: `bisect` takes five times as long to be asked.

    >>> count_below([2, 3, 3, 5], 3), count_below([2, 3, 3, 5], 4)
    (1, 3)
    """
    first, last = 0, len(places)
    while first < last:
        middle = (first + last) >> 1
        if places[middle] < limit:
            first = middle + 1
        else:
            last = middle
    return first


class Common(NamedTuple):
    """What every explanation is weighed beside."""

    doubt: float = 0.0  # minus the logarithm of the odds of these spans, cut at a thousand
    inserts: float = 0.0
    deletes: float = 0.0
    our_size: float = 0.0  # words of the copy, as a logarithm
    their_size: float = 0.0  # and of the source
    near: float = 0.0
    form: float = 0.0
    section: float = 0.0
    moves: float = 0.0
    length: float = 0.0  # of a short copy, in tokens, as a logarithm: it shows little


def common(change: Change, tokens: int) -> list[float]:
    """The numbers that belong to no explanation alone, in the order of `Common`; `tokens` is the copy's length."""
    chance = min(max(change.posterior, 0.001), 0.999)
    doubt = log((1 - chance) / chance)
    inserts = float(change.inserts)
    deletes = float(change.deletes)
    our_size = log(float(1 + len(change.our_words)))
    their_size = log(float(1 + len(change.their_words)))
    near = float(change.near)
    form = float(change.is_form)
    section = float(change.is_section)
    moves = float(change.moves)
    length = log(min(tokens, SHORT) + 20.0)
    return [doubt, inserts, deletes, our_size, their_size, near, form, section, moves, length]
