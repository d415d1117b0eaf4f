"""Characters counted, built and as it is, against what `str` counts of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore import counting
from tests.interpreted import stages
from tests.restore.odd_texts import ANY

EITHER = pytest.mark.parametrize("counting", [counting, stages().counting], ids=["built", "as it is"])


@EITHER
@given(ANY | st.text(" ,.’–a"), st.sampled_from([",.", "’", "", "“”\"',.", "-‐‑–—", " ", "\U00020000中"]))
def test_characters_are_counted_and_those_behind_a_space_apart(counting, text, characters):
    wanted = [text.count(c) for c in characters], [text.count(f" {c}") for c in characters]
    if " " in characters:  # of three in a row two are behind one, of which `str` counts one
        wanted[1][characters.index(" ")] = sum(text[k : k + 2] == "  " for k in range(len(text)))
    assert counting.count(text, characters) == wanted


def test_what_is_no_text_is_refused():
    for text, characters in ((b"bytes", ","), (",", 9)):
        with pytest.raises(TypeError):
            counting.count(text, characters)
