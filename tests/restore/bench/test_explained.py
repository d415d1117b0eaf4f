from dataclasses import replace

import pytest

from restore.bench.documents import BenchPair, PairKind
from restore.bench.explained import Explained, ExplainedTally, tally_of, truth
from restore.damage import Damaged, GoldDifference
from restore.damage.measures import Proportion
from restore.differences import Code, Decision, Difference, Explanation, Span
from restore.differences import Share as Rival
from restore.restoration import restore


def gold(code, *, damage):
    return GoldDifference("g", Code.parse(code), Span(0, 1, "a"), Span(0, 1, "b"), damage=damage)


def explained(document, found):
    """The tally of a pair of which these differences were found."""
    damaged = document.damaged
    restoration = replace(restore(damaged.copy, source=damaged.source), differences=tuple(found))
    return dict(tally_of(document, restoration).items())


def difference(copy, source, ours, theirs, code, explanation, decision):
    one, other = copy.index(ours), source.index(theirs)
    spans = Span(one, one + len(ours), ours), Span(other, other + len(theirs), theirs)
    return Difference(
        "d", Code.parse(code), *spans, theirs, 0.97, "", decision=decision, explanations=(Rival(explanation, 0.9),)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "damage", "misread", "expected"),
    [
        ("replace:entity", True, False, Explanation.INTRUDER),
        ("insert:duplicate", True, False, Explanation.REPETITION),
        ("replace:spelling", True, False, Explanation.MISREADING),
        ("replace:punctuation", True, True, Explanation.MISREADING),
        ("replace:punctuation", True, False, Explanation.TOKENISER),
        ("delete:heading", True, False, Explanation.TOKENISER),
        ("move:passage", True, False, Explanation.MOVE),
        ("replace:case", False, False, Explanation.STYLE),
        ("replace:wording", False, True, Explanation.EDITOR),
    ],
)
def test_what_is_true_of_a_difference_follows_from_its_cause_and_whether_it_is_damage(code, damage, misread, expected):
    assert truth(gold(code, damage=damage), misread=misread) is expected


def test_damage_counts_as_repaired_and_an_editors_word_as_undone_where_they_are_applied(document):
    copy, source = document.damaged.copy, document.damaged.source
    found = [
        difference(
            copy, source, "Emanuel about", "detail about", "replace:entity", Explanation.INTRUDER, Decision.APPLY
        ),
        difference(copy, source, "departed", "left", "replace:entity", Explanation.INTRUDER, Decision.APPLY),
    ]
    tally = explained(document, found)
    assert tally[Explanation.INTRUDER] == Explained(named=Proportion(1, 1), repaired=Proportion(1, 1))
    assert tally[Explanation.EDITOR] == Explained(named=Proportion(0, 1), undone=Proportion(1, 1))
    assert tally[Explanation.MOVE] == Explained()


def test_damage_that_is_not_found_is_not_repaired_and_nothing_is_named(document):
    assert explained(document, [])[Explanation.INTRUDER] == Explained(repaired=Proportion(0, 1))


def test_a_repair_that_is_left_to_a_person_is_none(document):
    copy, source = document.damaged.copy, document.damaged.source
    kept = difference(
        copy, source, "Emanuel about", "detail about", "replace:wording", Explanation.EDITOR, Decision.REVIEW
    )
    assert explained(document, [kept])[Explanation.INTRUDER] == Explained(Proportion(0, 1), Proportion(0, 1))


def test_a_moved_block_is_named_and_never_repaired():
    copy, source = "One two three. Four five six.", "Four five six. One two three."
    truth = GoldDifference(
        "g", Code.parse("move:passage"), Span(0, 14, copy[:14]), Span(15, 29, source[15:]), damage=True
    )
    move = replace(
        difference(copy, source, copy[:14], source[15:], "move:passage", Explanation.MOVE, Decision.REVIEW), target=0
    )
    tally = explained(BenchPair("m", PairKind.PAIR, "moved", Damaged(copy, source, (truth,))), [move])
    assert tally[Explanation.MOVE] == Explained(named=Proportion(1, 1))


def test_of_a_text_that_was_edited_form_is_style_words_are_the_editors_and_lines_are_nobodys():
    copy, source = "Headline\n\nThe Mayor left.", "Topline\n\nThe mayor went."
    found = [
        difference(copy, source, "Headline", "Topline", "replace:heading", Explanation.TOKENISER, Decision.REVIEW),
        difference(copy, source, "Mayor", "mayor", "replace:case", Explanation.STYLE, Decision.KEEP),
        difference(copy, source, "left", "went", "replace:wording", Explanation.EDITOR, Decision.APPLY),
    ]
    tally = explained(BenchPair("r", PairKind.REVISED, "style", Damaged(copy, source, ())), found)
    assert tally[Explanation.STYLE] == Explained(named=Proportion(1, 1), undone=Proportion(0, 1))
    assert tally[Explanation.EDITOR] == Explained(named=Proportion(1, 1), undone=Proportion(1, 2))


def test_of_a_misread_page_no_single_difference_is_known():
    page = BenchPair("p", PairKind.MISREAD, "misread", Damaged("Onc.", "One.", ()))
    assert tally_of(page, restore("Onc.", source="One.")) == ExplainedTally()


def test_tallies_add_up():
    one = ExplainedTally.of([(Explanation.STYLE, Explained(named=Proportion(1, 2)))])
    assert dict((one + one).items())[Explanation.STYLE] == Explained(named=Proportion(2, 4))
