"""What an OCR engine makes of print: letters misread, words joined and split, line-end hyphens, specks as marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import ClassVar

from restore.damage.draft import DamageMark, Draft, UnitEdit
from restore.differences import Cause
from restore.text import is_word

MISREAD_MARK = DamageMark(Cause.SPELLING)


@dataclass(frozen=True, slots=True)
class OcrEngine:
    """How one engine errs: what it reads for what, what it adds, and how often, against its rate of misread characters.

    `confusions` maps one or more letters to what they are read as, the likelier named more than once by repeating it.
    """

    confusions: Mapping[str, Sequence[str]]
    marks: Mapping[str, Sequence[str]]
    specks: Sequence[str]
    strays: str
    hyphens: Sequence[str]
    joins: float
    splits: float
    speckles: float
    swaps: float = 0.0


def table(text: str) -> Mapping[str, Sequence[str]]:
    """Read "h:b,li e:c,o": what is printed, and what it is read as."""
    return MappingProxyType({key: tuple(v.split(",")) for key, v in (row.split(":", 1) for row in text.split())})


PRINT = OcrEngine(
    confusions=table(
        "h:b,b,li,i,l e:o,c,s,a c:e,o,e,i o:e,a,c a:s,u,e,o u:n,a,i,ii n:u,i,a,ri,l,s m:n,rn,in,i,nm s:e,a,S,n,c "
        "i:I,l,1,t,j l:1,i,I,t t:b,f,l,r,i f:t,l,i,f r:i,t,n,v b:h,l,o d:cl,l,i w:v,vv,W,tv v:y,r,w y:v,g,j p:n,i,y "
        "g:y,s,q k:h,lc rn:m cl:d li:h,b ri:n fi:fl,ti ll:l1,U th:tb,tli in:m,ui ing:iug,mig "
        "I:l,1,T,i M:l,I,i,X C:O,G,0 H:E,I1,B T:I,r,1 S:8,5,B B:R,E,1 E:F,B R:B,It "
        "O:0,C,Q D:I),O W:V,N A:4,L P:F,I' N:X,M G:C,6 0:o,O,6 1:l,I,i 3:8,S 5:6,S 8:3,S 6:G,5 9:0 2:a,z 4:1 7:1,T"
    ),
    marks={
        ".": (",", ",", ":", ";", ".."),
        ",": (".", ".", ";", "'", ";"),
        ";": (".", ":", ",", "i"),
        ":": (";", ".", "i"),
        "-": (".", "~", "_"),
        "'": (",", "`", "."),
        '"': ("'", "''", "*"),
        "!": ("l", "1", "i"),
        "?": ("1", "P"),
        "–": ("-", "-", ".-"),
        "—": ("-", ".-", "~"),
        "(": ("t", "C"),
        ")": ("I", "j"),
    },
    specks=("'", ".", ",", "-", "~", "i", "l", "I", ";", ":", "1", "*", "_", "'-", "Ii", "t"),
    strays="ilt'.rnse,;-v",
    hyphens=("- ", "- ", "- ", "-\n"),
    joins=0.35,
    splits=0.35,
    speckles=0.3,
)


@dataclass(frozen=True, slots=True)
class Misread:
    """Read the text with an engine that gets about `lightest` to `heaviest` of the characters wrong.

    Each document has its own rate between the two, and stretches that read better or worse.
    """

    drawn_by: ClassVar[str] = "Misread"

    engine: OcrEngine
    lightest: float
    heaviest: float

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Read one draft."""
        rate = self.lightest * (self.heaviest / self.lightest) ** rng.random()
        reader = _Misreader(draft, self.engine, rng)
        draft.apply(reader.edits(rate))


