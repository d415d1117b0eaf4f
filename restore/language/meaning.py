"""Whether two stretches of words say something else: a negation, a number or a date is another, or an opposite.

That is never a misreading, however alike the two look, and an editor may have meant it: it is for a person to decide.
Asked for every pair of similar words, so that all that is looked up is in sets, and what is found out is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from restore.edits import is_within
from restore.language import affixes, dates, negation, numbers, opposites
from restore.remembered import kept

# What a tokeniser or an engine puts between parts of a word, or drops; between digits a mark is part of the number.
_JOINT: Final = r"(?<!\d)[^\w%‰]+|[^\w%‰]+(?!\d)"
# What of a word can make the difference, as bits; most words have none.
_DENIES: Final = 1  # or is denied
_COUNTS: Final = 2  # says a number
_DATES: Final = 4  # names a month or a day
_IS_OPPOSED: Final = 8  # by a part of it, or word by word
_EXCLUDES: Final = 16  # other words, as "mother" does "father"
_TELLING: Final[dict[str, int]] = {}
_KNOWN: Final[dict[tuple[tuple[str, ...], tuple[str, ...]], int]] = {}
FORM: Final = 2  # letters in which a word is another's form at most
FEW: Final = 6  # words of a pair that is remembered at most: longer ones do not come again


def changes_meaning(copy_words: Sequence[str], source_words: Sequence[str], *, misread: bool = False) -> bool:
    """Whether the copy's words deny what the source's do not, or say another number or date; capitals do not matter.

    `copy_words` and `source_words` are tokens in order, as `Text.folds` or `Text.forms` has them; either may be empty.
    In a `misread` copy a number or negation may be garbled ("Gd" for "6d", "uot" for "not"); it may not have become
    another one, or a word that says the opposite ("mother" for "father").

    >>> changes_meaning(["einen", "Grund"], ["keinen", "Grund"]), changes_meaning(["legal"], ["illegal"])
    (True, True)
    >>> changes_meaning(["is"], ["is", "n't"]), changes_meaning(["1,200"], ["1.2"]), changes_meaning(["Juni"], ["Juli"])
    (True, True, True)
    >>> changes_meaning(["nteresting"], ["interesting"]), changes_meaning(["oder"], ["der"])
    (False, False)
    """
    return how_surely_changed(copy_words, source_words) > misread


def how_surely_changed(copy_words: Sequence[str], source_words: Sequence[str]) -> int:
    """How surely they change the meaning: not at all, 0; if the copy is not misread, 1; even if it is, 2.

    >>> how_surely_changed(["is"], ["was"]), how_surely_changed(["uot"], ["not"]), how_surely_changed(["now"], ["not"])
    (0, 1, 2)
    """
    here, there = _telling(copy_words), _telling(source_words)
    may = here | there
    if not may & ~_DATES and not here & there:  # a date that comes or goes is a word like another
        return 0
    ours, theirs = _folded(copy_words), _folded(source_words)
    if len(ours) + len(theirs) > FEW:
        return _surely(ours, theirs, may)
    pair = ours, theirs
    known = _KNOWN.get(pair)
    return kept(_KNOWN, pair, _surely(ours, theirs, may)) if known is None else known


def _surely(copy: tuple[str, ...], source: tuple[str, ...], may: int) -> int:
    """What a misread copy may have become of the source changes nothing; whatever else it says, any copy says."""
    if not _changes(copy, source, may, misread=False) or _are_one(copy, source):
        return 0
    return 1 + _changes(copy, source, may, misread=True)


def _telling(words: Sequence[str]) -> int:
    """What of these words can make the difference."""
    found = 0
    for word in words:
        known = _TELLING.get(word)
        found |= kept(_TELLING, word, _tells_of(word)) if known is None else known
    return found


def _tells_of(word: str) -> int:
    fold = word.casefold()
    return (
        (_DENIES if negation.is_telling(fold) else 0)
        | (_COUNTS if numbers.is_telling(fold) else 0)
        | (_DATES if dates.is_telling(fold) else 0)
        | (_IS_OPPOSED if affixes.is_telling(fold) else 0)
        | (_EXCLUDES if opposites.is_telling(fold) else 0)
    )


def tells(fold: str) -> bool:
    """Whether a token by itself denies, or says a number or a date, in some language.

    >>> tells("nicht"), tells("3,400"), tells("eleven"), tells("juni"), tells("hives")
    (True, True, True, True, False)
    """
    return negation.denies(fold) or numbers.is_telling(fold) or dates.is_telling(fold)


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    return tuple([word.casefold() for word in words])


def changes_negation(copy_words: Sequence[str], source_words: Sequence[str]) -> bool:
    """Whether a negation comes or goes, as a word or as part of one; shapes as for `changes_meaning`.

    >>> changes_negation(["legal"], ["illegal"]), changes_negation(["two"], ["ten"])
    (True, False)
    """
    ours, theirs = _folded(copy_words), _folded(source_words)
    return not _are_one(ours, theirs) and (negation.turned(ours, theirs) or _opposite(ours, theirs))


def changes_number(copy_words: Sequence[str], source_words: Sequence[str]) -> bool:
    """Whether another number is said; shapes as for `changes_meaning`.

    >>> changes_number(["two"], ["ten"]), changes_number(["two"], ["2"])
    (True, False)
    """
    ours, theirs = _folded(copy_words), _folded(source_words)
    return not _are_one(ours, theirs) and numbers.turned(ours, theirs)


def contradicts(copy_words: Sequence[str], source_words: Sequence[str]) -> bool:
    """Whether the copy's words are the source's but for a negation, a number or a date: no intruder, but its opposite.

    Shapes as for `changes_meaning`. What merely stands over a negation does not contradict it.

    >>> contradicts(["einen"], ["keinen"]), contradicts(["President", "Trump"], ["not"])
    (True, False)
    >>> contradicts(["illegal"], ["was", "legal"]), contradicts(["two", "pounds"], ["one", "pound"])
    (True, True)
    """
    telling = _telling(copy_words) | _telling(source_words)
    if not telling:
        return False
    ours, theirs = _folded(copy_words), _folded(source_words)
    if len(ours) != len(theirs):
        return telling & _IS_OPPOSED > 0 and _opposite(ours, theirs)
    differing = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    others = [pair for pair in differing if not _is_another(*pair)]
    return len(others) < len(differing) and all(is_within(*pair, FORM) for pair in others)


def _changes(copy: tuple[str, ...], source: tuple[str, ...], may: int, *, misread: bool) -> bool:
    """Whether they change it by what may: what no word tells of is not looked at."""
    return (
        (may & _COUNTS > 0 and numbers.turned(copy, source, misread=misread))
        or (may & _DATES > 0 and dates.turned(copy, source))
        or (may & (_IS_OPPOSED | _DENIES) > 0 and _opposite(copy, source))
        or (may & _DENIES > 0 and _denies(copy, source, misread=misread))
        or (may & _EXCLUDES > 0 and _exclude(copy, source))
    )


def _exclude(copy: Sequence[str], source: Sequence[str]) -> bool:
    """Whether words at the same place exclude each other."""
    return len(copy) == len(source) and any(map(opposites.exclude, copy, source))


def _denies(copy: tuple[str, ...], source: tuple[str, ...], *, misread: bool) -> bool:
    return negation.turned(copy, source, misread=misread) and not (misread and _are_parts(copy, source))


def _are_one(copy: Sequence[str], source: Sequence[str]) -> bool:
    """Whether both are the same letters, only split or joined in another way: "can not", "cannot"."""
    if copy == source:
        return True
    # Most begin with other letters, or one side has none, which is seen at once: no letter is left out.
    ours, theirs = copy[0][:1] if copy else "", source[0][:1] if source else ""
    if ours != theirs and (ours.isalnum() or not copy) and (theirs.isalnum() or not source):
        return False
    return _letters(copy) == _letters(source)


def _letters(words: Sequence[str]) -> str:
    together = "".join(words)
    return together if together.isalnum() else re.sub(_JOINT, "", together)


def _are_parts(copy: Sequence[str], source: Sequence[str]) -> bool:
    """Whether the copy's words are garbled parts of one word, and say nothing by themselves: "no ther" for "mother"."""
    return len(source) == 1 < len(copy) and any(map(negation.is_garbled, copy)) and _is_split(source[0], "".join(copy))


