import pytest

from restore_tui.pen import RESET, Pen, change, for_blank, of_blank, styled


def test_a_style_is_what_all_its_parts_set():
    pen = styled(RESET, "1;38;2;1;2;3;44")
    assert pen == Pen(frozenset({"1"}), "38;2;1;2;3", "44")
    assert styled(pen, "39;49") == Pen(frozenset({"1"}))
    assert styled(pen, "") == RESET


@pytest.mark.parametrize(
    ("pen", "wanted", "written"),
    [
        (RESET, RESET, ""),
        (Pen(frozenset("1"), "31"), Pen(frozenset("1"), "32"), "\x1b[32m"),
        (Pen(frozenset("12")), Pen(frozenset("2")), "\x1b[0;2m"),  # one sequence ends bold and faint alike
        (Pen(frozenset("1"), "31", "44"), RESET, "\x1b[0m"),
    ],
)
def test_what_stays_is_not_set_again(pen, wanted, written):
    assert change(pen, wanted) == written


def test_a_blank_is_written_as_the_words_beside_it_where_it_looks_the_same():
    words, blank = Pen(frozenset("1"), "31", "44"), of_blank(Pen(frozenset("3"), "32", "44"))
    assert for_blank(words, blank) == words
    struck = of_blank(Pen(frozenset("9"), "32", "44"))
    assert for_blank(words, struck) == Pen(frozenset("19"), "32", "44")
    turned = of_blank(Pen(frozenset("7"), "32", "44"))
    assert for_blank(words, turned) == turned
