"""What soiled sheets are read as: words that stains and lost ink swallow, scraps that nothing was printed for.

Where letters are only blurred, an engine takes one for another and their number stays (`restore.damage.ocr`). Where ink
is lost, a few of them are left of several words, or none; and noise is read as words of its own, in lines and between.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from random import Random
from typing import ClassVar

from restore.damage.draft import DamageMark, Draft, Unit, UnitEdit
from restore.damage.language import language_of
from restore.damage.ocr import MISREAD_MARK, LetterReader, Misread, OcrEngine
from restore.differences import Cause
from restore.text import Text, is_word

LENGTHS = (1, 1, 1, 2, 2, 3, 3, 4, 5, 7)  # words that a stain covers: as tests.printed finds them on its pages
SWALLOWED = 0.12  # of the stains leave nothing
UNCLEAR = (0.15, 0.7)  # of the letters that a stain leaves, those misread
SPECK = 0.12  # of the words that it leaves are a speck
# Of the words that it leaves in English are made to words that there are: engines know words, and find some in what is
# left of others (one in nine stretches on the English pages of tests.printed). They do in other languages, but nothing
# that reads them again has their words.
GUESSED = 0.3
BROKEN = 7  # letters of a word that may be broken at the end of a line at least
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class SetInLines:
    """Set paragraphs in lines of a width that each document has for itself; some words are broken at their ends."""

    drawn_by: ClassVar[str] = "SetInLines"

    narrowest: int
    widest: int

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Set one draft: white space alone changes, but for the broken words."""
        width, breaks = rng.randint(self.narrowest, self.widest), rng.random() < 0.5
        at, edits = 0, []
        for k, unit in enumerate(draft.units):
            if "\n" in unit.before:
                at = 0
            at += len(unit.before) + len(unit.text)
            if at <= width or not unit.before or "\n" in unit.before:
                continue
            room = width - (at - len(unit.text))
            at = len(unit.text)
            if breaks and unit.mark is None and unit.text.isalpha() and 2 < room < len(unit.text) - 2 >= BROKEN - 2:
                edits.append(UnitEdit(k, k + 1, f"{unit.text[:room]}-\n{unit.text[room:]}", MISREAD_MARK))
                at -= room
            else:
                draft.units[k] = replace(unit, before="\n")
        draft.apply(edits)


