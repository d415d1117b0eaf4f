"""Mentions written over other words: when they may be, and what shows it."""

from math import log

import pytest

from restore.aligner.mentions import LONGEST
from restore.differences import Cause
from restore.judging.explanations import intruder
from restore.judging.profile import Shares
from tests.restore.judging.pairs import NEUTRAL, SOURCE, numbers_of, only, profiled, seen_of, sure

VOTERS = "The voters of the city spoke to the company, and the firm since then said that it knew of the voters."


def numbers(copy, source=SOURCE):
    return numbers_of(intruder, *only(copy, source))


@pytest.mark.parametrize(
    ("copy", "source"),
    [
        (SOURCE.replace("detail", "Emanuel"), SOURCE),
        (SOURCE.replace("any detail", "any Emanuel detail"), SOURCE),
        ("He told his so in May", "He told him so in May"),  # a pronoun is a mention, misread though it looks
        ("It was goodWednesday to the end of it.", "It was good, and Wednesday to the end of it."),
        (
            "The mayor spoke, and Ruiz left it.",
            "The mayor spoke, and Mayor Ruiz left it.",
        ),  # a mention without its title
        ("Yet Ana Ruiz's had been there", "Yet Ana Ruiz had been there"),
    ],
)
def test_possible(copy, source):
    assert intruder.possible(*only(copy, source))


@pytest.mark.parametrize(
    ("copy", "source"),
    [
        ("in the end it was so", "in the end, it was so"),  # form
        ("we met in 1912 in town", "we met in 1913 in town"),  # another number
        ("We saw the two of them", "We saw the four of them"),
        ("So keinen Grund gab es hier", "So einen Grund gab es hier"),  # a negation
        ("Some illegal plans came", "Some legal plans came"),
        ("On June came the end", "On July came the end"),  # another date
        ("He said of so in May", "He said it so in May"),  # "of" names nothing
        ("He told them so in May", "He told him so in May"),  # another person's
        ("Then she (the mayor) left", "Then she left"),  # in brackets of its own
        ("The so-called mayor left", "The mayor left"),  # nothing is called so
        ("The mayor left the town in May", "The mayor left the town far behind and alone in May"),  # more than a title
        ("The mayor left town", "The mayor never left town"),  # what is lost denied something
        (
            "The mayor sang. He told old stories about the mayor. So it was.",
            "The mayor sang. He left. So it was.",
        ),  # nobody copied that
        ("We knew that it's late", "We knew that it is late"),  # as another house writes it
    ],
)
def test_not_possible(copy, source):
    assert not intruder.possible(*only(copy, source))


def test_where_most_words_are_garbled_new_ones_say_nothing():
    change, reader = only("The mayor sang. He lefd oid stroies aboul the mayor.", "The mayor sang. He left.")
    assert reader.is_mostly_garbled
    assert intruder.possible(change, reader)


def test_many_words_are_no_mention():
    many = " ".join(f"Word{k}" for k in range(LONGEST + intruder.AROUND + 1))
    assert not intruder.possible(*only(SOURCE.replace("detail", many)))


def test_a_mention_is_weighed_by_what_it_is_and_what_it_ate():
    has = numbers(SOURCE.replace("detail", "Emanuel"))
    assert (has.possible, has.copied, has.single, has.capitals, has.excess, has.eaten_novel) == (1, 1, 1, 1, 1, 1)
    assert (has.pronoun, has.shortens, has.eaten_pronoun) == (0, 0, 0)
    assert (has.often, has.earlier, has.one_for_one) == (pytest.approx(log(2)), 1, 1)


def test_words_of_its_own_are_told_from_words_it_shares():
    beside = numbers("The mayor came late. Then Ana Ruiz met Ruiz.", "The mayor came late. Then he met Ruiz.")
    assert (beside.beside_itself, beside.longer) == (1, 1)
    longer = numbers("The mayor came. Then Mayor Ana Ruiz met him.", "The mayor came. Then Ruiz met him.")
    assert longer.beside_itself == 0
    other = numbers(SOURCE.replace("detail", "Emanuel"))
    assert other.beside_itself == 0


