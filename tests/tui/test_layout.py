from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from restore.differences import Decision
from restore.restoration import restore
from restore.session.document import ReviewDocument, Side
from restore.visible import visible
from restore_tui.layout import LineKind, Rewording, ScreenLayout, Setting, lay_out
from restore_tui.stream import stream
from restore_tui.wrapping import OPEN, Role
from tests.restore.session.made import moved_document
from tests.tui.story import story


def words_of(lines, role_gone, side):
    """The words of one side as the lines show them."""
    parts = []
    for line in lines:
        cells = line.source if side == "source" else line.copy
        parts.append("".join(c.text for c in cells if c.role not in {Role.SIGN, role_gone}))
    return " ".join(" ".join(parts).split())


def flat(text):
    return re.sub(r"\s", "", visible(text.replace("\n", " ")))


def document_of(copy, source):
    found = restore(copy, source=source, force=True).differences
    return ReviewDocument("", Side("copy", copy), Side("source", source), found)


@pytest.mark.parametrize("layout", list(ScreenLayout))
@pytest.mark.parametrize("width", [12, 30, 58, 117])
def test_no_line_is_wider_than_its_column_and_no_word_is_lost(layout, width):
    document = story()
    page = lay_out(stream(document), Setting(layout, width, None))
    for line in page.lines:
        for side in line.sides:
            assert sum(cell_len(cell.text) for cell in side) <= width
    assert set(page.places) == set(range(len(document.differences)))
    copy = "".join(c.text for line in page.lines if line.kind is not LineKind.SOURCE for c in line.copy
                   if c.role in {Role.EQUAL, Role.COPY, Role.MOVED})  # fmt: skip
    assert flat(copy).replace("↵", "") == flat(document.copy.text)


@pytest.mark.parametrize("width", [20, 58])
def test_both_sides_break_at_the_same_words(width):
    page = lay_out(stream(story()), Setting(ScreenLayout.BESIDE, width, None))
    source = "".join(c.text for line in page.lines for c in line.source if c.role in {Role.EQUAL, Role.SOURCE})
    assert flat(source) == flat(story().source.text)
    for line in page.lines:
        if line.kind is LineKind.TEXT and not line.items:
            assert [c.text for c in line.copy] == [c.text for c in line.source]


def test_stacked_lines_stand_word_above_word():
    lines = lay_out(stream(story()), Setting(ScreenLayout.STACKED, 90, None)).lines
    pairs = [(a, b) for a, b in pairwise(lines) if a.kind is LineKind.SOURCE and b.kind is LineKind.COPY]
    assert len(pairs) > 4
    for source, copy in pairs:
        at = {c.item: n for n, c in _starts(source.copy)}
        assert all(at.get(c.item, n) == n for n, c in _starts(copy.copy))


def test_a_stacked_row_that_goes_on_with_one_side_is_of_that_side():
    source, copy = (
        "Nobody came to the old house by the sea.",
        "Nobody came to the " + "very " * 9 + "old house by the sea.",
    )
    lines = lay_out(stream(document_of(copy, source)), Setting(ScreenLayout.STACKED, 30, None)).lines
    alone = [line for line in lines if not line.items and not line.copy[0].text.startswith("Nobody")]
    shown = "".join(cell.text for line in lines if line.kind is not LineKind.COPY for cell in line.copy)
    assert flat(shown).replace("⟦⟧", "") == flat(source)
    assert [line.kind for line in alone] == [LineKind.SOURCE]


@pytest.mark.parametrize("layout", list(ScreenLayout))
@pytest.mark.parametrize(
    ("words", "shown"), [("aim\nfor", "⟦desire→aim ↵ for⟧"), ("", "⟦desire⟧"), ("longer " * 20, None)]
)
def test_what_a_reviewer_wrote_stands_behind_what_the_source_has(layout, words, shown):
    document = story()
    (item,) = (n for n, d in enumerate(document.differences) if d.source.text == "desire")
    page = lay_out(stream(document), Setting(layout, 58, None, edits=frozenset({Rewording(item, words)})))
    cells = [cell for line in page.lines for side in line.sides for cell in side if cell.item == item]
    told = "".join(cell.text for cell in cells)
    assert shown is None or (shown.removeprefix("⟦") if layout is ScreenLayout.INLINE else shown) in told
    edited = "".join(cell.text for cell in cells if cell.role is Role.EDITED)
    assert flat(edited) == flat(words.replace("\n", "↵"))
    assert all(sum(cell_len(cell.text) for cell in side) <= 58 for line in page.lines for side in line.sides)


