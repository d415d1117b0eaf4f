import os
import sys
from pathlib import Path

import pytest

from restore.errors import InputError
from restore.session.document import ReviewDocument, Side
from restore_tui.config import Preferences
from tests.tui.driving import drive

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("theme", ["textual-light", "nord"])
def test_the_theme_that_is_set_is_taken(tmp_path, theme):
    seen = []

    async def script(driver):
        seen.append(driver.app.theme)

    drive(script, tmp_path, config=Preferences(theme=theme))
    assert seen == [theme]


def test_a_theme_that_there_is_not_changes_nothing(tmp_path):
    seen = []

    async def script(driver):
        seen.append(driver.app.theme in driver.app.available_themes)

    drive(script, tmp_path, config=Preferences(theme="none such"))
    assert seen == [True]


def test_an_error_ends_the_app_and_is_kept_for_the_command(tmp_path):
    kept = []

    async def script(driver):
        driver.app.exit_with(InputError("copy.txt: gone"))
        await driver.pilot.pause()
        kept.append((str(driver.app.failure), driver.app.is_running))

    drive(script, tmp_path)
    assert kept[0][0] == "copy.txt: gone"


def test_a_fault_of_the_screen_is_one_line_and_no_answer(tmp_path):
    pytest.importorskip("fcntl", reason="needs a terminal as Unix has them")
    from tests.tui.terminal import terminal_of

    (tmp_path / "source.txt").write_text("They lacked any detail. Nobody gave any detail at all.\n")
    (tmp_path / "copy.txt").write_text("They lacked any detial. Nobody gave any detail at all.\n")
    (tmp_path / "faulty.py").write_text(
        "from restore.cli.main import run\nfrom restore_tui.screens.base import ReviewBase\n"
        "ReviewBase.restore_view = lambda _: {}[[]]\nrun()\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tui")])}
    command = [sys.executable, "faulty.py", "review", "copy.txt", "--source", "source.txt"]
    with terminal_of(command, tmp_path, environment) as terminal:
        terminal.wait_for_end()
    assert terminal.ended == 70
    (line,) = filter(None, terminal.text.splitlines())
    fault = "a fault in restore, not in your texts: TypeError: unhashable type: 'list'; --debug shows where"
    assert line.endswith(f"restore review: {fault}")


def test_the_palette_has_only_what_can_be_done_now(tmp_path):
    found = []

    async def script(driver):
        found.append([command.title for command in driver.app.get_system_commands(driver.screen)])
        await driver.press("a")
        found.append([command.title for command in driver.app.get_system_commands(driver.screen)])

    drive(script, tmp_path)
    assert "undo" not in found[0]
    assert "undo" in found[1]


def test_ctrl_z_goes_to_the_shell_and_fg_comes_back_through_a_script_too(tmp_path):
    pytest.importorskip("fcntl", reason="needs a terminal as Unix has them")
    from tests.tui.terminal import terminal_of

    words = "They lacked any detail. Then Emanuel left the room. Nobody gave any detail at all.\n"
    (tmp_path / "source.txt").write_text(words)
    (tmp_path / "copy.txt").write_text(words.replace("detail", "Emanuel"))
    review = f"{sys.executable} -m restore review copy.txt --source source.txt --threshold 1"
    (tmp_path / "run.sh").write_text(f"{review}\necho ended-$?\n")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PS1": "ready> "}
    with terminal_of(["bash", "--noprofile", "--norc", "-i"], tmp_path, environment) as terminal:
        terminal.wait_for("ready>")
        terminal.press("sh run.sh\n")
        terminal.wait_for("2 left")
        terminal.press("\x1a")
        terminal.wait_for("Stopped")
        terminal.press("echo shell-$((40 + 2))\n")
        terminal.wait_for("shell-42")
        terminal.press("fg\n")
        terminal.wait_until_gone("shell-42")
        terminal.press("a")
        terminal.wait_for("1 left")
        terminal.press("q")
        terminal.wait_for("ended-1")


def test_ctrl_z_with_no_shell_to_go_to_stays_and_says_so(tmp_path, monkeypatch):
    async def script(app):
        await app.press("ctrl+z")
        assert "no shell" in list(app.app._notifications)[-1].message

    monkeypatch.setattr(os, "getsid", lambda _: os.getpgrp())
    monkeypatch.setattr("textual.drivers.headless_driver.HeadlessDriver.can_suspend", True)
    drive(script, tmp_path)


def test_texts_that_differ_in_how_unicode_writes_letters_alone_are_said_to(tmp_path):
    async def script(app):
        assert "No differences" in app.text
        assert "(NFC, NFD)" in app.text

    sides = Side("copy.txt", "un re\u0301sume\u0301"), Side("source.txt", "un r\u00e9sum\u00e9")
    drive(script, tmp_path, documents=[ReviewDocument("", *sides, [])])


def test_a_terminal_that_is_resized_there_and_back_is_written_anew(tmp_path, monkeypatch):
    from textual.drivers.headless_driver import HeadlessDriver

    forgotten = []
    monkeypatch.setattr("restore_tui.app.ThriftyDriver", HeadlessDriver)
    monkeypatch.setattr(HeadlessDriver, "forget", lambda _: forgotten.append("all"), raising=False)

    async def script(driver):
        forgotten.clear()
        for columns in (80, 120):
            await driver.pilot.resize_terminal(columns, 40)
        assert len(forgotten) == 2

    drive(script, tmp_path)
