"""What the explanations look up in the two texts, each thing once: beside words, runs of them and what is around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from restore.aligner.alignment import Alignment
from restore.aligner.settle import SENTENCE
from restore.counted import STOPS
from restore.differences import Cause
from restore.edits import similarity
from restore.judging.apart import is_other_form
from restore.judging.change import Change, count_below
from restore.judging.runs import Runs
from restore.judging.strangeness import Strangeness
from restore.judging.wholes import ALIKE
from restore.judging.word_reader import PLACES, WordReader
from restore.language.meaning import changes_number, how_surely_changed
from restore.text import Text, are_lost, blank_before

LINES: Final = 2  # ends of lines, which a line is between
NEAR: Final = 15  # tokens on either side within which changes crowd
_UNKNOWN: Final = -2.0  # a figure that was not asked for yet: no share and no difference of shares is so low
_DUPLICATE: Final = Cause.DUPLICATE
_TAG: Final = r"</?[A-Za-z][^<>]*>"
_READ_AS_TAGS: Final = frozenset("«»‹›")
_BREAKS: Final = frozenset("-‐")  # with which a word goes on in the next line


class Reader(WordReader):
    """Both texts, and the words that changed, for looking things up."""

    def __init__(self, alignment: Alignment, changes: Sequence[Change], blanks: int = 0) -> None:
        super().__init__(alignment)
        self.respaced = blanks / max(len(self.copy), 1)  # share of the copy's tokens before which white space differs
        self.is_page_misread = alignment.prices.misread  # mostly, and so aligned
        known = alignment.numbering
        self._source_runs = Runs(known.source_ids, known.in_source, known.copy_ids, PLACES)
        self._copy_runs = Runs(known.copy_ids, known.in_copy, known.copy_ids, PLACES)
        self._changes = changes
        self._source_changed: set[int] | None = None
        self._clauses: set[int] | None = None  # where words end that the copy alone has
        self.read_otherwise = {(a.copy_start, a.copy_end): 1.0 - a.alike for a in alignment.again}  # share of letters
        self._words_changed = sorted([c.copy_start for c in changes if not c.is_form])
        self._spaced = self._unlined = _UNKNOWN
        self._garbled = self._hyphens = self._misread = self._capitals = -1
        self.strangeness = Strangeness(self.source_tokens, len(self.source))
        self._confusion: dict[str, str] = {}  # each of them once

    @property
    def spaced(self) -> float:
        """How much oftener than in the source marks stand alone."""
        if self._spaced == _UNKNOWN:
            self._spaced = _alone(self.copy) - _alone(self.source)
        return self._spaced

    @property
    def has_capitals(self) -> bool:
        """Whether the source has capitals at all."""
        if self._capitals < 0:
            self._capitals = self.source.raw != self.source.raw.lower()
        return self._capitals > 0

    @property
    def unlined(self) -> float:
        """Whether the copy is one line, and the source is not."""
        if self._unlined == _UNKNOWN:
            self._unlined = float("\n" in self.source.raw.strip() and "\n" not in self.copy.raw.strip())
        return self._unlined

    def engine_confidence(self, change: Change) -> float | None:
        """How sure the engine that read the copy was of these words, from 0 to 1: the lowest of theirs.

        None where the copy has none here, or no engine says anything of them.
        """
        if self.copy.confidences is None or change.copy_start == change.copy_end:
            return None
        starts, ends = self.copy.starts, self.copy.ends
        return self.copy.confidences.lowest(starts[change.copy_start], ends[change.copy_end - 1])

    def forget(self) -> None:
        """Let go of what only the first look asks for: of a long text it is as much as all that its changes show."""
        self.strangeness.forget()
        self._as_nouns = {}

    def is_source_changed(self, token: int) -> bool:
        """Whether a token of the source is in a change, so that the copy has it not, or otherwise, or elsewhere."""
        if self._source_changed is None:
            changes = self._changes
            self._source_changed = {at for each in changes for at in range(each.source_start, each.source_end)}
        return token in self._source_changed

    def is_behind_clause(self, change: Change) -> bool:
        """Whether the copy has words of its own, and a comma behind them, right before what changed."""
        if self._clauses is None:
            self._clauses = {each.copy_end for each in self._changes if each.inserts and each.our_words}
        return change.copy_start in self._clauses and self.copy.folds[change.copy_start - 1] == ","

    @property
    def garbled(self) -> int:
        """How many changes of words have one in the copy that is no word."""
        if self._garbled < 0:
            self._garbled = sum([self.is_garbled(change) for change in self._changes if not change.is_form])
        return self._garbled

    @property
    def is_misread(self) -> bool:
        """Whether some change of words has one in the copy that is no word, numbers aside: they are in no list."""
        if self._misread < 0:
            self._misread = any(self.is_garbled(each, numbers=False) for each in self._changes if not each.is_form)
        return self._misread > 0

    @property
    def is_mostly_garbled(self) -> bool:
        """Whether most changes of words have one in the copy that is no word."""
        return 2 * self.garbled > len(self._words_changed)

    def said(self, change: Change) -> tuple[Sequence[str], Sequence[str]]:
        """What both texts say: the folds of either side, behind the word before them where marks alone differ.

        A sign of percent says nothing by itself.
        """
        if change.our_words or change.their_words or change.is_form:
            return change.ours, change.theirs
        before = tuple(self.copy.folds[max(change.copy_start - 1, 0) : change.copy_start])
        return before + change.ours, before + change.theirs

    def changes_meaning(self, change: Change, *, misread: bool = False) -> bool:
        """Whether what both texts `said` is something else, as `language.changes_meaning` has it, found out once."""
        found = change.found
        if found.changed < 0:
            ours, theirs = self.said(change)
            is_said_again = change.shape is _DUPLICATE and len(ours) >= SENTENCE
            found.changed = 0 if is_said_again else how_surely_changed(ours, theirs)
        return found.changed > misread

    def keep_confusions(self, change: Change, found: list[str]) -> Sequence[str]:
        """Remember which letters of the source stand for which of the copy."""
        once = self._confusion
        kept = change.found.confusions = tuple([once.setdefault(each, each) for each in found])
        return kept

    @property
    def hyphens(self) -> int:
        """How many tokens of the source are words with a hyphen, or dashes."""
        if self._hyphens < 0:
            self._hyphens = sum(
                [count for fold, count in self.source_tokens.counts().items() if "-" in fold or fold == "–"]
            )
        return self._hyphens

    def ends_line(self, change: Change) -> bool:
        """Whether a line ends in the white space before what changed, in either text."""
        return "\n" in blank_before(self.copy, change.copy_start) or "\n" in blank_before(
            self.source, change.source_start
        )

    def breaks_word(self, change: Change) -> bool:
        """Whether a hyphen was lost with which the source ends a line within a word."""
        source, at = self.source, change.source_start
        if not change.deletes or len(change.theirs) != 1 or source.token(at) not in _BREAKS:
            return False
        return not blank_before(source, at) and "\n" in blank_before(source, at + 1)

    def is_counted_otherwise(self, change: Change) -> bool:
        """Whether a word is in another form behind another number ("two degrees" for "one degree")."""
        at, there = change.copy_start - 1, change.source_start - 1
        if min(at, there) < 0 or not len(change.ours) == len(change.theirs) == 1:
            return False
        if not is_other_form(change.ours[0], change.theirs[0]):
            return False
        return changes_number(self.copy.folds[at : at + 1], self.source.folds[there : there + 1])

    def has_tag(self, change: Change) -> bool:
        """Whether a tag stands among the copy's words, and none among the source's, nor a quote that reads so."""
        ours = self.copy.slice(change.copy_start, change.copy_end)
        if "<" not in ours or not _has_tag(ours):
            return False
        theirs = self.source.slice(change.source_start, change.source_end)
        return not _has_tag(theirs) and _READ_AS_TAGS.isdisjoint(theirs)

    def is_alone_misread(self, change: Change) -> bool:
        """Whether no other change has a word in the copy that is none."""
        return self.garbled <= self.is_garbled(change)

    def are_lost(self, change: Change) -> bool:
        """Whether a conversion left nothing of the source's words or marks."""
        return are_lost(self.copy, self.source, change.source_start, change.source_end)

    def is_around_lines(self, change: Change) -> bool:
        """Whether a word's parts stand around whole lines that the other text lacks, as a note or a page's head."""
        if not change.replaces:
            return False
        ours, theirs = len(change.ours), len(change.theirs)
        if ours > theirs:
            return _are_around(self.copy, change.copy_start, change.copy_end, "".join(change.theirs))
        return _are_around(self.source, change.source_start, change.source_end, "".join(change.ours))

    def crowd(self, change: Change) -> int:
        """How many other changes of words begin close by in the copy."""
        at = self._words_changed
        near = count_below(at, change.copy_start + NEAR + 1) - count_below(at, change.copy_start - NEAR)
        return max(near - (not change.is_form), 0)

    def source_count(self, first: int, last: int) -> int:
        """How often the source has copy tokens [first, last) in a row, at the first places of the rarest."""
        return self._source_runs.count(first, last)

    def source_counts(self, first: int, last: int) -> tuple[int, int, int]:
        """The same, and how often it has them with the token behind them, and with the one before them."""
        return self._source_runs.counts(first, last)

    def copy_count(self, first: int, last: int) -> int:
        """How often the copy itself has them."""
        return self._copy_runs.count(first, last)


def _are_around(text: Text, first: int, last: int, word: str) -> bool:
    """Whether the first and the last of these tokens make about a word, and there is a line between theirs."""
    if last - first <= LINES or sum(["\n" in blank_before(text, at) for at in range(first + 1, last)]) < LINES:
        return False
    return similarity(text.folds[first].rstrip("-") + text.folds[last - 1], word) >= ALIKE


def _has_tag(text: str) -> bool:
    return re.search(_TAG, text) is not None


def _alone(text: Text) -> float:
    """The share of commas and full stops that stand alone."""
    return text.marks.count_apart(STOPS) / max(text.marks.count(STOPS), 1)
