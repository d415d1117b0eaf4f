"""What a change truly was, by what its repair does."""

import pytest

from restore import align
from restore.bench.families import Family, Sample
from restore.bench.labels import labels
from restore.bench.truth import Edit, between, of_gold
from restore.damage import GoldDifference
from restore.differences import Cause, Code, Op, Span
from restore.judging import blank
from restore.judging.profile import OUTCOMES
from restore.judging.weighing import Weighing
from restore.spacing import gaps
from restore.text import Text

SOURCE = "Emanuel spoke. The order lacked any detail about the funds. Aides left early, and so did he."


def told(copy, source=SOURCE, *edits, family=Family.HOUSE, gold=(), blanks=False):
    """What each change was, as words."""
    alignment = align(copy, source=source)
    found = [blank(alignment, gap.copy, gap.source) for gap in gaps(alignment)] if blanks else []
    weighing = Weighing(alignment, found)
    sample = Sample("one", family, copy, source, (), tuple(edits), tuple(gold))
    return [OUTCOMES[k] for k in labels(weighing, alignment.copy, alignment.source, sample)]


def edit(copy, word, instead, cause):
    """Damage of one word that stands in a copy once, or last."""
    folds = Text.of(copy).folds
    at = len(folds) - 1 - folds[::-1].index(word.casefold())
    return Edit(at, at + 1, tuple(instead.split()), cause)


@pytest.mark.parametrize(
    ("word", "over", "cause", "outcome"),
    [
        ("Emanuel", "detail", Cause.ENTITY, "intruder"),
        ("dctail", "detail", Cause.SPELLING, "misreading"),
        ("funds", "detail", Cause.WORDING, "misreading"),
    ],
)
def test_damage_is_named_by_what_made_it(word, over, cause, outcome):
    copy = SOURCE.replace(over, word)
    truth = Edit(7, 8, (over,), cause)
    assert told(copy, SOURCE, truth) == [outcome]


def test_what_nothing_damaged_somebody_meant():
    assert told(SOURCE.replace("left", "departed")) == ["editor"]


@pytest.mark.parametrize(
    ("word", "family", "outcome"),
    [
        ("funnds", Family.REWRITTEN, "misreading"),
        ("funnds", Family.REVISED, "editor"),  # who edits such texts is read by others
        ("fund", Family.REWRITTEN, "editor"),
    ],
)
def test_who_writes_a_line_in_other_words_mistypes_too(word, family, outcome):
    assert told(SOURCE.replace("funds", word), family=family) == [outcome]


def test_form_is_a_program_s_where_it_was_damaged_and_a_house_s_where_not():
    copy = SOURCE.replace("early,", "early")
    lost = Edit(15, 15, (",",), Cause.PUNCTUATION)
    assert told(copy, SOURCE, lost) == ["tokeniser"]
    assert told(copy) == ["style"]


def test_words_that_came_twice_are_a_repetition():
    copy = SOURCE.replace("the funds", "the funds the funds")
    assert told(copy, SOURCE, Edit(11, 13, (), Cause.DUPLICATE)) == ["repetition"]


def test_a_repair_that_gives_other_words_than_stood_there_is_miscut():
    copy = SOURCE.replace("detail", "Emanuel")
    assert told(copy, SOURCE, edit(copy, "Emanuel", "figure", Cause.ENTITY)) == ["miscut"]


def test_a_moved_block_is_a_program_s_if_it_was_moved_so():
    one, two = "Ana Ruiz left the old town hall at noon today.", "Nobody else had seen the mayor of Lund since May."
    end = "The council will hear all of it again on some other day."
    copy, source = f"{two} {one} {end}", f"{one} {two} {end}"
    gold = GoldDifference(
        "m",
        Code(Op.MOVE, Cause.PASSAGE),
        Span(0, len(two), two),
        Span(len(one) + 1, len(one) + 1 + len(two), two),
        damage=True,
    )
    assert told(copy, source, gold=[gold]) == ["move"]
    assert told(copy, source) == ["editor"]
    assert list(of_gold(Text.of(copy), Text.of(source), [gold])) == [], "a moved block is no edit"


@pytest.mark.parametrize(
    ("family", "outcome"), [(Family.TOKENISER, "tokeniser"), (Family.REVISED, "style"), (Family.EDITION, "style")]
)
def test_a_line_that_ends_elsewhere_is_a_program_s_but_in_texts_that_somebody_edited(family, outcome):
    copy = SOURCE.replace("spoke. ", "spoke.\n")
    assert told(copy, SOURCE, family=family, blanks=True) == [outcome]
    copy = SOURCE.replace("early,", "early ,")
    assert told(copy, SOURCE, family=family, blanks=True) == ["tokeniser"], "a blank in a line is nobody's meaning"


def test_what_cannot_be_is_never_told():
    copy = SOURCE.replace("detail", "1912")
    assert told(copy, SOURCE.replace("detail", "1913"), edit(copy, "1912", "1913", Cause.SPELLING)) == ["editor"]


def test_a_line_that_was_read_twice_is_a_repetition_whatever_it_was_misread_as():
    line = "the order lacked any detail about the funds that the mayor had spent"
    source = f"Emanuel spoke at noon, and\n{line}\nin the year before. Aides left early."
    copy = source.replace(line, f"{line}\n{line.replace('detail', 'dctail')}")
    edits = tuple(between(Text.of(copy).forms, Text.of(source).forms, Cause.SPELLING))
    assert told(copy, source, *edits, family=Family.MISREAD) == ["repetition"]
