from restore_tui.folding import Fold, folded
from restore_tui.stream import FacingWords, Words

CHANGED = FacingWords(Words("", "x"), Words("", "y"), 0)


def equal(text, count, lead=""):
    return [FacingWords(Words(lead, text), Words(lead, text))] * count


def test_a_text_without_spaces_is_counted_in_characters():
    kept, *found = folded([CHANGED, *equal("字", 100)], 12, frozenset())
    assert kept is CHANGED
    assert [part.told for part in found if isinstance(part, Fold)] == ["88 equal characters"]


def test_a_text_with_spaces_is_counted_in_words():
    (fold,) = [part for part in folded([CHANGED, *equal("word", 100, " ")], 12, frozenset()) if isinstance(part, Fold)]
    assert fold.told == "88 equal words"


def test_an_opened_fold_and_no_context_hide_nothing():
    units = [CHANGED, *equal("word", 100, " ")]
    assert list(folded(units, 12, frozenset({0}))) == units
    assert list(folded(units, None, frozenset())) == units
