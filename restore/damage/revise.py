"""Honest revision: what an editor does to a text between two editions. None of it is damage; repairs leave it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import ClassVar

from restore.damage import editor_words as words
from restore.damage.draft import DamageMark, Draft, UnitEdit
from restore.damage.language import language_of
from restore.damage.mentions import NamedUnits, WordColumns, find_mentions
from restore.damage.words import ABBREVIATED, FUNCTION
from restore.differences import Cause
from restore.language.word_class import WordClass, word_class

WORDING = DamageMark(Cause.WORDING, damage=False)
PASSAGE = DamageMark(Cause.PASSAGE, damage=False)
_SUBJECTS = frozenset({"he", "she", "they", "it"})

Proposal = tuple[UnitEdit, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What the editor reads: the draft's words, its sentences as unit ranges, and its names."""

    reading: WordColumns
    sentences: tuple[tuple[int, int], ...]
    names: tuple[NamedUnits, ...]
    language: str

    @classmethod
    def of(cls, draft: Draft, rng: Random) -> Manuscript:
        """Read a draft."""
        reading = WordColumns(draft.source, draft.units)
        mentions = [m for m in find_mentions(reading, rng) if m.stop - m.start <= 4 and not m.pronoun]
        capital = [m for m in mentions if m.text[:1].isupper() and m.text.split()[0].lower() not in FUNCTION]
        names = tuple(capital or mentions)
        return cls(reading, tuple(sentences_of(reading)), names, language_of(draft.source.raw, draft.source.folds))

    def name(self, rng: Random, *, known: float) -> str:
        """A name of the text with probability `known`, else a new one."""
        if self.names and rng.random() < known:
            return rng.choice(self.names).text
        return rng.choice(words.NEW_NAMES)


def sentences_of(reading: WordColumns) -> Iterator[tuple[int, int]]:
    """Sentences as unit ranges; a line is one at least."""
    start = 0
    for i in range(1, len(reading)):
        if _ends_before(reading, i):
            yield start, i
            start = i
    if start < len(reading):
        yield start, len(reading)


def _ends_before(reading: WordColumns, i: int) -> bool:
    before = reading.units[i].before
    if "\n" in before:
        return True
    last = i - 1
    while last > 0 and reading.words[last] in "\"'”’»)]" and reading.words[last]:
        last -= 1
    mark = reading.words[last]
    if mark in "。！？":
        return True
    if mark not in {".", "!", "?", "।", "။"} or not before or reading.words[i].islower():
        return False
    return not (mark == "." and last and (len(reading.folds[last - 1]) == 1 or reading.folds[last - 1] in ABBREVIATED))


