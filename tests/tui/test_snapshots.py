"""What the screen looks like. After a change look at each of them: `make snap` takes them anew."""

from __future__ import annotations

import threading
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from restore.errors import InputError
from restore.session.document import ReviewDocument, Side
from restore.session.filters import Filter
from restore_tui.config import Preferences
from tests.tui.driving import Driver, MadeOrigin, app_of
from tests.tui.story import story

pytest.importorskip("pytest_textual_snapshot")
GROUP = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
DRAWN_BY = next(line for line in GROUP["test"] if line.startswith("textual=="))
pytestmark = pytest.mark.skipif(
    f"textual=={version('textual')}" != DRAWN_BY, reason=f"the pictures are by {DRAWN_BY}, others draw otherwise"
)


@pytest.fixture
def snap(snap_compare, tmp_path, monkeypatch):
    """Compare an app after some keys with its picture; while something is `held`, one that has not loaded."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("restore_tui.screens.arriving.TICK", 3600)  # no picture says how long it took

    def compare(*keys, size=(120, 36), origin=None, held=None, filter_text="", **settings):
        app = app_of(origin or MadeOrigin([story()], held=held), tmp_path, **settings)
        app.outlet = type(app.outlet)("copy.restored.txt")
        app.review.session.set_filter(Filter(filter_text))
        app.animation_level = "none"

        draw = app.export_screenshot

        def drawn(*given, **more):
            try:
                return draw(*given, **more)
            finally:
                if held:
                    held.set()

        app.export_screenshot = drawn

        async def before(pilot):
            driver = Driver(app, pilot)
            if not held:
                await driver.loaded()
            await driver.press(*keys)
            for widget in app.screen.query("Toast"):
                widget.remove()
            await pilot.pause()

        try:
            return snap_compare(app, terminal_size=size, run_before=before)
        finally:
            app.review.session.close()

    return compare


def test_side_by_side(snap):
    assert snap("j")


def test_stacked(snap):
    assert snap("j", "j", size=(100, 36))


def test_inline(snap):
    assert snap("j", size=(70, 36))


def test_80_by_24(snap):
    assert snap(size=(80, 24))


def test_decisions_show_in_the_text(snap):
    assert snap("g", "r", "a", "s", "m", "a", size=(120, 36))


def test_not_wrapped(snap):
    assert snap("w")


def test_not_folded(snap):
    assert snap("G", "z")


def test_without_colour(snap, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap("j", "a")


def test_light(snap):
    assert snap("j", config=Preferences(theme="textual-light"))


def test_several_documents_and_the_queue_sorted(snap):
    assert snap(origin=MadeOrigin([story("2017-01-27/a"), story("2017-01-27/b")]))


def test_nothing_to_review(snap):
    assert snap(
        origin=MadeOrigin([ReviewDocument("", Side("copy.txt", "The same."), Side("source.txt", "The same."), [])])
    )


def test_nothing_matches(snap):
    assert snap(filter_text="Bartleby")


def test_loading(snap):
    assert snap(held=threading.Event())


def test_error(snap):
    assert snap(origin=MadeOrigin([], error=InputError("OUT/review.jsonl: line 7: no record with id, copy and source")))


def test_done(snap):
    assert snap("A", "enter")


def test_help(snap):
    assert snap("question_mark", size=(100, 40))


def test_filter(snap):
    assert snap("slash", *"entity")


def test_filter_form(snap):
    assert snap("f", size=(120, 36))


def test_bulk(snap):
    assert snap("A")


def test_threshold(snap):
    assert snap("t")
