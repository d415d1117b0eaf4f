"""Columns that were read straight across: the lines of one stand between those of another.

Each column goes on through the copy, a line at a time. So the letters that both texts share fall into rows that go on
in both, one for each column. The heaviest row stays where it is, and each line of another is a moved block. To which
row the words between shared ones belong, they say themselves: to that which still lacks words like them there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import inf
from typing import Final, NamedTuple

from restore.aligner.alignment import Move
from restore.aligner.anchors import Run, apart, heaviest_chain
from restore.aligner.letters import SAME, STEADY, Letters, SharedStretch, WordCut, alike, cuts_of, letter_runs
from restore.text import Text
from restore.values import dataclass

COLUMNS: Final = 8  # rows that are looked for: hardly a page has more
LINES: Final = 5  # of a column at least between those of others: phrases of two editions come up to four by chance
# Of them at least have words in common, of a page misread: two come together by chance in any long text.
SHOWN: Final = 3
NEXT: Final = 40  # source tokens at most from what is shared of a line to what is shared of the next: two lines lost
ALIKE: Final = 0.5  # of a word's letters at their place, for words that say nothing: so alike is one of any twenty
WHOLE: Final = 1.5  # tokens of a page for each of what is found of it in a book: one column of two is half of them
LONGEST: Final = 100  # letters of a token that are compared: more are no word, and take the square of their length
# Letters more in favour of another row at least, in the midst of a line; where one begins, any turns it.
TURN: Final = 2.0


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of shared letters: the copy's tokens that are within it, and where words begin in both texts, in order."""

    tokens: Sequence[int]
    cuts: Sequence[WordCut]

    def reaches(self, at: int) -> bool:
        """Whether a token of the copy is among those of the row, or near enough to go on with it."""
        return self.tokens[0] - NEXT <= at <= self.tokens[-1] + NEXT

    def lacking(self, gap: range) -> Iterator[int]:
        """The source's tokens that the row lacks where these of the copy stand: behind one cut and before the next."""
        before, behind = (bisect_left(self.cuts, (at, 0)) for at in (gap.start, gap.stop))
        first = self.cuts[before - 1].source + 1 if before else None
        last = self.cuts[behind].source if behind < len(self.cuts) else None
        if first is not None:
            yield from range(first, first + NEXT if last is None else min(first + NEXT, last))
        if last is not None:
            yield from range(max(last - NEXT, 0 if first is None else min(first + NEXT, last)), last)


class _ColumnLine(NamedTuple):
    """Copy tokens [start, end) that stand together and are of one row."""

    row: int
    start: int
    end: int


class _Latest(NamedTuple):
    """Where in both texts the words of a column end so far, on which line between others, and how many lines it has."""

    copy: int
    source: int
    line: int
    lines: int


def find_columns(copy: Text, source: Text, runs: Sequence[Run], chain: Sequence[Run]) -> list[Move]:
    """The lines that stand between those of another column, as blocks in the copy's order.

    They are apart in the copy; the source's tokens at their edges two of them may have.
    """
    if not _may_be(len(copy), runs, chain):
        return []
    rows = _rows(*(Letters.of(text.folds, range(len(text))) for text in (copy, source)))
    if len(rows) < 2:
        return []
    pieces: list[list[_ColumnLine]] = [[] for _ in rows]
    for piece in _pieces(_owners(copy, source, rows)):
        pieces[piece.row].append(piece)
    moves = [move for k in range(1, len(rows)) for move in _moves(rows[k], pieces[k], copy, source)]
    return sorted(moves, key=lambda m: m.copy_start)


