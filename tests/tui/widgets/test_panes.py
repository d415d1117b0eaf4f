import pytest

from tests.tui.driving import drive
from tests.tui.story import story


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((200, 50), ["COPY (damaged)", "SOURCE (clean)"]),
        ((120, 28), ["COPY (damaged)", "SOURCE (clean)"]),
        ((100, 36), ["SOURCE (clean)  over  c  COPY (damaged)"]),
        ((70, 36), ["⟦COPY (damaged) → SOURCE (clean)⟧"]),
    ],
)
def test_the_sides_are_named_over_the_text(tmp_path, size, words):
    async def script(app):
        assert all(each in app.text for each in words)

    drive(script, tmp_path, documents=[story()], size=size)


def test_each_name_stands_over_its_column(tmp_path):
    async def script(app):
        lines = app.text.splitlines()
        names = next(line for line in lines if "COPY (damaged)" in line)
        words = next(line for line in lines if "⟦Trump⟧" in line)
        assert words.index("⟦President") == names.index("COPY")
        assert words.index("⟦Trump") == names.index("SOURCE")

    drive(script, tmp_path, documents=[story()])


@pytest.mark.parametrize("size", [(80, 24), (100, 36)])
def test_rows_one_above_the_other_say_whose_they_are(tmp_path, size):
    async def script(app):
        await app.press("j")
        view = app.screen.aligned
        rows = [view.text_of(y) for y in range(view.virtual_size.height)]
        assert sum(row[4:6] == "s│" for row in rows) >= 2
        for row in rows:
            assert "⟦Trump⟧" not in row or row[4:6] == "s│"
            assert "⟦President Donald Trump⟧ signed" not in row or row[4:6] == "c│"
        both = [row for row in rows if row[4:6] == " │"]
        assert any("legal scholars" in row or "Some are pointing" in row for row in both)

    drive(script, tmp_path, documents=[story()], size=size)


def test_a_click_on_a_word_goes_to_its_difference(tmp_path):
    async def script(app):
        view = app.screen.aligned
        y = next(y for y in range(view.virtual_size.height) if "involvment" in view.text_of(y))
        view.scroll_to(y=y, animate=False, force=True)
        await app.pilot.pause()
        row = y - int(view.scroll_offset.y)
        await app.pilot.click(view, offset=(view.text_of(y).index("involvment"), row))
        assert app.session.current.difference.copy.text == "involvment"

    drive(script, tmp_path, documents=[story()], size=(80, 24))
