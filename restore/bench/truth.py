"""What is true of a pair, token by token: what befell the copy, and the words that a perfect repair gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from restore.damage import GoldDifference
from restore.damage.gold import token_span
from restore.damage.matching import Judge, is_mention
from restore.differences import Cause, Code, Op, Span
from restore.text import Text


@dataclass(frozen=True, slots=True)
class Edit:
    """Damage: the copy's tokens [start, end) stand where `words` should, in their normal forms.

    `reachable` is False where the source cannot show it, having other words there or beside it.
    """

    start: int
    end: int
    words: tuple[str, ...]
    cause: Cause
    reachable: bool = True

    @property
    def intruder(self) -> bool:
        """Whether the copy's words are a mention that does not belong there."""
        return is_mention(self.cause, self.end - self.start)


@dataclass(frozen=True, slots=True)
class Writing:
    """Mentions written over others: `copy` characters [start, end) stand for those of `clean`, the text before that."""

    copy: tuple[int, int]
    clean: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """The edits of a copy, and those of them that the source shows as differences, with their spans on both sides."""

    edits: tuple[Edit, ...]
    gold: tuple[GoldDifference, ...]


def undone(tokens: Sequence[str], edits: Iterable[Edit]) -> tuple[str, ...]:
    """The tokens with all edits undone.

    >>> undone(["any", "Emanuel", "about"], [Edit(1, 2, ("detail",), Cause.ENTITY)])
    ('any', 'detail', 'about')
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        parts += tokens[at : edit.start]
        parts += edit.words
        at = max(edit.end, at)
    return (*parts, *tokens[at:])


def of_gold(copy: Text, source: Text, gold: Iterable[GoldDifference], *, folds: bool = False) -> Iterator[Edit]:
    """The damage among differences that are known, moves aside: a moved block is left where the copy has it."""
    judge = Judge(copy, source)
    words = source.folds if folds else source.forms
    for each in gold:
        if each.damage and each.code.op is not Op.MOVE:
            at = judge.claim(each.code, each.copy, each.source, damage=True, confidence=1).written
            yield Edit(at.copy_start, at.copy_end, tuple(words[at.source_start : at.source_end]), each.code.cause)


def between(copy: Sequence[str], ideal: Sequence[str], cause: Cause, *, first: int = 0) -> Iterator[Edit]:
    """The fewest edits between two lists of tokens, as small as they come; `first` is the number of copy's first token.

    Words that are missing at one place are one edit.
    """
    from rapidfuzz.distance import Levenshtein

    for (start, end), steps in groupby(
        Levenshtein.editops(copy, ideal), key=lambda op: (op.src_pos, op.src_pos + (op.tag != "insert"))
    ):
        words = tuple(ideal[op.dest_pos] for op in steps if op.tag != "delete")
        yield Edit(first + start, first + end, words, cause)


def written_over(copy: Text, clean: Text, source: Text, writings: Sequence[Writing]) -> Told:
    """What is known where mentions were written over others, in a text that is the source or an honest revision of it.

    What differs between the writings is damage by the same program: capitals, and words it split.
    """
    judge, shows = Judge(copy, clean), _Shown(clean, source)
    told: list[tuple[Edit, int]] = []
    i = j = 0
    for writing in writings:
        here, there = (Span(*place, text.raw[slice(*place)]) for text, place in _sides(copy, clean, writing))
        at = judge.claim(Code.of(Op.REPLACE, Cause.ENTITY), here, there, damage=True, confidence=1).written
        told += _beside(copy, clean, (i, at.copy_start), (j, at.source_start))
        words = tuple(clean.forms_of(at.source_start, at.source_end))
        told.append((Edit(at.copy_start, at.copy_end, words, Cause.ENTITY), at.source_start))
        i, j = at.copy_end, at.source_end
    told += _beside(copy, clean, (i, len(copy)), (j, len(clean)))
    edits, gold = [], []
    for number, (edit, first) in enumerate(told):
        place = shows.of(first, first + len(edit.words))
        edits.append(Edit(edit.start, edit.end, edit.words, edit.cause, reachable=place is not None))
        if place is not None:
            gold.append(_gold(str(number), edit, copy, source, place))
    return Told(tuple(edits), tuple(gold))


def _sides(copy: Text, clean: Text, writing: Writing) -> tuple[tuple[Text, tuple[int, int]], ...]:
    return (copy, writing.copy), (clean, writing.clean)


def _beside(copy: Text, clean: Text, here: tuple[int, int], there: tuple[int, int]) -> Iterator[tuple[Edit, int]]:
    """The edits of a stretch between two writings, each with the clean text's token that its words begin at."""
    one, other = copy.forms_of(*here), clean.forms_of(*there)
    if one == other:
        return
    at = there[0] - here[0]  # how far ahead the clean text is
    cause = Cause.CASE if copy.folds[slice(*here)] == clean.folds[slice(*there)] else Cause.SPACING
    for edit in between(one, other, cause, first=here[0]):
        yield edit, edit.start + at
        at += len(edit.words) - (edit.end - edit.start)


class _Shown:
    """Where the source has a stretch of the clean text, with the tokens on either side of it unchanged.

    A stretch beside which an editor was at work is part of a longer difference, whose spans nobody can know.
    """

    def __init__(self, clean: Text, source: Text) -> None:
        from rapidfuzz.distance import Levenshtein

        self._places: dict[int, int] = {-1: -1, len(clean): len(source)}
        for block in Levenshtein.opcodes(clean.folds, source.folds):
            if block.tag == "equal":
                self._places |= zip(
                    range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True
                )

    def of(self, start: int, end: int) -> tuple[int, int] | None:
        """The source's tokens for tokens [start, end) of the clean text; None where it doesn't have them."""
        before = self._places.get(start - 1)
        if before is None:
            return None
        kept = all(self._places.get(at) == before + 1 + at - start for at in range(start, end + 1))
        return (before + 1, before + 1 + end - start) if kept else None


def _gold(name: str, edit: Edit, copy: Text, source: Text, place: tuple[int, int]) -> GoldDifference:
    op = Op.INSERT if place[0] == place[1] else Op.DELETE if edit.start == edit.end else Op.REPLACE
    here, there = token_span(copy, edit.start, edit.end), token_span(source, *place)
    return GoldDifference(name, Code.of(op, edit.cause), here, there, damage=True)
