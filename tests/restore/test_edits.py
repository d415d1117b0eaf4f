from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from restore import compiled
from restore.edits import distance, is_one_slip, is_within, path, similarity, stretches
from restore.language import affixes

SIGNS = st.sampled_from("abcdm é漢😀\0")
TAGS = ["equal", "replace", "delete", "insert"]
WORDS = st.text(SIGNS, max_size=30) | st.text(max_size=12)


def answers(one, other):
    return distance(one, other), similarity(one, other), stretches(one, other), path(one, other)


def rapidfuzz_answers(one, other):
    opcodes = Levenshtein.opcodes(one, other).as_list()
    steps = [TAGS.index(step[0]) for step in opcodes for _ in range(max(step[2] - step[1], step[4] - step[3]))]
    similar = Levenshtein.normalized_similarity(one, other)
    return Levenshtein.distance(one, other), similar, [step[1:] for step in opcodes], bytes(steps)


@given(WORDS, WORDS)
def test_the_answers_are_rapidfuzz_s(one, other):
    assert answers(one, other) == rapidfuzz_answers(one, other)


@given(st.text(SIGNS, max_size=200), st.data())
def test_those_of_long_words_too(one, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(one)), max_size=9)))
    between = [data.draw(st.text(SIGNS, max_size=60)) for _ in cuts]
    other = "".join(one[a:b] + new for a, b, new in zip([0, *cuts], cuts, between, strict=False)) + one[-3:]
    assert answers(one, other) == rapidfuzz_answers(one, other)


@given(WORDS, WORDS, st.integers(0, 9))
def test_few_edits_are_as_few_as_are_counted(one, other, most):
    assert is_within(one, other, most) == (Levenshtein.distance(one, other) <= most)


def test_whether_long_words_are_near_is_told_without_comparing_each_letter_with_each():
    """To count how far these are apart takes seconds, and four times as many where they are twice as long."""
    one, other = "a" + "bcd" * 100_000, "a" + "efg" * 100_000
    began = process_time()
    assert not is_within(one, other, 1)
    assert is_within(one + "h" + one, one + "i" + one, 1)
    assert not affixes.are_opposite(f"un{one}", other)
    assert process_time() - began < 1


@pytest.mark.parametrize("size", [63, 64, 65, 128, 129, 255, 256, 257])
def test_a_word_as_long_as_its_bits(size):
    one, other = "xa" * size, ("bxa" * size)[:size]
    for left, right in ((one[:size], other), (other, one[:size]), (one[:size], ""), ("", other)):
        assert answers(left, right) == rapidfuzz_answers(left, right)


def test_without_a_compiler_rapidfuzz_is_asked(monkeypatch):
    monkeypatch.setattr(compiled, "READING", None)
    assert answers("modern times", "modem tirnes") == rapidfuzz_answers("modern times", "modem tirnes")


@pytest.mark.skipif(compiled.READING is None, reason="nothing is compiled")
def test_what_is_too_long_is_not_answered_by_compiled_code():
    assert compiled.READING.edits("a" * 256, "b" * 256) == 256
    assert compiled.READING.edits("a" * 257, "b") is compiled.READING.path("a", "b" * 257) is None
    assert compiled.READING.edits("a" * 300 + "b", "a" * 300 + "c") == 1  # only what differs counts


@given(WORDS, WORDS)
@example("ab", "ba")
@example("aab", "aba")
@example("", "a")
@example("abcd", "badc")
def test_one_slip_is_one_edit_or_two_neighbours_that_changed_places(one, other):
    assert is_one_slip(one, other) is (OSA.distance(one, other) == 1)
