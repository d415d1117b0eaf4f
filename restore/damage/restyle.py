"""Honest style: what another house's desk does to a text, its marks, capitals, hyphens and spelling.

None of it is damage: repairs leave it alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from restore.damage.draft import DamageMark, Draft, UnitEdit
from restore.differences import Cause
from restore.text import is_word

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
STYLES = 2  # a house's habits that show in one text at most
_BRITISH = (
    (r"our(s|ed|ing|able|ite|ful|hood)?$", r"or\1"),
    (r"is(e|es|ed|ing|er|ers|ation|ations)$", r"iz\1"),
    (r"yse(s|d|r)?$", r"yze\1"),
    (r"([bt])re(s)?$", r"\1er\2"),
    (r"ogue(s)?$", r"og\1"),
    (r"ll(ed|ing|er|ers)$", r"l\1"),
    (r"mme(s)?$", r"m\1"),
    (r"ence(s)?$", r"ense\1"),
    (r"(a|o)e(?=[a-z]{3})", r"e"),
)
_AMERICAN = (
    (r"(?<=[a-z]{2})or(s|ed|ing|able|ite|ful)?$", r"our\1"),
    (r"iz(e|es|ed|ing|er|ers|ation|ations)$", r"is\1"),
    (r"yze(s|d|r)?$", r"yse\1"),
    (r"(?<=[a-z]{2})([bt])er(s)?$", r"\1re\2"),
    (r"(?<=[aeiou])l(ed|ing|er|ers)$", r"ll\1"),
    (r"ense(s)?$", r"ence\1"),
)
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
    yield from _cased(draft, str.lower, lambda text: text[:1].isupper() and text[1:].islower(), 0.5, rng)


def _raised(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    yield from _cased(draft, str.capitalize, lambda text: text.islower() and len(text) > 4, 0.08, rng)


def _shouted(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    yield from _cased(draft, str.upper, lambda text: text[:1].isupper() and len(text) > 3, 0.3, rng)


def _cased(
    draft: Draft, write: Callable[[str], str], may: Callable[[str], bool], share: float, rng: Random
) -> Iterator[UnitEdit]:
    chosen = {unit.text for unit in draft.units if may(unit.text) and rng.random() < share}
    for at, unit in enumerate(draft.units):
        if at and unit.text in chosen and write(unit.text) != unit.text:
            yield UnitEdit(at, at + 1, write(unit.text), DamageMark(Cause.CASE, damage=False))


def _respelt(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    """British for American, or the other way."""
    rules = rng.choice((_BRITISH, _AMERICAN))
    for at, unit in enumerate(draft.units):
        if len(unit.text) > 4 and unit.text.isascii() and unit.text.isalpha():
            for pattern, other in rules:
                written = re.sub(pattern, other, unit.text)
                if written != unit.text:
                    yield UnitEdit(at, at + 1, written, DamageMark(Cause.SPELLING, damage=False))
                    break


def _other_form(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    """Another form of a word, or a word that looks like it and is another."""
    chosen = set(rng.sample(sorted(_OTHER_FORM), 20))
    for at, unit in enumerate(draft.units):
        if unit.text in chosen and rng.random() < 0.3:
            yield UnitEdit(at, at + 1, _OTHER_FORM[unit.text], DamageMark(Cause.WORDING, damage=False))


def _renamed(draft: Draft, rng: Random) -> Iterator[UnitEdit]:
    """A name that was spelt in another way: "Lindquist"."""
    names = sorted({unit.text for unit in draft.units if unit.text.istitle() and len(unit.text) > 3})
    for name in rng.sample(names, min(len(names), 2)):
        at = rng.randrange(1, len(name))
        other = name[:at] + rng.choice("aeinorstklm") + name[at + rng.choice((0, 1)) :]
        for place, unit in enumerate(draft.units):
            if unit.text == name:
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
    """Type some words wrongly, about `share` of them: the other way round, an editor corrected the source's errors."""

    drawn_by: ClassVar[str] = "Mistype"

    share: float = 0.02

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Edit one draft."""
        mark = DamageMark(Cause.SPELLING, damage=False)
        draft.apply(
            UnitEdit(at, at + 1, _typed(unit.text, rng), mark)
            for at, unit in enumerate(draft.units)
            if len(unit.text) > 3 and unit.text.isalpha() and unit.text.islower() and rng.random() < self.share
        )


def _typed(text: str, rng: Random) -> str:
    at = rng.randrange(1, len(text) - 1)
    lost, doubled = text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:]
    turned = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return rng.choice((lost, doubled, turned, text[:at] + rng.choice(_LETTERS) + text[at + 1 :]))


_HABITS: tuple[Callable[[Draft, Random], Iterator[UnitEdit]], ...] = (
    _lowered, _raised, _shouted, _respelt, _respelt, _respelt, _other_form, _other_form, _other_form, _renamed,
    _renamed, _hyphens, _hyphens, _commas, _commas, _other_marks, _other_marks,
)  # fmt: skip
