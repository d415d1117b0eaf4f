"""How often tokens stand in a text."""

from hypothesis import given
from hypothesis import strategies as st

from restore.aligner.numbering import Numbering
from restore.judging.occurrences import Occurrences
from restore.text import Text

FOLDS = st.lists(st.sampled_from("abcd"), max_size=12)


@given(FOLDS, FOLDS, st.lists(st.sampled_from("abcde"), max_size=6))
def test_tokens_are_counted_as_lists_count_them(source, copy, asked):
    known = Numbering.of(Text.of(" ".join(source)), Text.of(" ".join(copy)))
    for folds, postings in ((source, known.in_source), (copy, known.in_copy)):
        found = Occurrences(known.numbers, postings, 2)
        assert [found.count(fold) for fold in asked] == [folds.count(fold) for fold in asked]
        assert found.has(tuple(asked)) == sum(fold in folds for fold in asked)
        assert found.least(tuple(asked)) == min(map(folds.count, asked), default=0)
        assert found.counts() == {fold: folds.count(fold) for fold in known.numbers if fold in folds}
        assert [found.places(fold) for fold in asked] == [
            [at for at, each in enumerate(folds) if each == fold][:2] for fold in asked
        ]
