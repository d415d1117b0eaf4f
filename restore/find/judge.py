"""Judging the candidates of one copy: which is its source, how likely, and what of the copy is left for others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING

import numpy as np

from restore.find.answer import CopiedSpan
from restore.find.closeness import shares
from restore.find.evidence import probability
from restore.find.matching import Asked, Match, match
from restore.find.passages import Passage
from restore.find.pieces import Cut, Level, Stretch

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAR = {Level.WORDS: 0.9, Level.CHARACTERS: 0.6}  # a rival so strong, beside the best one, is told from it closely
_RIVALS = {Level.WORDS: 4, Level.CHARACTERS: 12}
_FAR = 0.05  # of the best score: a rival with less is not told from it closely, but is unlikely
_LIKELY = 0.5  # likelier than not: what is below is not worth telling its rivals apart
_LEAST_REST = {
    Level.WORDS: 25,
    Level.CHARACTERS: 120,
}  # pieces of the copy beyond its source that are worth asking about

_LEAST_UNEXPLAINED = 8  # pieces: a shorter rest is a repaired word or two
ANY_PASSAGES, _ANY_WORDS = 0.1, 0.4  # shares of a copy that a text may have by chance, or as a quotation
SURE = 0.8  # a copy whose source is less sure by its words is looked at again by its characters


@dataclass(frozen=True, slots=True)
class CandidateText:
    """A candidate as it is handed to a worker."""

    document: int
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """A copy with its candidates. `rest`: only these stretches are in question; `library`: of so many documents."""

    copy: str
    candidates: Sequence[CandidateText]
    level: Level
    rest: Sequence[Stretch] | None = None
    library: int = 1


@dataclass(frozen=True, slots=True)
class JudgedCandidate:
    """One candidate, judged: how likely it is the source, its spans, and the share of the copy that they make up."""

    document: int
    score: float
    share: float
    spans: Sequence[CopiedSpan]


@dataclass(frozen=True, slots=True)
class SourceVerdict:
    """The likeliest candidate, its twins (they have the same words), the next best, and what is left of the copy.

    `unexplained` is what none of the candidates has.
    """

    best: JudgedCandidate
    twins: Sequence[int]
    others: Sequence[JudgedCandidate]
    rest: Sequence[Stretch]
    unexplained: Sequence[Stretch] = ()


def judge(task: Task) -> SourceVerdict | None:
    """Look at all candidates closely; None if none shares anything."""
    asked = Asked(Cut(task.copy), task.level, task.rest)
    matches = look_at(task, asked)
    return _verdict(asked.copy, matches, asked.mask) if matches else None


def look_at(task: Task, asked: Asked) -> list[Match]:
    """The candidates that share something with the copy, each with the evidence for it."""
    found = [match(asked, Cut(candidate.text), candidate.document) for candidate in task.candidates]
    return list(_compared(found, int(asked.mask.sum()), task.library))


def _compared(every: Sequence[Match], size: int, library: int) -> Iterator[Match]:
    """Matches with what each has before the best other one, or before what any text has of a copy of that size.

    Those that say the very same are no others to each other.
    """
    passages: dict[bytes, float] = {}
    words: dict[bytes, float] = {}
    contents = [each.source.ids(each.level).tobytes() for each in every]
    for content, each in zip(contents, every, strict=True):
        passages[content] = max(each.strength, passages.get(content, 0.0))
        words[content] = max(each.evidence.known, words.get(content, 0.0))
    for content, each in zip(contents, every, strict=True):
        if each.strength <= 0:
            continue
        before = max(ANY_PASSAGES * size, _most_of_others(passages, content))
        lead, ahead = log((1 + each.strength) / (1 + before)), max(_ANY_WORDS, _most_of_others(words, content))
        figures = replace(each.evidence, lead=lead, ahead=each.evidence.known - ahead, library=log(max(library, 1)))
        yield replace(each, evidence=figures)


def _most_of_others(values: Mapping[bytes, float], content: bytes) -> float:
    return max((value for key, value in values.items() if key != content), default=0.0)


def _verdict(copy: Cut, matches: Sequence[Match], open_: NDArray[np.bool_]) -> SourceVerdict:
    scores = {m.document: probability(m.evidence, m.level) for m in matches}
    ranked = sorted(matches, key=lambda m: (-scores[m.document], -m.strength, m.document))
    covered = {m.document: _covered(m.passages, len(open_)) for m in ranked}
    camp = _foremost_camp(ranked, covered, scores)
    alone = dict(scores)
    best, *twins = _settle(copy, camp, scores)
    same = {best.document, *(twin.document for twin in twins)}
    others = sorted(
        (m for m in ranked if m.document not in same), key=lambda m: (-alone[m.document], -m.strength, m.document)
    )
    return SourceVerdict(
        _finding(copy, best, scores, open_),
        [twin.document for twin in twins],
        [_finding(copy, each, scores, open_) for each in others[:3]],
        _rest(copy, open_ & ~covered[best.document], best.level, _LEAST_REST[best.level]),
        _rest(copy, open_ & ~np.logical_or.reduce(list(covered.values())), best.level, _LEAST_UNEXPLAINED),
    )


def _foremost_camp(
    ranked: Sequence[Match], covered: Mapping[int, NDArray[np.bool_]], scores: Mapping[int, float]
) -> list[Match]:
    """Rivals for the same words of the copy, the strongest first: the likely ones with most of its words."""
    camps: list[list[Match]] = []
    for each in ranked:
        mine = covered[each.document]
        camp = next((c for c in camps if _rival(mine, covered[c[0].document])), None)
        if camp:
            camp.append(each)
        else:
            camps.append([each])

    def weight(camp: Sequence[Match]) -> tuple[bool, float]:
        first = camp[0].document
        likely = scores[first] >= _LIKELY
        return likely, float(covered[first].sum()) if likely else scores[first]

    return max(camps, key=weight)


def _rival(mine: NDArray[np.bool_], theirs: NDArray[np.bool_]) -> bool:
    return bool(2 * (mine & theirs).sum() > mine.sum())


def _settle(copy: Cut, camp: Sequence[Match], scores: dict[int, float]) -> list[Match]:
    """The best of a camp and its twins. Near-duplicates share the probability; weaker ones get what is left."""
    level, least = camp[0].level, _FAR * scores[camp[0].document]
    near = [m for m in camp if m.strength >= NEAR[level] * camp[0].strength and scores[m.document] >= least]
    twins: dict[bytes, list[Match]] = {}
    for each in near:
        twins.setdefault(each.source.ids(level).tobytes(), []).append(each)
    groups = list(twins.values())[: _RIVALS[level]]
    worth_it = max(scores[group[0].document] for group in groups) >= _LIKELY / 2
    likely = shares(copy, [group[0] for group in groups], align=worth_it)
    for group, share in zip(groups, likely, strict=True):
        for each in group:
            scores[each.document] *= share
    best = groups[likely.index(max(likely))]
    settled = {each.document for group in groups for each in group}
    for each in camp:
        if each.document not in settled:
            scores[each.document] = min(scores[each.document], 1.0 - scores[best[0].document])
    return best


def _covered(passages: Sequence[Passage], size: int) -> NDArray[np.bool_]:
    mask = np.zeros(size, dtype=bool)
    for passage in passages:
        mask[passage.copy_start : passage.copy_end] = True
    return mask


def _finding(copy: Cut, found: Match, scores: dict[int, float], open_: NDArray[np.bool_]) -> JudgedCandidate:
    share = float((_covered(found.passages, len(open_))).sum()) / max(len(open_), 1)
    level = found.level
    spans = [
        CopiedSpan(copy.span(level, p.copy_start, p.copy_end), found.source.span(level, p.source_start, p.source_end))
        for p in found.passages
    ]
    return JudgedCandidate(found.document, round(scores[found.document], 4), round(share, 4), spans)


def _rest(copy: Cut, left: NDArray[np.bool_], level: Level, least: int) -> list[Stretch]:
    """The stretches of the copy that are not accounted for and are long enough to have a source of their own."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], left.astype(np.int8), [0]))))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [copy.span(level, first, last) for first, last in pairs if last - first >= least]
