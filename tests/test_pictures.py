"""The pictures of README.md and the manual: drawn by `make snap`, of what they say, for day and night."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from tests.pictures.cells import Cell, Look, both
from tests.pictures.scenes import SCENES, draw
from tests.pictures.svg import WIDTH, svg
from tests.test_docs import PAGES, ROOT

PICTURES = ROOT / "docs" / "pictures"
LOOK = Look("#111111", "#eeeeee")


def said(path):
    return [text.text for text in ET.parse(path).getroot().iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_each_scene_is_drawn_and_shown(scene):
    path = PICTURES / f"{scene.name}.svg"
    assert said(path)[0] == scene.command
    assert any(f"pictures/{scene.name}.svg)" in page.read_text(encoding="utf-8") for page in PAGES)
    assert f"docs/pictures/{scene.name}.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_there_are_no_others():
    assert {path.stem for path in PICTURES.iterdir()} == {scene.name for scene in SCENES}


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*.svg")), ids=lambda path: path.stem)
def test_a_picture_fetches_nothing_and_has_a_night(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert "@media(prefers-color-scheme:dark)" in text
    assert "url(" not in text


@pytest.mark.slow
def test_a_page_is_drawn_as_it_is_reviewed(tmp_path):
    draw(next(scene for scene in SCENES if scene.name == "page"), tmp_path / "page.svg")
    words = " ".join(filter(None, said(tmp_path / "page.svg")))
    assert "book.txt[" in words, "of a book the part that the page is of"
    assert ":spelling" in words


def test_a_review_that_fails_makes_no_picture_and_no_endless_wait(tmp_path, monkeypatch):
    def broken(*_, **__):
        raise ValueError("no such pair")

    monkeypatch.setattr("restore.session.origin.PairOrigin.documents", broken)
    with pytest.raises(ValueError, match="no such pair"):
        draw(SCENES[0], tmp_path / "review.svg")
    assert not (tmp_path / "review.svg").exists()


def test_day_and_night_say_the_same():
    with pytest.raises(ValueError, match="by night"):
        both([[("a", LOOK)]], [[("b", LOOK)]])


def test_every_run_is_as_wide_as_its_columns_and_odd_characters_stand_alone():
    night = replace(LOOK, ink="#ffffff", bold=True)
    line = [Cell(text, 2 if text == "漢" else 1, LOOK, night) for text in " ab ✓漢"]
    root = ET.fromstring(svg([line], "a <title>"))
    found = list(root.iter("{http://www.w3.org/2000/svg}text"))
    widths = [round(float(text.get("textLength")) / WIDTH) for text in found[1:]]
    assert [(text.text, width) for text, width in zip(found[1:], widths, strict=True)] == [
        ("ab", 2), ("✓", 1), ("漢", 2),
    ]  # fmt: skip
    assert found[0].text == "a <title>"
