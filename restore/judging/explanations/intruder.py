"""A mention was written over other words, as coreference steps do: mostly the main mention of whatever was meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from restore.aligner.mentions import LONGEST, begins_mention, ends_mention
from restore.differences import Cause, Explanation, Op
from restore.judging.change import Change
from restore.judging.profile import Profile, Shares
from restore.judging.reader import PLACES, Reader
from restore.language import changes_meaning, contradicts
from restore.language.negation import is_particle
from restore.language.word_class import REMEMBERED, WordClass, word_class
from restore.text import is_word

NAME = Explanation.INTRUDER
AROUND = 3  # tokens on either side in which a mention's own words are looked for
ARTICLE = 2  # words that a mention may lack of what stood there, and nothing else differ
GLUED = 3  # letters of a mention glued to another word at least
WORD = 40  # letters of a word that is looked at for a mention glued to it
LOOKED_AT = 20  # words that are looked at for one
_CALLED = (WordClass.VERB, WordClass.MODIFIER)  # of these a capital makes a name


class Numbers(NamedTuple):
    """What the difference itself shows of an intruder."""

    possible: float = 0.0
    copied: float = 0.0  # share of the copy's tokens that the source has elsewhere, in stretches
    segments: float = 0.0
    often: float = 0.0  # how often the source has these words in a row, as a logarithm
    rarest: float = 0.0  # how often it has the rarest of them
    earlier: float = 0.0  # whether it has them before this place, as a mention's antecedent stands
    nearest: float = 0.0  # how far the longest part stands from here in the source, as a logarithm
    excess: float = 0.0  # how much more often the copy has them
    capitals: float = 0.0
    odd_begin: float = 0.0
    odd_end: float = 0.0
    single: float = 0.0
    single_lower: float = 0.0
    all_function: float = 0.0
    pronoun: float = 0.0
    beside_itself: float = 0.0
    marks_inside: float = 0.0
    noun_like: float = 0.0
    longer: float = 0.0  # words more than it ate
    shortens: float = 0.0
    similar: float = 0.0  # letters of the last words
    eaten_pronoun: float = 0.0
    eaten_function: float = 0.0
    eaten_name: float = 0.0
    eaten_novel: float = 0.0
    eaten_mark: float = 0.0
    one_for_one: float = 0.0
    names: float = 0.0
    eaten_binds: float = 0.0
    same_class: float = 0.0
    goes_on: float = 0.0  # how often the source has these words and the one behind them in a row
    comes_from: float = 0.0  # and with the one before them: the mention's other words stood here too
    glued: float = 0.0
    under: float = 0.0  # where a pronoun or a word of the mention stands in the source: right here,
    late: float = 0.0  # one token before: the mention came one late,
    later: float = 0.0  # two before,
    early: float = 0.0  # one behind


class Seen(NamedTuple):
    """What the copy shows beside the difference itself."""

    again: float = 0.0  # these words intrude elsewhere: expected times, as a logarithm
    again_changed: float = 0.0  # they stand in other differences at all
    over_different: float = 0.0  # over how many different words there
    over_same: float = 0.0  # and over the same words as here, no pronoun: share of their places, an editor's throughout
    head_again: float = 0.0  # the last word, or the one left of a mention that lacks others, ends other intruders
    habit: float = 0.0  # share of the others that stand to what was meant as this one does
    out_of_habit: float = 0.0  # none of it stands where it does for most others


def possible(change: Change, reader: Reader) -> bool:
    """Whether words that could stand in a mention do, no more of them than one has, and they deny nothing."""
    if change.op is Op.MOVE or change.is_form or len(change.ours) > LONGEST + AROUND:
        return False
    if change.op is Op.DELETE:  # a mention without the article, or the title, that was written here
        return (
            len(change.theirs) <= ARTICLE
            and any(map(_may_be_named, change.their_words))
            and not changes_meaning((), change.theirs)
        )
    return (
        len(change.theirs) <= 2 * LONGEST
        and (any(map(_may_be_named, change.our_words)) or _is_glued(reader, change))
        and not contradicts(change.ours, change.theirs)
    )


def numbers(change: Change, reader: Reader) -> Numbers:
    """What the difference shows."""
    ours, theirs = change.ours, change.theirs
    if not ours:
        return _shortened(change, reader)
    size = len(ours)
    words, eaten = set(change.our_words), change.their_words
    folds, start, end = reader.copy.folds, change.copy_start, change.copy_end
    single, excess = size == 1, reader.excess(ours)
    around = (*folds[max(start - AROUND, 0) : start], *folds[end : end + AROUND])
    head = change.our_forms[0]
    mine, kind = _classes(reader, change)
    origin = max(change.mentions, key=lambda m: m.end - m.start).origin if change.mentions else -1
    if origin >= len(reader.source):
        origin = -1  # known to intrude, and nowhere in the source
    places = offsets(change, reader)
    return Numbers(
        possible=1.0,
        copied=sum([m.end - m.start for m in change.mentions]) / size,
        segments=float(min(len(change.mentions), 4)),
        often=log(1 + reader.source_count(ours)),
        rarest=log(1 + min(map(reader.in_source, ours))),
        earlier=float(0 <= origin < change.source_start),
        nearest=log(1 + abs(origin - change.source_start)) if origin >= 0 else -1.0,
        excess=float(min(max(excess, 0), 5)),
        capitals=sum([form[0].isupper() for form in change.our_forms]) / size,
        odd_begin=float(not begins_mention(ours[0])),
        odd_end=float(not ends_mention(ours[-1]) and ours[-1] != "'s"),
        single=float(single),
        single_lower=float(single and head.islower() and ours[0] not in reader.pronouns),
        all_function=float(reader.function.issuperset(ours)),
        pronoun=float(single and ours[0] in reader.pronouns),
        beside_itself=float(not reader.function.issuperset(words.intersection(around))),
        marks_inside=float(len(change.our_words) < size),
        noun_like=reader.as_noun(ours[0]) if single else 0.0,
        longer=float(max(min(size - len(theirs), 10), -10)),
        shortens=float(bool(eaten) and words.issubset(eaten)),
        similar=Levenshtein.normalized_similarity(ours[-1], theirs[-1]) if theirs else 0.0,
        eaten_pronoun=float(bool(theirs) and reader.pronouns.issuperset(theirs)),
        eaten_function=float(bool(theirs) and reader.function.issuperset(eaten)),
        eaten_name=float(_has_capital(change.their_forms)),
        eaten_novel=[*map(reader.in_copy, eaten)].count(0) / max(len(eaten), 1),
        eaten_mark=float(len(eaten) < len(theirs)),
        one_for_one=float(single and len(theirs) == 1 and theirs[0] not in reader.pronouns and bool(eaten)),
        names=float(mine is WordClass.NOUN),
        eaten_binds=float(kind is WordClass.FUNCTION),
        same_class=float(mine is not None and mine is kind),
        goes_on=log(1 + reader.source_count((*ours, *folds[end : end + 1]))) if end < len(folds) else 0.0,
        comes_from=log(1 + reader.source_count((folds[start - 1], *ours))) if start else 0.0,
        glued=float(_is_glued(reader, change)),
        under=places[0],
        late=places[1],
        later=places[2],
        early=places[3],
    )


def _shortened(change: Change, reader: Reader) -> Numbers:
    """What shows that the copy lacks words since a mention without them was written over one that had them."""
    folds, at = reader.copy.folds, change.copy_start
    places = offsets(change, reader)
    behind = folds[at : at + 2]
    return Numbers(
        possible=1.0,
        longer=-float(len(change.theirs)),
        all_function=float(reader.function.issuperset(change.theirs)),
        eaten_function=float(reader.function.issuperset(change.theirs)),
        eaten_name=float(_has_capital(change.their_forms)),
        goes_on=log(1 + reader.source_count(folds[at - 1 : at + 1])) if at else 0.0,
        capitals=float(_has_capital(reader.copy.forms[at : at + 2])),
        often=log(1 + reader.source_count(behind)),
        excess=float(min(max(reader.excess(behind), 0), 5)),
        under=places[0],
        late=places[1],
        later=places[2],
        early=places[3],
    )


def seen(change: Change, reader: Reader, profile: Profile, mine: Shares) -> Seen:
    """What the rest of the copy shows."""
    others, eaten = profile.others(change, mine.intruder), tuple(change.theirs)
    same = others.eaten.get(eaten, (0, 0.0))[0] if eaten and not reader.pronouns.issuperset(eaten) else 0
    habit = profile.habit(offsets(change, reader), mine.intruder)
    head = head_of(change) or "".join(reader.copy.folds[change.copy_end : change.copy_end + 1])
    return Seen(
        again=log(1 + others.intruders),
        again_changed=log(1 + others.count),
        over_different=log(1 + others.over),
        over_same=min(same / max(min(map(reader.in_source, eaten)) - 1, 1), 1.0) if same else 0.0,
        head_again=log(1 + max(profile.heads.get(head, 0.0) - (mine.intruder if change.ours else 0.0), 0.0)),
        habit=habit.share,
        out_of_habit=habit.misses,
    )


def cause(change: Change, reader: Reader) -> Cause:
    """What a difference is that this explains."""
    return Cause.ENTITY


def words(change: Change, reader: Reader, profile: Profile) -> str:
    """What speaks for it, in words that hold for this difference."""
    if not change.ours:
        return "a mention without these words was written over one that had them"
    known = profile.written.get(tuple(change.ours))
    parts = []
    if known and known.over > 1:
        parts.append(f"written over {known.over} different words in this copy")
    often = reader.source_count(change.ours)
    parts.append(
        f"the source has these words {_times(often)}" if often else "a mention, not in these words in the source"
    )
    place = profile.habit(offsets(change, reader), 0.0)
    if place.others > 1 and place.words:  # it is one of them itself
        parts.append(f"stands {place.words}, as {place.others - 1} more here")
    return "; ".join(parts)


def offsets(change: Change, reader: Reader) -> tuple[float, ...]:
    """Where a pronoun or a word of the mention stands in the source, one number for each of `OFFSETS`."""
    known = reader.places.get(change)
    if known is None:
        known = reader.places[change] = _offsets(change, reader)
    return known


def _offsets(change: Change, reader: Reader) -> tuple[float, ...]:
    words, pronouns = set(change.our_words) - reader.function, reader.pronouns
    folds, start, end = reader.source.folds, change.source_start, change.source_end
    beside = (start - 1, start - 2, end)
    meant = [folds[at] if 0 <= at < len(folds) else "" for at in beside]
    under = not (words.isdisjoint(change.theirs) and pronouns.isdisjoint(change.theirs))
    return (float(under), *[1.0 if fold in words or fold in pronouns else 0.0 for fold in meant])


def head_of(change: Change) -> str:
    """The last word of what the copy has, or nothing."""
    return change.ours[-1] if change.ours else ""


def _has_capital(forms: Sequence[str]) -> bool:
    return any([form[0].isupper() for form in forms])  # noqa: C419 - a list is sooner there, and forms are few


@lru_cache(REMEMBERED)
def _may_be_named(fold: str) -> bool:
    """Whether a word may be all that is left of a mention where its others agree: no number, negation or joint."""
    return (
        fold[0] != "'"  # a clitic is a part of a word
        and any(map(str.isalpha, fold))
        and (begins_mention(fold) or ends_mention(fold))
        and word_class(fold) is not WordClass.NUMBER
        and not is_particle(fold)
    )


def _classes(reader: Reader, change: Change) -> tuple[WordClass | None, WordClass | None]:
    """What kinds of word intrude and are eaten, by their heads; None of what is not English, or no word."""
    if not reader.is_english:
        return None, None
    eaten = _head(reader, change.theirs, change.their_forms) if change.their_words else None
    return _head(reader, change.ours, change.our_forms), eaten


def _head(reader: Reader, folds: Sequence[str], forms: Sequence[str]) -> WordClass:
    """The class of the last word; a capital inside a stretch or a text makes a name of it."""
    at = len(folds) - 1
    while at >= 0 and ("'" in folds[at] or not is_word(folds[at])):
        at -= 1
    known = word_class(folds[at])
    if known in _CALLED and forms[at][0].isupper():
        return WordClass.NOUN
    return WordClass.FUNCTION if folds[at] in reader.pronouns else known


def _is_glued(reader: Reader, change: Change) -> bool:
    """Whether a mention was written onto the rest of another word ("goodWednesday")."""
    for fold in change.ours[:LOOKED_AT]:
        if reader.in_source(fold) or len(fold) > WORD or not fold.isalnum():
            continue
        if any(_joins(reader, fold[:k], fold[k:], change.theirs) for k in range(1, len(fold))):
            return True
    return False


def _joins(reader: Reader, head: str, tail: str, theirs: Sequence[str]) -> bool:
    """Whether these are a word of the source and another, or what the eaten words begin or end with."""
    mention = max(len(head), len(tail)) >= GLUED
    if not (mention and theirs):
        return mention and min(len(head), len(tail)) >= GLUED and all(map(reader.in_source, (head, tail)))
    begins = theirs[0].startswith(head) and len(tail) >= GLUED and reader.in_source(tail) > 0
    ends = theirs[-1].endswith(tail) and len(head) >= GLUED and reader.in_source(head) > 0
    return begins or ends


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times" if count < PLACES else f"{PLACES} times or more"
