"""Differences of white space as values, and a text written as its source writes it.

A tokenised copy differs from its source in the white space around nearly every mark, so that these differences are
counted by default; made into values are those that are none of the copy's own ways, and all for who asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator
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
from restore.differences import Cause, Selector
from restore.judging import judged
from restore.repair import Plan, Splice, apply_plan, decided, make_plan
from restore.restoration import Restoration, align
from restore.values import replace


def forms(alignment: Alignment) -> int:
    """How many tokens agree that are other characters of Unicode for the same letters, as é in one or in two.

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


def with_spacing(restoration: Restoration) -> Restoration:
    """The restoration with its differences of white space listed, decided by its policy, and repaired accordingly."""
    alignment = restoration.alignment
    blanks = blanks_of(alignment, gaps(alignment))
    verdicts = judged(alignment, blanks)
    found = decided(blank_differences(alignment, verdicts[len(verdicts) - len(blanks) :]), restoration.policy)
    differences = with_blanks([each for each in restoration.differences if not is_blank(each)], found)
    plan = make_plan(alignment.copy, differences)
    return replace(restoration, differences=differences, plan=plan, text=apply_plan(alignment.copy.raw, plan))


def written_as_source(text: str, *, source: str) -> str:
    r"""The text with the source's white space, quotes and brackets wherever both say the same; its own words stay.

    >>> written_as_source("He said : `` I ca n't . ''", source="He said: “I can't.”")
    "He said: “I can't.”"
    """
    alignment = align(text, source=source)
    return apply_plan(text, Plan(list(_rewritten(alignment))))


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
