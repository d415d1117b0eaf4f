"""What the whole copy shows: how often each kind of thing happens in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from restore.features.names import OWN, Group

KINDS = ("sure", "weak", "novel", "near", "garble", "form", "passage")  # in the order of the names
SHORT = 200  # tokens; in a shorter copy one difference would make a high rate
_PLACES = {group: {name: place for place, name in enumerate(names)} for group, names in OWN.items()}
_ODD = ("odd_begin", "odd_end", "eaten_pronoun", "shares_word")  # speak against an intruder
PASSAGE = 9  # words, both sides together, from which words that come or go are a passage


@dataclass(frozen=True, slots=True)
class Own:
    """What one difference shows: its group, and one number per name in `OWN[group]`."""

    group: Group
    numbers: tuple[float, ...]


def numbers(tokens: int, own: Sequence[Own]) -> tuple[float, ...]:
    """One number per name in `DOCUMENT`; a rate is the logarithm of one plus the count per thousand tokens."""
    counts = Counter(filter(None, map(_kind, own)))
    per_thousand = 1000 / max(tokens, SHORT)
    sure, garbled = counts["sure"] + 0.5, counts["garble"] + 0.3
    return (
        *(log(1 + counts[kind] * per_thousand) for kind in KINDS),
        sure / (sure + counts["weak"] + counts["novel"] + 0.5),
        garbled / (garbled + counts["near"] + counts["novel"] + counts["weak"] + 0.3),
        log(tokens + 20),
    )


def _kind(own: Own) -> str | None:
    """The kind of thing a difference is, or none."""
    group, numbers, place = own.group, own.numbers, _PLACES[own.group]
    if group is Group.MENTION:
        odd = any(numbers[place[name]] for name in _ODD) or numbers[place["segments"]] > 1
        named = numbers[place["capitals"]] > 0 or (numbers[place["length"]] > 0 and numbers[place["again_elsewhere"]])
        return "sure" if named and not odd and not numbers[place["again_same"]] else "weak"
    if group is Group.NEAR:
        return "near" if numbers[place["suffix"]] or numbers[place["known"]] else "garble"
    if group is Group.FORM:
        return "form"
    if numbers[place["copy_words"]] + numbers[place["source_words"]] > log(PASSAGE):
        return "passage"
    return "novel" if numbers[place["copy_words"]] and not numbers[place["odd_characters"]] else None
