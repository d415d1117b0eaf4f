"""Marks and capitals that a program or a hand lost: a sentence's end, one of two quotes, apostrophes, a capital."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import ClassVar, Final

from restore.damage.draft import DamageMark, Draft, UnitEdit
from restore.differences import Cause
from restore.language.spelling import is_spelt
from restore.text import FULL_STOPS

KINDS: Final = (Cause.PUNCTUATION, Cause.SPELLING, Cause.CASE)
AT_ONCE: Final = 2  # kinds that one run loses
AS_COMMA: Final = 0.3  # share of lost stops that a comma stands for
_HALVES: Final = frozenset('()[]"“”')
_APOSTROPHE: Final = str.maketrans("", "", "'’")


@dataclass(frozen=True, slots=True)
class Unmark:
    """Lose marks and capitals, those of some kinds, at about `share` of their places.

    Commas and hyphens are left as they are: with and without them a text is some house's.
    """

    drawn_by: ClassVar[str] = "Unmark"

    share: float = 0.5

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Edit one draft."""
        kinds = rng.sample(KINDS, AT_ONCE)
        draft.apply(
            edit
            for at in range(len(draft))
            for edit in _edits(draft, at, rng)
            if edit.mark
            and edit.mark.cause in kinds
            and draft.free(edit.start, edit.stop)
            and rng.random() < self.share
        )


def _edits(draft: Draft, at: int, rng: Random) -> Iterator[UnitEdit]:
    """What may be lost at a unit: a mark, an apostrophe before it, if no other word is left ("its"), or a capital."""
    text = draft.units[at].text
    if text in FULL_STOPS and _ends_sentence(draft, at):
        yield UnitEdit(at, at + 1, "," if rng.random() < AS_COMMA else "", DamageMark(Cause.PUNCTUATION))
    elif text in _HALVES:
        yield UnitEdit(at, at + 1, "", DamageMark(Cause.PUNCTUATION))
    elif _is_clitic(draft, at):
        word = draft.units[at - 1].text + text.translate(_APOSTROPHE)
        if not is_spelt(word.casefold()):
            yield UnitEdit(at - 1, at + 1, word, DamageMark(Cause.SPELLING))
    elif text[:1].isupper() and not text.isupper() and not is_spelt(text.lower()) and not _is_clitic(draft, at + 1):
        yield UnitEdit(at, at + 1, text.lower(), DamageMark(Cause.CASE))


def _is_clitic(draft: Draft, at: int) -> bool:
    """Whether a unit belongs to the word before it, with an apostrophe between them: "'s", "n't"."""
    if not 0 < at < len(draft) or draft.units[at].before:
        return False
    text, word = draft.units[at].text, draft.units[at - 1].text
    return word.isalpha() and text != text.translate(_APOSTROPHE) and text.translate(_APOSTROPHE).isalpha()


def _ends_sentence(draft: Draft, at: int) -> bool:
    """Whether a stop is behind a word that is written out, and before a sentence in the same line."""
    if not 0 < at < len(draft) - 1:
        return False
    word, behind = draft.units[at - 1].text, draft.units[at + 1]
    return is_spelt(word) and len(word) > 1 and behind.text[:1].isupper() and "\n" not in behind.before
