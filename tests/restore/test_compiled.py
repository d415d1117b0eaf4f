"""The compiled reading of texts gives the answers of pure Python, whatever the text, and refuses what is no text."""

from array import array
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from restore import compiled
from restore.aligner.costs import DEFAULT
from restore.aligner.numbering import Numbering
from restore.aligner.pair import Pair
from restore.judging.occurrences import Occurrences
from restore.judging.strangeness import unknown_triples
from restore.text import Text
from tests.restore.odd_texts import ANY, MARKS

pytestmark = pytest.mark.skipif(compiled.READING is None, reason="the compiled reading is not built")
READING = compiled.READING

WORDS = st.lists(st.sampled_from(["a", "ab", "", "né", "中", "the", "\ud800", "𝔘", " ", "a b"]) | ANY, max_size=12)


def both(function):
    """What a function gives with the compiled reading, and without."""
    fast = function()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "READING", None)
        return fast, function()


def columns(text):
    return text.starts, text.ends, text.forms, text.folds


@given(MARKS | ANY)
@example("")
@example("He can't, N’T d'd's 'tis rock'n'roll AT&T&amp;x a&b; 1,000.5,x 3:30/4")
@example("don't\xad")
@example("x's'll a'sn't 'd's isn't's's")
def test_tokens_are_the_same(raw):
    fast, slow = both(lambda: columns(Text.of(raw)))
    assert fast == slow


def test_every_character_of_a_latin_text_is_read_the_same():
    around = ["{}", "a{}b", "1{}2", "{0}{0}", "a's{}", "'{}", "a{}'s"]
    raw = "\n".join(text.format(chr(c)) for c in [*range(0x300), *range(0x2010, 0x2123)] for text in around)
    for line in raw.split("\n"):
        fast, slow = both(lambda line=line: columns(Text.of(line)))
        assert fast == slow


def test_other_texts_are_left_to_python():
    assert READING.tokens("нет", {}, {}, 9) is None
    assert READING.tokens("soft\xadhyphen", {}, {}, 9) is None


@given(WORDS, WORDS)
def test_tokens_get_the_same_numbers_and_places(copy, source):
    def numbers():
        size = len(copy), len(source)
        ours, theirs = (Text("", [0] * n, [0] * n, folds, folds) for n, folds in zip(size, (copy, source), strict=True))
        pair = Pair(ours, theirs, DEFAULT)
        numbering = pair.numbering
        return pair.copy_ids, pair.source_ids, numbering.in_source, numbering.in_copy, list(numbering.numbers)

    fast, slow = both(numbers)
    assert fast == slow
    assert [fast[-1][k] for k in fast[0]] == copy


@given(WORDS, WORDS, st.integers(1, 9))
def test_letter_triples_are_the_same(known, words, least):
    counts = {word: 1 + len(word) % 4 for word in known}
    fast, slow = both(lambda: [unknown_triples(counts, least)(word) for word in words])
    assert fast == slow


def test_a_triple_counts_once_in_each_token_that_has_it():
    """Though a word has it twice: "ana" is in three tokens and in two."""
    counts = {"banana": 3, "cana": 2}
    fast, slow = both(lambda: [unknown_triples(counts, least)("ana") for least in (5, 6)])
    assert fast == slow == [1, 3]


def looked_up(source, copy, run, limit):
    """What is known of the tokens of two texts: numbers, and of either text counts and places."""
    known = Numbering.of(source, copy)
    sides = (source, known.in_source), (copy, known.in_copy)
    found = [Occurrences(known.numbers, where, limit) for _, where in sides]
    every = [known.standing(set(run), where) for _, where in sides]
    said = [(each.counts(), [each.places(fold) for fold in run]) for each in found]
    return known.numbers, known.source_ids, known.copy_ids, every, said


@given(
    st.lists(st.sampled_from("abc"), max_size=200),
    st.lists(st.sampled_from("bcd"), max_size=20),
    st.lists(st.sampled_from("abcde"), min_size=2, max_size=5),
)
def test_numbers_and_places_are_the_same(source, copy, run):
    for limit in (2, 1000):
        fast, slow = both(lambda limit=limit: looked_up(source, copy, run, limit))
        assert fast == slow
        *_, every, said = fast
        for folds, places, (counts, first) in zip((source, copy), every, said, strict=True):
            assert counts == Counter(folds)
            assert places == [at for at, each in enumerate(folds) if each in run]
            assert first == [[at for at in places if folds[at] == fold][:limit] for fold in run]


@pytest.mark.parametrize(
    "call",
    [
        lambda: READING.tokens(b"bytes", {}, {}, 9),
        lambda: READING.tokens("a", [], {}, 9),
        lambda: READING.number(("a",), ["b"]),
        lambda: READING.triples(["a", 1], [1, 1], 1),
        lambda: READING.triples(["a"], [1, 1], 1),
        lambda: READING.triples(["a"], ["a"], 2),
        lambda: READING.unknown(bytearray(8), "a"),
        lambda: READING.unknown(bytearray(200), "a"),
        lambda: READING.postings(array("i", [0, 2]), 2),
        lambda: READING.postings(array("i", [-1]), 2),
        lambda: READING.postings(array("i"), -1),
        lambda: READING.number([[]], []),
    ],
)
def test_what_is_no_text_is_refused(call):
    with pytest.raises((TypeError, ValueError)):
        call()


def test_plain_words_are_remembered_up_to_the_limit_and_others_asked_for():
    forms, folds = {",": ",", "It": "It"}, {",": ",", "It": "it"}
    assert READING.tokens("It is, it", forms, folds, 9)[2:] == (["It", "is", ",", "it"], ["it", "is", ",", "it"])
    assert "is" in forms
    assert "is" in folds
    for words, limit in (("is; it", 9), ("is more", 3)):
        with pytest.raises(KeyError):
            READING.tokens(words, forms, folds, limit)
