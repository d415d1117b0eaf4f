"""Honest style: what another house's desk does to a text, its marks, capitals, hyphens and spelling, and its typing.

None of it is damage, and repairs leave it alone, but for typing errors where a recipe says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from restore.damage.draft import DamageMark, Draft, Unit, UnitEdit
from restore.differences import Cause
from restore.language.spelling import american, british, is_spelt
from restore.language.word_class import WordClass, word_class
from restore.text import is_word, starts_sentence

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
STYLES = 2  # a house's habits that show in one text at most
_OTHER_FORM = {
    "toward": "towards", "towards": "toward", "gray": "grey", "grey": "gray", "while": "whilst", "among": "amongst",
    "these": "those", "those": "these", "this": "that", "which": "that", "learned": "learnt", "email": "e-mail",
    "adviser": "advisor", "advisor": "adviser", "further": "farther", "afterward": "afterwards",
    "judgment": "judgement", "daß": "dass", "muß": "muss", "has": "had", "is": "was", "are": "were", "its": "their",
    "on": "in", "in": "on", "if": "of", "than": "then", "will": "would", "can": "could", "him": "them",
    "he": "they",
}  # fmt: skip
_JOINTS = frozenset({"and", "but", "or", "which", "who"})
_PREFIXED = re.compile(r"(co|re|pre|non|anti|semi|multi|inter|sub|under|over|e)-?(?=[a-z]{4})")


@dataclass(frozen=True, slots=True)
class Restyle:
    """Carry one or two habits of another house through a text, each wherever it may, or at a `share` of such places."""

    drawn_by: ClassVar[str] = "Restyle"

    share: float = 1.0

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Edit one draft."""
        taken: set[int] = set()
        edits: list[UnitEdit] = []
        for habit in rng.sample(_HABITS, rng.randint(1, STYLES)):
            rate = rng.choice((0.3, 0.7, 1.0)) * self.share
            for edit in habit(draft, rng):
                places = set(range(edit.start, max(edit.stop, edit.start + 1)))
                if taken.isdisjoint(places) and draft.free(edit.start, edit.stop) and rng.random() < rate:
                    taken |= places
                    edits.append(edit)
        draft.apply(edits)


