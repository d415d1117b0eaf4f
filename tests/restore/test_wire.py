import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.differences import Cause, Code, Decision, Difference, Explanation, Op, Place, Selector, Share, Span
from restore.errors import InputError
from restore.formats.json import dumps, safe
from restore.repair import Policy
from restore.wire import (
    _number,
    _rounded,
    difference_text,
    of_difference,
    of_policy,
    of_shares,
    to_difference,
    to_policy,
    to_shares,
)

RIVALS = (Share(Explanation.INTRUDER, 0.97), Share(Explanation.EDITOR, 0.03))


def made(**values):
    return Difference(
        **{
            "id": "0123",
            "code": Code(Op.REPLACE, Cause.ENTITY),
            "copy": Span(4, 7, "him"),
            "source": Span(4, 10, "desire"),
            "replacement": "desire",
            "confidence": 0.97,
            "evidence": "seen elsewhere",
            "explanations": RIVALS,
            **values,
        }
    )


def over_the_wire(difference):
    return to_difference(json.loads(json.dumps(of_difference(difference))), "here")


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"explanations": ()},
        {"origin": Place(90, 100), "decision": Decision.APPLY},
        {"within": "4567"},
        {"code": Code(Op.MOVE, Cause.PASSAGE), "target": 0},
    ],
    ids=["rivals", "none", "origin", "within", "move"],
)
def test_a_difference_comes_back_as_it_was(values):
    assert over_the_wire(made(**values)) == made(**values)


TEXTS = st.text(max_size=8) | st.sampled_from(['"', "\\", "\n\x00\x7f", "\u202e", "\ud800", "naïve"])
SHARES = st.lists(st.builds(Share, st.sampled_from(Explanation), st.sampled_from([0.97, 1e-05, 1.0, 0.1 + 0.2])))
PLACES = st.none() | st.builds(Place, st.integers(0, 9), st.integers(10, 99))
SPANS = st.builds(lambda start, text: Span(start, start + len(text), text), st.integers(0, 99), TEXTS)
DIFFERENCES = st.builds(
    Difference,
    id=TEXTS,
    code=st.builds(Code, st.sampled_from(Op), st.sampled_from(Cause)),
    copy=SPANS,
    source=SPANS,
    replacement=TEXTS,
    confidence=st.floats(0, 1) | st.sampled_from([0, 1, 0.99995, 1e-05]),
    evidence=TEXTS,
    origin=PLACES,
    within=st.none() | TEXTS,
    target=st.none() | st.integers(0, 9),
    decision=st.sampled_from(Decision),
    explanations=SHARES.map(tuple),
)


@given(DIFFERENCES)
def test_a_difference_as_text_is_its_values_as_json(difference):
    names = {share.explanation for share in difference.explanations}
    if len(names) == len(difference.explanations):  # each rival once, as they are
        assert safe(difference_text(difference)) == dumps(of_difference(difference), indent=None)


@given(st.lists(st.tuples(st.sampled_from(Explanation), st.floats(0.01, 1)), unique_by=lambda share: share[0]))
def test_rivals_come_back_the_winner_first(shares):
    rivals = tuple(Share(*share) for share in sorted(shares, key=lambda share: -share[1]))
    values = json.loads(json.dumps(of_shares(rivals), sort_keys=True))
    assert sorted(to_shares(values), key=str) == sorted(rivals, key=str)
    assert [each.share for each in to_shares(values)] == [each.share for each in rivals]


def test_what_was_written_before_rivals_were_told_is_read():
    values = of_difference(made())
    del values["explanations"]
    assert to_difference(values, "here") == made(explanations=())


@pytest.mark.parametrize(
    "damage",
    [
        {"id": None, "copy": None},
        {"code": "replace:entitty"},
        {"copy": {"start": 4, "end": 9, "text": "him"}},
        {"confidence": "sure"},
        {"decision": "perhaps"},
        {"target": "there"},
        {"explanations": {"goblin": 1.0}},
        {"explanations": {"intruder": None}},
        {"explanations": ["intruder"]},
        {"explanations": 0.97},
    ],
)
def test_a_damaged_difference_is_one_clear_line(damage):
    with pytest.raises(
        InputError, match=r"^differences\.jsonl: record 7: no difference of schema restore/1: "
    ) as raised:
        to_difference(of_difference(made()) | damage, "differences.jsonl: record 7")
    assert len(str(raised.value).splitlines()) == 1


@pytest.mark.parametrize(
    "policy",
    [
        Policy(),
        Policy(0.9, Selector.parse("entity,move"), Selector.parse("case"), {"spelling": 0.5, "entity": 1.0}),
        Policy(select=Selector.parse("")),  # nothing, where none is all damage
    ],
)
def test_a_policy_comes_back_as_it_was(policy):
    assert to_policy(json.loads(json.dumps(of_policy(policy))) | {"event": "policy"}) == policy


@pytest.mark.parametrize(
    "damage",
    [
        {"threshold": []},
        {"threshold": 2},
        {"thresholds": ["entity"]},
        {"select": 1},
        {"select": ["entty"]},
        {"ignore": "case"},
    ],
)
def test_a_damaged_policy_is_refused(damage):
    with pytest.raises((TypeError, ValueError)):
        to_policy(of_policy(Policy()) | damage)


def test_a_threshold_that_held_for_nothing_holds_for_nothing_still():
    kept = of_policy(Policy()) | {"thresholds": {"all": 0.5, "entity,case": 0.5, "case": 0.9}}
    assert to_policy(kept) == Policy(thresholds={"case": 0.9})


@pytest.mark.parametrize("same", [(1, 1.0), (1.0, 1), (-0.0, 0.0), (0.0, -0.0)])
def test_equal_numbers_are_written_in_one_way_whichever_came_first(same):
    _rounded.cache_clear()
    _number.cache_clear()
    written = [made(confidence=each, explanations=(Share(Explanation.EDITOR, each),)) for each in same]
    one, other = map(difference_text, written)
    assert one == other
    assert f'"confidence": {abs(float(same[0]))}, ' in one
    assert f'"editor": {abs(float(same[0]))}}}' in one
