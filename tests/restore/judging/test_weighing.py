"""The rows of numbers that the model weighs."""

import ast
from array import array
from dataclasses import replace
from math import isfinite
from pathlib import Path

import pytest

from restore import align
from restore.aligner.costs import NEUTRAL, Prices
from restore.aligner.engine import align_texts
from restore.damage import RECIPES, make_damage
from restore.differences import Explanation
from restore.judging import Look, around, blank, change, profile
from restore.judging.explanations import RIVALS, editor, intruder, misreading, style, tokeniser
from restore.judging.profile import OUTCOMES, Shares
from restore.judging.rows import Packed, Rows
from restore.judging.weighing import BLOCK, NAMES, OWN, Weighing
from restore.modules import source_of
from restore.spacing import gaps
from restore.text import Text
from tests.restore.judging.pairs import SOURCE, place_of, rates_of, sure

LONG = (
    f"{SOURCE} Ana Ruiz spoke first. The council heard what she said, and the so-called plan was heard of no more. " * 3
)


def row(names, numbers):
    return dict(zip(names, numbers, strict=True))


def test_names_are_unique_and_the_first_look_s_come_first():
    assert len(set(NAMES)) == len(NAMES)
    assert len(Weighing(align(SOURCE.replace("detail", "Emanuel"), source=SOURCE)).first()[0]) == OWN


def test_every_explanation_has_an_outcome_and_an_intruder_may_be_cut_in_another_way():
    assert {rival.NAME for rival in RIVALS} == set(Explanation)
    assert set(OUTCOMES) == set(Explanation) | {"miscut"}


@pytest.mark.parametrize("recipe", RECIPES)
def test_each_change_has_a_number_for_each_name_at_both_looks(recipe):
    damaged = make_damage(LONG, seed=4, recipe=recipe)
    weighing = Weighing(align(damaged.copy, source=damaged.source))
    shares = [Shares(editor=1.0)] * len(weighing.changes)
    for own, whole in zip(weighing.first(), weighing.second(weighing.profile(shares), shares), strict=True):
        assert row(NAMES[:OWN], own).items() <= row(NAMES, whole).items()
        assert all(isfinite(number) and abs(number) < 1000 for number in whole)


def test_an_explanation_that_is_not_possible_says_nothing():
    weighing = Weighing(align("in 1912 it was all so", source="in 1913 it was all so"))
    (numbers,) = weighing.first()
    found = row(NAMES[:OWN], numbers)
    for name in ("intruder", "misreading", "tokeniser", "style", "repetition", "move"):
        assert {value for key, value in found.items() if key.startswith(f"{name}.")} == {0.0}, name


def test_a_number_that_is_misread_too_tells_of_no_editor_in_a_misread_copy():
    copy, source = (Text.of(f"in tbe {year} year of it {rest}") for year, rest in ((1912, "sll"), (1913, "all")))
    for misread in (False, True):
        weighing = Weighing(align_texts(copy, source, Prices(misread=misread)))
        at = [change.ours for change in weighing.changes].index(("1912",))
        shares = [Shares(misreading=1.0)] * len(weighing.changes)
        shares[at] = Shares(editor=1.0)
        seen = weighing.profile(shares)
        assert (seen.totals.editor, seen.sure_words) == ((0.0, 0) if misread else (1.0, 1))
        rows = [row(NAMES, numbers) for numbers in weighing.second(seen, shares)]
        assert max(numbers["copy.edited"] for numbers in rows) == pytest.approx(0.0) or not misread


@pytest.mark.parametrize("seed", [2, 4, 8])  # of 2 and 8 some have the same changes in other crowds
@pytest.mark.parametrize("recipe", RECIPES)
def test_another_alignment_s_rows_are_those_made_anew_and_what_changed_in_both_has_one(recipe, seed):
    damaged = make_damage(LONG, seed=seed, recipe=recipe)
    copy, source = Text.of(damaged.copy), Text.of(damaged.source)
    before = Weighing(align_texts(copy, source))
    for prices in (NEUTRAL, Prices(misread=True), Prices(intruders=(("ana", "ruiz"), ("the", "council")))):
        alignment = align_texts(copy, source, prices)
        whole = Weighing(alignment)
        known = before.known(_told(before))
        again = Weighing(alignment, before=known)
        assert again.first() == whole.first()
        new = [_told(whole)[number] for number in again.new]
        assert again.with_known(new, known) == _told(whole)


def _told(weighing):
    """Shares that stand for the changes they are of."""
    return [Shares(*map(float, (*place_of(c), may))) for c, may in zip(weighing.changes, weighing.may, strict=True)]


def test_what_changed_in_both_alignments_has_its_row_from_the_first_not_made_anew():
    alignment = align(SOURCE.replace("detail", "Emanuel"), source=SOURCE)
    before = Weighing(alignment)
    others = Packed(OWN)
    rows = Rows(1, OWN)
    rows.put(0, 0, [7.0])
    others.add(rows)
    again = Weighing(alignment, before=replace(before.known([Shares()]), rows=others))
    assert (again.new, again.first()) == ([], rows.each())
    with pytest.raises(ValueError, match="goes on from another"):
        again.known([Shares()])


