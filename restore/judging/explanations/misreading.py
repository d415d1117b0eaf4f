"""An engine misread the words, a hand mistyped them, or the copy has what an engine made of stains and lines."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from restore.differences import Cause, Explanation, Op
from restore.judging.change import Change
from restore.judging.profile import Profile, Shares
from restore.judging.reader import Reader
from restore.language import changes_meaning
from restore.language.letters import ALIKE, ODD
from restore.language.words import SUFFIXES
from restore.text import is_word

NAME = Explanation.MISREADING
LOOKED_AT = 20  # words whose letters are looked at
COMPARED = 200  # characters that are compared
CONFUSED = 12  # changed letters of one difference that are remembered
_ENDINGS = SUFFIXES | {""}


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
    short: float = 0.0
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

    No number and no negation changes, and the copy has some word that is none.
    """
    if change.op is Op.MOVE or change.shape is Cause.CASE:
        return False
    if change.near and not reader.garbled:
        return False  # a word for another, and nothing in the copy shows that anybody misread it
    return not changes_meaning(*reader.said(change), misread=True)


def numbers(change: Change, reader: Reader) -> Numbers:
    """What the difference shows."""
    ours, theirs = change.ours[:LOOKED_AT], change.theirs[:LOOKED_AT]
    one, other = "".join(ours)[:COMPARED], "".join(theirs)[:COMPARED]
    together = "".join(change.our_forms[:LOOKED_AT])
    words, lost = change.our_words[:LOOKED_AT], change.their_words[:LOOKED_AT]
    edits = list(Levenshtein.editops(other, one)) if one and other else []
    both, common = bool(one and other), _prefix(one, other)
    swaps = [frozenset((other[op.src_pos], one[op.dest_pos])) for op in edits if op.tag == "replace"]
    known, their_known = _share(map(reader.in_source, words)), _share(map(reader.in_copy, lost))
    return Numbers(
        possible=1.0,
        share=len(edits) / max(len(one), len(other), 1),
        letters=log(max(len(other), 1)),
        edits=log(1 + len(edits)),
        similar=_similarity(ours, theirs),
        known=known,
        their_known=their_known,
        listed=reader.listed(ours),
        their_listed=reader.listed(theirs),
        strange=sum(map(reader.strangeness, words)) / max(len(words), 1),
        confusable=sum(map(ALIKE.__contains__, swaps)) / max(len(edits), 1),
        first_differs=float(both and common == 0),
        suffix=float(_ENDINGS.issuperset((one[common:], other[common:]))),
        same_size=float(len(one) == len(other)),
        joined=float(both and len(ours) != len(theirs)),
        odd_characters=float(not ODD.isdisjoint(together) or any(map(_is_odd, words))),
        marked=float(bool(together) and not together.replace("-", "").replace("'", "").isalpha()),
        capitalised=sum([form[0].isupper() for form in change.our_forms]) / max(len(change.our_forms), 1),
        inner_capital=float(any(map(_has_inner_capital, change.our_forms))),
        short=float(len(other) <= 3),
        short_letters=float(bool(words) and max(map(len, words)) <= 2),
        digits=float(any(map(str.isdigit, one + other))),
        marks=float(len(words) < len(ours) or len(lost) < len(theirs)),
        garbles=float(changes_meaning(ours, theirs)),
        letters_alone=float(one == other),
        swollen=abs(log((1 + sum(map(len, change.ours))) / (1 + sum(map(len, change.theirs))))),
    )


def seen(change: Change, reader: Reader, profile: Profile, mine: Shares) -> Seen:
    """What the rest of the copy shows."""
    found = confusions(change, reader)
    reworded = profile.rewordings((mine.misreading + mine.editor) * reader.is_legible(change))
    if not found:
        return Seen(reworded=reworded)
    often = [max(profile.confusions.get(each, 0.0) - mine.misreading, 0.0) for each in found]
    return Seen(
        confused=sum([log(1 + count) for count in often]) / len(often),
        confused_some=sum([count > 0.5 for count in often]) / len(often),
        reworded=reworded,
    )


def cause(change: Change, reader: Reader) -> Cause:
    """What a difference is that this explains: spelling, unless only form differs."""
    return change.shape if change.is_form else Cause.SPELLING


def words(change: Change, reader: Reader, profile: Profile) -> str:
    """What speaks for it, in words that hold for this difference."""
    if not change.ours or not change.theirs:
        return "letters that make no word here" if change.ours else "words lost in a copy that is misread elsewhere"
    one, other = " ".join(change.our_forms), " ".join(change.their_forms)
    parts = [f"{Levenshtein.distance(one, other)} of {max(len(one), len(other))} characters differ"]
    again = sum(profile.confusions.get(each, 0.0) > 1.5 for each in confusions(change, reader))
    if again:
        parts.append("as they do elsewhere in this copy")
    return ", ".join(parts)


def confusions(change: Change, reader: Reader) -> Sequence[tuple[str, str]]:
    """Which letters of the source stand for which of the copy; neighbours that changed go together ("rn" for "m")."""
    known = reader.confusions.get(change)
    if known is None:
        known = reader.confusions[change] = _confusions(change)
    return known


def _confusions(change: Change) -> list[tuple[str, str]]:
    if not change.ours or not change.theirs or change.is_section or len(change.theirs) > LOOKED_AT:
        return []
    one, other = " ".join(change.ours)[:COMPARED], " ".join(change.theirs)[:COMPARED]
    found: list[tuple[int, int, int, int]] = []
    for op in Levenshtein.opcodes(other, one):
        if op.tag == "equal":
            continue
        beside = bool(found) and (found[-1][1], found[-1][3]) == (op.src_start, op.dest_start)
        start, first = found.pop()[::2] if beside else (op.src_start, op.dest_start)
        found.append((start, op.src_end, first, op.dest_end))
    return [(other[start:end], one[first:last]) for start, end, first, last in found[:CONFUSED]]


def _has_inner_capital(form: str) -> bool:
    inner = form[1:]
    return not (inner.islower() or form.isupper()) and any(map(str.isupper, inner))


def _is_odd(fold: str) -> bool:
    return not fold.isalnum() and is_word(fold) and "-" not in fold and "'" not in fold


def _share(counts: Sequence[int] | map[int]) -> float:
    found = [*counts]
    return (len(found) - found.count(0)) / max(len(found), 1)


def _similarity(ours: Sequence[str], theirs: Sequence[str]) -> float:
    one, other = " ".join(ours)[:COMPARED], " ".join(theirs)[:COMPARED]
    return Levenshtein.normalized_similarity(one, other) if one and other else 0.0


def _prefix(one: str, other: str) -> int:
    """How many characters both begin with."""
    size = 0
    for x, y in zip(one, other, strict=False):
        if x != y:
            break
        size += 1
    return size
