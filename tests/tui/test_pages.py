from threading import Event

import pytest

from restore.session.document import ReviewDocument, Side
from restore_tui.layout import ScreenLayout, Setting
from restore_tui.pages import KEPT, SMALL, Pages, is_small
from restore_tui.slices import SLICE, Unwanted
from tests.restore.session.made import made_document
from tests.tui.driving import PATIENCE, drive

SETTING, OTHER = Setting(ScreenLayout.INLINE, 60), Setting(ScreenLayout.INLINE, 61)


def test_a_page_is_made_once_for_each_setting():
    pages, document = Pages(), made_document(3)
    assert pages.ready(0, SETTING) is None
    made = pages.make(0, document, SETTING)
    assert pages.ready(0, SETTING) is made
    assert pages.ready(0, OTHER) is None
    assert pages.make(0, document, OTHER).stream is made.stream


def test_the_pages_seen_longest_ago_go():
    pages = Pages()
    for place in range(KEPT + 1):
        pages.make(place, made_document(1), SETTING)
    assert pages.ready(0, SETTING) is None
    assert all(pages.ready(place, SETTING) for place in range(1, KEPT + 1))


@pytest.mark.parametrize(("size", "small"), [(SMALL - 1, True), (SMALL, False)])
def test_both_sides_count_for_what_is_small(size, small):
    half = size // 2
    assert is_small(ReviewDocument("", Side("c", "a" * half), Side("s", "a" * (size - half)), [])) is small


def test_others_have_a_turn_before_each_slice_and_nothing_is_kept_of_what_nobody_wants():
    pages, document, turns = Pages(), made_document(3, words=2 * SLICE), []
    made = pages.make(0, document, SETTING, lambda: turns.append(1))
    slices = len(made.stream.units) // SLICE
    assert slices > 4
    assert slices < len(turns) < 3 * slices + 3  # the units, what is not folded of them, its lines

    def refuse():
        raise Unwanted

    with pytest.raises(Unwanted):
        pages.make(0, document, OTHER, refuse)
    assert pages.ready(0, OTHER) is None
    assert pages.make(0, document, OTHER).setting is OTHER


def test_of_pages_that_are_no_longer_wanted_none_is_made_to_its_end(tmp_path, monkeypatch):
    asked, made = [], []

    def make(pages, place, document, setting, turn):
        asked.append(setting)
        made.append(real(pages, place, document, setting, turn))
        return made[-1]

    real = Pages.make
    monkeypatch.setattr(Pages, "make", make)
    monkeypatch.setattr("restore_tui.screens.base.is_small", lambda document: False)

    async def script(app):
        await app.aligned_page()
        asked.clear()
        made.clear()
        with monkeypatch.context() as typing:
            typing.setattr(type(app.app.typed), "is_idle", False)  # as long as somebody types no page is made
            for width in (100, 101, 102, 103):
                await app.pilot.resize_terminal(width, 40)
                await app.pilot.pause()
        await app.aligned_page()
        await app.app.workers.wait_for_complete()
        assert len(asked) == 4
        assert [page.setting for page in made] == [asked[-1]]

    drive(script, tmp_path, documents=[made_document(12)])


def test_while_a_page_is_made_with_an_edit_the_one_before_stays(tmp_path, monkeypatch):
    monkeypatch.setattr("restore_tui.screens.base.is_small", lambda document: False)

    async def script(app):
        await app.aligned_page()
        held, make = Event(), app.screen.pages.make
        monkeypatch.setattr(app.screen.pages, "make", lambda *given: (held.wait(PATIENCE), make(*given))[1])
        await app.press("e", *"!", "enter")
        before = app.screen.aligned.made
        held.set()
        assert before is not None
        await app.until(lambda: "→right0!" in app.text)

    drive(script, tmp_path)
