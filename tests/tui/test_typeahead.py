"""Keys that are all there before the first is looked at, as a slow connection brings them."""

import pytest
from textual.events import Event, Key, Paste
from textual.widgets import Input

from restore.session.ruling import State
from tests.tui.driving import drive

NAMES = {"/": "slash", ":": "colon"}


def at_once(script_of, tmp_path, *typed, **settings):
    async def script(app):
        for key in typed:
            character = key if isinstance(key, str) and len(key) == 1 else None
            app.app.post_message(key if isinstance(key, Event) else Key(NAMES.get(key, key), character))
        await app.quiet()
        await script_of(app)

    return drive(script, tmp_path, **settings)


async def nothing_more(app):
    assert not isinstance(app.app.focused, Input)


def test_a_filter_typed_in_one_piece_is_the_filter(tmp_path):
    session = at_once(nothing_more, tmp_path, *"/state:open", "enter", "j")
    assert session.queue.filter.text == "state:open"
    assert session.queue.position == 1


def test_a_paste_goes_to_the_dialog_that_the_key_in_front_of_it_opens(tmp_path):
    session = at_once(nothing_more, tmp_path, "/", Paste("state:open"), "enter")
    assert session.queue.filter.text == "state:open"


def test_what_follows_an_entered_line_goes_to_the_review(tmp_path):
    session = at_once(nothing_more, tmp_path, "ctrl+g", "3", "enter", "r", "r")
    assert session.state(2) is State.KEPT
    assert session.progress.kept == 2


@pytest.mark.parametrize(
    ("keys", "note"),
    [
        (("a", "b", "backspace", "c", "d"), "acd"),
        (("a", "b", "ctrl+u", "c"), "c"),
        (("b", "home", "a"), "ab"),
        (("a", "enter", "b"), "a"),
    ],
)
def test_keys_in_a_line_keep_their_order(tmp_path, keys, note):
    async def entered(app):
        await app.press("enter")

    session = at_once(entered, tmp_path, "c", *keys)
    assert session.ruling(0).note == note
