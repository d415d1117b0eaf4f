"""Where the model is held back: what an editor may well have done stays with a person.

The model learns from whole copies, and a short one shows little. So words that come or go count as misread only if
they look it, by themselves or by the rest of the copy; a changed number or negation never does; and marks and capitals
alone prove nothing.
"""

from __future__ import annotations

from functools import cache

from restore.differences import Cause, Op
from restore.features import NAMES, Group, Weighable

UNSURE = 0.45  # at most, for words that do not look misread
STYLE = 0.9  # at most, for marks, capitals and hyphens in a copy that shows no other damage: houses differ in them
MISREAD = 0.5  # share of misread words among the changed ones, from which the copy counts as misread
STRANGE = 0.5  # share of a word's letter triples that no word of the source has, from which it hardly is a word
LONG = 5.7  # logarithm of the copy's tokens, about three hundred, from which strangeness means something
MANY = 2.4  # logarithm of misread words in a thousand tokens, about ten, from which whole phrases may be misread
PHRASE = 1.3  # logarithm of one more than the words of a stretch, three and up, that has to resemble what it replaces
GARBAGE = 0.4  # the same for long stretches, in which some words are always right
ALIKE = 0.5  # share of letters that agree, from which one stretch may be the other misread


def number(weighable: Weighable, name: str) -> float:
    """One of a difference's numbers, by its name."""
    return weighable.numbers[_place(weighable.group, name)]


@cache
def _place(group: Group, name: str) -> int:
    return NAMES[group].index(name)


def is_glued(weighable: Weighable) -> bool:
    """Whether a mention was written onto the rest of a word that it ate: no editor does that."""
    w = weighable
    return w.group is Group.OTHER and w.candidate.op is Op.REPLACE and number(w, "glued_name") > 0


def looks_misread(weighable: Weighable) -> bool:
    """Whether words that come or go may be a misreading: the copy is full of them, or these are no words."""
    w = weighable
    if not w.misread:  # a number or a negation changes, or words are lost in a copy that is not misread
        return False
    longer = max(number(w, "copy_words"), number(w, "source_words")) > PHRASE
    unlike = longer and number(w, "similar") < GARBAGE and number(w, "garble_rate") < MANY
    if w.candidate.op is Op.REPLACE and unlike:
        return False  # another phrase, not this one misread
    if _is_misread(w) or _is_gibberish(w):
        return True
    # A short source has few triples to know a word by, and a name that it lacks is strange in any.
    strange = number(w, "strange") >= STRANGE and number(w, "size") > LONG and not number(w, "capitals")
    odd = number(w, "odd_characters") or number(w, "short_letters")
    return bool(odd) or strange or number(w, "similar") >= ALIKE


def _is_gibberish(weighable: Weighable) -> bool:
    """Whether these are no English words, look like what they replace, and that is English."""
    w = weighable
    english = 0 <= number(w, "listed") <= STRANGE and number(w, "source_listed") > STRANGE
    return english and number(w, "similar") >= GARBAGE and not number(w, "capitals")


def _is_misread(weighable: Weighable) -> bool:
    """Whether the copy has misread words, and not many changed ones beside them."""
    return number(weighable, "garble_rate") > 0 and number(weighable, "garble_share") > MISREAD


def is_garbage(weighable: Weighable) -> bool:
    """Whether a passage or heading of a misread copy is only what the engine made of stains and lines."""
    w = weighable
    if w.group is not Group.OTHER or w.candidate.op is Op.DELETE or not _is_misread(w):
        return False
    strange = number(w, "size") > LONG and number(w, "strange") >= GARBAGE
    odd = strange or number(w, "odd_characters") or number(w, "short_letters")
    return bool(odd) if w.candidate.op is Op.INSERT else w.misread and number(w, "similar") >= GARBAGE


def held(weighable: Weighable, confidence: float) -> float:
    """The confidence, cut to what the difference can show by itself."""
    w = weighable
    if w.group is Group.OTHER and w.candidate.cause is Cause.WORDING and not is_glued(w) and not looks_misread(w):
        return min(confidence, UNSURE)
    if w.group is Group.FORM and _may_be_style(w) and not _is_damaged(w):
        return min(confidence, STYLE)
    if w.group is Group.NEAR and not _is_misread(w) and (number(w, "both_known") or number(w, "listed") == 1):
        return min(confidence, UNSURE)  # a word of the text or of English, and no word around it is misread
    return confidence


def _may_be_style(weighable: Weighable) -> bool:
    cause, op = weighable.candidate.cause, weighable.candidate.op
    return cause in {Cause.PUNCTUATION, Cause.CASE} or (cause is Cause.HYPHEN and op is Op.REPLACE)


def _is_damaged(weighable: Weighable) -> bool:
    """Whether the copy shows damage of another kind, or this is what tokenisers do: editors seldom drop dashes."""
    w = weighable
    if number(w, "sure_rate") > 0 or _is_misread(w):
        return True
    return bool(number(w, "dash")) and w.candidate.op is Op.DELETE
