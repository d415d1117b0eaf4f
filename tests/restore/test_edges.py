"""What stands at the edges of a page of a book waits for a person; what does not is decided as ever."""

from pathlib import Path

import pytest

from restore import restore
from restore.batch.kernel import Kernel
from restore.batch.records import Record
from restore.differences import Place
from restore.edges import EVEN
from restore.repair import Policy
from restore.session.document import Side
from restore.session.origin import align_pair

ARTICLES = Path(__file__).parents[2] / "fixtures" / "articles"
BOOK = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("en-*.txt")))
START = BOOK.index(" ", 5000) + 1
END = BOOK.index(". ", 6000) + 1
PAGE = BOOK[START:END]
SURE = Policy(threshold=0.6)


def at_the_edge(found):
    return [d for d in found.differences if d.source.start == 0 or d.source.end >= len(found.excerpt.text) - 1]


@pytest.mark.parametrize(
    "page",
    [PAGE[1:], "q" + PAGE[1:], "s " + PAGE, PAGE + " w", PAGE[:-2] + "q", PAGE[:-1]],
)
def test_letters_lost_misread_or_put_in_at_an_edge_wait_for_a_person(page):
    found = restore(page, source=BOOK, excerpt=True, policy=SURE)
    assert found.text == page
    assert found.differences
    assert all(d.confidence <= EVEN and "at an edge of the page" in d.evidence for d in at_the_edge(found))


def test_a_word_at_an_edge_whose_outermost_letters_agree_is_repaired():
    words = PAGE.split(" ")
    at = next(k for k, word in enumerate(words) if len(word) > 7 and word.isalpha())
    page = " ".join(words[at:])
    damaged = page[:3] + "#" + page[4:]
    assert restore(damaged, source=BOOK, excerpt=True, policy=SURE).text == page


def test_the_same_holds_for_a_part_that_was_found_before():
    page = PAGE + " w"
    assert restore(page, source=PAGE, policy=SURE).text == PAGE
    assert restore(page, source=PAGE, policy=SURE, part=True).text == page
    record = Record(1, "a", page, PAGE, {"source_excerpt": f"book.txt[{START}:{END}]"})
    assert Kernel(SURE).outcome(record).text == page
    part = Side("book", PAGE, part=Place(START, END))
    (left,) = align_pair("a", Side("page", page), part).differences
    assert left.confidence <= EVEN


def test_of_two_brackets_none_goes_alone_for_standing_at_an_edge():
    source = (
        "(The snow lay deep) in winter, they said. The mill stood by the river, and the old miller lived there alone. "
        "Nobody came, except on Sundays, when the bell rang over the fields. He would sing while the children danced."
    )
    copy = source.replace("(", "").replace(")", "").replace("river,", "rivcr,").replace("alone", "alonc")
    found = restore(copy, source=source, part=True).differences
    halves = [d.confidence for d in found if d.source.text in {"(", ")"}]
    assert len(halves) == 2
    assert max(halves) <= EVEN
