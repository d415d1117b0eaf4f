"""The forest that is walked, the curves, and what is stored of both."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore import align
from restore.judging.model import (
    FEW,
    KINDS,
    MANY,
    ONCE,
    SUREST,
    Curve,
    confidence_of,
    kind_of,
    model,
    right_share,
    shares_of,
)
from restore.judging.profile import MOSTLY, NOT_RIGHT, OUTCOMES, SURE, Shares, Sight, profile_of
from restore.judging.shape import blank, changes
from restore.judging.verdicts import _told
from restore.judging.weighing import NAMES
from restore.spacing import gaps

SHARES = st.lists(st.floats(0.001, 1), min_size=len(OUTCOMES), max_size=len(OUTCOMES)).map(
    lambda raw: Shares(*(each / sum(raw) for each in raw))
)


MISREAD = {"copy.misread_share": 1.0, "copy.misreadings": MANY + 1}


def test_a_curve_is_straight_between_its_points_and_flat_beyond():
    curve = Curve([0.2, 0.4, 0.8], [0.1, 0.5, 0.9])
    assert [curve.at(x) for x in (0.0, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)] == pytest.approx(
        [0.1, 0.1, 0.3, 0.5, 0.7, 0.9, 0.9]
    )


def test_shares_are_of_what_is_possible_only():
    sums = [log(3), 9.0, *[0.0] * (len(OUTCOMES) - 2)]
    assert shares_of(sums, 0b101).each == pytest.approx(Shares(intruder=0.75, misreading=0.25).each)


@given(st.lists(st.floats(-800, 800), min_size=len(OUTCOMES), max_size=len(OUTCOMES)), st.data())
def test_shares_add_up_to_one_however_large_the_scores(sums, data):
    may = [*data.draw(st.lists(st.booleans(), min_size=len(OUTCOMES) - 1, max_size=len(OUTCOMES) - 1)), True]
    shares = shares_of(sums, sum(possible << k for k, possible in enumerate(may)))
    assert sum(shares.each) == pytest.approx(1)
    assert all(share == 0 for share, possible in zip(shares.each, may, strict=True) if not possible)


def test_what_is_meant_or_cut_in_another_way_is_not_right():
    assert right_share(Shares(intruder=0.5, misreading=0.2, editor=0.1, style=0.1, miscut=0.1)) == pytest.approx(0.7)
    assert [right_share(Shares(**{name: 1.0})) for name in OUTCOMES] == [name not in NOT_RIGHT for name in OUTCOMES]


@pytest.mark.parametrize("number", range(len(OUTCOMES)))
def test_outcomes_that_are_named_one_by_one_stand_where_shares_have_them(number):
    sums = [5.0 if k == number else -5.0 for k in range(len(OUTCOMES))]
    shares = shares_of(sums, (1 << len(OUTCOMES)) - 1)
    assert shares.each.index(max(shares.each)) == number
    sight = Sight(next(iter(changes(align("so it is", source="so be it")))), shares, (), (), ())
    assert profile_of(3, [sight]).totals == shares
    told = _told(shares)
    assert told[0].explanation == OUTCOMES[number].replace("miscut", "intruder")


@given(SHARES)
def test_nothing_is_certain(shares):
    assert confidence_of(shares, Curve([0.0, 1.0], [1.0, 1.0])) == SUREST
    for curve in model().curves.values():
        assert 0.0 <= confidence_of(shares, curve) < 1.0


@pytest.mark.parametrize(
    ("copy", "source", "kind", "in_misread", "in_damaged"),
    [
        ("in the oustody of it all", "in the custody of it all", "near", "misread", "near"),
        ("in the end it was so", "in the end, it was so", "form", "misread form", "damaged form"),
        (
            "in the cus- tody of it all",
            "in the custody of it all",
            "misspelt",
            "misread",
            "misspelt",
        ),  # at a line's end
        ("in the cus-tody of it all", "in the custody of it all", "form", "misread form", "damaged form"),
        ("in the cooperation of it all", "in the co-operation of it all", "form", "misread form", "form"),  # a house's
        ("he told reporters it was so", "he said it was so", "words", "misread", "words"),
        ("He went. They all met her later. She left.", "He went. She left.", "section", "section", "section"),
        (
            "He ave tbo c ql ii zz we oo or",
            "He did not see them when they all came home",
            "section",
            "misread",
            "section",
        ),
    ],
)
def test_a_difference_goes_by_the_curve_of_its_kind_and_of_the_copy_s(copy, source, kind, in_misread, in_damaged):
    (change,) = changes(align(copy, source=source))
    edges = {"copy.misread_share": MOSTLY, "copy.tokeniser_share": MOSTLY, "style.possible": 1.0}
    edges |= {"tokeniser.intruded": ONCE, "around.beside_intruder": SURE}

    told = Shares(intruder=0.3, misreading=0.3)

    def kind_with(**more):
        return kind_of(change, (*(dict.fromkeys(NAMES, 0.0) | edges | more).values(),), told)

    assert kind_with() == kind
    misread = {"copy.misread_share": MOSTLY + 0.01, "copy.misreadings": MANY + 0.01}
    assert kind_with(**misread) == in_misread
    assert kind_with(**misread | {"copy.misread_share": MOSTLY}) == kind
    assert kind_with(**misread | {"copy.misreadings": FEW}) == kind
    assert kind_with(**misread | {"copy.misreadings": MANY}) == (in_misread if in_misread == "misread" else kind)
    assert kind_with(**{"copy.tokeniser_share": MOSTLY + 0.01}) == in_damaged
    for name in ("tokeniser.intruded", "around.beside_intruder"):
        assert kind_with(**{name: edges[name] + 0.01}) == ("odd form" if kind == "form" else kind)


@pytest.mark.parametrize(
    ("listed", "theirs", "kind"),
    [(0.0, 1.0, "misspelt"), (0.5, 1.0, "misspelt"), (1.0, 1.0, "near"), (0.0, 0.5, "near"), (-1.0, -1.0, "near")],
)
def test_where_the_source_s_words_are_common_and_not_all_of_the_copy_s_somebody_mistyped_them(listed, theirs, kind):
    (change,) = changes(align("in the oustody of it all", source="in the custody of it all"))
    row = dict.fromkeys(NAMES, 0.0) | {"misreading.listed": listed, "misreading.their_listed": theirs}
    assert kind_of(change, tuple(row.values()), Shares(misreading=0.6)) == kind
    assert kind_of(change, tuple((row | MISREAD).values()), Shares()) == "misread"
    assert kind_of(change, tuple((row | {"misreading.suffix": 1.0}).values()), Shares(misreading=0.6)) == "near"
    (parted,) = changes(align("in the cus ' tody of it all", source="in the custody of it all"))
    assert kind_of(parted, tuple(row.values()), Shares(misreading=0.6)) == "near"


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        ("Eng1ish", "English", "misspelt"),
        ("0ur", "our", "misspelt"),
        ("0f", "of", "misspelt"),
        ("H0LT", "HOLT", "misspelt"),
        ("A1", "AI", "misspelt"),
        ("Englsh1", "English", "near"),
        ("Englishes", "English", "near"),
    ],
)
def test_digits_for_letters_are_nobody_s(ours, theirs, kind):
    (change,) = changes(align(f"in the {ours} of it all", source=f"in the {theirs} of it all"))
    assert kind_of(change, (0.0,) * len(NAMES), Shares(misreading=0.6)) == kind


def test_blocks_that_stand_elsewhere_go_by_a_curve_of_their_own():
    first, second = (" ".join(f"{name}{n}" for n in range(40)) + "." for name in ("alpha", "beta"))
    moved = changes(align(f"{second}\n\n{first}\n", source=f"{first}\n\n{second}\n"))[0]
    assert kind_of(moved, (0.0,) * len(NAMES), Shares(editor=0.6)) == "move"


def test_marks_and_capitals_that_no_house_writes_go_by_a_curve_of_their_own():
    (change,) = changes(align("in the end it was so", source="in the end, it was so"))
    row = dict.fromkeys(NAMES, 0.0)
    assert kind_of(change, tuple(row.values()), Shares(tokeniser=0.6)) == "odd form"
    assert kind_of(change, tuple((row | MISREAD).values()), Shares()) == "misread form"


def test_words_that_are_not_near_go_by_what_more_likely_befell_them():
    (change,) = changes(align("he told reporters it was so", source="he said it was so"))
    row = [0.0] * len(NAMES)
    for overwritten in ("intruder", "miscut", "repetition"):
        for garbled in ("misreading", "tokeniser"):
            for share, kind in ((0.31, "garbled"), (0.3, "words")):
                assert kind_of(change, row, Shares(**{overwritten: 0.3, garbled: share, "editor": 0.4})) == kind


@pytest.mark.parametrize("kind", KINDS)
@given(st.floats(0, 1), st.floats(0, 1))
def test_a_stored_curve_never_falls_and_stays_a_probability(kind, one, other):
    curve = model().curves[kind]
    assert 0.0 <= curve.at(min(one, other)) <= curve.at(max(one, other)) <= 1.0


def test_a_model_of_other_numbers_is_refused(monkeypatch):
    model.cache_clear()
    monkeypatch.setattr("restore.judging.model.NAMES", ("other",))
    with pytest.raises(RuntimeError, match="fitted for other numbers"):
        model()
    monkeypatch.undo()
    model.cache_clear()
    assert model() is model()


def test_white_space_has_a_curve_of_its_own():
    alignment = align("He saw it , and left.", source="He saw it, and left.")
    (gap,) = gaps(alignment)
    assert kind_of(blank(alignment, gap.copy, gap.source), (), Shares()) == "blank"
