"""Tolerance by kind, budgets, known defects, rules and scrubbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.differences import Code
from restore.errors import UsageError
from restore.golden.compare import Checks, Standing, compare
from restore.golden.kinds import MEANING, TYPOGRAPHY, FindingKind, Severity
from restore.golden.known import Known
from restore.golden.options import Options, call_options, make_checks
from restore.golden.rules import Rules, Scrubbed, dates, scrubber
from restore.golden.tolerance import PROFILES, Tolerance, profile_named
from tests.restore.golden.samples import GOLDEN, HARMS, swapped


def checks(**options):
    return make_checks([Options(**options)], {})


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.name)
@pytest.mark.parametrize("profile", ["exact", "typographic", "words"])
def test_harm_fails_in_every_profile(harm, profile):
    """Only the words profile lets words be split and glued; the default does not."""
    report = compare(harm.received, GOLDEN, checks(profile=profile))
    lenient = profile == "words" and harm.kind in {FindingKind.JOINED, FindingKind.SPLIT}
    assert report.faithful == lenient


@pytest.mark.parametrize(
    ("received", "exact", "typographic", "words"),
    [
        (swapped("’", "'"), False, True, True),
        (swapped("\n\n", "\n") + "\n", False, True, True),
        (swapped("year.\n\nThe", "year. The"), False, True, True),
        (swapped("weeks.", "weeks ."), False, True, True),
        (swapped("not apply", "not ap ply"), False, False, True),
        (swapped("losses, and", "losses and"), False, False, True),
        (swapped("Tuesday", "tuesday"), False, False, False),
    ],
)
def test_profiles(received, exact, typographic, words):
    verdicts = [compare(received, GOLDEN, checks(profile=name)).faithful for name in PROFILES]
    assert verdicts == [exact, typographic, words]


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_the_exact_profile_is_equality(received, golden):
    assert compare(received, golden, checks(profile="exact")).faithful == (received == golden)


def test_a_paragraph_break_is_warned_of_by_default():
    report = compare(swapped("year.\n\nThe", "year. The"), GOLDEN)
    assert report.counts(Standing.WARNED) == {FindingKind.PARAGRAPH: 1}


def test_the_most_exact_name_wins():
    tolerance = Tolerance().with_changes(allow={"wording", "all"}, deny={"delete:wording"}, warn={"insert"})
    assert tolerance.level(FindingKind.WORDING, Code.parse("replace:wording")) is Severity.IGNORE
    assert tolerance.level(FindingKind.WORDING, Code.parse("delete:wording")) is Severity.FAIL
    assert tolerance.level(FindingKind.CASE, Code.parse("insert:case")) is Severity.WARN
    assert tolerance.level(FindingKind.CASE, Code.parse("replace:case")) is Severity.IGNORE


@pytest.mark.parametrize("kind", sorted(MEANING))
@pytest.mark.parametrize("name", ["wording", "replace", "replace:wording", "meaning", "all"])
def test_what_turns_the_meaning_is_only_allowed_by_its_own_name(kind, name):
    code = Code.parse("replace:wording")
    assert Tolerance().with_changes(allow={name}).level(kind, code) is Severity.FAIL
    assert Tolerance().with_changes(allow={kind.value}).level(kind, code) is Severity.IGNORE


@pytest.mark.parametrize("kind", [*sorted(MEANING), "meaning"])
def test_what_turns_the_meaning_has_no_budget(kind):
    with pytest.raises(UsageError, match="have no budget"):
        Tolerance(budget={str(kind): 3})


def test_a_budget_on_wording_does_not_pay_for_a_lost_not():
    report = compare(swapped(" not", ""), GOLDEN, checks(budget={"wording": 9, "delete": 9}))
    assert [finding.kind for finding in report.failing] == [FindingKind.NEGATION]


def test_a_budget_covers_all_or_nothing():
    received = swapped("close", "shut").replace("fear", "dread").replace("many", "some")
    within = compare(received, GOLDEN, checks(budget={"wording": 3}))
    assert within.faithful
    assert within.counts(Standing.BUDGETED) == {FindingKind.WORDING: 3}
    over = compare(received, GOLDEN, checks(budget={"wording": 2}))
    assert len(over.failing) == 3
    assert over.over_budget == {"wording": 3}


@pytest.mark.parametrize("most", [-1, 1.5, True, "2"])
def test_a_budget_is_a_number(most):
    with pytest.raises(UsageError, match="number of differences"):
        Tolerance(budget={"wording": most})


def test_causes_do_not_reach_typography():
    """A denied "punctuation" means marks that changed, not another style of quotes."""
    assert compare(swapped("’", "'"), GOLDEN, checks(deny={"punctuation", "spelling", "spacing"})).faithful
    assert not compare(swapped("’", "'"), GOLDEN, checks(deny={"typography"})).faithful


def test_an_unknown_name_is_a_usage_error_with_the_nearest():
    with pytest.raises(UsageError, match="did you mean 'negation'"):
        Tolerance().with_changes(allow={"negatoin"})


def test_own_profiles_build_on_others():
    own = {"strict": {"like": "words", "quotes": "fail", "typography": "warn"}, "loop": {"like": "loop"}}
    profile = profile_named("strict", own)
    assert profile[FindingKind.QUOTES] is Severity.WARN
    assert all(profile[kind] is Severity.WARN for kind in TYPOGRAPHY)
    with pytest.raises(UsageError, match="no other profile"):
        profile_named("loop", own)
    with pytest.raises(UsageError, match="no such profile"):
        profile_named("other", own)
    with pytest.raises(UsageError, match="give a kind and one of"):
        profile_named("bad", {"bad": {"qoutes": "fail"}})


def test_a_known_defect_is_known_and_a_gone_one_is_unexpectedly_clean():
    received = swapped(" not", "")
    (found,) = compare(received, GOLDEN).failing
    known = [Known.of(found)]
    assert compare(received, GOLDEN, Checks(known=known)).faithful
    clean = compare(GOLDEN, GOLDEN, Checks(known=known))
    assert not clean.faithful
    assert [one.id for one in clean.clean] == [found.id]
    assert compare(GOLDEN, GOLDEN, Checks(known=known, strict_known=False)).faithful


def test_rules():
    rules = Rules(["12 weeks", "does not apply"], ["Read  more"], order=True)
    assert rules.breaches(swapped("12 weeks", "12\u00a0weeks")) == []
    said = [breach.rule for breach in rules.breaches("It does not apply for 12 weeks.")]
    assert said == ["order"]
    said = [(breach.rule, breach.line) for breach in rules.breaches("12 weeks.\nREAD\nRead more")]
    assert said == [("must", None), ("must_not", 3)]


def test_rules_alone_need_no_golden_text():
    report = compare("Nothing.", None, checks(must=["Something"]))
    assert not report.faithful
    assert report.figures is None


def test_a_scrubbed_place_may_differ_but_must_be_there():
    golden = "Posted on 3 May 2024 at noon. It was wet."
    assert compare("Posted on 12 June 2023 at noon. It was wet.", golden, Checks(scrubbers=[dates])).faithful
    assert not compare("Posted on at noon. It was wet.", golden, Checks(scrubbers=[dates])).faithful
    assert not compare("Posted on 12 June 2023 at night. It was wet.", golden, Checks(scrubbers=[dates])).faithful


def test_a_scrubber_may_be_a_pattern():
    one = scrubber("/[0-9]+ comments/")
    assert compare("Hm. 9 comments", "Hm. 12 comments", Checks(scrubbers=[one])).faithful
    assert isinstance(Scrubbed("", "", [one]), Scrubbed)
    for wrong in ("/(/", "datez"):
        with pytest.raises(UsageError):
            scrubber(wrong)


def test_beginning_only_lets_text_go_on():
    golden = "The first paragraph is here.\n\nSo is the second."
    assert compare(golden + "\n\nAnd a third one that nobody wrote down.", golden, Checks(beginning_only=True)).faithful
    assert not compare(golden.replace("first ", ""), golden, Checks(beginning_only=True)).faithful


def test_layers_of_options_add_up_and_the_last_level_holds():
    made = make_checks(
        [Options(profile="words", allow=["case"], must=["one"]), Options(deny=["case"], must=["two"], order=True)], {}
    )
    assert made.tolerance.level(FindingKind.CASE, Code.parse("replace:case")) is Severity.FAIL
    assert (list(made.rules.must), made.rules.order) == (["one", "two"], True)


def test_a_misspelt_option_of_a_call_is_answered():
    with pytest.raises(UsageError, match="did you mean 'budget'"):
        call_options(budgte={})


@pytest.mark.parametrize("table", [{"must": 3}, {"order": "yes"}, {"budget": 2}, {"profil": "words"}, {"deny": [1]}])
def test_options_of_the_wrong_type_are_usage_errors(table):
    with pytest.raises(UsageError, match=r"case\.toml"):
        Options.of(table, "case.toml")
