"""Another editor than the house's: contractions, spelling reform, first names dropped, whole sentences rewritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from restore.damage.draft import Draft, UnitEdit
from restore.damage.revise import PASSAGE, WORDING, Habit, Manuscript, Proposal, cased, edit_until, lost_sentences
from restore.text import is_word

SWAPS: Mapping[str, str] = {
    "said": "added", "told": "advised", "also": "as well", "however": "even so", "although": "though",
    "though": "although", "near": "close to", "over": "more than", "under": "less than", "within": "inside",
    "until": "till", "among": "amid", "early": "initial", "main": "principal", "whole": "entire", "key": "central",
    "real": "genuine", "strong": "robust", "high": "elevated", "low": "reduced", "good": "sound", "bad": "poor",
    "right": "correct", "wrong": "mistaken", "fight": "battle", "war": "conflict", "deal": "agreement",
    "talks": "negotiations", "vote": "ballot", "law": "act", "group": "organisation", "member": "delegate",
    "leader": "chief", "leaders": "chiefs", "home": "residence", "house": "home", "car": "vehicle", "road": "highway",
    "man": "gentleman", "woman": "lady", "child": "minor", "year": "twelve months", "thing": "matter",
    "things": "matters", "way": "manner", "part": "portion", "place": "location", "time": "period",
    "think": "believe", "know": "understand", "see": "observe", "seen": "observed", "look": "appear",
    "try": "attempt", "keep": "retain", "kept": "retained", "let": "allow", "stop": "halt", "move": "shift",
    "moved": "shifted", "set": "fixed", "took": "seized", "take": "seize", "taken": "seized", "went": "travelled",
    "go": "travel", "came": "arrived", "left": "departed", "por": "mediante", "según": "de acuerdo con",
    "sobre": "acerca de", "muchos": "numerosos", "fue": "resultó", "hace": "realiza", "über": "zu", "wurde": "ist",
    "gegen": "wider", "seit": "ab", "noch": "weiterhin", "mehr": "weitere", "avec": "en compagnie de",
    "plusieurs": "divers", "avant": "auparavant", "selon": "d'après",
}  # fmt: skip
EXPANDED = {"n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am"}
SPELT = {
    "color": "colour", "center": "centre", "defense": "defence", "program": "programme", "organize": "organise",
    "labor": "labour", "favor": "favour", "traveled": "travelled", "toward": "towards", "neighbor": "neighbour",
    "honor": "honour", "gray": "grey",
}  # fmt: skip
DIGITS = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
}
STRANGERS = (
    "Elena Duarte",
    "the Civic Forum",
    "Minister Paul Adeyemi",
    "Greta Holm",
    "Bloomberg",
    "the Supreme Court",
    "J. K. Tan",
)
WHOLE = (
    "{one} made much the same point at a hearing in the capital.",
    "Asked about it afterwards, {one} referred all questions to {two}.",
    "That, {one} argued, is precisely what {two} set out to avoid.",
    "Neither {one} nor {two} attended.",
    "The figures, compiled by {one}, cover the five years to last June.",
    "In other words: nothing has been decided.",
    "Supporters cheered; {one} did not.",
    "Its author, {one}, died before the work was finished.",
)
AFTERTHOUGHTS = (
    ", at least for now",
    ", if only briefly",
    " – or so it seemed",
    ", to the surprise of {one}",
    " (see below)",
    ", with the help of {one}",
)


@dataclass(frozen=True, slots=True)
class Rework:
    """Edit until about `share` of the source's tokens are lost, added or changed."""

    drawn_by: ClassVar[str] = "Rework"

    share: float

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Edit one draft."""
        edit_until(draft, HABITS, self.share * rng.uniform(0.4, 1.6), rng)


def _name(m: Manuscript, rng: Random) -> str:
    return rng.choice(m.names).text if m.names and rng.random() < 0.6 else rng.choice(STRANGERS)


def _filled(template: str, m: Manuscript, rng: Random) -> str:
    text = template.format(one=_name(m, rng), two=_name(m, rng))
    return text[:1].upper() + text[1:]


def words_for_words(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """Another word, a contraction written out, another spelling, digits for words."""
    for i, fold in enumerate(m.reading.folds):
        table = next((t for t in (SWAPS, SPELT, DIGITS) if fold in t), None)
        if table and rng.random() < 0.8:
            yield (UnitEdit(i, i + 1, cased(m.reading.words[i], table[fold]), WORDING),)
        elif fold in EXPANDED and i and m.reading.folds[i - 1] not in {"ca", "wo", "sha"}:
            yield (UnitEdit(i, i + 1, EXPANDED[fold], WORDING, before=" "),)


def shorter_names(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """First names and titles dropped; an initial put in."""
    for name in m.names:
        if not all(word[:1].isupper() and len(word) > 1 for word in m.reading.words[name.start : name.stop]):
            continue
        if name.stop - name.start > 1 and rng.random() < 0.4:
            yield (UnitEdit(name.start, name.stop - 1, "", WORDING),)
        elif name.stop - name.start == 2 and rng.random() < 0.3:
            yield (UnitEdit(name.start + 1, name.start + 1, rng.choice("ABEJKMRST") + ".", WORDING),)


def afterthoughts(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """A phrase more at a sentence's end."""
    for start, stop in m.sentences:
        if (
            m.language == "en"
            and stop - start > 6
            and m.reading.words[stop - 1] == "."
            and is_word(m.reading.folds[stop - 2])
        ):
            text = rng.choice(AFTERTHOUGHTS).format(one=_name(m, rng))
            yield (UnitEdit(stop - 1, stop - 1, text.strip(), WORDING, before=" " if text.startswith(" ") else ""),)


def whole_sentences(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """A sentence of another kind before this one."""
    for start, stop in m.sentences[1:]:
        if m.language in {"en", ""} and stop - start > 5:
            yield (UnitEdit(start, start, _filled(rng.choice(WHOLE), m, rng), PASSAGE, after=" "),)


def echoed_sentences(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """In any language: a sentence of the text taken up again elsewhere, shortened and about something else."""
    long = [(s, e) for s, e in m.sentences if e - s > 7]
    for start, stop in long[2:]:
        other_start, other_stop = rng.choice(long)
        if other_start == start or m.language == "en":
            continue
        units = [u for u in m.reading.units[other_start:other_stop] if u.text and u.mark is None]
        kept = [u for i, u in enumerate(units) if i == len(units) - 1 or rng.random() < 0.6]
        text = "".join((" " if u.before else "") + u.text for u in kept).strip()
        if text and stop > start:
            yield (UnitEdit(start, start, text, PASSAGE, after=None if not m.reading.units[start].before else " "),)


def dropped_words(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """In any language: a word or two less."""
    for i in range(2, len(m.reading) - 2):
        size = rng.choice((1, 1, 2))
        if (
            not m.reading.spaceless
            and rng.random() < 0.05
            and all(is_word(f) and f != "\0" for f in m.reading.folds[i : i + size])
        ):
            yield (UnitEdit(i, i + size, "", WORDING),)


def passing_numbers(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """Figures brought up to date."""
    for i, fold in enumerate(m.reading.folds):
        if fold.isdecimal() and len(fold) < 7:
            yield (UnitEdit(i, i + 1, str(int(fold) * rng.choice((2, 3)) + rng.randint(1, 9)), WORDING),)


HABITS: Mapping[Habit, float] = {
    words_for_words: 5, shorter_names: 1, afterthoughts: 1, whole_sentences: 0.8, echoed_sentences: 0.6,
    dropped_words: 1, passing_numbers: 1, lost_sentences: 0.5,
}  # fmt: skip
