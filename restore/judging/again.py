"""The same words twice, side by side, each time read otherwise: an engine read a line again.

Two readings of a line differ in letters here and there. A sentence that somebody wrote like the one before has another
word in a place, which is several letters together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from restore.aligner.letters import folded
from restore.edits import similarity, stretches
from restore.language import changes_meaning
from restore.text import Text, is_word

LEAST = 8  # words: shorter phrases are alike in an editor's parallels ("the major tone", "the minor tone")
MOST = 400  # tokens: an engine reads lines again, no pages, and what is longer takes long to compare
ALIKE = 0.6  # of the letters at least, or they are not looked at one by one, which takes its time
APART = 4  # letters that differ together at most: more are another word
BETWEEN = 2  # letters that agree between two that differ, so that those are apart
GIVE = 16  # tokens, of which the other reading may have one more or less: letters are lost and put in


def is_read_again(copy: Text, start: int, end: int) -> bool:
    """Whether copy tokens [start, end) stand right beside them once more, read otherwise.

    The alignment may have begun in the midst: then what stands first in them is read again behind, and the rest before.
    """
    if end - start > MOST or sum(map(is_word, copy.folds[start:end])) < LEAST:
        return False
    return any(
        _is_near(copy, range(start, middle), range(end, len(copy)))
        and _is_near(copy, range(middle, end), range(start - 1, -1, -1))
        for middle in _middles(copy, start, end)
    )


def _middles(copy: Text, start: int, end: int) -> Iterator[int]:
    """Where the first reading may end: at the edges, and where a line begins."""
    yield from (start, end)
    yield from (at for at in range(start + 1, end) if "\n" in copy.raw[copy.ends[at - 1] : copy.starts[at]])


def _is_near(copy: Text, ours: range, beside: range) -> bool:
    """Whether these tokens are read again in the first of those beside them, which go away from them."""
    if not ours:
        return True
    words = copy.folds[ours.start : ours.stop]
    letters = _letters(copy, ours)
    nearest = bisect_left(_ends(copy, beside, 2 * len(letters)), len(letters)) + 1
    if similarity(letters, _letters(copy, beside[:nearest])) < ALIKE:
        return False
    give = 1 + nearest // GIVE
    return any(
        _agree(letters, _letters(copy, beside[:count]))
        and _mean_the_same(words, [copy.folds[at] for at in sorted(beside[:count])])
        for count in range(max(nearest - give, 0), nearest + give + 1)
    )


def _ends(copy: Text, tokens: Iterable[int], limit: int) -> list[int]:
    """How many letters there are up to the end of each token, below a limit; none is looked at behind it."""
    ends: list[int] = []
    end = 0
    for at in tokens:
        end += len(folded(copy.folds[at]))
        if end >= limit:
            break
        ends.append(end)
    return ends


def _letters(copy: Text, tokens: Iterable[int]) -> str:
    return "".join(folded(copy.folds[at]) for at in sorted(tokens))


def _agree(one: str, other: str) -> bool:
    """Whether two rows of letters differ nowhere in many together."""
    together, agree = 0, BETWEEN
    for op, start, end, at, last in stretches(one, other):
        size = max(end - start, last - at)
        if op == "equal":
            agree = size
        else:
            together = size if agree >= BETWEEN else together + size
            agree = 0
        if together > APART:
            return False
    return True


def _mean_the_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether no other number, date or negation stands where the words differ; either may be the garbled one."""
    return not any(
        changes_meaning(ours, theirs, misread=True) and changes_meaning(theirs, ours, misread=True)
        for ours, theirs in _differing(one, other)
    )


def _differing(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The words that differ, those together that stand together: of a word in two, neither part says anything."""
    from rapidfuzz.distance import Levenshtein

    i = j = 0
    for block in Levenshtein.editops(one, other).as_matching_blocks():
        if block.a > i or block.b > j:
            yield one[i : block.a], other[j : block.b]
        i, j = block.a + block.size, block.b + block.size
