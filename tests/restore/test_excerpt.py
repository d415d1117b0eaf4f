"""A page and its book: which part of the book the page covers, to the letter."""

from pathlib import Path
from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore import NotItsSource, restore
from restore.edges import EVEN
from restore.excerpt import book_of, excerpt_of
from restore.text import Text
from tests.misread import misread

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "fixtures" / "articles").glob("en-*.txt")), *sorted((ROOT / "seeds").glob("*.txt"))[2:]]
BOOK = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
SOURCE = Text.of(BOOK, "book")


def covered(page):
    part = excerpt_of(Text.of(page), SOURCE)
    return part.start, part.end


def page_at(start, size):
    """Whole words of the book from about there on."""
    start = BOOK.index(" ", start) + 1
    end = BOOK.index(" ", start + size)
    return start, end


@given(st.integers(0, len(BOOK) - 4000), st.integers(300, 3000))
@settings(max_examples=60, deadline=None)
def test_a_page_of_whole_words_is_found_to_the_letter(start, size):
    start, end = page_at(start, size)
    page = BOOK[start:end]
    part = excerpt_of(Text.of(page), SOURCE)
    assert part.text.split() == page.split()


@given(st.integers(2, len(BOOK) - 4000), st.integers(300, 3000), st.sampled_from("-‐¬"))
@settings(max_examples=60, deadline=None)
def test_a_page_may_begin_and_end_inside_of_a_word(start, size, hyphen):
    start = next(at for at in range(start, len(BOOK)) if BOOK[at - 3 : at + 3].isalpha())
    end = next(at for at in range(start + size, len(BOOK)) if BOOK[at - 3 : at + 3].isalpha())
    page = BOOK[start:end] + hyphen
    assert covered(page) == (start, end)
    assert not restore(page, source=BOOK, excerpt=True).differences


@pytest.mark.parametrize("seed", range(6))
def test_a_misread_page_is_restored_as_from_its_own_text(seed):
    start, end = page_at(2000 + 3000 * seed, 1500)
    page = misread(BOOK[start:end], 0.05, seed)
    found, own = restore(page, source=BOOK, excerpt=True), restore(page, source=BOOK[start:end])
    assert [(d.code, d.copy) for d in found.differences] == [(d.code, d.copy) for d in own.differences]
    pairs = zip(found.differences, own.differences, strict=True)
    assert all(ours.decision == theirs.decision or ours.confidence == EVEN for ours, theirs in pairs)


def test_a_page_misread_beyond_its_words_is_found():
    start, end = page_at(9000, 2000)
    ours = covered(misread(BOOK[start:end], 0.25, 1))
    assert abs(ours[0] - start) < 40
    assert abs(ours[1] - end) < 40


def test_what_the_page_has_of_its_own_is_not_looked_for_in_the_book():
    start, end = page_at(9000, 2000)
    assert covered(f"42   THE QUARTERLY GAZETTE\n\n{BOOK[start:end]}\n\nVol. XVII") == (start, end)


def test_a_sentence_from_elsewhere_does_not_stretch_the_part():
    start, end = page_at(20_000, 2000)
    elsewhere = BOOK[slice(*page_at(1000, 60))]
    assert covered(f"{elsewhere}\n\n{BOOK[start:end]}") == (start, end)


def test_an_edge_misread_beyond_all_anchors_is_part_of_the_page():
    start, end = page_at(9000, 2000)
    lead = "".join(
        "q" if at % 5 == 0 and letter.isalpha() else letter for at, letter in enumerate(BOOK[start:end][:400])
    )
    assert covered(lead + BOOK[start + 400 : end]) == (start, end)


def test_part_of_a_line_that_cannot_be_read_at_an_edge_is_bridged():
    start, end = page_at(9000, 2000)
    page = BOOK[start:end]
    lead = "".join("q" if at % 5 == 0 and letter.isalpha() else letter for at, letter in enumerate(page[:80]))
    assert covered(f"{lead}{'#' * 20}{page[100:]}") == (start, end)


def test_no_word_is_broken_behind_its_first_letter():
    start, end = page_at(9000, 2000)
    assert covered(BOOK[start + 1 : end]) == (start, end)


def test_a_long_part_that_is_not_of_the_book_costs_no_more_than_its_length():
    start, end = page_at(9000, 2000)
    began = process_time()
    part = covered(BOOK[start:end] + "\n\n" + "Kein Wort davon steht im Buch. " * 20_000)
    assert process_time() - began < 5
    assert part == (start, end)


def test_a_passage_the_page_lacks_is_inside_of_its_part():
    start, end = page_at(9000, 2000)
    page = BOOK[start : start + 700] + BOOK[start + 1300 : end]
    assert covered(page) == (start, end)


def test_the_part_has_a_name_and_offsets_of_its_own():
    start, end = page_at(9000, 900)
    page = BOOK[start:end].replace(" the ", " tbe ")
    found = restore(page, source=BOOK, excerpt=True, source_name="book.txt")
    assert found.alignment.source.name == f"book.txt[{start}:{end}]"
    assert {BOOK[start + d.source.start : start + d.source.end] for d in found.differences} == {"the"}


def test_a_page_of_another_book_is_refused_unless_forced():
    page = "Kein Wort davon steht in dem Buch, das hier vorliegt, und auch die Buchstaben folgen nie so aufeinander."
    with pytest.raises(NotItsSource):
        restore(page, source=BOOK, excerpt=True)
    assert restore(page, source=BOOK, excerpt=True, force=True).alignment.source.raw == BOOK


