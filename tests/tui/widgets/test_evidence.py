import pytest

from tests.restore.session.made import moved_document
from tests.tui.driving import drive
from tests.tui.story import story


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_what_may_have_made_a_difference_stands_below_its_evidence(tmp_path, size):
    async def script(app):
        await app.press("j", "j")
        lines = app.text.splitlines()
        why = next(number for number, line in enumerate(lines) if " why  " in line)
        assert lines[why + 1].endswith(" by   intruder 94%, editor 6%")
        assert " copy " in lines[why + 2]
        assert "[1]" in lines[why + 3]
        assert "[2]" in lines[why + 4], "the panel grew with it"

    drive(script, tmp_path, documents=[story()], size=size)


def test_a_difference_of_which_nothing_is_known_has_no_such_line(tmp_path):
    async def script(app):
        assert " why  " in app.text
        assert " by   " not in app.text

    drive(script, tmp_path, documents=[moved_document()])
