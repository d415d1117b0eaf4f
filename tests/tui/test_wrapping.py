import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from restore_tui.stream import NO_WORDS, FacingWords, Words
from restore_tui.wrapping import ARROW, CLOSE, OPEN, Column, Role, begins, broken, pieces

TEXTS = st.text(alphabet="ab 漢ü", min_size=1, max_size=40).map(str.strip).filter(bool)


def unit(text, item=0, marked=()):
    words = Words(" ", text, frozenset(marked))
    return FacingWords(words, NO_WORDS, item), words


@given(TEXTS, st.integers(2, 20))
def test_no_line_is_wider_than_its_column_and_no_word_is_lost(text, width):
    lines = broken(pieces(*unit(text), Role.COPY), Column(width))
    assert all(sum(cell_len(cell.text) for cell in line) <= width for line in lines)
    shown = "".join(c.text for line in lines for c in line)
    assert (shown[0], shown[-1]) == (OPEN, CLOSE)
    assert "".join(shown[1:-1].split()) == "".join(text.split())


def test_a_difference_without_words_has_its_brackets_all_the_same():
    (piece,) = pieces(*unit(""), Role.COPY)
    assert [(cell.text, cell.role) for cell in piece.cells] == [("⟦", Role.SIGN), ("⟧", Role.SIGN)]


def test_brackets_stand_around_all_words_of_a_difference_and_part_with_none_of_them():
    first, second = pieces(*unit("two words"), Role.COPY)
    assert "".join(cell.text for cell in first.cells) == "⟦two"
    assert "".join(cell.text for cell in second.cells) == "words⟧"


def test_marked_characters_are_cells_of_their_own():
    (piece,) = pieces(*unit("dctail", marked={1}), Role.COPY)
    assert [(cell.text, cell.marked) for cell in piece.cells] == [
        ("⟦", False), ("d", False), ("c", True), ("tail", False), ("⟧", False),
    ]  # fmt: skip


@given(TEXTS, TEXTS, st.integers(3, 20))
def test_between_the_sides_of_a_difference_stands_an_arrow_wherever_the_line_breaks(text, other, width):
    one, words = unit(text)
    sides = pieces(one, words, Role.COPY, closes=False)
    sides += pieces(one, Words(ARROW, other, frozenset()), Role.SOURCE, opens=False)
    lines = broken(sides, Column(width))
    assert all(sum(cell_len(cell.text) for cell in line) <= width for line in lines)
    (arrow,) = [cell for line in lines for cell in line if cell.text == ARROW]
    assert (arrow.role, arrow.item) == (Role.SIGN, 0)
    shown = "".join(cell.text for line in lines for cell in line)
    assert "".join(shown.split()) == f"{OPEN}{''.join(text.split())}{ARROW}{''.join(other.split())}{CLOSE}"


@pytest.mark.parametrize(("width", "goes"), [(11, True), (10, False)])
def test_a_word_goes_on_a_line_with_the_space_before_it(width, goes):
    column = Column(width)
    column.say(Words("", "four"), 4)
    assert begins(pieces(*unit("four"), Role.COPY), column) is goes
