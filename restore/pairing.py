"""Brackets and quotation marks stand or fall as pairs: no repair by default leaves half of one.

Two differences are partners if one has the opening mark of a pair and the other the closing one, be it in the copy or
in the source. So are two that close one mark on which both sides agree: with "(CNN —)" for "(CNN) —" the bracket that
comes and the one that goes. Partners get one confidence: the lowest among them, or, where words come or go with a
half, that of the words, for they matter more than marks do: an intruder is not left for the sake of a quotation mark.

So does the comma behind a mention that another one in it opened, as in "Ada Brandt, the miller, came": it is part of
the mention's difference.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from restore.aligner.alignment import Alignment, Relation
from restore.differences import DAMAGE, Cause, Difference, Op, Span
from restore.text import CLOSED_BY, OPENED_BY, Text, is_word
from restore.values import replace

# Tokens in a pair at most, so that what was never closed is not closed by a mark that happens by. Of the pairs in
# articles less than one in a hundred is longer.
FAR: Final = 120
LEFT: Final = 0.5  # at most, where a partner is left to a person, however sure: a half is then as likely wrong as right
TOLD: Final = "; stands or falls with its other half"

_MOVE: Final = Op.MOVE
_ENTITY: Final = Cause.ENTITY
_EQUAL: Final = Relation.EQUAL
_QUOTES: Final = ('"', "'")  # as they are folded, whichever way they point
_MARKS: Final = frozenset({*CLOSED_BY, *OPENED_BY, *_QUOTES})
_OPENING: Final = frozenset("“„‟«‘‚`") | {"``", "&ldquo;", "&lsquo;"}
_CLOSING: Final = frozenset("”»") | {"''", "&rdquo;"}
_CLOSES_TURNED: Final = {"“": "„", "‘": "‚", "«": "»"}  # „German“ and »Danish« close with what opens elsewhere


def paired(alignment: Alignment, differences: Sequence[Difference]) -> list[Difference]:
    """The differences in their order, those of marks alone with the confidence of their group, the rest as they are."""
    copy, source = alignment.copy, alignment.source
    known = alignment.numbering
    our_marks, their_marks = known.standing(_MARKS, known.in_copy), known.standing(_MARKS, known.in_source)
    stay = [difference.code.op is not _MOVE for difference in differences]
    ours = _owners(copy, our_marks, [d.copy for d in differences], stay)
    theirs = _owners(source, their_marks, [d.source for d in differences], stay)
    if len({*ours.values(), *theirs.values()}) < 2:
        return list(differences)  # few have marks, and to find out which close which takes longer
    in_copy = pairs(copy, our_marks) if ours else {}
    in_source = pairs(source, their_marks) if theirs else {}
    groups = _Groups(len(differences))
    for partners, owners in ((in_copy, ours), (in_source, theirs)):
        for mark, owner in owners.items():
            other = owners.get(partners[mark]) if mark in partners else None
            if other is not None:
                groups.join(owner, other)
    begins = [block.copy_start for block in alignment.blocks] if ours and theirs else []
    for mark, owner in ours.items() if begins else ():
        to = _same(alignment, begins, in_copy[mark]) if mark in in_copy else None
        other = None if to is None or to not in in_source else theirs.get(in_source[to])
        if other is not None:
            groups.join(owner, other)
    return groups.rated(differences)


def closed(copy: Text, differences: Sequence[Difference]) -> list[Difference]:
    """The differences in their order, a comma that closes what a mention before it opened in one with the mention.

    Who wrote the mention there closed it, though it ends otherwise where it is from, as at a full stop.
    """
    found: list[Difference] = []
    for difference in differences:
        last = found[-1] if found else None
        is_comma = difference.copy.text == "," and not difference.source.text
        if last and is_comma and _is_open(last) and last.within == difference.within:
            start, end = last.copy.start, difference.copy.end
            if not copy.raw[last.copy.end : end - 1].strip():
                found[-1] = replace(last, copy=Span(start, end, copy.raw[start:end]))
                continue
        found.append(difference)
    return found


def _is_open(difference: Difference) -> bool:
    """Whether it is a mention with a comma between its words, which is none of a number's."""
    return difference.code.cause is _ENTITY and any("," in word[-1] for word in difference.copy.text.split())


