"""What soiled sheets are read as: lines, stains, litter, capitals, lines read twice and columns read as one."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from restore.damage import Damaged, make_damage
from restore.damage.ocr import PRINT, Misread
from restore.damage.recipes import Recipe
from restore.damage.soil import Enlarge, Litter, ReadAcross, ReadAgain, SetInLines, Stain
from restore.differences import Cause, Op
from restore.text import Text

SEEDS = Path(__file__).parents[3] / "seeds"
ARTICLE = next(SEEDS.glob("000*")).read_text(encoding="utf-8")
LINES = SetInLines(40, 60)


def made(*steps: object, count: int = 6) -> list[Damaged]:
    return [make_damage(ARTICLE, seed=seed, recipe=Recipe("test", steps)) for seed in range(count)]


def test_lines_are_as_wide_as_a_document_has_them_and_only_words_at_their_ends_are_broken() -> None:
    for page in made(LINES, count=12):
        lines = page.copy.split("\n")
        assert max(map(len, lines)) <= 62, "a mark at a line's end hangs out"
        full = [len(line) for line, below in pairwise(lines) if line and below]
        assert sum(full) / len(full) > 0.85 * max(map(len, lines))
        assert page.copy.replace("-\n", "").split() == page.source.split() or "-" in page.source
        assert all(str(g.code) in {"replace:hyphen", "replace:spelling"} and "-\n" in g.copy.text for g in page.gold)
    assert {bool(page.gold) for page in made(LINES, count=12)} == {True, False}, "some printers break no words"


def test_a_stain_leaves_few_letters_of_several_words_or_none() -> None:
    gold = [g for page in made(Stain(PRINT, 0.03, 0.1)) for g in page.gold]
    lost = [g for g in gold if g.code.op is Op.DELETE]
    assert 0.03 < len(lost) / len(gold) < 0.3
    covered = [(len(g.copy.text), len(g.source.text)) for g in gold if g.code.op is Op.REPLACE]
    assert len({len(g.source.text.split()) for g in gold}) > 4, "words in a row"
    assert sum(2 * ours < theirs for ours, theirs in covered) > len(covered) / 4, "letters are lost, not only misread"
    assert {g.code.cause for g in gold} <= {Cause.SPELLING, Cause.PUNCTUATION, Cause.CASE, Cause.HYPHEN}


def test_an_engine_that_knows_english_makes_words_of_what_a_stain_leaves_of_others() -> None:
    words = set(re.findall(r"[a-z]{4,}", ARTICLE))
    made_up = [
        g
        for page in made(Stain(PRINT, 0.05, 0.1))
        for g in page.gold
        if g.copy.text in words - {*g.source.text.split()}
    ]
    stains = [g for page in made(Stain(PRINT, 0.05, 0.1)) for g in page.gold if g.code.op is Op.REPLACE]
    assert 0.03 < len(made_up) / len(stains) < 0.3


@pytest.mark.parametrize("rate", [0.01, 0.08])
def test_stains_come_at_about_their_rate(rate: float) -> None:
    pages = made(Stain(PRINT, rate, rate))
    words = sum(len(page.source.split()) for page in pages)
    assert rate / 2 < sum(len(page.gold) for page in pages) / words < 2 * rate


def test_litter_stands_for_nothing_between_words_and_in_lines_of_its_own() -> None:
    pages = made(LINES, Litter(PRINT, 0.03, 0.3))
    gold = [g for page in pages for g in page.gold if "-\n" not in g.copy.text]
    assert gold
    assert {g.code.op for g in gold} == {Op.INSERT}
    lines = [g for page in pages for g in page.gold if g.copy.text in page.copy.split("\n")]
    assert 0 < len(lines) < len(gold)
    assert max(len(g.copy.text.split()) for g in lines) > 3


def test_capitals_are_changed_where_words_begin_alone() -> None:
    gold = [g for page in made(Enlarge(0.1)) for g in page.gold]
    assert gold
    assert {str(g.code) for g in gold} == {"replace:case"}
    assert all(g.copy.text[1:] == g.source.text[1:] for g in gold)


def test_a_line_is_read_twice_each_time_otherwise() -> None:
    pages = made(LINES, ReadAgain(0.2, Misread(PRINT, 0.05, 0.1)))
    again = [(page, g) for page in pages for g in page.gold if g.code.op is Op.INSERT]
    assert again
    for page, gold in again:
        assert gold.code.cause is Cause.DUPLICATE
        assert "\n" in page.copy[: gold.copy.start][-2:], "a line by itself"
        assert page.copy[gold.copy.end : gold.copy.end + 2].strip(" ")[:1] in ("\n", "")
    assert any(g.copy.text not in page.source for page, g in again)


def test_photographs_that_overlap_share_more_lines_and_cut_through_one() -> None:
    pages = made(LINES, ReadAgain(0.05, Misread(PRINT, 0.05, 0.1), most=12, cut=1.0))
    again = [g for page in pages for g in page.gold if g.code.cause is Cause.DUPLICATE]
    assert max(g.copy.text.count("\n") for g in again) > 3
    for page in pages:
        for gold in page.gold:
            if gold.code.cause is Cause.DUPLICATE:
                *_, cut, _ = page.copy[: gold.copy.start].split("\n")
                assert sum(map(len, cut.split())) < 5 * len(cut.split()), "scraps"


def test_columns_that_are_read_as_one_are_lines_moved() -> None:
    for page in made(SetInLines(30, 30), ReadAcross()):
        moves = [g for g in page.gold if g.code.op is Op.MOVE]
        assert len(moves) > 5
        assert all(
            " ".join(g.copy.text.split()) == " ".join(g.source.text.split()) for g in moves if "-" not in g.copy.text
        )
        assert (
            sorted(Text.of(page.copy.replace("-\n", "")).folds) == sorted(Text.of(page.source).folds)
            or "-\n" in page.copy
        )
