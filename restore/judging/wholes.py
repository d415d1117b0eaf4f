"""What a changed stretch is before it is cut: mentions with what belongs before them, repetitions, paragraphs.

The lattice knows a mention by what the source has elsewhere, word for word. Where it was written, another article may
stand before it, or one that is no word of its own ("qu'Yves Le Goff" for "qu'il"). Cut off, either would be left behind
or go alone, and the other stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from restore.aligner.alignment import Block, Mention, Relation, with_mentions
from restore.edits import similarity
from restore.judging.cutting import CLAUSE, cut_off
from restore.language.words import ARTICLES
from restore.text import Text, blank_before, is_word

ALIKE: Final = 0.5  # share of letters from which words are taken for others that were misread
_CLOSED_BY: Final = {"(": ")", "[": "]"}


def with_beginnings(copy: Text, source: Text, block: Block) -> Block:
    """The block, its mentions with the articles before them, and with a first word that another is written onto."""
    count = len(block.mentions)
    if not count or (count > CLAUSE and block.source_end - block.source_start < count):
        return block  # none, or a clause, which is left as one
    found: list[Mention] = []
    for mention in block.mentions:
        start = mention.start
        while start > block.copy_start and _begins(copy, source, mention, start - 1):
            last = found[-1] if found else None
            if last and last.end == start:
                if last.end - last.start > 1:
                    break
                found.pop()
            start -= 1
        moved = mention.start - start
        found.append(Mention(start, mention.end, max(mention.origin - moved, 0)) if moved else mention)
    return with_mentions(block, tuple(found))


def _begins(copy: Text, source: Text, mention: Mention, at: int) -> bool:
    """Whether the token before a mention is an article, or ends in the word that the source has before it there."""
    fold, before = copy.folds[at], mention.origin - 1
    if fold in ARTICLES:
        return True
    if at != mention.start - 1 or not 0 <= before < len(source) or not is_word(source.folds[before]):
        return False
    return fold.endswith(("'" + source.folds[before], "-" + source.folds[before]))


def is_in_brackets(folds: Sequence[str]) -> bool:
    """Whether these tokens stand in brackets, and somebody put them in with them.

    >>> is_in_brackets(["(", "kim", "lee", ")"]), is_in_brackets(["(", "kim", ")", "lee"])
    (True, False)
    """
    return _CLOSED_BY.get(folds[0]) == folds[-1]


def without_repeated(copy: Text, source: Text, block: Block) -> list[Block]:
    """The block; one in which the copy has what stands before it once more, and then the source's words, in two.

    A mention goes on as far as the source has it, and takes these words for its own.
    """
    first, last, start, end = block.copy_start, block.copy_end, block.source_start, block.source_end
    size = (last - first) - (end - start)
    if not 0 < size <= first or start == end:
        return [block]
    again = copy.folds[first : first + size]
    if again != copy.folds[first - size : first] or copy.folds[first + size : last] != source.folds[start:end]:
        return [block]
    return [
        Block(block.relation, first, first + size, start, start, block.moved, (), block.posterior),
        Block(Relation.EQUAL, first + size, last, start, end, block.moved),
    ]


def paragraphs_apart(copy: Text, source: Text, block: Block) -> list[Block]:
    """The block; one of words that are alike, beside which either text alone has a paragraph, as a heading, in two.

    Where the paragraph ends with the mark that the words before it have too, and the texts agree in the later one, it
    begins with the earlier.
    """
    first, last, start, end = block.copy_start, block.copy_end, block.source_start, block.source_end
    if block.mentions or first == last or start == end:
        return [block]
    is_ours = last - first > end - start
    text, begin, stop = (copy, first, last) if is_ours else (source, start, end)
    begins = [at for at in range(begin + 1, stop) if _begins_paragraph(text, at)]
    if not begins:
        return [block]
    front, back = begins[-1] if _begins_paragraph(text, begin) else begin, begins[0]
    if not _begins_paragraph(text, stop):
        back -= 1
        if back == begin or text.folds[back] != text.folds[stop] or not _begins_paragraph(text, stop + 1):
            back = stop
    words = "".join(source.folds[start:end] if is_ours else copy.folds[first:last])
    likeness, kept = max(
        (similarity("".join(text.folds[one:other]), words), (one, other))
        for one, other in ((front, stop), (begin, back))
    )
    return list(cut_off(block, *kept, longer=is_ours)) if likeness >= ALIKE else [block]


def _begins_paragraph(text: Text, at: int) -> bool:
    return at in (0, len(text)) or blank_before(text, at).count("\n") > 1
