import pytest

from restore.session.filters import Filter
from restore_tui.widgets.filterline import FilterLine
from tests.tui.driving import drive


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
def test_a_filter_that_holds_is_in_sight_with_what_is_left_here_and_in_all(tmp_path, size):
    async def script(app):
        assert "filter:" not in app.text
        await app.press("slash", *"entity", "enter")
        assert app.text.splitlines()[1] == " filter: entity ✕ · 1 left here, 4 in all"
        await app.press("a")
        assert app.text.splitlines()[1] == " filter: entity ✕ · 0 left here, 3 in all"
        await app.press("u")
        assert app.text.splitlines()[1] == " filter: entity ✕ · 1 left here, 4 in all"

    drive(script, tmp_path, size=size)


def test_a_long_filter_leaves_room_for_its_counts(tmp_path):
    async def script(app):
        app.session.set_filter(Filter("-" + "x" * 200))
        app.screen.refresh_all()
        await app.pilot.pause()
        assert app.text.splitlines()[1].endswith("…  ✕ · 4 left here, 4 in all".replace("  ", " "))

    drive(script, tmp_path, size=(60, 20))


def test_a_click_takes_it_away(tmp_path):
    async def script(app):
        await app.press("slash", *"entity", "enter")
        await app.pilot.click(FilterLine, offset=(16, 0))
        await app.pilot.pause()
        assert len(app.session.queue) == 12
        assert "filter:" not in app.text

    drive(script, tmp_path)


def test_an_answer_for_all_says_how_many_change_and_which_filter_holds(tmp_path):
    async def script(app):
        await app.press("slash", *"entity", "enter", "A")
        assert "Use the source in 3 of 3 shown?" in app.text
        assert "1 changes, 2 stand so already" in app.text
        assert "1  replace:entity" in app.text
        assert "filter: entity" in app.text.splitlines()[1]
        assert app.text.count("filter: entity") == 2

    drive(script, tmp_path)


def test_before_texts_are_aligned_nothing_is_counted(tmp_path):
    import threading

    from tests.restore.session.made import made_document
    from tests.tui.driving import MadeOrigin

    held = threading.Event()

    async def script(app):
        try:
            assert app.text.splitlines()[0].strip() == "reading and aligning …"
        finally:
            held.set()

    drive(script, tmp_path, origin=MadeOrigin([made_document(3)], held=held), wait=False)
