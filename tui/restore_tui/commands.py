"""The palette's search among differences."""

from __future__ import annotations

import asyncio
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from restore.visible import visible
from restore_tui import signs
from restore_tui.messages import Picked

if TYPE_CHECKING:
    from restore.session.items import Item

TOGETHER = 50  # differences that are looked at in one go: some milliseconds
SEARCHED = 20_000  # differences; more would make the palette slow, and the filter is there for them


class GoTo(Provider):
    """“go to difference …”: words of the copy or the source."""

    async def discover(self) -> Hits:
        """Before anything is typed."""
        yield DiscoveryHit("go to difference …", lambda: None, help="type words of the copy or the source")

    async def search(self, query: str) -> Hits:
        """The differences that have the words."""
        session = getattr(self.screen, "session", None)
        if session is None:
            return
        matcher = self.matcher(query)
        for position, index in enumerate(islice(session.queue.everything, SEARCHED), start=1):
            if not position % TOGETHER:
                await asyncio.sleep(0)  # a key that came meanwhile begins another search
            words = f"{position}  {_words(session.items[index])}"
            score = matcher.match(words)
            if score > 0:
                go = partial(self.screen.post_message, Picked(index))
                yield Hit(
                    score, matcher.highlight(words), go, text=words, help=str(session.items[index].difference.code)
                )


def _words(item: Item) -> str:
    difference = item.difference
    copy, source = visible(difference.copy.text.strip())[:40], visible(difference.source.text.strip())[:40]
    return f"{signs.verb(difference.op)} {' → '.join(filter(None, (copy, source)))}  {signs.cause(difference.code)}"
