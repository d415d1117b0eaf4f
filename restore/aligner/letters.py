"""Anchors of letters, for stretches misread beyond whole words.

Where half of the words are misread, hardly seven in a row are not, and word anchors fail; but of seven letters in a row
many are read rightly. So both texts are taken as rows of letters, marks, spaces, case and accents left out and letters
that engines confuse taken as one, and anchored as tokens are: by n-grams that stand once in either, and their heaviest
increasing chain. Letters for words in the alignment of OCR: RETAS (Yalniz and Manmatha, ICDAR 2011).
"""

from __future__ import annotations

import sys
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from restore.aligner.anchors import Run, apart, heaviest_chain, unique_runs
from restore.aligner.nearest import is_large
from restore.aligner.often import thickest
from restore.aligner.pair import Pair, Strip
from restore.text import Text
from restore.values import dataclass

ORDER = 7  # letters of an n-gram: with a fifth misread a fifth of them are left, and few stand in any other text
STEADY = 4  # two runs vouch for each other if they are as far apart in either text, give or take this part of it
SAME = 0.2  # of the letters in such runs: other texts, though fifty times as long, have up to 0.15, misread ones 0.3
FEW = 300  # letters: in fewer, one phrase of a trade ("the prisoner was found guilty") is as much as that
ALIKE = 0.5  # of all letters at their place: other texts that are as short have up to 0.49
MORE = 0.1  # of them more than by chance, in a text that is not so short: other texts have up to 0.07
# What print and Fraktur are read as, by engines that err: several letters first, then one by one.
_AS_ONE = (("rn", "m"), ("nn", "m"), ("cl", "d"), ("li", "h"), ("ri", "n"), ("ii", "u"), ("vv", "w"))
_AS_OTHER = str.maketrans("01ljtf568cuy", "oiiiissbbenv")
_CODE = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"


class WordCut(NamedTuple):
    """Tokens of both texts at which the same word begins, so that a stretch may be cut there."""

    copy: int
    source: int


@dataclass(frozen=True, slots=True)
class SharedStretch:
    """The outermost of the places that two texts have in common."""

    first: WordCut
    last: WordCut


@dataclass(frozen=True, slots=True)
class Letters:
    """Some tokens of a text as one row of letters, in which `tokens[k]` begins at `starts[k]`."""

    tokens: Sequence[int]
    starts: Sequence[int]
    row: str

    @classmethod
    def of(cls, folds: Sequence[str], tokens: Sequence[int]) -> Letters:
        """The letters of these tokens of a text's."""
        words = folded([folds[at] for at in tokens])
        return cls(tokens, list(accumulate(map(len, words), initial=0)), "".join(words))

    def __len__(self) -> int:
        return len(self.row)

    def beginnings(self, run: range) -> dict[int, int]:
        """The words that begin inside a run of letters, by how many letters behind its start they do.

        Not those before which a token is left out.
        """
        inside = range(bisect_left(self.starts, run.start + 1), bisect_left(self.starts, run.stop))
        return {  # of marks and a word that begin at one letter, the word is the last
            self.starts[k] - run.start: self.tokens[k] for k in inside if self.tokens[k] == self.tokens[k - 1] + 1
        }

    def whole(self, run: range) -> Sequence[int]:
        """The words all of whose letters are in a run of letters, and the marks between them."""
        first, last = bisect_right(self.starts, run.start) - 1, bisect_left(self.starts, run.stop)
        first += self.starts[first] < run.start
        last -= self.starts[last] > run.stop
        return self.tokens[first : max(first, last)]

    def tokens_in(self, run: range) -> Sequence[int]:
        """The words that begin in a run of letters."""
        return self.tokens[bisect_left(self.starts, run.start) : bisect_left(self.starts, run.stop)]

    def tokens_between(self, first: int, last: int) -> int:
        """How many words begin in the letters [first, last)."""
        return bisect_left(self.starts, last) - bisect_left(self.starts, first)


def folded(folds: Sequence[str]) -> list[str]:
    """The letters and digits of each token, without accents, those that engines confuse as one.

    >>> folded(["modern", "für", "co-op"]) == folded(["modem", "fiir", "c0op"])
    True
    """
    if not folds:
        return []
    row = "\n".join([fold if fold.isascii() and fold.isalnum() else _plain(fold) for fold in folds])
    for several, one in _AS_ONE:
        row = row.replace(several, one)
    return alike(row).split("\n")


