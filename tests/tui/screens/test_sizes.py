"""Every size has the text, the queue, and the keys that matter."""

import pytest

from tests.tui.driving import drive
from tests.tui.story import story


@pytest.mark.parametrize("size", [(30, 8), (40, 12), (60, 20), (80, 24), (100, 36), (120, 40), (200, 50)])
def test_the_difference_under_the_cursor_is_in_sight_in_the_queue_and_in_the_text(tmp_path, size):
    async def script(app):
        for _ in range(7):
            lines = app.text.splitlines()
            assert len(lines) == size[1]
            views = [app.screen.queue_view, app.screen.aligned]
            assert all(any(view.text_of(y).startswith("▌") for y in view.in_sight) for view in views)
            assert "use source" in lines[-1]
            assert "keep copy" in lines[-1]
            assert size[0] < 60 or {"^S", "?", "q"} <= set(lines[-1].split())
            await app.press("j")

    drive(script, tmp_path, documents=[story()], size=size, fold=True)


@pytest.mark.parametrize(("size", "least"), [((60, 20), 5), ((80, 24), 8), ((120, 40), 22), ((200, 50), 30)])
def test_the_text_has_the_lines_that_it_needs(tmp_path, size, least):
    async def script(app):
        await app.press("j", "j")
        assert app.screen.aligned.size.height >= least

    drive(script, tmp_path, documents=[story()], size=size, fold=True)


def test_a_smaller_and_a_larger_window_while_it_runs(tmp_path):
    async def script(app):
        await app.press("G")
        for size in [(30, 8), (200, 50), (60, 20), (120, 40)]:
            await app.pilot.resize_terminal(*size)
            await app.until(lambda: len(app.text.splitlines()) == size[1])  # noqa: B023 - asked at once
            view = app.screen.aligned
            await app.until(lambda: any(view.text_of(y).startswith("▌") for y in view.in_sight))  # noqa: B023

    drive(script, tmp_path, documents=[story()], fold=True)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_other_theme_is_everywhere_at_once(tmp_path, size):
    async def script(app):
        await app.press("j")
        before = [strip.text for strip in app.app.screen._compositor.render_strips()]
        app.app.theme = "textual-light"
        await app.pilot.pause(0.05)
        await app.pilot.pause()
        strips = app.app.screen._compositor.render_strips()
        assert [strip.text for strip in strips] == before
        for strip in strips:
            for segment in strip:
                ground = segment.style.bgcolor if segment.style else None
                assert ground is None or ground.triplet is None or sum(ground.triplet) > 3 * 90, (strip.text, ground)

    drive(script, tmp_path, documents=[story()], size=size)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("f", ["delete:punctuation  1", "skipped  0", "confidence: 0.5..0.9", "Ctrl+S shows, Esc goes back"]),
        ("e", ["Put in", "Esc goes back"]),
        ("t", ["your own answers stay", "Esc goes back"]),
        ("y", ["source", "copy", "proposal", "JSON"]),
        ("A", ["one step for undo", "do it", "leave it"]),
        ("A\n", ["decided", "write it", "quit", "undo", "look on"]),
        ("dd?", ["Signs", "to decide"]),
    ],
)
def test_a_dialog_shows_all_that_it_asks_and_nothing_covers_it(tmp_path, size, keys, words):
    async def script(app):
        await app.press(*("enter" if key == "\n" else key for key in keys))
        await app.pilot.pause(0.05)
        assert [word for word in words if word not in app.text] == []
        assert not app.app._notifications

    drive(script, tmp_path, documents=[story()], size=size, fold=True, notifications=True)


def test_one_message_at_a_time(tmp_path):
    async def script(app):
        await app.press("d", "d", "p")
        assert [told.message for told in app.app._notifications] == ["stays after an answer"]

    drive(script, tmp_path, documents=[story()], notifications=True)


def test_a_difference_that_puts_words_in_has_a_title(tmp_path):
    async def script(app):
        app.session.queue.to(next(n for n, i in enumerate(app.session.items) if not i.difference.copy.text))
        await app.press("e")
        assert "“”" not in app.text
        assert "Here the copy has nothing" in app.text

    drive(script, tmp_path, documents=[story()])


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 36)])
def test_over_the_text_a_queue_takes_no_more_lines_than_it_has(tmp_path, size):
    async def script(app):
        queue, text = app.screen.queue_view, app.screen.aligned
        await app.pilot.pause(0.05)
        full = queue.size.height, text.size.height
        assert full[0] > 2
        await app.press("/", *"code:replace", "colon", *"case", "enter")
        await app.pilot.pause(0.05)
        assert (queue.size.height, text.size.height) == (1, full[1] + full[0] - 1)
        assert any(text.text_of(y).startswith("▌") for y in text.in_sight)
        await app.press("escape")
        await app.pilot.pause(0.05)
        assert (queue.size.height, text.size.height) == full

    drive(script, tmp_path, documents=[story()], size=size)
