"""A change is found again among those of another alignment."""

from dataclasses import replace

from restore import align
from restore.aligner.alignment import Mention
from restore.damage import make_damage
from restore.differences import Cause, Op
from restore.judging.earlier import Places
from restore.judging.shape import changes
from tests.restore.judging.pairs import SOURCE

LONG = f"{SOURCE} Ana Ruiz spoke first, and the council heard what she said. "


def found():
    damaged = make_damage(LONG * 3, seed=4, recipe="light+move")
    return changes(align(damaged.copy, source=damaged.source))


def test_each_is_found_at_its_place_whatever_their_order():
    for each in (found(), found()[::-1]):
        assert len(each) > 2
        places = Places(each, range(len(each)))
        assert [places.of(change, may) for may, change in enumerate(each)] == list(range(len(each)))


def test_none_is_found_that_differs_in_what_its_numbers_depend_on():
    change = next(change for change in found() if not change.moves)
    places = Places([change], [1])
    assert places.of(change, 1) == 0
    assert places.of(replace(change, posterior=0.5), 1) == 0  # what the alignment says around it is no part of that
    assert places.of(change, 2) == -1
    for other in (
        {"copy_start": change.copy_start - 1}, {"copy_end": change.copy_end + 1}, {"near": not change.near},
        {"source_start": change.source_start - 1}, {"source_end": change.source_end + 1},
        {"mentions": (Mention(0, 1, 0),)}, {"op": Op.MOVE},
        {"shape": Cause.HEADING},
    ):  # fmt: skip
        assert places.of(replace(change, **other), 1) == -1, other


def test_of_none_none_is_found():
    assert Places([], []).of(found()[0], 0) == -1
