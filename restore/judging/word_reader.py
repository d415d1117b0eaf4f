"""What the explanations look up of words by themselves: how often a text has one, and whether its language does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from restore.aligner.alignment import Alignment
from restore.differences import Cause
from restore.edits import is_one_slip
from restore.judging.change import Change
from restore.judging.occurrences import Occurrences
from restore.language.lexicon import ENGLISH, Lexicon, is_large, language_of, lexicon_of, names_body
from restore.language.spelling import is_spelt
from restore.language.word_class import is_english
from restore.language.words import DETERMINERS, FUNCTION, PRONOUNS
from restore.text import is_word, starts_sentence

KNOWN: Final = 2  # times that the copy has a name elsewhere at least, of which a near one is a misreading
NAME: Final = 5  # letters of such a name at least
WITH_NUMBER: Final = 6  # words that a number is put in with at most (fixtures/real/doubled/seeds-two-photographs)
PLACES: Final = 64  # places of a word that are looked at, so that cost stays in line with length
_BEFORE_NOUNS: Final = DETERMINERS["en"]
_HEADING: Final = Cause.HEADING
_BEFORE_NUMBERS: Final = frozenset("$£€¥§#([")
_LONE: Final = frozenset("aeiouyàéó")  # letters that are words in the languages of most texts
NO_LIST: Final = -1.0  # for the share of listed words, where there is no list


class WordReader:
    """The words of both texts, and of their language."""

    def __init__(self, alignment: Alignment) -> None:
        self.copy, self.source = alignment.copy, alignment.source
        known = alignment.numbering
        self.source_tokens = Occurrences(known.numbers, known.in_source, PLACES)
        self.copy_tokens = Occurrences(known.numbers, known.in_copy, PLACES)
        self.is_english = is_english(self.in_source, len(self.source))
        self._language = ENGLISH if self.is_english else None
        self._lexicon = lexicon_of(ENGLISH) if self.is_english else None
        self._has_read = self.is_english  # which words are known: to read them takes its time
        self.pronouns, self.function = _closed_classes(english=self.is_english)
        self._as_nouns: dict[str, float] = {}

    def in_source(self, fold: str) -> int:
        """How often the source has a token."""
        return self.source_tokens.count(fold)

    def in_copy(self, fold: str) -> int:
        """How often the copy has a token."""
        return self.copy_tokens.count(fold)

    def source_has(self, folds: tuple[str, ...], change: Change) -> int:
        """How many of a change's tokens in the copy the source has: of all its words most ask, so that it is kept."""
        if folds is not change.our_words:
            return self.source_tokens.has(folds)
        found = change.found
        if found.sourced < 0:
            found.sourced = self.source_tokens.has(folds)
        return found.sourced

    def copy_has(self, folds: tuple[str, ...]) -> int:
        """How many of these tokens the copy has."""
        return self.copy_tokens.has(folds)

    def rarest(self, folds: tuple[str, ...]) -> int:
        """How often the source has the rarest of these tokens."""
        return self.source_tokens.least(folds)

    def as_noun(self, word: str) -> float:
        """How often the source has a word as nouns stand: the share of its first places behind what begins a noun."""
        if word not in self._as_nouns:
            folds = self.source.folds
            before = [folds[at - 1] if at else "" for at in self.source_tokens.places(word)]
            self._as_nouns[word] = sum([fold in _BEFORE_NOUNS for fold in before]) / max(len(before), 1)
        return self._as_nouns[word]

    @property
    def language(self) -> str:
        """The language of the texts, by its code; empty if it is none whose words are known."""
        if self._language is None:
            self._language = language_of(self.in_source, len(self.source))
        return self._language

    @property
    def lexicon(self) -> Lexicon | None:
        """The words of the texts' language, if they are known, and are those of the source."""
        if not self._has_read:
            self._has_read = True
            lexicon = lexicon_of(self.language) if self.language else None
            self._lexicon = lexicon if lexicon is not None and lexicon.covers(self.source) else None
        return self._lexicon

    def listed(self, folds: tuple[str, ...]) -> float:
        """The share of words, numbers aside, that are in the lexicon; `NO_LIST` where there is none."""
        lexicon = self.lexicon
        return NO_LIST if lexicon is None else lexicon.share(folds)

    def is_garbled(self, change: Change, *, numbers: bool = True) -> bool:
        """Whether the copy has a word here that is none: not of the source, nor of English, and no name.

        So are `numbers` that the source lacks, unless they are left out.

        No name stands where the source has a common word that is near to it ("Lospital", "THS") and no name itself, a
        name with an apostrophe that it lacks, or one that the copy has elsewhere ("Washnigton"), nor is it one in which
        capitals stand that the source's words lack ("MaMy"), or digits for letters.
        """
        if self.source_has(change.our_words, change) == len(change.our_words):
            return False
        if change.near and _has_lone_letter(change):
            return True
        named = not (change.near and self._is_oddly_written(change))
        for at, fold in enumerate(change.ours):
            is_asked = is_word(fold) and (numbers or not fold.isdecimal())
            if is_asked and not self._is_real(fold, change.our_forms[at], named=named):
                return True
        return False

    def puts_number_in(self, change: Change) -> bool:
        """Whether the copy has a number more, written as one is, and no word beside it that is none.

        An engine takes dirt for a figure, or for letters that make no word. More words than a number comes with it may
        have read once more, but no lines of their own.
        """
        has_number = False
        if len(change.our_words) > WITH_NUMBER and change.shape is not _HEADING:
            return False
        for at, fold in enumerate(change.ours):
            if _is_number(change.ours, at):
                has_number = True
            elif is_word(fold) and not self._is_real(fold, change.our_forms[at], named=True):
                return False
        return has_number

    def _is_oddly_written(self, change: Change) -> bool:
        if self._is_common(change) or change.is_unmarked or change.has_odd_capitals:
            return True
        return change.has_digits_for_letters or _is_torn(change) or self._is_known_name(change)

    def _is_known_name(self, change: Change) -> bool:
        """Whether the copy has the source's word elsewhere, and this one is a slip away from it: hardly another name.

        "Austria" and "Australia" are farther, and of short ones none can tell ("Iran", "Iraq").
        """
        if not len(change.ours) == len(change.theirs) == 1:
            return False
        (ours,), (theirs,) = change.ours, change.theirs
        return self.in_copy(theirs) >= KNOWN and len(theirs) >= NAME and is_one_slip(ours, theirs)

    def _is_common(self, change: Change) -> bool:
        """Whether the source has common words: one with a capital within a sentence may be a name ("Brown").

        In German all nouns have one. Those that name nobody ("British", "Council") are common where one letter within
        them differs: "Indiana" and "Austrian" are words as well.
        """
        if self.is_large_mistyped(change):
            return True
        lexicon = self.lexicon
        if lexicon is None or not all(lexicon.has(fold) for fold in change.theirs):
            return False
        if lexicon.has_large_nouns or not change.may_rename or starts_sentence(self.source, change.source_start):
            return True
        return names_body(change.theirs[0]) and change.is_slip_within

    def is_large_mistyped(self, change: Change) -> bool:
        """Whether one letter differs within a word that has a capital, is in no list for that, and is no name."""
        return self.is_english and change.is_slip_within and is_large(change.theirs[0])

    def is_legible(self, change: Change) -> bool:
        """Whether the copy has other words in place of the source's: known ones, of some length, and unlike those."""
        found = change.found
        if found.legible < 0:
            found.legible = self._reads(change)
        return found.legible > 0

    def _reads(self, change: Change) -> bool:
        if not change.replaces or change.near:
            return False
        if self.source_has(change.our_words, change) < len(change.our_words):
            for word in change.our_words:
                if not self._is_known(word):
                    return False
        return change.is_unlike

    def _is_known(self, fold: str) -> bool:
        return self.source_tokens.count(fold) > 0 or (self.is_english and is_spelt(fold))

    def _is_real(self, fold: str, form: str, *, named: bool) -> bool:
        return self._is_known(fold) or (named and form[:1].isupper()) or "'" in fold


