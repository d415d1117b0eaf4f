"""The gap lattice in plain Python: what the compiled one does, with the same answers. Slower, and easier to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from restore.aligner import near
from restore.aligner.alignment import Relation
from restore.aligner.lattice import Gap, Jump, M, Pairing, Step, best_path
from restore.aligner.mentions import LONGEST, begins_mention, ends_mention
from restore.aligner.pair import Pair, Piece, Strip, is_plain
from restore.aligner.posterior import posteriors
from restore.text import is_word

JOINED = 3  # words joined into one, or one split into, at most


def solve(pair: Pair, strip: Strip) -> list[Piece]:
    """The strip's best alignment, piece by piece; both sides must have tokens."""
    gap = gap_of(pair, strip)
    path = best_path(gap)
    rated = zip(path, posteriors(gap, path), strict=True)
    return [
        piece for kind, run in groupby(rated, key=lambda step: _relation(step[0])) for piece in _pieces(kind, list(run))
    ]


def _relation(step: Step) -> Relation:
    if step.state == M:
        return Relation.NEAR if step.near else Relation.EQUAL
    return Relation.CHANGED


def _pieces(kind: Relation, run: Sequence[tuple[Step, float]]) -> Iterator[Piece]:
    if kind is Relation.NEAR:
        for step, chance in run:
            yield Piece(kind, step.copy - step.copies, step.copy, step.source - step.sources, step.source, chance, ())
        return
    (first, chance), (last, _) = run[0], run[-1]
    mentions = [(s.jump.start, s.jump.end, s.jump.origin) for s, _ in run if s.jump]
    yield Piece(
        kind, first.copy - first.copies, last.copy, first.source - first.sources, last.source,
        1.0 if kind is Relation.EQUAL else chance, mentions,
    )  # fmt: skip


def gap_of(pair: Pair, strip: Strip) -> Gap:
    """The lattice's view of a strip."""
    costs = pair.costs
    return Gap(
        [pair.insert_cost(pair.copy_ids[i]) for i in strip.copy],
        [costs.eat] * len(strip.source),
        [costs.lost if is_plain(pair.source.folds[j]) else 0 for j in strip.source],
        list(_pairings(pair, strip)),
        list(_jumps(pair, strip)),
        costs,
    )


def _jumps(pair: Pair, strip: Strip) -> Iterator[Jump]:
    here = range(strip.source[0], strip.source[-1] + 1) if strip.source else range(0)
    costs, folds, end = pair.costs, pair.copy.folds, len(strip.copy)
    for at, place in enumerate(strip.copy):
        reach = min(end, at + LONGEST)
        limit = next((k - at for k in range(at + 1, reach) if strip.copy[k] != place + k - at), reach - at)
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
                known = cost.near_known if pair.lexicon.places(pair.copy_ids[p]) else 0
                yield Pairing(i + 1, j + 1, 1, 1, cost.near + known + int(cost.near_edit * share), near=True)
    yield from _joins(pair, strip)


def _joins(pair: Pair, strip: Strip) -> Iterator[Pairing]:
    """One token against two or three of the other side that say the same when written together."""
    cost = pair.costs.near + pair.costs.joined
    copy = [pair.copy.folds[p] for p in strip.copy]
    source = [pair.source.folds[q] for q in strip.source]
    for j, i, size, share in _written_together(source, copy, strip.copy, near.distance):
        yield Pairing(i + size, j + 1, size, 1, cost + int(pair.costs.near_edit * share), near=True)
    for i, j, size, share in _written_together(
        copy, source, strip.source, lambda theirs, ours: near.distance(ours, theirs)
    ):
        yield Pairing(i + 1, j + size, 1, size, cost + int(pair.costs.near_edit * share), near=True)


def _together(parts: Sequence[str]) -> str | None:
    """Words written together; a mark between two of them is a hyphen, misread or set apart."""
    if not is_word(parts[0]) or not is_word(parts[-1]):
        return None
    if len(parts) == JOINED and len(parts[1]) == 1 and not parts[1].isalnum():
        return f"{parts[0]}-{parts[2]}"
    return "".join(parts) if all(map(is_word, parts)) else None


def _written_together(
    whole: Sequence[str], parts: Sequence[str], places: Sequence[int], distance: Callable[[str, str], float | None]
) -> Iterator[tuple[int, int, int, float]]:
    """(index of the whole, first part, parts, share of characters changed) where parts written together are near it."""
    for size in range(2, JOINED + 1):
        for k in range(len(parts) - size + 1):
            together = _together(parts[k : k + size])
            if places[k + size - 1] - places[k] != size - 1 or together is None:
                continue
            for w, word in enumerate(whole):
                if len(word) < 3 or abs(len(word) - len(together)) > 1 + len(word) // 6:
                    continue
                share = 0.0 if word == together else distance(together, word)
                if share is not None and share <= 0.25:
                    yield w, k, size, share
