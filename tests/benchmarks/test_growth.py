from random import Random

import pytest

from tests.benchmarks import growth
from tests.benchmarks.growth_texts import KINDS, Kind, Pair

LINEAR = Kind("linear", lambda size, _: Pair("a" * size, "b" * size), 100)


def power(exponent):
    return lambda pair: len(pair.copy) ** exponent


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_makes_pairs_of_its_size_that_can_be_restored(kind):
    pairs = [kind.make(size, Random(1)) for size in (400, 400, 1600)]
    assert pairs[0] == pairs[1]
    assert pairs[0].copy != pairs[0].source
    assert 3 < (len(pairs[2].copy) + len(pairs[2].source)) / (len(pairs[0].copy) + len(pairs[0].source)) < 5.5
    assert growth.seconds(pairs[0]) > 0


def test_the_power_is_that_of_the_cost():
    for exponent in (1.0, 1.5, 2.0):
        (found,) = growth.growths([LINEAR], power(exponent))
        assert found.exponent == pytest.approx(exponent)


def test_what_passed_the_limit_is_measured_again():
    costs = iter([0, 1, 8 * 9, 1, 8 * 5, 1, 8])
    (found,) = growth.growths([LINEAR], lambda pair: next(costs))
    assert found.exponent == pytest.approx(1.0)


def test_one_kind_that_grows_too_fast_is_told_and_ends_with_1(capsys):
    assert growth.main(["--only", "quotes"], power(1.1)) == 0
    assert "too fast" not in capsys.readouterr().out
    assert growth.main(["--only", "quotes", "--only", "phrases"], power(1.3)) == 1
    assert capsys.readouterr().out.count("too fast") == 2
