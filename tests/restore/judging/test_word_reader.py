"""What is looked up of words: how often they stand there, what their language knows, what is garbled."""

import pytest

from restore.judging.word_reader import KNOWN
from tests.restore.judging.pairs import SOURCE, only, reader

GERMAN = "Der Minister sagte, dass die Stadt und das Land sich auf einen Plan für die Schule geeinigt haben."
SPANISH = "La directora abría la puerta cuando veía a alguien esperar bajo la lluvia, y no decía nada."
FINNISH = "Kunta aikoo myydä vanhan majakan, koska kukaan ei ole asunut siellä vuosiin."
NORWEGIAN = "Kommunen vil selge det gamle fyret på øya, fordi ingen har bodd der på mange år, og taket lekker."


def test_words_are_counted_on_either_side():
    found = reader(SOURCE.replace("detail", "Emanuel"))
    assert (found.in_copy("emanuel"), found.in_source("emanuel")) == (2, 1)
    assert (found.in_copy("detail"), found.in_source("nowhere")) == (0, 0)


def test_pronouns_are_those_of_the_language_or_of_all():
    english, german = reader(SOURCE), reader(GERMAN, GERMAN)
    assert english.is_english
    assert not german.is_english
    assert "she" in english.pronouns
    assert english.pronouns < german.pronouns


def test_words_are_known_in_the_text_s_language():
    english, german, none = reader(SOURCE), reader(GERMAN, GERMAN), reader(FINNISH, FINNISH)
    assert (english.language, german.language, none.language) == ("en", "de", "")
    assert english.listed(("order", "xqzt")) == german.listed(("schule", "xqzt")) == 0.5
    assert english.listed(("1912",)) == german.listed(("1912",)) == 1.0
    assert none.listed(("koulu",)) == -1.0
    assert none.lexicon is None


def test_a_near_language_s_words_are_not_known():
    norwegian = reader(NORWEGIAN, NORWEGIAN)
    assert norwegian.language == "da"
    assert norwegian.listed(("saken",)) == -1.0


@pytest.mark.parametrize(
    ("copy", "source", "garbled"),
    [
        ("Das alte Huas steht leer.", "Das alte Haus steht leer.", 1),  # all nouns have capitals
        ("Das alte Haus steht leer.", "Das alte Huas steht leer.", 0),
        ("La vieja Caas está vacía.", "La vieja Casa está vacía.", 0),  # it may be a name
        ("La vieja caas está vacía.", "La vieja casa está vacía.", 1),
    ],
)
def test_where_the_source_has_a_word_of_its_language_what_is_near_is_garbled(copy, source, garbled):
    before = {"Das": GERMAN, "La ": SPANISH}[source[:3]]
    assert reader(f"{before} {copy}", f"{before} {source}").garbled == garbled


@pytest.mark.parametrize(
    ("ours", "theirs", "garbled"),
    [
        ("Britsh", "British", 1),
        ("Counicl", "Council", 1),
        ("Browne", "Brown", 0),
        ("Austrian", "Australian", 0),
        ("Indiana", "Indian", 0),
        ("Councile", "Council", 0),
    ],
)
def test_near_a_word_with_a_capital_that_is_nobody_s_name_one_slip_within_it_is_garbled(ours, theirs, garbled):
    source = f"It was said of all of them, and of the {theirs} as well, that they had to go to the sea in the end."
    assert reader(source.replace(theirs, ours), source).garbled == garbled


def test_a_word_stands_as_nouns_do():
    source = "The voters spoke. They will vote for the voters. We can vote on what the voters said to all of them."
    assert only(source.replace("what", "voters"), source).reader.as_noun("voters") > 0.5
    assert only(source.replace("what", "vote"), source).reader.as_noun("vote") == 0


@pytest.mark.parametrize(
    ("copy", "legible"),
    [
        ("executive", True),  # a word, of the source even
        ("blue house", True),
        ("bltie house", False),  # misread
        ("Lund", False),  # a name that nobody knows
        ("a to", False),  # such come of letters that were misread
        ("detal", False),  # misread
        ("details", False),  # nearly the same
    ],
)
def test_other_words_are_told_from_misread_ones(copy, legible):
    found = only(SOURCE.replace("detail", copy))
    assert found.reader.is_legible(found.change) is legible


@pytest.mark.parametrize(
    ("copy", "garbled"),
    [
        ("MaMy Gorton was seen", 1),
        ("MIorris Gorton was seen", 1),
        ("Marry Gorton was seen", 0),  # somebody's name, for all that this copy shows
        ("McRory Gorton was seen", 0),
    ],
)
def test_a_name_near_the_source_s_is_none_where_capitals_stand_that_those_words_lack(copy, garbled):
    source = copy.replace("MaMy", "Mary").replace("MIorris", "Morris").replace("Marry", "Mary")
    assert reader(copy, source.replace("McRory", "McRorie")).garbled == garbled


@pytest.mark.parametrize(
    ("times", "ours", "theirs", "garbled"),
    [
        (KNOWN, "Washnigton", "Washington", 1),
        (KNOWN - 1, "Washnigton", "Washington", 0),
        (KNOWN, "Wellington", "Washington", 0),
        (KNOWN, "Australia", "Austria", 0),
        (KNOWN, "Iran", "Iraq", 0),
        (0, "Wash1ngton", "Washington", 1),
    ],
)
def test_a_name_near_one_that_the_copy_has_elsewhere_is_misread_and_any_with_digits(times, ours, theirs, garbled):
    """Where it stands once at most it may be another's, and what is not as near is another's in any case."""
    more = f" He saw {theirs} once." * times
    assert reader(f"In {ours} it was.{more}", f"In {theirs} it was.{more}").garbled == garbled
