"""What is accepted is in the golden text afterwards, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.golden.accept import accept
from restore.golden.compare import Checks, compare
from restore.golden.kinds import FindingKind
from restore.golden.layout import lay_out
from restore.golden.options import Options, make_checks
from restore.golden.weave import is_torn
from tests.restore.golden.samples import GOLDEN, HARMS, PARAGRAPHS, swapped

ROOT = Path(__file__).parents[3]
EXACT = make_checks([Options(profile="exact")], {})


def all_failing(report):
    return {finding.id for finding in report.failing}


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.name)
def test_accepting_a_harm_makes_the_received_text_faithful(harm):
    report = compare(harm.received, GOLDEN)
    golden = accept(report, all_failing(report), Checks())
    assert golden is not None
    assert compare(harm.received, golden).faithful
    assert "“" in golden, "the golden text keeps its own typography"


def test_only_what_was_accepted_goes_in():
    received = swapped(" not", "").replace("1,200", "1,300") + "\n\nOne more line."
    report = compare(received, GOLDEN)
    one = next(finding for finding in report.failing if finding.golden.text == "1,200")
    assert accept(report, {one.id}, Checks()) == swapped("1,200", "1,300")


def test_paragraphs_come_and_go_whole():
    report = compare("\n".join([*PARAGRAPHS[:1], "Between.", *PARAGRAPHS[2:]]), GOLDEN)
    assert accept(report, all_failing(report), Checks()) == "\n\n".join([PARAGRAPHS[0], "Between.", *PARAGRAPHS[2:]])


def test_a_moved_paragraph_moves():
    moved = "\n\n".join(PARAGRAPHS[k] for k in (0, 2, 1, 3))
    report = compare(moved, GOLDEN)
    assert accept(report, all_failing(report), Checks()) == moved


ARTICLES = {
    name: lay_out((ROOT / f"fixtures/articles/{name}.txt").read_text(encoding="utf-8")).split("\n\n")
    for name in ("en-storm", "en-bees", "en-harbour", "de-bibliothek", "ru-most", "zh-chalou")
}
OTHER = lay_out((ROOT / "fixtures/articles/en-court.txt").read_text(encoding="utf-8")).split("\n\n")


@st.composite
def changed(draw):
    """An article, and what an extractor made of its paragraphs: two swapped, or one in place of which others stand."""
    paragraphs = ARTICLES[draw(st.sampled_from(sorted(ARTICLES)))]
    places = st.integers(0, len(paragraphs) - 1)
    made = list(paragraphs)
    if draw(st.booleans()):
        one, other = draw(places), draw(places)
        made[one], made[other] = made[other], made[one]
    else:
        at, first = draw(places), draw(st.integers(0, len(OTHER) - 2))
        made[at : at + 1] = OTHER[first : first + draw(st.integers(0, 2))]
    return paragraphs, made


@settings(max_examples=60)
@given(changed(), st.sampled_from(["\n\n", "\n", "\r\n", " \n"]))
def test_when_all_that_fails_is_accepted_the_golden_text_is_what_was_received(texts, separator):
    paragraphs, made = texts
    report = compare(separator.join(made), "\n\n".join(paragraphs))
    accepted = accept(report, all_failing(report), Checks())
    assert accepted == lay_out(separator.join(made))


@settings(max_examples=30)
@given(changed(), st.randoms(use_true_random=False))
def test_some_of_it_glues_no_words_and_leaves_no_mark_alone(texts, random):
    paragraphs, made = texts
    golden, received = "\n\n".join(paragraphs), "\n".join(made)
    report = compare(received, golden)
    ids = {name for name in all_failing(report) if random.random() < 0.5}
    accepted = accept(report, ids, Checks())
    if accepted is not None:
        assert len(compare(received, accepted).failing) <= len(report.failing) - len(ids)
        assert not is_torn(accepted, golden, received)


def test_typography_is_kept_where_the_words_are_and_nowhere_else():
    """Golden quotes stay in an old paragraph with a change in it, and do not come into one that is new."""
    golden = "“Well,” she said, “that is it.”\n\n“One of them,” he said, “goes home tonight.”"
    received = '"Well," she said, "this is it."\n\n"None but a fool," they wrote, "comes here again."'
    report = compare(received, golden)
    wanted = '“Well,” she said, “this is it.”\n\n"None but a fool," they wrote, "comes here again."'
    assert accept(report, all_failing(report), Checks()) == wanted


def test_breaks_that_the_golden_text_has_stay_as_they_are():
    golden = "A poem:\n\nThe rain came down,\nthe wind went up.\n\nThat was the end of it all."
    received = golden.replace("the wind", "the moon").replace("\n", "\r\n") + "\r\nNew."
    report = compare(received, golden)
    wanted = golden.replace("the wind", "the moon") + "\n\nNew."
    assert accept(report, all_failing(report), Checks()) == wanted


def test_what_does_not_count_stays_as_it_is():
    golden = "Posted on 3 May 2024.\n\nThe council voted on Tuesday to close the bridge."
    received = golden.replace("3 May 2024", "4 June 2025").replace("Tuesday", "Monday") + "\n\nAll that comes after it."
    checks = make_checks([Options(scrub=["dates"], beginning_only=True)], {})
    report = compare(received, golden, checks)
    assert accept(report, all_failing(report), checks) == golden.replace("Tuesday", "Monday")


def test_a_caption_that_is_tolerated_does_not_entangle_what_is_accepted():
    html = "<figure><figcaption>A wet street in town</figcaption></figure>"
    checks = make_checks([Options(allow={"caption"})], {})
    received = swapped("1,200", "1,300") + "\n\nA wet street in town"
    report = compare(received, GOLDEN, checks, html=html)
    assert accept(report, all_failing(report), checks, html=html) == swapped("1,200", "1,300")


def test_of_two_moved_passages_one_alone_is_not_taken_in():
    order = [*range(2), 6, *range(2, 6), 11, *range(7, 11), 12]
    paragraphs = ARTICLES["en-storm"]
    report = compare("\n\n".join(paragraphs[k] for k in order), "\n\n".join(paragraphs))
    moves = [finding.id for finding in report.failing if finding.kind is FindingKind.BLOCK_MOVED]
    assert len(moves) == 2
    assert accept(report, moves[:1], Checks()) is None


def test_what_a_person_wrote_stands_in_place_of_both():
    received = swapped("1,200", "1,208").replace(" not", "")
    report = compare(received, GOLDEN)
    number = next(finding.id for finding in report.failing if finding.golden.text == "1,200")
    assert accept(report, [], Checks(), written={number: "1,204"}) == swapped("1,200", "1,204")
    lost = next(finding.id for finding in report.failing if finding.golden.text == "not")
    assert accept(report, [number], Checks(), written={lost: "never"}) == swapped("1,200", "1,208").replace(
        "does not", "does never"
    )


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
    accepted = accept(report, all_failing(report), Checks())
    assert accepted is not None
    assert compare(text, accepted).faithful


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_under_the_exact_profile_accepting_gives_the_received_text(received, golden):
    report = compare(received, golden, EXACT)
    assert accept(report, all_failing(report), EXACT, verbatim=True) == received
