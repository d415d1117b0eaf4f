"""Pages of clean texts as engines read bad print: blurred ones, and soiled ones, of which whole words are lost.

Few real pages read as badly as these, and those are of one language. Every difference is damage, but where somebody
had revised the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from restore.bench.documents import passage
from restore.bench.families import Family, Sample, misread, sample_of
from restore.damage import Recipe, make_damage
from restore.damage.amend import Amend
from restore.damage.draft import DamageStep
from restore.damage.few import Few
from restore.damage.foreign import SCANNER, Rework
from restore.damage.ocr import PRINT, Misread, OcrEngine
from restore.damage.revise import Revise
from restore.damage.soil import Enlarge, Litter, ReadAcross, ReadAgain, SetInLines, Stain

ENGINES: Mapping[Family, OcrEngine] = {Family.HOUSE: PRINT, Family.FOREIGN: SCANNER}
# An editor's words on such a page are an editor's still, but few pages are of an edition that somebody revised.
EDITED: Mapping[Family, DamageStep] = {Family.HOUSE: Revise(0.1), Family.FOREIGN: Rework(0.1)}
REVISED = 8  # of so many texts one is, for each engine
AMENDED = 3  # and of so many one has a few other small words, which are an editor's where whole words are lost, too
ODD = 4  # of so many soiled pages one has lines that were read twice, and another two columns that were read as one
PHOTOGRAPHED = 4  # of so many others one is hardly blurred, but read in parts that overlap


def soiled(row: dict[str, str], number: int, seed: int) -> Iterator[Sample]:
    """Pages of a text, one blurred and one soiled, each as one engine reads it, the other's turn with the next number.

    Some of either are of what somebody had revised.
    """
    text = passage(row, seed)
    for turn, (family, engine) in enumerate(ENGINES.items()):
        steps = soiling(engine, number // 2 % ODD) if (number + turn) % 2 else blur(engine, number // 2 % PHOTOGRAPHED)
        made = make_damage(text, seed=seed, recipe=Recipe("soiled", steps))
        yield misread(row["id"], made.copy, made.source)
        if number % REVISED == turn:
            yield _edited(row, family, text, seed, (EDITED[family], *steps))
        if number % AMENDED == turn:
            yield _edited(row, Family.AMENDED, text, seed, (Few((Amend(0.1),)), *steps))


def _edited(row: dict[str, str], family: Family, text: str, seed: int, steps: tuple[DamageStep, ...]) -> Sample:
    return sample_of(row["id"], family, make_damage(text, seed=seed, recipe=Recipe("soiled", steps)))


def blur(engine: OcrEngine, kind: int) -> tuple[DamageStep, ...]:
    """Up to every third letter misread, where hardly a word is left whole; or two photographs of a page, read well."""
    if kind == 1:
        again = ReadAgain(0.04, Misread(engine, 0.002, 0.12), most=12, cut=0.5)
        return SetInLines(50, 75), again, Misread(engine, 0.001, 0.02)
    return (Misread(engine, 0.02, 0.35),)


def soiling(engine: OcrEngine, kind: int) -> tuple[DamageStep, ...]:
    """Few letters misread, and whole words covered, as `python -m tests.printed` has them on soiled pages."""
    again = (ReadAgain(0.1, Misread(engine, 0.02, 0.12)),) if kind == 1 else ()
    across = (ReadAcross(),) if kind == ODD - 1 else ()
    lines, stains = SetInLines(30, 75), Stain(engine, 0.005, 0.18)
    return lines, *again, stains, Litter(engine, 0.02, 0.06), Enlarge(0.04), *across, Misread(engine, 0.01, 0.15)
