"""The same words twice."""

from math import log

import pytest

from restore.differences import Cause
from restore.judging.explanations import repetition
from tests.restore.judging.pairs import NEUTRAL, only


@pytest.mark.parametrize(
    ("copy", "source", "possible"),
    [
        ("it was it was so", "it was so", True),
        ("He saw Ana Ruiz and then Ana Ruiz there", "He saw and then Ana Ruiz there", True),  # close by
        ("He saw Ana Ruiz there", "He saw there", False),
        ("He saw , , there", "He saw , there", False),  # marks alone are form
        ("it was so", "it was it was so", False),  # it is the source that has it twice
    ],
)
def test_only_what_stands_beside_itself(copy, source, possible):
    assert repetition.possible(*only(copy, source)) is possible


def test_numbers():
    touching = repetition.numbers(*only("it was it was so", "it was so"))
    assert (touching.touching, touching.size, touching.otherwise) == (1, log(2), 0)
    apart = repetition.numbers(*only("He saw Ana Ruiz and then Ana Ruiz there", "He saw and then Ana Ruiz there"))
    assert (apart.touching, apart.function) == (0, 0)


def test_its_cause_and_words():
    change, reader = only("it was it was so", "it was so")
    assert repetition.cause(change, reader) is Cause.DUPLICATE
    assert repetition.words(change, reader, NEUTRAL) == "the same words stand right beside it"


def test_a_line_read_twice_is_repeated_though_it_is_read_otherwise():
    line, read = "the ministry must carry out a new review of all", "tbe minislry must carry out a new revjew of ali"
    change, reader = only(f"{line}\n{read}\nand close it", f"{line}\nand close it")
    assert repetition.possible(change, reader)
    numbers = repetition.numbers(change, reader)
    assert numbers.touching == 1
    assert numbers.otherwise == pytest.approx(
        3 / 38
    )  # letters that are not among those that engines take for each other
    assert repetition.words(change, reader, NEUTRAL) == "the same words stand right beside it, read otherwise"