@dataclass(frozen=True, slots=True)
class Stain:
    """Cover stretches of words, `rarest` to `commonest` of them a word, of which hardly a letter is read rightly.

    Each document has its own rate between the two, and parts that are worse.
    """

    drawn_by: ClassVar[str] = "Stain"

    engine: OcrEngine
    rarest: float
    commonest: float

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Stain one draft."""
        rate = self.rarest * (self.commonest / self.rarest) ** rng.random()
        reader = LetterReader(draft.source.raw, self.engine, rng)
        words = _known(draft)
        draft.apply(
            UnitEdit(start, stop, _stained(_written(draft.units[start:stop]), reader, words, rng), MISREAD_MARK)
            for start, stop in _stretches(draft, rate, rng)
        )


def _stretches(draft: Draft, rate: float, rng: Random) -> Iterator[tuple[int, int]]:
    """Stretches of units that nothing touched, each from a word on."""
    worse, at = False, 0
    while at < len(draft):
        if not is_word(draft.units[at].text):
            at += 1
            continue
        worse = rng.random() < (0.93 if worse else 0.02)
        if rng.random() >= rate * (3.0 if worse else 0.75):
            at += 1
            continue
        stop = min(at + rng.choice(LENGTHS), len(draft))
        if draft.free(at, stop):
            yield at, stop
        at = stop + 1


def _written(units: list[Unit]) -> str:
    return units[0].text + "".join(unit.before + unit.text for unit in units[1:])


def _known(draft: Draft) -> Mapping[int, list[str]]:
    """The words of an English text, by how many letters they have."""
    words: dict[int, list[str]] = defaultdict(list)
    if language_of(draft.source.raw, draft.source.folds) == "en":
        for unit in draft.units:
            if unit.text.isalpha():
                words[len(unit.text)].append(unit.text)
    return words


def _stained(printed: str, reader: LetterReader, words: Mapping[int, list[str]], rng: Random) -> str:
    """What is read where a stain covers this: some of its letters, mostly misread, or nothing."""
    if rng.random() < SWALLOWED:
        return ""
    left, keep = printed, round(len(printed) * rng.uniform(0.05, 1.05))
    while len(left) > max(keep, 1):
        size = min(rng.randint(1, 6), len(left) - max(keep, 1))
        start = rng.randrange(len(left) - size + 1)
        left = left[:start] + left[start + size :]
    read = reader.read(left, rng.uniform(*UNCLEAR)).strip()
    specks = reader.engine.specks

    def made_of(left: re.Match[str]) -> str:
        like = words.get(len(left[0]))
        chance = rng.random()
        if chance < SPECK:
            return rng.choice(specks)
        return rng.choice(like) if like and chance < SPECK + GUESSED else left[0]

    return _WORD.sub(made_of, read) or rng.choice(specks)


@dataclass(frozen=True, slots=True)
class Litter:
    """Read noise as scraps between words, at most `scraps` a word, and as whole lines, at most `lines` a line's end."""

    drawn_by: ClassVar[str] = "Litter"

    engine: OcrEngine
    scraps: float
    lines: float

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Litter one draft; the noise reads as letters of its own words, in another order."""
        scraps, lines = self.scraps * rng.random(), self.lines * rng.random()
        reader = LetterReader(draft.source.raw, self.engine, rng)
        words = [unit.text for unit in draft.units if is_word(unit.text)]
        edits = []
        for k, unit in enumerate(draft.units):
            if words and "\n" in unit.before and rng.random() < lines:
                edits.append(UnitEdit(k, k, _noise(words, rng.randint(2, 8), reader, rng), MISREAD_MARK, unit.before))
            elif words and unit.before and rng.random() < scraps:
                edits.append(UnitEdit(k, k, _noise(words, rng.choice((1, 1, 1, 2)), reader, rng), MISREAD_MARK))
        draft.apply(edits)


def _noise(words: list[str], count: int, reader: LetterReader, rng: Random) -> str:
    """So many scraps that no word was printed for: few letters each."""
    scraps = []
    for _ in range(count):
        letters = rng.choice(words)
        start = rng.randrange(len(letters))
        scraps.append(reader.read(letters[start : start + rng.choice((1, 2, 2, 3, 4, 6))], 0.6))
    return " ".join(scrap or rng.choice(reader.engine.specks) for scrap in scraps)


@dataclass(frozen=True, slots=True)
class Enlarge:
    """Read small letters as capitals where a word begins, and the other way round, at most at a `rate` of the words."""

    drawn_by: ClassVar[str] = "Enlarge"

    rate: float

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Change the first letters of one draft's words."""
        rate = self.rate * rng.random()
        draft.apply(
            UnitEdit(k, k + 1, unit.text[0].swapcase() + unit.text[1:], MISREAD_MARK)
            for k, unit in enumerate(draft.units)
            if unit.mark is None and len(unit.text) > 1 and unit.text[0].isalpha() and rng.random() < rate
        )


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """Read one to `most` lines in a row twice, each time otherwise, at this `share` of the lines' ends.

    Where two photographs overlap, either cuts through a line in some of the places: noise is read between then.
    """

    drawn_by: ClassVar[str] = "ReadAgain"

    share: float
    misread: Misread
    most: int = 3
    cut: float = 0.0  # of the places

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Repeat lines of one draft, right behind themselves."""
        bounds = [0, *(k for k, unit in enumerate(draft.units) if "\n" in unit.before), len(draft)]
        words = [unit.text for unit in draft.units if is_word(unit.text)]
        reader = LetterReader(draft.source.raw, self.misread.engine, rng)
        edits, line = [], 0
        while line < len(bounds) - 1:
            end = min(line + rng.randint(1, self.most), len(bounds) - 1)
            start, stop = bounds[line], bounds[end]
            if rng.random() >= self.share or not draft.free(start, stop):
                line += 1
                continue
            again = Draft(Text.of(_written(draft.units[start:stop])))
            self.misread(again, rng)
            text = "".join(unit.before + unit.text for unit in again.units) + again.tail
            if words and rng.random() < self.cut:
                edits.append(UnitEdit(stop, stop, _noise(words, rng.randint(3, 9), reader, rng), MISREAD_MARK, "\n"))
            edits.append(UnitEdit(stop, stop, text, DamageMark(Cause.DUPLICATE), "\n", "\n"))
            line = end
        draft.apply(edit for edit in edits if edit.text)


@dataclass(frozen=True, slots=True)
class ReadAcross:
    """Read two columns as one: the lines of the second half stand between those of the first."""

    drawn_by: ClassVar[str] = "ReadAcross"

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Put one draft's lines together; each of the second column is a block moved by itself."""
        starts = [0, *(k for k, unit in enumerate(draft.units) if k and "\n" in unit.before), len(draft)]
        lines = [draft.units[start:stop] for start, stop in pairwise(starts)]
        half = (len(lines) + 1) // 2 + rng.randrange(3)  # the second column may be shorter
        units: list[Unit] = []
        for left, right in zip_longest(lines[:half], lines[half:], fillvalue=list[Unit]()):
            units += [replace(left[0], before="\n" if units else left[0].before), *left[1:]]
            moved = [replace(unit, move=draft.moves) for unit in right]
            units += [replace(moved[0], before=" "), *moved[1:]] if moved else []
            draft.moves += bool(moved)
        draft.units = units
