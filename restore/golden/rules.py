"""What a page must say, must not say, and in which order, whatever else differs; and what of a text does not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from restore.errors import UsageError

if TYPE_CHECKING:
    from restore.golden.findings import Finding

_SAME = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛ʼ`´′", "'") | dict.fromkeys("–—―‒‐‑−", "-") | {"…": "..."}
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_FLAGS = {"a": re.ASCII, "i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
_SCRUBBERS = {
    "dates": (
        rf"\b\d{{4}}-\d{{2}}-\d{{2}}(?:T[\d:.]+(?:Z|[+-]\d{{2}}:?\d{{2}})?)?\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s+{MONTH}(?:,?\s+\d{{4}})?"
        rf"|\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b"
    ),
    "times": r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?(?:GMT|UTC|CET|CEST|BST|E[SD]T|P[SD]T))?",
    "ages": r"\b(?:\d+|an?|one)\s+(?:second|minute|min|hour|day|week|month|year)s?\s+ago\b|\bjust now\b|\byesterday\b",
    "urls": r"https?://[^\s<>\"]+|\bwww\.[^\s<>\"]+",
    "emails": r"[\w.+-]+@[\w-]+\.[\w.-]+\w",
    "guids": r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b",
    "counts": r"\b\d[\d.,]*\s?[kKmM]?\s+(?:views?|comments?|shares?|likes?|votes?|readers?|min(?:ute)?s? read)\b",
}


@dataclass(frozen=True, slots=True)
class Scrubber:
    """A kind of text that may differ from day to day: a difference that lies within it on both sides does not count.

    It must still be there: a date that is gone is a difference.
    """

    name: str
    pattern: re.Pattern[str]

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where it stands in a text."""
        return [match.span() for match in self.pattern.finditer(text)]

    @property
    def spelled(self) -> str:
        """The words that `scrubber` makes it of again.

        >>> scrubber("ages").spelled, scrubber(re.compile("no [0-9]+", re.I)).spelled
        ('ages', '/(?i)no [0-9]+/')
        """
        if self.name in _SCRUBBERS or self.name == f"/{self.pattern.pattern}/":
            return self.name
        flags = "".join(letter for letter, flag in _FLAGS.items() if self.pattern.flags & flag)
        return f"/{f'(?{flags})' if flags else ''}{self.pattern.pattern}/"


def scrubber(what: str | re.Pattern[str] | Scrubber) -> Scrubber:
    """A scrubber by name, by a pattern, or by a pattern between slashes.

    >>> scrubber("dates").places("on 3 May 2024, or 2024-05-03")
    [(3, 13), (18, 28)]

    Raises:
        UsageError: there is none of that name, or the pattern is none.
    """
    if isinstance(what, Scrubber):
        return what
    if isinstance(what, re.Pattern):
        return Scrubber(what.pattern, what)
    if len(what) > 2 and what[0] == what[-1] == "/":
        try:
            return Scrubber(what, re.compile(what[1:-1]))
        except re.error as error:
            raise UsageError(f"scrub {what}: no pattern: {error}") from None
    if what not in _SCRUBBERS:
        raise UsageError(f"scrub {what!r}: no such scrubber; there are {', '.join(_SCRUBBERS)}, or a /pattern/")
    return Scrubber(what, re.compile(_SCRUBBERS[what], re.IGNORECASE))


dates, times, ages, urls, emails, guids, counts = (scrubber(name) for name in _SCRUBBERS)


class Scrubbed:
    """Tells which findings lie within what the scrubbers of one check know."""

    def __init__(self, received: str, golden: str, scrubbers: Iterable[Scrubber]) -> None:
        listed = list(scrubbers)
        self._received = [place for one in listed for place in one.places(received)]
        self._golden = [place for one in listed for place in one.places(golden)]

    def covers(self, finding: Finding) -> bool:
        """Whether it lies, on both sides, within or at the edge of such a place."""
        return _within(finding.received.start, finding.received.end, self._received) and _within(
            finding.golden.start, finding.golden.end, self._golden
        )


def _within(start: int, end: int, places: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in places)


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that the received text breaks. `line` is where, in the received text, for what must not be there."""

    rule: str
    text: str
    line: int | None = None

    def __str__(self) -> str:
        where = f" (received line {self.line})" if self.line else ""
        return f"{_RULES[self.rule]}: “{self.text}”{where}"


_RULES = {"must": "must be there", "must_not": "must not be there", "order": "must stand after the ones before it"}


@dataclass(frozen=True, slots=True)
class Rules:
    """Words that must be there, words that must not, and whether the former must come in their order."""

    must: Sequence[str] = ()
    must_not: Sequence[str] = ()
    order: bool = False

    def breaches(self, received: str) -> list[BrokenRule]:
        r"""The rules that a text breaks; white space, quotes and dashes may be of any style.

        >>> [str(b) for b in Rules(["not  apply"], ["Read more"]).breaches("It does not apply.\nRead more")]
        ['must not be there: “Read more” (received line 2)']
        """
        if not self.must and not self.must_not:
            return []
        text = _Plain.of(received)
        found = [BrokenRule("must", words) for words in self.must if plain(words) not in text.text]
        for words in self.must_not:
            at = text.text.find(plain(words))
            if at >= 0:
                found.append(BrokenRule("must_not", words, received.count("\n", 0, text.offsets[at]) + 1))
        return found + (self._disorder(text.text) if self.order and not found else [])

    def _disorder(self, text: str) -> list[BrokenRule]:
        at = 0
        for words in self.must:
            at = text.find(plain(words), at)
            if at < 0:
                return [BrokenRule("order", words)]
        return []


@dataclass(frozen=True, slots=True)
class _Plain:
    """A text in plain writing, and the offset in the text as it was of each of its characters."""

    text: str
    offsets: Sequence[int] = field(repr=False)

    @classmethod
    def of(cls, raw: str) -> _Plain:
        characters: list[str] = []
        offsets: list[int] = []
        for at, character in enumerate(raw):
            for part in _plain_character(character):
                if part == " " and (not characters or characters[-1] == " "):
                    continue
                characters.append(part)
                offsets.append(at)
        return cls("".join(characters), [*offsets, len(raw)])


def plain(words: str) -> str:
    """Words in one style of quotes, dashes and white space."""
    return _Plain.of(unicodedata.normalize("NFC", words)).text.strip()


def _plain_character(character: str) -> str:
    if character.isspace():
        return " "
    if character.isascii():
        return character
    return "" if unicodedata.category(character) == "Cf" else character.translate(_SAME)
