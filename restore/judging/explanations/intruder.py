"""A mention was written over other words, as coreference steps do: mostly the main mention of whatever was meant."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Final, NamedTuple

from restore.aligner.mentions import LONGEST, begins_mention, ends_mention
from restore.differences import Cause, Explanation
from restore.edits import similarity
from restore.judging.change import COMPARED, Change
from restore.judging.mention_words import classes, has_named, is_another, is_glued, is_named_nowhere, names_here
from restore.judging.profile import OFFSETS, Profile, Shares
from restore.judging.reader import Reader
from restore.judging.wholes import is_in_brackets
from restore.judging.word_reader import PLACES
from restore.language import changes_meaning, contradicts
from restore.language.letters import count_capitals
from restore.language.negation import denies
from restore.language.word_class import WordClass

NAME = Explanation.INTRUDER
AROUND: Final = 3  # tokens on either side in which a mention's own words are looked for
NEW: Final = 3  # words that no mention brings: somebody wrote them (fixtures/shown/clause-put-in has as many)
ARTICLE: Final = 2  # words that a mention may lack of what stood there, and nothing else differ
POSSESSIVE: Final = ("'s",)
_ENTITY: Final = Cause.ENTITY
_NOUN: Final = WordClass.NOUN
_JOINT: Final = WordClass.FUNCTION
# All that `offsets` can say, by bits: a long text has thousands of them.
_PLACES: Final = [
    tuple([float(bits >> place & 1) for place in range(len(OFFSETS))]) for bits in range(1 << len(OFFSETS))
]
_NOWHERE: Final = _PLACES[0]


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
    if change.moves or change.is_form or len(change.ours) > LONGEST + AROUND:
        return False
    if change.deletes:  # a mention without the article, or the title, that was written here
        return (
            len(change.theirs) <= ARTICLE and has_named(change.their_words) and not changes_meaning((), change.theirs)
        )
    is_ending = change.inserts and change.ours == POSSESSIVE  # of the mention that was written over the name before it
    return (
        len(change.theirs) <= 2 * LONGEST
        and not _is_new(change, reader)
        and not is_another(change)
        and not (change.inserts and (is_in_brackets(change.ours) or is_named_nowhere(change, reader)))
        and (has_named(change.our_words) or is_glued(reader, change) or names_here(change, reader) or is_ending)
        and not contradicts(change.ours, change.theirs)
        and not (change.inserts and denies("".join(change.ours)))  # written letter by letter in some languages
    )


def _is_new(change: Change, reader: Reader) -> bool:
    """Whether some words stand nowhere else in either text, as no copied ones do where most are not garbled."""
    if len(change.our_words) < NEW:
        return False
    new = 0
    for word in change.our_words:
        if not reader.in_source(word) and reader.in_copy(word) <= 1:
            new += 1
    return new >= NEW and not reader.is_mostly_garbled


def numbers(change: Change, reader: Reader) -> Sequence[float]:
    """What the difference shows, in the order of `Numbers`."""
    ours, theirs = change.ours, change.theirs
    if not ours:
        return _shortened(change, reader)
    size, eaten, first = len(ours), change.their_words, ours[0]
    function, pronouns = reader.function, reader.pronouns
    words = change.our_words
    start, end = change.copy_start, change.copy_end
    often_here = reader.copy_count(start, end)
    often_there, often_behind, often_before = reader.source_counts(start, end)
    is_single = size == 1
    mine, kind = classes(reader, change)
    origin, tokens = _origin(change, reader), 0
    for mention in change.mentions:
        tokens += mention.end - mention.start
    places = offsets(change, reader)
    # Written out and put together in the order of their names: so many by name cost as much as to find them out.
    possible = 1.0
    copied = tokens / size
    segments = float(min(len(change.mentions), 4))
    often = log(1.0 + often_there)
    rarest = log(1.0 + reader.rarest(ours))
    earlier = float(0 <= origin < change.source_start)
    nearest = log(1.0 + abs(origin - change.source_start)) if origin >= 0 else -1.0
    excess = float(min(max(often_here - often_there, 0), 5))
    capitals = count_capitals(change.our_forms) / size
    odd_begin = float(not begins_mention(first))
    odd_end = float(not ends_mention(ours[-1]) and ours[-1] != "'s")
    single = float(is_single)
    single_lower = float(is_single and change.our_forms[0].islower() and first not in pronouns)
    all_function = float(all_in(ours, function))
    pronoun = float(is_single and first in pronouns)
    beside_itself = float(_stands_beside(words, change, reader))
    marks_inside = float(len(words) < size)
    noun_like = reader.as_noun(first) if is_single else 0.0
    longer = float(max(min(size - len(theirs), 10), -10))
    shortens = float(bool(eaten) and all(word in eaten for word in words))
    similar = similarity(ours[-1][:COMPARED], theirs[-1][:COMPARED]) if theirs else 0.0
    eaten_pronoun = float(bool(theirs) and all_in(theirs, pronouns))
    eaten_function = float(bool(theirs) and all_in(eaten, function))
    eaten_name = float(count_capitals(change.their_forms) > 0)
    eaten_novel = (len(eaten) - reader.copy_has(eaten)) / max(len(eaten), 1)
    eaten_mark = float(len(eaten) < len(theirs))
    one_for_one = float(is_single and len(theirs) == 1 and theirs[0] not in pronouns and bool(eaten))
    names = float(mine is _NOUN)
    eaten_binds = float(kind is _JOINT)
    same_class = float(mine is not None and mine is kind)
    goes_on = log(1.0 + often_behind)
    comes_from = log(1.0 + often_before)
    glued = float(is_glued(reader, change))
    under, late, later, early = places
    return [
        possible, copied, segments, often, rarest, earlier, nearest, excess, capitals, odd_begin, odd_end, single,
        single_lower, all_function, pronoun, beside_itself, marks_inside, noun_like, longer, shortens, similar,
        eaten_pronoun, eaten_function, eaten_name, eaten_novel, eaten_mark, one_for_one, names, eaten_binds,
        same_class, goes_on, comes_from, glued, under, late, later, early
    ]  # fmt: skip


def _stands_beside(words: tuple[str, ...], change: Change, reader: Reader) -> bool:
    """Whether one of these words, and no function word, stands close by in the copy."""
    folds, start, end = reader.copy.folds, change.copy_start, change.copy_end
    first, last = max(start - AROUND, 0), min(end + AROUND, len(folds))
    for word in words:
        if word in reader.function:
            continue
        for at in range(first, last):
            if not start <= at < end and folds[at] == word:
                return True
    return False


def _origin(change: Change, reader: Reader) -> int:
    """Where the source has the longest part, -1 where it is known to intrude, and nowhere in the source, or is none."""
    origin, longest = -1, -1
    for mention in change.mentions:
        if mention.end - mention.start > longest:
            origin, longest = mention.origin, mention.end - mention.start
    return origin if origin < len(reader.source) else -1


def all_in(words: tuple[str, ...], known: frozenset[str]) -> bool:
    """Whether all words are known."""
    return all(word in known for word in words)


def _shortened(change: Change, reader: Reader) -> Numbers:
    """What shows that the copy lacks words since a mention without them was written over one that had them."""
    at = change.copy_start
    places = offsets(change, reader)
    often = reader.source_count(at, at + 2)  # what is left of the mention
    return Numbers(
        possible=1.0,
        longer=-float(len(change.theirs)),
        all_function=float(all_in(change.theirs, reader.function)),
        eaten_function=float(all_in(change.theirs, reader.function)),
        eaten_name=float(count_capitals(change.their_forms) > 0),
        goes_on=log(1.0 + reader.source_count(at - 1, at + 1)) if at else 0.0,
        capitals=float(count_capitals(tuple(reader.copy.forms_of(at, at + 2))) > 0),
        often=log(1.0 + often),
        excess=float(min(max(reader.copy_count(at, at + 2) - often, 0), 5)),
        under=places[0],
        late=places[1],
        later=places[2],
        early=places[3],
    )


def seen(change: Change, reader: Reader, profile: Profile, mine: Shares) -> Sequence[float]:
    """What the rest of the copy shows, in the order of `Seen`."""
    others, eaten = profile.others(change, mine.intruder), change.theirs
    same = others.alike if eaten and not all_in(eaten, reader.pronouns) else 0
    stands = profile.habit(offsets(change, reader), mine.intruder)
    head = head_of(change) or "".join(reader.copy.folds[change.copy_end : change.copy_end + 1])
    again = log(1.0 + others.intruders)
    again_changed = log(1.0 + others.times)
    over_different = log(1.0 + others.over)
    over_same = min(same / max(reader.rarest(change.theirs) - 1, 1), 1.0) if same else 0.0
    head_again = log(1.0 + max(profile.heads.get(head, 0.0) - (mine.intruder if change.ours else 0.0), 0.0))
    out_of_habit = stands.misses
    habit = stands.share
    return [again, again_changed, over_different, over_same, head_again, habit, out_of_habit]


def cause(change: Change, reader: Reader) -> Cause:
    """What a difference is that this explains."""
    return _ENTITY


def words(change: Change, reader: Reader, profile: Profile) -> str:
    """What speaks for it, in words that hold for this difference."""
    if not change.ours:
        return "a mention without these words was written over one that had them"
    if change.ours == POSSESSIVE:
        return "a mention that ends so was written over one that did not"
    known = profile.written.get(change.ours)
    parts = []
    if known and known.over > 1:
        parts.append(f"written over {known.over} different words in this copy")
    often = reader.source_count(change.copy_start, change.copy_end)
    parts.append(
        f"the source has these words {_times(often)}" if often else "a mention, not in these words in the source"
    )
    places = offsets(change, reader)
    if places is not _NOWHERE:
        place = profile.habit(places, 0.0)
        others = place.others if place.place else 0
        if others > 1:  # it is one of them itself
            parts.append(f"stands {place.words}, as {others - 1} more here")
    return "; ".join(parts)


def offsets(change: Change, reader: Reader) -> tuple[float, ...]:
    """Where a pronoun or a word of the mention stands in the source, one number for each of `OFFSETS`."""
    known = change.found.places
    if known is None:
        known = change.found.places = _offsets(change, reader)
    return known


def _offsets(change: Change, reader: Reader) -> tuple[float, ...]:
    start, end, folds, pronouns = change.source_start, change.source_end, reader.source.folds, reader.pronouns
    named = [word for word in change.our_words if word not in reader.function]
    under = any(fold in pronouns or fold in named for fold in change.theirs)
    late = start > 0 and (folds[start - 1] in pronouns or folds[start - 1] in named)
    later = start > 1 and (folds[start - 2] in pronouns or folds[start - 2] in named)
    early = end < len(folds) and (folds[end] in pronouns or folds[end] in named)
    return _PLACES[under + 2 * late + 4 * later + 8 * early]


def head_of(change: Change) -> str:
    """The last word of what the copy has, or nothing."""
    return change.ours[-1] if change.ours else ""


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times" if count < PLACES else f"{PLACES} times or more"
