"""What the words of a mention are like: which may be all of one, what kind they are, and where one is glued on."""

from __future__ import annotations

from typing import Final

from restore.aligner.mentions import begins_mention, ends_mention
from restore.judging.change import LEGIBLE, Change, leading
from restore.judging.cutting import is_determiner
from restore.judging.reader import Reader
from restore.language.negation import is_particle, negations
from restore.language.word_class import WordClass, word_class
from restore.language.words import PERSONS, TITLES
from restore.remembered import kept
from restore.text import is_word, starts_sentence

GLUED: Final = 3  # letters of a mention glued to another word at least
WORD: Final = 40  # letters of a word that is looked at for a mention glued to it
LOOKED_AT: Final = 20  # words that are looked at for one
NAME: Final = 3  # signs of a name in hiragana at least
_HIRAGANA: Final = "\u3041"
_LAST_HIRAGANA: Final = "\u309f"
_CALLED: Final = (WordClass.VERB, WordClass.MODIFIER)  # of these a capital makes a name
_NOUN: Final = WordClass.NOUN
_NUMBER: Final = WordClass.NUMBER
_NAMED: Final[dict[str, bool]] = {}


def has_named(words: tuple[str, ...]) -> bool:
    """Whether one of the words may be all that is left of a mention where its others agree."""
    if words and words[0][:1] >= _HIRAGANA and _are_endings(words):
        return False
    return any(_may_be_named(word) for word in words)


def names_here(change: Change, reader: Reader) -> bool:
    """Whether words that alone name nothing do here, in place of others: a year, or one with a capital ("May", "WHO").

    An editor too puts "while" where other words were, again and again, and a number over a word like "in".
    """
    words = change.our_words
    if not words or not change.replaces or reader.source_has(words, change) < len(words):
        return False
    if any(map(is_particle, words)):
        return False
    if word_class(words[-1]) is _NUMBER:
        return not all(word in reader.function for word in change.their_words)
    if not change.our_forms[0][:1].isupper():
        return False
    return not starts_sentence(reader.copy, change.copy_start) or _is_name_there(change.ours[0], reader)


def _is_name_there(fold: str, reader: Reader) -> bool:
    """Whether the source has a word with a capital within a sentence."""
    source = reader.source
    for at in reader.source_tokens.places(fold):
        if source.form(at)[:1].isupper() and not starts_sentence(source, at):
            return True
    return False


def _are_endings(words: tuple[str, ...]) -> bool:
    """Whether these are hiragana alone, and too few or denying something: particles and endings, and no name."""
    if not all(_HIRAGANA <= word <= _LAST_HIRAGANA for word in words):
        return False
    return len(words) < NAME or bool(negations(words))


def _may_be_named(fold: str) -> bool:
    """Whether a word may be: no number, negation or joint."""
    known = _NAMED.get(fold)
    return kept(_NAMED, fold, _is_nameable(fold)) if known is None else known


def _is_nameable(fold: str) -> bool:
    return (
        fold[0] != "'"  # a clitic is a part of a word
        and (begins_mention(fold) or ends_mention(fold))
        and word_class(fold) is not _NUMBER
        and not is_particle(fold)
    )


def classes(reader: Reader, change: Change) -> tuple[WordClass | None, WordClass | None]:
    """What kinds of word intrude and are eaten, by their heads; None of what is not English, or no word."""
    if not reader.is_english:
        return None, None
    eaten = _head(change.theirs, change.their_forms) if change.their_words else None
    return _head(change.ours, change.our_forms), eaten


def _head(folds: tuple[str, ...], forms: tuple[str, ...]) -> WordClass:
    """The class of the last word; a capital inside a stretch or a text makes a name of it."""
    at = len(folds) - 1
    while at >= 0 and ("'" in folds[at] or not is_word(folds[at])):
        at -= 1
    known = word_class(folds[at])
    if known in _CALLED and forms[at][0].isupper():
        return _NOUN
    return known


def is_another(change: Change) -> bool:
    """Whether a pronoun stands for another's ("they" for "he"): who wrote a mention over it meant the same person.

    Or a letter by itself for another, which names nobody.
    """
    if change.is_letter_for_letter:
        return True
    if len(change.ours) != 1 or len(change.theirs) != 1:
        return False
    ours, theirs = PERSONS.get(change.ours[0]), PERSONS.get(change.theirs[0])
    return ours is not None and theirs is not None and ours != theirs


def is_article_for_another(change: Change) -> bool:
    """Whether a word that begins a mention, and cannot end one, stands for another: "the" for "its"."""
    if len(change.ours) != 1 or len(change.theirs) != 1:
        return False
    return is_determiner(change.ours[0]) and is_determiner(change.theirs[0])


def is_named_nowhere(change: Change, reader: Reader) -> bool:
    """Whether the source has none of the words, and there is no name among them that it might have had.

    Of few letters, they are as likely what an engine made of others; where no word has a capital, none tells a name.
    """
    if not reader.has_capitals:
        return False
    named = 0
    for at, fold in enumerate(change.ours):
        if not is_word(fold) or fold in reader.function:
            continue
        is_title = fold in TITLES
        if reader.in_source(fold) or not (is_title or len(fold) >= LEGIBLE):
            return False
        if change.our_forms[at][:1].isupper() and not is_title:
            return False
        named += 1
    return named > 0 and not is_glued(reader, change)


def is_glued(reader: Reader, change: Change) -> bool:
    """Whether a mention was written onto the rest of another word ("goodWednesday")."""
    ours = leading(change.ours, LOOKED_AT)
    if reader.source_has(ours, change) == len(ours):
        return False
    for fold in ours:
        if reader.in_source(fold) or len(fold) > WORD or not fold.isalnum():
            continue
        for k in range(1, len(fold)):
            if _joins(reader, fold[:k], fold[k:], change.theirs):
                return True
    return False


def _joins(reader: Reader, head: str, tail: str, theirs: tuple[str, ...]) -> bool:
    """Whether these are a word of the source and another, or what the eaten words begin or end with."""
    mention = max(len(head), len(tail)) >= GLUED
    if not (mention and theirs):
        both = min(len(head), len(tail)) >= GLUED
        return mention and both and reader.in_source(head) > 0 and reader.in_source(tail) > 0
    begins = theirs[0].startswith(head) and len(tail) >= GLUED and reader.in_source(tail) > 0
    ends = theirs[-1].endswith(tail) and len(head) >= GLUED and reader.in_source(head) > 0
    return begins or ends
