"""What stands around a change: side by side with it, and near."""

from hypothesis import given
from hypothesis import strategies as st

from restore import align
from restore.damage import make_damage
from restore.judging import blank
from restore.judging.around import Around, neighbours
from restore.judging.profile import OUTCOMES, Shares
from restore.judging.reader import NEAR
from restore.judging.shape import changes
from tests.restore.judging.pairs import sure

SOURCE = "The council heard what she said about the river, and nobody left before the end of it all that evening."
NOBODY = Around()


def around(copy, source, *shares):
    found = list(changes(align(copy, source=source)))
    assert len(found) == len(shares)
    beside = neighbours(zip(found, shares, strict=True))
    return [Around._make(beside.around(change, mine)) for change, mine in zip(found, shares, strict=True)]


@given(st.sampled_from(OUTCOMES))
def test_a_change_by_itself_has_nothing_around_it(name):
    assert around(SOURCE.replace("river", "rivcr"), SOURCE, sure(name)) == [NOBODY]


def test_a_capital_that_an_intruder_brought_stands_beside_it():
    first, second = around(
        SOURCE.replace("the river", "the Hudson River"), SOURCE, sure("intruder"), Shares(tokeniser=0.8, editor=0.2)
    )
    assert second.beside_intruder == 1.0
    assert (first.beside_intruder, first.beside_edited) == (0.0, 0.2)


def test_what_has_an_equal_word_between_is_not_side_by_side():
    first, second = around(SOURCE.replace("what she said", "Ana she Ana"), SOURCE, sure("intruder"), sure("intruder"))
    assert first.beside_intruder == second.beside_intruder == 0.0


def test_misreadings_count_where_they_are_near_and_not_the_change_itself():
    far = " ".join(f"w{k}" for k in range(3 * NEAR))
    source = f"the council heard it {far} nobody left"
    first, second, third = around(
        source.replace("council", "oouncil").replace("heard", "hcard").replace("nobody", "nohody"),
        source,
        *[sure("misreading")] * 3,
    )
    assert first.near_misread == second.near_misread > 0
    assert third.near_misread == 0.0


def test_white_space_has_neighbours_and_is_none():
    alignment = align("He saw Ana  there.", source="He saw it there.")
    found = list(changes(alignment))
    beside = neighbours(zip(found, [sure("intruder")], strict=True))
    assert Around._make(beside.around(blank(alignment, 3, 3), Shares())).beside_intruder == 1.0


def test_without_changes_there_is_nothing_around_anything():
    alignment = align("He saw  it.", source="He saw it.")
    assert Around._make(neighbours([]).around(blank(alignment, 2, 2), Shares())) == NOBODY


@given(st.integers(0, 99), st.sampled_from(["heavy", "light+move", "ocr"]))
def test_beside_a_change_is_what_begins_or_ends_where_it_does_in_both_texts(seed, recipe):
    damaged = make_damage(
        f"{SOURCE} Ana Ruiz spoke first, and the council heard what she said of it. " * 3, seed=seed, recipe=recipe
    )
    found = changes(align(damaged.copy, source=damaged.source))
    shares = [Shares(intruder=k / 1000) for k in range(len(found))]
    begins = {(c.copy_start, c.source_start): k for k, c in enumerate(found) if not c.moves}
    ends = {(c.copy_end, c.source_end): k for k, c in enumerate(found) if not c.moves}
    beside = neighbours(zip(found, shares, strict=True))
    for change in [change for change in found if not change.moves]:
        both = ends.get((change.copy_start, change.source_start)), begins.get((change.copy_end, change.source_end))
        most = max([shares[k].intruder for k in both if k is not None], default=0.0)
        assert Around._make(beside.around(change, Shares())).beside_intruder == most
