import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.differences import Cause, Selector
from restore.repair import Policy
from restore.restoration import align, restore
from restore.spacing import asks_for_spacing, gaps, written_as_source

SOURCE = "“We can’t,” she said.\n\nThe (other) mayor – of Boston – agreed: “No.”\n"
TOKENISED = "`` We ca n't , '' she said . The -LRB- other -RRB- mayor -- of Boston -- agreed : `` No . ''\n"
WORDS = st.lists(st.sampled_from(["the", "cat", "can't", "sat", ",", ".", "“", "”", "(", "Mat"]), max_size=25)
SPACES = st.sampled_from([" ", "  ", "\n", "\n\n", "\t"])


def test_a_tokenised_text_is_written_as_its_source():
    assert written_as_source(align(TOKENISED, source=SOURCE)) == SOURCE


def test_words_of_its_own_stay():
    text = "`` We ca n't , '' she told reporters . THE -LRB- other -RRB- mayor -- of Boston -- agreed : `` No . ''\n"
    expected = SOURCE.replace("she said", "she told reporters").replace("The", "THE")
    assert written_as_source(align(text, source=SOURCE)) == expected


def test_line_ends_are_those_of_the_text():
    text = TOKENISED.replace("\n", "\r\n")
    assert written_as_source(align(text, source=SOURCE)) == SOURCE.replace("\n", "\r\n")


@given(WORDS, st.data())
def test_only_white_space_between_the_same_words_is_counted_and_repaired(words, data):
    copy, source = ("".join(word + data.draw(SPACES) for word in words).strip() for _ in range(2))
    policy = Policy(select=Selector.parse("spacing"), threshold=0.0)
    restoration = restore(copy, source=source, policy=policy)
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


@pytest.mark.parametrize("select", ["spacing", "replace:spacing", "all,spacing"])
def test_who_asks_for_white_space_by_name_gets_all_of_it(select):
    policy = Policy(select=Selector.parse(select), threshold=0.0)
    copy, source = "The mayor\nleft town , and  nobody saw it.", "The mayor left town, and nobody saw it."
    found = restore(copy, source=source, policy=policy)
    whole = select != "replace:spacing"
    assert len(found.differences) == 3
    assert found.text == (source if whole else source.replace("town,", "town ,"))


def test_who_asks_for_all_gets_no_white_space_but_slips():
    copy, source = "The mayor\nleft town, and  nobody saw it.", "The mayor left town, and nobody saw it."
    found = restore(copy, source=source, policy=Policy(select=Selector.parse("all"), threshold=0.0))
    assert (found.text, found.differences) == (copy, [])


def test_other_differences_are_the_same_with_white_space_and_without():
    copy = SOURCE.replace("mayor", "rnayor").replace("\n\n", " ").replace("other", "othcr")
    ways = Policy(select=Selector.parse("spelling,spacing")), Policy(select=Selector.parse("spelling"))
    ours, theirs = (
        [each for each in restore(copy, source=SOURCE, policy=policy).differences if each.cause is not Cause.SPACING]
        for policy in ways
    )
    assert ours == theirs != []
