"""Pages of documents, made once for each setting and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from restore_tui.layout import Page, Setting, lay_out
from restore_tui.stream import stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from restore.session.document import ReviewDocument
    from restore_tui.stream import FacingWords

KEPT = 8  # documents whose units are kept; a reviewer goes back and forth between a few
SMALL = 200_000  # characters: a page of such a document is made in the blink of an eye


@dataclass(frozen=True, slots=True)
class Made:
    """A page, and what it was made of."""

    place: int
    setting: Setting
    page: Page
    units: Sequence[FacingWords]


class Pages:
    """Makes pages; safe to ask from a worker."""

    def __init__(self) -> None:
        self._units: OrderedDict[int, list[FacingWords]] = OrderedDict()
        self._made: OrderedDict[tuple[int, Setting], Made] = OrderedDict()
        self._lock = Lock()

    def ready(self, place: int, setting: Setting) -> Made | None:
        """A page that was made before."""
        return self._made.get((place, setting))

    def make(self, place: int, document: ReviewDocument, setting: Setting) -> Made:
        """A page, now."""
        with self._lock:
            if place not in self._units:
                self._units[place] = stream(document)
                if len(self._units) > KEPT:
                    self._units.popitem(last=False)
            units = self._units[place]
        made = Made(place, setting, lay_out(units, setting), units)
        with self._lock:
            self._made[place, setting] = made
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        return made


def is_small(document: ReviewDocument) -> bool:
    """Whether its page can be made while the reader waits."""
    return len(document.copy.text) + len(document.source.text) < SMALL
