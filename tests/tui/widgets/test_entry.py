import asyncio

import pytest
from textual import events
from textual.app import App

from restore_tui.widgets.entry import LineEntry


class Asking(App):
    def __init__(self, entry):
        super().__init__()
        self.entry = entry
        self.said = []

    def compose(self):
        yield self.entry

    def on_input_submitted(self, event):
        self.said.append(event.value)


def typed(entry, *keys):
    """What a line says after keys that are all there before the first is looked at, and what was entered."""

    async def run():
        app = Asking(entry)
        async with app.run_test() as pilot:
            entry.focus()
            await pilot.pause()
            for key in keys:
                app.post_message(events.Key(key, key if len(key) == 1 else None))
            await pilot.pause(0.2)
            return entry.value, app.said

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("a", "b", "backspace", "c", "d"), "acd"),
        (("a", "b", "ctrl+u", "c"), "c"),
        (("b", "home", "a"), "ab"),
        (("a", "enter", "b"), "ab"),
    ],
)
def test_keys_that_are_there_at_once_keep_their_order(keys, value):
    assert typed(LineEntry(), *keys)[0] == value


def test_what_is_entered_is_what_stood_there():
    assert typed(LineEntry(), "a", "enter", "b", "enter")[1] == ["a", "ab"]
