"""What no house writes: changes of form that nobody's style explains, so that somebody's work must.

A house sets commas, hyphens and the capitals of offices as it likes. It runs no two sentences of a line together,
leaves no bracket without its other one, and writes no name small that it writes large elsewhere. What hangs on words is
asked of English alone.
"""

from __future__ import annotations

from typing import Final

from restore.differences import Cause
from restore.judging.change import Change
from restore.judging.reader import Reader
from restore.language.spelling import is_spelt
from restore.language.word_class import WordClass, word_class
from restore.language.words import ABBREVIATED
from restore.text import CLOSED_BY, DASHES, ENDS, FULL_STOPS, OPENED_BY, Text, blank_before, is_word, starts_sentence

_CASE: Final = Cause.CASE
_HYPHEN: Final = Cause.HYPHEN
_SPACING: Final = Cause.SPACING
_LONG: Final = frozenset("–—")
_FUNCTION: Final = WordClass.FUNCTION
_GOING_ON: Final = frozenset(",;")
_OPENING: Final = frozenset("\"'([")  # what may stand between a sentence and the one before it
_CLOSING: Final = frozenset(')]"')
_FOR_A_LINE: Final = frozenset(",;.")  # what programs put where they join lines
_QUOTE: Final = '"'
_WHOLE: Final = 3  # letters of a word that is no abbreviation, at least
_NAME: Final = 4  # and of a name
_YEAR: Final = 4  # digits
_ALONE: Final = 0.5  # share by which marks stand alone oftener than in the source, from which a program set them so
_ARTICLES: Final = frozenset({"a", "an", "the"})
_LARGE_IN_PRAYER: Final = frozenset({"he", "him", "his", "thee", "thou", "thy"})
_ROMAN: Final = frozenset("ivxlc")
_LOOKED_AT: Final = 400  # tokens in which the other of two marks is looked for, or a line's beginning


def is_nobodys(change: Change, reader: Reader) -> bool:
    """Whether no house's style explains a change of form.

    None leaves words out, nor a dash between words and puts nothing in its place, nor encodes what it prints.
    """
    if change.is_encoded or (change.deletes and reader.are_lost(change)):
        return True
    if change.shape is _CASE:
        return _is_misplaced(change, reader) or _is_name_lowered(change, reader)
    if change.shape is _SPACING:
        # Old prints set elisions apart, but no marks; programs join none (elisions-old-print, -joined in fixtures).
        return len(change.ours) > len(change.theirs) and reader.spaced > _ALONE
    if reader.breaks_word(change):
        return False
    if change.deletes:
        lost = change.their_words or _parts_words(change, reader) or _halves(change, reader)
        return bool(lost) or _joins(change, reader)
    return _joins(change, reader) or _parts(change, reader)


def is_a_houses(change: Change) -> bool:
    """Whether a house writes so, and hardly a tokeniser: a common word without its hyphen, a dash instead of a hyphen.

    "Coordinator" for "co-ordinator", "2–6" for "2-6".
    """
    if change.shape is not _HYPHEN:
        return False
    ours, theirs = "".join(change.our_forms), "".join(change.their_forms)
    if not _LONG.isdisjoint(ours) and _LONG.isdisjoint(theirs):
        return True
    return len(change.ours) == 1 and is_spelt(change.ours[0])


def _parts_words(change: Change, reader: Reader) -> bool:
    """Whether it is a dash between words, which stand side by side in the copy, in one line."""
    copy, at = reader.copy, change.copy_start
    if not DASHES.issuperset(change.theirs) or not 0 < at < len(copy) or "\n" in blank_before(copy, at):
        return False
    return is_word(copy.folds[at - 1]) and is_word(copy.folds[at])


