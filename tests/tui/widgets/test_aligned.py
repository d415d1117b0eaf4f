import pytest

from restore.differences import Cause
from restore_tui import signs
from tests.tui.driving import drive
from tests.tui.story import story

SIZES = [(60, 30), (90, 30), (130, 40)]


def text_of(app):
    """What the text pane draws, margin and text apart."""
    view = app.screen.aligned
    lines = [view.draw(y, view.size.width).text for y in range(view.virtual_size.height)]
    return [(line[:3], line[3:]) for line in lines]


@pytest.mark.parametrize("size", SIZES)
def test_signs_of_causes_stand_in_the_margin_and_never_in_the_text(tmp_path, size):
    async def script(app):
        drawn = text_of(app)
        texts = app.session.documents[0]
        foreign = set(signs.CAUSES.values()) - set(texts.copy.text + texts.source.text)
        assert {"#", "≠", "‖"} <= foreign
        assert not foreign & set("".join(text for _, text in drawn))
        assert {signs.CAUSES[Cause.ENTITY], signs.CAUSES[Cause.HEADING]} <= set("".join(m for m, _ in drawn))

    drive(script, tmp_path, documents=[story()], size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_margin_tells_of_the_difference_that_is_looked_at(tmp_path, size):
    async def script(app):
        for index in range(len(app.session.items)):
            here = next(margin[2] for margin, _ in text_of(app) if margin[0] == "▌")
            assert here == signs.sign(app.session.items[index].difference.code)
            await app.press("j")

    drive(script, tmp_path, documents=[story()], size=size)
