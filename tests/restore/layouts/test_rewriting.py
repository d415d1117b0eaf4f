import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.layouts import read_layout, write_layout
from restore.layouts.layout import HYPHENS
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


@pytest.mark.parametrize("kind", MAKERS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_letters_are_those_of_the_plan_where_words_are_broken_at_the_ends_of_lines(kind, data):
    lines = data.draw(LINES)
    marks = data.draw(st.lists(st.sampled_from(["", "-", "\u00ad", "¬"]), min_size=len(lines), max_size=len(lines)))
    broken = [[*words[:-1], words[-1] + mark] for words, mark in zip(lines, marks, strict=True)]
    layout = read_layout(MAKERS[kind](broken).encode())
    plan = data.draw(plans(layout.text))
    written = write_layout(layout, plan)
    assert bare(read_layout(written).text) == bare(apply_plan(layout.text, plan))
    check(written, read_layout(written).text.split())


def bare(text):
    return "".join(letter for letter in text if letter not in HYPHENS and not letter.isspace())
