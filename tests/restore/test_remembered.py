"""What was found out of a word, remembered."""

from restore import remembered
from restore.language import meaning, word_class
from restore.language.meaning import changes_meaning


def test_what_is_kept_is_given_back_and_found_again():
    table = {}
    assert remembered.kept(table, "not", 1) == table["not"] == 1


def test_a_full_table_begins_anew():
    table = {number: number for number in range(remembered.REMEMBERED)}
    assert remembered.kept(table, "not", 1) == 1
    assert table == {"not": 1}


def test_a_batch_of_ever_new_words_does_not_grow():
    for number in range(remembered.REMEMBERED + 10):
        word_class.word_class(f"word{number}")
        changes_meaning([f"word{number}"], ["not"])
    for table in (word_class._CLASSES, meaning._TELLING, meaning._KNOWN):
        assert 0 < len(table) <= remembered.REMEMBERED
