import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.layouts import read_layout, write_layout
from restore.plan import Plan, Splice, apply_plan
from tests.restore.layouts.made import MAKERS, check

WORD = st.text("abcdéß&<'\"י", min_size=1, max_size=6)
LINES = st.lists(st.lists(WORD, min_size=1, max_size=5), min_size=1, max_size=4)


@st.composite
def plans(draw, text):
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    new = st.one_of(st.just(""), st.just(" "), WORD, st.lists(WORD, max_size=4).map(" ".join), st.just(" x\ny "))
    return Plan([Splice(start, end, draw(new)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)])


@pytest.mark.parametrize("kind", MAKERS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_page_says_what_the_plan_says_whatever_the_plan(kind, data):
    layout = read_layout(MAKERS[kind](data.draw(LINES)).encode())
    plan = data.draw(plans(layout.text))
    written = write_layout(layout, plan)
    check(written, apply_plan(layout.text, plan).split())
    assert plan.splices or written.decode() == layout.markup.raw
