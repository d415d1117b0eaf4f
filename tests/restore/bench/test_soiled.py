"""Bad print of clean texts: by either engine, blurred and soiled in turn."""

from pathlib import Path

from restore.bench.families import Family
from restore.bench.soiled import AMENDED, ODD, PHOTOGRAPHED, REVISED, blur, soiled, soiling
from restore.bench.training import Example
from restore.damage.ocr import PRINT
from restore.damage.soil import ReadAcross, ReadAgain
from restore.differences import Cause, Op
from restore.judging.profile import OUTCOMES

FIXTURES = Path(__file__).parents[3] / "fixtures"
TEXT = (FIXTURES / "articles" / "en-court.txt").read_text(encoding="utf-8")[:2400]


def pages(number):
    return list(soiled({"id": "a", "text": TEXT}, number, 1))


def test_each_text_has_one_page_of_either_kind_and_its_engines_take_turns():
    for number in (1, 2, 3, 4):
        read = [page for page in pages(number) if page.family is Family.MISREAD]
        lined = [page.copy.count("\n") > 2 * page.source.count("\n") for page in read]
        assert lined == ([True, False] if number % 2 else [False, True]) or number // 2 % PHOTOGRAPHED == 1


def test_one_of_some_is_of_what_somebody_had_revised():
    edited = {Family.HOUSE, Family.FOREIGN}
    found = [page for number in range(2 * REVISED) for page in pages(number) if page.family in edited]
    assert [page.family for page in found] == [Family.HOUSE, Family.FOREIGN] * 2
    assert all(any(not g.damage for g in page.gold) and any(g.damage for g in page.gold) for page in found)


def test_one_of_some_has_an_editors_small_words_on_pages_of_either_kind():
    found = [page for number in range(2 * AMENDED) for page in pages(number) if page.family is Family.AMENDED]
    lined = [page.copy.count("\n") > 2 * page.source.count("\n") for page in found]
    assert len(found) == 4
    assert set(lined) == {True, False}
    assert all(any(not g.damage for g in page.gold) and any(g.damage for g in page.gold) for page in found)


def outcomes_of(number):
    for page in pages(number):
        example = Example.of(page)
        yield from zip(example.weighing.changes, (OUTCOMES[k] for k in example.outcomes), strict=True)


def test_lines_of_another_column_are_moves():
    found = [told for n in (2 * ODD - 2, 2 * ODD - 1) for change, told in outcomes_of(n) if change.op is Op.MOVE]
    assert len(found) > 5
    assert set(found) == {"move"}


def test_one_of_some_has_lines_that_were_read_twice_and_another_its_columns_as_one():
    steps = [soiling(PRINT, kind) for kind in range(ODD)]
    for odd in (ReadAgain, ReadAcross):
        assert sum(isinstance(step, odd) for each in steps for step in each) == 1
    assert not any({ReadAgain, ReadAcross} <= set(map(type, each)) for each in steps)


def test_one_of_some_is_of_two_photographs_and_what_is_on_both_is_a_repetition():
    steps = [blur(PRINT, kind) for kind in range(PHOTOGRAPHED)]
    assert sum(isinstance(step, ReadAgain) for each in steps for step in each) == 1
    doubled = [told for n in (2, 3, 10, 11) for change, told in outcomes_of(n) if change.shape is Cause.DUPLICATE]
    assert len(doubled) > 5
    assert set(doubled) == {"repetition"}