def test_what_only_stands_otherwise_in_the_first_alignment_is_not_made_anew_but_for_what_tells_of_that():
    alignment = align(SOURCE.replace("detail", "Emanuel"), source=SOURCE)
    before = Weighing(alignment)
    known, (made,) = before.known([Shares()]), before.first()
    others = Packed(OWN)
    rows = Rows(1, OWN)
    rows.put(0, 0, [7.0] * OWN)
    others.add(rows)
    for other in ({"posteriors": array("d", [2.0])}, {"crowds": array("i", [9])}):
        again = Weighing(alignment, before=replace(known, rows=others, **other))
        (numbers,) = again.first()
        assert again.new == [0]
        for name, number, mine in zip(NAMES, numbers, made, strict=False):
            assert number == (mine if name.startswith(("change.", "editor.")) else 7.0), name


def test_what_may_be_goes_by_outcome():
    (may,) = Weighing(align(SOURCE.replace("detail", "Emanuel"), source=SOURCE)).may
    told = [name for k, name in enumerate(OUTCOMES) if may >> k & 1]
    assert told == ["intruder", "miscut", "misreading", "editor"]


def test_the_second_look_sees_the_others_and_not_itself():
    one = SOURCE.replace("detail", "Emanuel")
    weighing = Weighing(align(one, source=SOURCE))
    shares = [sure("intruder")]
    (alone,) = (row(NAMES, r) for r in weighing.second(weighing.profile(shares), shares))
    assert alone["intruder.again"] == alone["copy.intruders"] == 0
    weighing = Weighing(align(one.replace("funds", "Emanuel"), source=SOURCE))
    shares = [sure("intruder")] * 2
    first, second = (row(NAMES, r) for r in weighing.second(weighing.profile(shares), shares))
    assert first["intruder.again"] == second["intruder.again"] > 0
    assert first["intruder.over_different"] > 0
    assert first["copy.intruders"] > 0


def test_white_space_adds_nothing_to_the_profile_and_so_nothing_is_taken_out_for_it():
    alignment = align("He saw the oustody of it, and left.", source="He saw the custody of it , and left .")
    blanks = [blank(alignment, gap.copy, gap.source) for gap in gaps(alignment)]
    weighing = Weighing(alignment, blanks)
    shares = [sure("misreading")] * len(weighing.changes)
    profile = weighing.profile(shares)
    assert profile.totals == sure("misreading")
    word, *spaces = (row(NAMES, r)["copy.misreadings"] for r in weighing.second(profile, shares))
    assert word == 0
    assert spaces
    assert all(each == rates_of(profile, Shares()).misreadings > 0 for each in spaces)


@pytest.mark.parametrize("module", [around, change, profile, editor, intruder, misreading, style, tokeniser])
def test_numbers_are_put_together_in_the_order_of_their_names(module):
    """What is put together by position has nothing else to hold it to its names."""
    made = [
        (given.name.capitalize(), [element.id for element in node.value.elts])
        for given in ast.walk(ast.parse(Path(source_of(module.__name__)).read_text(encoding="utf-8")))
        if isinstance(given, ast.FunctionDef) and given.name in {"common", "numbers", "seen", "rates", "around"}
        for node in ast.walk(given)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.List)
    ]
    assert made
    assert all(names == list(getattr(module, kind)._fields) for kind, names in made)


def test_the_second_look_is_given_block_by_block():
    """All its rows at once would be what takes the most memory of a long text's."""
    words = [f"word{k}" for k in range(12 * BLOCK)]
    alignment = align(" ".join("x" if k % 9 == 4 else word for k, word in enumerate(words)), source=" ".join(words))
    weighing = Weighing(alignment)
    shares = [sure("editor")] * len(weighing.changes)
    profile = weighing.profile(shares)
    blocks = list(weighing.second_by_blocks(profile, shares))
    assert [rows.count for rows in blocks] == [BLOCK, len(weighing.changes) - BLOCK]
    assert [row for rows in blocks for row in rows.each()] == weighing.second(profile, shares)
    assert len(Look(alignment).verdicts()) == len(weighing.changes)


@pytest.mark.parametrize(("other", "is_alone"), [("editor", True), ("intruder", False)])
def test_an_article_for_another_intrudes_only_beside_what_surely_does(other, is_alone):
    source = "Emanuel spoke. The order lacked its funds, and any detail would go on all the same, as orders do."
    weighing = Weighing(align(source.replace("its", "the").replace("detail", "Emanuel"), source=source))
    may = weighing.may_beside([sure("intruder"), sure(other)])
    intrudes = 1 << OUTCOMES.index("intruder")
    assert [bool(bits & intrudes) for bits in may] == [not is_alone, True]
    assert all(bits & intrudes for bits in weighing.may)
