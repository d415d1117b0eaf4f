"""White space between tokens that agree: where it differs, and a text written as its source writes it.

A tokenised copy differs from its source in the white space around nearly every mark, so that these differences are
counted by default, and made into values only for who asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import is_normalized, normalize

from restore.aligner.alignment import Alignment, Block, Relation
from restore.differences import Cause, Code, Difference, Op, Selector, Span
from restore.ids import CONTEXT, Ids
from restore.judging import blank, judged
from restore.repair import Plan, Splice, apply_plan, decided, make_plan
from restore.restoration import Restoration, align
from restore.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Spacing:
    """The characters before copy token `copy` and source token `source`, which agree, as do the tokens before them."""

    copy: int
    source: int


def gaps(alignment: Alignment) -> Iterator[Spacing]:
    """The gaps whose characters differ, in the copy's order."""
    copy, source = alignment.copy, alignment.source
    for block in _written_otherwise(alignment):
        shift = block.source_start - block.copy_start
        for at in range(block.copy_start + 1, block.copy_end):
            has = copy.raw[copy.ends[at - 1] : copy.starts[at]]
            if has != source.raw[source.ends[at + shift - 1] : source.starts[at + shift]]:
                yield Spacing(at, at + shift)


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
        for block in _written_otherwise(alignment)
        for at, to in _tokens(block)
    )


def _written_otherwise(alignment: Alignment) -> Iterator[Block]:
    """The blocks that agree, but not in each character: most do, and are not looked through token by token."""
    copy, source = alignment.copy, alignment.source
    for block in alignment:
        if block.relation is Relation.EQUAL:
            has = copy.slice(block.copy_start, block.copy_end)
            if has != source.slice(block.source_start, block.source_end):
                yield block


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
    found = decided(_differences(restoration.alignment), restoration.policy)
    differences = sorted(
        [*restoration.differences, *found], key=lambda d: (d.copy.start, d.op is not Op.MOVE, d.copy.end)
    )
    copy = restoration.alignment.copy.raw
    plan = make_plan(copy, differences)
    return replace(restoration, differences=differences, plan=plan, text=apply_plan(copy, plan))


def _differences(alignment: Alignment) -> Iterator[Difference]:
    copy, source = alignment.copy, alignment.source
    ids = Ids()
    newline = _newline(copy.raw)
    found = list(gaps(alignment))
    verdicts = judged(alignment, [blank(alignment, gap.copy, gap.source) for gap in found])
    for gap, verdict in zip(found, verdicts[len(verdicts) - len(found) :], strict=True):
        has = _span(copy.raw, copy.ends[gap.copy - 1], copy.starts[gap.copy])
        lacks = _span(source.raw, source.ends[gap.source - 1], source.starts[gap.source])
        op = Op.REPLACE if has.text and lacks.text else Op.INSERT if has.text else Op.DELETE
        around = [*copy.folds[max(gap.copy - CONTEXT, 0) : gap.copy + CONTEXT], has.text, lacks.text]
        yield Difference(
            id=ids.of(["spacing", *around]),
            code=Code(op, Cause.SPACING),
            copy=has,
            source=lacks,
            replacement=_ended(lacks.text, newline),
            confidence=verdict.confidence,
            evidence=verdict.evidence,
            explanations=verdict.explanations,
        )


def _span(raw: str, start: int, end: int) -> Span:
    return Span(start, end, raw[start:end])


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
    newline = _newline(copy.raw)
    for at, to in _agreeing(alignment):
        if at and to:
            lead = _ended(source.raw[source.ends[to - 1] : source.starts[to]], newline)
            if copy.raw[copy.ends[at - 1] : copy.starts[at]] != lead:
                yield Splice(copy.ends[at - 1], copy.starts[at], lead)
        if copy.form(at) == source.form(to) and copy.token(at) != source.token(to):
            yield Splice(copy.starts[at], copy.ends[at], source.token(to))


def _agreeing(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """Copy and source tokens that say the same."""
    for block in alignment:
        if block.relation is Relation.EQUAL:
            yield from _tokens(block)


def _newline(raw: str) -> str:
    return "\r\n" if "\r\n" in raw else "\n"


def _ended(space: str, newline: str) -> str:
    """White space with this line end."""
    return space.replace("\r\n", "\n").replace("\n", newline)