def _may_be(size: int, runs: Sequence[Run], chain: Sequence[Run]) -> bool:
    """Whether words show lines of a column between others, or are too few to show any: only then letters are asked."""
    if 2 * max(sum(run.length for run in runs), sum(run.length for run in chain)) < size:
        return True
    if list(runs) == list(chain):  # nothing is left out
        return False
    ends = {run.copy + run.length for run in chain}  # not starts: of a run, what overlaps the one before is cut away
    starts = [run.copy for run in chain]
    latest: dict[int, _Latest] = {}  # by where in the source they end, in steps of NEXT
    for run in [run for run in runs if run.copy + run.length not in ends]:
        step, line, lines = run.source // NEXT, bisect_right(starts, run.copy), 1
        for last in (latest.get(step - 1), latest.get(step)):
            if last and 0 <= run.source - last.source <= NEXT and run.copy - last.copy <= COLUMNS * NEXT:
                lines = max(lines, last.lines + (line != last.line))
        if lines >= SHOWN:
            return True
        source = run.source + run.length
        latest[source // NEXT] = _Latest(run.copy + run.length, source, line, lines)
    return False


def with_columns(copy: Text, source: Text, found: SharedStretch) -> SharedStretch:
    """What a page and its book share, with the columns of the page that stand between the lines of what was found."""
    size = len(copy)
    if WHOLE * (found.last.source - found.first.source) > size:
        return found
    near = range(max(found.first.source - size, 0), min(found.last.source + size, len(source)))
    rows = _rows(Letters.of(copy.folds, range(size)), Letters.of(source.folds, near))
    cuts = [cut for row in rows if len(rows) > 1 for cut in row.cuts]
    return SharedStretch(*(pick([found.first, found.last, *cuts], key=_source) for pick in (min, max)))


def _source(cut: WordCut) -> int:
    return cut.source


def _rows(ours: Letters, theirs: Letters) -> list[_Row]:
    """The rows of letters; the first is that which all others stand between."""
    left = letter_runs(ours, theirs)
    if sum(run.length for run in left) < SAME * len(ours):
        return []
    found: list[list[Run]] = []
    for _ in range(COLUMNS):
        row = apart(heaviest_chain(left, skip=STEADY))
        if not row:
            break
        if not found and COLUMNS * sum(run.length for run in row) < SAME * len(ours):
            return []  # the heaviest of so many columns has more: what agrees is chance
        used = {run.copy + run.length for run in row}
        left = [run for run in left if run.copy + run.length not in used]
        found += _lines(row, sorted(run.copy for each in found for run in each), ours, theirs) if found else [row]
    if len(found) < 2:
        return []
    rows = []
    for row in found:
        inside = [at for run in row for at in ours.whole(range(run.copy, run.copy + run.length))]
        cuts = list(cuts_of(row, ours, theirs))
        if inside and cuts:
            rows.append(_Row(inside, cuts))
    return rows


def _lines(row: Sequence[Run], others: Sequence[int], ours: Letters, theirs: Letters) -> Iterator[list[Run]]:
    """The parts of a row of letters that are lines between those of other rows, at whose letters `others` are."""
    parts: list[list[Run]] = []
    for run in row:
        last = parts[-1][-1] if parts else None
        if last and (
            theirs.tokens_between(last.source + last.length, run.source) <= NEXT
            and ours.tokens_between(last.copy + last.length, run.copy) <= COLUMNS * NEXT
        ):
            parts[-1].append(run)
        else:
            parts.append([run])
    for part in parts:
        lines = {bisect_left(others, run.copy) for run in part}
        size = part[-1].source + part[-1].length - part[0].source
        wide = part[-1].copy + part[-1].length - part[0].copy <= COLUMNS * size
        if wide and len(lines) >= LINES and sum(run.length for run in part) >= SAME * size:
            yield part


def _owners(copy: Text, source: Text, rows: Sequence[_Row]) -> list[int]:
    """The row that each of the copy's tokens is of; of those between tokens that are known, the likeliest."""
    known = {at: number for number, row in enumerate(rows) for at in row.tokens}
    owners = [known.get(at, 0) for at in range(len(copy))]
    waiting = sorted(range(1, len(rows)), key=lambda number: -rows[number].tokens[0])
    near = [0]
    for before, behind in pairwise([-1, *sorted(known), len(copy)]):
        while waiting and rows[waiting[-1]].tokens[0] - NEXT <= behind:
            near.append(waiting.pop())
        near = [number for number in near if not number or before <= rows[number].tokens[-1] + NEXT]
        if before + 1 < behind and len(near) > 1:
            gap, ends = range(before + 1, behind), (known.get(before, 0), known.get(behind, 0))
            owners[gap.start : gap.stop] = _likeliest(copy, source, {n: rows[n] for n in near}, gap, ends)
    return owners


def _likeliest(copy: Text, source: Text, rows: dict[int, _Row], gap: range, ends: tuple[int, int]) -> list[int]:
    """The rows of a gap's tokens between two that are known, with as few turns as their words allow (Viterbi)."""
    lacking = {
        number: [_written(source, at, at + 1) for at in row.lacking(gap) if at < len(source)]
        for number, row in rows.items()
    }
    letters = {ends[0]: 0.0}  # that speak for the best path to each row
    paths: list[dict[int, int]] = []
    for at in gap:
        word, turn = _written(copy, at, at + 1), _turn(copy, at)
        near = [number for number, row in rows.items() if not number or row.reaches(at)]
        paths.append(_before(letters, near, turn))
        letters = {
            number: letters[before] - (turn if before != number else 0.0) + _likeness(word, lacking[number])
            for number, before in paths[-1].items()
        }
    owners = [_before(letters, ends[1:], _turn(copy, gap.stop))[ends[1]]]
    for path in reversed(paths[1:]):
        owners.append(path[owners[-1]])
    return owners[::-1]


def _before(letters: Mapping[int, float], rows: Iterable[int], turn: float) -> dict[int, int]:
    """From which row the best path comes to each, where a turn costs so much."""
    return {row: max(letters, key=lambda one: letters[one] - (turn if one != row else 0.0)) for row in rows}


def _turn(copy: Text, at: int) -> float:
    """What it costs that the row turns before a token; a word and its marks are of one."""
    between = copy.raw[copy.ends[at - 1] if at else 0 : copy.starts[at] if at < len(copy) else None]
    return 0.0 if "\n" in between else TURN if between else inf


def _likeness(word: str, words: Sequence[str]) -> float:
    """How many letters speak for a word to be one of these."""
    from rapidfuzz.distance.Levenshtein import normalized_similarity
    from rapidfuzz.process import extractOne

    found = extractOne(word, words, scorer=normalized_similarity, score_cutoff=ALIKE)
    return len(word) * (found[1] - ALIKE) if found and word.isalnum() else 0.0


def _pieces(owners: Sequence[int]) -> list[_ColumnLine]:
    pieces, at = [], 0
    for row, tokens in groupby(owners):
        size = len(list(tokens))
        pieces.append(_ColumnLine(row, at, at + size))
        at += size
    return pieces


def _moves(row: _Row, pieces: Sequence[_ColumnLine], copy: Text, source: Text) -> Iterator[Move]:
    """A row's pieces with what the source has for each, from the first that has a cut to the last."""
    cuts = [_cuts_in(row, piece) for piece in pieces]
    anchored = [k for k, inside in enumerate(cuts) if inside]
    if not anchored:
        return
    first, last = anchored[0], anchored[-1]
    bounds = [_start(copy, source, pieces[first], cuts[first][0])]
    for k, after in pairwise(anchored):
        bounds += _between(copy, source, pieces[k : after + 1], cuts[k][-1], cuts[after][0])
    bounds.append(_end(copy, source, pieces[last], cuts[last][-1]))
    for piece, (start, end) in zip(pieces[first : last + 1], pairwise(bounds), strict=True):
        if start < end:
            yield Move(piece.start, piece.end, start, end)


def _cuts_in(row: _Row, piece: _ColumnLine) -> Sequence[WordCut]:
    return row.cuts[bisect_left(row.cuts, (piece.start, 0)) : bisect_left(row.cuts, (piece.end, 0))]


def _between(copy: Text, source: Text, pieces: Sequence[_ColumnLine], first: WordCut, last: WordCut) -> Iterator[int]:
    """Where the source is cut between a row's pieces, of which the first has a cut and the last."""
    stretches = [(piece.start, piece.end) for piece in pieces]
    stretches[0], stretches[-1] = (first.copy, pieces[0].end), (pieces[-1].start, last.copy)
    words = [_written(copy, *stretch) for stretch in stretches]
    at = first.source
    for k in range(len(words) - 1):
        at = _split(source, range(at, last.source), words[k], "".join(words[k + 1 :]), least=int(not k))
        yield at


def _split(source: Text, tokens: range, words: str, rest: str, least: int) -> int:
    """Where these tokens are best cut in two, for these words and the rest: so many at least for the words."""

    def edits(at: int) -> int:
        return _edits(words, _written(source, tokens.start, at)) + _edits(rest, _written(source, at, tokens.stop))

    return min(range(tokens.start + least, tokens.stop + 1), key=edits)


def _start(copy: Text, source: Text, piece: _ColumnLine, cut: WordCut) -> int:
    """Where in the source a piece begins that goes on from none."""
    words = _written(copy, piece.start, cut.copy)
    least = max(cut.source - 2 * (cut.copy - piece.start), 0)
    return min(range(cut.source, least - 1, -1), key=lambda at: _edits(words, _written(source, at, cut.source)))


def _end(copy: Text, source: Text, piece: _ColumnLine, cut: WordCut) -> int:
    """Where in the source a piece ends that nothing goes on from."""
    words = _written(copy, cut.copy, piece.end)
    most = min(cut.source + 2 * (piece.end - cut.copy), len(source))
    return min(range(cut.source + 1, most + 1), key=lambda at: _edits(words, _written(source, cut.source, at)))


def _written(text: Text, first: int, last: int) -> str:
    return alike("".join([fold[:LONGEST] for fold in text.folds[first:last]]))


def _edits(one: str, other: str) -> int:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other)
