from dataclasses import replace

import pytest

from restore.bench.families import Family, Sample
from restore.bench.outcomes import FamilyOutcome, outcome_from, outcomes
from restore.bench.truth import Writing, written_over
from restore.damage.measures import Counts, Proportion
from restore.differences import Cause, Code, Decision, Op, Span
from restore.find.work import Workers
from restore.repair import apply_plan, make_plan
from restore.restoration import restore
from restore.text import Text
from tests.fixture_pairs import gold_of

SOURCE = "Ana Ruiz spoke first. The council heard what she said about the harbour. Nobody left early."
CLEAN = SOURCE.replace("left early", "departed early")
COPY = CLEAN.replace("she", "Ana Ruiz")


def last(text, words):
    """Where words stand for the last time."""
    start = text.rindex(words)
    return start, start + len(words)


def sample(family, source, clean):
    writings = [Writing(last(COPY, "Ana Ruiz"), last(clean, "she"))]
    told = written_over(Text.of(COPY), Text.of(clean), Text.of(source), writings)
    ideal = tuple(Text.of(clean).folds)
    return Sample("one", family, COPY, source, ideal, told.edits, told.gold, complete=clean == source)


@pytest.fixture
def edition():
    return sample(Family.EDITION, SOURCE, CLEAN)


@pytest.fixture
def plain():
    return sample(Family.COREFERENCE, CLEAN, CLEAN)


def answered(sample, *differences):
    """The outcome of a restoration that has these differences, and applied those that say so."""
    made = restore(sample.copy, source=sample.source)
    plan = make_plan(sample.copy, differences)
    text = apply_plan(sample.copy, plan)
    return outcome_from(sample, replace(made, text=text, differences=differences, plan=plan))


def applied(difference, confidence=0.96):
    return replace(difference, confidence=confidence, decision=Decision.APPLY)


def test_a_perfect_answer_leaves_nothing(plain):
    outcome = answered(plain, *(applied(gold_of(g)) for g in plain.gold))
    assert outcome.entity == outcome.every == Counts(1, 0, 0)
    assert (outcome.errors.copy, outcome.errors.restored) == (2, 0)
    assert outcome.wrong == Proportion(0, 1)
    assert outcome.entities.error == pytest.approx(0.04)
    assert (outcome.changed, outcome.refused) == (1, 0)
    assert outcome.peers == (Counts(1, 0, 0), Counts(1, 0, 0))


def test_no_answer_leaves_all(plain):
    outcome = answered(plain)
    assert outcome.entity == Counts(0, 0, 1)
    assert outcome.errors.restored == outcome.errors.copy
    assert outcome.wrong == Proportion(0, 0)
    assert outcome.changed == 0


def other(difference, copy, source, word, instead, code=None):
    """A difference elsewhere."""
    spans = (Span(text.index(w), text.index(w) + len(w), w) for text, w in ((copy, word), (source, instead)))
    here, there = spans
    return replace(difference, id="other", code=code or difference.code, copy=here, source=there, replacement=instead)


def test_an_editors_word_undone_is_harm(edition):
    truth = gold_of(edition.gold[0])
    harm = applied(other(truth, COPY, SOURCE, "departed", "left"))
    outcome = answered(edition, harm, applied(truth))
    assert outcome.wrong == Proportion(1, 2)
    assert outcome.called == Proportion(1, len([w for w in Text.of(CLEAN).forms if w.isalpha()]) - 1)
    assert outcome.entity == Counts(1, 1, 0)
    assert outcome.every == Counts(1, 0, 0), "where not all is known, what touches no known damage does not count"
    assert (outcome.errors.copy, outcome.errors.restored, outcome.errors.source) == (2, 1, 1)


def test_damage_that_the_source_cannot_show_is_no_false_alarm():
    copy, clean = (text + f" {who} all cheered." for text, who in ((COPY, "The council"), (CLEAN, "They")))
    source = SOURCE + " Everyone cheered."
    writings = [
        Writing(
            (copy.rindex(there), copy.rindex(there) + len(there)), (clean.rindex(here), clean.rindex(here) + len(here))
        )
        for there, here in (("Ana Ruiz", "she"), ("The council", "They"))
    ]
    told = written_over(Text.of(copy), Text.of(clean), Text.of(source), writings)
    pair = Sample("two", Family.EDITION, copy, source, tuple(Text.of(clean).folds), told.edits, told.gold)
    assert [g.source.text for g in pair.gold] == ["she"]
    truth = gold_of(pair.gold[0])
    start, place = copy.rindex("The council all"), source.rindex("Everyone")
    hidden = replace(
        truth,
        id="hidden",
        copy=Span(start, start + 15, "The council all"),
        source=Span(place, place + 8, "Everyone"),
    )
    outcome = answered(pair, truth, hidden)
    assert outcome.entity == outcome.every == Counts(1, 0, 0)


def test_confidence_is_checked_of_what_is_damage_and_says_other_words(plain):
    truth = gold_of(plain.gold[0])
    wording = other(truth, COPY, CLEAN, "spoke", "heard", Code(Op.REPLACE, Cause.WORDING))
    move = other(truth, COPY, CLEAN, "council", "harbour", Code(Op.MOVE, Cause.PASSAGE))
    spacing = other(truth, COPY, CLEAN, "first", "first", Code(Op.REPLACE, Cause.SPACING))
    outcome = answered(plain, truth, wording, replace(applied(move), target=0), applied(spacing))
    assert sum(outcome.damage.claims) == sum(outcome.entities.claims) == 1
    assert outcome.wrong == Proportion(0, 0)


def test_a_refused_pair_is_left_alone():
    pair = Sample("no", Family.MISREAD, "one two three four five. " * 9, "six seven eight nine ten. " * 9, ("six",))
    made = restore(pair.copy, source=pair.source, force=True)
    outcome = outcome_from(pair, replace(made, text="six", differences=[applied(d) for d in made.differences]))
    assert (outcome.refused, outcome.changed, outcome.wrong.whole) == (1, 0, 0)
    assert outcome.errors.restored == outcome.errors.copy


def test_figures_add_up_whatever_the_number_of_processes(plain, edition):
    both = [plain, replace(plain, id="two")]
    one = outcomes(Family.COREFERENCE, iter(both))
    assert one.texts == 2
    assert one.entity.hits + one.entity.missed == 2
    with Workers(2) as workers:
        assert outcomes(Family.COREFERENCE, iter(both), workers=workers) == one
    assert outcomes(Family.EDITION, []) == FamilyOutcome(Family.EDITION)
    assert outcomes(Family.EDITION, [edition], peers=False).peers == (Counts(), Counts())
