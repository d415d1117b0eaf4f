"""White space that goes with what is put in or taken out."""

from restore.plan import Splice
from restore.tidying import tidied


def made(copy, *splices, moved=frozenset()):
    return [(s.start, s.end, s.text) for s in tidied(copy, splices, 0, len(copy), moved)]


def test_words_taken_out_take_the_white_space_before_them_along():
    assert made("so it was", Splice(3, 5, "")) == [(2, 5, "")]
    assert made("so it,", Splice(3, 5, "")) == [(3, 5, "")]


def test_a_line_end_goes_with_a_whole_line_or_with_a_block_that_moves():
    assert made("so\nit\nwas", Splice(3, 5, "")) == [(2, 5, "")]
    assert made("so\n it was", Splice(4, 6, ""), moved={6}) == [(2, 6, "")]


def test_words_put_in_fill_a_hole():
    assert made("so  was", Splice(4, 4, "it ")) == [(3, 4, "it ")]


def test_what_is_put_in_stands_before_what_is_changed_at_the_same_place():
    assert [each[2] for each in made("it was", Splice(0, 2, "he", 7), Splice(0, 0, "so ", 9))] == ["so ", "he"]
