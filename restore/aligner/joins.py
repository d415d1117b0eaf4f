"""Words of a gap that the other side has in two or three, written together or with a hyphen between."""

from __future__ import annotations

from array import array

from restore import natives
from restore.aligner import near
from restore.aligner.gap import WAYS, Gap

WORD, MARK = 1, 16  # bits of a token's flags: see pair.py
BIT = 1  # of 64: C would take a bare one for fewer
MANY = 62  # letters from which words are as long as any, so that a bit for each length fits into 64
MOST = 3  # words joined into one, or one split into, at most
SHORTEST = 3  # letters of what they are together: by chance two letters are near many
HYPHEN, APOSTROPHE = 45, 39  # the letters


def find_joins(gap: Gap) -> bool:
    """What two or three tokens of either side may stand for: costs stand where the last of them meets the other's."""
    return _find_side(gap, gap.copy, gap.ours, gap.n, 0) or _find_side(gap, gap.source, gap.theirs, gap.m, 1)


def _find_side(gap: Gap, places: array[int], words: array[int], size: int, side: int) -> bool:
    """Those of the copy for one of the source (side 0), or the other way round."""
    lengths = _lengths(gap, side)
    for k in range(size - 1):
        if not gap.flags[words[k]] & WORD:
            continue
        length = gap.sizes[words[k]]
        for count in range(2, MOST + 1):
            last = k + count - 1
            if last >= size or places[last] - places[k] != count - 1:
                break
            flags = gap.flags[words[last]]
            if not flags & WORD and (count > 2 or not flags & MARK):
                break
            length += gap.sizes[words[last]]
            if flags & WORD and lengths & _asked_for(length) and _find_wholes(gap, words, k, count, length, side):
                return True
    return False


def _lengths(gap: Gap, side: int) -> int:
    """How many letters the other side's words have, as bits; the last one is for all that are longer."""
    lengths = BIT ^ BIT
    for w in range(gap.n if side else gap.m):
        lengths |= BIT << min(gap.our_sizes[w] if side else gap.their_sizes[w], MANY)
    return lengths


def _least(length: int) -> int:
    """Letters that a word has at least that stands for parts of so many: a sixth may be lost, or more."""
    return max(SHORTEST, 6 * length // 7)


def _most(length: int) -> int:
    """And at most: parts may have lost one letter and a sixth."""
    return 6 * (length + 1) // 5


def _asked_for(length: int) -> int:
    """Likewise, as bits of `_lengths`."""
    return (BIT << (min(_most(length), MANY) + 1)) - (BIT << min(_least(length), MANY))


def _find_wholes(gap: Gap, parts: array[int], k: int, count: int, length: int, side: int) -> bool:
    """Tokens of one side, `count` of them from place k on, of so many letters, against each of the other."""
    size = gap.n if side else gap.m
    kinds, least, most, last = _kinds_of(gap, parts, k, count), _least(length), _most(length), k + count - 1
    is_written = is_masked = False
    if natives.took(gap, size):
        return True
    for w in range(size):
        other = gap.our_sizes[w] if side else gap.their_sizes[w]
        whole = gap.ours[w] if side else gap.theirs[w]
        if other < least or other > most or _is_beside_number(gap, parts, k, count, whole):
            continue
        longest = max(length, other)
        edits, limit = 0, longest // 4
        if longest > near.LONGEST_WORD:  # of what is longer than words only the very same letters are near
            if natives.took(gap, other):
                return True
            if other != length or not _is_written(gap, parts, k, count, whole):
                continue
        elif abs(other - length) <= limit and not near.are_apart(kinds, gap.kinds[whole], limit):
            if natives.took(gap, length * other):
                return True
            if not is_written:
                _write(gap, parts, k, count)
                is_written, is_masked = True, near.mask(gap, gap.written, 0, length)
            edits = _edits(gap, length, whole, limit, side, is_masked)
        else:
            continue
        if edits > limit:
            continue
        cost = near.price_of(gap, edits, longest) + gap.joined
        _put(gap, w if side else last, last if side else w, count, side, cost)
    if is_written:
        near.unmask(gap, gap.written, 0, length)
    return False


def _is_beside_number(gap: Gap, parts: array[int], k: int, count: int, whole: int) -> bool:
    """Whether one of the parts is the word itself, and the other a number: a note's, or dirt, and no letters of it."""
    last = parts[k + count - 1]
    if parts[k] != whole and last != whole:
        return False
    other = parts[k] if last == whole else last
    return gap.digit_from[other + 1] - gap.digit_from[other] == gap.sizes[other]


def _kinds_of(gap: Gap, parts: array[int], k: int, count: int) -> int:
    """Which letters they have together, as those of a word."""
    kinds = gap.kinds[parts[k]]
    for p in range(1, count):
        kinds |= BIT << (HYPHEN & 63) if _is_hyphen(gap, parts[k + p], p, count) else gap.kinds[parts[k + p]]
    return kinds


def _put(gap: Gap, i: int, j: int, count: int, side: int, cost: int) -> None:
    at, way = i * gap.m + j, count + 1 if side else count - 1
    gap.price[WAYS * at + way] = cost
    gap.ways[at] |= BIT << way


def _is_hyphen(gap: Gap, word: int, place: int, count: int) -> bool:
    """Whether a part is a mark between two words: a hyphen, misread or set apart; an apostrophe is what it is."""
    if place != 1 or count != MOST or not gap.flags[word] & MARK:
        return False
    return gap.letters[gap.letter_from[word]] != APOSTROPHE


def _is_written(gap: Gap, parts: array[int], k: int, count: int, whole: int) -> bool:
    """Whether words written together are this one, letter by letter."""
    at = gap.letter_from[whole]
    for p in range(count):
        is_hyphen = _is_hyphen(gap, parts[k + p], p, count)
        for c in range(gap.letter_from[parts[k + p]], gap.letter_from[parts[k + p] + 1]):
            if gap.letters[at] != (HYPHEN if is_hyphen else gap.letters[c]):
                return False
            at += 1
    return True


def _write(gap: Gap, parts: array[int], k: int, count: int) -> None:
    """Write words together: their letters, and their digits."""
    size = digits = 0
    for p in range(count):
        word = parts[k + p]
        is_hyphen = _is_hyphen(gap, word, p, count)
        for c in range(gap.letter_from[word], gap.letter_from[word + 1]):
            gap.written[size] = HYPHEN if is_hyphen else gap.letters[c]
            size += 1
        for c in range(gap.digit_from[word], gap.digit_from[word + 1]):
            gap.written_digits[digits] = gap.digits[c]
            digits += 1
    gap.written_count = digits


def _edits(gap: Gap, size: int, whole: int, limit: int, side: int, is_masked: bool) -> int:  # noqa: FBT001
    """From what was written together to a word; above the limit where they have other digits."""
    if is_masked:
        edits = near.masked_edits(gap, size, whole)
    else:
        edits = near.edits_within(gap, gap.written, 0, size, whole, limit)
    if not edits:
        return 0
    at, count = gap.digit_from[whole], gap.digit_from[whole + 1] - gap.digit_from[whole]
    if side:
        is_other = near.other_digits(gap.digits, at, count, gap.sizes[whole], gap.written_digits, 0, gap.written_count)
    else:
        is_other = near.other_digits(gap.written_digits, 0, gap.written_count, size, gap.digits, at, count)
    return limit + 1 if is_other else edits
