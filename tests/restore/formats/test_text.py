from unicodedata import normalize

import pytest

from restore import restore
from restore.differences import Cause, Code, Decision, Op, Selector
from restore.formats.context import elided
from restore.formats.text import in_context, render
from restore.formats.view import View


def said(runs):
    return "".join(run.text for run in runs)


def test_every_difference_has_its_number_code_confidence_decision_and_place(restoration):
    shown = "".join(render(restoration, View()))
    assert "replace:spelling" in shown
    assert "[-dctail-]{+detail+}" in shown
    assert "1:22" in shown
    assert "total" in shown


def test_the_summary_comes_first(restoration):
    shown = "".join(render(restoration, View())).split("\n\n")
    assert shown[0].startswith("total")
    assert "fidelity" in shown[0]
    assert [part.split()[0] for part in shown[1:]] == [str(n) for n, _ in enumerate(restoration.differences, 1)]


def test_what_is_not_listed_is_not_shown(restoration):
    shown = "".join(render(restoration, View(select=Selector.parse("spelling"))))
    assert "insert:" not in shown


def test_nothing_to_list(restoration):
    shown = "".join(render(restoration, View(select=Selector.parse("hyphen"))))
    assert shown.startswith("no differences listed: --select or --ignore leaves out 2\n")


def test_context_is_the_words_around(make_difference):
    copy = "one two three BAD five six seven"
    difference = make_difference(14, "BAD", "four")
    assert said(in_context(copy, difference, 2)) == "… two three [-BAD-]{+four+} five six …"
    assert said(in_context(copy, difference, 9)) == "one two three [-BAD-]{+four+} five six seven"
    assert said(in_context(copy, difference, 0)) == "[-BAD-]{+four+}"


def test_context_is_cut_at_words_however_long_they_are(make_difference):
    copy = "x" * 1000 + " BAD " + "y" * 1000
    assert len(said(in_context(copy, make_difference(1001, "BAD", "ok"), 3))) < 400


def test_context_without_spaces_is_two_characters_a_word(make_difference):
    copy = "上海的市长在市政厅发表讲话，他说没有 BAD 说明，哪些资金会被取消"
    difference = make_difference(copy.index("BAD"), "BAD", "ok")
    assert said(in_context(copy, difference, 2)) == "… 他说没有 [-BAD-]{+ok+} 说明，哪些 …"
    assert said(in_context(copy, difference, 40)) == copy.replace("BAD", "[-BAD-]{+ok+}")
    thai = "สวัสดีครับ BAD"
    assert said(in_context(thai, make_difference(11, "BAD", "ok"), 1)) == "… รับ [-BAD-]{+ok+}"


@pytest.mark.parametrize("words", [1, 2, 5])
def test_context_is_the_same_length_of_text_with_spaces_and_without(make_difference, words):
    copy = "文" * 300 + "BAD" + "字" * 300
    shown = said(in_context(copy, make_difference(300, "BAD", "ok"), words))
    assert shown == f"… {'文' * 2 * words}[-BAD-]{{+ok+}}{'字' * 2 * words} …"


def test_what_is_put_in_has_the_white_space_it_brings(make_difference):
    difference = make_difference(3, "", "two", code=Code(Op.DELETE, Cause.HYPHEN), replacement=" two")
    assert said(in_context("one three", difference, 3)) == "one {+two+} three"


def test_a_moved_block_has_its_own_marks(move):
    assert said(in_context("The block here stands.", move, 3)) == "The [>block here<] stands."


def test_white_space_that_differs_is_visible(make_difference):
    difference = make_difference(3, "  ", " ", code=Code(Op.REPLACE, Cause.SPACING), decision=Decision.REVIEW)
    assert said(in_context("one  two", difference, 1)) == "one[-··-]{+·+}two"


def test_a_long_side_is_elided_in_its_middle():
    text = " ".join(str(n) for n in range(200))
    assert elided(text).startswith("0 1 2")
    assert "… (172 words) …" in elided(text)
    assert elided(text).endswith("198 199")
    assert elided("short  as it is") == "short  as it is"
    assert elided("文" * 500) == f"{'文' * 28} … (444 characters) … {'文' * 28}"
    assert elided("文字，" * 20) == "文字，" * 20


def test_explanations_stand_behind_the_evidence_where_there_are_any(told):
    shown = " ".join("".join(render(told, View())).split())
    first, second = told.differences
    assert f"{first.evidence} (misreading 97%, editor 3%)" in shown
    assert f"{second.evidence} (" not in shown


@pytest.mark.parametrize(
    ("copy", "said"),
    [
        ("Le résumé du maire .", "1 word differs only in how Unicode"),
        ("Le résumé du café .", "2 words differ only in how Unicode"),
    ],
)
def test_texts_in_two_forms_of_unicode_are_said_to_be(copy, said):
    shown = "".join(render(restore(normalize("NFD", copy), source=copy), View()))
    assert shown.startswith("no differences\n")
    assert said in " ".join(shown.split())
    assert "Unicode" not in "".join(render(restore(copy, source=copy), View()))


def test_a_byte_order_mark_is_no_column():
    source = "A text with one word in it that is misread, and a line of more words behind it."
    copy = source.replace("word", "wqrd")
    marks = ("", "\ufeff", "\ufeff\n")
    shown = ["".join(render(restore(mark + copy, source=source), View())).split("\n\n")[1] for mark in marks]
    places = [difference.split("\n")[0].split()[-1] for difference in shown]
    assert places == ["1:17", "1:17", "2:17"]
