"""The checks of a run that is over, once more: each under the options of its test."""

import re

import pytest

from restore.golden.again import judged_anew
from restore.golden.categories import Category
from restore.golden.options import GoldenSettings, Options, call_options
from restore.golden.record import CheckRecord, Status
from restore.golden.run import CheckRun
from tests.restore.golden.samples import GOLDEN, swapped


@pytest.fixture
def run(tmp_path):
    folder = tmp_path / "goldens/bbc/strike"
    folder.mkdir(parents=True)
    (folder / "golden.txt").write_text(GOLDEN + "\n", encoding="utf-8")
    return CheckRun(GoldenSettings(root=tmp_path / "goldens"))


def remembered(run, received, **options):
    """The check of a test, as its run leaves it behind."""
    record = run.check(received, run.case("bbc/strike"), call_options(**options), test="t::one").record
    return CheckRecord.parse(record.line())


def accepting(record, run):
    return judged_anew(record, CheckRun(run.settings, frozenset({Category.ACCEPT, Category.TYPOGRAPHY})))


@pytest.mark.parametrize(
    ("received", "options"),
    [
        (swapped("1,200", "1,208"), {"allow": {"number"}}),
        (swapped("1,200", "1,208"), {"warn": "number"}),
        (swapped("cost", "costs"), {"budget": {"wording": 1, "spelling": 1}}),
        (swapped("1,200", "1,208"), {"scrub": [re.compile("[0-9,]+ EUROS", re.IGNORECASE)]}),
        (swapped("losses, and", "losses and"), {"profile": "words"}),
        (GOLDEN + "\n\nOne more line.", {"beginning_only": True}),
    ],
)
def test_a_test_that_passed_by_its_own_options_is_not_asked_for_anything(run, received, options):
    record = remembered(run, received, **options)
    assert record.status is Status.FAITHFUL
    anew = accepting(record, run)
    assert (anew.status, anew.update) == (Status.FAITHFUL, None)


def test_what_breaks_a_rule_of_the_test_is_not_accepted(run):
    anew = accepting(remembered(run, swapped("1,200", "1,208"), must=["1,200"]), run)
    assert (anew.status, anew.update) == (Status.UNFAITHFUL, None)
    assert "not accepted: what breaks a rule is not accepted; change the rule, or what breaks it" in anew.problems


def test_a_golden_text_that_was_written_anew_since_its_test_passed_stays(run):
    record = remembered(run, GOLDEN)
    (run.case("bbc/strike").folder / "golden.txt").write_text(swapped("1,200", "1,208"), encoding="utf-8")
    anew = accepting(record, run)
    assert (anew.status, anew.update) == (Status.UNFAITHFUL, None)


def test_the_typography_of_a_test_that_passed_may_be_taken_over(run):
    anew = accepting(remembered(run, swapped("’", "'")), run)
    assert anew.update.golden == swapped("’", "'")


def test_what_failed_is_accepted_under_the_options_of_its_test(run):
    received = swapped("1,200", "1,208").replace("Tuesday", "Monday")
    anew = accepting(remembered(run, received, allow={"number"}), run)
    assert anew.update.golden == swapped("Tuesday", "Monday")


def test_the_profile_that_a_run_was_given_holds(run):
    words = CheckRun(GoldenSettings(root=run.settings.root, options=Options(profile="words")))
    record = remembered(words, swapped("losses, and", "losses and"))
    assert accepting(record, run).status is Status.FAITHFUL


def test_a_golden_folder_that_cannot_be_read_any_more_is_told_and_costs_no_other(run):
    record = remembered(run, swapped("1,200", "1,208"))
    (run.case("bbc/strike").folder / "case.toml").write_text("= =", encoding="utf-8")
    anew = accepting(record, run)
    assert anew.status is Status.UNCHECKED
    assert anew.problems[0].startswith("cannot be checked: ")


FLAGS = re.IGNORECASE | re.MULTILINE


@pytest.mark.parametrize("what", ["dates", "/[0-9]+ views/", re.compile("a", FLAGS), re.compile("(?s)a.b")])
def test_a_scrubber_is_kept_as_words_that_make_it_again(what):
    from restore.golden.rules import scrubber

    one = scrubber(what)
    again = scrubber(one.spelled)
    assert (again.pattern.flags, again.spelled) == (one.pattern.flags, one.spelled)
    assert Options(scrub=[what]).plain() == Options(scrub=[one]).plain()
