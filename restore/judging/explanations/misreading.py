"""An engine misread the words, a hand mistyped them, or the copy has what an engine made of stains and lines."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Final, NamedTuple

from restore.differences import Cause, Explanation
from restore.edits import DELETED, INSERTED, KEPT, REPLACED, distance, path
from restore.judging.change import COMPARED, Change, leading
from restore.judging.honest import is_meant, is_pronoun_for_pronoun
from restore.judging.profile import Profile, Shares
from restore.judging.reader import Reader
from restore.judging.word_reader import NO_LIST
from restore.language import changes_meaning
from restore.language.affixes import are_endings
from restore.language.letters import ODD, PRINTED_ALIKE, count_capitals, has_digit, have_inner_capital
from restore.spans import is_spaceless
from restore.text import Text

NAME = Explanation.MISREADING
LOOKED_AT: Final = 20  # words whose letters are looked at
FOR: Final = "\n"  # no token has a line's end in it
CONFUSED: Final = 12  # changed letters of one difference that are remembered
_CASE: Final = Cause.CASE
_SPELLING: Final = Cause.SPELLING


class Numbers(NamedTuple):
    """What the difference itself shows of a misreading."""

    possible: float = 0.0
    share: float = 0.0  # of the letters that differ
    letters: float = 0.0  # of the source's words, as a logarithm
    edits: float = 0.0
    similar: float = 0.0  # letters and spaces that agree
    known: float = 0.0  # share of the copy's words that the source has elsewhere
    their_known: float = 0.0  # share of the source's words that the copy has elsewhere
    listed: float = 0.0  # share of the words that are English ones, -1 if the text is not English
    their_listed: float = 0.0
    strange: float = 0.0  # share of letter triples that the source has nowhere
    confusable: float = 0.0  # share of the changed letters that print alike
    first_differs: float = 0.0
    suffix: float = 0.0  # one form of a word for another
    same_size: float = 0.0
    joined: float = 0.0  # words written together, or apart
    odd_characters: float = 0.0
    marked: float = 0.0  # a character that is no letter, hyphen or apostrophe
    capitalised: float = 0.0
    inner_capital: float = 0.0
    short: float = 0.0  # a scrap, where a letter is not a word by itself
    short_letters: float = 0.0
    digits: float = 0.0
    marks: float = 0.0
    garbles: float = 0.0  # letters stand where a number or a negation does
    letters_alone: float = 0.0  # the same letters, other capitals
    swollen: float = 0.0  # how many times as many letters one side has, as a logarithm


class Seen(NamedTuple):
    """What the copy shows beside the difference itself."""

    confused: float = 0.0  # the same letters are taken for each other elsewhere in it: mean, as a logarithm
    confused_some: float = 0.0  # share of the changed letters that are
    reworded: float = 0.0  # the copy says other words elsewhere: times in a thousand tokens, as a logarithm


def possible(change: Change, reader: Reader) -> bool:
    """Whether words or marks may be misread.

    No number and no negation changes, and the copy has some word that is none. Nor is it another house's spelling, a
    word that somebody corrected, or a tag.
    """
    if change.moves or change.shape is _CASE:
        return False
    if change.near and (is_meant(change, reader) or reader.is_counted_otherwise(change)):
        return False
    if reader.is_around_lines(change) or (not change.is_form and reader.has_tag(change)):
        return False
    if change.is_letter_for_letter and reader.is_alone_misread(change):
        return False
    if not reader.garbled and (change.near or is_pronoun_for_pronoun(change, reader)):
        return False  # a word for another, and nothing in the copy shows that anybody misread it
    # Dirt may look like a number where letters do; one that is written as such somebody put in.
    is_dirt = reader.is_misread and not reader.puts_number_in(change)
    return not reader.changes_meaning(change, misread=not change.inserts or is_dirt)


def numbers(change: Change, reader: Reader) -> Sequence[float]:
    """What the difference shows, in the order of `Numbers`."""
    ours, theirs = leading(change.ours, LOOKED_AT), leading(change.theirs, LOOKED_AT)
    one, other = _joined(ours)[:COMPARED], _joined(theirs)[:COMPARED]
    together = _joined(leading(change.our_forms, LOOKED_AT))
    words, lost = leading(change.our_words, LOOKED_AT), leading(change.their_words, LOOKED_AT)
    both, common = bool(one and other), _prefix(one, other)
    is_word_for_word = both and len(ours) == len(theirs) == 1  # no space is among what is compared
    together_here, together_there = _spaced(ours), _spaced(theirs)
    found = path(together_there, together_here) if both else b""
    edited = _changed(found)
    without = found if is_word_for_word or not both else path(other, one)  # and without spaces
    changed, like = _changed(without), _alike(without, other, one)
    if len(ours) == len(change.ours) and change.found.confusions is None:  # compared whole: `confusions` need not
        reader.keep_confusions(change, _confused(change, found, together_there, together_here))
    longest = 0
    for word in words:
        longest = max(longest, len(word))
    sourced = reader.source_has(words, change)
    possible = 1.0
    most = max(len(one), len(other))  # of three mypyc would ask Python
    share = changed / max(most, 1)
    letters = log(float(max(len(other), 1)))
    edits = log(1.0 + changed)
    similar = 1.0 - edited / max(len(together_here), len(together_there)) if both else 0.0
    known = sourced / max(len(words), 1)
    their_known = reader.copy_has(lost) / max(len(lost), 1)
    # Where nothing is misread, words of other languages are not read: that takes longer than to judge a text.
    is_asked = change.near or reader.is_english or reader.is_misread
    listed = reader.listed(ours) if is_asked else NO_LIST
    their_listed = reader.listed(theirs) if is_asked else NO_LIST
    if reader.is_large_mistyped(change):
        their_listed = 1.0
    strange = reader.strangeness.of(words, sourced) / max(len(words), 1)
    confusable = like / max(changed, 1)
    first_differs = float(both and common == 0)
    suffix = float(are_endings(one[common:], other[common:], english=reader.is_english))
    same_size = float(len(one) == len(other))
    joined = float(both and len(ours) != len(theirs))
    odd_characters = float((not together.isalnum() and not ODD.isdisjoint(together)) or _has_odd(words))
    marked = float(not together.isalpha() and _is_marked(together))
    capitalised = count_capitals(change.our_forms) / max(len(change.our_forms), 1)
    inner_capital = float(have_inner_capital(change.our_forms))
    short = float(len(other) <= 3 and not is_spaceless(other))
    short_letters = float(bool(words) and longest <= 2 and not is_spaceless(one))
    digits = float(has_digit(one) or has_digit(other))
    marks = float(len(words) < len(ours) or len(lost) < len(theirs))
    garbles = float(_garbles(change, ours, theirs, reader))
    letters_alone = float(one == other)
    swollen = abs(log((1 + _letters(change.ours)) / (1 + _letters(change.theirs))))
    return [
        possible, share, letters, edits, similar, known, their_known, listed, their_listed, strange, confusable,
        first_differs, suffix, same_size, joined, odd_characters, marked, capitalised, inner_capital, short,
        short_letters, digits, marks, garbles, letters_alone, swollen
    ]  # fmt: skip


def seen(change: Change, reader: Reader, profile: Profile, mine: Shares) -> Sequence[float]:
    """What the rest of the copy shows, in the order of `Seen`."""
    found = confusions(change, reader)
    reworded = profile.rewordings((mine.misreading + mine.editor) * reader.is_legible(change))
    total, some = 0.0, 0
    for each in found:
        count = max(profile.confusions.get(each, 0.0) - mine.misreading, 0.0)
        total += log(1.0 + count)
        some += count > 0.5
    confused = total / max(len(found), 1)
    confused_some = some / max(len(found), 1)
    return [confused, confused_some, reworded]


def cause(change: Change, reader: Reader) -> Cause:
    """What a difference is that this explains: spelling, unless only form differs."""
    return change.form if change.is_form else _SPELLING


def words(change: Change, reader: Reader, profile: Profile) -> str:
    """What speaks for it, in words that hold for this difference."""
    if not change.ours or not change.theirs:
        return (
            "nothing in the source stands for it" if change.ours else "words lost in a copy that is misread elsewhere"
        )
    one = _written(reader.copy, change.copy_start, change.copy_end)
    other = _written(reader.source, change.source_start, change.source_end)
    longest = max(len(one), len(other))
    of = f"{longest}" if longest <= COMPARED else f"the first {COMPARED}"
    parts = [f"{distance(one[:COMPARED], other[:COMPARED])} of {of} characters differ"]
    again = sum(profile.confusions.get(each, 0.0) > 1.5 for each in confusions(change, reader))
    if again:
        parts.append("as they do elsewhere in this copy")
    return ", ".join(parts)


def _written(text: Text, first: int, last: int) -> str:
    """Tokens as they stand, with a space for all the white space between two: where a line ends is no misreading."""
    return " ".join(text.raw[text.starts[first] : text.ends[last - 1]].split())


def confusions(change: Change, reader: Reader) -> Sequence[str]:
    """Which letters of the source stand for which of the copy, `FOR` between them.

    Neighbours that changed go together ("rn" for "m").
    """
    known = change.found.confusions
    if known is not None:
        return known
    # Its numbers were another alignment's, or it has too many words.
    one, other = _spaced(change.ours), _spaced(change.theirs)
    return reader.keep_confusions(change, _confused(change, path(other, one), other, one))


def _confused(change: Change, steps: bytes, other: str, one: str) -> list[str]:
    """Which letters of the source, in `other`, stand for which of the copy, in `one`."""
    if not change.ours or not change.theirs or change.is_section or len(change.theirs) > LOOKED_AT:
        return []
    found: list[str] = []
    start = end = first = last = 0  # of the letters that stand for each other, in the source and in the copy
    for at in range(len(steps)):  # mypyc takes bytes by their places, and makes numbers of each where they are iterated
        step = steps[at]
        if step == KEPT:
            if start < end or first < last:
                found.append(f"{other[start:end]}{FOR}{one[first:last]}")
            start = end = end + 1
            first = last = last + 1
        else:
            end += step != INSERTED
            last += step != DELETED
    if start < end or first < last:
        found.append(f"{other[start:end]}{FOR}{one[first:last]}")
    return found[:CONFUSED]


def _changed(steps: bytes) -> int:
    """How many letters were changed."""
    edits = 0
    for at in range(len(steps)):
        edits += steps[at] != KEPT
    return edits


def _alike(steps: bytes, source: str, copy: str) -> int:
    """How many of them print alike."""
    alike = there = here = 0
    for at in range(len(steps)):
        step = steps[at]
        if step == REPLACED:
            alike += copy[here] in PRINTED_ALIKE.get(source[there], "")
        there += step != INSERTED
        here += step != DELETED
    return alike


def _garbles(change: Change, ours: tuple[str, ...], theirs: tuple[str, ...], reader: Reader) -> bool:
    """Whether these words, the first of a change, say something else: mostly they are all that is said."""
    said, meant = reader.said(change)
    if said is ours and meant is theirs:
        return reader.changes_meaning(change)
    return changes_meaning(ours, theirs)


def _joined(words: tuple[str, ...]) -> str:
    """Some words without spaces."""
    return words[0] if len(words) == 1 else "".join(words)


def _spaced(words: tuple[str, ...]) -> str:
    """What is compared of some words."""
    return (words[0] if len(words) == 1 else " ".join(words))[:COMPARED]


def _is_marked(together: str) -> bool:
    """Whether there is a character that is no letter, hyphen or apostrophe."""
    return bool(together) and not together.replace("-", "").replace("'", "").isalpha()


def _has_odd(words: tuple[str, ...]) -> bool:
    """Whether there is a word with a mark in it that no word has."""
    return any(not word.isalnum() and "-" not in word and "'" not in word for word in words)


def _letters(words: tuple[str, ...]) -> int:
    count = 0
    for word in words:
        count += len(word)
    return count


def _prefix(one: str, other: str) -> int:
    """How many characters both begin with."""
    size = 0
    while size < len(one) and size < len(other) and one[size] == other[size]:
        size += 1
    return size