@dataclass(frozen=True, slots=True)
class Revise:
    """Edit until about `share` of the source's tokens, in some documents half of it, are lost, added or changed."""

    drawn_by: ClassVar[str] = "Revise"

    share: float

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Edit one draft."""
        edit_until(draft, HABITS, self.share * rng.uniform(0.5, 1.5), rng)


Habit = Callable[[Manuscript, Random], Iterator[Proposal]]


def edit_until(draft: Draft, habits: Mapping[Habit, float], share: float, rng: Random) -> None:
    """Take proposals in random order, weighted by habit, until enough tokens are touched; none may touch another."""
    manuscript = Manuscript.of(draft, rng)
    taken = [unit.mark is not None or not unit.text for unit in draft.units]
    edits: list[UnitEdit] = []
    budget = share * len(draft.source)
    for proposal in _shuffled(manuscript, habits, rng):
        if budget <= 0:
            break
        around = [range(max(0, e.start - 1), min(e.stop + 1, len(taken))) for e in proposal]
        if any(taken[i] for places in around for i in places):
            continue
        for e in proposal:
            taken[max(0, e.start - 1) : e.stop + 1] = [True] * (min(e.stop + 1, len(taken)) - max(0, e.start - 1))
            edits.append(e)
            budget -= max(e.stop - e.start, len(e.text.split()))
    draft.apply(edits)


def _shuffled(manuscript: Manuscript, habits: Mapping[Habit, float], rng: Random) -> Iterator[Proposal]:
    piles: list[list[Proposal]] = []
    weights: list[float] = []
    for habit, weight in habits.items():
        pile = list(habit(manuscript, rng))
        rng.shuffle(pile)
        piles.append(pile)
        weights.append(weight)
    while any(piles):
        pile = rng.choices(piles, [w if p else 0 for p, w in zip(piles, weights, strict=True)])[0]
        yield pile.pop()


def cased(like: str, text: str) -> str:
    """A text with a capital where another one has it."""
    return text[:1].upper() + text[1:] if like[:1].isupper() else text


def other_words(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """A synonym, a phrase for a word, another tense."""
    for i, fold in enumerate(m.reading.folds):
        if fold in words.SWAPS:
            yield (UnitEdit(i, i + 1, cased(m.reading.words[i], rng.choice(words.SWAPS[fold])), WORDING),)


def other_numbers(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """A later count, in digits or in words."""
    for i, fold in enumerate(m.reading.folds):
        if fold in words.NUMBERS:
            yield (UnitEdit(i, i + 1, rng.choice([n for n in words.NUMBERS if n != fold]), WORDING),)
        elif fold.isdecimal() and fold.isascii():
            size = max(2, int(fold[:9]) // 10)
            yield (
                UnitEdit(i, i + 1, str(abs(int(fold[:9]) + rng.choice((-1, 1)) * rng.randint(1, size)) + 1), WORDING),
            )


def negation(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """A lost or an added "not"."""
    for i, fold in enumerate(m.reading.folds):
        if fold in {"not", "never"}:
            yield (UnitEdit(i, i + 1, "", WORDING),)
        elif (
            fold in words.NEGATED
            and i + 1 < len(m.reading)
            and m.reading.folds[i + 1] not in {"not", "n't"}
            and rng.random() < 0.3
        ):
            yield (UnitEdit(i + 1, i + 1, "not", WORDING),)


def asides(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """An adverb or an opening phrase more; an adverb less."""
    for start, stop in m.sentences:
        if stop - start > 6 and m.language == "en":
            opener = rng.choice(words.OPENERS).format(name=m.name(rng, known=0.7))
            yield (UnitEdit(start, start, opener, WORDING, after=" "), *_lowered(m, start))
    for i, fold in enumerate(m.reading.folds):
        if fold.endswith("ly") and len(fold) > 4:
            yield (UnitEdit(i, i + 1, "", WORDING),)
        elif fold in words.NEGATED and rng.random() < 0.4:
            yield (UnitEdit(i + 1, i + 1, rng.choice(words.ADVERBS), WORDING),)


def _lowered(m: Manuscript, i: int) -> Proposal:
    """A sentence's first word, no longer first."""
    word = m.reading.words[i]
    if m.reading.folds[i] not in FUNCTION or word == "I":
        return ()
    return (UnitEdit(i, i + 1, word[:1].lower() + word[1:], DamageMark(Cause.CASE, damage=False)),)


