from dataclasses import replace

import pytest

from restore.session.document import ReviewDocument
from restore_tui.widgets.queue import QueueView
from tests.restore.session.made import made_document, moved_document
from tests.tui.driving import drive
from tests.tui.story import story


def rows_of(app):
    view = app.screen.queue_view
    return [view.text_of(y).rstrip() for y in range(view.virtual_size.height)]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 50)])
def test_a_row_says_what_a_repair_does_then_the_words_then_what_it_was(tmp_path, size):
    async def script(app):
        rows = rows_of(app)
        assert rows[0].split() == ["▌", "·", "add", "Story", "highlights", "heading", "0.61"]
        assert rows[2].split()[:2] == ["·", "replace"]
        assert "→ spoke" in rows[2]
        assert rows[2].endswith("entity 0.52")
        await app.press("Z")
        assert any("remove  the the" in row and row.endswith("duplicate 0.97") for row in rows_of(app))

    drive(script, tmp_path, documents=[story()], size=size, fold=True)


def test_where_there_is_no_room_for_words_a_sign_says_what_it_was(tmp_path):
    async def script(app):
        rows = rows_of(app)
        assert rows[2].endswith("! 0.52")
        assert "→ spo" in rows[2]

    drive(script, tmp_path, documents=[story()], size=(30, 8), fold=True)


def test_a_move_is_said_in_its_own_word(tmp_path):
    async def script(app):
        assert any(row.startswith("▌ · move ") for row in rows_of(app))

    drive(script, tmp_path, documents=[moved_document()], fold=True)


def test_what_is_settled_is_one_line_until_it_is_opened(tmp_path):
    async def script(app):
        assert rows_of(app)[-1] == " ▸ 8 applied · Z shows them"
        await app.press("G", "j")
        assert app.session.queue.current == 9
        await app.press("Z")
        rows = rows_of(app)
        assert rows[4] == " ▾ 8 applied · Z hides them"
        assert len(rows) == 13
        assert app.session.queue.current == 9
        await app.press("j")
        assert app.session.queue.current == 1
        assert rows_of(app)[5].startswith("▌")
        await app.press("Z")
        assert len(rows_of(app)) == 5

    drive(script, tmp_path, fold=True)


def test_a_click_opens_the_fold_and_another_goes_to_what_was_in_it(tmp_path):
    async def script(app):
        await app.pilot.click(QueueView, offset=(4, 4))
        assert not app.session.queue.closed
        await app.pilot.click(QueueView, offset=(10, 6))
        assert app.session.queue.current == 2

    drive(script, tmp_path, fold=True)


def test_a_click_in_the_text_on_what_is_folded_goes_there(tmp_path):
    from restore_tui.messages import Picked

    async def script(app):
        app.screen.post_message(Picked(7))
        await app.pilot.pause()
        assert app.session.queue.current == 7
        assert not app.session.queue.closed

    drive(script, tmp_path, fold=True)


def test_whether_the_fold_was_open_is_kept(tmp_path):
    async def opens(app):
        await app.press("Z", "q")

    async def again(app):
        assert not app.session.queue.closed

    drive(opens, tmp_path, fold=True)
    drive(again, tmp_path, fold=True)


def test_headings_and_the_fold_go_together(tmp_path):
    async def script(app):
        await app.press("Z")
        rows = rows_of(app)
        assert rows[0] == " ── 2× to decide"
        fold = next(n for n, row in enumerate(rows) if "▾" in row)
        assert rows[fold].strip() == "▾ 16 applied · Z hides them"
        assert not any("decided" in row for row in rows)
        for position in range(len(app.session.queue)):
            app.session.queue.to_position(position)
            app.screen.refresh_all()
            assert sum(row.startswith("▌") for row in rows_of(app)) == 1

    documents = [made_document(12, "a"), made_document(12, "b")]
    drive(script, tmp_path, documents=documents, fold=True)


def test_what_an_edit_puts_in_stands_in_the_row(tmp_path):
    document = made_document(1)

    async def script(app):
        await app.press("e", *"!", "enter")
        assert "→ right0!" in rows_of(app)[0]

    lone = [replace(document.differences[0])]
    drive(script, tmp_path, documents=[ReviewDocument("", document.copy, document.source, lone)], fold=True)


def test_what_an_edit_does_is_said(tmp_path):
    async def script(app):
        await app.press("e", *["backspace"] * 6, "enter", "escape")
        assert rows_of(app)[0].split()[:4] == ["▌", "✓", "remove", "wrong0"]

    drive(script, tmp_path, documents=[made_document(1)])


def test_what_is_to_decide_does_not_look_as_sure_as_the_threshold(tmp_path):
    document = made_document(1)
    lone = replace(document.differences[0], confidence=0.9465)

    async def script(app):
        assert rows_of(app)[0].endswith(" 0.94")
        assert "0.94  · to decide" in app.text
        await app.press("A")
        assert "lowest confidence 0.94" in app.text

    drive(script, tmp_path, documents=[replace(document, differences=[lone])])


def test_a_flag_hides_no_note_and_a_mark_none_either(tmp_path):
    async def script(app):
        await app.press("m", "c", *"why", "enter")
        assert rows_of(app)[0].startswith("▌⚑·✎replace")
        await app.press("space", "k")
        assert rows_of(app)[0].startswith("▌◆·✎replace")

    drive(script, tmp_path)


def test_a_heading_says_what_is_left_of_what_stands_below_it(tmp_path):
    async def script(app):
        assert rows_of(app)[0] == " ── 2× to decide"
        await app.press("A", "enter", "escape")
        assert not any("to decide" in row for row in rows_of(app))
        await app.press("u")
        assert rows_of(app)[0] == " ── 2× to decide"

    drive(script, tmp_path, documents=[made_document(12, "a"), made_document(12, "b")])
