"""Misread and mistyped words: never another number or negation."""

import pytest

from restore.differences import Cause
from restore.judging.explanations import misreading
from restore.judging.profile import Shares
from restore.restoration import restore
from tests.restore.judging.pairs import NEUTRAL, SOURCE, numbers_of, only, profiled, seen, seen_of, sure

CUSTODY = "The custody of the city was with the council of it all."


@pytest.mark.parametrize(
    ("copy", "source"),
    [
        (CUSTODY.replace("custody", "oustody"), CUSTODY),
        (CUSTODY.replace("custody", "cus tody"), CUSTODY),
        ("It was Gd in all of it", "It was 6d in all of it"),  # letters of which no number is left
        ("It was uot in all of it", "It was not in all of it"),
        ("So in the end it was so", "So in the end, it was so"),  # a lost mark
    ],
)
def test_possible(copy, source):
    assert misreading.possible(*only(copy, source))


@pytest.mark.parametrize(
    ("copy", "source"),
    [
        ("we met in 1912 in town", "we met in 1913 in town"),
        ("So einen Grund gab es hier", "So keinen Grund gab es hier"),
        ("It was legal in all of it", "It was illegal in all of it"),
        ("It was now in all of it", "It was not in all of it"),
        (SOURCE.replace("executive", "EXECUTIVE"), SOURCE),  # an engine does not shout
        (CUSTODY.replace(" it ", " her "), CUSTODY.replace(" it ", " him ")),
        (SOURCE.replace("any detail", "any 12 detail"), SOURCE),  # nothing else is misread
    ],
)
def test_not_possible(copy, source):
    assert not misreading.possible(*only(copy, source))


def test_a_number_put_in_may_be_dirt_where_a_word_is_misread_alone():
    source = (
        "Police arrested men at the harbour on Monday. Witnesses saw boats. Officers found crates in a shed by noon."
    )
    copy = source.replace(" men", " 3 men").replace(" boats", " 12 boats").replace(" crates", " 40 crates")
    assert restore(copy, source=source).text == copy
    soiled = source.replace("Police", "Polioe").replace("Officers", "Offioers").replace("harbour", "harhour")
    assert restore(soiled.replace("saw", "7 saw"), source=source).text == source


def test_a_pronoun_may_be_another_misread_only_where_the_copy_shows_misreading():
    source = CUSTODY.replace(" it ", " him ")
    found = seen(source.replace("him", "her").replace("custody", "oustody"), source)
    assert [misreading.possible(change, reader) for change, reader in found] == [True, True]


def test_a_letter_that_is_a_word_by_itself_is_no_scrap_of_one():
    scrap = numbers_of(misreading, *only("it was ii the house", "it was in the house"))
    assert (scrap.short, scrap.short_letters) == (1, 1)
    word = numbers_of(misreading, *only("市议会将于三月投票", "市议会已于三月投票"))
    assert (word.short, word.short_letters) == (0, 0)


def test_how_many_times_as_many_letters_one_side_has_is_a_number_among_others():
    """Of a line little may be left, or an engine made a line of a stain: no size is too much."""
    found = only(CUSTODY.replace("custody", "wardrobe"), CUSTODY)
    many = only(CUSTODY.replace("custody", "Ana Ruiz of Lund and others"), CUSTODY)
    assert misreading.possible(*found)
    assert misreading.possible(*many)
    assert 0 < numbers_of(misreading, *found).swollen < 0.2
    assert numbers_of(misreading, *many).swollen > 1


def test_other_words_elsewhere_in_the_copy_count_and_its_own_do_not():
    source = "The custody of the city went to the council of the court in the end, and the mayor left it there."
    own = source.replace("court", "blue house of them")
    both = own.replace("mayor left", "mayor had never seen all of")
    alone, others = (profiled(copy, source, sure("misreading")) for copy in (own, both))
    assert seen_of(misreading, alone[0].changes[0], alone[0].reader, alone[1], sure("misreading")).reworded == 0
    assert seen_of(misreading, others[0].changes[0], others[0].reader, others[1], sure("misreading")).reworded > 0


def test_a_moved_block_is_not_misread():
    one, two = "Ana Ruiz left the old town hall at noon today.", "Nobody else had seen the mayor of Lund since May."
    end = "The council will hear all of it again on some other day."
    assert not misreading.possible(*only(f"{two} {one} {end}", f"{one} {two} {end}"))


def test_letters_that_print_alike_are_told_from_others():
    alike = numbers_of(misreading, *only(CUSTODY.replace("custody", "oustody"), CUSTODY))
    other = numbers_of(misreading, *only(CUSTODY.replace("custody", "kustody"), CUSTODY))
    assert (alike.confusable, other.confusable) == (1, 0)
    assert alike.share == other.share == pytest.approx(1 / 7)
    assert (alike.same_size, alike.known, alike.their_listed, alike.garbles) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("ours", "theirs", "suffix"),
    [("walks", "walked", 1), ("walk", "walked", 1), ("walkd", "walked", 0), ("betwen", "between", 0)],
)
def test_one_form_of_a_word_for_another_is_seen(ours, theirs, suffix):
    """An ending is none where letters of it are lost."""
    has = numbers_of(misreading, *only(f"He {ours} to the town hall", f"He {theirs} to the town hall"))
    assert has.suffix == suffix


