"""A program on the way dropped, split or joined tokens, lines or passages, as tokenisers and scrapers do."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Final, NamedTuple

from restore.differences import Cause, Explanation
from restore.judging.change import Change
from restore.judging.profile import Profile, Shares
from restore.judging.reader import Reader
from restore.text import DASHES, FULL_STOPS, Text, blank_before, is_word, starts_line, starts_sentence

NAME = Explanation.TOKENISER
LOOKED_AT: Final = 40  # tokens whose marks are looked at
QUOTES: Final = frozenset({'"', "'", "\"'"})
BRACKETS: Final = frozenset("()[]{}")
_QUOTE: Final = 1  # bits: quotation marks and apostrophes
_DASH: Final = 2  # `DASHES`
_BRACKET: Final = 4  # `BRACKETS`
_COMMA: Final = 8  # a comma
_STOP: Final = 16  # `FULL_STOPS`
_HYPHEN: Final = Cause.HYPHEN
_SPACING: Final = Cause.SPACING
_HEADING: Final = Cause.HEADING
_PASSAGE: Final = Cause.PASSAGE
_CASE: Final = Cause.CASE
_PUNCTUATION: Final = Cause.PUNCTUATION


class Numbers(NamedTuple):
    """What the difference itself shows of a program's work."""

    possible: float = 0.0
    hyphen: float = 0.0
    spacing: float = 0.0
    quote: float = 0.0
    dash: float = 0.0
    bracket: float = 0.0
    comma: float = 0.0
    stop: float = 0.0
    marks: float = 0.0  # tokens that are marks, as a logarithm
    between_words: float = 0.0
    heading: float = 0.0
    passage: float = 0.0
    whole_sentence: float = 0.0  # begins where a sentence begins, and ends where one ends
    at_edge: float = 0.0  # the text's first or last words
    blank: float = 0.0  # white space alone
    lines: float = 0.0  # with a line's end in it, on either side
    line_lost: float = 0.0  # a line ends here in the source, and none in the copy
    spaced: float = 0.0  # how much oftener than in the source marks stand alone in the copy, as tokenisers leave them
    unlined: float = 0.0  # the copy has no lines, and the source has
    respaced: float = 0.0  # share of the copy's tokens before which the white space is another
    at_line: float = 0.0  # where a line begins, in either text


class Seen(NamedTuple):
    """What the copy shows beside the difference itself."""

    alike: float = 0.0  # the same marks come or go in the same way elsewhere: times, as a logarithm
    throughout: float = 0.0  # the share of all such marks of the text that do
    intruded: float = 0.0  # the same words or marks intrude elsewhere, as a mention keeps its capital ("We")


def possible(change: Change, reader: Reader) -> bool:
    """Whether only form differs, or words come or go as whole lines or passages, or words with hyphens are lost.

    A capital that is small behind a clause put before it ("On that day, he") is that clause's, and a hyphen where the
    source breaks a word is that line's.
    """
    if change.moves or (change.shape is _CASE and reader.is_behind_clause(change)) or reader.breaks_word(change):
        return False
    if change.is_form or change.is_section:
        return True
    return change.deletes and not reader.changes_meaning(change)


def numbers(change: Change, reader: Reader) -> Sequence[float]:
    """What the difference shows, in the order of `Numbers`."""
    marked = _marks(change)
    lost = change.deletes
    text, first, last = (
        (reader.source, change.source_start, change.source_end)
        if lost
        else (reader.copy, change.copy_start, change.copy_end)
    )
    folds, start, end = reader.copy.folds, change.copy_start, change.copy_end
    possible = 1.0
    hyphen = float(change.shape is _HYPHEN)
    spacing = float(change.shape is _SPACING)
    quote = float(marked & _QUOTE > 0)
    dash = float(marked & _DASH > 0)
    bracket = float(marked & _BRACKET > 0)
    comma = float(marked & _COMMA > 0)
    stop = float(marked & _STOP > 0)
    marks = log(1.0 + len(change.ours) - len(change.our_words) + len(change.theirs) - len(change.their_words))
    between_words = float(start > 0 and end < len(folds) and is_word(folds[start - 1]) and is_word(folds[end]))
    heading = float(change.shape is _HEADING)
    passage = float(change.shape is _PASSAGE)
    whole_sentence = float(change.is_section and starts_sentence(text, first) and starts_sentence(text, last))
    at_edge = float(start == 0 or end == len(folds))
    blank = float(change.is_blank)
    lines = float(reader.ends_line(change))
    line_lost = float(
        "\n" in blank_before(reader.source, change.source_start) and "\n" not in _around(reader.copy, change)
    )
    spaced = reader.spaced
    unlined = reader.unlined
    respaced = reader.respaced if change.is_blank else 0.0
    at_line = float(_starts_line(reader, change))
    return [
        possible, hyphen, spacing, quote, dash, bracket, comma, stop, marks, between_words, heading,
        passage, whole_sentence, at_edge, blank, lines, line_lost, spaced, unlined, respaced, at_line
    ]  # fmt: skip


