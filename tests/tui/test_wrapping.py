import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from restore_tui.stream import NO_WORDS, FacingWords, Words
from restore_tui.wrapping import Column, Role, begins, broken, pieces

TEXTS = st.text(alphabet="ab 漢ü", min_size=1, max_size=40).map(str.strip).filter(bool)


def unit(text, item=0, marked=()):
    words = Words(" ", text, frozenset(marked))
    return FacingWords(words, NO_WORDS, item), words


@given(TEXTS, st.integers(2, 20))
def test_no_line_is_wider_than_its_column_and_no_word_is_lost(text, width):
    lines = broken(pieces(*unit(text), Role.COPY), Column(width))
    assert all(sum(cell_len(cell.text) for cell in line) <= width for line in lines)
    assert "".join(c.text for line in lines for c in line).split() == text.split() or (
        "".join("".join(c.text for line in lines for c in line).split()) == "".join(text.split())
    )


def test_a_difference_without_words_has_its_sign_all_the_same():
    (piece,) = pieces(*unit(""), Role.COPY, sign=True)
    assert [(cell.text, cell.role) for cell in piece.cells] == [(" ", Role.SIGN)]


def test_marked_characters_are_cells_of_their_own():
    (piece,) = pieces(*unit("dctail", marked={1}), Role.COPY)
    assert [(cell.text, cell.marked) for cell in piece.cells] == [("d", False), ("c", True), ("tail", False)]


@pytest.mark.parametrize(("width", "goes"), [(9, True), (8, False)])
def test_a_word_goes_on_a_line_with_the_space_before_it(width, goes):
    column = Column(width)
    column.say(Words("", "four"), 4)
    assert begins(pieces(*unit("four"), Role.COPY), column) is goes
