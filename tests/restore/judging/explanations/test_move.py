"""Blocks that stand elsewhere."""

from restore.differences import Cause
from restore.judging.explanations import RIVALS, editor, move
from tests.restore.judging.pairs import NEUTRAL, numbers_of, only

ONE, TWO = "Ana Ruiz left the old town hall at noon today.", "Nobody else had seen the mayor of Lund since May."
END = "The council will hear all of it again on some other day."
SOURCE, COPY = f"{ONE} {TWO} {END}", f"{TWO} {ONE} {END}"


def test_a_moved_block_was_moved_by_a_program_or_an_editor_and_nothing_else():
    found = only(COPY, SOURCE)
    assert [rival for rival in RIVALS if rival.possible(*found)] == [move, editor]
    assert not move.possible(*only("he told reporters it was so", "he said it was so"))


def test_sentences_and_lines_are_told_from_cuts_inside_them():
    whole = numbers_of(move, *only(COPY, SOURCE))
    assert whole.sentences == 1
    assert whole.size > 0
    assert whole.far > 0


def test_lines_are_seen():
    assert numbers_of(move, *only(f"{TWO}\n{ONE}\n{END}", f"{ONE}\n{TWO}\n{END}")).lines == 1


def test_its_cause_and_words_say_where_the_source_has_it():
    change, reader = only(COPY, SOURCE)
    assert move.cause(change, reader) is Cause.PASSAGE
    at = SOURCE.index(change.their_forms[0])
    assert move.words(change, reader, NEUTRAL) == f"{len(change.ours)} tokens that the source has at offset {at}"
