"""What the whole copy shows: how often each kind of thing happens in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from restore.features.names import OWN, Group

KINDS = ("sure", "weak", "novel", "near", "garble", "form", "passage")  # in the order of the names
SHORT = 200  # tokens; in a shorter copy one difference would make a high rate
PASSAGE = 9  # words, both sides together, from which words that come or go are a passage


@dataclass(frozen=True, slots=True)
class Own:
    """What one difference shows: its group, and one number per name in `OWN[group]`."""

    group: Group
    numbers: tuple[float, ...]


def numbers(tokens: int, own: Sequence[Own]) -> tuple[float, ...]:
    """One number per name in `DOCUMENT`; a rate is the logarithm of one plus the count per thousand tokens."""
    counts: Counter[str] = Counter()
    for each in own:
        counts.update(_kinds(each.group, dict(zip(OWN[each.group], each.numbers, strict=True))))
    per_thousand = 1000 / max(tokens, SHORT)
    sure, garbled = counts["sure"] + 0.5, counts["garble"] + 0.3
    return (
        *(log(1 + counts[kind] * per_thousand) for kind in KINDS),
        sure / (sure + counts["weak"] + counts["novel"] + 0.5),
        garbled / (garbled + counts["near"] + counts["novel"] + counts["weak"] + 0.3),
        log(tokens + 20),
    )


def _kinds(group: Group, has: Mapping[str, float]) -> Iterator[str]:
    """The kind of thing a difference is, or none."""
    if group is Group.MENTION:
        odd = has["odd_begin"] or has["odd_end"] or has["segments"] > 1 or has["eaten_pronoun"] or has["shares_word"]
        named = has["capitals"] > 0 or (has["length"] > 0 and has["again_elsewhere"])
        yield "sure" if named and not odd and not has["again_same"] else "weak"
    elif group is Group.NEAR:
        yield "near" if has["suffix"] or has["known"] else "garble"
    elif group is Group.FORM:
        yield "form"
    elif has["copy_words"] + has["source_words"] > log(PASSAGE):
        yield "passage"
    elif has["copy_words"] and not has["odd_characters"]:
        yield "novel"
