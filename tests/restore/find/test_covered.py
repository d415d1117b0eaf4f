"""Which part of its source a copy is of, and that a copy of all of it is never cut."""

from pathlib import Path

import pytest

from restore.find.answer import CopiedSpan
from restore.find.covered import LONGER, covered_part
from restore.find.documents import Document
from restore.find.library import MemoryLibrary
from restore.find.pieces import Level, Stretch
from restore.find.search import find_sources
from tests.misread import misread

ARTICLES = Path(__file__).parents[3] / "fixtures" / "articles"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*-*.txt"))}
BOOK = "\n".join(text for name, text in TEXTS.items() if name.startswith("en-"))
SIZE = 1500
STARTS = range(1000, len(BOOK) - 2 * SIZE, SIZE)
PAGE = BOOK[8900:10_400]  # of whole words


@pytest.fixture(scope="module")
def library():
    texts = {name: text for name, text in TEXTS.items() if not name.startswith("en-")}
    return MemoryLibrary([Document("book.txt", BOOK), *(Document(name, text) for name, text in texts.items())])


def asked(copies, library):
    return list(find_sources([Document(at, copy) for at, copy in enumerate(copies)], library))


def inside_of_a_word(start):
    """From there on the first place in the midst of a word of the book."""
    return next(at for at in range(start, len(BOOK)) if BOOK[at - 3 : at + 3].isalpha())


def test_pages_that_begin_and_end_inside_of_words_are_found_to_the_letter(library):
    pages = [(inside_of_a_word(at), inside_of_a_word(at + SIZE)) for at in STARTS]
    found = asked([BOOK[start:end] + "-" for start, end in pages], library)
    assert [(answer.source, answer.excerpt.start, answer.excerpt.end) for answer in found] == [
        ("book.txt", *page) for page in pages
    ]
    assert [answer.excerpt.text for answer in found] == [BOOK[start:end] + "-" for start, end in pages]


def test_misread_pages_are_of_a_part_too(library):
    starts = [inside_of_a_word(at) for at in STARTS]
    found = asked([misread(BOOK[at : at + SIZE], 0.05, at) for at in starts], library)
    for answer, start in zip(found, starts, strict=True):
        assert abs(answer.excerpt.start - start) < 10
        assert abs(answer.excerpt.end - start - SIZE) < 10


def test_a_copy_of_a_whole_text_is_never_cut():
    """Neither where it was damaged, nor where little is left of it."""
    library = MemoryLibrary([Document(name, text) for name, text in TEXTS.items()])
    copies = [*TEXTS.values(), *(misread(text, 0.05) for text in TEXTS.values())]
    copies += [text[: len(text) // part] for part in (3, 8) for text in TEXTS.values()]
    found = asked(copies, library)
    assert [answer.source for answer in found] == 4 * list(TEXTS)
    assert {answer.excerpt for answer in found} == {None}


def test_the_source_has_to_be_several_times_as_long():
    spans = [CopiedSpan(Stretch(0, SIZE), Stretch(0, SIZE))]
    rest = (LONGER * TEXTS["es-faro.txt"])[: (LONGER - 1) * SIZE]
    assert covered_part(PAGE, PAGE + rest, spans) is None
    assert covered_part(PAGE, f"{PAGE} {rest}", spans).text == PAGE


def test_a_digest_of_a_book_keeps_all_of_the_book(library):
    digest = "\n".join(BOOK[at : at + 700] for at in (500, 15_000, 30_000))
    (answer,) = asked([digest], library)
    assert (answer.source, answer.excerpt) == ("book.txt", None)


def test_what_a_page_has_in_common_with_others_by_chance_does_not_keep_it_whole():
    here, there = CopiedSpan(Stretch(0, 1400), Stretch(8900, 10_300)), Stretch(20_000, 20_100)
    chance = CopiedSpan(Stretch(1400, 1500), there)
    assert covered_part(PAGE, BOOK, [here, chance]).text == PAGE
    more = CopiedSpan(Stretch(1300, 1500), there)
    assert covered_part(PAGE, BOOK, [here, more]) is None


def test_what_has_nothing_to_find_it_by_is_of_no_part():
    assert covered_part("Kein Wort davon steht in dem Buch.", BOOK, []) is None


def test_pages_that_are_found_by_their_characters_are_cut_too(library):
    copies = [
        "".join("x" if k % 5 == 2 and c.isalpha() else c for k, c in enumerate(BOOK[at : at + 2 * SIZE]))
        for at in (4000, 12_000)
    ]
    found = [answer for answer in asked(copies, library) if answer.level is Level.CHARACTERS]
    assert found
    assert all(answer.excerpt for answer in found if answer.source)


def test_a_page_that_stands_twice_in_its_book_is_of_the_first_place():
    bees = TEXTS["en-bees.txt"]
    twice = "\n".join([TEXTS["en-storm.txt"], bees, BOOK.replace(bees, ""), bees])
    others = [Document(name, text) for name, text in TEXTS.items() if not name.startswith("en-")]
    (answer,) = asked([bees[302:1498].replace("week", "wcek")], MemoryLibrary([Document("twice.txt", twice), *others]))
    start = twice.index(bees)
    assert answer.source == "twice.txt"
    assert (answer.excerpt.start, answer.excerpt.end) == (start + 302, start + 1498)


def test_a_text_that_stands_twice_in_a_page_s_source_is_found():
    bees = TEXTS["en-bees.txt"]
    (answer,) = asked([bees[302:1498]], MemoryLibrary([Document("twice.txt", bees + TEXTS["en-harbour.txt"] + bees)]))
    assert (answer.source, answer.parts[0].share) == ("twice.txt", 1)
