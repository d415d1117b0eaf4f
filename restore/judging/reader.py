"""What the explanations look up in the two texts, each thing once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from restore.aligner.alignment import Alignment
from restore.counted import STOPS
from restore.edits import is_one_slip
from restore.judging.change import Change, count_below
from restore.judging.occurrences import Occurrences
from restore.judging.runs import Runs
from restore.judging.strangeness import Strangeness
from restore.language.lexicon import ENGLISH, Lexicon, is_large, language_of, lexicon_of, names_body
from restore.language.meaning import how_surely_changed
from restore.language.spelling import is_spelt
from restore.language.word_class import is_english
from restore.language.words import DETERMINERS, FUNCTION, PRONOUNS
from restore.text import Text, blank_before, is_word, starts_sentence

NEAR: Final = 15  # tokens on either side within which changes crowd
KNOWN: Final = 2  # times that the copy has a name elsewhere at least, of which a near one is a misreading
NAME: Final = 5  # letters of such a name at least
PLACES: Final = 64  # places of a word that are looked at, so that cost stays in line with length
_BEFORE_NOUNS: Final = DETERMINERS["en"]
NO_LIST: Final = -1.0  # for the share of listed words, where there is no list
_UNKNOWN: Final = -2.0  # a figure that was not asked for yet: no share and no difference of shares is so low


class Reader:
    """Both texts, and the words that changed, for looking things up."""

    def __init__(self, alignment: Alignment, changes: Sequence[Change], blanks: int = 0) -> None:
        self.copy, self.source = alignment.copy, alignment.source
        self.respaced = blanks / max(len(self.copy), 1)  # share of the copy's tokens before which white space differs
        self.is_page_misread = alignment.prices.misread  # mostly, and so aligned
        known = alignment.numbering
        self.source_tokens = Occurrences(known.numbers, known.in_source, PLACES)
        self.copy_tokens = Occurrences(known.numbers, known.in_copy, PLACES)
        self._source_runs = Runs(known.source_ids, known.in_source, known.copy_ids, PLACES)
        self._copy_runs = Runs(known.copy_ids, known.in_copy, known.copy_ids, PLACES)
        self.is_english = is_english(self.in_source, len(self.source))
        self._language = ENGLISH if self.is_english else None
        self._lexicon = lexicon_of(ENGLISH) if self.is_english else None
        self._has_read = self.is_english  # which words are known: to read them takes its time
        self.pronouns, self.function = _closed_classes(english=self.is_english)
        self._changes = changes
        self._source_changed: set[int] | None = None
        self._clauses: set[int] | None = None  # where words end that the copy alone has
        self.read_otherwise = {(a.copy_start, a.copy_end): 1.0 - a.alike for a in alignment.again}  # share of letters
        self._words_changed = sorted([c.copy_start for c in changes if not c.is_form])
        self._spaced = self._unlined = _UNKNOWN
        self._garbled = self._hyphens = self._misread = self._capitals = -1
        self.strangeness = Strangeness(self.source_tokens, len(self.source))
        self._confusion: dict[str, str] = {}  # each of them once
        self._as_nouns: dict[str, float] = {}

    def in_source(self, fold: str) -> int:
        """How often the source has a token."""
        return self.source_tokens.count(fold)

    def in_copy(self, fold: str) -> int:
        """How often the copy has a token."""
        return self.copy_tokens.count(fold)

    def source_has(self, folds: tuple[str, ...], change: Change) -> int:
        """How many of a change's tokens in the copy the source has: of all its words most ask, so that it is kept."""
        if folds is not change.our_words:
            return self.source_tokens.has(folds)
        found = change.found
        if found.sourced < 0:
            found.sourced = self.source_tokens.has(folds)
        return found.sourced

    def copy_has(self, folds: tuple[str, ...]) -> int:
        """How many of these tokens the copy has."""
        return self.copy_tokens.has(folds)

    def rarest(self, folds: tuple[str, ...]) -> int:
        """How often the source has the rarest of these tokens."""
        return self.source_tokens.least(folds)

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

    def as_noun(self, word: str) -> float:
        """How often the source has a word as nouns stand: the share of its first places behind what begins a noun."""
        if word not in self._as_nouns:
            folds = self.source.folds
            before = [folds[at - 1] if at else "" for at in self.source_tokens.places(word)]
            self._as_nouns[word] = sum([fold in _BEFORE_NOUNS for fold in before]) / max(len(before), 1)
        return self._as_nouns[word]

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

    @property
    def language(self) -> str:
        """The language of the texts, by its code; empty if it is none whose words are known."""
        if self._language is None:
            self._language = language_of(self.in_source, len(self.source))
        return self._language

    @property
    def lexicon(self) -> Lexicon | None:
        """The words of the texts' language, if they are known, and are those of the source."""
        if not self._has_read:
            self._has_read = True
            lexicon = lexicon_of(self.language) if self.language else None
            self._lexicon = lexicon if lexicon is not None and lexicon.covers(self.source) else None
        return self._lexicon

    def listed(self, folds: tuple[str, ...]) -> float:
        """The share of words, numbers aside, that are in the lexicon; `NO_LIST` where there is none."""
        lexicon = self.lexicon
        return NO_LIST if lexicon is None else lexicon.share(folds)

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
            found.changed = how_surely_changed(ours, theirs)
        return found.changed > misread

    def is_garbled(self, change: Change, *, numbers: bool = True) -> bool:
        """Whether the copy has a word here that is none: not of the source, nor of English, and no name.

        So are `numbers` that the source lacks, unless they are left out.

        No name stands where the source has a common word that is near to it ("Lospital", "THS") and no name itself, a
        name with an apostrophe that it lacks, or one that the copy has elsewhere ("Washnigton"), nor is it one in which
        capitals stand that the source's words lack ("MaMy"), or digits for letters.
        """
        if self.source_has(change.our_words, change) == len(change.our_words):
            return False
        named = not (change.near and self._is_oddly_written(change))
        for at, fold in enumerate(change.ours):
            is_asked = is_word(fold) and (numbers or not fold.isdecimal())
            if is_asked and not self._is_real(fold, change.our_forms[at], named=named):
                return True
        return False

    def _is_oddly_written(self, change: Change) -> bool:
        if self._is_common(change) or change.is_unmarked or change.has_odd_capitals:
            return True
        return change.has_digits_for_letters or self._is_known_name(change)

    def _is_known_name(self, change: Change) -> bool:
        """Whether the copy has the source's word elsewhere, and this one is a slip away from it: hardly another name.

        "Austria" and "Australia" are farther, and of short ones none can tell ("Iran", "Iraq").
        """
        if not len(change.ours) == len(change.theirs) == 1:
            return False
        (ours,), (theirs,) = change.ours, change.theirs
        return self.in_copy(theirs) >= KNOWN and len(theirs) >= NAME and is_one_slip(ours, theirs)

    def _is_common(self, change: Change) -> bool:
        """Whether the source has common words: one with a capital within a sentence may be a name ("Brown").

        In German all nouns have one. Those that name nobody ("British", "Council") are common where one letter within
        them differs: "Indiana" and "Austrian" are words as well.
        """
        if self.is_large_mistyped(change):
            return True
        lexicon = self.lexicon
        if lexicon is None or not all(lexicon.has(fold) for fold in change.theirs):
            return False
        if lexicon.has_large_nouns or not change.may_rename or starts_sentence(self.source, change.source_start):
            return True
        return names_body(change.theirs[0]) and change.is_slip_within

    def is_large_mistyped(self, change: Change) -> bool:
        """Whether one letter differs within a word that has a capital, is in no list for that, and is no name."""
        return self.is_english and change.is_slip_within and is_large(change.theirs[0])

    def keep_confusions(self, change: Change, found: list[str]) -> Sequence[str]:
        """Remember which letters of the source stand for which of the copy."""
        once = self._confusion
        kept = change.found.confusions = tuple([once.setdefault(each, each) for each in found])
        return kept

    def is_legible(self, change: Change) -> bool:
        """Whether the copy has other words in place of the source's: known ones, of some length, and unlike those."""
        found = change.found
        if found.legible < 0:
            found.legible = self._reads(change)
        return found.legible > 0

    def _reads(self, change: Change) -> bool:
        if not change.replaces or change.near:
            return False
        if self.source_has(change.our_words, change) < len(change.our_words):
            for word in change.our_words:
                if not self._is_known(word):
                    return False
        return change.is_unlike

    def _is_known(self, fold: str) -> bool:
        return self.source_tokens.count(fold) > 0 or (self.is_english and is_spelt(fold))

    def _is_real(self, fold: str, form: str, *, named: bool) -> bool:
        return self._is_known(fold) or (named and form[:1].isupper()) or "'" in fold

    @property
    def hyphens(self) -> int:
        """How many tokens of the source are words with a hyphen, or dashes."""
        if self._hyphens < 0:
            self._hyphens = sum(
                [count for fold, count in self.source_tokens.counts().items() if "-" in fold or fold == "–"]
            )
        return self._hyphens

    @staticmethod
    def begins_line(text: Text, token: int) -> bool:
        """Whether a line begins with a token, or the text begins or ends there."""
        return token in (0, len(text)) or "\n" in text.raw[text.ends[token - 1] : text.starts[token]]

    def ends_line(self, change: Change) -> bool:
        """Whether a line ends in the white space before what changed, in either text."""
        return "\n" in blank_before(self.copy, change.copy_start) or "\n" in blank_before(
            self.source, change.source_start
        )

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


def _alone(text: Text) -> float:
    """The share of commas and full stops that stand alone."""
    return text.marks.count_apart(STOPS) / max(text.marks.count(STOPS), 1)


@cache
def _closed_classes(*, english: bool) -> tuple[frozenset[str], frozenset[str]]:
    """Pronouns, and what else names nothing: of English, or, since no other language is told from the rest, of all."""
    if english:
        return PRONOUNS["en"], FUNCTION["en"]
    return frozenset().union(*PRONOUNS.values()), frozenset().union(*FUNCTION.values())
