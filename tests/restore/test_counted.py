"""Marks counted, all on one way through a text."""

from restore.counted import HYPHENS, MARKS, QUOTES, STOPS, Marks


def test_marks_are_counted_by_kind_and_those_behind_a_space_apart():
    marks = Marks.of("“So” , it was – a well-known . one")
    assert [marks.count(kind) for kind in (QUOTES, STOPS, HYPHENS)] == [2, 2, 2]
    assert [marks.count_apart(kind) for kind in (QUOTES, STOPS, HYPHENS)] == [0, 2, 1]


def test_a_text_without_marks_has_none():
    assert Marks.of("so it was") == Marks([0] * len(MARKS), [0] * len(MARKS))
