from dataclasses import fields

import pytest

from restore.differences import DAMAGE, Cause, Code, Decision, Difference, Explanation, Op, Selector, Share, Span
from restore.errors import UsageError

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


@pytest.mark.parametrize("op", Op)
@pytest.mark.parametrize("cause", Cause)
def test_a_code_is_read_as_it_is_written(op, cause):
    assert Code.parse(str(Code(op, cause))) == Code.of(op, cause)


def test_a_code_that_there_is_not_names_the_nearest():
    with pytest.raises(UsageError, match="did you mean 'replace:entity'"):
        Code.parse("replace:entit")
    with pytest.raises(UsageError, match="did you mean 'entity'"):
        Selector.parse("delete, entitty")


def test_a_selector_takes_codes_operations_causes_and_all():
    codes = [Code(op, cause) for op in Op for cause in Cause]
    chosen = Selector.parse("move, entity,insert:heading")
    assert {str(code) for code in codes if chosen.matches(code)} == {
        *(f"move:{cause}" for cause in Cause), *(f"{op}:entity" for op in Op), "insert:heading",
    }  # fmt: skip
    assert all(map(Selector.parse("all").matches, codes))
    assert not any(map(Selector.parse("").matches, codes))


def test_a_selector_is_made_of_any_names_that_there_are():
    chosen = Selector.parse("entity,insert:case")
    for names in (["entity", "insert:case"], {"entity", "insert:case"}, (Cause.ENTITY, Code(Op.INSERT, Cause.CASE))):
        assert Selector(names) == chosen
        assert type(Selector(names).names) is frozenset
    with pytest.raises(UsageError, match="no such code: 'entitty'; did you mean 'entity'"):
        Selector(frozenset({"entitty"}))
    for names in ("entity", None, 3):
        with pytest.raises(TypeError, match=r"^names: .* is no set of codes; write Selector\.parse"):
            Selector(names)


def test_what_is_left_to_a_person_is_no_damage():
    assert set(Cause) - DAMAGE == {Cause.HEADING, Cause.PASSAGE, Cause.WORDING}


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


@pytest.mark.parametrize("kinds", [Op, Cause, Explanation, Decision])
def test_a_kind_is_found_by_its_name_and_without_running_python_for_it(kinds):
    assert all({str(kind): 1}.get(kind) == 1 for kind in kinds)
    assert kinds.__hash__ is str.__hash__
