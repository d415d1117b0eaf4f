import pytest

from restore.session.document import ReviewDocument, Side
from restore_tui.layout import ScreenLayout, Setting
from restore_tui.pages import KEPT, SMALL, Pages, is_small
from tests.restore.session.made import made_document

SETTING = Setting(ScreenLayout.INLINE, 60)


def test_a_page_is_made_once_for_each_setting():
    pages, document = Pages(), made_document(3)
    assert pages.ready(0, SETTING) is None
    made = pages.make(0, document, SETTING)
    assert pages.ready(0, SETTING) is made
    assert pages.ready(0, Setting(ScreenLayout.INLINE, 61)) is None
    assert pages.make(0, document, Setting(ScreenLayout.INLINE, 61)).stream is made.stream


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
