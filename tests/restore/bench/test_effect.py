from restore.bench.effect import right
from restore.bench.truth import Edit
from restore.differences import Cause

COPY = "his President Donald Trump was told , Emanuel said".split()


def edit(start, end, words=""):
    return Edit(start, end, tuple(words.split()), Cause.ENTITY)


DAMAGE = [edit(1, 4, "desire"), edit(7, 8, "he")]


def test_a_repair_is_right_however_its_edges_are_drawn():
    assert right(COPY, [edit(0, 4, "his desire"), edit(7, 9, "he said")], DAMAGE) == [True, True]


def test_other_words_are_wrong_and_so_is_part_of_the_damage():
    assert right(COPY, [edit(1, 4, "wish")], DAMAGE) == [False]
    assert right(COPY, [edit(1, 3)], DAMAGE) == [False]


def test_an_editors_words_are_harmed_wherever_they_stand():
    assert right(COPY, [edit(5, 6, "said")], DAMAGE) == [False]
    assert right(COPY, [edit(1, 6, "desire is heard")], DAMAGE) == [False]
    assert right(COPY, [edit(5, 6, "said")], []) == [False]


def test_two_halves_are_right_together():
    assert right(COPY, [edit(1, 3), edit(3, 4, "desire")], DAMAGE) == [True, True]


def test_what_is_right_stays_so_beside_what_is_wrong():
    assert right(COPY, [edit(1, 4, "desire"), edit(4, 5, "is")], DAMAGE) == [True, False]
    assert right(COPY, [edit(1, 3), edit(3, 4, "desire"), edit(4, 5, "is")], DAMAGE) == [True, True, False]


def test_one_repair_may_undo_damage_side_by_side():
    beside = [edit(1, 4, "desire"), edit(4, 5, "is")]
    assert right(COPY, [edit(1, 5, "desire is")], beside) == [True]
    assert right(COPY, [edit(4, 5, "is")], beside) == [True], "the damage before it may stay"
    assert right(COPY, [edit(1, 4, "desire")], beside) == [True], "and that behind it"


def test_words_said_twice_may_be_taken_out_at_either_place():
    copy = "the new mayor the new mayor spoke".split()
    assert right(copy, [edit(3, 6)], [edit(0, 3)]) == [True]


def test_damage_cut_in_another_way_is_undone_by_the_whole_chain():
    copy, damage = "xx ofthe oat".split(), [edit(0, 1, "a"), edit(1, 2, "lot of"), edit(2, 3, "the cat")]
    found = [edit(0, 1, "a lot"), edit(1, 2, "of the"), edit(2, 3, "cat")]
    assert right(copy, found, damage) == [True] * 3
