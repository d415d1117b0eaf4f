from restore import restore
from restore.differences import Cause, Code, Difference, Op, Span
from restore.layouts import read_layout
from restore.session.document import ReviewDocument, Side
from restore_tui.stream import stream
from tests.restore.layouts.made import hocr
from tests.restore.session.made import made_document, moved_document


def said(units, side):
    return " ".join(getattr(unit, side).text for unit in units if getattr(unit, side).text).split()


def test_both_texts_stand_in_the_units_whole():
    document = made_document(5)
    units = stream(document)
    assert "".join(said(units, "copy")) == "".join(document.copy.text.split())
    assert "".join(said(units, "source")) == "".join(document.source.text.split())


def test_every_difference_is_one_unit_with_its_number():
    document = made_document(5)
    numbered = [unit for unit in stream(document) if unit.item is not None]
    assert [unit.item for unit in numbered] == list(range(5))
    assert [unit.copy.text for unit in numbered] == [d.copy.text for d in document.differences]


def test_words_with_little_in_common_have_no_marked_characters():
    _, misread = [unit for unit in stream(made_document(2)) if unit.item is not None]
    assert (misread.copy.text, misread.source.text) == ("wrong1", "right1")
    assert not misread.copy.marked | misread.source.marked


def test_words_of_a_moved_block_say_which():
    document = moved_document()
    moved = {unit.move for unit in stream(document) if unit.move is not None}
    assert moved == {n for n, d in enumerate(document.differences) if d.op.value == "move"}


def test_a_page_goes_line_by_line_as_it_is_printed():
    lines = [f"word{n} and more of".split() for n in range(30)]
    layout = read_layout(hocr(lines).encode())
    source = layout.text.replace("\n", " ", 3).replace(" more", "\n\nmore")
    side = Side("page.hocr", layout.text, layout=layout)
    units = stream(ReviewDocument("", side, Side("source", source), []))
    begun = [unit.copy.text for unit in units if unit.breaks]
    assert begun == [words[0] for words in lines[1:]]
    plain = stream(ReviewDocument("", Side("copy", layout.text), Side("source", layout.text), []))
    assert not any(unit.breaks for unit in plain)


def test_the_source_of_a_page_breaks_no_line_and_the_next_page_does():
    made = "".join(
        f"<div class=ocr_page><span class=ocr_line><span class=ocrx_word>{word}</span></span></div>" for word in "ab"
    )
    layout = read_layout(f"<html><body>{made}</body></html>".encode())
    units = stream(ReviewDocument("", Side("page", layout.text, layout=layout), Side("source", "a b"), []))
    assert [unit.breaks for unit in units] == [0, 2]


def test_no_space_stands_where_neither_text_has_one():
    copy, source = "望茶楼建", "望月茶楼建"
    code = Code(Op.DELETE, Cause.WORDING)
    found = Difference("0", code, Span(1, 1, ""), Span(1, 2, "月"), "月", 0.5, "")
    units = stream(ReviewDocument("", Side("copy", copy), Side("source", source), [found]))
    assert "".join(unit.copy.lead + unit.copy.text for unit in units) == copy
    assert "".join(unit.source.lead + unit.source.text for unit in units) == source


def test_a_copy_that_was_converted_has_each_character_once():
    source = "The mayor’s office said it wasn’t ready, and they’re late; nobody’s sure when it’ll be done."
    copy = source.replace("’", "")
    found = restore(copy, source=source).differences
    units = stream(ReviewDocument("", Side("copy", copy), Side("source", source), found))
    assert "".join(unit.copy.lead + unit.copy.text for unit in units) == copy
