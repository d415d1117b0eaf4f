"""A text full of what steers a terminal shows it as symbols, and changes nothing around it."""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len
from textual.widgets import Input

from restore.restoration import restore
from restore.session.document import ReviewDocument, Side
from tests.tui.driving import drive

HOSTILE = (
    "\x1b[2J\x1b[31mred\x1b]0;title\x07 \x9b5A [bold]markup[/bold] [@click=app.exit]go[/] \u202eevil\u202c "
    "zero\u200bwidth\u2060here\ufeff tab\there bell\x07 \x08\x08 \u2028line 👩\u200d🚀 e" + "\u0301" * 20
)
PLAIN = "Ordinary words that stand in both of the texts, quite a few of them, so that they align. "


def hostile_document():
    copy = PLAIN + HOSTILE + " " + PLAIN
    source = PLAIN + "Calm words [red]here[/red]. \x1b[7m " + PLAIN
    found = restore(copy, source=source).differences
    return ReviewDocument("id\x1b[5m\u202e", Side("copy\x1b[1m.txt", copy), Side("source\u202e.txt", source), found)


def shown(app):
    text = app.text
    steering = {c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}}
    assert steering <= {"\u200d"}
    return text


def test_nothing_of_it_reaches_the_terminal(tmp_path):
    document = hostile_document()

    async def script(app):
        seen = ""
        for width, height in ((120, 40), (100, 30), (70, 24)):
            await app.pilot.resize_terminal(width, height)
            await app.pilot.pause()
            for _ in range(len(document.differences)):
                text = shown(app)
                seen += text
                assert all(cell_len(line) <= width for line in text.splitlines())
                await app.press("j")
            await app.press("g", "z")
        text = seen + shown(app)
        assert "␛" in text
        assert re.search(r"⟨(RLO|PDF|ZWSP|WJ|BOM)⟩", text)
        assert re.search(r"\[\W?bold\W?\]", text)  # not eaten as markup
        assert "use source" in text

    drive(script, tmp_path, documents=[document], size=(120, 40))


def test_dialogs_palette_notes_and_edits_show_it_too(tmp_path):
    document = hostile_document()

    async def script(app):
        for keys in (["A"], ["e"], ["f"], ["equals_sign"], ["y"], ["question_mark"]):
            await app.press(*keys)
            shown(app)
            await app.press("escape")
        app.session.note([0], HOSTILE)
        app.screen.refresh_all()
        await app.pilot.pause()
        shown(app)
        await app.press("c")
        value = app.app.screen.query_one(Input).value
        assert "\\x1b" in value
        assert "\\u202e" in value
        await app.press("enter")
        assert app.session.ruling(0).note == HOSTILE.strip()
        await app.press("ctrl+p", *"markup")
        await app.pilot.pause(0.5)
        shown(app)
        await app.press("escape")

    drive(script, tmp_path, documents=[document])


def test_what_is_written_is_the_text_itself(tmp_path):
    document = hostile_document()

    async def script(app):
        await app.press("R", "enter", "escape", "ctrl+s")
        written = (tmp_path / "restored.txt").read_bytes().decode()
        assert document.copy.text.count("\x1b") == written.count("\x1b")

    drive(script, tmp_path, documents=[document])
