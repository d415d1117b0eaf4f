import pytest

from restore import restore
from restore.differences import Cause

SOURCE = "Emanuel spoke. The executive order lacked any detail about what funds would go."


def evidence(copy, source=SOURCE):
    return {d.cause: d.evidence for d in restore(copy, source=source).differences}


def test_an_intruder_is_counted_and_placed():
    (said,) = evidence(SOURCE.replace("detail", "Emanuel")).values()
    assert "2 times in the copy, once in the source, at offset 0" in said
    assert said.endswith("here the source has another word")


@pytest.mark.parametrize(
    ("copy", "cause", "said"),
    [
        (SOURCE.replace("executive", "exccutive"), None, "1 of 9 characters differ"),
        (SOURCE.replace("executive", "EXECUTIVE"), Cause.CASE, "the same letters, other capitals"),
        (SOURCE.replace(" executive", ""), None, "the source has 1 word or mark here that the copy lacks"),
        (
            SOURCE.replace("lacked", "never quite lacked"),
            None,
            "the copy has 2 words or marks here that the source lacks",
        ),
    ],
)
def test_lines_say_what_can_be_checked(copy, cause, said):
    found = evidence(copy)
    assert list(found.values()) == [said]
    assert cause is None or list(found) == [cause]


def test_of_a_glued_mention_no_count_is_told():
    source = "It was good, and Wednesday came to the end of the day. The mayor spoke of Wednesday and of the day."
    assert evidence(source.replace("good,", "goodWednesday"), source) == {
        Cause.ENTITY: "words of the source written onto the rest of another word; here the source has 2 other words"
    }


def test_in_long_texts_nothing_is_counted():
    words = [f"w{k}" for k in range(30_000)]
    source = f"{SOURCE} {' '.join(words)}"
    words[::50] = ["Emanuel"] * 600
    said = evidence(f"{SOURCE} {' '.join(words)}", source).values()
    assert set(said) == {"the source has these words at offset 0; here it has another word"}


def test_an_origin_lies_in_the_source_and_says_the_same():
    copy = SOURCE.replace("detail", "Emanuel")
    (found,) = restore(copy, source=SOURCE).differences
    assert SOURCE[found.origin.start : found.origin.end] == found.copy.text == "Emanuel"