class LetterReader:
    """Reads letters of a text as an engine does that errs; what it takes them for, chance decides."""

    def __init__(self, text: str, engine: OcrEngine, rng: Random) -> None:
        self.engine, self.rng = engine, rng
        self.longest = max(map(len, engine.confusions))
        self.letters = sorted({c for c in text if c.isalpha() and c not in engine.confusions and not c.isascii()})

    def read(self, printed: str, rate: float) -> str:
        """What the engine makes of these letters when it gets about so many of them wrong."""
        return "".join(self._letters(printed, rate))

    def _letters(self, printed: str, rate: float) -> Iterator[str]:
        i = 0
        while i < len(printed):
            size = 1
            if self.rng.random() < rate:
                size, read = self._misread(printed, i)
                yield read
            else:
                yield printed[i]
            i += size

    def _misread(self, printed: str, i: int) -> tuple[int, str]:
        """How many letters are read wrongly from here on, and as what."""
        rng, letter = self.rng, printed[i]
        fate = rng.random()
        if fate < 0.12:
            return 1, ""
        if fate < 0.27:
            return 1, letter + rng.choice(self.engine.strays)
        if fate < 0.27 + self.engine.swaps and i + 1 < len(printed):
            return 2, printed[i + 1] + letter
        for size in range(min(self.longest, len(printed) - i), 0, -1):
            if (size == 1 or rng.random() < 0.6) and printed[i : i + size] in self.engine.confusions:
                return size, rng.choice(self.engine.confusions[printed[i : i + size]])
        return 1, self._other(letter)

    def _other(self, letter: str) -> str:
        """For a letter in no table: without its accents, in the other case, or another of the text's own script."""
        plain = unicodedata.normalize("NFD", letter)[:1]
        if plain != letter and plain.isascii():
            return plain
        if letter.swapcase() != letter and self.rng.random() < 0.3:
            return letter.swapcase()
        if letter.isalpha() and not letter.isascii() and self.letters:
            return self.rng.choice(self.letters)
        return self.rng.choice(self.engine.strays)


class _Misreader:
    """One pass over the page. Ink is uneven: a stretch reads well or badly, not each letter for itself."""

    def __init__(self, draft: Draft, engine: OcrEngine, rng: Random) -> None:
        self.draft, self.engine, self.rng = draft, engine, rng
        self.letters = LetterReader(draft.source.raw, engine, rng)

    def edits(self, rate: float) -> Iterator[UnitEdit]:
        smudged = False
        at = 0
        for start, stop in self._words():
            if start < at:
                continue
            smudged = self.rng.random() < (0.9 if smudged else 0.03)
            local = rate * (3.0 if smudged else 0.75)
            if self.rng.random() < local * self.engine.speckles:
                yield UnitEdit(start, start, self.rng.choice(self.engine.specks), MISREAD_MARK)
            at = self._joined(start, stop, local)
            printed = self._printed(start, at)
            read = self._read(printed, local, whole=at == stop)
            if read != printed:
                yield UnitEdit(start, at, read, MISREAD_MARK)

    def _words(self) -> Iterator[tuple[int, int]]:
        """Untouched units, those that stand together without a space as one."""
        units = self.draft.units
        i = 0
        while i < len(units):
            stop = i + 1
            if units[i].mark is None and units[i].text:
                while stop < len(units) and self._glued(stop):
                    stop += 1
                yield i, stop
            i = stop

    def _glued(self, i: int) -> bool:
        one, other = self.draft.units[i - 1], self.draft.units[i]
        return (
            not other.before
            and other.mark is None
            and is_word(one.text)
            and is_word(other.text)
            and other.text.isascii()
        )

    def _joined(self, start: int, stop: int, rate: float) -> int:
        """Where the word ends once its neighbours on the same line have run into it."""
        units = self.draft.units
        while (
            stop < len(units)
            and stop - start < 4
            and units[stop].mark is None
            and units[stop].before == " "
            and is_word(units[stop].text)
            and is_word(units[stop - 1].text)
            and self.rng.random() < rate * self.engine.joins
        ):
            stop += 1
            while stop < len(units) and self._glued(stop):
                stop += 1
        return stop

    def _printed(self, start: int, stop: int) -> str:
        units = self.draft.units[start:stop]
        return units[0].text + "".join(u.before + u.text for u in units[1:])

    def _read(self, printed: str, rate: float, *, whole: bool) -> str:
        if not is_word(printed):
            return self._mark(printed, rate)
        read = self.letters.read(printed if whole else printed.replace(" ", self._seam()), rate)
        if self.engine.hyphens and len(read) > 4 and read.isalpha() and self.rng.random() < 0.012:
            cut = self.rng.randint(2, len(read) - 2)
            return read[:cut] + self.rng.choice(self.engine.hyphens) + read[cut:]
        if len(read) > 4 and self.rng.random() < rate * self.engine.splits:
            cut = self.rng.randint(1, len(read) - 1)
            return f"{read[:cut]} {read[cut:]}"
        return read

    def _seam(self) -> str:
        return self.rng.choice(("", "", "", "", "i", "l", "-", "'"))

    def _mark(self, printed: str, rate: float) -> str:
        if self.rng.random() >= 2 * rate:
            return printed
        return self.rng.choice((*self.engine.marks.get(printed, ()), ""))
