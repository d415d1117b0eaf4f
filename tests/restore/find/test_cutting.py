"""Words and hashes, built and as they are, against what says in a line or two what they should be."""

import re
from array import array

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from restore.find import cutting
from restore.find.cutting import Piece
from tests.interpreted import stages
from tests.restore.odd_texts import ANY

EITHER = pytest.mark.parametrize("cutting", [cutting, stages().cutting], ids=["built", "as it is"])
ODD = "aBé\u0301\xad\u200b\ufeff_-'7中กﬁßΣ\ud800\U00020000 \n"
SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
INVISIBLE = "\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"
LETTER = rf"(?:(?![{SPACELESS}])[^\W_])"
WORD = re.compile(rf"[{SPACELESS}]|{LETTER}(?:[{INVISIBLE}]|{LETTER})*")
SHIFTS_AND_MIXERS = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1))


class Known(dict):
    """Numbers words in their order, and writes them backwards."""

    def __missing__(self, word):
        value = self[word] = Piece(-len(self), word[::-1])
        return value


def columns(words):
    return [column.tolist() for column in words.columns()]


@EITHER
@given(ANY | st.text(st.sampled_from(ODD)))
@example("a" * 70 + " b_c d\xad" + "ß" * 300 + " \u0301e e\u0301\u0301f 中a中\u200b x\u200b\u200bกy \U0002ffffz")
@example("x " * 200)
def test_words_are_those_that_a_pattern_finds(cutting, text):
    known, found = Known(), list(WORD.finditer(text))
    pieces = [known[match.group()] for match in found]
    words = cutting.cut(text, Known())
    assert words.folds == [piece.fold for piece in pieces]
    assert columns(words) == [
        [piece.number for piece in pieces], [match.start() for match in found], [match.end() for match in found],
        [len(piece.fold) for piece in pieces],
    ]  # fmt: skip


@EITHER
def test_every_character_is_cut_as_the_pattern_cuts_it(cutting):
    for first in range(0, 0x30000, 1000):
        text = "".join(f" {chr(c)} a{chr(c)} {chr(c)}a a{chr(c)}b{chr(c)}{chr(c)}c" for c in range(first, first + 1000))
        _, starts, ends, _ = columns(cutting.cut(text, Known()))
        assert [*zip(starts, ends, strict=True)] == [match.span() for match in WORD.finditer(text)]


def test_what_a_table_says_wrongly_is_refused():
    for text, known, error in (
        ("a", {}, KeyError), ("a", {"a": "b"}, AttributeError), ("a", {"a": Piece(2**63, "a")}, OverflowError),
        ("a", {"a": Piece(1, b"a")}, TypeError), (b"a", {}, TypeError),
    ):  # fmt: skip
        with pytest.raises(error):
            cutting.cut(text, known)


def hash_of(run):
    total = 0
    for number in run:
        total = (total * 0x9E3779B97F4A7C15 + number) % 2**64
    for shift, mixer in SHIFTS_AND_MIXERS:
        total = (total ^ total >> shift) * mixer % 2**64
    return total % 2**63


@EITHER
@given(st.lists(st.integers(0, 2**64 - 1), max_size=30), st.integers(1, 7), st.sampled_from([1, 2, 8]))
def test_hashes_are_those_of_all_runs_that_are_multiples_of_the_step(cutting, numbers, order, step):
    size = max(len(numbers) - order + 1, 0)
    wanted = [hash_of(numbers[k : k + order]) for k in range(size)]
    if size:
        found = cutting.hashes(array("Q", numbers), order, step)
        assert found.tolist() == [number for number in wanted if number % step == 0]


@EITHER
@pytest.mark.parametrize(("order", "step"), [(0, 1), (1, 0), (5, 1)])
def test_runs_that_cannot_be_are_refused(cutting, order, step):
    with pytest.raises(ValueError, match=f"no runs of {order}"):
        cutting.hashes(array("Q", [1, 2, 3]), order, step)
