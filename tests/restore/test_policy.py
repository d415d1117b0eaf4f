import pytest

from restore.codes import Cause, Code, Decision, Op, Selector
from restore.differences import Difference, Span
from restore.errors import UsageError
from restore.policy import Policy


def difference(code="replace:entity", confidence=1.0):
    return Difference("a", Code.parse(code), Span(0, 1, "a"), Span(0, 1, "x"), "x", confidence, "")


@pytest.mark.parametrize(
    ("policy", "decision"),
    [
        (Policy(), Decision.APPLY),
        (Policy(threshold=0.99), Decision.REVIEW),
        (Policy(threshold=0.99, thresholds={"entity": 0.5}), Decision.APPLY),
        (Policy(thresholds={"entity": 0.5, "replace:entity": 0.99}), Decision.REVIEW),
        (Policy(thresholds={"entity": 0.99, "replace": 0.5}), Decision.REVIEW),
        (Policy(ignore=Selector.parse("entity")), Decision.KEEP),
        (Policy(select=Selector.parse("case")), Decision.REVIEW),
        (Policy(select=Selector.parse("case,entity"), ignore=Selector.parse("replace")), Decision.KEEP),
    ],
)
def test_a_policy_decides(policy, decision):
    assert policy.decide(difference(confidence=0.96)) is decision


@pytest.mark.parametrize("cause", Cause)
def test_only_damage_is_applied_by_default(cause):
    left = {Cause.HEADING, Cause.PASSAGE, Cause.WORDING}
    decision = Policy().decide(difference(f"replace:{cause}"))
    assert decision is (Decision.REVIEW if cause in left else Decision.APPLY)
    assert Policy().decide(difference(f"{Op.MOVE}:{cause}")) is Decision.REVIEW


@pytest.mark.parametrize("policy", [{"threshold": 1.5}, {"thresholds": {"entity": -1}}, {"thresholds": {"entitty": 1}}])
def test_a_policy_that_cannot_be_is_refused(policy):
    with pytest.raises(UsageError):
        Policy(**policy)


@pytest.mark.parametrize("codes", ["entity", ["entity"], frozenset({"entity"})])
@pytest.mark.parametrize("field", ["select", "ignore"])
def test_codes_that_are_no_selector_are_refused(field, codes):
    with pytest.raises(TypeError, match=rf"^{field}: .*write Selector\.parse"):
        Policy(**{field: codes})


@pytest.mark.parametrize("given", [{"threshold": "0.9"}, {"thresholds": {"entity": None}}])
def test_a_threshold_is_a_number(given):
    with pytest.raises(TypeError, match=r"^(threshold|entity): .* is no number; give one from 0 to 1$"):
        Policy(**given)
