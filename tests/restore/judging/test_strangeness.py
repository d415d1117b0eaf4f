"""Which letters of words are strange beside a text."""

from restore.aligner.numbering import Numbering
from restore.judging.occurrences import Occurrences
from restore.judging.strangeness import Strangeness
from restore.text import Text


def beside(source):
    text = Text.of(source)
    numbering = Numbering.of(text, Text.of(""))
    return Strangeness(Occurrences(numbering.numbers, numbering.in_source, 9), len(text))


def test_words_are_strange_by_letters_that_the_source_has_not_in_a_row():
    found = beside("The order lacked any detail about the funds.")
    assert found.of(("detail",), 1) == 0.0
    assert (
        found.of(
            (
                "detail",
                "xqzt",
            ),
            1,
        )
        == 1.0
    )


def test_a_word_is_as_strange_beside_a_book_as_beside_a_page():
    words = "the mayor spoke from the balcony of the old town hall . "
    page, book = beside(words * 20), beside(words * 300 + "frorn ")
    assert page.of(("frorn",), 0) > 0.5
    assert book.of(("frorn",), 1) == page.of(("frorn",), 0)
    assert book.of(("balcony",), 1) == 0.0


def test_words_are_as_strange_together_as_alone():
    source = "the mayor spoke from the balcony of the old town hall ."
    words = ["mayro", "rnayor", "a", "oldtown", "hal", "tbe", "balc0ny", "x", "frorn", "spokc", "m", "wn"]
    bounded = f" {' '.join(source.split())} "
    triples = [[f" {word} "[k : k + 3] for k in range(len(word))] for word in words]
    strange = [sum(each not in bounded for each in its) / len(its) for its in triples]
    together = beside(source)
    assert [together.of((word,), 0) for word in words] == [beside(source).of((word,), 0) for word in words] == strange


def test_what_is_forgotten_is_found_out_again():
    found = beside("so be it")
    before = found.of(("sober",), 0)
    found.forget()
    assert found.of(("sober",), 0) == before > 0.0
