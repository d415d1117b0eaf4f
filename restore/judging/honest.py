"""Words near the source's that an honest hand writes, so that no engine misread them: another house's, or put right."""

from __future__ import annotations

from typing import Final
from unicodedata import combining, normalize

from restore.judging.change import Change
from restore.judging.reader import Reader
from restore.language.lexicon import are_spelt_alike
from restore.language.spelling import is_respelt, is_spelt
from restore.language.word_class import WordClass, word_class

_FUNCTION: Final = WordClass.FUNCTION
_SHORTENED: Final = frozenset({"", "d", "ll", "m", "re", "s", "t", "ve"})  # what English has behind an apostrophe


def is_meant(change: Change, reader: Reader) -> bool:
    """Whether the copy has the source's word as another house spells it, or a common one where the source has none.

    Of a copy that is mostly misread the latter cannot be said: engines make words of what they do not know, and strokes
    of dirt, which elsewhere scan verse; nor that somebody gave words their apostrophes, or names their accents.
    In other languages than English any other word that is known is one that somebody chose, but on such a page.
    """
    if not reader.is_english:
        return not reader.is_page_misread and (_is_spelt_alike(change, reader) or _is_other_word(change, reader))
    if not reader.is_page_misread:
        if _differ_in_apostrophes(change):
            return reader.listed(change.ours) == 1.0 or _is_transcribed(change)
        if _has_more_accents(change):
            return reader.listed(change.theirs) < 1.0
    return len(change.ours) == len(change.theirs) == 1 and _is_well_spelt(change, reader)


def _differ_in_apostrophes(change: Change) -> bool:
    ours, theirs = "".join(change.ours), "".join(change.theirs)
    return ours != theirs and ours.replace("'", "") == theirs.replace("'", "")


def _is_transcribed(change: Change) -> bool:
    """Whether the source has an apostrophe within a word, as words of other letters are transcribed ("ba'al")."""
    before, _, behind = "".join(change.theirs).partition("'")
    return len(before) > 1 and behind not in _SHORTENED


def _is_well_spelt(change: Change, reader: Reader) -> bool:
    (ours,), (theirs,) = change.ours, change.theirs
    if is_respelt(ours, theirs):
        return True
    if reader.is_page_misread:
        return False
    if ours.replace("|", "") == theirs:
        return True
    if is_spelt(theirs) or not is_spelt(ours) or reader.in_source(theirs) > 1:
        return False
    return change.their_forms[0][:1].islower() or word_class(ours) is _FUNCTION


def _is_spelt_alike(change: Change, reader: Reader) -> bool:
    """Whether the copy has the source's word in an older or a newer spelling."""
    return are_spelt_alike("".join(change.ours), "".join(change.theirs), reader.language)


def _is_other_word(change: Change, reader: Reader) -> bool:
    """Whether the copy has one known word where the source has one."""
    if not len(change.ours) == len(change.theirs) == 1:
        return False
    lexicon = reader.lexicon
    return lexicon is not None and lexicon.has(change.ours[0])


def _has_more_accents(change: Change) -> bool:
    """Whether letters have marks that they lack in the source, and nothing else differs ("Māori")."""
    ours, theirs = "".join(change.ours), "".join(change.theirs)
    bare = "".join([letter for letter in normalize("NFD", ours) if not combining(letter)])
    return bare == theirs != ours


def is_pronoun_for_pronoun(change: Change, reader: Reader) -> bool:
    """Whether the copy has pronouns alone where the source has pronouns alone."""
    both = change.replaces and reader.pronouns.issuperset(change.ours)
    return both and reader.pronouns.issuperset(change.theirs)
