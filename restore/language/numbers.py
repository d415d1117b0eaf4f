"""Numbers: numerals of all scripts, number words, small Roman numerals; what each amounts to.

One digit or sign for another is another number, however alike they look. Other ways to write the same one, "1,200" and
"1200" or "two" and "2", are not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import decimal, digit

from restore.language.letters import ALIKE
from restore.language.negation import is_garbled
from restore.language.number_words import VALUES, WEAK_VALUES, is_compound
from restore.remembered import kept
from restore.text import RAISED

# Patterns are made of these when one is needed first, which in a text without numbers is never.
_ROMAN: Final = r"(?=[ivxlc]{2})(?:x[cl]|l?x{0,3}|c{1,3}(?:x[cl]|l?x{0,3}))(?:i[xv]|v?i{0,3})"
_ROMAN_DIGITS = frozenset("ivxlc")
_NOT_ROMAN = frozenset({"li", "ci", "cc"})  # words and abbreviations as well
_NUMERAL: Final = rf"\d(?:[\d.,:/'’\u00a0\u202f]*\d)?{RAISED}*"
_NOTED: Final = rf"[^\W\d]*({RAISED}+)"  # a note's mark, or a power of what a letter stands for
# By thousands; a single dot may be a decimal point.
_GROUPED: Final = r"\d{1,3}(?:(?:['’\u00a0\u202f]\d{3})+|(?:,\d{3})+|(?:\.\d{3}){2,})"
_SAID: Final[dict[str, tuple[str, ...]]] = {}
_ROMANS: Final[dict[str, bool]] = {}


def values(fold: str) -> tuple[str, ...]:
    """What numbers a token says, as texts alike for every way to write them; none for most words.

    >>> values("1,200"), values("1200"), values("1.5"), values("twenty-one"), values("6d"), values("search6ol")
    (('1200',), ('1200',), ('1.5',), ('20', '1'), ('6',), ())
    >>> values("10⁶"), values("106"), values("m²"), values("m2"), values("hull¹")
    (('10⁶',), ('106',), ('2',), ('2',), ('1',))
    """
    known = _SAID.get(fold)
    return kept(_SAID, fold, _values_of(fold)) if known is None else known


def _values_of(fold: str) -> tuple[str, ...]:
    if fold in VALUES:
        return (VALUES[fold],)
    if fold.isalpha():
        return (fold,) if is_compound(fold) else ()
    if any(map(str.isdecimal, fold)):
        return tuple(value for part in fold.split("-") for value in _numeral(part))
    noted = re.fullmatch(_NOTED, fold)
    if noted:
        return ("".join([str(digit(char)) for char in noted[1]]),)
    if "-" in fold and len(fold) > 1:
        parts = fold.split("-")
        found = [VALUES.get(part) or WEAK_VALUES.get(part) for part in parts if part]
        return tuple(filter(None, found)) if VALUES.get(parts[0]) else ()
    return ()


def _numeral(part: str) -> Iterator[str]:
    """The numeral of a word that is one, at least half of it digits: a misreading may put a digit into any word."""
    text = "".join(str(decimal(char)) if char.isdecimal() else char for char in part)
    if 2 * sum(map(str.isdecimal, text)) < len(text):
        return
    for match in re.finditer(_NUMERAL, text):
        numeral = match.group()
        if numeral.isdecimal():
            yield numeral
        elif re.fullmatch(_GROUPED, numeral):
            yield re.sub(r"\D", "", numeral)
        else:
            yield numeral.replace(",", ".")


def _is_roman(fold: str) -> bool:
    """Whether a token may be a Roman numeral of two digits or more; every number below 400 has one way to write it."""
    known = _ROMANS.get(fold)
    return kept(_ROMANS, fold, _reads_roman(fold)) if known is None else known


def _reads_roman(fold: str) -> bool:
    return (
        len(fold) > 1 and _ROMAN_DIGITS.issuperset(fold) and bool(re.fullmatch(_ROMAN, fold)) and fold not in _NOT_ROMAN
    )


def is_telling(fold: str) -> bool:
    """Whether a token may make the difference: a number, an article that may stand for one, a Roman numeral."""
    return bool(values(fold)) or fold in WEAK_VALUES or _is_roman(fold)


def numbers(folds: Sequence[str]) -> Counter[str]:
    """The numbers among tokens in their folded forms, by what they amount to.

    >>> sorted(numbers("1,200 of ٣ in five".split()))
    ['1200', '3', '5']
    """
    return Counter([value for fold in folds for value in values(fold)])


def turned(copy: Sequence[str], source: Sequence[str], *, misread: bool = False) -> bool:
    """Whether the copy's tokens say other numbers than the source's.

    In a `misread` copy a number may have become letters ("Gd" for "6d"), and the letter beside it a digit ("1001" for
    "100l"); another number it may not have become. A number word may have become what is no word in any.

    >>> turned(["gd"], ["6d"]), turned(["gd"], ["6d"], misread=True), turned(["8d"], ["6d"], misread=True)
    (True, False, True)
    >>> turned(["1001"], ["100l"], misread=True), turned(["1007"], ["100l"], misread=True)
    (False, True)
    >>> turned(["fonr"], ["four"]), turned(["for"], ["four"])
    (False, True)
    """
    ours, theirs = _said(copy), _said(source)
    if ours and theirs:
        same = sorted(ours) == sorted(theirs) or "".join(ours) == "".join(theirs)
        garbled = not Counter(ours) - Counter(theirs) and _has_garbled(copy)
        return not same and not (misread and (garbled or _prints_alike(copy, source)))
    if not theirs and any(map(_is_noted, copy)):  # nobody reads a note's mark where there is none
        return True
    if not misread and (ours or (theirs and not (all(map(_has_no_digit, source)) and _has_garbled(copy)))):
        return True
    return _weakly(copy, source, ours, theirs)


def _prints_alike(copy: Sequence[str], source: Sequence[str]) -> bool:
    """Whether numbers differ only where a letter was read as a digit that prints like it, or a digit as a letter."""
    ours, theirs = ([fold for fold in folds if values(fold)] for folds in (copy, source))
    return list(map(len, ours)) == list(map(len, theirs)) and all(
        x == y or (x.isdecimal() != y.isdecimal() and frozenset((x, y)) in ALIKE)
        for x, y in zip("".join(ours), "".join(theirs), strict=True)
    )


def _has_garbled(folds: Sequence[str]) -> bool:
    """Whether there is a word that is none, whole or beside a hyphen: "thirty-fiye"."""
    return any(len(part) > 1 and is_garbled(part) for fold in folds for part in fold.split("-"))


def _has_no_digit(fold: str) -> bool:
    return not any(map(str.isdigit, fold))


def _is_noted(fold: str) -> bool:
    return not fold.isascii() and re.fullmatch(_NOTED, fold) is not None


def _said(folds: Sequence[str]) -> list[str]:
    return [value for fold in folds for value in values(fold)]


def _weakly(copy: Sequence[str], source: Sequence[str], ours: list[str], theirs: list[str]) -> bool:
    """Whether an article stands on one side and another number on the other, or one Roman numeral for another."""
    ours = ours or [WEAK_VALUES[fold] for fold in copy if fold in WEAK_VALUES]
    theirs = theirs or [WEAK_VALUES[fold] for fold in source if fold in WEAK_VALUES]
    if ours and theirs and sorted(ours) != sorted(theirs):
        return True
    ours, theirs = list(filter(_is_roman, copy)), list(filter(_is_roman, source))
    return bool(ours and theirs) and ours != theirs
