"""What is drawn and kept does not grow with what there is. Counts, no clocks."""

from __future__ import annotations

from dataclasses import replace

from restore.session.document import ReviewDocument, Side
from tests.restore.session.made import made_document
from tests.tui.driving import drive

MANY = 100_000
MORE = 1_000_000


def test_a_queue_of_very_many_draws_what_is_on_the_screen(tmp_path):
    one = made_document(1).differences[0]
    found = [replace(one, id=f"{n:x}") for n in range(MANY)]
    text = made_document(1)
    document = ReviewDocument("", text.copy, text.source, found[:1])

    async def script(app):
        screen = app.screen
        session = app.session
        session.add([ReviewDocument("many", text.copy, text.source, found)])
        session.queue.fill(session.queue.indices * (MORE // MANY), keep=None)
        screen.queue_view.drawn_count = 0
        screen.queue_view.update()
        await app.pilot.pause()
        assert screen.queue_view.virtual_size.height > MORE - MANY
        await app.press("k", "G")
        assert session.queue.position == len(session.queue) - 1
        assert screen.queue_view.drawn_count <= 6 * app.app.size.height

    drive(script, tmp_path, documents=[document])


def test_a_long_text_is_laid_out_in_the_background_and_draws_what_is_on_the_screen(tmp_path):
    document = made_document(3000, words=8)
    assert len(document.copy.text) > 100_000

    async def script(app):
        await app.aligned_page()
        view = app.screen.aligned
        assert len(view.made.page.lines) > 1000
        view.drawn_count = 0
        await app.press("G")
        await app.until(lambda: not app.app.animator._animations and view.scroll_offset.y > 500)
        assert view.drawn_count <= 8 * app.app.size.height

    drive(script, tmp_path, documents=[document])


def test_documents_come_in_while_the_first_is_reviewed(tmp_path):
    import threading

    from tests.tui.driving import PATIENCE, MadeOrigin

    gate = threading.Event()

    class Slow(MadeOrigin):
        def documents(self):
            yield self.made[0]
            gate.wait(PATIENCE)
            yield from self.made[1:]

    async def script(app):
        await app.until(lambda: bool(app.session.items))
        assert app.session.loading
        await app.press("r")
        assert app.session.progress.kept == 1
        gate.set()
        await app.loaded()
        assert len(app.session.items) == 12
        assert app.session.progress.kept == 1

    origin = Slow([made_document(4, name) for name in "abc"])
    drive(script, tmp_path, origin=origin, wait=False)


def test_sides_of_a_document_are_read_once(tmp_path):
    side = Side("x", "a text")
    document = ReviewDocument("", side, side, [])
    assert document.identity is document.identity