def test_what_was_written_where_the_source_has_nothing_stands_off_the_word_before():
    document = document_of("They lacked any detail, said Jones the mayor.", "They lacked any detail, said the mayor.")
    page = lay_out(
        stream(document), Setting(ScreenLayout.STACKED, 90, None, edits=frozenset({Rewording(0, "foo bar")}))
    )
    (told,) = ["".join(cell.text for cell in line.source or line.copy) for line in page.lines if line.kind == "source"]
    assert "said ⟦foo bar⟧" in told


def _starts(cells):
    at = 0
    for cell in cells:
        if cell.text == OPEN:
            yield at, cell
        at += cell_len(cell.text)


def test_what_is_far_from_any_difference_is_folded_and_can_be_opened():
    source = "One changed word here. " + "Nothing else is changed at all. " * 40 + "Another one here."
    document = document_of(source.replace("changed word", "chnaged word").replace("Another", "Annother"), source)
    units = stream(document)
    folded = lay_out(units, Setting(ScreenLayout.INLINE, 80, 6))
    (fold,) = [line for line in folded.lines if line.kind is LineKind.FOLD]
    assert fold.hidden.endswith(" equal words")
    assert int(fold.hidden.split()[0]) > 200
    opened = lay_out(units, Setting(ScreenLayout.INLINE, 80, 6, frozenset({fold.fold})))
    assert not [line for line in opened.lines if line.kind is LineKind.FOLD]
    assert len(folded.lines) < 8 < len(opened.lines)


def test_a_unit_is_found_again_on_its_line():
    units = stream(story())
    page = lay_out(units, Setting(ScreenLayout.BESIDE, 40, None))
    assert len(page.units) == len(page.lines)
    for item in page.places:
        unit = next(n for n, u in enumerate(units) if u.item == item)
        assert item in page.lines[page.line_of(unit)].items
    for number, unit in enumerate(units):
        if unit.item is None:
            shown = "".join(cell.text for cell in page.lines[page.line_of(number)].copy)
            assert unit.copy.text in shown


def test_inner_characters_of_a_misreading_are_marked():
    document = document_of(
        "The involvment of federal agents was clear.", "The involvement of federal agents was clear."
    )
    page = lay_out(stream(document), Setting(ScreenLayout.BESIDE, 60))
    marked = [c.text for line in page.lines for c in line.source if c.marked]
    assert marked == ["e"]


def test_a_moved_block_stands_beside_its_source():
    document = moved_document()
    page = lay_out(stream(document), Setting(ScreenLayout.BESIDE, 80, None))
    (line,) = [line for line in page.lines if any(c.role is Role.MOVED for c in line.copy)]
    assert "".join(c.text for c in line.copy if c.role is not Role.SIGN).replace("wrods", "words") == (
        "".join(c.text for c in line.source if c.role is not Role.SIGN)
    )
    assert set(page.places) == {0, 1}


pieces = st.lists(
    st.one_of(
        st.sampled_from(
            ["one", "two", "three.", "漢字仮名", "naïve", "x" * 70, "e\u0301\u0302", "\u202e\u200b", "\x1b[31m", "👩‍🚀"]
        ),
        st.text(max_size=5),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(pieces, pieces, st.sampled_from(list(ScreenLayout)), st.integers(8, 90), st.sampled_from([None, 2, 12]))
def test_any_texts_can_be_laid_out(copy, source, layout, width, context):
    copy_text, source_text = " ".join(copy).replace("\0", ""), " ".join(source).replace("\0", "")
    document = document_of(copy_text, source_text)
    page = lay_out(stream(document), Setting(layout, width, context))
    assert set(page.places) == set(range(len(document.differences)))
    for line in page.lines:
        for side in line.sides:
            shown = "".join(cell.text for cell in side)
            assert cell_len(shown) <= max(width, 8) + 1
            assert shown == visible(shown)


def test_decisions_do_not_change_the_layout():
    document = story()
    decided = ReviewDocument("", document.copy, document.source, [*document.differences])
    assert [d.decision for d in decided.differences].count(Decision.APPLY) == 6
    assert stream(document) == stream(decided)
