"""What was judged becomes differences in characters, in the copy's order."""

from restore.judging import judged
from restore.placing import differences_of
from restore.restoration import align, find_differences

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
