import asyncio

from restore_tui.commands import TOGETHER, GoTo
from tests.restore.session.made import made_document
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


def test_a_search_among_many_lets_the_next_key_come(tmp_path):
    turns = 0

    async def script(driver):
        nonlocal turns

        async def others():
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        beside = asyncio.create_task(others())
        assert [hit async for hit in GoTo(driver.screen).search("zebra")] == []
        beside.cancel()

    drive(script, tmp_path, documents=[made_document(3 * TOGETHER)])
    assert turns >= 3