def _lowered(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    """Offices and institutions in small letters: "the president"."""
    yield from _cased(draft, str.lower, _is_office, 0.5, rng)


def _is_office(text: str) -> bool:
    """Whether it is a word with a capital that is no name, as those of people, places and months are, nor "We"."""
    fold = text.lower()
    large = text[:1].isupper() and text[1:].islower()
    return large and is_spelt(fold) and word_class(fold) is not WordClass.FUNCTION


def _raised(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    yield from _cased(draft, str.capitalize, _is_noun, 0.08, rng)


def _is_noun(text: str) -> bool:
    return text.islower() and len(text) > 4 and is_spelt(text) and word_class(text) is WordClass.NOUN


def _shouted(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    yield from _cased(draft, str.upper, lambda text: text[:1].isupper() and len(text) > 3, 0.3, rng)


def _cased(
    draft: Draft, write: Callable[[str], str], may: Callable[[str], bool], share: float, rng: Random
) -> Iterator[UnitEdit]:
    """Some words throughout, but where a sentence begins: there all houses write capitals."""
    within = [unit for unit in draft.units if not starts_sentence(draft.source, unit.first)]
    chosen = {unit.text for unit in within if may(unit.text) and rng.random() < share}
    for at, unit in enumerate(draft.units):
        begins = starts_sentence(draft.source, unit.first)
        if not begins and unit.text in chosen and write(unit.text) != unit.text:
            yield UnitEdit(at, at + 1, write(unit.text), DamageMark(Cause.CASE, damage=False))


def _respelt(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    """British for American, or the other way."""
    spell = rng.choice((american, british))
    for at, unit in enumerate(draft.units):
        written = spell(unit.text.casefold())
        if written:
            written = written.capitalize() if unit.text[:1].isupper() else written
            yield UnitEdit(at, at + 1, written, DamageMark(Cause.SPELLING, damage=False))


def _other_form(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    """Another form of a word, or a word that looks like it and is another."""
    chosen = set(rng.sample(sorted(_OTHER_FORM), 20))
    for at, unit in enumerate(draft.units):
        if unit.text in chosen and rng.random() < 0.3:
            yield UnitEdit(at, at + 1, _OTHER_FORM[unit.text], DamageMark(Cause.WORDING, damage=False))


def _renamed(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    """A name that was spelt in another way: "Lindquist". What stands at the beginnings of lines alone may be none."""
    titled = {u.text for u in draft.units[1:] if "\n" not in u.before and u.text.istitle() and len(u.text) > 3}
    names = sorted(text for text in titled if not is_spelt(text.casefold()))
    for name in rng.sample(names, min(len(names), 2)):
        at = rng.randrange(1, len(name))
        other = name[:at] + rng.choice("aeinorstklm") + name[at + rng.choice((0, 1)) :]
        for place, unit in enumerate(draft.units):
            if unit.text == name != other:
                yield UnitEdit(place, place + 1, other, DamageMark(Cause.WORDING, damage=False))


def _hyphens(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    """Hyphens that come, or go: throughout in one way, or behind prefixes in one and between words in another."""
    written = rng.choice(("", " ", "-", "by word"))
    for at, unit in enumerate(draft.units):
        prefix = _PREFIXED.match(unit.text)
        if "-" in unit.text[1:-1] and is_word(unit.text) and written != "-":
            between = ("" if prefix else " ") if written == "by word" else written
            yield UnitEdit(at, at + 1, unit.text.replace("-", between), DamageMark(Cause.HYPHEN, damage=False))
        elif written == "-" and prefix and rng.random() < 0.4:
            text = f"{prefix[1]}-{unit.text[prefix.end() :]}"
            if text != unit.text:
                yield UnitEdit(at, at + 1, text, DamageMark(Cause.HYPHEN, damage=False))


def _commas(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    """Commas that go, or come before "and" and "but"."""
    mark = DamageMark(Cause.PUNCTUATION, damage=False)
    fewer = rng.random() < 0.5
    for at, unit in enumerate(draft.units):
        if fewer and unit.text == ",":
            yield UnitEdit(at, at + 1, "", mark)
        elif not fewer and at and unit.text in _JOINTS and is_word(draft.units[at - 1].text):
            yield UnitEdit(at, at, ",", mark, before="")


def _other_marks(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    """One mark for another: a dash for a comma, a semicolon for a full stop, single quotes for double."""
    swaps = rng.choice(
        ({",": ";", ";": ","}, {"–": ",", "—": ","}, {"–": "-", "—": "–"}, {"“": "‘", "”": "’", '"': "'"},
         {":": ",", ";": "."}, {"(": ",", ")": ","}, {"!": "."}, {",": "–"})
    )  # fmt: skip
    for at, unit in enumerate(draft.units):
        if unit.text in swaps:
            yield UnitEdit(at, at + 1, swaps[unit.text], DamageMark(Cause.PUNCTUATION, damage=False))


@dataclass(frozen=True, slots=True)
class Mistype:
    """Type some words wrongly, about `share` of them; no damage the other way round, where an editor corrected them."""

    drawn_by: ClassVar[str] = "Mistype"

    share: float = 0.02
    damage: bool = False

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Edit one draft."""
        mark = DamageMark(Cause.SPELLING, self.damage)
        draft.apply(
            UnitEdit(at, at + 1, _typed(unit.text, rng), mark)
            for at, unit in enumerate(draft.units)
            if _is_typed(unit) and rng.random() < self.share
        )


def _is_typed(unit: Unit) -> bool:
    return unit.mark is None and len(unit.text) > 3 and unit.text.isalpha() and unit.text.islower()


def _typed(text: str, rng: Random) -> str:
    at = rng.randrange(1, len(text) - 1)
    lost, doubled = text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:]
    turned = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return rng.choice((lost, doubled, turned, text[:at] + rng.choice(_LETTERS) + text[at + 1 :]))


_HABITS: tuple[Callable[[Draft, Random], Iterator[UnitEdit]], ...] = (
    _lowered, _raised, _shouted, _respelt, _respelt, _respelt, _other_form, _other_form, _other_form, _renamed,
    _renamed, _hyphens, _hyphens, _commas, _commas, _other_marks, _other_marks,
)  # fmt: skip