def pairs(text: Text, marks: Sequence[int] | None = None) -> dict[int, int]:
    """Each mark's partner, both ways, as token numbers. Kinds of marks may cross; marks of one kind are nested.

    `marks` is where all marks stand, in order, where that is known.

    >>> pairs(Text.of("(so [he) said]: “yes”, the dogs' '90s"))
    {4: 0, 0: 4, 6: 2, 2: 6, 10: 8, 8: 10}
    """
    found: dict[int, int] = {}
    still_open: dict[str, list[int]] = {}
    folds = text.folds
    for at in marks if marks is not None else [at for at, fold in enumerate(folds) if fold in _MARKS]:
        fold = folds[at]
        kind = OPENED_BY.get(fold, fold)
        waiting = still_open.get(kind)
        if waiting is None:
            waiting = still_open[kind] = []
        if waiting and at - waiting[-1] > FAR:
            waiting.clear()  # those before it are farther still
        closes = _closes(text, at, waiting) if fold in _QUOTES else kind != fold
        if closes and waiting:
            other = waiting.pop()
            found[at], found[other] = other, at
        elif closes is False:
            waiting.append(at)
    return found


def _closes(text: Text, at: int, waiting: Sequence[int]) -> bool | None:
    """Whether a quotation mark closes one that is open, or opens one (False); None of an apostrophe.

    A mark that points says so; a straight one by the white space around it, or else by what waits to be closed.
    """
    token, starts, ends = text.token(at), text.starts, text.ends
    turned = _CLOSES_TURNED.get(token)
    if turned is not None and waiting and text.token(waiting[-1]) == turned:
        return True
    if token in _OPENING:
        return False
    if token in _CLOSING:
        return bool(waiting)
    before = at == 0 or ends[at - 1] < starts[at]
    behind = at + 1 == len(text) or ends[at] < starts[at + 1]
    if before and not behind:
        return False if text.folds[at] == '"' or not text.folds[at + 1][:1].isdigit() else None
    if text.folds[at] == "'":
        return True if waiting and not (before and behind) else None
    return bool(waiting)


def _owners(text: Text, marks: Sequence[int], spans: Sequence[Span], stay: Sequence[bool]) -> dict[int, int]:
    """By mark, a token's number, the number of the span that has it, if that stays where it is."""
    owners: dict[int, int] = {}
    starts = [text.starts[mark] for mark in marks]
    at = before = 0
    for number, span in enumerate(spans):
        start, end = span.start, span.end
        if start < before:  # as in the source where blocks are moved
            at = 0
        before = start
        while at < len(starts) and starts[at] < start:
            at += 1
        behind = at
        while stay[number] and behind < len(starts) and starts[behind] < end:
            owners[marks[behind]] = number
            behind += 1
    return owners


def _same(alignment: Alignment, begins: Sequence[int], mark: int) -> int | None:
    """The source's token over against one of the copy's, if both are the same; `begins` is where blocks do."""
    block = alignment.blocks[bisect_right(begins, mark) - 1]
    return mark - block.copy_start + block.source_start if block.relation is _EQUAL else None


class _Groups:
    """Differences that stand or fall together; each knows one that stands for its group."""

    def __init__(self, count: int) -> None:
        self._head = list(range(count))

    def join(self, one: int, other: int) -> None:
        self._head[self._of(one)] = self._of(other)

    def _of(self, number: int) -> int:
        while self._head[number] != number:
            self._head[number] = number = self._head[self._head[number]]
        return number

    def rated(self, differences: Sequence[Difference]) -> list[Difference]:
        """The differences, those of marks alone with their group's confidence."""
        groups: dict[int, list[Difference]] = defaultdict(list)
        for number, difference in enumerate(differences):
            groups[self._of(number)].append(difference)
        confidences = {head: _confidence(group) for head, group in groups.items() if len(group) > 1}
        return [
            _with(d, confidences[head]) if (head := self._of(number)) in confidences and not _has_words(d) else d
            for number, d in enumerate(differences)
        ]


def _confidence(group: Sequence[Difference]) -> float:
    lowest = min(d.confidence for d in [d for d in group if _has_words(d)] or group)
    return lowest if all(d.cause in DAMAGE for d in group) else min(lowest, LEFT)


def _has_words(difference: Difference) -> bool:
    return any(is_word(fold) for span in (difference.copy, difference.source) for fold in Text.of(span.text).folds)


def _with(difference: Difference, confidence: float) -> Difference:
    if difference.confidence == confidence:
        return difference
    return replace(difference, confidence=confidence, evidence=difference.evidence + TOLD)
