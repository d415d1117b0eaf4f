"""Pages of documents, made once for each setting and kept for a while."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from restore_tui.layout import Page, Setting, lay_out
from restore_tui.slices import at_once
from restore_tui.stream import stream

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from restore.session.document import ReviewDocument
    from restore_tui.stream import FacingWords

KEPT = 8  # documents whose units are kept; a reviewer goes back and forth between a few
SMALL = 200_000  # characters: a page of such a document is made in the blink of an eye


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A page, and what it was made of. No other is equal to it: to compare two would be to read them."""

    place: int
    setting: Setting
    page: Page
    stream: Stream

    def in_copy(self, at: int) -> int | None:
        """The first unit at or behind an offset of the copy."""
        units = self.stream.units
        found = bisect_left(units, at, key=lambda unit: unit.copy_at)
        return found if found < len(units) else None

    def in_source(self, at: int) -> int | None:
        """The unit whose words of the source are at an offset."""
        units, order = self.stream.units, self.stream.by_source
        found = bisect_right(order, at, key=lambda number: units[number].source_at) - 1
        return order[found] if found >= 0 and at < units[order[found]].source_end else None


@dataclass(frozen=True, slots=True)
class Stream:
    """A document's units in the copy's order; `by_source` are those with words of the source in the source's order."""

    units: Sequence[FacingWords]
    by_source: Sequence[int]


class Pages:
    """Makes pages; safe to ask from a worker."""

    def __init__(self) -> None:
        self._streams: OrderedDict[int, Stream] = OrderedDict()
        self._made: OrderedDict[tuple[int, Setting], Made] = OrderedDict()
        self._lock = Lock()

    def ready(self, place: int, setting: Setting) -> Made | None:
        """A page that was made before."""
        return self._made.get((place, setting))

    def make(self, place: int, document: ReviewDocument, setting: Setting, turn: Callable[[], None] = at_once) -> Made:
        """A page, now, with a turn for others between its slices.

        Raises:
            Unwanted: a turn said so; what was made of the page is gone.
        """
        with self._lock:
            if place not in self._streams:
                self._streams[place] = _stream(document, turn)
                if len(self._streams) > KEPT:
                    self._streams.popitem(last=False)
            streamed = self._streams[place]
        made = Made(place, setting, lay_out(streamed.units, setting, turn), streamed)
        with self._lock:
            self._made[place, setting] = made
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        return made


def _stream(document: ReviewDocument, turn: Callable[[], None]) -> Stream:
    units = stream(document, turn)
    with_source = (number for number, unit in enumerate(units) if unit.source_end > unit.source_at)
    return Stream(units, sorted(with_source, key=lambda number: units[number].source_at))


def is_small(document: ReviewDocument) -> bool:
    """Whether its page can be made while the reader waits."""
    return len(document.copy.text) + len(document.source.text) < SMALL
