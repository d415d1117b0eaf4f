"""Runs of the copy's tokens in either text, counted by their numbers."""

from hypothesis import given
from hypothesis import strategies as st

from restore.aligner.numbering import Numbering
from restore.judging.runs import Runs
from restore.text import Text

FOLDS = st.lists(st.sampled_from("abcd"), max_size=30)


@given(FOLDS, FOLDS, st.integers(0, 31), st.integers(0, 6), st.sampled_from([1, 3, 100]))
def test_runs_are_counted_as_they_stand(source, copy, first, size, limit):
    known = Numbering.of(Text.of(" ".join(source)), Text.of(" ".join(copy)))
    first = min(first, len(copy))
    run = copy[first : first + size]
    for folds, ids, places in ((source, known.source_ids, known.in_source), (copy, known.copy_ids, known.in_copy)):
        said = Runs(ids, places, known.copy_ids, limit).count(first, first + size)
        every = [at for at in range(len(folds)) if folds[at : at + len(run)] == run] if run else []
        if len(run) < 2 or limit == 100:
            assert said == len(every)
            continue
        rare = min(run[:limit], key=folds.count)
        at_first = [at for at, fold in enumerate(folds) if fold == rare][:limit]
        assert said == sum(at + run.index(rare) in at_first for at in every)


def test_a_run_is_counted_with_what_stands_beside_it_too_where_something_does():
    known = Numbering.of(Text.of("a b c a b x b c"), Text.of("a b c"))
    runs = Runs(known.source_ids, known.in_source, known.copy_ids, 9)
    assert [runs.counts(first, last) for first, last in ((0, 1), (1, 2), (2, 3), (0, 3))] == [
        (2, 2, 0), (3, 2, 2), (2, 0, 2), (1, 0, 0),
    ]  # fmt: skip
