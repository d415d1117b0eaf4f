import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.plan import Plan, Splice, apply_plan


@given(st.text())
def test_an_empty_plan_gives_the_copy_back(copy):
    assert apply_plan(copy, Plan()) == copy


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.text(max_size=3)), max_size=6))
def test_what_no_splice_reaches_stays_as_it_is(copy, wanted):
    borders = sorted(min(at, len(copy)) for at, _ in wanted)
    borders = borders[: len(borders) // 2 * 2]
    splices = [
        Splice(start, end, text) for start, end, (_, text) in zip(borders[::2], borders[1::2], wanted, strict=False)
    ]
    made, at = "", 0
    for splice in splices:
        made += copy[at : splice.start] + splice.text
        at = splice.end
    assert apply_plan(copy, Plan(splices)) == made + copy[at:]


@pytest.mark.parametrize("splices", [[Splice(0, 4, ""), Splice(3, 5, "")], [Splice(2, 1, "")]])
def test_splices_that_overlap_or_run_backwards_are_no_plan(splices):
    with pytest.raises(ValueError, match="overlap"):
        Plan(splices)


def test_a_plan_of_another_text_is_told():
    with pytest.raises(ValueError, match="reaches to offset 9, the copy ends at 3"):
        apply_plan("abc", Plan([Splice(0, 9, "")]))
