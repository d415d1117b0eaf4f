import pytest

from restore_tui.config import Preferences
from restore_tui.widgets.keyline import KeyLine, fitting
from tests.tui.driving import drive


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (60, "a use source  r keep copy  u undo  ^S write  ? help  q quit"),
        (80, "a use source  r keep copy  e edit  u undo  n next  ^S write  ? help  q quit"),
        (120, "a use source  r keep copy  s skip  e edit  u undo  n next  / filter  ^S write  ? help  q quit"),
    ],
)
def test_a_narrow_screen_keeps_what_matters_most(tmp_path, width, shown):
    async def script(app):
        assert app.text.splitlines()[-1].strip() == shown

    drive(script, tmp_path, size=(width, 24))


def test_no_screen_is_too_narrow():
    assert [key.id for key in fitting({}, 30)] == ["apply", "keep"]
    assert fitting({}, 3) == []


def test_keys_that_were_bound_anew_are_shown(tmp_path):
    async def script(app):
        assert " y use source " in app.text.splitlines()[-1]

    drive(script, tmp_path, config=Preferences(keys={"apply": "y,enter"}))


def test_what_cannot_be_done_now_is_dim_and_each_is_a_button(tmp_path):
    async def script(app):
        line = app.screen.query_one(KeyLine)
        idle = line.style_of("keys--idle")
        assert ("u", idle) in _parts(line)
        await app.pilot.click(KeyLine, offset=(17, 0))  # r
        assert app.session.progress.kept == 1
        assert ("u", idle) not in _parts(line)

    drive(script, tmp_path)


def test_a_key_makes_no_widget_anew(tmp_path):
    async def script(app):
        before = [id(widget) for widget in app.screen.walk_children()]
        await app.press("j", "a", "k", "u")
        assert [id(widget) for widget in app.screen.walk_children()] == before

    drive(script, tmp_path)


def _parts(line):
    text = line.content
    return [(text.plain[span.start : span.end], span.style) for span in text.spans]
