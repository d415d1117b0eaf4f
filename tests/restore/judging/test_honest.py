"""Words near the source's that somebody meant: no engine misread them, nor mistyped them a hand."""

import pytest

from restore.judging.explanations import misreading
from restore.judging.honest import is_meant, is_pronoun_for_pronoun
from tests.restore.judging.pairs import only, seen

BEFORE = "The custody of the city was with the council of it all and of the day."


@pytest.mark.parametrize(
    ("ours", "theirs", "possible"),
    [
        ("theatre", "theater", False),  # another house's word
        ("storey", "story", False),
        ("musick", "music", False),  # an old book's
        ("received", "recieved", False),  # somebody corrected it
        ("Until", "Untill", False),
        ("eve|ning", "evening", False),  # somebody scans a verse
        ("its", "it's", False),  # either may be right
        ("it's", "its", False),
        ("Māori", "Maori", False),  # in full
        ("Maori", "Māori", True),
        ("thé", "the", True),
        ("Kvale's", "Kvales", True),
        ("Kvales", "Kvale's", True),  # no word, and no plural that the source knows
        ("dont", "don't", True),
        ("baal", "ba'al", False),  # words of other letters
        ("oclock", "o'clock", True),
        ("recieved", "received", True),
        ("form", "from", True),
        ("Reading", "Redding", True),  # what is a name may be misread as a word
        ("moer", "more", True),
    ],
)
def test_no_word_is_misread_that_is_well_spelt_where_the_source_s_is_not_or_in_another_way(ours, theirs, possible):
    """In a copy that is misread elsewhere, too; as in fixtures/negative/spelling-by-no-rule."""
    found = seen(f"{BEFORE.replace('council', 'oouncil')} {ours} it was.", f"{BEFORE} {theirs} it was.")
    assert [misreading.possible(*each) for each in found] == [True, possible]
    assert [is_meant(*each) for each in found] == [False, not possible]
    twice = f"{theirs} as ever."
    found = seen(f"{BEFORE.replace('council', 'oouncil')} {twice} {ours} it was.", f"{BEFORE} {twice} {theirs} it was.")
    assert misreading.possible(*found[-1]) is (possible or theirs in {"recieved", "Untill"})


@pytest.mark.parametrize("ours", ["Kvales", "dont"])
def test_a_lost_apostrophe_shows_that_somebody_mistyped_it_though_nothing_else_does(ours):
    theirs = {"Kvales": "Kvale's", "dont": "don't"}[ours]
    assert misreading.possible(*only(f"{BEFORE} {ours} it was.", f"{BEFORE} {theirs} it was."))


@pytest.mark.parametrize(
    ("copy", "source", "meant"),
    [
        ("все идет хорошо здесь", "все идёт хорошо здесь", True),  # as many write it,
        ("все идёт хорошо здесь", "все идет хорошо здесь", True),  # either way
        ("все идит хорошо здесь", "все идет хорошо здесь", False),
        ("der Theil des Hauses und die Tür", "der Teil des Hauses und die Tür", True),  # an old book's
        ("der Ttil des Hauses und die Tür", "der Teil des Hauses und die Tür", False),
        ("der Satz des Hauses und die Tür", "der Platz des Hauses und die Tür", True),  # another word
        ("la caza de los pescadores del pueblo", "la casa de los pescadores del pueblo", True),
        ("la csaa de los pescadores del pueblo", "la casa de los pescadores del pueblo", False),
        ("le gout de la soupe et du pain", "le goût de la soupe et du pain", True),  # without what nobody hears
        ("le gtût de la soupe et du pain", "le goût de la soupe et du pain", False),
        ("la caza xqz trw bvn kjh", "la casa xqz trw bvn kjh", False),  # of a language nobody knows the words of
    ],
)
def test_in_other_languages_known_words_are_meant_and_those_of_another_spelling(copy, source, meant):
    assert is_meant(*only(copy, source)) is meant


def test_pronouns_for_pronouns_are_told():
    assert is_pronoun_for_pronoun(*only(f"{BEFORE} We saw her.", f"{BEFORE} We saw him."))
    assert not is_pronoun_for_pronoun(*only(f"{BEFORE} We saw Ana.", f"{BEFORE} We saw him."))