def test_a_book_of_a_hundred_thousand_words_takes_a_second():
    dice = Random(1)
    words = BOOK.split()
    book = " ".join(
        [*(dice.choice(words) for _ in range(50_000)), *words, *(dice.choice(words) for _ in range(50_000))]
    )
    page = " ".join(words[800:1200])
    began = process_time()
    part = excerpt_of(Text.of(page), Text.of(book))
    assert process_time() - began < 1
    assert part.text == page


def test_a_book_is_read_once_for_its_pages():
    texts = [page_at(at, 1500) for at in (4000, 12_000)]
    book_of.cache_clear()
    for start, end in texts:
        assert restore(BOOK[start:end], source=BOOK, excerpt=True).text == BOOK[start:end]
    assert book_of.cache_info().misses == 1


def inside_of_words(start, size):
    """A part of the book from there on that begins and ends inside of words."""
    start = next(at for at in range(start, len(BOOK)) if BOOK[at - 3 : at + 3].isalpha())
    return start, next(at for at in range(start + size, len(BOOK)) if BOOK[at - 3 : at + 3].isalpha())


@pytest.mark.parametrize("seed", range(8))
def test_half_a_word_before_a_hyphen_is_found_though_its_last_letter_is_misread(seed):
    start, end = inside_of_words(2000 + 2500 * seed, 700)
    page = BOOK[start : end - 1] + "#-"
    assert covered(page) == (start, end)


@given(st.integers(3, len(BOOK) - 4000), st.integers(200, 1800))
@settings(max_examples=40, deadline=None)
def test_a_page_cut_anywhere_is_not_changed(start, size):
    page = BOOK[start : start + size]
    assert restore(page, source=BOOK, excerpt=True).text == page


BEES, HARBOUR, STORM = (
    (ROOT / "fixtures" / "articles" / f"en-{name}.txt").read_text(encoding="utf-8")
    for name in ("bees", "harbour", "storm")
)
TWICE = f"{BEES}\n{HARBOUR}\n{BEES}"


def part_of(page, book):
    part = excerpt_of(Text.of(page), Text.of(book))
    return part.start, part.end


@pytest.mark.parametrize("book", [TWICE, f"{BEES}\n{BEES}", f"{HARBOUR}\n{BEES}\n{BEES}\n{BEES}"])
@pytest.mark.parametrize("stretch", [slice(302, 1498), slice(0, len(BEES) - 1)])
def test_a_page_that_stands_twice_in_its_book_is_the_first_of_them(book, stretch):
    true, start = BEES[stretch], book.index(BEES[stretch])
    assert part_of(true, book) == (start, start + len(true))
    assert restore(true.replace("week", "wcek").replace("hives", "hivcs", 1), source=book, excerpt=True).text == true
    assert part_of(true.replace("week", "wcek"), book) == (start, start + len(true))


def test_of_two_editions_in_a_book_the_page_is_of_the_one_that_fits_better():
    book = f"{BEES.replace('hives', 'skeps')}\n{HARBOUR}\n{BEES}"
    start = book.index(BEES)
    assert part_of(BEES[302:1498].replace("weighed", "wcighed"), book) == (start + 302, start + 1498)


def test_a_line_of_the_contents_is_not_the_page_that_stands_twice():
    head = "The rooftop bees of Velmore, and what the hives weighed"
    page, book = BEES[302:1498].replace("week", "wcek"), f"{head}\n{HARBOUR}\n{BEES}\n{STORM}\n{BEES}"
    start = book.index(BEES)
    assert part_of(f"{head}\n{page}", book) == (start + 302, start + 1498)


@pytest.mark.parametrize("words", ["the bees have begun", "340 to almost 5,", "Halvorsen", "the", " on Monday\n", "—"])
def test_a_few_words_are_found_where_they_stand(words):
    book = f"{HARBOUR}—\n{BEES}"
    start, end = part_of(words, book)
    assert book[start:end] == words.strip()
    assert not restore(words, source=book, excerpt=True).differences


def test_words_are_found_where_they_are_whole():
    assert part_of("the bees", "He sold the beeswax, and the bees went.") == (25, 33)
    assert part_of("bees", "He sold beeswax.") == (8, 12)


def test_a_few_misread_words_are_found_by_most_of_their_letters():
    start, end = part_of("the hees have begun", BEES)
    assert BEES[start:end] == "the bees have begun"


@pytest.mark.parametrize("size", [20, 60, 200])
def test_a_script_without_spaces_is_cut_between_any_two_characters(size):
    text = (ROOT / "fixtures" / "articles" / "zh-chalou.txt").read_text(encoding="utf-8")
    for start in range(1, 300, 13):
        words = text[start : start + size].strip()
        true = text.index(words), text.index(words) + len(words)
        assert part_of(words, text) == true
        if size > 20:
            assert part_of(f"{words[: size // 2]}#{words[size // 2 + 1 :]}", text) == true


@pytest.mark.parametrize("empty", ["", " \n"])
def test_an_empty_page_is_of_no_part(empty):
    found = restore(empty, source=BEES, excerpt=True)
    assert (found.text, found.differences, found.excerpt.text) == (empty, [], "")


def test_what_is_not_found_is_refused_without_a_share():
    with pytest.raises(NotItsSource, match=r"^source is not the source of copy: no part of it reads so; ") as refused:
        restore("Zwölf Bienen", source=BEES, excerpt=True)
    assert refused.value.share == 0
