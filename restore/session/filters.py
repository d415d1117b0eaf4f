"""The filter of a queue: one line of words, the same in the filter bar, the filter dialog and on the command line.

    entity                 code, operation or cause: `code:` is optional for those three
    code:insert,replace    any of these
    state:open             open, applied, kept, skipped; also flagged, noted, edited, yours (a person answered), policy
    confidence<0.9         also > <= >= and a range, confidence:0.5..0.9
    doc:2017-01            part of a document's id
    /detail|desire/        a regular expression over copy, source, replacement and note
    Garcetti               any other word is searched for as it stands, capitals apart; "two words" in quotes
    -Garcetti              a minus in front: all that it does not hold for

All that is given must hold. A regular expression that takes too long on a difference is refused there, not waited for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from restore.differences import Cause, Code, Difference, Op, Selector
from restore.errors import UsageError
from restore.session.ruling import Ruling, State

_WORDS = re.compile(r'-?(?:/(?:\\.|[^/\\])*/(?=\s|\Z)|(?:\w+(?::|<=|>=|<|>))?"[^"]*"|\S+)')
_FIELD = re.compile(r"(code|state|confidence|conf|doc|document)(:|<=|>=|<|>)(.*)", re.DOTALL)
PATIENCE = 0.5  # seconds for one text: `(a|aa)+$b` takes years for sixty letters a
UNDECIDED = "state:open,skipped"  # skipped ones come back: they want a decision still
_BARE_CODES = frozenset({*Op, *Cause}) | {f"{op}:{cause}" for op in Op for cause in Cause}


class Trait(StrEnum):
    """What can be asked of a difference beside its state."""

    FLAGGED = "flagged"
    NOTED = "noted"
    EDITED = "edited"
    YOURS = "yours"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Filterable:
    """A difference with all that a filter may ask about it."""

    document: str
    difference: Difference
    ruling: Ruling
    state: State


Test = Callable[[Filterable], bool]


@dataclass(frozen=True)
class Filter:
    """A filter as it was written. Raises UsageError when it cannot be read.

    >>> Filter("entity confidence<0.9").names
    ('entity', 'confidence<0.9')
    """

    text: str = ""

    def __post_init__(self) -> None:
        _ = self.tests

    @property
    def names(self) -> tuple[str, ...]:
        """Its parts."""
        return tuple(_WORDS.findall(self.text))

    @cached_property
    def tests(self) -> Sequence[Test]:
        """One test for each part."""
        return [_negated(_test(part[1:])) if part[0] == "-" and part[1:] else _test(part) for part in self.names]

    def toggled(self, part: str) -> Filter:
        """With this part, or without it where it has it.

        >>> Filter("entity").toggled(UNDECIDED).text, Filter("state:open,skipped").toggled(UNDECIDED).text
        ('entity state:open,skipped', '')
        """
        others = [name for name in self.names if name != part]
        return Filter(" ".join(others if part in self.names else [*others, part]))

    def matches(self, candidate: Filterable) -> bool:
        """Whether all parts hold. Raises UsageError where that takes too long to tell."""
        return all(test(candidate) for test in self.tests)


def _test(part: str) -> Test:
    field = _FIELD.fullmatch(part)
    if field:
        name, sign, value = field.groups()
        return _FIELDS[name](sign, value.strip('"'))
    if part in _BARE_CODES:
        return _by_code(":", part)
    if len(part) > 1 and part[0] == part[-1] == "/":
        return _by_pattern(part[1:-1])
    return _by_words(part.strip('"'))


def _negated(test: Test) -> Test:
    return lambda candidate: not test(candidate)


def _by_code(_sign: str, value: str) -> Test:
    selector = Selector.parse(value)
    known: dict[Code, bool] = {}

    def test(candidate: Filterable) -> bool:
        code = candidate.difference.code
        if code not in known:
            known[code] = selector.matches(code)
        return known[code]

    return test


def _by_state(_sign: str, value: str) -> Test:
    names = frozenset(value.split(","))
    wrong = sorted(names - {*State, *Trait})
    if wrong:
        raise UsageError(f"no such state: {wrong[0]!r}; the states are {', '.join([*State, *Trait])}")
    return lambda candidate: candidate.state in names or bool(names & traits(candidate.ruling))


def traits(ruling: Ruling) -> frozenset[Trait]:
    """What a ruling has besides an answer."""
    found = {
        Trait.FLAGGED: ruling.flagged,
        Trait.NOTED: bool(ruling.note),
        Trait.EDITED: ruling.replacement is not None,
        Trait.YOURS: ruling.answer is not None,
        Trait.POLICY: ruling.answer is None,
    }
    return frozenset(trait for trait, holds in found.items() if holds)


def _by_confidence(sign: str, value: str) -> Test:
    if sign == ":" and ".." in value:
        low, _, high = value.partition("..")
        least, most = _number(low or "0"), _number(high or "1")
        return lambda candidate: least <= candidate.difference.confidence <= most
    bound = _number(value)
    tests: dict[str, Test] = {
        "<": lambda candidate: candidate.difference.confidence < bound,
        "<=": lambda candidate: candidate.difference.confidence <= bound,
        ">": lambda candidate: candidate.difference.confidence > bound,
        ">=": lambda candidate: candidate.difference.confidence >= bound,
        ":": lambda candidate: abs(candidate.difference.confidence - bound) < 0.005,
    }
    return tests[sign]


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise UsageError(f"no number: {value!r}; write confidence<0.9 or confidence:0.5..0.9") from None


def _by_document(_sign: str, value: str) -> Test:
    fold = value.casefold()
    return lambda candidate: fold in candidate.document.casefold()


def _by_pattern(value: str) -> Test:
    import regex

    try:
        pattern = regex.compile(value)
    except regex.error as error:
        raise UsageError(f"/{value}/: no regular expression: {error}") from None
    given_up = False

    def test(candidate: Filterable) -> bool:
        nonlocal given_up
        try:
            if not given_up:  # else each of ten thousand differences would be waited for
                return any(pattern.search(text, timeout=PATIENCE) for text in _texts(candidate))
        except TimeoutError:
            given_up = True
        raise UsageError(
            f"/{value}/: takes too long; write it so that each part matches in one way, or search for words"
        )

    return test


def _by_words(value: str) -> Test:
    fold = value.casefold()
    return lambda candidate: any(fold in text.casefold() for text in _texts(candidate))


def _texts(candidate: Filterable) -> tuple[str, ...]:
    difference, ruling = candidate.difference, candidate.ruling
    return difference.copy.text, difference.source.text, ruling.replacement or difference.replacement, ruling.note


_FIELDS = {
    "code": _by_code,
    "state": _by_state,
    "confidence": _by_confidence,
    "conf": _by_confidence,
    "doc": _by_document,
    "document": _by_document,
}