def test_words_joined_and_numbers_garbled_are_seen():
    assert numbers_of(misreading, *only(CUSTODY.replace("custody", "cus tody"), CUSTODY)).joined == 1
    assert numbers_of(misreading, *only("It was Gd in all of it", "It was 6d in all of it")).garbles == 1


def test_letters_taken_for_each_other_elsewhere_count_and_its_own_do_not():
    source = "The custody of the city went to the council of the court in the end."
    weighing, profile = profiled(source.replace("custody", "oustody"), source, sure("misreading"))
    assert not any(seen_of(misreading, weighing.changes[0], weighing.reader, profile, sure("misreading")))
    copy = source.replace("custody", "oustody").replace("council", "oouncil")
    weighing, profile = profiled(copy, source, sure("misreading"))
    shows = seen_of(misreading, weighing.changes[0], weighing.reader, profile, sure("misreading"))
    assert shows.confused > 0
    assert shows.confused_some == 1
    assert misreading.words(weighing.changes[0], weighing.reader, profile).endswith("as they do elsewhere in this copy")


def test_confusions_are_of_the_source_s_letters_for_the_copy_s():
    assert misreading.confusions(*only(CUSTODY.replace("custody", "oustody"), CUSTODY)) == (f"c{misreading.FOR}o",)


def test_its_cause_and_words():
    change, reader = only(CUSTODY.replace("custody", "oustody"), CUSTODY)
    assert misreading.cause(change, reader) is Cause.SPELLING
    assert misreading.words(change, reader, NEUTRAL) == "1 of 7 characters differ"
    mark = only("So in the end it was so", "So in the end, it was so")
    assert misreading.cause(*mark) is Cause.PUNCTUATION


def test_characters_are_counted_as_they_stand():
    broken, reader = only(CUSTODY.replace("custody", "cus-\ntcdy"), CUSTODY)
    assert misreading.words(broken, reader, NEUTRAL) == "3 of 9 characters differ"
    joined, reader = only(CUSTODY.replace("custody", "cus\n  tody"), CUSTODY)
    assert misreading.words(joined, reader, NEUTRAL) == "1 of 8 characters differ"


@pytest.mark.parametrize("word", ["cafe", "20", "~"])
def test_of_what_is_put_in_it_is_not_said_that_it_is_no_word(word):
    change, reader = only(CUSTODY.replace("custody", f"custody {word}"), CUSTODY)
    assert misreading.words(change, reader, NEUTRAL) == "nothing in the source stands for it"


def test_a_change_without_letters_on_one_side_confuses_none():
    change, reader = only(CUSTODY.replace(" custody", ""), CUSTODY)
    assert misreading.confusions(change, reader) == ()
    assert not any(seen_of(misreading, change, reader, NEUTRAL, Shares()))


def test_a_word_for_a_near_one_is_no_misreading_where_nothing_in_the_copy_is_misread():
    source = "The mayor of Lund saw the old house at noon, and those of the council who had come with her."
    copy = source.replace("house", "horse").replace("those", "these")
    assert [misreading.possible(*each) for each in seen(copy, source)] == [False] * 2
    assert all(misreading.possible(*each) for each in seen(copy.replace("council", "oouncil"), source))


@pytest.mark.parametrize(
    ("copy", "source", "is_none"),
    [
        ("Lospital beds", "Hospital beds", True),
        ("She was at the lospital", "She was at the hospital", True),
        ("She was at the LOSPITAL", "She was at the HOSPITAL", True),
        ("She was at the HALT", "She was at the HALL", False),  # a word as well
        ("She was at Lospital", "She was at Hospital", False),  # names of places both, for all that is known
        ("She saw Anna Browne", "She saw Anna Brown", False),
        ("She was in Feckham", "She was in Peckham", False),
        ("She saw Tnat", "She saw That", True),  # nobody's name
    ],
)
def test_a_name_is_a_word_but_not_where_a_common_word_is_nearly_the_same(copy, source, is_none):
    """Of "Lospital" one sees that it is misread, though nothing else is, unless the source's word may be a name."""
    sentence = "The mayor of the town was there. {} at noon, and the council was there with all of them."
    assert misreading.possible(*only(sentence.format(copy), sentence.format(source))) is is_none


def test_of_words_without_end_their_beginning_is_compared():
    change, reader = only(f"He saw {'ab' * 300} there", f"He saw {'ab' * 200 + 'cb' * 100} there")
    assert misreading.words(change, reader, NEUTRAL).startswith("0 of the first 200 characters differ")