@cache
def _closed_classes(*, english: bool) -> tuple[frozenset[str], frozenset[str]]:
    """Pronouns, and what else names nothing: of English, or, since no other language is told from the rest, of all."""
    if english:
        return PRONOUNS["en"], FUNCTION["en"]
    return frozenset().union(*PRONOUNS.values()), frozenset().union(*FUNCTION.values())


def _is_torn(change: Change) -> bool:
    """Whether a word was split, or two joined ("T he", "Sundaysin"), that are no parts of a name, as "Mac Lean" is."""
    ours, theirs = change.our_forms, change.their_forms
    if len(ours) == len(theirs) or "".join(ours) != "".join(theirs):
        return False
    return all(form[:1].islower() for form in max(ours, theirs, key=len)[1:])


def _has_lone_letter(change: Change) -> bool:
    """Whether a letter was split off a word that is none by itself, as one that is printed large ("T he")."""
    return _is_torn(change) and any(len(fold) == 1 and fold not in _LONE for fold in change.ours)


def _is_number(folds: Sequence[str], at: int) -> bool:
    """Whether a token is a number, of two figures at least or behind a sign or a bracket ("£4m", "(3)", "§ 4")."""
    fold = folds[at]
    if not fold[0].isdecimal():
        return False
    figures = sum([letter.isdecimal() for letter in fold])
    return 2 * figures >= len(fold) and (figures > 1 or (at > 0 and folds[at - 1] in _BEFORE_NUMBERS))
