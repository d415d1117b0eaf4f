"""What a plan makes of a page's words: which stay, which change, and where on the page each of them stands then.

A word that the plan does not touch, and that has white space on either side as before, stays. What lies between two
that stay is a stretch: the words there before, and those there after. Their letters are aligned, so that a word that is
split gets its share of the box by letters, one that is joined the box around all its parts, and a word that was broken
at the end of a line is broken there again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, islice, pairwise

from restore.layouts import boxes
from restore.layouts.layout import HYPHENS, Box, Layout, Line, Word
from restore.layouts.stretches import WordStretch, stretches, text_of
from restore.plan import Plan

# Letters times letters up to which two stretches are aligned: it takes an eighth of a byte for each, so 50 megabytes.
# Longer ones, a page for another one, are divided in proportion.
_MOST = 400_000_000


@dataclass(frozen=True, slots=True)
class Placed:
    """A word of a rewritten line. `old` is the word whose element it takes; None for one that needs an element.

    `joined` is the whole word where only a part of it stands in this line: `part` 1 for its beginning, 2 for what
    follows, else 0. `stays` is set for a word that the plan does not touch.
    """

    text: str
    box: Box | None
    old: Word | None = None
    joined: str = ""
    part: int = 0
    stays: bool = False

    @property
    def is_read_anew(self) -> bool:
        """Whether its letters are others than the engine read."""
        return self.old is None or self.text.strip(HYPHENS) != self.old.text.strip(HYPHENS)

    def written(self, hyphen: str) -> str:
        """Its text as it stands in a line, `hyphen` behind it where the word is newly broken."""
        if self.stays and self.old:
            return self.text + self.old.hyphen
        if self.part != 1 or self.text.endswith(tuple(HYPHENS)):
            return self.text
        return self.text + ((self.old.hyphen if self.old else "") or hyphen)


def rewritten(layout: Layout, plan: Plan) -> Mapping[int, Sequence[Placed]]:
    """The lines that a plan changes, by number, with all their words in reading order.

    Raises:
        ValueError: the plan reaches past the text's end; it belongs to another text.
    """
    places = _NewLines(layout)
    for stretch in stretches(layout, plan):
        places.put(stretch)
    return places.lines()


@dataclass(frozen=True, slots=True)
class _OldWord:
    """A word as it was read, with its letters [start, end) among those of its stretch."""

    word: Word
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A new word, or a part of one, and the letters [start, end) of the stretch that it stands for."""

    text: str
    start: float
    end: float
    pieces: Sequence[_OldWord]
    joined: str = ""
    part: int = 0


class _NewLines:
    """The words of the lines that change."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._line_of = {word.element: number for number, line in enumerate(layout.lines) for word in line.words}
        self._lines = {word.element: line for line in layout.lines for word in line.words}
        self._instead: dict[int, list[Placed]] = {}  # by the element of the first word that it stands instead of
        self._gone: set[int] = set()
        self._after: dict[int, list[Placed]] = {}
        self._before: dict[int, list[Placed]] = {}
        self._changed: set[int] = set()

    def put(self, stretch: WordStretch) -> None:
        """Find places for a stretch's new words."""
        words = list(chain.from_iterable(stretch.old))
        self._changed.update(self._line_of[word.element] for word in words)
        self._gone.update(word.element for word in words)
        if not words:
            self._put_in(stretch)
        elif stretch.new:
            self._put_instead(stretch)

    def _put_in(self, stretch: WordStretch) -> None:
        new = [Placed(text, None) for text in stretch.new]
        is_before = boxes.belongs_before(stretch.before, stretch.behind, self._lines)
        beside = stretch.before if is_before else stretch.behind
        assert beside is not None, "a page has words"
        self._changed.add(self._line_of[beside.element])
        where = self._after if is_before else self._before
        where.setdefault(beside.element, []).extend(new)

    def _put_instead(self, stretch: WordStretch) -> None:
        pieces, letters = _pieces(stretch.old)
        lines: dict[int, list[_Fresh]] = {}
        near = pieces[0]
        for fresh in _fresh(stretch, pieces, letters, self._line_of):
            near = fresh.pieces[0] if fresh.pieces else near
            lines.setdefault(self._line_of[near.word.element], []).append(fresh)
        for line, found in lines.items():
            here = [piece for piece in pieces if self._line_of[piece.word.element] == line]
            self._instead[here[0].word.element] = list(_placed(found, here, self._layout.lines[line]))

    def lines(self) -> Mapping[int, Sequence[Placed]]:
        """The changed lines."""
        return {number: self._line(self._layout.lines[number]) for number in sorted(self._changed)}

    def _line(self, line: Line) -> Sequence[Placed]:
        placed: list[Placed] = []
        for word in line.words:
            placed += self._before.get(word.element, ())
            placed += self._instead.get(word.element, ())
            if word.element not in self._gone:
                placed.append(Placed(word.text, word.box, word, stays=True))
            placed += self._after.get(word.element, ())
        found = boxes.filled([one.box for one in placed], [len(one.text) for one in placed], line)
        return [one if one.old else replace(one, box=box) for one, box in zip(placed, found, strict=True)]


def _pieces(old: Sequence[Sequence[Word]]) -> tuple[Sequence[_OldWord], str]:
    """The words with their places among the letters of all, and these, with spaces between words."""
    pieces: list[_OldWord] = []
    letters = ""
    for group in old:
        letters += " " if letters else ""
        for word in group:
            pieces.append(_OldWord(word, len(letters), len(letters) + len(word.text)))
            letters += word.text
    return pieces, letters


