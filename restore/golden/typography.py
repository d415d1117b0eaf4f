"""Differences that are none to the aligner: two writings of one normal form, and the white space between tokens."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from restore.aligner.alignment import Alignment, Relation
from restore.golden.contents import has_break
from restore.golden.kinds import FindingKind
from restore.spans import is_spaceless
from restore.text import Text, is_word, normal_form

_CLOSING = frozenset(".,;:!?…)]}%\"'") | frozenset("。、！？」』）”’»")
_QUOTES = frozenset("\"'`“”„‟«»″‘’‚‛ʼ´′＂＇")
_DASHES = frozenset("-–—―‒‐‑−⸺⸻")


@dataclass(frozen=True, slots=True)
class Variant:
    """Characters of the golden text that the received text writes in another way, as spans of both."""

    kind: FindingKind
    received_start: int
    received_end: int
    golden_start: int
    golden_end: int


def variants(alignment: Alignment) -> Iterator[Variant]:
    """All of them, in the received text's order; copy is the received text, source the golden one."""
    received, golden = alignment.copy, alignment.source
    if not len(received) or not len(golden):
        if not len(received) and not len(golden):
            yield from _gap(received, golden, 0, 0)
        return
    before: tuple[int, int] | None = (0, 0)
    for block in alignment:
        both = block.copy_start < block.copy_end and block.source_start < block.source_end
        if both and before == (block.copy_start, block.source_start):
            yield from _gap(received, golden, *before)
        if block.relation is Relation.EQUAL:
            yield from _inside(received, golden, block.copy_start, block.copy_end, block.source_start)
        before = (block.copy_end, block.source_end) if both else None
    if before == (len(received), len(golden)):
        yield from _gap(received, golden, *before)


def _inside(received: Text, golden: Text, first: int, last: int, at: int) -> Iterator[Variant]:
    """Tokens [first, last) of the received text against as many from `at` on of the golden one."""
    if received.slice(first, last) == golden.slice(at, at + last - first):
        return
    for i in range(first, last):
        j = at + i - first
        if i > first:
            yield from _gap(received, golden, i, j)
        token, other = received.token(i), golden.token(j)
        if token != other and received.form(i) == golden.form(j):
            yield Variant(
                _token_kind(token, other), received.starts[i], received.ends[i], golden.starts[j], golden.ends[j]
            )


def _gap(received: Text, golden: Text, i: int, j: int) -> Iterator[Variant]:
    """What stands before token i of the one and token j of the other."""
    start, end = _between(received, i)
    golden_start, golden_end = _between(golden, j)
    ours, theirs = received.raw[start:end], golden.raw[golden_start:golden_end]
    if ours != theirs:
        inner = 0 < i < len(received) and 0 < j < len(golden)
        kind = _gap_kind(ours, theirs, _Neighbours.of(golden, j) if inner else None)
        yield Variant(kind, start, end, golden_start, golden_end)


def _between(text: Text, token: int) -> tuple[int, int]:
    return text.ends[token - 1] if token else 0, text.starts[token] if token < len(text) else len(text.raw)


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """What kind of tokens stand on both sides of a gap."""

    words: bool  # both are words
    closed: bool  # a mark that closes what was said, and a word
    spaceless: bool  # of a script that writes no spaces

    @classmethod
    def of(cls, text: Text, token: int) -> _Neighbours:
        left, right = text.folds[token - 1], text.folds[token]
        word = is_word(right)
        return cls(
            words=word and is_word(left),
            closed=word and left in _CLOSING,
            spaceless=is_spaceless(left[-1] + right[0]),
        )


def _gap_kind(ours: str, theirs: str, around: _Neighbours | None) -> FindingKind:
    shown, golden_shown = _visible_part(ours), _visible_part(theirs)
    if shown == golden_shown:
        return FindingKind.SOFT_HYPHEN if "\xad" in ours + theirs else FindingKind.INVISIBLE
    if around is None:
        return FindingKind.WHITESPACE
    glued = golden_shown and not shown and not around.spaceless
    if glued and (around.words or (around.closed and has_break(golden_shown))):
        return FindingKind.JOINED
    if has_break(shown) != has_break(golden_shown):
        return FindingKind.PARAGRAPH
    if bool(shown) == bool(golden_shown) or around.spaceless:
        return FindingKind.WHITESPACE
    return FindingKind.SPLIT if around.words else FindingKind.MARK_SPACING


def _visible_part(gap: str) -> str:
    return gap if gap.isascii() else "".join(c for c in gap if unicodedata.category(c) != "Cf")


def _token_kind(ours: str, theirs: str) -> FindingKind:
    """Two writings of one normal form: which of the ways to differ explains it."""
    shown, golden_shown = _visible_part(ours), _visible_part(theirs)
    if shown == golden_shown:
        return FindingKind.SOFT_HYPHEN if "\xad" in ours + theirs else FindingKind.INVISIBLE
    changed = set(shown) ^ set(golden_shown)
    if normal_form(golden_shown) == "…":
        return FindingKind.ELLIPSIS
    if changed and changed <= _QUOTES:
        return FindingKind.QUOTES
    if normal_form(golden_shown) == "–" or (changed and changed <= _DASHES):
        return FindingKind.DASHES
    if normal_form(golden_shown) in "()[]{}":
        return FindingKind.PUNCTUATION
    if any("\ufb00" <= c <= "\ufb4f" for c in changed):
        return FindingKind.LIGATURE
    return FindingKind.QUOTES if changed & _QUOTES and not changed - _QUOTES - _DASHES else FindingKind.UNICODE
