"""What is looked up in both texts, and that it stays in line with their length."""

import pytest

from restore import align
from restore.judging.reader import KNOWN, PLACES, Reader
from restore.judging.shape import changes
from restore.text import Text
from tests.restore.judging.pairs import SOURCE, only

GERMAN = "Der Minister sagte, dass die Stadt und das Land sich auf einen Plan für die Schule geeinigt haben."
SPANISH = "La directora abría la puerta cuando veía a alguien esperar bajo la lluvia, y no decía nada."
FINNISH = "Kunta aikoo myydä vanhan majakan, koska kukaan ei ole asunut siellä vuosiin."
NORWEGIAN = "Kommunen vil selge det gamle fyret på øya, fordi ingen har bodd der på mange år, og taket lekker."


def reader(copy, source=SOURCE):
    alignment = align(copy, source=source)
    return Reader(alignment, list(changes(alignment)))


def test_words_are_counted_on_either_side():
    found = reader(SOURCE.replace("detail", "Emanuel"))
    assert (found.in_copy("emanuel"), found.in_source("emanuel")) == (2, 1)
    assert (found.in_copy("detail"), found.in_source("nowhere")) == (0, 0)


def test_runs_of_words_are_counted_as_runs():
    source = "The mayor of Lund spoke. The mayor of Malmo left, and the council met."
    found = reader(source.replace("council", "mayor of Lund"), source)
    at = found.copy.folds.index("mayor")
    assert found.source_count(at, at + 3) == 1
    assert found.source_count(at, at + 2) == 2
    assert found.source_count(at, at) == 0
    assert found.copy_count(at, at + 3) == 2
    assert found.copy_count(at + 2, at + 3) == 2
    assert found.copy_count(at, at) == 0


def test_runs_are_looked_for_at_the_first_places_only():
    source = "the mayor spoke . " * (2 * PLACES) + SOURCE
    found = reader(source.replace("detail", "the mayor"), source)
    assert found.source_count(0, 2) == PLACES
    assert len(found.source_tokens.places("the")) == len(found.copy_tokens.places("the")) == PLACES


def test_the_rarest_of_a_run_is_the_one_that_stands_least_often_however_many_places_are_known():
    """Of "the" and "mayor" as many places are known; at the first ones of "the" stands nothing that was asked for."""
    source = "the council spoke . " * (2 * PLACES) + "the mayor spoke . " * (PLACES + 9) + SOURCE
    found = reader(source.replace("detail", "the mayor"), source)
    at = found.copy.folds.index("mayor")
    assert found.source_count(at - 1, at + 1) == PLACES


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


def test_changes_crowd_where_others_of_words_are_close():
    source = "Ana met Bo in the old hall at noon. " * 6
    words = source.split()
    words[20], words[22] = "painted", "grey"
    alignment = align(" ".join(words), source=source)
    found = list(changes(alignment))
    look = Reader(alignment, found)
    assert [look.crowd(change) for change in found] == [1, 1]


@pytest.mark.parametrize(("token", "begins"), [(0, True), (1, False), (2, True), (3, True)])
def test_lines_begin_at_the_text_s_edges_and_behind_line_ends(token, begins):
    assert Reader.begins_line(Text.of("He went\nhome"), token) is begins


def test_hyphens_of_the_source_are_words_and_dashes():
    source = "The so-called plan – a well-known one – was his."
    assert reader(source, source).hyphens == 4


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
