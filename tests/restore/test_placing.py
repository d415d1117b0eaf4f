"""What was judged becomes differences in characters, in the copy's order."""

import pytest

from restore.differences import Selector
from restore.judging import judged
from restore.placing import differences_of
from restore.repair import Policy
from restore.restoration import align, find_differences, restore

SOURCE = "The order lacked any detail about the funds. The mayor left town at noon."


def test_differences_say_where_in_characters_and_what_would_stand_there():
    copy = SOURCE.replace("detail", "dctail").replace(" at noon", "")
    alignment = align(copy, source=SOURCE)
    one, other = differences_of(alignment, judged(alignment))
    assert (one.copy.text, one.source.text, one.replacement) == ("dctail", "detail", "detail")
    assert copy[one.copy.start : one.copy.end] == "dctail"
    assert (other.copy.text, other.source.text, other.replacement) == ("", "at noon", " at noon")


def test_they_are_those_of_the_alignment():
    alignment = align(SOURCE.replace("any", "an"), source=SOURCE)
    assert differences_of(alignment, judged(alignment)) == find_differences(alignment)
    assert differences_of(align(SOURCE, source=SOURCE), []) == []


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        ("He came to Burford, on Wednesday. The mayor left.", "He came to Burford on Wednesday. The mayor left."),
        ("He came to Burford, on Wednesday.\nThe mayor left.", "He came to Burford, on Wednesday\nThe mayor left."),
        ("He came to Burford (on Wednesday), and left town.", "He came to Burford (on Wednesday and left town."),
        ("He said to them, “Come in at once,” and left town.", "He said to them, Come in at once,” and left town."),
        ("Er fragte: »Kommt der Bürgermeister?« Dann ging er.", "Er fragte: »Kommt der Bürgermeister Dann ging er."),
    ],
)
def test_marks_that_were_lost_stand_on_the_side_of_the_white_space_where_the_source_has_them(source, copy):
    assert restore(copy, source=source, policy=Policy(threshold=0.0)).text == source


def test_marks_that_a_spaced_copy_lost_stand_between_spaces_as_its_others_do():
    source = "He came to Burford, on Wednesday, and left. The mayor, a lawyer, stayed."
    copy = "He came to Burford on Wednesday , and left . The mayor , a lawyer , stayed ."
    restored = restore(copy, source=source, policy=Policy(threshold=0.0)).text
    assert restored == copy.replace("Burford", "Burford ,")


def test_words_misread_together_with_the_white_space_before_them_get_it_back():
    source = "He saw Tom Co., licensed by the city."
    assert restore(source.replace(" lic", "lio"), source=source, policy=Policy(threshold=0.0)).text == source


def test_words_put_right_beside_a_mark_of_the_copy_alone_get_no_white_space():
    source = "He saw that the funds were administered by the city."
    copy = source.replace("administered by", "“admimstered by”")
    policy = Policy(threshold=0.0, ignore=Selector.parse("punctuation"))
    assert restore(copy, source=source, policy=policy).text == copy.replace("mims", "minis")
