"""The numbers of a difference whose words all stand elsewhere in the source: an intruder, or an editor's choice?"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from rapidfuzz.distance import Levenshtein

from restore.aligner.mentions import begins_mention, ends_mention
from restore.features.reader import Change, Reader
from restore.language.word_class import WordClass, word_class
from restore.language.words import FUNCTION, PRONOUNS
from restore.text import is_word

AROUND = 3  # tokens on either side in which a mention's own words are looked for


def numbers(reader: Reader, change: Change) -> tuple[float, ...]:
    """One number per name in `OWN[Group.MENTION]`."""
    single = len(change.ours) == 1
    return (
        *_words(reader, change),
        *_eaten(reader, change),
        *_standing(reader, change),
        *_beside(change),
        *(reader.part_of_speech(change.ours[0]) if single else (0.0, 0.0)),
        *_again(reader, change),
        _similarity(change),
        float(
            len(change.theirs) == 1 and single and change.theirs[0] not in PRONOUNS["en"] and is_word(change.theirs[0])
        ),
        *_classes(reader, change),
    )


def _words(reader: Reader, change: Change) -> tuple[float, ...]:
    """What words intrude: `doubt` to `pronoun`."""
    ours, folds, mentions = change.ours, reader.copy.folds, change.candidate.mentions
    size, excess = len(ours), reader.excess(ours)
    return (
        change.doubt,
        log(size),
        float(min(len(mentions), 4) - 1),
        sum(form[0].isupper() for form in change.forms) / size,
        sum(not begins_mention(folds[m.start]) for m in mentions) / len(mentions),
        sum(not ends_mention(folds[m.end - 1]) for m in mentions) / len(mentions),
        float(excess > 0),
        float(min(max(excess - 1, 0), 4)),
        float(size == 1),
        log(1 + min(map(reader.in_source, ours))),
        float(FUNCTION["en"].issuperset(ours)),
        float(size == 1 and ours[0] in PRONOUNS["en"]),
    )


def _eaten(reader: Reader, change: Change) -> tuple[float, ...]:
    """What words they ate: `insert_only` to `eaten_novel`."""
    ours, theirs = change.ours, change.theirs
    words = list(filter(is_word, theirs))
    forms = reader.source.forms[change.candidate.source_start : change.candidate.source_end]
    return (
        float(not theirs),
        log(1 + len(theirs)),
        float(len(theirs) > len(ours) + 3),
        float(not set(ours).isdisjoint(words)),
        float(bool(theirs) and PRONOUNS["en"].issuperset(theirs)),
        float(bool(theirs) and FUNCTION["en"].issuperset(words)),
        float(any(form[0].isupper() for form in forms)),
        sum(reader.in_copy(fold) == 0 for fold in words) / max(len(words), 1),
    )


def _standing(reader: Reader, change: Change) -> tuple[float, ...]:
    """How they stand in the copy: `head_capital_inside` to `single_lower`."""
    ours, forms, folds = change.ours, change.forms, reader.copy.folds
    start, end = change.candidate.copy_start, change.candidate.copy_end
    starts_sentence = start == 0 or folds[start - 1] in ".!?\"'…:"
    around = (*folds[max(start - AROUND, 0) : start], *folds[end : end + AROUND])
    head = forms[0]
    return (
        float(head[0].isupper() and head[1:].islower() and not starts_sentence and ours[0] in FUNCTION["en"]),
        float(any(fold in around and fold not in FUNCTION["en"] and is_word(fold) for fold in ours)),
        float(ours[-1] == "'s"),
        float(len(ours) == 1 and head.islower() and ours[0] not in PRONOUNS["en"]),
    )


def _beside(change: Change) -> tuple[float, ...]:
    """How both sides compare: `eaten_same_size` to `marks_inside`."""
    ours, theirs = change.ours, change.theirs
    return (
        float(len(theirs) == len(ours)),
        float(bool(theirs) and ours[-1] == theirs[-1]),
        float(not all(map(is_word, theirs))),
        float(not all(map(is_word, ours))),
    )


def _again(reader: Reader, change: Change) -> tuple[float, float, float]:
    """Whether these words intrude elsewhere too, over other words, over the same: an editor changes one word alike."""
    eaten, mine = reader.eaten_by(change.ours), tuple(change.theirs)
    return log(eaten.places), float(len(eaten.often) > 1), float(eaten.often[mine] > 1 and bool(mine))


def _similarity(change: Change) -> float:
    return Levenshtein.normalized_similarity(change.ours[-1], change.theirs[-1]) if change.theirs else 0.0


def _classes(reader: Reader, change: Change) -> tuple[float, ...]:
    """What kinds of word intrude and are eaten, by their heads: `names` to `same_class`. All naught if not English."""
    if not reader.is_english:
        return (0.0,) * 8
    mine, eaten = _head(change.ours, change.forms), None
    if any(map(is_word, change.theirs)):
        first, last = change.candidate.source_start, change.candidate.source_end
        eaten = _head(change.theirs, reader.source.forms[first:last])
    return (
        float(mine is WordClass.NOUN),
        float(mine is WordClass.VERB),
        float(mine is WordClass.MODIFIER),
        float(eaten is WordClass.NOUN),
        float(eaten is WordClass.VERB),
        float(eaten is WordClass.MODIFIER),
        float(eaten is WordClass.FUNCTION),
        float(mine is eaten),
    )


def _head(folds: Sequence[str], forms: Sequence[str]) -> WordClass:
    """The class of the last word; a capital inside a stretch or a text makes a name of it."""
    at = next((k for k in range(len(folds) - 1, -1, -1) if is_word(folds[k]) and "'" not in folds[k]), -1)
    known = word_class(folds[at])
    if known in {WordClass.VERB, WordClass.MODIFIER} and forms[at][0].isupper():
        return WordClass.NOUN
    return WordClass.FUNCTION if folds[at] in PRONOUNS["en"] else known
