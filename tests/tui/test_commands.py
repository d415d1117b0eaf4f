from restore_tui.commands import GoTo
from tests.tui.driving import drive


def hits(query, tmp_path):
    found = []

    async def script(driver):
        found.extend([hit async for hit in GoTo(driver.screen).search(query)])

    drive(script, tmp_path)
    return found


def test_words_of_a_difference_find_it(tmp_path):
    found = hits("wrong2", tmp_path)
    assert found
    assert all("wrong2" in str(hit.text) and "right2" in str(hit.text) for hit in found)
    assert found[0].help


def test_words_that_no_difference_has_find_none(tmp_path):
    assert hits("zebra", tmp_path) == []
