"""Differences with the truth about them: what the confidence model is fitted and checked on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from restore.aligner.engine import align_texts
from restore.causes import Candidate, candidates
from restore.damage import Damaged
from restore.damage.matching import Claim, Judge, Region, match, parted
from restore.differences import Cause, Code
from restore.features import Group, Weighable, weighables
from restore.text import Text


@dataclass(frozen=True, slots=True)
class Example:
    """One difference: its numbers, whether a mention intruded, and whether its repair is right in spans and cause.

    `document` names the text it comes from, `kind` the set.
    """

    group: Group
    numbers: tuple[float, ...]
    entity: bool
    right: bool
    document: str
    kind: str


def from_damage(damaged: Damaged, document: str, kind: str) -> Iterator[Example]:
    """Examples of a made copy, judged by its gold."""
    copy, source = Text.of(damaged.copy), Text.of(damaged.source)
    judge = Judge(copy, source)
    _, gold = parted(judge.claim(g.code, g.copy, g.source, damage=g.damage, confidence=1) for g in damaged.gold)
    intruders = frozenset(
        i for c in gold if c.entity and c.damage for i in range(c.written.copy_start, c.written.copy_end)
    )
    alignment = align_texts(copy, source)
    found = weighables(alignment, list(candidates(alignment)))
    entities = [_mostly(w.candidate, intruders) for w in found]
    _, claims = parted(_claim(judge, w, entity=e) for w, e in zip(found, entities, strict=True))
    right = {id(p) for g, p in match(gold, claims) if g.damage and g.entity == p.entity}
    places = {c.written: c for c in claims}
    undone = _Undone(gold)
    for weighable, entity in zip(found, entities, strict=True):
        claim = places[_region(weighable.candidate)]
        exact = id(claim) in right
        whole = weighable.group is not Group.MENTION and undone.by(claim)
        yield Example(weighable.group, weighable.numbers, entity, exact or whole, document, kind)


def from_pair(copy: str, source: str, document: str, kind: str, *, damage: bool) -> Iterator[Example]:
    """Examples of a real pair in which every difference is damage, or none is."""
    alignment = align_texts(Text.of(copy), Text.of(source))
    for w in weighables(alignment, list(candidates(alignment))):
        yield Example(w.group, w.numbers, entity=False, right=damage, document=document, kind=kind)


def _mostly(candidate: Candidate, intruders: frozenset[int]) -> bool:
    inside = sum(i in intruders for i in range(candidate.copy_start, candidate.copy_end))
    return 2 * inside > candidate.copy_end - candidate.copy_start


def _region(candidate: Candidate) -> Region:
    return Region(candidate.copy_start, candidate.copy_end, candidate.source_start, candidate.source_end)


def _claim(judge: Judge, weighable: Weighable, *, entity: bool) -> Claim:
    c = weighable.candidate
    code = Code(c.op, Cause.ENTITY if entity else Cause.WORDING)
    written = _region(c)
    edit = judge.canonical(written)
    return Claim(written, edit, edit, code, damage=True, confidence=1.0)


class _Undone:
    """Whether a stretch lies where only damage is: however it is cut, its repairs together give the source's words."""

    def __init__(self, gold: Sequence[Claim]) -> None:
        self._gold = [(c.written, c.damage) for c in gold]

    def by(self, claim: Claim) -> bool:
        """Whether the claim touches damage, on either side, and no revision."""
        r = claim.written
        touched = [
            damage
            for region, damage in self._gold
            if (r.copy_start <= region.copy_end and region.copy_start <= r.copy_end)
            and (r.source_start <= region.source_end and region.source_start <= r.source_end)
        ]
        return bool(touched) and all(touched)
