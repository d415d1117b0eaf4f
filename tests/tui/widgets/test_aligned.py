from dataclasses import replace

import pytest

from restore.differences import Cause
from restore.session.ruling import Answer, Ruling
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


def struck_of(app):
    """The words of the text pane that go away, and the words of its differences that come."""
    view = app.screen.aligned
    drawn = [part for y in range(view.virtual_size.height) for part in view.draw(y, view.size.width)]
    goes = [part.text for part in drawn if part.style and part.style.strike]
    return goes, [part.text for part in drawn if part.style and part.style.bold and part.text not in goes]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("answer", "comes"), [(["e", *"Xfg", "enter"], ["spokeXfg"]), (["5"], [])])
def test_it_reads_as_it_will_be_written_when_it_was_edited(tmp_path, size, answer, comes):
    async def script(app):
        lone = app.session.items[0].difference
        await app.press(*answer, "escape")
        goes, stays = struck_of(app)
        gone = "".join("".join(goes).split())
        assert all(word in gone for word in f"{lone.copy.text} {lone.source.text}".split())
        assert [words for words in stays if "spoke" in words] == comes
        assert "".join(comes) in app.session.restored(app.session.documents[0])

    document = story()
    lone = [each for each in document.differences if each.source.text == "spoke"]
    drive(script, tmp_path, documents=[replace(document, differences=lone)], size=size)


def test_the_copys_own_words_as_an_edit_keep_the_copy(tmp_path):
    async def script(app):
        await app.press("e", *["backspace"] * 6, *"wrong0", "enter")
        assert app.session.ruling(0) == Ruling(Answer.KEEP)

    drive(script, tmp_path)


@pytest.mark.parametrize("size", SIZES)
def test_a_margin_tells_of_the_difference_that_is_looked_at(tmp_path, size):
    async def script(app):
        for index in range(len(app.session.items)):
            here = next(margin[2] for margin, _ in text_of(app) if margin[0] == "▌")
            assert here == signs.sign(app.session.items[index].difference.code)
            await app.press("j")

    drive(script, tmp_path, documents=[story()], size=size)
