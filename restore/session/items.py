"""What a queue is made of: differences with the document they stand in, and the texts that each can become."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from restore.differences import Difference, Op
from restore.session.escapes import edges
from restore.session.ruling import Key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from restore.session.document import ReviewDocument

AT_MOST = 9  # proposals: the keys 1 to 9


class Group(NamedTuple):
    """What identical differences have in common: what the copy has, what the source has, and what it is."""

    code: str
    copy: str
    source: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Item:
    """One difference of a session; `place` is its document's number."""

    place: int
    document: ReviewDocument
    difference: Difference

    @property
    def key(self) -> Key:
        """Its stable name."""
        return Key(self.document.id, self.difference.id)

    @property
    def group(self) -> Group:
        """What it shares with identical ones. A move is like no other."""
        difference = self.difference
        code = f"{difference.code} {difference.id}" if difference.op is Op.MOVE else str(difference.code)
        return Group(code, difference.copy.text, difference.source.text, difference.replacement.strip())


@dataclass(frozen=True, slots=True)
class Proposal:
    """One of the texts a difference's copy span could become."""

    text: str
    why: str


def proposals(difference: Difference, edits: Iterable[str] = ()) -> tuple[Proposal, ...]:
    """The proposal first, then what reviewers wrote for identical differences, then other ways to write the source.

    `edits` are replacements that were written for identical differences in this session.
    """
    if difference.op is Op.MOVE:
        return (Proposal(difference.replacement, "to where the source has it"),)
    found = [Proposal(difference.replacement, "the source, as the copy writes")]
    found += [Proposal(text, f"written {count}× in this review") for text, count in Counter(edits).most_common()]
    found += _other_writings(difference)
    distinct = {proposal.text: proposal for proposal in reversed(found) if proposal.text != difference.copy.text}
    return (found[0], *(p for p in found[1:] if distinct.get(p.text) is p))[:AT_MOST]


def _other_writings(difference: Difference) -> Iterable[Proposal]:
    source, copy, written = difference.source.text, difference.copy.text, difference.replacement
    lead, core, trail = edges(written)
    if source:
        yield Proposal(lead + source + trail, "the source, letter for letter")
    if source and copy:
        if copy[:1].isupper() != source[:1].isupper():
            first = source[:1].upper() if copy[:1].isupper() else source[:1].lower()
            yield Proposal(lead + first + source[1:] + trail, "with the copy's first letter")
        yield Proposal(f"{lead}{copy} {core}{trail}", "both, the copy's words first")
        yield Proposal(f"{lead}{core} {copy}{trail}", "both, the source's words first")
        yield Proposal("", "neither")
