"""What is accepted is in the golden text afterwards, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.golden.accept import accept, accept_checked
from restore.golden.compare import Checks, compare
from restore.golden.options import Options, make_checks
from tests.restore.golden.samples import GOLDEN, HARMS, PARAGRAPHS, swapped

EXACT = make_checks([Options(profile="exact")], {})


def all_failing(report):
    return {finding.id for finding in report.failing}


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.name)
def test_accepting_a_harm_makes_the_received_text_faithful(harm):
    report = compare(harm.received, GOLDEN)
    golden = accept_checked(report, all_failing(report), Checks())
    assert golden is not None
    assert compare(harm.received, golden).faithful
    assert "“" in golden, "the golden text keeps its own typography"


def test_only_what_was_accepted_goes_in():
    received = swapped(" not", "").replace("1,200", "1,300") + "\n\nOne more line."
    report = compare(received, GOLDEN)
    one = next(finding for finding in report.failing if finding.golden.text == "1,200")
    assert accept(report, {one.id}) == swapped("1,200", "1,300")


def test_paragraphs_come_and_go_whole():
    report = compare("\n".join([*PARAGRAPHS[:1], "Between.", *PARAGRAPHS[2:]]), GOLDEN)
    assert accept(report, all_failing(report)) == "\n\n".join([PARAGRAPHS[0], "Between.", *PARAGRAPHS[2:]])


def test_a_moved_paragraph_moves():
    moved = "\n\n".join(PARAGRAPHS[k] for k in (0, 2, 1, 3))
    report = compare(moved, GOLDEN)
    assert accept_checked(report, all_failing(report), Checks()) == moved


SENTENCES = [
    "It does not rain.",
    "Mayor Keller left at 7.",
    "“Well,” she said.",
    "A well-known tree fell down here.",
    "Nobody came.",
]
articles = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5)


@settings(deadline=None)
@given(articles, articles)
def test_any_two_articles_can_be_accepted(received, golden):
    text = "\n\n".join(received)
    report = compare(text, "\n\n".join(golden))
    accepted = accept_checked(report, all_failing(report), Checks())
    assert accepted is not None
    assert compare(text, accepted).faithful


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_under_the_exact_profile_accepting_gives_the_received_text(received, golden):
    report = compare(received, golden, EXACT)
    assert accept_checked(report, all_failing(report), EXACT, verbatim=True) == received
