"""From two texts to findings: every difference and every other writing, with its kind and its place in both texts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from restore.aligner.alignment import Alignment
from restore.differences import Cause, Code, Difference, Op, Span
from restore.golden import meaning
from restore.golden.kinds import BLOCKS, FindingKind, label
from restore.golden.spans import same_letters, span_of, unbroken
from restore.golden.typography import Variant, variants
from restore.ids import CONTEXT, Ids
from restore.language import changes_negation, changes_number
from restore.language.datelines import begins_dateline, is_dateline
from restore.restoration import align, find_differences
from restore.text import Text, is_word, starts_line

LONG = 8  # tokens of a passage that is told as a block wherever it stands


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in which the received text is not the golden one.

    `golden` and `received` are spans in code points; `line` and `column` (from 1) are where it stands in the golden
    text. The id depends on the words and on the golden words around them, not on positions and not on the kind.
    """

    id: str
    kind: FindingKind
    code: Code
    golden: Span
    received: Span
    line: int
    column: int
    words: int
    confidence: float
    difference: Difference | None = None
    element: str = ""  # of the page, that a block which came in is from, where that is known

    @property
    def label(self) -> str:
        """The kind in plain words."""
        return label(self.kind, self.code.op.value)


def find(received: str, golden: str) -> list[Finding]:
    """All findings, in the golden text's order. Two texts have none exactly when they are the same string."""
    return Finder(align(received, source=golden, copy_name="received", source_name="golden")).findings()


