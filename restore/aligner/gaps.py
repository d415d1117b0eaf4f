"""From a stretch between anchors to blocks: the lattice's costs for its tokens, its best path, its differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from restore.aligner import near
from restore.aligner.alignment import Block, Mention, Relation
from restore.aligner.costs import DEFAULT, Costs
from restore.aligner.lattice import Gap, I, Jump, M, Pairing, Step, best_path
from restore.aligner.posterior import posteriors
from restore.aligner.mentions import Lexicon, begins_mention, ends_mention
from restore.text import Text, is_word

JOINED = 3  # words joined into one, or one split into, at most


@dataclass(frozen=True, slots=True)
class Strip:
    """The tokens of one gap, as positions in either text; not always consecutive, since moved blocks are taken out.

    `copy_at` and `source_at` are where the gap begins, for blocks that are empty on one side.
    """

    copy: Sequence[int]
    source: Sequence[int]
    copy_at: int
    source_at: int


class Pair:
    """Both texts as token ids, with what the gaps need to know of the whole: how frequent tokens are, and the lexicon."""

    def __init__(self, copy: Text, source: Text, costs: Costs = DEFAULT) -> None:
        numbers: dict[str, int] = {}
        self.copy, self.source, self.costs = copy, source, costs
        self.source_ids = [numbers.setdefault(fold, len(numbers)) for fold in source.folds]
        self.copy_ids = [numbers.setdefault(fold, len(numbers)) for fold in copy.folds]
        self.lexicon = Lexicon(self.source_ids)
        self._inserts: dict[int, int] = {}
        self._ceiling = log(len(source) + 20)

    def insert_cost(self, token: int) -> int:
        """What it costs that this token stands in the copy from nowhere: the rarer in the source, the dearer."""
        cost = self._inserts.get(token)
        if cost is None:
            often = len(self.lexicon.places(token))
            nats = self._ceiling - log(often + 1)
            cost = self._inserts[token] = min(
                max(int(nats * 1000), self.costs.insert_common), self.costs.insert_rare
            )
        return cost


def gap_of(pair: Pair, strip: Strip) -> Gap:
    """The lattice's view of a strip."""
    costs = pair.costs
    return Gap(
        [pair.insert_cost(pair.copy_ids[i]) for i in strip.copy],
        [costs.eat] * len(strip.source),
        list(_pairings(pair, strip)),
        list(_jumps(pair, strip)),
        costs,
    )


def _jumps(pair: Pair, strip: Strip) -> Iterator[Jump]:
    here = range(strip.source[0], strip.source[-1] + 1) if strip.source else range(0)
    costs, folds, end = pair.costs, pair.copy.folds, len(strip.copy)
    for at, place in enumerate(strip.copy):
        limit = next((k - at for k in range(at + 1, end) if strip.copy[k] != place + k - at), end - at)
        begin = costs.mention + (0 if begins_mention(folds[place]) else costs.odd_edge)
        for size, found in enumerate(pair.lexicon.stretches(pair.copy_ids, place, limit, here), 1):
            cost = begin + size * costs.mention_token
            cost += 0 if ends_mention(folds[place + size - 1]) else costs.odd_edge
            cost += costs.own_place if found.origin in here else 0
            cost += costs.part if found.open_after and at + size < end else 0
            cost += costs.part if found.open_before and at else 0
            yield Jump(at, at + size, found.origin, cost)


def _pairings(pair: Pair, strip: Strip) -> Iterator[Pairing]:
    """Which tokens may stand for which: equal ones, near ones, and words joined or split."""
    copy, source = pair.copy.folds, pair.source.folds
    cost = pair.costs
    for i, p in enumerate(strip.copy):
        word = copy[p]
        for j, q in enumerate(strip.source):
            if word == source[q]:
                yield Pairing(i + 1, j + 1, 1, 1, 0, near=False)
                continue
            share = near.distance(word, source[q])
            if share is not None:
                yield Pairing(i + 1, j + 1, 1, 1, cost.near + int(cost.near_edit * share), near=True)
    yield from _joins(pair, strip)


