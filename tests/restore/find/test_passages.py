from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from restore.find.passages import passages
from restore.find.pieces import Cut, Level
from tests.restore.find.conftest import prose


def of(copy, source):
    return passages(Cut(copy).ids(Level.WORDS), Cut(source).ids(Level.WORDS), Level.WORDS)


def test_damage_does_not_break_a_passage():
    words = prose(1).split()
    damaged = [*words[:20], "Karen", "Tumlin", *words[22:40], *words[44:]]
    (found,) = of(" ".join(damaged), prose(1))
    assert (found.copy_start, found.copy_end) == (0, len(damaged))


def test_a_foreign_paragraph_does():
    first, second = prose(1), prose(2)
    assert len(of(first[:400] + prose(3) + first[400:], first)) == 2
    assert of(first, second) == []


def test_moved_paragraphs_are_found_in_their_own_right():
    parts = prose(1, 24).split("\n\n")
    found = of("\n\n".join(parts[4:] + parts[:4]), "\n\n".join(parts))
    assert sum(p.matched for p in found) == len(Cut(prose(1, 24)).ids(Level.WORDS))


ids = st.lists(st.integers(0, 6), max_size=60).map(lambda each: np.array(each, dtype=np.int64))


@given(ids, ids, st.sampled_from(Level))
def test_passages_lie_apart_in_both_texts_and_match_no_more_than_they_span(copy, source, level):
    found = passages(copy, source, level)
    for p in found:
        assert 0 <= p.copy_start < p.copy_end <= len(copy)
        assert 0 <= p.source_start < p.source_end <= len(source)
        assert 0 < p.matched <= min(p.copy_end - p.copy_start, p.source_end - p.source_start)
    for spans in ([(p.copy_start, p.copy_end) for p in found], [(p.source_start, p.source_end) for p in found]):
        ordered = sorted(spans)
        assert all(before[1] <= after[0] for before, after in pairwise(ordered))
