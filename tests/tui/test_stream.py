from restore_tui.stream import stream
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
