"""Whether what an engine says of its own words tells those that it misread, and a misreading from an editor's word."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from restore.aligner.alignment import Relation
from restore.aligner.engine import align_texts
from restore.judging.certainty import FACTORS, LIMITS
from restore.judging.reader import Reader
from restore.judging.verdicts import Look
from restore.layouts import Layout
from restore.restoration import align
from restore.text import Text, is_word

EDITED = 0.06  # of a source's words, another stands for: an edition that was not the printed one


@dataclass(frozen=True, slots=True)
class Certainty:
    """The confidences of words read right and misread, and of changes that are an editor's and the engine's."""

    right: tuple[float, ...] = ()
    misread: tuple[float, ...] = ()
    edited: tuple[float, ...] = ()
    changed: tuple[float, ...] = ()

    def __add__(self, other: Certainty) -> Certainty:
        return Certainty(
            self.right + other.right,
            self.misread + other.misread,
            self.edited + other.edited,
            self.changed + other.changed,
        )

    def told(self) -> str:
        """The areas under both curves."""
        return (
            f"engine confidence tells {len(self.misread)} misread words from {len(self.right)} others: "
            f"AUC {auc(self.misread, self.right):.3f}\n"
            f"and {len(self.changed)} changes that it made from {len(self.edited)} that an editor did: "
            f"AUC {auc(self.changed, self.edited):.3f}"
        )

    def factors(self) -> str:
        """How much likelier than an editor's its changes have such confidences: `restore.judging.certainty`."""
        counts = [Counter(bisect_right(LIMITS, value) for value in each) for each in (self.changed, self.edited)]
        shares = [[(count[k] + 0.5) / (sum(count.values()) + 2) for k in range(len(FACTORS))] for count in counts]
        return "factors: " + ", ".join(f"{one / other:.2f}" for one, other in zip(*shares, strict=True))


def auc(low: Sequence[float], high: Sequence[float]) -> float:
    """How often one of the first is below one of the second; ties count half.

    >>> auc([0.2, 0.5], [0.5, 0.9])
    0.875
    """
    pairs = [(a < b) + (a == b) / 2 for a in low for b in high]
    return sum(pairs) / max(len(pairs), 1)


def certainty_of(layout: Layout, source: str, *, seed: int) -> Certainty:
    """What a page's confidences tell."""
    sure = layout.confidences
    if sure is None:
        return Certainty()
    alignment = align(layout.text, source=source)
    copy = alignment.copy
    equal = {t for b in alignment if b.relation is Relation.EQUAL for t in range(b.copy_start, b.copy_end)}
    right: list[float] = []
    misread: list[float] = []
    for token in range(len(copy)):
        value = sure.lowest(copy.starts[token], copy.ends[token])
        if value is not None and is_word(copy.folds[token]):
            (right if token in equal else misread).append(value)
    return Certainty(tuple(right), tuple(misread), *_told_apart(layout, source, equal, seed))


def _told_apart(layout: Layout, source: str, equal: set[int], seed: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The confidences of an editor's changes, and of the engine's, against a source in which some words are others."""
    copy = Text.of(layout.text, confidences=layout.confidences)
    look = Look(align_texts(copy, Text.of(edited(source, seed=seed))))
    reader = Reader(look.alignment, look.weighing.changes)
    edits: list[float] = []
    misreadings: list[float] = []
    for change in look.weighing.changes:
        value = reader.engine_confidence(change)
        if value is not None and change.our_words and change.their_words:
            is_edit = all(token in equal for token in range(change.copy_start, change.copy_end))
            (edits if is_edit else misreadings).append(value)
    return tuple(edits), tuple(misreadings)


def edited(source: str, *, seed: int) -> str:
    """A source of which some words are other words of it."""
    dice, words = random.Random(seed), source.split(" ")
    plain = sorted({word for word in words if word.isalpha()})
    return " ".join(dice.choice(plain) if word.isalpha() and dice.random() < EDITED else word for word in words)
