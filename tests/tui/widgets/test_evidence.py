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
    panel = app.screen.evidence
    return [panel.text_of(y).rstrip() for y in range(panel.virtual_size.height) if panel.text_of(y).strip()]


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
        assert any(line.startswith(" [2] ") for line in others)
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


def test_an_edit_is_read_below_what_the_keys_would_do_instead(tmp_path):
    async def script(app):
        await app.press("j", "j", "j", "j", "e", *" aloud", "enter", "k")
        head, repaired, kept, edited, *_ = panel_of(app)
        assert "✓ edited, say you" in head
        assert repaired.startswith(" a ")
        assert "when he ⟦spoke⟧ to a" in repaired
        assert kept.startswith(" r ")
        assert "he ⟦President Donald Trump⟧ to a" in kept
        assert edited.startswith(" e ")
        assert "when he ⟦spoke aloud⟧ to a" in edited
        await app.press("a", "k")
        assert "✓ source is used, say you" in panel_of(app)[0]
        assert not any(line.startswith(" e ") for line in panel_of(app))

    drive(script, tmp_path, documents=[story()], size=(120, 40))


@pytest.mark.parametrize(("copy", "repaired", "kept"), [
    ("in 2029.", "in⟦⟧.", "in ⟦2029⟧."), ("(2029)", "(⟦⟧)", "(⟦2029⟧)"), ("in 2029 it", "in⟦⟧ it", "in ⟦2029⟧ it"),
])  # fmt: skip
def test_brackets_hold_what_differs_and_not_the_mark_beside_it(tmp_path, copy, repaired, kept):
    at = copy.index("2029")
    spans = Span(at, at + 4, "2029"), Span(at, at, "")
    lone = Difference("1", Code(Op.INSERT, Cause.WORDING), *spans, "", 0.5, "made")

    async def script(app):
        assert [line.split("   ")[1].strip() for line in panel_of(app)[1:3]] == [repaired, kept]

    sides = Side("c", copy), Side("s", copy.replace("2029", ""))
    drive(script, tmp_path, documents=[ReviewDocument("", *sides, [lone])])


def test_a_click_on_how_it_will_read_takes_it(tmp_path):
    async def script(app):
        await app.pilot.click("#evidence", offset=(2, 3))
        assert app.session.progress.kept == 1

    drive(script, tmp_path, documents=[story()])


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
def test_a_text_without_spaces_reads_around_what_differs(tmp_path, size):
    source = (
        "春天来了，花园里的花都开了。孩子们在草地上奔跑，老人坐在长椅上晒太阳。市长昨天宣布，城市将在今年修建公园。" * 3
    )
    at = source.index("今年")
    lost = Difference(
        "1", Code(Op.DELETE, Cause.WORDING), Span(at, at, ""), Span(at, at + 2, "今年"), "今年", 0.5, "made"
    )
    copy = source[:at] + source[at + 2 :]

    async def script(app):
        _, repaired, kept, *_ = panel_of(app)
        assert "宣布，城市将在⟦今年⟧修建公园。" in repaired
        assert "宣布，城市将在⟦⟧修建公园。" in kept

    drive(script, tmp_path, documents=[ReviewDocument("", Side("c", copy), Side("s", source), [lost])], size=size)


def test_space_that_comes_with_the_words_is_seen_on_either_side(tmp_path):
    source, copy = "门口重新开张了。", "门口重新徒张了。"
    wrong = Difference("1", Code(Op.REPLACE, Cause.ENTITY), Span(4, 5, "徒"), Span(4, 5, "开"), " 开 ", 0.5, "made")

    async def script(app):
        _, repaired, kept, *_ = panel_of(app)
        assert "门口重新 ⟦开⟧ 张了。" in repaired
        assert "门口重新⟦徒⟧张了。" in kept

    drive(script, tmp_path, documents=[ReviewDocument("", Side("c", copy), Side("s", source), [wrong])])


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
def test_the_other_proposals_share_a_line_where_there_are_few_and_each_can_be_clicked(tmp_path, size):
    async def script(app):
        await app.press("j", "j")
        line = next(n for n, line in enumerate(panel_of(app)) if line.startswith(" [2] "))
        words = panel_of(app)[line]
        assert words.count("[") >= 3
        found = app.session.proposals(app.session.queue.current)
        current = app.session.queue.current
        await app.pilot.click("#evidence", offset=(words.index("[3]") + 2, line + 1))
        assert app.session.ruling(current).replacement == found[2].text

    drive(script, tmp_path, documents=[story()], size=size)


def test_what_has_no_room_scrolls_with_the_keys(tmp_path):
    words = " ".join(f"word{n}" for n in range(400))
    lost = Difference(
        "1", Code(Op.DELETE, Cause.PASSAGE), Span(4, 4, ""), Span(4, 4 + len(words), words), words + " ", 0.6, "made"
    )
    sides = Side("copy.txt", "One two three."), Side("source.txt", f"One {words} two three.")

    async def script(app):
        panel = app.screen.evidence
        assert panel.size.height <= 12
        await app.press("tab", "tab")
        assert app.app.focused is panel
        await app.press(*["pagedown"] * 6)
        assert "why" in "".join(panel.text_of(y) for y in panel.in_sight)

    drive(script, tmp_path, documents=[ReviewDocument("", *sides, [lost])], size=(80, 24))


def test_it_says_nothing_twice(tmp_path):
    lost = replace(story().differences[0], evidence="the copy lacks what the source has here, as in 2 other places")

    async def script(app):
        assert "why  tokeniser 61%, editor 39%: as in 2 other places" in panel_of(app)

    document = story()
    drive(script, tmp_path, documents=[replace(document, differences=[lost])])


def test_of_a_page_it_says_the_line(tmp_path):
    layout = read_layout(hocr([["They", "lacked"], ["any", "dctail", "of", "it."]]).encode())
    at = layout.text.index("dctail")
    spans = Span(at, at + 6, "dctail"), Span(at, at + 6, "detail")
    found = Difference("0", Code(Op.REPLACE, Cause.SPELLING), *spans, "detail", 0.9, "1 of 6 characters differ")
    sides = Side("page.hocr", layout.text, layout=layout), Side("source", layout.text.replace("dctail", "detail"))

    async def script(app):
        assert "· to decide  line 2" in app.text

    drive(script, tmp_path, documents=[ReviewDocument("page", *sides, [found])], size=(100, 30))
