"""Differences of white space as values, and a text written as its source writes it.

A tokenised copy differs from its source in the white space around nearly every mark, so that these differences are
counted by default; made into values are those that are none of the copy's own ways, and all for who asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import is_normalized, normalize

from restore.aligner.alignment import Alignment, Block, Relation
from restore.blanks import (
    blank_differences,
    blanks_of,
    ended,
    gaps,
    is_blank,
    newline_of,
    with_blanks,
    written_otherwise,
)
from restore.differences import Cause, Difference, Selector
from restore.judging import judged
from restore.repair import Plan, Policy, Splice, apply_plan, decided


def forms(alignment: Alignment) -> int:
    """How many tokens agree that are other characters of Unicode for the same letters, as é in one or in two.

    >>> from restore.restoration import align
    >>> forms(align("un re\u0301sume\u0301", source="un r\u00e9sum\u00e9"))
    1
    """
    copy, source = alignment.copy, alignment.source
    if is_normalized("NFC", copy.raw) and is_normalized("NFC", source.raw):  # as nearly all texts are
        return 0
    return sum(
        (has := copy.token(at)) != (lacks := source.token(to)) and normalize("NFC", has) == normalize("NFC", lacks)
        for block in written_otherwise(alignment)
        for at, to in _tokens(block)
    )


def _tokens(block: Block) -> Iterator[tuple[int, int]]:
    """A block's tokens of the copy and the source."""
    copy, source = range(block.copy_start, block.copy_end), range(block.source_start, block.source_end)
    return zip(copy, source, strict=True)


def asks_for_spacing(select: Selector | None) -> bool:
    """Whether a selection names spacing itself; an operation or `all` does not mean every blank.

    >>> asks_for_spacing(Selector.parse("insert:spacing,entity")), asks_for_spacing(Selector.parse("insert"))
    (True, False)
    """
    return select is not None and any(name.rpartition(":")[2] == Cause.SPACING for name in select.names)


def with_spacing(alignment: Alignment, differences: Sequence[Difference], policy: Policy) -> list[Difference]:
    """The differences with all of white space among them, decided by the policy."""
    blanks = blanks_of(alignment, gaps(alignment))
    verdicts = judged(alignment, blanks)
    found = decided(blank_differences(alignment, verdicts[len(verdicts) - len(blanks) :]), policy)
    return with_blanks([each for each in differences if not is_blank(each)], found)


def written_as_source(alignment: Alignment) -> str:
    r"""The copy with the source's white space, quotes and brackets wherever both say the same; its own words stay.

    >>> from restore.restoration import align
    >>> written_as_source(align("He said : `` I ca n't . ''", source="He said: “I can't.”"))
    "He said: “I can't.”"
    """
    return apply_plan(alignment.copy.raw, Plan(list(_rewritten(alignment))))


def _rewritten(alignment: Alignment) -> Iterator[Splice]:
    """Splices for what stands before each token that agrees, and for the token itself unless its capitals differ."""
    copy, source = alignment.copy, alignment.source
    newline = newline_of(copy.raw)
    for at, to in _agreeing(alignment):
        if at and to:
            lead = ended(source.raw[source.ends[to - 1] : source.starts[to]], newline)
            if copy.raw[copy.ends[at - 1] : copy.starts[at]] != lead:
                yield Splice(copy.ends[at - 1], copy.starts[at], lead)
        if copy.form(at) == source.form(to) and copy.token(at) != source.token(to):
            yield Splice(copy.starts[at], copy.ends[at], source.token(to))


def _agreeing(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """Copy and source tokens that say the same."""
    for block in alignment:
        if block.relation is Relation.EQUAL:
            yield from _tokens(block)
