"""An editor's work, which whatever differs may be."""

import pytest

from restore.differences import Cause
from restore.judging.explanations import editor
from restore.judging.profile import Shares
from tests.restore.judging.pairs import NEUTRAL, SOURCE, numbers_of, only, profiled, seen_of, sure


def test_words_that_only_one_text_has_are_seen():
    has = numbers_of(editor, *only("he told reporters it was so", "he said it was so"))
    assert (has.novel, has.dropped) == (1, 1)
    has = numbers_of(editor, *only(SOURCE.replace("detail", "Emanuel")))
    assert (has.novel, has.dropped) == (0, 1)


def test_a_pronoun_for_a_pronoun_is_seen():
    assert numbers_of(editor, *only("He said that she came", "He said that it came")).pronoun_for_pronoun == 1
    assert numbers_of(editor, *only("He said that Ana came", "He said that it came")).pronoun_for_pronoun == 0


def test_the_same_change_throughout_is_an_editor_s():
    source = "The firm spoke. Then the firm left. Later the firm came to all of it."
    weighing, profile = profiled(source.replace("firm", "company"), source, sure("editor"))
    assert seen_of(editor, weighing.changes[0], weighing.reader, profile, sure("editor")).throughout == 1.0
    assert seen_of(editor, weighing.changes[0], weighing.reader, NEUTRAL, Shares()).throughout == 0


def test_a_change_here_and_there_is_not_throughout():
    source = " ".join(["He came from the hill."] * 9)
    copy = source.replace("from", "frorn", 2)
    weighing, profile = profiled(copy, source, sure("misreading"))
    assert seen_of(editor, weighing.changes[0], weighing.reader, profile, sure("misreading")).throughout == 1 / 8


@pytest.mark.parametrize(
    ("copy", "source", "cause"),
    [
        ("the oustody of it", "the custody of it", Cause.SPELLING),  # whoever wrote it, it is no word
        ("the customs of it", "the custody of it", Cause.WORDING),
        ("it was it was so", "it was so", Cause.WORDING),
        ("he told reporters it was so", "he said it was so", Cause.WORDING),
        ("it was so here", "it was , so here", Cause.PUNCTUATION),
        ("He went. They all met her later. She left.", "He went. She left.", Cause.PASSAGE),
    ],
)
def test_its_cause_is_other_words_unless_form_or_length_shows_it(copy, source, cause):
    assert editor.cause(*only(copy, source)) is cause


@pytest.mark.parametrize(
    ("copy", "said"),
    [
        (SOURCE.replace(" executive", ""), "the source has 1 word or mark here that the copy lacks"),
        (SOURCE.replace("lacked", "never quite lacked"), "the copy has 2 words or marks here that the source lacks"),
        (
            SOURCE.replace("lacked", "never had"),
            "2 words or marks in the copy, 1 word or mark in the source, alike in the words around",
        ),
    ],
)
def test_its_words_say_what_can_be_checked(copy, said):
    change, reader = only(copy)
    assert editor.words(change, reader, NEUTRAL) == said
