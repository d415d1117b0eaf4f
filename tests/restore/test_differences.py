from dataclasses import fields

import pytest

from restore.differences import Cause, Code, Decision, Difference, Explanation, Op, Share, Span

FOUND = Difference(
    id="a",
    code=Code(Op.REPLACE, Cause.SPELLING),
    copy=Span(4, 7, "dct"),
    source=Span(4, 7, "det"),
    replacement="det",
    confidence=0.9,
    evidence="1 of 3 characters differ",
    explanations=(Share(Explanation.MISREADING, 1.0),),
)


def test_deciding_changes_nothing_else():
    decided = FOUND.decided(Decision.KEEP)
    names = [field.name for field in fields(Difference) if field.name != "decision"]
    assert decided.decision is Decision.KEEP
    assert [getattr(decided, name) for name in names] == [getattr(FOUND, name) for name in names]
    assert FOUND.decided(FOUND.decision) is FOUND
    assert (decided.op, decided.cause) == (Op.REPLACE, Cause.SPELLING)


@pytest.mark.parametrize(("start", "end", "text"), [(-1, 0, "a"), (2, 1, ""), (0, 2, "a")])
def test_a_span_is_as_long_as_its_text(start, end, text):
    with pytest.raises(ValueError, match="no such span"):
        Span(start, end, text)