def _marks(change: Change) -> int:
    """Which kinds of marks there are among the first tokens of either side, as bits."""
    found = 0
    for fold in change.ours[:LOOKED_AT] + change.theirs[:LOOKED_AT]:
        if fold.isalnum():
            continue
        if fold in QUOTES:
            found |= _QUOTE
        elif fold in DASHES:
            found |= _DASH
        elif fold in BRACKETS:
            found |= _BRACKET
        elif fold == ",":
            found |= _COMMA
        elif fold in FULL_STOPS:
            found |= _STOP
    return found


def seen(change: Change, reader: Reader, profile: Profile, mine: Shares) -> Sequence[float]:
    """What the rest of the copy shows, in the order of `Seen`."""
    mark = mark_of(change)
    others = max(profile.lost[mark] - 1, 0) if mark in profile.lost else 0
    written = profile.written.get(change.ours) if change.our_words else None
    alike = log(1.0 + others)
    throughout = min(others / max(_all(change, reader) - 1, 1), 1.0) if others else 0.0
    intruded = log(1.0 + max(written.intruders - mine.intruder, 0.0)) if written else 0.0
    return [alike, throughout, intruded]


def cause(change: Change, reader: Reader) -> Cause:
    """What a difference is that this explains: what its form shows."""
    return change.form


def words(change: Change, reader: Reader, profile: Profile) -> str:
    """What speaks for it, in words that hold for this difference."""
    alike = profile.lost.get(mark_of(change), 0)
    if change.is_blank:
        return "only white space differs, the words around it agree"
    text = "the same in another form"
    if change.is_encoded:
        text = "what a conversion made of it"
    elif reader.are_lost(change):
        text = "a conversion left nothing of it"
    elif change.deletes:
        text = "the copy lacks what the source has here"
    elif change.inserts:
        text = "the copy has what the source lacks here"
    elsewhere = "one other place" if alike == 2 else f"{alike - 1} other places"
    return f"{text}, as in {elsewhere}" if alike > 1 else text


def mark_of(change: Change) -> tuple[str, ...]:
    """What comes or goes, so that others of its kind are found; empty for words."""
    if not change.is_form:
        return ()
    if change.shape is _CASE:
        return ("case", _capitals(change))
    if change.shape is _HYPHEN:  # a program joins or parts what it stood between in one way throughout, a house by word
        return (change.op, "hyphen", _parted(len(change.ours), len(change.theirs)))
    if len(change.ours) + len(change.theirs) <= 4:
        if change.shape is _PUNCTUATION:
            return (change.op, *change.ours, "\0", *change.theirs)
        return (change.op, change.shape) if not change.is_blank else ()
    return ()


def _parted(ours: int, theirs: int) -> str:
    return "apart" if ours > theirs else "together" if ours < theirs else ""


def _capitals(change: Change) -> str:
    one, other = "".join(change.our_forms), "".join(change.their_forms)
    if one.isupper() or other.isupper():
        return "all"
    return "lower" if one[:1].islower() else "upper"


def _all(change: Change, reader: Reader) -> int:
    """How many of such marks, or words, the text has that has them."""
    if change.shape is _HYPHEN:
        return reader.hyphens
    if change.shape is _PUNCTUATION:
        marks = change.theirs or change.ours
        count = reader.in_source if change.theirs else reader.in_copy
        return min([count(mark) for mark in marks])
    return 0


def _around(text: Text, change: Change) -> str:
    """The white space before and behind what the copy has."""
    return blank_before(text, change.copy_start) + blank_before(text, change.copy_end)


def _starts_line(reader: Reader, change: Change) -> bool:
    return starts_line(reader.copy, change.copy_start) or starts_line(reader.source, change.source_start)
