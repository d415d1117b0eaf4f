"""Whole blocks gone astray: moved or repeated sentences and paragraphs, paragraphs lost, a page's furniture left in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import ClassVar

from restore.damage.draft import DamageMark, Draft, UnitEdit
from restore.damage.mentions import WordColumns
from restore.damage.revise import sentences_of
from restore.damage.tokenise import STOPS
from restore.differences import Cause

FURNITURE = (
    "Read more", "Advertisement", "ADVERTISEMENT", "Share this article", "Story continues below", "Related articles",
    "Sign up for our newsletter", "Photo: AP", "Getty Images", "Follow us on Twitter", "Subscribe now",
    "Home > News > Politics", "Click here to enlarge", "Most read", "Comments (0)",
    "Copyright 2017 All rights reserved", "Updated 10:45 AM ET", "Facebook Twitter Email Print", "Hide caption",
    "Skip to main content", "What you need to know", "Watch live",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MoveBlocks:
    """Move blocks of whole sentences, each about `share` of the text, at least their own length away."""

    drawn_by: ClassVar[str] = "Move"

    share: float = 0.04
    blocks: int = 1

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Move the blocks of one draft."""
        for _ in range(self.blocks):
            sentences = list(sentences_of(WordColumns(draft.source, draft.units)))
            size = max(self.share * len(draft.units), 12)
            for start, stop in _blocks(draft, sentences, size, rng)[:8]:
                targets = [
                    s
                    for s, _ in sentences
                    if (s < start - (stop - start) or s > 2 * stop - start) and _between(draft, s)
                ]
                if targets:
                    _move(draft, start, stop, rng.choice(targets))
                    break


def _blocks(draft: Draft, sentences: list[tuple[int, int]], size: float, rng: Random) -> list[tuple[int, int]]:
    """Runs of sentences long enough, none of which was moved before, in random order."""
    found = []
    for i, (start, _) in enumerate(sentences):
        stop = next((e for _, e in sentences[i:] if e - start >= size), None)
        if stop and stop - start <= 2.5 * size and all(u.move is None for u in draft.units[start:stop]):
            found.append((start, stop))
    rng.shuffle(found)
    return found


def _between(draft: Draft, place: int) -> bool:
    """Whether a block can go here: not into the middle of another moved one."""
    one, other = draft.units[place - 1].move if place else None, draft.units[place].move
    return one is None or one != other


def _move(draft: Draft, start: int, stop: int, to: int) -> None:
    """Carry the block over, white space fitting on all three seams."""
    units = draft.units
    gap, there = units[start].before, units[to].before
    if not start and stop < len(units):
        gap, units[stop] = units[stop].before, replace(units[stop], before="")
    units[start] = replace(units[start], before=there or "")
    if not to:
        units[to] = replace(units[to], before=gap or "\n")
    draft.shift(start, stop, to)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Repeat a sentence or two: right behind itself with probability `beside`, else at some other place."""

    drawn_by: ClassVar[str] = "Repeat"

    times: int = 1
    beside: float = 0.6

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Repeat sentences of one draft."""
        sentences = [(s, e) for s, e in _free_sentences(draft) if draft.units[e - 1].text in STOPS]
        edits: dict[int, UnitEdit] = {}
        for start, stop in rng.sample(sentences, min(self.times, len(sentences))):
            text = draft.source.slice(draft.units[start].first, draft.units[stop - 1].last)
            if rng.random() < self.beside:
                edits[stop] = UnitEdit(stop, stop, text, DamageMark(Cause.DUPLICATE), before=_seam(draft, start))
            else:
                to = rng.choice(sentences)[0]
                if not start <= to <= stop:
                    edits[to] = UnitEdit(to, to, text, DamageMark(Cause.PASSAGE), before=_seam(draft, to))
        draft.apply(edits.values())


def _free_sentences(draft: Draft) -> list[tuple[int, int]]:
    """Sentences of some length that nothing has touched."""
    return [(s, e) for s, e in sentences_of(WordColumns(draft.source, draft.units)) if e - s > 4 and draft.free(s, e)]


def _seam(draft: Draft, place: int) -> str:
    return draft.units[place].before or "\n"


@dataclass(frozen=True, slots=True)
class Lose:
    """Lose sentences, as a scraper does that misses an element of the page."""

    drawn_by: ClassVar[str] = "Lose"

    chance: float = 0.05

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Lose sentences of one draft."""
        draft.apply(
            UnitEdit(s, e, "", DamageMark(Cause.PASSAGE))
            for s, e in _free_sentences(draft)
            if rng.random() < self.chance
        )


@dataclass(frozen=True, slots=True)
class Furnish:
    """Leave the page's furniture in: navigation, captions, calls to subscribe, each on a line of its own."""

    drawn_by: ClassVar[str] = "Furnish"

    chance: float = 0.15

    def __call__(self, draft: Draft, rng: Random) -> None:
        """Add lines to one draft."""
        lines = [i for i, u in enumerate(draft.units) if "\n" in u.before]
        draft.apply(
            UnitEdit(i, i, rng.choice(FURNITURE), DamageMark(Cause.HEADING), before=draft.units[i].before)
            for i in lines
            if rng.random() < self.chance
        )