def test_the_kinds_of_words_tell_a_mention_from_a_synonym():
    over_a_verb, over_a_noun = (
        numbers(VOTERS.replace("spoke", "voters"), VOTERS),
        numbers(VOTERS.replace("company", "firm"), VOTERS),
    )
    assert (over_a_verb.names, over_a_verb.same_class) == (1, 0)
    assert (over_a_noun.names, over_a_noun.same_class) == (1, 1)


def test_a_word_glued_to_another_is_seen():
    source = "It was good, and Wednesday came to the end of the day."
    assert numbers(source.replace("good, and ", "good"), source).glued == 1


def test_a_word_put_in_is_not_glued_to_what_it_did_not_eat():
    source = "He said the face of the clock was clear. It was the time of day for all of us here to look at it."
    assert numbers(source.replace("the time", "the surface time"), source).glued == 0


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("Ana Ruiz spoke first. Then out came she who left.", "under"),
        ("Ana Ruiz spoke first. Then she added who came.", "late"),
        ("Ana Ruiz spoke first. Then she also added who came.", "later"),
        ("Ana Ruiz spoke first. Then added she came.", "early"),
    ],
)
def test_where_the_mention_that_was_meant_stands(source, place):
    over = "she" if place == "under" else "added"
    start, end = source.rsplit(over, 1)
    has = numbers(f"{start}Ana Ruiz{end}", source)
    assert [name for name in ("under", "late", "later", "early") if getattr(has, name)] == [place]


def test_a_lost_title_is_weighed_too():
    has = numbers("The mayor spoke, and Ruiz left it.", "The mayor spoke, and Mayor Ruiz left it.")
    assert (has.possible, has.longer, has.eaten_name) == (1, -1, 1)


COREF = "Ana Ruiz spoke first. Then she said no. Later she knew town. Now she saw Bo."


def test_the_copy_shows_the_same_words_over_different_ones():
    copy = COREF.replace("said", "Ana Ruiz").replace("knew", "Ana Ruiz").replace("saw", "Ana Ruiz")
    weighing, profile = profiled(copy, COREF, sure("intruder"))
    shows = seen_of(intruder, weighing.changes[0], weighing.reader, profile, sure("intruder"))
    alone = seen_of(intruder, weighing.changes[0], weighing.reader, NEUTRAL, Shares())
    assert shows.again == shows.over_different == pytest.approx(log(3))
    assert shows.head_again > alone.head_again
    assert shows.habit > shows.out_of_habit == alone.habit == 0
    assert not any(alone)


def test_one_word_for_another_throughout_is_told_from_one_over_a_pronoun():
    source = "The firm spoke. Then the firm left. Later the firm came. It was here, and now it went. The company saw."
    weighing, profile = profiled(source.replace("firm", "company"), source, sure("intruder"))
    assert seen_of(intruder, weighing.changes[0], weighing.reader, profile, sure("intruder")).over_same == 1.0
    over = source.replace("It was", "The firm was").replace("it went", "the firm went")
    weighing, profile = profiled(over, source, sure("intruder"))
    shown = [seen_of(intruder, c, weighing.reader, profile, sure("intruder")) for c in weighing.changes]
    assert [each.over_same for each in shown] == [0, 0]


def test_its_words_count_and_place():
    assert intruder.cause(*only(SOURCE.replace("detail", "Emanuel"))) is Cause.ENTITY
    change, reader = only(SOURCE.replace("detail", "Emanuel"))
    assert intruder.words(change, reader, NEUTRAL) == "the source has these words once"
    copy = COREF.replace("said", "Ana Ruiz").replace("knew", "Ana Ruiz").replace("saw", "Ana Ruiz")
    weighing, profile = profiled(copy, COREF, sure("intruder"))
    said = intruder.words(weighing.changes[0], weighing.reader, profile)
    assert "written over 3 different words in this copy" in said
    assert said.endswith("stands one word late, as 2 more here")


def test_its_words_for_a_lost_title():
    change, reader = only("The mayor spoke, and Ruiz left it.", "The mayor spoke, and Mayor Ruiz left it.")
    assert intruder.words(change, reader, NEUTRAL) == "a mention without these words was written over one that had them"


def test_its_words_for_an_ending_that_a_mention_brought():
    change, reader = only("Yet Ana Ruiz's had been there", "Yet Ana Ruiz had been there")
    assert intruder.words(change, reader, NEUTRAL) == "a mention that ends so was written over one that did not"
