"""English words by their class, and what is English at all."""

import json
from pathlib import Path

import pytest

from restore.language.word_class import CLASSES, WordClass, is_english, is_listed, word_class
from restore.stored import WORDS
from restore.text import Text
from tests.english_words import MISSPELT, stored, words_of


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("voters", WordClass.NOUN),
        ("spoke", WordClass.VERB),
        ("recent", WordClass.MODIFIER),
        ("quickly", WordClass.MODIFIER),
        ("four", WordClass.NUMBER),
        ("3.5", WordClass.NUMBER),
        ("since", WordClass.FUNCTION),
        ("n't", WordClass.FUNCTION),
        (",", WordClass.FUNCTION),
        ("zorbified", WordClass.VERB),
        ("zorbs", WordClass.NOUN),
    ],
)
def test_a_word_has_its_class(word, known):
    assert word_class(word) is known


@pytest.mark.parametrize("word", ["government", "betwen", "wth", "dont", "bc"])
def test_the_list_has_no_misspellings_though_the_lexicon_has(word):
    assert is_listed(word) is (word not in MISSPELT)
    assert bool(words_of(f"{word} NN")) is is_listed(word)


def test_words_with_hyphens_are_known_by_their_parts():
    assert is_listed("well-known")
    assert not is_listed("weil-knovvn")


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The mayor of the city said that he would go to the council and ask for it.", True),
        ("Der Bürgermeister der Stadt sagte, dass er in den Rat gehen und darum bitten werde.", False),
        ("市长说他会去议会。", False),
        ("", False),
    ],
)
def test_english_is_told_by_its_small_words(text, english):
    assert is_english(Text.of(text).folds.count, len(Text.of(text))) is english


def test_every_stored_word_is_found_once_and_by_all_of_it():
    among = json.loads(Path(WORDS).read_bytes())["words"]
    listed = [each.split(":") for together in among.values() for each in together.split()]
    assert len(listed) == len({word for word, _ in listed}) > 40_000
    assert all(word_class(word) is CLASSES[letter] for word, letter in listed)
    assert not any(is_listed(f"{word}:{letter}") or is_listed(f"{word}zq") for word, letter in listed)


def test_words_are_stored_by_how_they_begin():
    words = {"abandon": WordClass.VERB, "abandoned": WordClass.VERB, "of": WordClass.FUNCTION}
    assert stored(words) == {"aban": " abandon:v abandoned:v", "of": " of:f"}


def test_only_plain_lower_case_words_are_taken_from_the_lexicon():
    assert words_of("; a comment\nParis NNP\n#win NN\nbig JJ\nof IN\nten CD\nrun|walk VB\nsay VB VBP\n") == {
        "say": WordClass.VERB,
        "big": WordClass.MODIFIER,
        "ten": WordClass.NUMBER,
        "of": WordClass.FUNCTION,
    }
