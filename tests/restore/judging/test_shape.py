"""What the form of a change shows by itself."""

import pytest

from restore import align
from restore.differences import Cause, Op
from restore.judging.shape import changes
from tests.restore.judging.pairs import place_of


def codes(copy, source):
    """(op:shape, copy's words, source's words) of every change."""
    alignment = align(copy, source=source)
    return [
        (
            f"{c.op}:{c.shape}",
            alignment.copy.slice(c.copy_start, c.copy_end),
            alignment.source.slice(c.source_start, c.source_end),
        )
        for c in changes(alignment)
    ]


@pytest.mark.parametrize(
    ("copy", "source", "expected"),
    [
        ("He saw the The man", "He saw the the man", [("replace:case", "The", "the")]),
        ("he said &quot; so", 'he said " so', [("replace:punctuation", "&quot;", '"')]),
        ("it was so here", "it was , so here", [("delete:punctuation", "", ",")]),
        ("it was it was so", "it was so", [("insert:duplicate", "it was", "")]),
        ("the oustody of it", "the custody of it", [("replace:spelling", "oustody", "custody")]),
        ("the cus tody of it", "the custody of it", [("replace:spelling", "cus tody", "custody")]),
        ("they can not go", "they cannot go", [("replace:spacing", "can not", "cannot")]),
        ("the plan of it", "the so-called plan of it", [("delete:hyphen", "", "so-called")]),
        ("a cooperation plan", "a co-operation plan", [("replace:hyphen", "cooperation", "co-operation")]),
        ("he told reporters it", "he said it", [("replace:wording", "told reporters", "said")]),
        (
            "He went. They all met her later. She left.",
            "He went. She left.",
            [("insert:passage", "They all met her later.", "")],
        ),
        (
            "First line.\nRead more here\nHe went home.",
            "First line.\nHe went home.",
            [("insert:heading", "Read more here", "")],
        ),
        ("He went.", "LONDON (AP) — He went.", [("delete:heading", "", "LONDON (AP) —")]),
        ("Berlin (dpa) - He went.", "He went.", [("insert:heading", "Berlin (dpa) -", "")]),
        (
            "He went.",
            "DULUTH, Sept. 14 /NorthWire/ -- He went.",
            [("delete:heading", "", "DULUTH, Sept. 14 /NorthWire/ --")],
        ),
        ("He went.", "In short – He went.", [("delete:wording", "", "In short –")]),
        ("He, a MAN – slept.", "He, slept.", [("insert:wording", "a MAN –", "")]),
        ("First line.\n’m\nHe went home.", "First line.\nHe went home.", [("insert:wording", "’m", "")]),
    ],
)
def test_shapes(copy, source, expected):
    assert codes(copy, source) == expected


def test_equal_texts_have_no_changes():
    assert codes("The same “words” can't differ.", 'The same "words" can’t differ.') == []


def test_a_change_has_both_sides_as_written_and_as_compared_and_its_words_without_marks():
    (change,) = changes(align('He saw "Ana Ruiz" there', source="He saw him there"))
    assert change.our_forms == ('"', "Ana", "Ruiz", '"')
    assert change.ours == ('"', "ana", "ruiz", '"')
    assert change.our_words == ("ana", "ruiz")
    assert change.their_words == change.theirs == change.their_forms == ("him",)
    assert place_of(change) == (2, 6, 2, 3)


def test_form_and_sections_are_told_from_words():
    (mark,) = changes(align("it was so here", source="it was , so here"))
    (word,) = changes(align("he told reporters it", source="he said it"))
    (line,) = changes(align("First line.\nRead more here\nHe went home.", source="First line.\nHe went home."))
    assert [(c.is_form, c.is_section) for c in (mark, word, line)] == [(True, False), (False, False), (False, True)]


def test_only_what_the_aligner_took_for_misread_is_near():
    (near,) = changes(align("the oustody of it", source="the custody of it"))
    (other,) = changes(align("he told reporters it", source="he said it"))
    assert (near.near, other.near) == (True, False)


def test_moves_come_first_and_what_changed_in_their_block_knows_them():
    one, two = ("Ana Ruiz left the old town hall at noon today.", "Nobody else had seen the mayor of Lund since May.")
    end = "The council will hear all of it again on some other day."
    copy = f"{two} {one.replace('hall', 'haII')} {end}"
    found = list(changes(align(copy, source=f"{one} {two} {end}")))
    assert found[0].op is Op.MOVE
    assert found[0].shape is Cause.PASSAGE
    assert all(c.op is not Op.MOVE for c in found[1:])


def test_an_article_written_anew_goes_with_the_mention_behind_it():
    source = "Ana Ruiz is the mayor of Lund. The mayor said that she had seen it. Later the council left the town."
    copy = source.replace("Later the council", "Later The mayor of Lund")
    (change,) = changes(align(copy, source=source))
    assert list(change.our_forms) == ["The", "mayor", "of", "Lund"]
    assert list(change.their_forms) == ["the", "council"]


def test_words_that_both_texts_have_behind_a_repeated_paragraph_are_no_change():
    once = "The drill is here now. Anyone may borrow it for a week."
    found = codes(f"{once} {once}\n\nLibrarian Senn had it.", f"{once}\n\nLibrarian Senn had it.")
    assert [(ours, theirs) for _, ours, theirs in found if ours == theirs] == []
    assert [each[1:] for each in found] == [(once, "")]


def test_a_sentence_that_stands_twice_goes_with_its_full_stop():
    once = "The drill is here now, and anyone may borrow it."
    source = f"{once} Librarian Senn had it for a week."
    (change,) = changes(align(f"{once}\n\n{source}", source=source))
    assert (change.shape, change.our_forms[-1]) == (Cause.DUPLICATE, ".")
