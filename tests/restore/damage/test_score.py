"""The scorer: what counts as the same edit, and what each measure counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.damage import Damaged, GoldDifference, make_damage
from restore.damage.measures import Counts, Proportion, Reliability, Score
from restore.damage.score import repairs, score
from restore.differences import Code, Difference, Span
from tests.fixture_pairs import gold_of

SEEDS = Path(__file__).parents[3] / "seeds"
SOURCE = "The President reiterated his desire to meet them , and he said so again ."
COPY = "President Donald Trump reiterated his President Donald Trump to meet them , and he told reporters so again ."


def span(text: str, words: str, occurrence: int = 0) -> Span:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words), words)


def gap(text: str, before: str) -> Span:
    start = text.index(before)
    return Span(start, start, "")


def gold(code: str, copy: Span, source: Span, *, damage: bool = True) -> GoldDifference:
    return GoldDifference(f"g{copy.start}", Code.parse(code), copy, source, damage)


def found(code: str, copy: Span, source: Span, confidence: float = 0.9) -> Difference:
    return Difference("d", Code.parse(code), copy, source, source.text, confidence, "because")


PAIR = Damaged(
    COPY,
    SOURCE,
    (
        gold("replace:entity", span(COPY, "President Donald Trump"), span(SOURCE, "The President")),
        gold("replace:entity", span(COPY, "President Donald Trump", 1), span(SOURCE, "desire")),
        gold("replace:wording", span(COPY, "told reporters"), span(SOURCE, "said"), damage=False),
    ),
)
PERFECT = [gold_of(g) for g in PAIR.gold]


def repaired(pair: Damaged, predicted: list[Difference]) -> Counts:
    return repairs(pair, predicted, thresholds=[0.95])[0]


def test_the_gold_itself_is_right_in_every_way() -> None:
    result = score(PAIR, PERFECT)
    assert result.all_spans == Counts(3, 0, 0)
    assert result.entity_spans == result.entity_whole == repaired(PAIR, PERFECT) == Counts(2, 0, 0)
    assert result.entity_words == Counts(6, 0, 0)
    assert result.flagged_words == Counts(8, 0, 0)
    assert result.honest_called_entity == Proportion(0, 2)
    assert result.reliability.error == 0


def test_nothing_found() -> None:
    result = score(PAIR, [])
    assert result.all_spans == Counts(0, 0, 3)
    assert (result.all_spans.precision, result.all_spans.recall, result.all_spans.f1) == (1, 0, 0)
    assert repaired(PAIR, []).recall == 0


def test_a_torn_mention_is_wrong() -> None:
    torn = [
        found("delete:wording", gap(COPY, "President"), span(SOURCE, "The")),
        found("insert:entity", span(COPY, "Donald Trump"), gap(SOURCE, "reiterated")),
    ]
    result = score(PAIR, torn)
    assert result.entity_spans == Counts(0, 1, 2)
    assert result.entity_words == Counts(2, 0, 4)


def test_words_both_sides_share_at_an_edge_do_not_matter_but_the_mention_is_not_whole() -> None:
    wide = found("replace:entity", span(COPY, "his President Donald Trump to"), span(SOURCE, "his desire to"))
    result = score(PAIR, [wide])
    assert result.entity_spans.hits == result.all_spans.hits == 1
    assert result.entity_whole.hits == 0


def test_white_space_does_not_matter() -> None:
    second = PAIR.gold[1].copy
    padded = Span(second.start - 1, second.end + 1, f" {second.text} ")
    assert score(PAIR, [found("replace:entity", padded, PAIR.gold[1].source)]).entity_whole.hits == 1


def test_an_insertion_may_be_slid_along_a_repeat() -> None:
    copy, source = "he said the big the big dog ran", "he said the big dog ran"
    pair = Damaged(copy, source, (gold("insert:duplicate", span(copy, "the big", 1), gap(source, "dog")),))
    slid = [
        found("insert:duplicate", span(copy, "the big", 0), gap(source, "the big")),
        found("insert:duplicate", span(copy, "big the"), gap(source, "big dog")),
    ]
    assert [score(pair, [one]).entity_spans for one in slid] == [Counts(1, 0, 0)] * 2


def test_capitals_are_a_difference() -> None:
    copy, source = "he met the mayor", "he met The mayor"
    pair = Damaged(copy, source, (gold("replace:case", span(copy, "the"), span(source, "The")),))
    assert score(pair, [found("replace:case", span(copy, "the"), span(source, "The"))]).all_spans == Counts(1, 0, 0)
    assert score(pair, [found("replace:case", span(copy, "met the"), span(source, "met The"))]).all_spans.hits == 1


ADJOINING = Damaged(
    "a Garcetti we c d",
    "a said that he c d",
    (
        gold("replace:entity", Span(2, 10, "Garcetti"), Span(2, 6, "said")),
        gold("replace:entity", Span(11, 13, "we"), Span(7, 14, "that he")),
    ),
)


def test_adjoining_intruders_may_share_out_what_they_ate_in_another_way() -> None:
    other = [
        found("replace:entity", Span(2, 10, "Garcetti"), Span(2, 11, "said that")),
        found("replace:entity", Span(11, 13, "we"), Span(12, 14, "he")),
    ]
    result = score(ADJOINING, other)
    assert result.entity_spans == result.all_spans == Counts(2, 0, 0)
    assert result.reliability.right[9] == 2


def test_adjoining_intruders_are_two() -> None:
    as_one = [found("replace:entity", Span(2, 13, "Garcetti we"), Span(2, 14, "said that he"), 0.99)]
    assert score(ADJOINING, as_one).entity_spans == Counts(0, 1, 2)
    assert repaired(ADJOINING, as_one).hits == 1  # but undoing them as one is right


def test_adjoining_misreadings_may_be_one() -> None:
    copy, source = "the qnick hrown fox", "the quick brown fox"
    pair = Damaged(
        copy,
        source,
        (
            gold("replace:spelling", span(copy, "qnick"), span(source, "quick")),
            gold("replace:spelling", span(copy, "hrown"), span(source, "brown")),
        ),
    )
    as_one = [found("replace:spelling", span(copy, "qnick hrown"), span(source, "quick brown"), 0.97)]
    assert score(pair, as_one).all_spans == Counts(1, 0, 0)
    assert repaired(pair, as_one).precision == 1


def test_a_revision_called_entity_is_counted_by_its_words() -> None:
    wrong = replace(PERFECT[2], code=Code.parse("replace:entity"), confidence=0.99)
    result = score(PAIR, [wrong])
    assert result.honest_called_entity == Proportion(2, 2)
    assert result.entity_spans == Counts(0, 1, 2)
    assert repaired(PAIR, [wrong]) == Counts(0, 1, 2)
    assert result.reliability.error == pytest.approx(0.99)


def test_reliability_is_by_bin() -> None:
    result = score(PAIR, [replace(PERFECT[0], confidence=0.75), replace(PERFECT[2], confidence=0.15)]).reliability
    assert result.claims == (0, 1, 0, 0, 0, 0, 0, 1, 0, 0)
    assert result.right == (0, 0, 0, 0, 0, 0, 0, 1, 0, 0)
    assert result.error == pytest.approx((0.15 + 0.25) / 2)


def test_moves_are_matched_by_their_blocks() -> None:
    copy, source = "one two three four five six", "four five six one two three"
    block = (Span(0, 13, "one two three"), Span(14, 27, "one two three"))
    pair = Damaged(copy, source, (gold("move:passage", *block),))
    assert score(pair, [found("move:passage", *block)]).all_spans == Counts(1, 0, 0)
    elsewhere = found("move:passage", Span(14, 27, "four five six"), Span(0, 13, "four five six"))
    assert score(pair, [elsewhere]).all_spans == Counts(0, 1, 1)


COUNTS = st.builds(Counts, *[st.integers(0, 9)] * 3)


@given(COUNTS, COUNTS)
def test_counts_add_up(one: Counts, other: Counts) -> None:
    both = one + other
    assert (both.hits, both.extra, both.missed) == (
        one.hits + other.hits,
        one.extra + other.extra,
        one.missed + other.missed,
    )
    assert 0 <= both.f1 <= 1
    assert min(both.precision, both.recall) - 1e-9 <= both.f1 <= max(both.precision, both.recall) + 1e-9


def test_scores_add_up() -> None:
    one, other = score(PAIR, PERFECT), score(ADJOINING, [])
    both = one + other
    assert both.all_spans == Counts(3, 0, 2)
    assert one + Score() == one
    assert Score().reliability == Reliability()


@pytest.mark.parametrize("recipe", ["light", "heavy+move", "mixed", "ocr", "scraped", "foreign-heavy", "foreign-mixed"])
def test_a_perfect_answer_is_perfect_on_made_damage(recipe: str) -> None:
    text = next(SEEDS.glob("000*")).read_text(encoding="utf-8")
    made = make_damage(text, seed=1, recipe=recipe)
    result = score(made, [gold_of(g) for g in made.gold])
    assert result.all_spans.f1 == result.entity_whole.f1 == result.flagged_words.f1 == 1
    assert result.honest_called_entity.value == 0
    assert result.reliability.error == 0


def test_the_threshold_decides_what_is_applied():
    predicted = [
        found("replace:entity", span(COPY, "President Donald Trump"), span(SOURCE, "The President"), 0.7),
        found("replace:entity", span(COPY, "President Donald Trump", 1), span(SOURCE, "desire"), 0.97),
        found("replace:entity", span(COPY, "told reporters"), span(SOURCE, "said"), 0.96),
    ]
    each = Counts(2, 1, 0), Counts(1, 1, 1), Counts(0, 0, 2)
    assert repairs(PAIR, predicted, thresholds=(0.5, 0.95, 0.99)) == each
