"""One text with passages of another in it, each with the white space that belongs to it, once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from restore.differences import Span
from restore.golden.contents import has_break, has_words
from restore.plan import Plan, Splice, apply_plan
from restore.spans import is_spaceless

_SPACES = re.compile(r"\s+")
_RUNS = re.compile(r"\w+(?:[^\w\s]+\w+)*")  # words that no white space parts


class _Claim(IntEnum):
    """Who says what white space stands between two words; of two, the stronger is heard."""

    NOBODY = 0
    AROUND = 1  # the text that passages are put into
    INLAY = 2  # a passage that came, or one that went: it takes the white space on both its sides along
    ITSELF = 3  # the white space is what is put in


@dataclass(frozen=True, slots=True)
class Inlay:
    """Characters [start, end) of a text become `words`; `before` and `behind` are the white space around them.

    They are None where words take the place of words, which stand as those did.
    """

    start: int
    end: int
    words: str
    before: str | None = None
    behind: str | None = None

    @classmethod
    def of(cls, at: Span, other: str, there: Span, written: str | None = None) -> Inlay:
        """What `other` has `there`, in place of what a text has `at`; or what a person wrote instead."""
        words = there.text if written is None else written
        if (at.text and words) or not (at.text + words).strip():
            return cls(at.start, at.end, words)
        before, behind = _space_before(other, there.start), _space_behind(other, there.end)
        if not words:
            before, behind = (max(before, behind, key=parting) if there.text else before + behind), ""
        return cls(at.start, at.end, words, before, behind)


def woven(text: str, inlays: Iterable[Inlay]) -> str:
    r"""The text with the inlays in it. Of inlays that overlap the first is taken.

    >>> woven("One.\n\nThree.", [Inlay(6, 6, "Two.", "\n\n", "\n\n")])
    'One.\n\nTwo.\n\nThree.'
    """
    loom = _Loom(text)
    at = 0
    for inlay in sorted(inlays, key=lambda inlay: (inlay.start, inlay.end)):
        if inlay.start < at:
            continue
        loom.around(at, inlay.start)
        loom.put(inlay)
        at = inlay.end
    loom.around(at, len(text))
    return apply_plan(text, loom.plan())


class _Loom:
    """What stands between the words of a text that stay: white space, in which more than one has a say, and inlays."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._splices: list[Splice] = []
        self._since = 0  # where the last words end that stay
        self._parts: list[str] = []
        self._space, self._claim = "", _Claim.NOBODY

    def around(self, start: int, end: int) -> None:
        """A stretch of the text itself."""
        stretch = self._text[start:end]
        words = stretch.strip()
        if not words:
            self._say(stretch, _Claim.AROUND)
            return
        first = start + stretch.index(words)
        self._say(self._text[start:first], _Claim.AROUND)
        self._close(first)
        self._since = first + len(words)
        self._say(self._text[self._since : end], _Claim.AROUND)

    def put(self, inlay: Inlay) -> None:
        """A passage of the other text."""
        words = inlay.words.strip()
        if inlay.before is not None:
            lead, trail, claim = inlay.before, inlay.behind or "", _Claim.INLAY
        elif words:
            lead, _, trail = inlay.words.partition(words)
            claim = _Claim.AROUND
        else:
            lead, trail, claim = inlay.words, "", _Claim.ITSELF
        self._say(lead, claim)
        if words:
            self._add(words)
            self._say(trail, claim)

    def plan(self) -> Plan:
        """What is to be done with the text."""
        if self._claim is _Claim.INLAY:  # nothing stands behind it any more
            self._space = ""
        self._close(len(self._text))
        return Plan(self._splices)

    def _add(self, words: str) -> None:
        if self._since or self._parts or self._claim is not _Claim.INLAY:
            self._parts.append(self._space)
        self._parts.append(words)
        self._space, self._claim = "", _Claim.NOBODY

    def _close(self, at: int) -> None:
        self._add("")
        self._splices.append(Splice(self._since, at, "".join(self._parts)))
        self._parts = []

    def _say(self, space: str, claim: _Claim) -> None:
        """Of two that may say so alike, the white space that parts more."""
        if (claim, parting(space)) > (self._claim, parting(self._space)):
            self._space, self._claim = space, claim


def parting(space: str) -> int:
    """How far white space sets words apart: not at all, within a paragraph, or into two."""
    return 0 if not space else 2 if has_break(space) else 1


def is_torn(text: str, *sources: str) -> bool:
    r"""Whether a text has words glued together, or a line of marks alone, that none of those it was made of has.

    >>> is_torn("He saidAbelard.", "He said.", "Abelard."), is_torn("One.\n\n.", "One.", "Two.")
    (True, True)
    """
    whole = {run for source in sources for run in _RUNS.findall(source)}
    lines = {line.strip() for source in sources for line in source.splitlines()}
    return any(run not in whole and not is_spaceless(run) for run in _RUNS.findall(text)) or any(
        line.strip() not in lines and not has_words(line) for line in text.splitlines() if line.strip()
    )


def laid_like(text: str, model: str) -> str:
    r"""A text whose paragraphs are set apart as another's are; breaks such as that has stay.

    >>> laid_like("One.\nTwo.\r\n", "A.\n\nB.")
    'One.\n\nTwo.'
    """
    breaks = {space for space in _SPACES.findall(model) if has_break(space)}
    usual = "\n\n" if "\n\n" in model or not breaks else "\n"

    def laid(found: re.Match[str]) -> str:
        space = found.group()
        return usual if has_break(space) and space not in breaks else space

    return _SPACES.sub(laid, text.removeprefix("\ufeff")).strip()


def _space_before(text: str, at: int) -> str:
    start = at
    while start and text[start - 1].isspace():
        start -= 1
    return text[start:at]


def _space_behind(text: str, at: int) -> str:
    end = at
    while end < len(text) and text[end].isspace():
        end += 1
    return text[at:end]
