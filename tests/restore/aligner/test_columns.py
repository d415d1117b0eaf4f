"""Columns that were read straight across."""

from dataclasses import replace
from itertools import chain, zip_longest
from pathlib import Path
from random import Random
from textwrap import wrap

import pytest

from restore import apply_plan, restore
from restore.aligner.anchors import Run
from restore.aligner.columns import COLUMNS, LINES, NEXT, SHOWN, _may_be, _rows, _written
from restore.aligner.engine import align_texts
from restore.aligner.letters import Letters
from restore.differences import Decision, Op
from restore.layouts import read_layout
from restore.repair import make_plan
from restore.text import Text
from tests.misread import misread

ROOT = Path(__file__).parents[3]
ARTICLE = (ROOT / "fixtures" / "articles" / "en-court.txt").read_text(encoding="utf-8")
REVISED = ROOT / "fixtures" / "real" / "revised" / "hedwig-of-silesia"


def columns_of(text, count, width=40):
    """The lines of a page in so many columns, one after the other."""
    lines = [line for paragraph in text.split("\n\n") for line in wrap(paragraph, width, break_on_hyphens=False)]
    high = -(-len(lines) // count)
    return [lines[at : at + high] for at in range(0, len(lines), high)]


def across(columns, between=" "):
    """What an engine reads that takes all columns for one."""
    rows = zip_longest(*columns, fillvalue="")
    return "\n".join(between.join(filter(None, row)) for row in rows)


def aligned(copy, source):
    return align_texts(Text.of(copy, "copy"), Text.of(source, "source"))


@pytest.mark.parametrize("between", [" ", "\n"], ids=["in one line", "line by line"])
@pytest.mark.parametrize("count", [2, 3])
def test_each_line_of_a_column_stands_over_against_itself(count, between):
    columns = columns_of(ARTICLE, count)
    alignment = aligned(across(columns, between), ARTICLE)
    moved = {alignment.copy.slice(move.copy_start, move.copy_end) for move in alignment.moves}
    assert alignment.matched > 0.97 * len(alignment.copy)
    assert len(moved & set(chain.from_iterable(columns))) > 0.75 * sum(map(len, columns[1:]))


def test_columns_are_found_where_hardly_a_line_has_three_words_read_right():
    columns = columns_of(ARTICLE, 2)
    alignment = aligned(misread(across(columns), 0.1), ARTICLE)
    assert len(alignment.moves) > 0.8 * len(columns[1])
    assert alignment.matched > 0.7 * len(alignment.copy)  # of the page in one column, .75


def test_a_broken_line_is_of_the_column_whose_words_it_has():
    columns = columns_of(ARTICLE, 2)
    lines = across(columns, "\n").split("\n")
    at = lines.index(columns[1][9])
    lines[at] = "".join(letter if k % 5 else "#" for k, letter in enumerate(lines[at], 1))  # nothing is shared in it
    alignment = aligned("\n".join(lines), ARTICLE)
    assert any(lines[at] == alignment.copy.slice(move.copy_start, move.copy_end) for move in alignment.moves)


def test_all_repairs_of_columns_give_the_source_and_none_is_made_unasked():
    copy = across(columns_of(ARTICLE, 2))
    result = restore(copy, source=ARTICLE)
    assert result.text == copy
    chosen = [replace(difference, decision=Decision.APPLY) for difference in result.differences]
    text = apply_plan(copy, make_plan(result.alignment.copy, chosen))
    assert text.split() == ARTICLE.split()


def test_words_of_a_column_are_repaired_where_they_stand():
    copy = across(columns_of(ARTICLE, 2)).replace("Ransome wrote", "Ransorne wrote")
    difference = next(d for d in restore(copy, source=ARTICLE).differences if d.copy.text == "Ransorne")
    assert difference.source.text == "Ransome"
    assert difference.op is Op.REPLACE


def test_phrases_that_two_editions_have_at_other_places_are_no_columns():
    texts = [(REVISED / f"{name}.txt").read_text(encoding="utf-8") for name in ("copy", "source")]
    assert not any(move.copy_end - move.copy_start < 8 for move in aligned(*texts).moves)


def test_so_few_lines_as_chance_brings_together_are_no_columns():
    for lines, found in ((LINES + 1, True), (LINES - 1, False)):
        columns = [column[:lines] for column in columns_of(ARTICLE, 2)]
        moves = aligned(across(columns), "\n".join(chain.from_iterable(columns))).moves
        assert (len(moves) >= lines - 1) is found


def test_a_page_of_columns_is_found_whole_in_its_book():
    page = "\n\n".join(ARTICLE.split("\n\n")[:8])
    book = f"{(ROOT / 'fixtures' / 'articles' / 'en-bees.txt').read_text(encoding='utf-8')}\n\n{ARTICLE}"
    for count in (2, 3):
        found = restore(across(columns_of(page, count)), source=book, excerpt=True).excerpt
        assert found.text == page


def test_a_printed_page_in_two_columns_that_an_engine_took_for_one():
    folder = ROOT / "fixtures" / "layouts" / "court-across"
    layout = read_layout((folder / "page.hocr").read_bytes())
    alignment = aligned(layout.text, (folder / "source.txt").read_text(encoding="utf-8"))
    assert len(alignment.moves) >= 18  # of 22 lines of one column
    assert alignment.share > 0.8


def test_two_lines_of_which_nothing_is_left_do_not_end_a_column():
    columns = [column[:10] for column in columns_of(ARTICLE, 2)]
    source = "\n".join(chain.from_iterable(columns))
    for column in columns:  # four lines before them, four behind: too few by themselves
        column[4] = column[5] = "~ # ~ # ~"
    assert len(aligned(across(columns, "\n"), source).moves) >= 7


def test_phrases_scattered_over_a_long_text_are_no_column():
    dice = Random(5)
    word = iter("".join(dice.choices("abcdefghklmoprtu", k=7)) for _ in range(10_000))
    phrases = [" ".join(next(word) for _ in range(6)) for _ in range(8)]
    stays = [" ".join(next(word) for _ in range(150)) for _ in range(8)]
    copy = " ".join(chain.from_iterable(zip(stays, phrases, strict=True)))
    assert aligned(copy, " ".join([*stays, *phrases])).moves == []


def test_a_column_goes_on_two_lines_behind_its_last_shared_word_however_like_its_next_the_words_are():
    """Each word more would be one more place to cut at, and one more word to compare there."""
    dice = Random(5)
    word = iter("".join(dice.choices("abcdefghklmoprtu", k=7)) for _ in range(10_000))
    stays, lines = ([" ".join(next(word) for _ in range(size)) for _ in range(8)] for size in (14, 9))
    again = next(word)
    copy = "\n".join([*chain.from_iterable(zip(stays, lines, strict=True)), " ".join([again] * 300)])
    source = "\n".join([*stays, *lines, f"{again[:4]}zz{again[4:]}", *(next(word) for _ in range(900))])
    moves = aligned(copy, source).moves
    assert 9 < max(move.copy_end - move.copy_start for move in moves) < 9 + 41


def test_of_what_is_too_long_for_a_word_so_much_is_compared_as_tells_it_from_others():
    assert len(_written(Text.of(f"so {'abc' * 1000} it"), 0, 3)) == 104


@pytest.mark.parametrize(("at", "lines", "rate"), [(0, 6, 0.0), (1, 8, 0.05)], ids=["read right", "misread"])
def test_a_few_lines_of_columns_are_found_in_a_long_text(at, lines, rate):
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures" / "articles").glob("en-*.txt"))]
    columns = [column[:lines] for column in columns_of(texts[at], 2)]
    one, other = "\n".join(chain.from_iterable(columns)), across(columns)
    copy, source = ("\n\n".join([*texts[:at], page, *texts[at + 1 :]]) for page in (other, one))
    assert len(aligned(misread(copy, rate) if rate else copy, source).moves) >= LINES


@pytest.mark.parametrize(
    ("lines", "apart", "far", "found"),
    [
        (SHOWN, 0, 30, True),
        (SHOWN - 1, 0, 30, False),
        (9, NEXT + 1, 30, False),
        (9, 0, COLUMNS * NEXT + 10, False),
    ],
    ids=["lines", "too few", "far apart in the source", "far apart in the copy"],
)
def test_words_show_lines_that_go_on_between_others(lines, apart, far, found):
    stays = [Run(k * far, 20 * k, 20) for k in range(lines)]
    others = [Run(k * far + 20, 1_000 + k * (6 + apart), 6) for k in range(lines)]
    assert _may_be(26 * lines, sorted([*stays, *others]), stays) is found
    assert _may_be(100 * lines, sorted([*stays, *others]), stays)  # so few words in common show nothing


def test_words_that_stand_together_or_overlap_what_stays_are_no_lines():
    together = [Run(200 + 8 * k, 1_000 + 9 * k, 8) for k in range(9)]
    assert not _may_be(300, [Run(0, 0, 200), *together], [Run(0, 0, 200)])
    runs = [Run(20 * k, 20 * k, 22) for k in range(9)]
    assert not _may_be(180, runs, [runs[0], *(Run(run.copy + 2, run.source + 2, 20) for run in runs[1:])])


def test_letters_that_agree_by_chance_are_no_rows():
    dice = Random(3)
    words = ["".join(dice.choices("abcdefghklmoprtu", k=6)) for _ in range(300)]
    texts = [dice.choices(words, k=3_000) for _ in range(2)]
    assert _rows(*(Letters.of(text, range(len(text))) for text in texts)) == []
