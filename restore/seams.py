"""Seams: where the pieces of a repaired text meet, what was a token on either side stays one.

Whether tokens grow together, or come apart, is a matter of more than the characters that meet: "'" before "''", "1."
before "5", "&x" before ";" and without it. So what lies between white space and white space, a stretch, is read as it
will stand. White space keeps any two tokens apart, and a token between spaces is read as it is: one space more where
something is read otherwise than it was is always enough.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from restore.plan import Splice
from restore.text import Text
from restore.values import dataclass


def apart(copy: Text, splices: Sequence[Splice], start: int = 0, end: int | None = None) -> list[Splice]:
    """Splices of the copy's characters [start, end), in their order, with the spaces that keep tokens what they were.

    What is kept has the tokens that it has in the copy, a splice's text those that it has by itself.

    >>> [splice.text for splice in apart(Text.of("1./5 x"), [Splice(2, 3, ""), Splice(5, 6, "y")])]
    [' ', 'y']
    """
    last = len(copy.raw) if end is None else end
    found: list[Splice] = []
    for stretch in _stretches(copy.raw, splices, start, last):
        found.extend(_parted(copy, stretch) if stretch.is_open else stretch.splices)
    return found


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters [start, end) of the copy, what touches them without white space between, and whether it matters."""

    start: int
    end: int
    splices: list[Splice]
    is_open: bool


def _stretches(raw: str, splices: Iterable[Splice], start: int, end: int) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    touched: list[Splice] = []
    begin = at = start
    is_whole = False
    for splice in splices:
        back = first = splice.start
        while back > at and not raw[back - 1].isspace():
            back -= 1
        if touched and back > at:
            stretches.append(_stretch(raw, begin, at, back, touched, is_whole=is_whole))
            touched = []
        is_whole = not touched and back == first  # nothing that is kept before it
        if not touched:
            begin = back
        touched.append(splice)
        at = splice.end
    if touched:
        stretches.append(_stretch(raw, begin, at, end, touched, is_whole=is_whole))
    return stretches


def _stretch(raw: str, start: int, at: int, limit: int, splices: list[Splice], *, is_whole: bool) -> _Stretch:
    """The stretch whose last splice ends at `at`. One that is replaced as a whole meets nothing."""
    end = at
    while end < limit and not raw[end].isspace():
        end += 1
    cut = (start > 0 and not raw[start - 1].isspace()) or (end < len(raw) and not raw[end].isspace())
    return _Stretch(start, end, splices, cut or not is_whole or end > at)


def _parted(copy: Text, stretch: _Stretch) -> list[Splice]:
    splices = stretch.splices
    while True:
        pieces = _pieces(copy, stretch, splices)
        read = Text.of("".join([piece.raw for piece in pieces]))
        offsets = [] if _forms(pieces) == read.forms else _missing_spaces(pieces, read)
        if not offsets:
            return splices
        splices = _spaced(splices, pieces, offsets)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters [start, end) of a repaired stretch: tokens [first, last) of `text`, the copy or a splice's own."""

    start: int
    end: int
    text: Text
    first: int
    last: int
    shift: int  # from the offsets of `text` to those of the stretch

    @property
    def raw(self) -> str:
        return self.text.raw[self.start - self.shift : self.end - self.shift]

    @property
    def spans(self) -> Iterator[tuple[int, int]]:
        for k in range(self.first, self.last):
            yield self.text.starts[k] + self.shift, self.text.ends[k] + self.shift


def _forms(pieces: list[_Piece]) -> list[str]:
    """The tokens that are to be."""
    forms: list[str] = []
    for piece in pieces:
        forms.extend(piece.text.forms[piece.first : piece.last])
    return forms


def _pieces(copy: Text, stretch: _Stretch, splices: Sequence[Splice]) -> list[_Piece]:
    """The repaired stretch: what is kept before a splice, its text, and so on; last what is kept at the end."""
    pieces: list[_Piece] = []
    at, out = stretch.start, 0
    for splice in splices:
        pieces.append(_kept(copy, at, splice.start, out))
        out += splice.start - at
        pieces.append(_whole(splice.text, out))
        out += len(splice.text)
        at = splice.end
    pieces.append(_kept(copy, at, stretch.end, out))
    return pieces


def _kept(copy: Text, start: int, end: int, out: int) -> _Piece:
    """Characters [start, end) of the copy with its tokens there; read anew where a splice cuts one in two."""
    if start == end:
        return _Piece(out, out, copy, 0, 0, out - start)
    starts, ends, size = copy.starts, copy.ends, len(copy)
    first = last = bisect_left(starts, start)
    while last < size and ends[last] <= end:
        last += 1
    if (first and ends[first - 1] > start) or (last < size and starts[last] < end):
        return _whole(copy.raw[start:end], out)
    return _Piece(out, out + end - start, copy, first, last, out - start)


def _whole(raw: str, out: int) -> _Piece:
    text = Text.of(raw)
    return _Piece(out, out + len(raw), text, 0, len(text), out)


def _missing_spaces(pieces: Sequence[_Piece], read: Text) -> list[int]:
    """Offsets between tokens that meet and are not read as they are: those at seams, or others if there are none.

    A token may also meet a piece that has none, such as a joiner, which parts a clitic: then where these two meet.
    """
    spans = [span for piece in pieces for span in piece.spans]
    known = set(zip(read.starts, read.ends, strict=True))
    seams = [piece.start for piece in pieces[1:]]
    at_seams: list[int] = []
    elsewhere: list[int] = []
    for before, behind in pairwise(spans):
        gap = read.raw[before[1] : behind[0]]
        if (before in known and behind in known) or any(c.isspace() for c in gap):
            continue
        k = bisect_left(seams, before[1])
        if k < len(seams) and seams[k] <= behind[0]:
            at_seams.append(seams[k])
        else:
            elsewhere.append(before[1])
    return at_seams or elsewhere or _beside_nothing(pieces, read, set(spans) - known)


def _beside_nothing(pieces: Iterable[_Piece], read: Text, lost: Iterable[tuple[int, int]]) -> list[int]:
    """Where tokens that are not read meet a piece without tokens, or with what is none at its edge."""
    edges = set(chain.from_iterable(lost))
    starts = (piece.start for piece in pieces if piece.start in edges and 0 < piece.start < len(read.raw))
    return [at for at in sorted(set(starts)) if not any(map(str.isspace, read.raw[at - 1 : at + 1]))]


def _spaced(splices: Sequence[Splice], pieces: Sequence[_Piece], offsets: Iterable[int]) -> list[Splice]:
    """Splices that put a space at these offsets of the stretch, too. Pieces are kept and spliced by turns."""
    spaced = list(splices)
    starts = [piece.start for piece in pieces]
    for offset in sorted(offsets, reverse=True):
        k = bisect_right(starts, offset) - 1
        if k and k % 2 == 0 and pieces[k].start == offset:  # where a splice ends
            k -= 1
        if k % 2:
            splice, at = spaced[k // 2], offset - pieces[k].start
            spaced[k // 2] = Splice(splice.start, splice.end, f"{splice.text[:at]} {splice.text[at:]}", splice.rank)
        else:
            spaced.append(Splice(offset - pieces[k].shift, offset - pieces[k].shift, " "))
    return sorted(spaced, key=lambda splice: splice.start)