def _joins(pair: Pair, strip: Strip) -> Iterator[Pairing]:
    """One token against two or three of the other side that say the same when written together."""
    cost = pair.costs.near + pair.costs.joined
    copy = [pair.copy.folds[p] for p in strip.copy]
    source = [pair.source.folds[q] for q in strip.source]
    for j, i, size, share in _written_together(source, copy, strip.copy):
        yield Pairing(i + size, j + 1, size, 1, cost + int(pair.costs.near_edit * share), near=True)
    for i, j, size, share in _written_together(copy, source, strip.source):
        yield Pairing(i + 1, j + size, 1, size, cost + int(pair.costs.near_edit * share), near=True)


def _written_together(
    whole: Sequence[str], parts: Sequence[str], places: Sequence[int]
) -> Iterator[tuple[int, int, int, float]]:
    """(index of the whole, first part, parts, share of characters changed) wherever parts written together are near it."""
    for size in range(2, JOINED + 1):
        for k in range(len(parts) - size + 1):
            if places[k + size - 1] - places[k] != size - 1 or not all(map(is_word, parts[k : k + size])):
                continue
            together = "".join(parts[k : k + size])
            for w, word in enumerate(whole):
                if len(word) < 3 or abs(len(word) - len(together)) > 1 + len(word) // 6:
                    continue
                share = 0.0 if word == together else near.distance(together, word)
                if share is not None and share <= 0.25:
                    yield w, k, size, share


def blocks_of(pair: Pair, strip: Strip, lane: int | None) -> list[Block]:
    """The strip's best alignment as blocks, in order."""
    if not strip.copy and not strip.source:
        return []
    if not strip.copy or not strip.source:
        path = _one_sided(strip)
        return list(_blocks(strip, path, [1.0] * len(path), lane))
    gap = gap_of(pair, strip)
    path = best_path(gap)
    return list(_blocks(strip, path, list(posteriors(gap, path)), lane))


def _one_sided(strip: Strip) -> list[Step]:
    return [Step(I, k + 1, 0, 1, 0) for k in range(len(strip.copy))] or [
        Step(2, 0, k + 1, 0, 1) for k in range(len(strip.source))
    ]


def _blocks(strip: Strip, path: Sequence[Step], chances: Sequence[float], lane: int | None) -> Iterator[Block]:
    run: list[Step] = []
    for at, step in enumerate(path):
        if step.state != M:
            run.append(step)
            continue
        if run:
            yield from _changed(strip, run, chances[at - 1], lane)
            run = []
        i, j = strip.copy[step.copy - 1] + 1, strip.source[step.source - 1] + 1
        relation = Relation.NEAR if step.near else Relation.EQUAL
        yield Block(relation, i - step.copies, i, j - step.sources, j, lane, (), chances[at])
    if run:
        yield from _changed(strip, run, chances[-1], lane)


def _changed(strip: Strip, run: Sequence[Step], chance: float, lane: int | None) -> Iterator[Block]:
    """The block of one difference; more than one where a moved block was taken out of its middle."""
    first, last = run[0], run[-1]
    copies = _spans(strip.copy, first.copy - first.copies, last.copy, strip.copy_at)
    sources = _spans(strip.source, first.source - first.sources, last.source, strip.source_at)
    mentions = [Mention(strip.copy[s.jump.start], strip.copy[s.jump.end - 1] + 1, s.jump.origin) for s in run if s.jump]
    for k in range(max(len(copies), len(sources))):
        i, i_end = copies[k] if k < len(copies) else (copies[-1][1], copies[-1][1])
        j, j_end = sources[k] if k < len(sources) else (sources[-1][1], sources[-1][1])
        inside = tuple(m for m in mentions if i <= m.start and m.end <= i_end)
        yield Block(Relation.CHANGED, i, i_end, j, j_end, lane, inside, chance)


def _spans(places: Sequence[int], first: int, last: int, base: int) -> list[tuple[int, int]]:
    """The stretches of consecutive positions in places[first:last]; one empty stretch where there are none."""
    if first >= last:
        at = places[first - 1] + 1 if first else base
        return [(at, at)]
    spans = [(places[first], places[first] + 1)]
    for place in places[first + 1 : last]:
        if place == spans[-1][1]:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return spans
