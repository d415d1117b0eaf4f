"""The texts a reviewer can choose among with one key."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from restore.differences import Difference, Op
from restore.session.escapes import edges
from restore.session.items import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterable

AT_MOST = 9  # the keys 1 to 9


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
