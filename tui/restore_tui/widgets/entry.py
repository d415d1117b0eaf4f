"""A line to type in that keeps the order of its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from textual.events import Key


class LineEntry(Input):
    """Backspace, Enter and the like happen when it is their turn.

    Textual carries them out only after they went up through all that the line stands in. Letters that are there by
    then, typed ahead or sent together by a slow connection, would overtake them: `ab⌫cd` would become `abc`.
    """

    async def _on_key(self, event: Key) -> None:
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return
