from hypothesis import given
from hypothesis import strategies as st

from restore.aligner.alignment import Move
from restore.aligner.anchors import Run
from restore.aligner.moves import Spans, Taken

SPANS = st.lists(st.integers(0, 40), unique=True, max_size=12).map(
    lambda edges: list(zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False))
)


@given(SPANS, st.integers(0, 40), st.integers(0, 12))
def test_spans_tell_what_they_have_of_a_stretch(spans, start, size):
    stretch = range(start, start + size)
    inside = {at for first, end in spans for at in range(first, end)}
    found = Spans.of(reversed(spans))
    assert list(found.outside(stretch)) == [at for at in stretch if at not in inside]
    if size:
        assert found.touch(start, start + size) == any(at in inside for at in stretch)


def test_a_run_is_cut_by_a_block_on_either_side():
    taken = Taken.of([Move(10, 20, 50, 60), Move(0, 5, 30, 40)])
    assert [taken.cut(Run(at, 0, 3)) for at in (2, 5, 7, 8, 18, 20)] == [True, False, False, True, True, False]
    assert [taken.cut(Run(100, at, 3)) for at in (27, 28, 39, 40, 57, 60)] == [False, True, True, False, True, False]