class Finder:
    """The findings of one alignment: copy is the received text, source the golden one."""

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment
        self.received: Text = alignment.copy
        self.golden: Text = alignment.source
        self._lines = [0, *(at + 1 for at, c in enumerate(self.golden.raw) if c == "\n")]
        self._ids = Ids()

    def findings(self) -> list[Finding]:
        """Differences and variants; what one broken word gave in pieces is one finding."""
        found = [self._of_difference(d) for d in self._whole_blocks(find_differences(self.alignment))]
        found += [self._of_variant(v) for v in variants(self.alignment)]
        ordered = sorted(found, key=lambda f: (f.golden.start, f.golden.end, f.received.start))
        return [self._named(f) for f in self._whole_words(ordered)]

    def _whole_blocks(self, differences: Sequence[Difference]) -> Iterator[Difference]:
        """Neighbours that all came, or all went, and fill whole lines together are one passage."""
        group: list[Difference] = []
        for difference in (*differences, None):
            if group and difference and self._goes_on(group[-1], difference):
                group.append(difference)
                continue
            yield from self._grouped(group)
            group = [difference] if difference else []

    def _goes_on(self, one: Difference, other: Difference) -> bool:
        """Whether nothing but white space stands between two differences that are on the same side alone."""
        if one.op is not other.op or one.op not in {Op.INSERT, Op.DELETE}:
            return False
        between = (
            self.received.raw[one.copy.end : other.copy.start]
            if one.op is Op.INSERT
            else self.golden.raw[one.source.end : other.source.start]
        )
        still = one.source.end == other.source.start if one.op is Op.INSERT else one.copy.end == other.copy.start
        return still and not between.strip()

    def _grouped(self, group: Sequence[Difference]) -> Sequence[Difference]:
        if len(group) < 2:
            return group
        first, last = group[0], group[-1]
        whole = replace(
            first,
            code=Code(first.op, Cause.PASSAGE),
            copy=span_of(self.received, first.copy.start, last.copy.end),
            source=span_of(self.golden, first.source.start, last.source.end),
            confidence=min(d.confidence for d in group),
        )
        return [whole] if self._fills_lines(whole, whole.source, whole.copy) else group

    def _of_difference(self, difference: Difference) -> Finding:
        golden, received = self._on_lines(difference)
        kind = self._kind(difference, golden, received)
        code = difference.code
        if kind in BLOCKS and code.cause not in _BLOCK_CAUSES:
            code = Code(code.op, Cause.PASSAGE)
        return self._finding(kind, code, golden, received, difference=difference)

    def _of_variant(self, variant: Variant) -> Finding:
        cause = _VARIANT_CAUSES.get(variant.kind, Cause.PUNCTUATION)
        golden = span_of(self.golden, variant.golden_start, variant.golden_end)
        received = span_of(self.received, variant.received_start, variant.received_end)
        return self._finding(variant.kind, Code(Op.REPLACE, cause), golden, received)

    def _finding(
        self, kind: FindingKind, code: Code, golden: Span, received: Span, *, difference: Difference | None = None
    ) -> Finding:
        words = max(self._words(self.golden, golden), self._words(self.received, received)) if difference else 0
        confidence = difference.confidence if difference else 1.0
        line = bisect_right(self._lines, golden.start)
        column = golden.start - self._lines[line - 1] + 1
        return Finding("", kind, code, golden, received, line, column, words, confidence, difference)

    def _named(self, finding: Finding) -> Finding:
        """With its id."""
        first, last = self._tokens(self.golden, finding.golden)
        parts = [
            *self.golden.folds[max(first - CONTEXT, 0) : first], "\0", finding.golden.text, "\0",
            *self.golden.folds[last : last + CONTEXT], "\1", finding.received.text,
        ]  # fmt: skip
        return replace(finding, id=self._ids.of(parts))

    @staticmethod
    def _tokens(text: Text, span: Span) -> tuple[int, int]:
        """The tokens of a span; for an empty one, twice the token that follows it."""
        first = bisect_left(text.starts, span.start)
        return first, max(first, bisect_left(text.starts, span.end))

    def _words(self, text: Text, span: Span) -> int:
        first, last = self._tokens(text, span)
        return sum(map(is_word, text.folds[first:last]))

    def _on_lines(self, difference: Difference) -> tuple[Span, Span]:
        """The spans of a difference, words that came in at the end of a line on that line."""
        golden, received = difference.source, difference.copy
        return self._ends_line(golden, received) if difference.op is Op.INSERT else golden, received

    def _ends_line(self, golden: Span, received: Span) -> Span:
        """The golden point of words that came in at the end of a line: there, not before the next line's first word."""
        before = len(self.golden.raw[: golden.start].rstrip())
        came = self.received.raw[: received.start]
        gap = came[len(came.rstrip()) :]
        if "\n" in self.golden.raw[before : golden.start] and "\n" not in gap and gap:
            return Span(before, before, "")
        return golden

    def _kind(self, difference: Difference, golden: Span, received: Span) -> FindingKind:
        if difference.op is Op.MOVE:
            return FindingKind.BLOCK_MOVED
        if self._spoilt(meaning.has_mojibake, golden, received):
            return FindingKind.MOJIBAKE
        if self._spoilt(meaning.has_markup, golden, received):
            return FindingKind.MARKUP
        if self._is_of_dateline(difference, golden, received):
            return FindingKind.DATELINE
        if difference.cause in _BLOCK_CAUSES or self._fills_lines(difference, golden, received):
            return self._block_kind(difference, golden, received)
        if (parts := same_letters(golden.text, received.text)) is not None:
            return parts
        return self._word_kind(difference, golden, received)

    def _word_kind(self, difference: Difference, golden: Span, received: Span) -> FindingKind:
        """The kind of a change within a paragraph: what turns the meaning goes first."""
        (g0, g1), (r0, r1) = self._tokens(self.golden, golden), self._tokens(self.received, received)
        if difference.cause is Cause.DUPLICATE:
            return FindingKind.DUPLICATE
        ours, theirs = self.received.folds[r0:r1], self.golden.folds[g0:g1]
        if changes_negation(ours, theirs):
            return FindingKind.NEGATION
        if changes_number(ours, theirs):
            return FindingKind.NUMBER
        if difference.cause in {Cause.ENTITY, Cause.HYPHEN, Cause.CASE, Cause.PUNCTUATION}:
            return FindingKind(difference.cause.value)
        if meaning.names(self.golden, g0, g1) != meaning.names(self.received, r0, r1):
            return FindingKind.NAME
        return FindingKind.SPLIT if difference.cause is Cause.SPACING else FindingKind(difference.cause.value)

    def _block_kind(self, difference: Difference, golden: Span, received: Span) -> FindingKind:
        if difference.op is Op.REPLACE:
            return FindingKind.BLOCK_CHANGED
        text = received.text if difference.op is Op.INSERT else golden.text
        if is_dateline(text):
            return FindingKind.DATELINE
        if meaning.is_caption(text):
            return FindingKind.CAPTION
        if difference.op is Op.DELETE:
            return FindingKind.BLOCK_MISSING
        return FindingKind.BLOCK_DUPLICATED if self._stands_in_golden(received) else FindingKind.BLOCK_ADDED

    def _is_of_dateline(self, difference: Difference, golden: Span, received: Span) -> bool:
        """Whether it is of a dateline at the head of a paragraph that stands in the other text without one."""
        if difference.op not in {Op.INSERT, Op.DELETE}:
            return False
        (text, span), (other, point) = (self.golden.raw, golden), (self.received.raw, received.start)
        if difference.op is Op.INSERT:
            (text, span), (other, point) = (self.received.raw, received), (self.golden.raw, golden.start)
        if not begins_dateline(text, span.start, span.end):
            return False
        at = point
        while other[at : at + 1].isspace():
            at += 1
        heads = not other[other.rfind("\n", 0, at) + 1 : at].strip()
        return heads and not begins_dateline(other, at, at)

    def _stands_in_golden(self, received: Span) -> bool:
        """Whether the golden text has the same words somewhere else, and this is a second time."""
        first, last = self._tokens(self.received, received)
        words = f"\x1f{chr(0x1F).join(self.received.folds[first:last])}\x1f"
        return last - first >= LONG and words in f"\x1f{chr(0x1F).join(self.golden.folds)}\x1f"

    def _fills_lines(self, difference: Difference, golden: Span, received: Span) -> bool:
        """Whether whole lines came or went."""
        if difference.op is Op.REPLACE:
            return False
        text, span = (self.received, received) if difference.op is Op.INSERT else (self.golden, golden)
        first, last = self._tokens(text, span)
        return first < last and starts_line(text, first) and starts_line(text, last)

    def _spoilt(self, spoils: Callable[[str], bool], golden: Span, received: Span) -> bool:
        """Whether the received words, up to the next white space, are spoilt as the golden ones are not."""
        return spoils(unbroken(self.received.raw, received)) and not spoils(unbroken(self.golden.raw, golden))

    def _whole_words(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Neighbours of one kind of spoilt text that stand in one unbroken stretch are one finding."""
        last: Finding | None = None
        for finding in findings:
            if (
                last
                and last.kind is finding.kind
                and finding.kind in {FindingKind.MARKUP, FindingKind.MOJIBAKE}
                and self._touch(last, finding)
            ):
                last = self._joined(last, finding)
                continue
            if last:
                yield last
            last = finding
        if last:
            yield last

    def _touch(self, one: Finding, other: Finding) -> bool:
        between = self.received.raw[one.received.end : other.received.start]
        return other.received.start >= one.received.end and not any(c.isspace() for c in between)

    def _joined(self, one: Finding, other: Finding) -> Finding:
        golden = span_of(self.golden, one.golden.start, max(one.golden.end, other.golden.end))
        received = span_of(self.received, one.received.start, other.received.end)
        return replace(one, golden=golden, received=received, code=Code(Op.REPLACE, Cause.SPELLING), difference=None)


_BLOCK_CAUSES = frozenset({Cause.PASSAGE, Cause.HEADING})
_VARIANT_CAUSES = {
    FindingKind.WHITESPACE: Cause.SPACING, FindingKind.INVISIBLE: Cause.SPACING, FindingKind.PARAGRAPH: Cause.SPACING,
    FindingKind.MARK_SPACING: Cause.SPACING, FindingKind.JOINED: Cause.SPACING, FindingKind.SPLIT: Cause.SPACING,
    FindingKind.SOFT_HYPHEN: Cause.HYPHEN, FindingKind.LIGATURE: Cause.SPELLING, FindingKind.UNICODE: Cause.SPELLING,
}  # fmt: skip
