"""What a copy shows as a whole, and that no difference speaks for itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore import align
from restore.judging.explanations.misreading import FOR
from restore.judging.profile import BY_CHANCE, OUTCOMES, SURE, Rates, Shares, Sight, profile_of
from restore.judging.weighing import Weighing
from tests.restore.judging.pairs import NEUTRAL, profiled, rates_of, sure

SOURCE = (
    "Ana Ruiz spoke first. The council heard what she said. In the evening people had a talk about it, "
    "and nobody left the hall before the end of it. On the next day all of them came again to the market."
)
LATE = SOURCE.replace("people had", "people Ana Ruiz").replace("nobody left", "nobody Ana Ruiz")
LATE = LATE.replace("them came", "them Ana Ruiz")
SHARES = st.lists(st.floats(0, 1), min_size=len(OUTCOMES), max_size=len(OUTCOMES)).map(lambda s: Shares(*s))


def intruders(number):
    return [sure("intruder")] * number


def test_a_copy_without_differences_shows_nothing():
    _, profile = profiled(SOURCE, SOURCE)
    assert profile.totals == Shares()
    assert rates_of(profile, Shares())[: Rates._fields.index("sure_share")] == (0.0,) * (len(Rates._fields) - 1)


def test_what_a_difference_itself_added_is_taken_out():
    _, one = profiled(SOURCE.replace("people had", "people Ana Ruiz"), SOURCE, sure("intruder"))
    assert rates_of(one, sure("intruder")) == rates_of(NEUTRAL, Shares())
    assert rates_of(one, Shares()).intruders > 0


@given(SHARES)
def test_of_one_difference_nothing_is_left_whatever_it_is(shares):
    weighing, profile = profiled(SOURCE.replace("people had", "people Ana Ruiz"), SOURCE, shares)
    (change,) = weighing.changes
    assert rates_of(profile, shares) == pytest.approx(rates_of(NEUTRAL, Shares()))
    others = profile.others(change, shares.intruder)
    assert (others.times, others.intruders, others.over) == (0, pytest.approx(0), 0)
    assert others.alike == 0
    assert profile.habit((1.0, 1.0, 1.0, 1.0), shares.intruder).share == pytest.approx(0)


@given(st.lists(SHARES, min_size=3, max_size=3), st.integers(0, 2))
def test_rates_without_a_difference_never_exceed_those_with_it(shares, which):
    _, profile = profiled(LATE, SOURCE, *shares)
    left, whole = rates_of(profile, shares[which]), rates_of(profile, Shares())
    for name in ("intruders", "misreadings", "tokenised", "styled", "repeated", "moved", "edited"):
        assert 0 <= getattr(left, name) <= getattr(whole, name)


def test_the_same_words_over_different_words_count_and_over_the_same_do_not():
    weighing, profile = profiled(LATE, SOURCE, *intruders(3))
    first = weighing.changes[0]
    others = profile.others(first, 1.0)
    assert (others.times, others.intruders, others.over) == (2, 2.0, 2)
    throughout = SOURCE.replace(" it", " Ana Ruiz")
    weighing, profile = profiled(throughout, SOURCE, sure("intruder"))
    others = profile.others(weighing.changes[0], 1.0)
    assert others.times == len(weighing.changes) - 1
    assert others.over == 0 or others.over < others.times


def test_other_words_know_nothing_of_them():
    weighing, profile = profiled(LATE.replace("the market", "the square"), SOURCE, *intruders(3), sure("editor"))
    assert profile.others(weighing.changes[-1], 0.0).times == 0


def test_what_is_unsure_is_over_nothing():
    _, profile = profiled(LATE, SOURCE, Shares(intruder=SURE, editor=1 - SURE))
    assert profile.written["ana", "ruiz"].over == 0
    assert profile.written["ana", "ruiz"].count == 3
    assert profile.sure_intruders == profile.sure_words == 0


def test_the_habit_of_place_is_where_the_others_stand():
    late = (0.0, 1.0, 0.0, 0.0)
    source = "They met. She said no. She knew Bo. She saw town. She left. Ana Ruiz spoke."
    copy = source.replace("said", "Ana Ruiz").replace("knew", "Ana Ruiz").replace("saw", "Ana Ruiz")
    weighing, profile = profiled(copy, source, sure("intruder"))
    assert len(weighing.changes) == 3
    habit = profile.habit(late, 1.0)
    assert 0 < habit.share < profile.habit(late, 0.0).share
    assert (habit.words, habit.others, habit.misses) == ("one word late", 2, 0.0)
    elsewhere = profile.habit((0.0, 0.0, 0.0, 0.0), 0.0)
    assert (elsewhere.share, elsewhere.words) == (0.0, "")
    assert elsewhere.misses > 0


def test_letters_taken_for_others_are_counted_by_how_likely_they_were_misread():
    source = "The custody of the city went to the council of the court."
    copy = source.replace("custody", "oustody").replace("council", "oouncil")
    _, profile = profiled(copy, source, sure("misreading"), Shares(misreading=0.5, editor=0.5))
    assert profile.confusions[f"c{FOR}o"] == 1.5


def test_marks_that_come_or_go_alike_are_counted():
    source = "In the end, it was so, and in May, all of it was over."
    _, profile = profiled(source.replace(",", ""), source, sure("tokeniser"))
    assert [*profile.lost.values()] == [3]


def test_a_long_copy_with_as_many_intruders_has_less_of_them():
    rest = " ".join(f"word{k} of it ." for k in range(400))
    _, short = profiled(LATE, SOURCE, sure("intruder"))
    _, long = profiled(f"{LATE} {rest}", f"{SOURCE} {rest}", sure("intruder"))
    assert rates_of(long, Shares()).intruders < rates_of(short, Shares()).intruders


def test_a_profile_depends_on_nothing_but_its_copy():
    weighing = Weighing(align(LATE, source=SOURCE))
    before = weighing.profile(intruders(3))
    weighing.profile([sure("editor")] * 3)
    assert weighing.profile(intruders(3)) == before


def test_other_words_count_unless_they_intrude_and_a_difference_s_own_are_taken_out():
    reworded = SOURCE.replace("people had a talk", "nobody ever wrote a word").replace("market", "rails again")
    weighing, profile = profiled(reworded, SOURCE, sure("editor"))
    legible = sum(map(weighing.reader.is_legible, weighing.changes))
    assert legible == profile.reworded > 0
    assert profile.rewordings(profile.reworded) == 0 < profile.rewordings(0.0)
    _, intruded = profiled(reworded, SOURCE, sure("intruder"))
    assert intruded.rewordings(0.0) == 0


def test_words_that_an_engine_made_by_chance_are_no_other_words_in_a_misread_copy():
    """Of a hundred words that an engine made of others on a soiled page a dozen read like words that nobody wrote."""
    (change,) = Weighing(align(SOURCE.replace("talk", "rails"), source=SOURCE)).changes
    misread = [Sight(change, sure("misreading"), (), (), (), number < 12, unlike=True) for number in range(100)]
    assert profile_of(300, misread).rewordings(0.0) == 0
    near = [Sight(change, sure("misreading"), (), (), (), number < 12, unlike=number < 12) for number in range(100)]
    by_chance = 12 * BY_CHANCE
    assert profile_of(300, near).reworded == pytest.approx(12 - by_chance - by_chance**0.5)
    edited = [Sight(change, sure("editor"), (), (), (), legible=True, unlike=True) for _ in range(5)]
    assert profile_of(300, edited).reworded == 5