def _opposite(copy: Sequence[str], source: Sequence[str]) -> bool:
    """Whether a word of one side is the opposite of one of the other, at the same place or whole."""
    if len(copy) == len(source):
        return any(one != other and _are_opposite(one, other) for one, other in zip(copy, source, strict=True))
    if len(copy) == 1 or len(source) == 1:
        (whole,), parts = (copy, source) if len(copy) == 1 else (source, copy)
        if _is_split(whole, "".join(parts)):
            return affixes.negates(whole, "".join(parts))
    return _has_stem(copy, source) or _has_stem(source, copy)


def _is_another(one: str, other: str) -> bool:
    """Whether two words are two numbers or two dates, or one the other's negation."""
    if numbers.turned((one,), (other,), misread=True) or dates.turned((one,), (other,)):
        return True
    return _are_opposite(one, other)


def _are_opposite(one: str, other: str) -> bool:
    return affixes.are_opposite(one, other) or negation.are_opposite(one, other)


def _is_split(whole: str, together: str) -> bool:
    """Whether a word was split, and misread: "dis missed" is no "missed"."""
    limit = len(whole) // 4
    if len(whole) > negation.LONGEST:
        return False
    return is_within(whole, together, limit)


def _has_stem(words: Iterable[str], others: Sequence[str]) -> bool:
    """Whether one side has a negated word where the other has it plain."""
    plain = set(others)
    return any(word not in plain and not plain.isdisjoint(affixes.stems(word)) for word in words)
