"""Seams: where the pieces of a repaired text meet, what was a token on either side stays one.

Whether tokens grow together, or come apart, is a matter of more than the characters that meet: "'" before "''", "1."
before "5", "&x" before ";" and without it. So what lies between white space and white space, a stretch, is read as it
will stand. White space keeps tokens apart, and a token between spaces is read as it is: one space more where
something is read otherwise than it was is always enough.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

from restore.plan import Splice
from restore.text import Text
from restore.values import dataclass, mypyc_attr

_LAST_BYTES: Final = "\x85\xa0"


def apart(copy: Text, splices: Sequence[Splice], start: int = 0, end: int | None = None) -> list[Splice]:
    """Splices of the copy's characters [start, end), in their order, with the spaces that keep tokens what they were.

    What is kept has the tokens that it has in the copy, a splice's text those that it has by itself.

    >>> [splice.text for splice in apart(Text.of("1./5 x"), [Splice(2, 3, ""), Splice(5, 6, "y")])]
    [' ', 'y']
    """
    stretches = _stretches(copy.raw, splices, start, len(copy.raw) if end is None else end)
    found: list[Splice] = []
    at = 0
    for stretch in _misread(copy, splices, stretches):
        found += splices[at : stretch.first]
        found += _parted(copy, stretch, splices[stretch.first : stretch.last])
        at = stretch.last
    return [*found, *splices[at:]]


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters [start, end) of the copy, without white space between splices [first, last) and what touches them."""

    start: int
    end: int
    first: int
    last: int


def _stretches(raw: str, splices: Sequence[Splice], start: int, end: int) -> list[_Stretch]:
    """Those in which tokens may meet: where a splice replaces all that stands between white space, none do."""
    stretches: list[_Stretch] = []
    last, count, at = 0, len(splices), start
    while last < count:
        first, splice = last, splices[last]
        begin = splice.start
        while begin > at and not _parts(raw[begin - 1]):
            begin -= 1
        at = limit = begin
        while at == limit and last < count:  # what touches the splice before, and the next one if that does
            at = splices[last].end
            last += 1
            limit = splices[last].start if last < count else end
            while at < limit and not _parts(raw[at]):
                at += 1
        is_cut = (begin > 0 and not _parts(raw[begin - 1])) or (at < len(raw) and not _parts(raw[at]))
        if is_cut or last - first > 1 or begin < splice.start or at > splice.end:
            stretches.append(_Stretch(begin, at, first, last))
    return stretches


def _parts(character: str) -> bool:
    r"""Whether it is white space that keeps any two tokens apart.

    Two characters of white space may be a letter's last byte, where UTF-8 was read byte by byte.

    >>> _parts(" "), _parts("\xa0"), Text.of("â€\xa0").folds
    (True, False, ['†'])
    """
    return character.isspace() and character not in _LAST_BYTES


def _misread(copy: Text, splices: Sequence[Splice], stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """Those of the stretches that will not be read as they are to be: hardly any, so that all are read at once."""
    if not stretches:
        return []
    own = _forms_of_each([splice.text for one in stretches for splice in splices[one.first : one.last]])
    made: list[str] = []
    meant: list[list[str]] = []
    taken = 0
    for one in stretches:
        at, raw = one.start, ""
        forms: list[str] = []
        for splice in splices[one.first : one.last]:
            raw += copy.raw[at : splice.start] + splice.text
            forms += _forms_kept(copy, at, splice.start)
            forms += own[taken]
            at, taken = splice.end, taken + 1
        made.append(raw + copy.raw[at : one.end])
        meant.append(forms + _forms_kept(copy, at, one.end))
    read = _forms_of_each(made)
    return [one for k, one in enumerate(stretches) if read[k] != meant[k]]


def _forms_of_each(texts: Sequence[str]) -> list[list[str]]:
    """The tokens of each of these texts, read as one: white space keeps them apart."""
    read = Text.of(" ".join(texts))
    found: list[list[str]] = []
    first = behind = 0
    for text in texts:
        behind += len(text)
        last = first
        while last < len(read) and read.ends[last] <= behind:
            last += 1
        found.append(read.forms_of(first, last))
        first, behind = last, behind + 1
    return found


def _forms_kept(copy: Text, start: int, end: int) -> list[str]:
    """The tokens that the copy has in [start, end), or that it has there alone where one is cut in two."""
    first, last = _tokens_in(copy, start, end)
    return copy.forms_of(first, last) if first <= last else Text.of(copy.raw[start:end]).forms


def _tokens_in(copy: Text, start: int, end: int) -> tuple[int, int]:
    """The copy's tokens in [start, end), the first behind the last where one is cut in two."""
    if start == end:
        return 0, 0
    starts, ends, size = copy.starts, copy.ends, len(copy)
    first = last = bisect_left(starts, start)
    while last < size and ends[last] <= end:
        last += 1
    is_cut = (first and ends[first - 1] > start) or (last < size and starts[last] < end)
    return (1, 0) if is_cut else (first, last)


def _parted(copy: Text, stretch: _Stretch, splices: Sequence[Splice]) -> Sequence[Splice]:
    while True:
        pieces = _pieces(copy, stretch, splices)
        read = Text.of("".join([piece.raw for piece in pieces]))
        offsets = [] if _forms(pieces) == read.forms else _missing_spaces(pieces, read)
        if not offsets:
            return splices
        splices = _spaced(splices, pieces, offsets)


@mypyc_attr(acyclic=True)
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
        forms.extend(piece.text.forms_of(piece.first, piece.last))
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
    first, last = _tokens_in(copy, start, end)
    if first > last:
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
        if (before in known and behind in known) or any(map(_parts, gap)):
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
    return [at for at in sorted(set(starts)) if not any(map(_parts, read.raw[at - 1 : at + 1]))]


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
