"""Pairs of the repository that each show one rule at work, `fixtures/shown`: a text with its differences marked.

The first paragraph says what the pair shows. In the rest, `{damage CODE|copy|source}` is a difference to undo, and
`{meant CODE|copy|source}` one that stays; either side may be empty. `{same|copy|source}` is no difference, only written
otherwise. Offsets are counted, not written.
"""

from __future__ import annotations

import re
from pathlib import Path

from restore.bench.documents import Data, Document, Kind, Source, repository
from restore.damage import Damaged, GoldDifference
from restore.differences import Code, Span
from restore.errors import InputError, UsageError
from restore.files import read_bytes
from restore.text import decode

SHOWN = "shown"
_MARK = re.compile(r"\{(damage|meant|same) ?([a-z:]*)\|([^{}|]*)\|([^{}|]*)\}")


def shown_pairs() -> Data:
    """All of them, by name.

    Raises:
        InputError: there is none, as in an installed package without its repository, or one is marked wrongly.
    """
    folder = repository() / "fixtures" / SHOWN
    found = [_document(path) for path in sorted(folder.glob("*.txt"))]
    if not found:
        raise InputError(f"{folder}: no pair is there; they are in the repository alone")
    return Data(found, [Source("pairs that show one rule each", "all", len(found), Data(found, ()).digest)])


def _document(path: Path) -> Document:
    text = decode(read_bytes(path), name=str(path)).partition("\n\n")[2]
    try:
        return Document(f"{SHOWN}/{path.stem}", Kind.PAIR, SHOWN, unmarked(text))
    except (ValueError, UsageError) as error:
        form = "{damage CODE|copy|source}, {meant CODE|copy|source} or {same|copy|source}"
        raise InputError(f"{path}: {error}; a mark is {form}") from None


def unmarked(text: str) -> Damaged:
    """A marked text as copy, source and gold.

    Raises:
        ValueError: a brace is left that marks nothing.
        UsageError: there is no such code.

    >>> pair = unmarked("He left {damage replace:entity|Ann Lee|town}.")
    >>> pair.copy, pair.source, pair.gold[0].copy
    ('He left Ann Lee.', 'He left town.', Span(start=8, end=15, text='Ann Lee'))
    """
    copy = source = ""
    gold = []
    at = 0
    for number, mark in enumerate(_MARK.finditer(text), 1):
        copy, source = copy + text[at : mark.start()], source + text[at : mark.start()]
        at = mark.end()
        kind, code, ours, theirs = mark.groups()
        here, there = _span(copy, ours), _span(source, theirs)
        if kind != "same":
            gold.append(GoldDifference(f"g{number}", Code.parse(code), here, there, damage=kind == "damage"))
        copy, source = copy + ours, source + theirs
    copy, source = copy + text[at:], source + text[at:]
    if any(brace in copy + source for brace in "{}"):
        raise ValueError("a brace marks nothing")
    return Damaged(copy, source, tuple(gold))


def _span(before: str, text: str) -> Span:
    """A text behind another, without the white space at its edges, as differences are."""
    start = len(before) + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()), text.strip())
