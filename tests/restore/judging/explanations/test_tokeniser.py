"""What programs drop, split and join."""

import pytest

from restore import align
from restore.differences import Cause
from restore.judging import blank
from restore.judging.explanations import tokeniser
from restore.judging.profile import OUTCOMES, Shares
from restore.judging.weighing import Weighing
from restore.spacing import gaps
from tests.restore.judging.pairs import NEUTRAL, numbers_of, only, profiled, seen, seen_of, sure

COMMAS = "In the end, it was so, and in May, all of it was over."


@pytest.mark.parametrize(
    ("copy", "source"),
    [
        ("So in the end it was so", "So in the end, it was so"),
        ("the plan of it", "the so-called plan of it"),
        ("they can not go", "they cannot go"),
        ("He went. She left.", "He went. They all met her later. She left."),
        ("First line.\nRead more here\nHe went home.", "First line.\nHe went home."),
        ("He saw a town there", "He saw a new town there"),
    ],
)
def test_possible(copy, source):
    assert tokeniser.possible(*only(copy, source))


@pytest.mark.parametrize(
    ("copy", "source"),
    [
        ("he told reporters it was so", "he said it was so"),  # no program has other words
        ("He saw a new town there", "He saw a town there"),
        ("It was so in the end", "It was not so in the end"),  # what is lost denied something
    ],
)
def test_not_possible(copy, source):
    assert not tokeniser.possible(*only(copy, source))


@pytest.mark.parametrize(("before", "possible"), [("On that day, ", False), ("On that day ", True), ("", True)])
def test_a_small_letter_behind_a_clause_is_that_clause_s(before, possible):
    found = seen(f"They met in town. {before}he left the hall.", "They met in town. He left the hall.")
    assert tokeniser.possible(*found[-1]) is possible


@pytest.mark.parametrize(
    ("copy", "source", "names"),
    [
        ("So in the end it was so", "So in the end, it was so", {"comma", "between_words"}),
        ("So in the end – it was", 'So in the end " it was', {"quote", "dash", "between_words"}),
        ("the plan of it", "the so-called plan of it", {"hyphen", "between_words"}),
        ("they can not go", "they cannot go", {"spacing", "between_words"}),
        ("He saw the man", "He saw The man", {"between_words"}),
        ("He went. She left.", "He went. They all met her later. She left.", {"passage", "whole_sentence", "stop"}),
        ("One line.\nRead more here\nHe left.", "One line.\nHe left.", {"heading", "at_line", "lines"}),
    ],
)
def test_numbers(copy, source, names):
    has = numbers_of(tokeniser, *only(copy, source))._asdict()
    assert {name for name, value in has.items() if value} - {"possible", "marks", "whole_sentence"} == names - {
        "whole_sentence"
    }


def test_marks_lost_in_the_same_way_elsewhere_count_and_its_own_does_not():
    weighing, profile = profiled(COMMAS.replace(",", "", 1), COMMAS, sure("tokeniser"))
    assert not any(seen_of(tokeniser, weighing.changes[0], weighing.reader, profile, sure("tokeniser")))
    weighing, profile = profiled(COMMAS.replace(",", ""), COMMAS, sure("tokeniser"))
    shows = seen_of(tokeniser, weighing.changes[0], weighing.reader, profile, sure("tokeniser"))
    assert shows.alike > 0
    assert shows.throughout == 1.0
    assert tokeniser.words(weighing.changes[0], weighing.reader, profile).endswith("as in 2 other places")


def test_other_marks_are_of_another_kind():
    mark = tokeniser.mark_of(only("So in the end it was so", "So in the end, it was so").change)
    assert mark
    assert mark != tokeniser.mark_of(only("So in the end it was so", "So in the end; it was so").change)
    assert mark != tokeniser.mark_of(only("So in the end, it was so", "So in the end it was so").change)
    assert tokeniser.mark_of(only("he told reporters it was so", "he said it was so").change) == ()


@pytest.mark.parametrize(
    ("copy", "source", "kind"),
    [
        ("a TOWN of it", "a town of it", "all"),
        ("a town of it", "a Town of it", "lower"),
        ("a Town of it", "a town of it", "upper"),
    ],
)
def test_capitals_are_told_by_which_way_they_go(copy, source, kind):
    assert tokeniser.mark_of(only(copy, source).change) == ("case", kind)


def test_its_cause_is_what_form_shows():
    change, reader = only("So in the end it was so", "So in the end, it was so")
    assert tokeniser.cause(change, reader) is Cause.PUNCTUATION
    assert tokeniser.words(change, reader, NEUTRAL) == "the copy lacks what the source has here"
    assert seen_of(tokeniser, *only("He saw a town", "He saw a new town"), NEUTRAL, Shares()) == tokeniser.Seen()


def test_white_space_alone_is_weighed_by_how_much_of_the_text_has_other():
    source = "He saw the man , and left the town ."
    alignment = align(source.replace(" ,", ",").replace(" .", "."), source=source)
    blanks = [blank(alignment, gap.copy, gap.source) for gap in gaps(alignment)]
    weighing = Weighing(alignment, blanks)
    assert weighing.changes == blanks
    for change, may in zip(blanks, weighing.may, strict=True):
        assert may >> OUTCOMES.index("tokeniser") & 1
        has = numbers_of(tokeniser, change, weighing.reader)
        assert (has.spacing, has.blank, has.lines) == (1, 1, 0)
        assert has.respaced == pytest.approx(2 / len(alignment.copy))
        assert tokeniser.mark_of(change) == ()
        assert (
            tokeniser.words(change, weighing.reader, NEUTRAL) == "only white space differs, the words around it agree"
        )


def test_a_program_does_alike_with_all_hyphens_and_a_house_goes_word_by_word():
    source = "a well-known, much-loved and long-term plan by e-mail, of a co-ordinator"
    apart = source.replace("-", " ")
    by_word = source.replace("e-mail", "email").replace("co-", "co").replace("-", " ")
    found = []
    for copy in (apart, by_word):
        weighing, profile = profiled(copy, source, sure("tokeniser"))
        found.append(seen_of(tokeniser, weighing.changes[0], weighing.reader, profile, sure("tokeniser")).throughout)
    assert found[0] == 1.0
    assert found[1] < 0.8
