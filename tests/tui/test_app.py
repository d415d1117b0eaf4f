import pytest

from restore.errors import InputError
from restore_tui.config import Preferences
from tests.tui.driving import drive


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


def test_the_palette_has_only_what_can_be_done_now(tmp_path):
    found = []

    async def script(driver):
        found.append([command.title for command in driver.app.get_system_commands(driver.screen)])
        await driver.press("a")
        found.append([command.title for command in driver.app.get_system_commands(driver.screen)])

    drive(script, tmp_path)
    assert "undo" not in found[0]
    assert "undo" in found[1]
