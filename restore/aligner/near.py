"""Near words of a gap: the same word misread or mistyped, character by character, joined or split.

Other digits are never near: they are another number, whatever the distance. Words that change the meaning in another
way may stand for each other here, and are taken for changed ones afterwards (engine.py).
"""

from __future__ import annotations

from array import array

from restore import natives
from restore.aligner.gap import NEAR, WAYS, Gap

BIT = 1  # of 64: C would take a bare one for fewer
LONGEST_WORD = 64  # longer "words" are data, not misreadings, and would make the comparison costly
BEFORE = 128  # where the table's last row but one stands, behind its last
ALL = (1 << 64) - 1  # the bits of a row of the table of edits


def find_singles(gap: Gap) -> bool:
    """Which tokens are equal, and which are near; as of all that follows, whether it was stopped."""
    for i in range(gap.n):
        first, size = gap.letter_from[gap.ours[i]], gap.our_sizes[i]
        is_masked = mask(gap, gap.letters, first, size)
        if natives.took(gap, gap.m) or _find_row(gap, i, is_masked):
            return True
        unmask(gap, gap.letters, first, size)
    return False


def _find_row(gap: Gap, i: int, is_masked: bool) -> bool:  # noqa: FBT001 - C takes them in order
    ours, size, kinds, row = gap.ours[i], gap.our_sizes[i], gap.our_kinds[i], i * gap.m
    shortest, most = size - size // 2 if size > 3 else size - 1, 2 * size  # letters that its edits may leave or make
    for j in range(gap.m):
        gap.ways[row + j] = 0
    for j in range(gap.m):
        if ours == gap.theirs[j]:
            gap.price[WAYS * (row + j)], gap.ways[row + j] = 0, 1
            continue
        other = gap.their_sizes[j]
        if not shortest <= other <= most:
            continue
        longest = max(other, size)
        limit = longest // 2 if longest > 3 else 1
        if are_apart(kinds, gap.their_kinds[j], limit):
            continue
        if longest < 2 or longest > LONGEST_WORD or _are_other_digits(gap, ours, gap.theirs[j]):
            continue
        if natives.took(gap, other if is_masked else size * other):
            return True
        if is_masked:
            edits = masked_edits(gap, size, gap.theirs[j])
        else:
            edits = edits_within(gap, gap.letters, gap.letter_from[ours], size, gap.theirs[j], limit)
        if edits <= limit:
            known = gap.near_known if gap.offsets[ours + 1] > gap.offsets[ours] else 0
            gap.price[WAYS * (row + j)] = price_of(gap, edits, longest) + known
            gap.ways[row + j] = 1 | NEAR
    return False


def are_apart(kinds: int, others: int, limit: int) -> bool:
    """Whether one of two words has more kinds of letters that the other has not than edits are allowed.

    An edit takes one of them away at most, and brings one.
    """
    return natives.bits_of(kinds & ~others) > limit or natives.bits_of(others & ~kinds) > limit


def price_of(gap: Gap, edits: float, longest: float) -> int:
    """What it costs that so many of the letters of the longer of two words are others."""
    return gap.near + natives.whole(gap.near_edit * (edits / longest))


def _are_other_digits(gap: Gap, ours: int, theirs: int) -> bool:
    first, other = gap.digit_from[ours], gap.digit_from[theirs]
    count, others = gap.digit_from[ours + 1] - first, gap.digit_from[theirs + 1] - other
    if not count and not others:
        return False
    return other_digits(gap.digits, first, count, gap.sizes[ours], gap.digits, other, others)


def other_digits(
    ours: array[int], at: int, count: int, size: int, theirs: array[int], other: int, others: int
) -> bool:  # fmt: skip
    """Whether the digits differ; a word that a misreading put a digit into ("search6ol") is no number.

    Those of the copy are `ours[at:at + count]`, of a word of `size` letters.
    """
    is_same = count == others
    for k in range(count if is_same else 0):
        if ours[at + k] != theirs[other + k]:
            is_same = False
    return not is_same and (others > 0 or 2 * count > size)


def mask(gap: Gap, letters: array[int], first: int, size: int) -> bool:
    """Where a word has each letter, as bits of row letter & 255; whether each letter has a row of its own."""
    if size < 1 or size > LONGEST_WORD:
        return False
    for c in range(size):
        letter = letters[first + c]
        row = letter & 255
        if gap.rows[row] and gap.keys[row] != letter:
            return False
        gap.keys[row] = letter
        gap.rows[row] |= BIT << c
    return True


def unmask(gap: Gap, letters: array[int], first: int, size: int) -> None:
    """Take the word out again."""
    for c in range(first, first + size):
        gap.rows[letters[c] & 255] = 0


def masked_edits(gap: Gap, size: int, word: int) -> int:
    """Edits from the word in the mask, of `size` letters, to another: a row of the table at once, in a number's bits.

    Two neighbours that changed places are one edit, as they are to who typed them ("teh"; Damerau 1964). Hyyrö, A
    bit-vector algorithm for computing Levenshtein and Damerau edit distances (2003).
    """
    more, less, last = ALL, ALL ^ ALL, BIT << (size - 1)
    diagonal = before = ALL ^ ALL
    edits = size
    for c in range(gap.letter_from[word], gap.letter_from[word + 1]):
        letter = gap.letters[c]
        equal = gap.rows[letter & 255] if gap.keys[letter & 255] == letter else less ^ less
        swapped = (((diagonal ^ ALL) & equal) << 1) & before
        diagonal = ((((equal & more) + more) & ALL) ^ more) | equal | less | swapped
        rise, fall = less | ((diagonal | more) ^ ALL), more & diagonal
        if rise & last:
            edits += 1
        if fall & last:
            edits -= 1
        rise = (rise << 1 | BIT) & ALL
        more = (fall << 1 & ALL) | ((diagonal | rise) ^ ALL)
        less = rise & diagonal
        before = equal
    return edits


def edits_within(gap: Gap, letters: array[int], at: int, size: int, word: int, limit: int) -> int:
    """The same, letter by letter, from `letters[at:at + size]` to a word, given up above the limit."""
    row, first, other = gap.edits, gap.letter_from[word], gap.sizes[word]
    for j in range(other + 1):
        row[j] = j
    for i in range(size):
        diagonal, least, corner, behind = row[0], i + 1, 0, row[BEFORE]
        row[BEFORE], row[0] = row[0], i + 1
        for j in range(other):
            above = row[j + 1]
            cost = diagonal if letters[at + i] == gap.letters[first + j] else diagonal + 1
            cost = min(cost, above + 1)
            cost = min(cost, row[j] + 1)
            if i and j and letters[at + i] == gap.letters[first + j - 1]:
                cost = min(cost, corner + 1 if letters[at + i - 1] == gap.letters[first + j] else cost)
            corner, behind = behind, row[BEFORE + j + 1]
            diagonal = row[BEFORE + j + 1] = above
            row[j + 1] = cost
            least = min(least, cost)
        if least > limit:
            return limit + 1
    return row[other]
