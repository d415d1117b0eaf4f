from dataclasses import replace

import pytest

from restore.differences import Cause, Code, Decision, Difference, Explanation, Op, Place, Share, Span
from restore.restoration import restore


@pytest.fixture
def make_difference():
    """A difference at an offset of the copy, with what matters for showing it."""

    def make(start, copy, source, **values):
        defaults = {
            "id": "0123456789abcdef",
            "code": Code(Op.REPLACE, Cause.ENTITY),
            "replacement": source,
            "confidence": 0.97,
            "evidence": "seen elsewhere",
            "decision": Decision.APPLY,
        }
        return Difference(
            copy=Span(start, start + len(copy), copy),
            source=Span(start, start + len(source), source),
            **(defaults | values),
        )

    return make


@pytest.fixture
def restoration():
    """A copy with one misread word and one sentence more than its source."""
    source = "The order lacked any detail about the funds.\nThe mayor left town at noon on Friday.\n"
    copy = (
        "The order lacked any dctail about the funds.\nNobody asked him why.\nThe mayor left town at noon on Friday.\n"
    )
    return restore(copy, source=source, copy_name="copy.txt", source_name="source.txt")


@pytest.fixture
def told(restoration):
    """The same with explanations for its first difference, and none for the second."""
    rivals = (Share(Explanation.MISREADING, 0.97), Share(Explanation.EDITOR, 0.03))
    first, *rest = restoration.differences
    differences = [replace(first, explanations=rivals), *(replace(one, explanations=()) for one in rest)]
    return replace(restoration, differences=differences)


@pytest.fixture
def move(make_difference):
    return make_difference(
        4,
        "block here",
        "block here",
        code=Code(Op.MOVE, Cause.PASSAGE),
        origin=Place(90, 100),
        target=0,
        replacement="",
    )
