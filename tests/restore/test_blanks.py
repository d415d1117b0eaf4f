import pytest

from restore import Policy, restore
from restore.blanks import slips
from restore.differences import Cause, Selector
from restore.restoration import align

SOURCE = (
    "The order covers 212 rural post offices, ruling that the ministry had relied on a survey. He left town at noon. "
    "The snow, which had come late, was deep (and wet), but nobody minded. It was 3:15, or later; he slept."
)


@pytest.mark.parametrize(
    ("correct", "slip"),
    [
        ("offices, ruling", "offices,ruling"),
        ("survey. He", "survey.He"),
        ("late, was", "late , was"),
        ("later; he", "later;he"),
        ("wet), but", "wet) , but"),
    ],
)
def test_white_space_that_the_copy_has_otherwise_elsewhere_is_put_right(correct, slip):
    copy = SOURCE.replace(correct, slip)
    assert copy != SOURCE
    restored = restore(copy, source=SOURCE)
    assert restored.text == SOURCE
    assert [difference.cause for difference in restored.differences] == [Cause.SPACING]


@pytest.mark.parametrize(
    ("correct", "own"),
    [
        (",", " ,"),  # a tokeniser's way
        (", ", ","),
        ("noon. The", "noon.\nThe"),  # lines are a layout's
        ("noon. The", "noon.  The"),
        ("(and wet)", "( and wet)"),  # there is no other
    ],
)
def test_the_copy_s_own_ways_stay(correct, own):
    copy = SOURCE.replace(correct, own)
    assert slips(align(copy, source=SOURCE)) == []
    assert restore(copy, source=SOURCE).text == copy


def test_a_mark_that_is_rare_goes_by_those_like_it():
    source = "He came, and she left, as ever, at noon; they slept."
    assert len(slips(align(source.replace("noon; they", "noon;they"), source=source))) == 1
    copy = source.replace(", ", ",").replace("; ", ";")
    assert slips(align(copy, source=source)) == []


@pytest.mark.parametrize(
    ("correct", "glued", "slips_found"), [("Mrs. Amory", "Mrs.Amory", 1), ("p. m.", "p.m.", 0), ("Ph. D.", "Ph.D.", 0)]
)
def test_a_title_is_parted_from_its_name_by_any_house(correct, glued, slips_found):
    source = f"He left. She saw {correct} at noon. The others had gone home. Nobody knew why. It was late."
    assert len(slips(align(source.replace(correct, glued), source=source))) == slips_found


def test_figures_have_marks_of_their_own():
    source = "He was, at 7 , 8 or 9, in bed, and she, who slept, was not, as they said, in hers."
    assert slips(align(source.replace("7 , 8", "7, 8"), source=source)) == []


def test_white_space_in_a_moved_block_goes_with_it():
    mill, north, winter = (
        "The mill stood by the river, and the old miller lived there alone. Nobody came, except on Sundays, at noon.",
        "Far to the north, beyond the hills, a village kept its own market. The traders, loud and merry, sold cloth.",
        "In winter, the snow lay deep, and the roads were closed. The children, wrapped in wool, slid down the slope.",
    )
    source, copy = f"{mill}\n\n{north}\n\n{winter}", f"{winter.replace('p, a', 'p,a')}\n\n{mill}\n\n{north}"
    for select in ("all", "all,spacing"):
        policy = Policy(threshold=0.5, select=Selector.parse(select))
        restored = restore(copy, source=source, policy=policy)
        move, blank = restored.differences
        assert (blank.within, restored.text) == (move.id, source)


def test_a_mark_that_is_always_written_so_is_no_rare_one():
    source = SOURCE + "".join(f"\n{word}: he slept, and she did." for word in ("Anna", "Bo", "Cleo", "Dora", "Emil"))
    assert slips(align(source.replace(": he", ":he"), source=source)) == []


def test_words_that_are_written_short_are_a_house_s():
    source = SOURCE + " Es gab z. B. Brot, d. h. nichts, und z. B. Bier."
    assert slips(align(source.replace("z. B.", "z.B.").replace("d. h.", "d.h."), source=source)) == []


def test_a_copy_that_writes_a_mark_in_either_way_has_none_of_its_own():
    source = (
        "He came, and she left, and they slept, and we sang, and I ate, and you wept, and it rained, and all was well."
    )
    copy = source.replace(", and", ",and", 3)
    assert slips(align(copy, source=source)) == []
    assert len(slips(align(source.replace(", and", ",and", 1), source=source))) == 1
