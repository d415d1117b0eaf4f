from hypothesis import given
from hypothesis import strategies as st

from restore.differences import Selector
from restore.repair import Policy
from restore.restoration import align, restore
from restore.spacing import asks_for_spacing, gaps, with_spacing, written_as_source

SOURCE = "“We can’t,” she said.\n\nThe (other) mayor – of Boston – agreed: “No.”\n"
TOKENISED = "`` We ca n't , '' she said . The -LRB- other -RRB- mayor -- of Boston -- agreed : `` No . ''\n"
WORDS = st.lists(st.sampled_from(["the", "cat", "can't", "sat", ",", ".", "“", "”", "(", "Mat"]), max_size=25)
SPACES = st.sampled_from([" ", "  ", "\n", "\n\n", "\t"])


def test_a_tokenised_text_is_written_as_its_source():
    assert written_as_source(TOKENISED, source=SOURCE) == SOURCE


def test_words_of_its_own_stay():
    text = "`` We ca n't , '' she told reporters . THE -LRB- other -RRB- mayor -- of Boston -- agreed : `` No . ''\n"
    expected = SOURCE.replace("she said", "she told reporters").replace("The", "THE")
    assert written_as_source(text, source=SOURCE) == expected


def test_line_ends_are_those_of_the_text():
    text = TOKENISED.replace("\n", "\r\n")
    assert written_as_source(text, source=SOURCE) == SOURCE.replace("\n", "\r\n")


@given(WORDS, st.data())
def test_only_white_space_between_the_same_words_is_counted_and_repaired(words, data):
    copy, source = ("".join(word + data.draw(SPACES) for word in words).strip() for _ in range(2))
    policy = Policy(select=Selector.parse("spacing"), threshold=0.0)
    restoration = with_spacing(restore(copy, source=source, policy=policy))
    assert restoration.text == source
    assert sum(1 for _ in gaps(align(source, source=source))) == 0
    for difference in restoration.differences:
        assert difference.copy.text != difference.source.text
        assert not (difference.copy.text + difference.source.text).strip()
    assert len({difference.id for difference in restoration.differences}) == len(restoration.differences)


def test_white_space_is_only_listed_for_who_asks():
    assert asks_for_spacing(Selector.parse("spacing"))
    assert asks_for_spacing(Selector.parse("entity,replace:spacing"))
    assert not asks_for_spacing(Selector.parse("replace,all"))
    assert not asks_for_spacing(None)
