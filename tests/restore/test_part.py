"""The part of a source that a page covers."""

import pytest

from restore.part import HYPHENS, Excerpt


@pytest.mark.parametrize("hyphen", sorted(HYPHENS))
def test_a_page_that_ends_inside_of_a_word_has_its_hyphen(hyphen):
    source = "The more important"
    assert Excerpt.between(4, 14, f"more impor{hyphen}\n", source) == Excerpt(f"more impor{hyphen}", 4, 14)
    assert Excerpt.between(4, 18, f"more important{hyphen}", source).text == "more important"
    assert Excerpt.between(4, 14, "more impor", source).text == "more impor"


def test_its_name_says_where_it_stands():
    assert Excerpt("more", 4, 8).named("book.txt") == "book.txt[4:8]"
