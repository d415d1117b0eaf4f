from restore.session.ruling import Answer
from restore_tui.widgets.overview import BARS, Overview
from tests.restore.session.made import made_document
from tests.tui.driving import drive
from tests.tui.story import story


def cells_of(app):
    overview = app.screen.query_one(Overview)
    return [overview.render_line(y).text for y in range(overview.size.height)]


def test_a_long_text_shows_where_most_is_left_and_what_that_is(tmp_path):
    async def script(app):
        await app.aligned_page()
        await app.pilot.pause()
        cells = cells_of(app)
        assert {cell[0] for cell in cells} <= set(BARS)
        assert {cell[1] for cell in cells} <= set("!≈;≠")
        before = cells[0][0]
        first = range(0, len(app.session.items) // 4, 3)

        app.session.decide(first, Answer.KEEP)
        app.screen.refresh_all()
        cells = cells_of(app)
        assert BARS.index(before) > 3
        assert cells[0] == "✗ "
        assert cells[-1][0] in BARS

    drive(script, tmp_path, documents=[made_document(3000, words=8)])


def test_one_that_is_left_alone_is_half_a_bar_with_the_sign_of_what_it_was(tmp_path):
    async def script(app):
        await app.press("A", "enter", "escape", "u")
        cells = cells_of(app)
        assert any(cell == "▌#" for cell in cells)
        assert any(cell == "✓ " for cell in cells)

    drive(script, tmp_path, documents=[story()], size=(120, 60))