def _halves(change: Change, reader: Reader) -> bool:
    """Whether one of two brackets or quotation marks is lost, and the other stands: not at a list's numeral."""
    if len(change.theirs) != 1:
        return False
    source, at = reader.source, change.source_start
    other = _other_quote(source, at) if change.theirs[0] == _QUOTE else _other_bracket(source, at)
    if other < 0 or reader.is_source_changed(other):
        return False
    mark, here = change.theirs[0], change.copy_start
    if reader.copy.folds[max(here - 2, 0) : here + 2].count(mark) >= source.folds[max(at - 2, 0) : at + 3].count(mark):
        return False  # it stands on the other side of its neighbour
    return not (abs(other - at) == 2 and _is_numeral(source.folds[min(at, other) + 1]))


def _other_bracket(text: Text, at: int) -> int:
    """Where the other of two brackets is, or -1."""
    mark = text.folds[at]
    other, step = (CLOSED_BY[mark], 1) if mark in CLOSED_BY else (OPENED_BY.get(mark, ""), -1)
    for away in range(1, _LOOKED_AT if other else 0):
        to = at + step * away
        if not 0 <= to < len(text) or text.folds[to] == mark:
            return -1
        if text.folds[to] == other:
            return to
    return -1


def _other_quote(text: Text, at: int) -> int:
    """Where the other of two quotation marks is, or -1; the first of a line opens, the next closes."""
    before, back = [], at
    while "\n" not in blank_before(text, back) and back:
        back -= 1
        if text.folds[back] == _QUOTE:
            before.append(back)
        if at - back > _LOOKED_AT:
            return -1
    if len(before) % 2:
        return before[0]
    for to in range(at + 1, min(at + _LOOKED_AT, len(text))):
        if "\n" in blank_before(text, to):
            break
        if text.folds[to] == _QUOTE:
            return to
    return -1


def _is_numeral(fold: str) -> bool:
    return len(fold) == 1 or fold.isdecimal() or _ROMAN.issuperset(fold)


def _joins(change: Change, reader: Reader) -> bool:
    """Whether two sentences of a line are one, with a comma for the stop perhaps, though the other begins large."""
    if len(change.theirs) != 1 or change.theirs[0] not in FULL_STOPS:
        return False
    if not (change.deletes or (change.ours == (",",) and change.theirs == (".",))):
        return False
    copy, source, before, behind = reader.copy, reader.source, change.source_start - 1, change.copy_end
    if not reader.is_english or behind >= len(copy) or before < 0:
        return False
    if "\n" in blank_before(source, change.source_end) or "\n" in blank_before(copy, behind):
        return False
    if not copy.form(behind)[:1].isupper():
        return False
    begins, ended = copy.folds[behind], source.folds[before]
    if _is_common(source, before) or (ended in _CLOSING and is_spelt(begins)):
        return True
    return _holds(begins) and (_may_end(ended) or not is_word(ended))


def _parts(change: Change, reader: Reader) -> bool:
    """Whether a mark stands where the source's line ends, as programs join lines, or a stop within a sentence."""
    if not change.inserts or len(change.ours) != 1:
        return False
    copy, source, before, behind = reader.copy, reader.source, change.copy_start - 1, change.copy_end
    if "\n" in blank_before(copy, change.copy_start) or "\n" in blank_before(copy, behind):
        return False
    if change.ours[0] in _FOR_A_LINE and "\n" in blank_before(source, change.source_start):
        # A line that goes on small was only too long, and a comma there is an editor's.
        return change.source_start < len(source) and not source.form(change.source_start)[:1].islower()
    if not reader.is_english or not reader.has_capitals or before < 0 or behind >= len(copy):
        return False
    if change.ours[0] not in FULL_STOPS or not copy.form(behind)[:1].islower():
        return False
    counts = before > 0 and copy.folds[before - 1][:1].isdigit()  # "6 in. of snow"
    return not counts and (_is_common(copy, before) or _holds(copy.folds[before]))


def _is_common(text: Text, at: int) -> bool:
    """Whether a token is a common word that is written out."""
    return _is_whole(text.folds[at]) and text.form(at).islower() and is_spelt(text.folds[at])


