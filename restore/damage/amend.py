"""An editor's small hand: a small word for another, another name, another time, a noun of the text for another.

Nearly each of these may stand where an engine misread or a mention was written over: none of it is damage.
"""

# ruff: noqa: SIM905 - word lists read best as running text

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import ClassVar, Final

from restore.damage import editor_words
from restore.damage.draft import Draft, UnitEdit
from restore.damage.revise import WORDING, Habit, Manuscript, Proposal, edit_until
from restore.damage.words import FUNCTION
from restore.language.word_class import WordClass, word_class

_GROUPS: Final = tuple(
    tuple(group.split())
    for group in (
        "and but or yet so while though when if because as since until",
        "in at on of for with from by near after before under over into through against during across behind",
        "the this that his her its their our each another every these those some any",
        "he she they it we who one everyone nobody somebody",
        "him her them it us",
        "has had",
        "have had",
        "is was",
        "are were",
        "do did",
        "does did",
        "will would may might shall could can must should",
        "now then also only still already even just here there soon once again later",
        "some many most few several all two both",
        "who which that",
    )
)
_OTHERS: Final[Mapping[str, tuple[str, ...]]] = {
    word: tuple(other for group in _GROUPS if word in group for other in group if other != word)
    for word in {word for group in _GROUPS for word in group}
}
_FIRST: Final = (
    "Ada Bruno Carol Dennis Edith Frank Gwen Hassan Irene Joan Karim Lucy Martin Nadia Oscar Paula Quentin Rosa Simon "
    "Tessa Ursula Victor Wanda Yusuf"
).split()
_LAST: Final = (
    "Abbott Brady Castle Dunne Eastwood Fairley Garvey Holloway Ibsen Jarvis Keane Lindqvist Mensah Norris Osborne "
    "Pinto Quayle Rowntree Sandoval Thorne Underhill Valente Whitlock Zeller"
).split()
_MONTHS: Final = "January February March April May June July August September October November December".split()
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_TIMES: Final = (
    "last year", "last week", "last month", "this year", "this week", "next year", "next week", "that year",
    "that summer", "yesterday", "today", "earlier this month", "a year ago", "two years later", "the following day",
    "in recent weeks", "last winter", "at the weekend",
)  # fmt: skip
_NEAR: Final = frozenset({"last", "this", "next", "that"})  # before a span of time
_SPANS: Final = frozenset({"year", "week", "month", "summer", "spring", "autumn", "winter"})


@dataclass(frozen=True, slots=True)
class Amend:
    """Edit until about `share` of the source's tokens are lost, added or changed."""

    drawn_by: ClassVar[str] = "Amend"

    share: float

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Edit one draft."""
        edit_until(draft, HABITS, self.share, rng)


def _put(m: Manuscript, start: int, stop: int, text: str) -> Proposal:
    """An edit of these units, or before the first, with the capital that a sentence's beginning has."""
    begins = m.reading.begins[start] and m.reading.words[start][:1].isupper()
    text = text[:1].upper() + text[1:] if begins else text
    if start < stop:
        return (UnitEdit(start, stop, text, WORDING),)
    return (UnitEdit(start, stop, text, WORDING, before=m.reading.units[start].before, after=" "),)


