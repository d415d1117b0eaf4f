"""Words that exclude each other turn the sense, however alike they look, on a misread page too."""

import pytest

from restore import restore
from restore.language import changes_meaning, opposites
from restore.language.letters import folded

PAGE = (
    "The comrnittee met on Monday in the old hall and decided, after a long dcbate, that {} was the best of all. "
    "Nobody in the room had expectcd it, and the chair went home early."
)
PAIRS = [
    ("the mother", "the father"),
    ("5 km", "5 cm"),
    ("10 mg", "10 ml"),
    ("the north", "the south"),
    ("an import", "an export"),
    ("the minimum", "the maximum"),
    ("the employer", "the employee"),
    ("internal use", "external use"),
    ("the increase", "the decrease"),
]


@pytest.mark.parametrize(("one", "other"), [*PAIRS, *[pair[::-1] for pair in PAIRS]])
def test_an_opposite_on_a_misread_page_is_somebodys(one, other):
    copy, source = PAGE.format(one), PAGE.format(other)
    source = source.replace("comrnittee", "committee").replace("dcbate", "debate").replace("expectcd", "expected")
    assert restore(copy, source=source).text == source.replace(other, one)


@pytest.mark.parametrize("language", opposites.LANGUAGES)
def test_no_word_is_its_own_opposite(language):
    for group in opposites.LANGUAGES[language].split(";"):
        words = group.split()
        assert len(words) == len(set(words)) > 1
        assert all(opposites.exclude(folded(one), folded(other)) for one in words for other in words if one != other)


def test_a_misread_word_excludes_nothing():
    assert not changes_meaning(["rnother"], ["mother"], misread=True)
    assert not changes_meaning(["mother"], ["smother"], misread=True)
    assert not changes_meaning(["est"], ["ouest"], misread=True)  # French for "is", too