def _fresh(
    stretch: WordStretch, pieces: Sequence[_OldWord], letters: str, line_of: Mapping[int, int]
) -> Iterator[_Fresh]:
    """The new words with the old letters that each stands for, broken where a line ends with a hyphen."""
    to, back = _Offsets(" ".join(stretch.new), letters), _Offsets(letters, " ".join(stretch.new))
    at = 0
    for text, (start, end) in zip(stretch.new, _spans(stretch, letters, to), strict=True):
        under = [piece for piece in pieces if min(end, piece.end) > max(start, piece.start)]
        yield from _broken(_Fresh(text, start, end, under), at, back, line_of)
        at += len(text) + 1


def _spans(stretch: WordStretch, letters: str, to: _Offsets) -> Sequence[tuple[float, float]]:
    """Which old letters each new word stands for. As many words as before stand for one another, one by one."""
    old = [text_of(group) for group in stretch.old]
    if len(stretch.new) == len(old) == len(letters.split()):
        ends = list(accumulate(len(text) + 1 for text in old))
        return [(end - 1 - len(text), end - 1) for text, end in zip(old, ends, strict=True)]
    spans: list[tuple[float, float]] = []
    start: float = 0
    at = 0
    for text in stretch.new:
        at += len(text)
        low, high = to.of(at)
        space = letters.find(" ", int(low), int(high) + 1)
        end = len(letters) if len(spans) == len(stretch.new) - 1 else high if space < 0 else space
        spans.append((start, max(start, end)))
        start = max(start, end if space < 0 else space + 1)
        at += 1
    return spans


def _broken(fresh: _Fresh, at: int, back: _Offsets, line_of: Mapping[int, int]) -> Iterator[_Fresh]:
    """A word, which stands at `at` among the new letters, in its parts: broken where the old one was, with a hyphen."""
    done, rest = 0, fresh
    for before, behind in pairwise(fresh.pieces):
        ends_line = line_of[before.word.element] != line_of[behind.word.element]
        if ends_line and (before.word.hyphen or before.word.text.endswith(tuple(HYPHENS))):
            cut = round(back.of(before.end)[0]) - at
            if done < cut < len(fresh.text):
                head, tail = ([p for p in rest.pieces if (p.end <= before.end) is one] for one in (True, False))
                part = _Fresh(fresh.text[done:cut], rest.start, before.end, head, fresh.text, 2 if done else 1)
                yield _in_one_line(part, line_of)
                done, rest = cut, _Fresh(fresh.text[cut:], behind.start, fresh.end, tail, fresh.text, 2)
    yield _in_one_line(rest, line_of)


def _in_one_line(fresh: _Fresh, line_of: Mapping[int, int]) -> _Fresh:
    """The word in the line that has most of its letters."""
    letters: dict[int, float] = {}
    for piece in fresh.pieces:
        line = line_of[piece.word.element]
        letters[line] = letters.get(line, 0) + _overlap(fresh, piece)
    best = max(letters, key=lambda line: letters[line], default=None)
    return replace(fresh, pieces=[piece for piece in fresh.pieces if line_of[piece.word.element] == best])


def _overlap(fresh: _Fresh, piece: _OldWord) -> float:
    return min(fresh.end, piece.end) - max(fresh.start, piece.start)


def _placed(found: Sequence[_Fresh], here: Sequence[_OldWord], line: Line) -> Iterator[Placed]:
    """The new words of one line, each in the element of the old word that it has most letters of."""
    if here[0].word.whole:
        text = " ".join(fresh.text for fresh in found)
        ends = found[-1] if found[-1].part == 1 else None
        yield Placed(text, here[0].word.box, here[0].word, ends.joined if ends else "", 1 if ends else 0)
        return
    pairs = [(_overlap(fresh, piece), n, piece) for n, fresh in enumerate(found) for piece in fresh.pieces]
    elements: dict[int, Word] = {}
    for _, number, piece in sorted(pairs, key=lambda pair: -pair[0]):
        if number not in elements and piece.word not in elements.values():
            elements[number] = piece.word
    for number, fresh in enumerate(found):
        box = boxes.share([_share(fresh, piece) for piece in fresh.pieces], line)
        yield Placed(fresh.text, box, elements.get(number), fresh.joined, fresh.part)


def _share(fresh: _Fresh, piece: _OldWord) -> boxes.BoxShare:
    """What part of a word's box a new word has."""
    letters = piece.end - piece.start
    first, last = max(fresh.start, piece.start) - piece.start, min(fresh.end, piece.end) - piece.start
    return boxes.BoxShare(piece.word.box, first / letters, last / letters)


class _Offsets:
    """For the offsets of one string those of another, by the cheapest edits between them."""

    def __init__(self, one: str, other: str) -> None:
        from rapidfuzz.distance import Levenshtein

        self._ratio = len(other) / max(len(one), 1)
        self._codes = list(Levenshtein.opcodes(one, other)) if len(one) * len(other) <= _MOST else []
        self._ends = [code.src_end for code in self._codes]

    def of(self, at: int) -> tuple[float, float]:
        """The first and the last offset in the other string that an offset of the one may be."""
        if not self._codes:
            return at * self._ratio, at * self._ratio
        found: list[int] = []
        for code in islice(self._codes, bisect_left(self._ends, at), None):
            if code.src_start > at:
                break
            inside = min(code.dest_start + at - code.src_start, code.dest_end)
            found += (inside, code.dest_end if at == code.src_end else inside)
        return min(found), max(found)
