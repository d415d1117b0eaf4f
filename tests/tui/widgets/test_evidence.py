from dataclasses import replace

import pytest

from restore.differences import Cause, Code, Decision, Difference, Op, Span
from restore.layouts import read_layout
from restore.session.document import ReviewDocument, Side
from tests.restore.layouts.made import hocr
from tests.restore.session.made import moved_document
from tests.tui.driving import drive
from tests.tui.story import story


def panel_of(app):
    """The lines of the panel."""
    return [line.plain for line in app.screen.evidence.content.split()]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
def test_how_it_will_read_and_how_it_reads_when_kept_lead_then_why_and_the_other_proposals(tmp_path, size):
    async def script(app):
        await app.press("j", "j")
        head, repaired, kept, why, *others = panel_of(app)
        assert head.startswith("! replace:entity  ━━━━━━━━━━━─ 0.94  · to decide")
        assert repaired.startswith(" a   … ")
        assert "⟦The President⟧ reiterated his" in repaired
        assert kept.startswith(" r   … ")
        assert "⟦President Donald Trump⟧ reiterated" in kept
        assert why.startswith("why  intruder 94%, editor 6%: copied from line")
        assert others[0].startswith(" [2] ")
        assert repaired[:40] in app.text

    drive(script, tmp_path, documents=[story()], size=size)


def test_neighbours_read_as_they_are_decided(tmp_path):
    async def script(app):
        await app.press("j", "j")
        assert all("reiterated his desire to target" in line for line in panel_of(app)[1:3])
        await app.press("j", "r", "g", "j", "j")
        assert all("reiterated his President Donald Trump to target" in line for line in panel_of(app)[1:3])

    drive(script, tmp_path, documents=[story()], size=(200, 50))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
def test_words_that_are_put_in_are_never_cut(tmp_path, size):
    words = " ".join(f"word{n}" for n in range(40))

    async def script(app):
        told = " ".join(" ".join(line[5:] for line in panel_of(app)[1:-2]).split())
        assert f"⟦{words}⟧" in told

    heading = Difference(
        "1",
        Code(Op.DELETE, Cause.HEADING),
        Span(4, 4, ""),
        Span(4, 4 + len(words), words),
        words + " ",
        0.6,
        "made",
    )
    heading = replace(heading, decision=Decision.REVIEW)
    sides = Side("copy.txt", "One two three."), Side("source.txt", f"One {words} two three.")
    drive(script, tmp_path, documents=[ReviewDocument("", *sides, [heading])], size=size)


def test_a_difference_of_which_nothing_is_known_says_so_without_shares(tmp_path):
    async def script(app):
        lines = panel_of(app)
        assert "why  the source has this block at line 5" in lines
        assert lines[1:3] == [" a   the block goes where the source has it", " r   it stays"]

    drive(script, tmp_path, documents=[moved_document()])


def test_a_click_on_how_it_will_read_takes_it(tmp_path):
    async def script(app):
        await app.pilot.click("#evidence", offset=(2, 3))
        assert app.session.progress.kept == 1

    drive(script, tmp_path, documents=[story()])


def test_of_a_page_it_says_the_line(tmp_path):
    layout = read_layout(hocr([["They", "lacked"], ["any", "dctail", "of", "it."]]).encode())
    at = layout.text.index("dctail")
    spans = Span(at, at + 6, "dctail"), Span(at, at + 6, "detail")
    found = Difference("0", Code(Op.REPLACE, Cause.SPELLING), *spans, "detail", 0.9, "1 of 6 characters differ")
    sides = Side("page.hocr", layout.text, layout=layout), Side("source", layout.text.replace("dctail", "detail"))

    async def script(app):
        assert "· to decide  line 2" in app.text

    drive(script, tmp_path, documents=[ReviewDocument("page", *sides, [found])], size=(100, 30))