def small_words(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """A conjunction, preposition, determiner, pronoun or auxiliary for another; at times one less."""
    for i, fold in enumerate(m.reading.folds):
        others = _OTHERS.get(fold)
        if not others or m.language != "en":
            continue
        small = m.reading.words[i].islower() or m.reading.begins[i]
        if small and rng.random() < 0.08 and not m.reading.begins[i]:
            yield (UnitEdit(i, i + 1, "", WORDING),)
        elif small:
            yield _put(m, i, i + 1, rng.choice(others))


def other_names(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """Another person for a person: one that the text has nowhere, since what it has a mention may be written with."""
    if m.language != "en":
        return
    for name in m.names:
        first, last = rng.choice(_FIRST), rng.choice(_LAST)
        new = f"{first} {last}"
        if name.stop - name.start == 1:
            new = rng.choice((new, first, last))
        elif rng.random() < 0.2:  # half of a name is another
            new = rng.choice((f"{m.reading.words[name.start]} {last}", first))
        yield _put(m, name.start, name.stop, new)


def other_times(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """Another day, month or year; the year in place of "last year", or the reverse."""
    if m.language != "en":
        return
    folds = m.reading.folds
    for i, fold in enumerate(folds):
        word = m.reading.words[i]
        after = folds[i + 1] if i + 1 < len(folds) else ""
        if fold in _NEAR and after in _SPANS:
            yield _put(m, i, i + 2, rng.choice((*_TIMES, f"in {rng.randint(1890, 2024)}", f"in {rng.choice(_MONTHS)}")))
        elif word in _MONTHS or word in _DAYS:
            start = i - 1 if i and folds[i - 1] in {"in", "on", "last"} else i
            other = rng.choice(_MONTHS if word in _MONTHS else _DAYS)
            if start == i and other != word:
                yield _put(m, i, i + 1, other)
            elif start < i and not after[:1].isdigit():
                yield _put(m, start, i + 1, rng.choice((*_TIMES, f"{m.reading.words[start]} {other}")))
        elif len(fold) == 4 and fold.isascii() and fold.isdecimal() and i and folds[i - 1] in {"in", "since"}:
            text = rng.choice((*_TIMES, f"in {int(fold) + rng.choice((-3, -2, -1, 1, 2, 3))}"))
            yield _put(m, i - 1, i + 1, text)


def _plain(m: Manuscript, wanted: WordClass) -> list[int]:
    """Where small-lettered words of a class stand, in English."""
    if m.language != "en":
        return []
    pairs = enumerate(zip(m.reading.words, m.reading.folds, strict=True))
    return [i for i, (word, fold) in pairs if word.islower() and len(fold) > 3 and _is(fold, wanted)]


def _is(fold: str, wanted: WordClass) -> bool:
    return fold not in FUNCTION and word_class(fold) is wanted


def other_nouns(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """A noun of the text for another, both of one or both of many; or a pronoun for it."""
    places = _plain(m, WordClass.NOUN)
    nouns = [m.reading.folds[i] for i in places]
    for i in places:
        fold = m.reading.folds[i]
        alike = [noun for noun in nouns if noun != fold and noun.endswith("s") == fold.endswith("s")]
        if alike and rng.random() < 0.5:
            yield _put(m, i, i + 1, rng.choice(alike))
        elif i and m.reading.folds[i - 1] == "the":
            yield _put(m, i - 1, i + 1, "they" if fold.endswith("s") else "it")


def other_modifiers(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """An adjective or adverb of the text for another, or one that was not there."""
    places = _plain(m, WordClass.MODIFIER)
    found = [m.reading.folds[i] for i in places]
    for i in places:
        others = [word for word in found if word != m.reading.folds[i] and word[-2:] == m.reading.folds[i][-2:]]
        if others:
            yield _put(m, i, i + 1, rng.choice(others))
    for i in _plain(m, WordClass.NOUN):
        before = m.reading.folds[i - 1] if i else ""
        if found and before in {"the", "a", "his", "her", "their", "this"} and rng.random() < 0.3:
            yield _put(m, i, i, rng.choice(found))


def titles_out_and_in(m: Manuscript, rng: Random) -> Iterator[Proposal]:
    """A title more, or a first name or title less."""
    for name in m.names:
        if m.language == "en" and rng.random() < 0.5:
            yield _put(m, name.start, name.start, rng.choice(editor_words.TITLES))
        elif name.stop - name.start > 1:
            yield (UnitEdit(name.start, name.start + 1, "", WORDING),)


HABITS: Mapping[Habit, float] = {
    small_words: 5, other_names: 2, other_times: 2, other_nouns: 1, other_modifiers: 1.5, titles_out_and_in: 1,
}  # fmt: skip
