"""The seed pair by its hand-made gold, and what ratings are made of."""

import json
from pathlib import Path

import pytest

from restore import align
from restore.causes import candidates
from restore.caution import is_glued
from restore.confidence import rated
from restore.damage import RECIPES, make_damage
from restore.differences import Cause
from restore.features import NAMES, Group, weighables
from restore.restoration import find_differences

ROOT = Path(__file__).parents[2]
COPY, SOURCE = (
    (ROOT / "seeds" / name).read_text(encoding="utf-8")
    for name in ("001_688b93f7396bab4d.txt", "000_ce709637c3c52afc.txt")
)
GOLD = json.loads((ROOT / "fixtures/seed/sanctuary-cities/gold.json").read_text(encoding="utf-8"))["differences"]
FOUND = find_differences(align(COPY, source=SOURCE))


def spans(kind):
    return {
        (g["copy"]["start"], g["copy"]["end"], g["source"]["start"], g["source"]["end"])
        for g in GOLD
        if g["code"].endswith(kind)
    }


def found(cause):
    return {(d.copy.start, d.copy.end, d.source.start, d.source.end) for d in FOUND if d.cause is cause}


def test_every_intruder_of_the_seed_pair_is_found_by_its_spans_and_nothing_else():
    assert len(spans(":entity")) == 50
    assert found(Cause.ENTITY) == spans(":entity")


def test_the_intruders_of_the_seed_pair_are_sure():
    lowest, *others = sorted((d.confidence, d.source.text) for d in FOUND if d.cause is Cause.ENTITY)
    assert lowest[0] >= 0.6
    assert lowest[1] == "Trump"  # an editor might spell the name out, here as elsewhere
    assert others[0][0] >= 0.9


def test_the_lost_headline_of_the_seed_pair_is_a_heading():
    assert FOUND[0].cause is Cause.HEADING
    assert (FOUND[0].copy.start, FOUND[0].source.start, FOUND[0].source.end) == (0, 0, 226)
    assert FOUND[0].source.text.startswith("03:48 - Source: CNN\nDe Blasio")


def test_the_lost_hyphenated_words_of_the_seed_pair_come_back():
    lost = {d.source.text: d.copy.start for d in FOUND if d.cause is Cause.HYPHEN}
    assert lost == {"so-called": 151, "co-cooperation": 2090}


def test_each_candidate_is_rated_once_and_in_order():
    alignment = align(COPY, source=SOURCE)
    assert [r.candidate for r in rated(alignment)] == list(candidates(alignment))


def test_nothing_is_rated_where_nothing_differs():
    assert rated(align(SOURCE, source=SOURCE)) == []


@pytest.mark.parametrize("recipe", RECIPES)
def test_each_difference_has_a_number_for_each_name_of_its_group(recipe):
    damaged = make_damage(SOURCE, seed=4, recipe=recipe)
    alignment = align(damaged.copy, source=damaged.source)
    for weighable in weighables(alignment, list(candidates(alignment))):
        numbers = dict(zip(NAMES[weighable.group], weighable.numbers, strict=True))
        assert numbers["bias"] == 1.0
        assert all(abs(value) < 1000 for value in numbers.values())


def grouped(copy, source):
    alignment = align(copy, source=source)
    found = weighables(alignment, list(candidates(alignment)))
    return [(w.group, dict(zip(NAMES[w.group], w.numbers, strict=True))) for w in found]


def test_a_mention_is_weighed_by_what_it_is_and_what_it_ate():
    source = "Emanuel spoke. The executive order lacked any detail about what funds would go."
    ((group, has),) = grouped(source.replace("detail", "Emanuel"), source)
    assert group is Group.MENTION
    assert (has["single"], has["capitals"], has["excess"], has["eaten_same_size"], has["eaten_novel"]) == (
        1,
        1,
        1,
        1,
        1,
    )
    assert (has["pronoun"], has["insert_only"], has["shares_word"]) == (0, 0, 0)
    assert has["excess*sure_rate"] == has["excess"] * has["sure_rate"] > 0


def test_a_habit_is_no_mention():
    source = "She added it. He said so. They said no. We said yes to all of it in the end."
    assert [group for group, _ in grouped(source.replace("said", "added"), source)] == [Group.OTHER] * 3


def test_a_name_written_over_one_word_twice_is_no_habit():
    source = "Harvard and Yale met and spoke to all of it. In the end Harvard won."
    found = grouped(source.replace("and", "Harvard"), source)
    assert [group for group, _ in found] == [Group.MENTION] * 2


def test_the_kinds_of_words_tell_a_mention_from_a_synonym():
    source = "The voters of the city spoke to the company, and the firm since then said that it knew of the voters."
    ((_, over_a_verb),) = grouped(source.replace("spoke", "voters"), source)
    ((_, over_a_noun),) = grouped(source.replace("company", "firm"), source)
    assert (over_a_verb["names"], over_a_verb["eaten_says"], over_a_verb["same_class"]) == (1, 1, 0)
    assert (over_a_noun["names"], over_a_noun["eaten_names"], over_a_noun["same_class"]) == (1, 1, 1)


def test_one_number_for_another_is_no_mention():
    source = "Two of the four men spoke of the two, and the rest of the four said that they knew of the others."
    assert [group for group, _ in grouped(source.replace("the four men", "the two men"), source)] == [Group.OTHER]


def test_a_word_put_in_is_not_glued_to_what_it_did_not_eat():
    source = "He said the face of the clock was clear. It was the time of day for all of us here to look at it."
    (found,) = weighables(
        alignment := align(source.replace("of day", "of FaceTime day"), source=source), list(candidates(alignment))
    )
    assert not is_glued(found)


def test_nothing_is_certain():
    copy, source = "The order lacked any dctail. He left tovvn.", "The order lacked any detail. He left town."
    assert all(each.confidence < 1 for each in rated(align(copy, source=source)))


def test_a_word_glued_to_another_is_seen():
    source = "It was good, and Wednesday came to the end of the day."
    ((group, has),) = grouped(source.replace("good,", "goodWednesday"), source)
    assert (group, has["glued"], has["glued_name"]) == (Group.OTHER, 1, 1)


@pytest.mark.parametrize(
    ("copy", "source", "group"),
    [
        ("in the oustody of it all", "in the custody of it all", Group.NEAR),
        ("in the end it was so", "in the end, it was so", Group.FORM),
        ("he told reporters it was so", "he said it was so", Group.OTHER),
    ],
)
def test_groups(copy, source, group):
    assert [found for found, _ in grouped(copy, source)] == [group]


def test_a_changed_number_is_never_a_misreading():
    alignment = align("in 1912 it was all so", source="in 1913 it was all so")
    assert [w.misread for w in weighables(alignment, list(candidates(alignment)))] == [False]
