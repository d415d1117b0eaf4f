"""Where a mention begins and ends: which marks at its edges are its own, and which it brought along."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from restore.aligner.alignment import Mention
from restore.aligner.mentions import begins_mention, ends_mention
from restore.text import Text, is_word

_SIGNS: Final = frozenset("$£€¥#№§@")  # before a number, or a name
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}


def trimmed(folds: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """A mention without the marks at its edges, but for a sign that belongs to its number, and brackets that it closes.

    >>> trimmed([",", "$", "1", "an", "hour", "."], 0, 6), trimmed(["Goode", "(", "born", "1978", ")", ")"], 0, 6)
    ((1, 5), (0, 5))
    """
    while start < end and not is_word(folds[start]) and folds[start] not in _SIGNS:
        start += 1
    while end > start and not is_word(folds[end - 1]) and not _closes(folds, start, end - 1):
        end -= 1
    return start, end


def with_marks(copy: Text, mention: Mention, cut: tuple[int, int, int], eaten: AbstractSet[str]) -> tuple[int, int]:
    """A mention with the marks that it brought along: they stand right beside its words, and not in what it ate."""
    first, start, end = cut
    front = first if _touch(copy, first, start + 1) and eaten.isdisjoint(copy.folds[first:start]) else start
    last = mention.end
    return front, last if _touch(copy, end - 1, last) and eaten.isdisjoint(copy.folds[end:last]) else end


def _touch(text: Text, first: int, last: int) -> bool:
    """Whether no white space stands between any two of these tokens."""
    return all(text.ends[at] == text.starts[at + 1] for at in range(first, last - 1))


def is_sound(folds: Sequence[str], start: int, end: int) -> bool:
    """Whether words begin and end as a mention does, a possessive and a sign before a number aside."""
    while end - start > 1 and (not is_word(folds[end - 1]) or folds[end - 1] == "'s"):
        end -= 1
    while end - start > 1 and folds[start] in _SIGNS:
        start += 1
    return begins_mention(folds[start]) and ends_mention(folds[end - 1])


def _closes(folds: Sequence[str], start: int, at: int) -> bool:
    """Whether the token is a bracket that a token from `start` on opened."""
    opening = _BRACKETS.get(folds[at])
    inside = folds[start : at + 1]
    return opening is not None and inside.count(opening) >= inside.count(folds[at])
