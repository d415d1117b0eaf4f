"""Another tokeniser and another reader of print: escapes as Moses writes them, words squeezed together, phone scans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import ClassVar

from restore.damage.draft import DamageMark, Draft, Unit, UnitEdit
from restore.damage.mentions import is_spaceless
from restore.damage.ocr import OcrEngine, table
from restore.differences import Cause
from restore.text import is_word

SPELLING = DamageMark(Cause.SPELLING)
PUNCTUATION = DamageMark(Cause.PUNCTUATION)

SCANNER = OcrEngine(
    confusions=table(
        "a:@,o,á b:6,8 c:(,¢,e d:ol,a e:é,c,6 f:ſ,r g:9,q h:n,lı i:!,|,í,ı j:;,i k:lx,x l:|,1,! m:nn,rrı n:m,r,ñ "
        "o:0,ó,° p:o,þ q:g,9 r:n,f s:5,$,ſ t:+,7,ı u:v,ü,o v:u,y w:u,vu x:×,z y:V,4 z:2 "
        "A:/\\,R D:0,P G:€,O L:£,1 N:H,M R:K,P S:$,5 T:7,Y st:ﬅ,s1 ff:ﬀ,fl ct:ĉt,d tt:H,it nn:m,im re:ne,rc an:cm,on "
        "1:|,7 0:D,() 5:S 7:?,1"
    ),
    marks={
        ".": ("·", ":", "°"), ",": ("‚", ".", "_"), "'": ("´", "*"), '"': ("”", "«"), "“": ("«", "*"), "”": ("»", "*"),
        "-": ("¬", "~"),
    },
    specks=("|", "•", "°", "»", "¬", "\\", "+", "=", "«", "J", "r", "—", "*"),
    strays="|°·^r1_\\jf",
    hyphens=("-\n", "¬\n", "- "),
    joins=0.15,
    splits=0.6,
    speckles=0.2,
    swaps=0.2,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Squeeze:
    """Clean the copy as a scraper does: escapes for marks, hyphens set apart, lines run together, capitals lost."""

    drawn_by: ClassVar[str] = "Squeeze"

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Clean one draft."""
        escapes, apart = rng.random() < 0.35, rng.random() < 0.35
        joined, lowered = rng.choice((0.0, 0.1, 0.5)), rng.choice((0.0, 0.0, 0.08))
        edits: list[UnitEdit] = []
        at = 0
        for start, stop in _lines(draft):
            if start < at:
                continue
            at = stop
            if _meets(draft, stop) and rng.random() < joined:
                edits.append(
                    UnitEdit(stop - 1, stop + 1, draft.units[stop - 1].text + draft.units[stop].text, SPELLING)
                )
                at = stop + 1
            last = stop if at == stop else stop - 1
            edits += _line(draft, start, last, escapes=escapes, apart=apart, lower=rng.random() < lowered)
        draft.apply(edits)
        if apart and not is_spaceless(draft.source.raw):
            draft.units = [_spaced(unit, i) for i, unit in enumerate(draft.units)]


def _lines(draft: Draft) -> Iterator[tuple[int, int]]:
    starts = [i for i, u in enumerate(draft.units) if not i or "\n" in u.before]
    return pairwise([*starts, len(draft.units)])


def _meets(draft: Draft, i: int) -> bool:
    """Whether two words that nothing has touched meet at this line's end."""
    return (
        0 < i < len(draft.units)
        and draft.free(i - 1, i + 1)
        and is_word(draft.units[i - 1].text)
        and is_word(draft.units[i].text)
    )


def _line(draft: Draft, start: int, stop: int, *, escapes: bool, apart: bool, lower: bool) -> Iterator[UnitEdit]:
    for i in range(start, stop):
        unit = draft.units[i]
        if unit.mark is not None:
            continue
        if escapes and unit.text in '"&[]' and unit.text:
            code = {'"': "&quot;", "&": "&amp;", "[": "&#91;", "]": "&#93;"}[unit.text]
            yield UnitEdit(i, i + 1, code, PUNCTUATION)
        elif apart and "-" in unit.text[1:-1] and is_word(unit.text):
            yield UnitEdit(i, i + 1, unit.text.replace("-", " @-@ "), DamageMark(Cause.HYPHEN))
        elif lower and unit.text != unit.text.lower():
            yield UnitEdit(i, i + 1, unit.text.lower(), DamageMark(Cause.CASE))


def _spaced(unit: Unit, place: int) -> Unit:
    """A space before marks and clitics, none taken away."""
    return replace(unit, before=" ") if place and not unit.before and unit.text else unit
