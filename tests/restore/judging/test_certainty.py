"""What an engine says of its own words changes the odds of a misreading, and nothing else does with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore import Policy, restore
from restore.confidences import EngineConfidences
from restore.judging.certainty import FACTORS, LIMITS, factor_of, told
from restore.judging.profile import Shares
from restore.text import Text

SOURCE = "The old lighthouse stood on the rock, and every evening its keeper climbed the stairs to light the lamp."
COPY = SOURCE.replace("keeper", "kemper")


def said(text, **confidences):
    tokens = Text.of(text)
    values = [confidences.get(fold, 0.95) for fold in tokens.folds]
    return EngineConfidences(tokens.starts, tokens.ends, values)


def confidence(**confidences):
    found = restore(COPY, source=SOURCE, policy=Policy(), confidences=said(COPY, **confidences)).differences
    return next(d.confidence for d in found if d.copy.text == "kemper")


def test_a_word_that_the_engine_was_unsure_of_was_sooner_misread():
    assert confidence(kemper=0.1) > confidence(kemper=0.95)


@pytest.mark.parametrize("at", range(len(FACTORS)))
def test_the_surer_it_was_the_less_likely_it_misread(at):
    assert sorted(FACTORS, reverse=True) == list(FACTORS)
    assert factor_of((0.0, *LIMITS)[at]) == FACTORS[at]


@given(st.floats(0, 1), st.floats(0, 1))
def test_shares_stay_shares_and_the_others_keep_their_proportion(misread, certainty):
    shares = Shares(misreading=misread, editor=(1 - misread) / 4, intruder=3 * (1 - misread) / 4)
    found = told(shares, certainty)
    assert sum(found.each) == pytest.approx(1)
    assert found.intruder == pytest.approx(3 * found.editor)


def test_where_it_says_nothing_nothing_changes():
    shares = Shares(misreading=0.4, editor=0.6)
    assert told(shares, None) is shares