def _is_whole(fold: str) -> bool:
    """Whether it is a word that is written out, as far as its letters tell."""
    letters = fold.replace("-", "").replace("'", "")
    return len(letters) >= _WHOLE and letters.isalpha() and fold not in ABBREVIATED


def _may_end(fold: str) -> bool:
    """Whether a sentence may end with a token and a full stop: it is no abbreviation, and no number of a list."""
    is_year = fold.isdecimal() and len(fold) == _YEAR
    return is_year or fold in _CLOSING or _is_whole(fold) or _holds(fold)


def _holds(fold: str) -> bool:
    """Whether it is a word that holds others together, and no initial."""
    return len(fold) > 1 and fold.isalpha() and fold not in ABBREVIATED and word_class(fold) is _FUNCTION


def _is_name_lowered(change: Change, reader: Reader) -> bool:
    """Whether a name is small that is large elsewhere in the copy's sentences, or that stands there but once."""
    if not reader.is_english or len(change.our_forms) != len(change.their_forms):
        return False
    return any(
        _is_large(change.their_forms[at]) and _is_odd_small(reader, change.copy_start + at, change.our_forms[at])
        for at in range(len(change.our_forms))
    )


def _is_large(form: str) -> bool:
    return form[:1].isupper() and not form.isupper()


def _is_odd_small(reader: Reader, at: int, form: str) -> bool:
    copy, source, fold = reader.copy, reader.source, reader.copy.folds[at]
    if not (form.islower() and len(form) >= _NAME) or is_spelt(fold):
        return False
    if _is_glued(copy, at) or any(source.form(place).islower() for place in reader.source_tokens.places(fold)):
        return False
    places = reader.copy_tokens.places(fold)
    if len(places) == 1:
        return at == 0 or copy.folds[at - 1] not in _ARTICLES  # "the xerox" is no name
    return any(not copy.form(place).islower() and not starts_sentence(copy, place) for place in places)


def _is_glued(text: Text, at: int) -> bool:
    """Whether it is part of an address: "www.example.com"."""
    return at > 0 and text.folds[at - 1] in FULL_STOPS and not blank_before(text, at)


def _is_misplaced(change: Change, reader: Reader) -> bool:
    """Whether a sentence that begins in both texts begins small, or a word that is none's name is raised within one."""
    copy, source, at = reader.copy, reader.source, change.copy_start
    if change.our_forms[0][:1].islower():
        return _begins(copy, at) and starts_sentence(source, change.source_start)
    if not reader.is_english or at == 0 or not (is_word(copy.folds[at - 1]) or _goes_on(copy, at)):
        return False
    goes_on_large = change.copy_end < len(copy) and _is_large(copy.form(change.copy_end))
    is_in_title = goes_on_large and (change.ours[0] == "the" or _is_large(copy.form(at - 1)))
    return not is_in_title and change.ours[0] not in _LARGE_IN_PRAYER and _holds(change.ours[0])


def _begins(text: Text, at: int) -> bool:
    """Whether a sentence begins with this token, small as it may be: behind the end of one, in quotes and brackets too.

    Not in a line of its own: a verse, or one of a list, may begin small.
    """
    if at == 0:
        return True
    if _is_glued(text, at):
        return False
    back = at - 1
    while back and text.folds[back] in _OPENING and not blank_before(text, back + 1):
        back -= 1
    if back and text.folds[back] in _CLOSING and text.folds[back - 1] == ".":  # "?" there ends what is quoted alone
        back -= 1
    if text.folds[back] != ".":
        return text.folds[back] in ENDS - {"…"}
    return back > 0 and _may_end(text.folds[back - 1])


def _goes_on(text: Text, at: int) -> bool:
    """Whether a sentence goes on with this token behind a comma, in the same line: a verse may begin so."""
    return text.folds[at - 1] in _GOING_ON and "\n" not in blank_before(text, at)
