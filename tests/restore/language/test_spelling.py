"""Words as British and American houses spell them, and those that are words in neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.language.spelling import american, british, is_respelt, is_spelt

PAIRS = [
    ("recognise", "recognize"), ("analysed", "analyzed"), ("theatres", "theaters"), ("travelling", "traveling"),
    ("dialogue", "dialog"), ("programme", "program"), ("defence", "defense"), ("cheque", "check"), ("grey", "gray"),
    ("encyclopaedia", "encyclopedia"), ("storeys", "stories"), ("judgement", "judgment"), ("practising", "practicing"),
    ("colour", "color"), ("kilometres", "kilometers"), ("neighbourhood", "neighborhood"),
]  # fmt: skip
OTHERS = [
    ("form", "from"), ("tbe", "the"), ("colour", "colour"), ("colour", "color-coded"), ("expansion", "expansions"),
    ("", ""), ("-", ""), ("moer", "more"), ("theer", "there"), ("caled", "called"), ("rize", "rise"), ("hors", "hours"),
    ("yor", "your"), ("four", "for"), ("poem", "pem"), ("sinse", "since"), ("responce", "response"),
    ("watre", "water"), ("hre", "her"), ("precize", "precise"), ("sise", "size"), ("filed", "filled"),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_a_word_of_one_house_is_that_of_the_other_and_common_in_either(ours, theirs):
    assert (american(ours), british(theirs)) == (theirs, ours)
    assert is_respelt(ours, theirs)
    assert is_respelt(theirs, ours)
    assert is_respelt(f"{ours}-made", f"{theirs}-made")
    assert is_spelt(ours)
    assert is_spelt(f"{ours}-made")


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_words_that_differ_as_houses_do_are_others_where_no_house_writes_them_so(one, other):
    assert not is_respelt(one, other)
    assert not is_respelt(other, one)


@pytest.mark.parametrize(
    ("older", "today"),
    [
        ("musick", "music"),
        ("governour", "governor"),
        ("connexion", "connection"),
        ("surprized", "surprised"),
        ("shewn", "shown"),
    ],
)
def test_an_old_book_spells_in_its_own_way_and_no_house_does_today(older, today):
    assert american(older) == today
    assert is_respelt(older, today)
    assert is_spelt(older)
    assert british(today) == ""


@pytest.mark.parametrize(
    "word",
    [
        "wheelchairs",
        "rationed",
        "shortcuts",
        "boxes",
        "parties",
        "staircases",
        "rebuilding",
        "hoped",
        "oiled",
        "nooses",
    ],
)
def test_other_forms_of_words_are_words(word):
    assert is_spelt(word)


@pytest.mark.parametrize(
    "word", ["commited", "stoped", "amongs", "recents", "partys", "boxs", "hopeing", "whos", "wheelchaires"]
)
def test_forms_that_no_word_has_are_none(word):
    assert not is_spelt(word)


@pytest.mark.parametrize("word", ["tbeatre", "cornpanise", "watre", "responce", "doctour", "failled", "moer", "caled"])
def test_what_no_house_writes_is_no_word(word):
    assert not is_spelt(word)
    assert american(word) == british(word) == ""


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_words_are_asked_either_way(one, other):
    assert is_respelt(one, other) == is_respelt(other, one)
