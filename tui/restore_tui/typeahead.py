"""Keys that arrive before those in front of them have had their effect wait until it is their turn.

Textual hands a key to what has the focus when it arrives, and looks up what it does only after it has gone up through
all that the focus stands in. Of keys sent together, by a slow connection or by somebody who types ahead, the later ones
would miss the dialog that is about to open or go to a line that is entered already, and letters overtake a Backspace.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.events import Event
    from textual.message_pump import MessagePump

ROUNDS = 2  # one behind the key, and one behind the message that it became: Enter in a line is a Submitted


class TypeAhead:
    """Hands keys and pastes to an app one after the other; all of it runs in the app's own loop."""

    def __init__(self, app: App[None], hand_on: Callable[[Event], Awaitable[None]]) -> None:
        self._app, self._hand_on = app, hand_on
        self._waiting: deque[Event] = deque()
        self._following: asyncio.Task[None] | None = None

    @property
    def is_idle(self) -> bool:
        """Whether all that was typed has had its effect."""
        return self._following is None or self._following.done()

    async def take(self, event: Event) -> None:
        """Hand it on, at once if nothing is in front of it."""
        if not self.is_idle:
            self._waiting.append(event)
            return
        await self._hand_on(event)
        self._following = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        await self._settled()
        while self._waiting and self._app.is_running:
            self._app.call_later(self._hand_on, self._waiting.popleft())
            await self._settled()

    async def _settled(self) -> None:
        """Wait until the focus, and all that it stands in, has dealt with what it was sent and the focus stays."""
        app, settled = self._app, None
        while app.is_running and (target := app.focused or app.screen) is not settled:
            settled = target
            for _ in range(ROUNDS):
                for pump in (app, *target.ancestors_with_self):
                    await _passed(pump)


async def _passed(pump: MessagePump) -> None:
    """Wait until a queue has dealt with all that is in it; one that takes nothing more is through."""
    passed = asyncio.Event()
    if pump.call_later(passed.set):
        await passed.wait()
