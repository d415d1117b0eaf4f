"""Pairs of the repository that each show one rule at work, `fixtures/shown`: a text with its differences marked.

The first paragraph says what the pair shows. In the rest, `{damage CODE|copy|source}` is a difference to undo, and
`{meant CODE|copy|source}` one that stays; either side may be empty. `{damage CODE|copy|source|undone}` says how the
copy writes what is put back, where that is otherwise. `{same|copy|source}` is no difference, only written otherwise.
`{moved 1|block}` is where the copy has a block that belongs to where `{home 1}` stands. Offsets are counted, not
written.
"""

from __future__ import annotations

import re
from pathlib import Path

from restore.bench.documents import BenchPair, CorpusTexts, Data, PairKind, repository
from restore.damage import Damaged, GoldDifference
from restore.differences import Cause, Code, Op, Span
from restore.encodings import decode
from restore.errors import InputError, UsageError
from restore.files import read_bytes

SHOWN = "shown"
_MARK = re.compile(r"\{(damage|meant|same|moved|home) ?([a-z:\d]*)(?:\|([^{}|]*))?(?:\|([^{}|]*))?(?:\|([^{}|]*))?\}")
_SIDES = {"damage": (2, 3), "meant": (2,), "same": (2,), "moved": (1,), "home": (0,)}
_MOVE = Code(Op.MOVE, Cause.PASSAGE)


def shown_pairs() -> Data:
    """All of them, by name.

    Raises:
        InputError: there is none, as in an installed package without its repository, or one is marked wrongly.
    """
    folder = repository() / "fixtures" / SHOWN
    found = [_document(path) for path in sorted(folder.glob("*.txt"))]
    if not found:
        raise InputError(f"{folder}: no pair is there; they are in the repository alone")
    return Data(found, [CorpusTexts("pairs that show one rule each", "all", len(found), Data(found, ()).digest)])


def _document(path: Path) -> BenchPair:
    text = decode(read_bytes(path), name=str(path)).partition("\n\n")[2]
    try:
        return BenchPair(f"{SHOWN}/{path.stem}", PairKind.PAIR, SHOWN, unmarked(text), undone(text))
    except (ValueError, UsageError) as error:
        form = "{damage CODE|copy|source}, {meant CODE|copy|source}, {same|copy|source}, {moved N|block} or {home N}"
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
    marks = list(_MARK.finditer(text))
    blocks = {mark[2]: mark[3] for mark in marks if mark[1] == "moved"}
    taken: dict[str, Span] = {}
    left: dict[str, Span] = {}
    gold = []
    copy = source = ""
    at = 0
    for number, mark in enumerate(marks, 1):
        copy, source = copy + text[at : mark.start()], source + text[at : mark.start()]
        at = mark.end()
        kind, code, ours, theirs, _ = mark.groups(default="")
        if mark.group(0).count("|") not in _SIDES[kind] or (kind == "home" and code not in blocks):
            raise ValueError(f"{mark.group(0)} marks nothing")
        if kind == "home":
            theirs = blocks[code]
            left[code] = _span(source, theirs)
        elif kind == "moved":
            taken[code] = _span(copy, ours)
        elif kind != "same":
            here, there = _span(copy, ours), _span(source, theirs)
            gold.append(GoldDifference(f"g{number}", Code.parse(code), here, there, damage=kind == "damage"))
        copy, source = copy + ours, source + theirs
    copy, source = copy + text[at:], source + text[at:]
    if any(brace in copy + source for brace in "{}"):
        raise ValueError("a brace marks nothing")
    if taken.keys() != left.keys():
        raise ValueError("a moved block has no home")
    gold += [GoldDifference(f"m{name}", _MOVE, taken[name], left[name], damage=True) for name in taken]
    return Damaged(copy, source, tuple(sorted(gold, key=lambda g: (g.copy.start, g.code.op is not Op.MOVE))))


def undone(text: str) -> str:
    """A marked text as the copy is with its damage undone, blocks left where they stand.

    >>> undone("{same|``|“}He left {damage insert:entity|Ann Lee |}town {meant replace:wording|today|early}.")
    '``He left town today.'
    """

    def put(mark: re.Match[str]) -> str:
        _, _, copy, source, written = mark.groups(default="")
        return (source if mark[5] is None else written) if mark[1] == "damage" else copy

    return _MARK.sub(put, text)


def _span(before: str, text: str) -> Span:
    """A text behind another, without the white space at its edges, as differences are that are not that alone."""
    if text.isspace():
        return Span(len(before), len(before) + len(text), text)
    start = len(before) + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()), text.strip())