def _plain(fold: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", fold)))


def alike(characters: str) -> str:
    """Small letters and whatever else, those that engines confuse one by one as one.

    >>> alike("1ike")
    'iike'
    """
    return characters.translate(_AS_OTHER)


def same_letters(copy: Text, source: Text) -> bool:
    """Whether two texts belong together by their letters, whatever their words: one may be an excerpt of the other."""
    ours, theirs = Letters.of(copy.folds, range(len(copy))), Letters.of(source.folds, range(len(source)))
    return bool(_chain(ours, theirs)) or _agree(ours, theirs)


def letter_cuts(pair: Pair, strip: Strip) -> Iterator[WordCut]:
    """Where a word begins in both texts in the midst of a run of letters, in order; none where that may be chance."""
    ours, theirs = pair.copy.folds, pair.source.folds
    if _are_few(ours, strip.copy) or _are_few(theirs, strip.source):  # the other side may be the rest of a book
        return iter(())
    copy, source = Letters.of(ours, strip.copy), Letters.of(theirs, strip.source)
    return cuts_of(_chain(copy, source), copy, source)


def _are_few(folds: Sequence[str], tokens: Sequence[int]) -> bool:
    return len(tokens) < FEW and len(Letters.of(folds, tokens)) < FEW


def shared_stretch(copy: Text, source: Text) -> SharedStretch | None:
    """From where to where most of the copy stands together in the source; None where nothing of it does."""
    ours, whole = Letters.of(copy.folds, range(len(copy))), Letters.of(source.folds, range(len(source)))
    theirs, runs = whole, _together(_runs(ours, whole))
    if _size(runs) < SAME * len(ours):  # it may say the same more than once
        for near in thickest(*_numbers(ours, whole), ORDER):
            letters = Letters.of(source.folds, whole.tokens_in(near))
            there = _together(_runs_there(ours, letters))
            if _size(there) > _size(runs):
                runs, theirs = there, letters
    places = list(cuts_of(runs, ours, theirs))
    return SharedStretch(places[0], places[-1]) if places else None


def _runs_there(ours: Letters, theirs: Letters) -> list[Run]:
    """The runs in a part of a source as long as ours; half of a short text vouches for itself."""
    chain = apart(heaviest_chain(letter_runs(ours, theirs)))
    return list(_vouched(chain)) or (chain if _size(chain) >= ALIKE * len(ours) else [])


def _size(runs: Sequence[Run]) -> int:
    return sum([run.length for run in runs])


def cuts_of(runs: Sequence[Run], copy: Letters, source: Letters) -> Iterator[WordCut]:
    """Where a word begins in both texts in the midst of one of these runs of letters, in order."""
    for run in runs:
        ours = copy.beginnings(range(run.copy, run.copy + run.length))
        theirs = source.beginnings(range(run.source, run.source + run.length))
        yield from (WordCut(at, theirs[offset]) for offset, at in ours.items() if offset in theirs)


def _together(runs: Sequence[Run]) -> Sequence[Run]:
    """The heaviest row of runs, where letters that only the source has between two cost a part of one each."""
    best, first, weight = (0.0, 0, 0), 0, 0.0
    for k, run in enumerate(runs):
        before = runs[k - 1] if k else run
        weight -= max((run.source - before.source) - (run.copy - before.copy), 0) / STEADY
        if weight <= 0:
            first, weight = k, 0.0
        weight += run.length
        best = max(best, (weight, first, k + 1))
    return runs[best[1] : best[2]]


def _chain(copy: Letters, source: Letters) -> list[Run]:
    """The runs of letters that both have in one order, about as far apart; none if they are too few to be one text."""
    size = min(len(copy), len(source))
    runs = _runs(copy, source) if size >= FEW else []
    return runs if _size(runs) >= SAME * size else []


def _runs(copy: Letters, source: Letters) -> list[Run]:
    return list(_vouched(apart(heaviest_chain(letter_runs(copy, source)))))


def letter_runs(copy: Letters, source: Letters) -> list[Run]:
    """All runs of letters around those that stand once in either text, in the copy's order."""
    return unique_runs(*_numbers(copy, source), ORDER)


def _numbers(copy: Letters, source: Letters) -> tuple[array[int], array[int]]:
    return array("i", copy.row.encode(_CODE)), array("i", source.row.encode(_CODE))


def _vouched(chain: Sequence[Run]) -> Iterator[Run]:
    """The runs that stand from one beside them about as far away in either text: those that agree by chance do not.

    A run as long as three has those beside it in itself: few phrases of a language are.
    """
    steady = [_is_steady(one.copy - other.copy, one.source - other.source) for other, one in pairwise(chain)]
    for run, before, after in zip(chain, [False, *steady], [*steady, False], strict=False):
        if before or after or run.length >= 3 * ORDER:
            yield run


def _is_steady(ours: int, theirs: int) -> bool:
    return STEADY * abs(ours - theirs) <= min(ours, theirs)


def _agree(copy: Letters, source: Letters) -> bool:
    """Whether most letters of both agree in place: so texts tell that have too few runs, being short or hardly legible.

    What agrees by chance, the source says with its halves exchanged.
    """
    from rapidfuzz.distance.Levenshtein import normalized_similarity

    if is_large(len(copy), len(source)):
        return False
    alike = normalized_similarity(copy.row, source.row)
    if alike >= ALIKE or min(len(copy), len(source)) < FEW:
        return alike >= ALIKE
    half = len(source) // 2
    return alike - normalized_similarity(copy.row, source.row[half:] + source.row[:half]) >= MORE