def fewer_modifiers(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """An adjective less, or two: "a broad new ban" becomes "a ban"."""
    classes = [word_class(fold) if m.language == "en" else None for fold in m.reading.folds]
    for i, known in enumerate(classes):
        size = 2 if classes[i : i + 2] == [WordClass.MODIFIER] * 2 and rng.random() < 0.5 else 1
        after = classes[i + size] if i + size < len(classes) else None
        if known is WordClass.MODIFIER and after is WordClass.NOUN and m.reading.folds[i] not in {"not", "never"}:
            yield (UnitEdit(i, i + size, "", WORDING),)


def titles(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """A title before a name, a word on who it is after it."""
    if m.language != "en":
        return
    for name in m.names:
        if rng.random() < 0.5:
            yield (UnitEdit(name.start, name.start, rng.choice(words.TITLES), WORDING),)
        else:
            text = rng.choice(words.ATTRIBUTES)
            yield (UnitEdit(name.stop, name.stop, text.strip(), WORDING, before=" " if text.startswith(" ") else ""),)


def names_for_pronouns(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """An editor who spells out whom "he" means, and one who does the reverse."""
    nearest = ""
    ends = {name.stop: name for name in m.names}
    for i, fold in enumerate(m.reading.folds):
        nearest = ends[i].text if i in ends else nearest
        if fold in _SUBJECTS and nearest and rng.random() < 0.4:
            yield (UnitEdit(i, i + 1, nearest, WORDING),)
    for name in m.names:
        if (
            m.language == "en"
            and rng.random() < 0.25
            and name.stop < len(m.reading)
            and m.reading.folds[name.stop] != "'s"
        ):
            pronoun = rng.choice(("he", "she", "they", "it"))
            yield (
                UnitEdit(name.start, name.stop, cased("X" if m.reading.begins[name.start] else "x", pronoun), WORDING),
            )


def other_order(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """Ana Ruiz "said" after or before her name; with one name it could as well be the name that moved."""
    for name in m.names:
        first, at = name.start - 1, name.stop
        if at - first < 3 or rng.random() < 0.2:
            continue
        if at < len(m.reading) and m.reading.folds[at] in {"said", "says"}:
            yield (UnitEdit(name.start, name.start, m.reading.words[at], WORDING), UnitEdit(at, at + 1, "", WORDING))
        if first >= 0 and m.reading.folds[first] in {"said", "says"}:
            yield (UnitEdit(first, first + 1, "", WORDING), UnitEdit(at, at, m.reading.words[first], WORDING))


def lost_sentences(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """A sentence cut."""
    for start, stop in m.sentences:
        if stop - start > 4 and rng.random() < 0.5:
            yield (UnitEdit(start, stop, "", PASSAGE),)


def lost_phrases(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """An apposition or parenthesis cut: from one comma to before the next, or a bracket with what is in it."""
    for start, stop in m.sentences:
        marks = [i for i in range(start, stop) if m.reading.words[i] in {",", "(", ")"}]
        for one, other in pairwise(marks):
            pair = m.reading.words[one] + m.reading.words[other]
            quoted = any(w in '"“”«»„' for w in m.reading.words[one:other])
            if pair in {",,", "()"} and 2 < other - one < 12 and not quoted and rng.random() < 0.7:
                yield (UnitEdit(one, other + 1, "", WORDING),)


def new_sentences(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """A sentence more, on the names at hand or on new ones; now and then a paragraph of two or three."""
    bank = words.SENTENCES.get(m.language, ())
    for start, _ in m.sentences[1:]:
        if bank and rng.random() < 0.7:
            many = rng.choice((1, 1, 1, 2, 3))
            texts = [_filled(rng.choice(bank), m, rng) for _ in range(many)]
            before = m.reading.units[start].before
            yield (
                UnitEdit(
                    start,
                    start,
                    " ".join(texts),
                    PASSAGE,
                    before=before if many > 1 or rng.random() < 0.4 else " " if before else "",
                ),
            )


def _filled(sentence: str, m: Manuscript, rng: Random) -> str:
    while "{name}" in sentence:
        sentence = sentence.replace("{name}", m.name(rng, known=0.65), 1)
    return sentence[:1].upper() + sentence[1:]


HABITS: Mapping[Habit, float] = {
    other_words: 6, other_numbers: 1.5, negation: 0.5, asides: 2, fewer_modifiers: 1.5, titles: 1.2,
    names_for_pronouns: 0.4, other_order: 1,    lost_sentences: 0.7, lost_phrases: 0.7, new_sentences: 0.8,
}  # fmt: skip
