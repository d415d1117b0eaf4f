"""What was judged becomes differences in characters, in the copy's order."""

import pytest

from restore.differences import Decision, Op, Selector
from restore.judging import judged
from restore.placing import differences_of
from restore.repair import Policy, apply_plan, make_plan
from restore.restoration import align, find_differences, restore

SOURCE = "The order lacked any detail about the funds. The mayor left town at noon."


def test_differences_say_where_in_characters_and_what_would_stand_there():
    copy = SOURCE.replace("detail", "dctail").replace(" at noon", "")
    alignment = align(copy, source=SOURCE)
    one, other = differences_of(alignment, judged(alignment))
    assert (one.copy.text, one.source.text, one.replacement) == ("dctail", "detail", "detail")
    assert copy[one.copy.start : one.copy.end] == "dctail"
    assert (other.copy.text, other.source.text, other.replacement) == ("", "at noon", " at noon")


def test_they_are_those_of_the_alignment():
    alignment = align(SOURCE.replace("any", "an"), source=SOURCE)
    assert differences_of(alignment, judged(alignment)) == find_differences(alignment)
    assert differences_of(align(SOURCE, source=SOURCE), []) == []


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        ("He came to Burford, on Wednesday. The mayor left.", "He came to Burford on Wednesday. The mayor left."),
        ("He came to Burford, on Wednesday.\nThe mayor left.", "He came to Burford, on Wednesday\nThe mayor left."),
        ("He came to Burford (on Wednesday), and left town.", "He came to Burford (on Wednesday and left town."),
        ("He said to them, “Come in at once,” and left town.", "He said to them, Come in at once,” and left town."),
        ("Er fragte: »Kommt der Bürgermeister?« Dann ging er.", "Er fragte: »Kommt der Bürgermeister Dann ging er."),
    ],
)
def test_marks_that_were_lost_stand_on_the_side_of_the_white_space_where_the_source_has_them(source, copy):
    assert restore(copy, source=source, policy=Policy(threshold=0.0)).text == source


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        ("He came to Burford—on a Wednesday—and left it.", "He came to Burford on a Wednesday and left it."),
        ("He came to Burford—or so he said—on Wednesday.", "He came to Burford on Wednesday."),
        ("He came to Burford and/or Witney on Wednesday.", "He came to Burford and  or Witney on Wednesday."),
        ("Die Bürger:innen von Burford wählten am Mittwoch.", "Die Bürger innen von Burford wählten am Mittwoch."),
        ("He came to Burford – on Wednesday – and left it.", "He came to Burford on Wednesday and left it."),
        ("He came to Burford—“on Wednesday”, as they say.", "He came to Burford “on Wednesday”, as they say."),
        # beside what was misread
        ("He came to Burford—on a Wednesday, and left.", "He came to Burfurd on a Wednesday, and left."),
        ("He came to Burford—on a Wednesday, and left.", "He came to Burfurd om a Wednesday, and left."),
    ],
)
def test_marks_that_joined_words_take_the_place_of_the_white_space_that_the_copy_has_for_them(source, copy):
    assert restore(copy, source=source, policy=Policy(threshold=0.0, select=Selector.parse("all"))).text == source


def test_of_a_mark_that_joined_words_the_copy_s_span_is_the_white_space():
    source = "He came to Burford—on Wednesday—and left."
    (one, other) = restore("He came to Burford on Wednesday\nand left.", source=source).differences
    assert (one.code.op, one.copy.text, one.source.text, one.replacement) == (Op.DELETE, " ", "—", "—")
    assert (other.copy.text, other.source.text, other.replacement) == ("", "—", "—")


def test_a_line_of_the_copy_still_ends_behind_a_mark_that_joined_words():
    source = "He came to Burford—on Wednesday, and\nleft—and how. He said so."
    copy = "He came to Burford\non Wednesday, and left and how. He said so."
    restored = restore(copy, source=source, policy=Policy(threshold=0.0)).text
    assert restored == "He came to Burford—\non Wednesday, and left—and how. He said so."


def test_a_dash_that_ends_a_line_of_the_source_joins_words_of_the_copy():
    source = "He came to Burford—\non Wednesday, and left. He said so."
    copy = "He came to Burford on Wednesday, and left. He said so."
    assert restore(copy, source=source, policy=Policy(threshold=0.0)).text == copy.replace("ford ", "ford—")


@pytest.mark.parametrize(
    ("source", "copy", "left"),
    [
        (
            "He came to Burford, on Wednesday—and left.",
            "He came to Burford , on Wednesday and left .",
            "He came to Burford , on Wednesday — and left .",
        ),
        ("私は学生です。町に行く。", "私 学生 です。町 に 行く。", "私 は学生 です。町 に 行く。"),
    ],
)
def test_where_tokens_stand_apart_and_in_scripts_without_spaces_white_space_stays(source, copy, left):
    assert restore(copy, source=source, policy=Policy(threshold=0.0, select=Selector.parse("all"))).text == left


def test_marks_that_a_spaced_copy_lost_stand_between_spaces_as_its_others_do():
    source = "He came to Burford, on Wednesday, and left. The mayor, a lawyer, stayed."
    copy = "He came to Burford on Wednesday , and left . The mayor , a lawyer , stayed ."
    restored = restore(copy, source=source, policy=Policy(threshold=0.0)).text
    assert restored == copy.replace("Burford", "Burford ,")


def test_words_misread_together_with_the_white_space_before_them_get_it_back():
    source = "He saw Tom Co., licensed by the city."
    assert restore(source.replace(" lic", "lio"), source=source, policy=Policy(threshold=0.0)).text == source


def test_words_put_right_beside_a_mark_of_the_copy_alone_get_no_white_space():
    source = "He saw that the funds were administered by the city."
    copy = source.replace("administered by", "“admimstered by”")
    policy = Policy(threshold=0.0, ignore=Selector.parse("punctuation"))
    assert restore(copy, source=source, policy=policy).text == copy.replace("mims", "minis")


def test_where_capitals_are_kept_a_misread_word_still_has_those_of_the_source():
    source = "THE MAYOR LEFT TOWN. The order lacked any detail about the funds, and nobody at the last council asked."
    copy = "The Mayor Left Town. The order lacked any dctail about the funds, and nobody at the Iaft counoil asked."
    policy = Policy(threshold=0.0, ignore=Selector.parse("case"))
    assert restore(copy, source=source, policy=policy).text == source.replace("THE MAYOR LEFT TOWN", copy[:19])
    misread = copy.replace("Mayor", "Mavor")
    assert restore(misread, source=source, policy=policy).text == source.replace(source[:19], "The MAYOR Left Town")


def test_a_mark_of_the_copy_alone_is_not_taken_for_the_source_s_before_it():
    source = "He said that the council asked the. mayor about it."
    differences = restore(source.replace(" mayor", " .nayor"), source=source).differences
    assert [each.replacement for each in differences] == ["", "mayor"]


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        (
            "市長は昨日の会議で新しい計画を\n発表した。市民は反対している。",
            "市長は昨日の会議で新しい計画を登表した。市民は反対している。",
        ),
        ("He came to Burford—\nwhere the mayor lived—and left.", "He came to Burford—whore the mayor lived—and left."),
        ("He came to Burford\n—where the mayor lived—and left.", "He came to Burfond—where the mayor lived—and left."),
    ],
)
def test_a_line_of_the_source_that_ends_where_no_white_space_was_brings_none(source, copy):
    assert restore(
        copy, source=source, policy=Policy(threshold=0.0, select=Selector.parse("all"))
    ).text == source.replace("\n", "")


@pytest.mark.parametrize("mark", [",", ")", ", and"])
def test_what_was_lost_behind_a_moved_block_comes_behind_it_again(mark):
    block = "a storm took the roof of the court in the night and broke nine of its windows"
    stays = "The council of the harbour met in the old school on Monday and sold its boats, which nobody had wanted"
    source = f"{stays} {block}{mark} so they left for the hills"
    copy = f"{block} {stays} so they left for the hills"
    found = find_differences(align(copy, source=source))
    assert [d.code.op for d in found] == [Op.MOVE, Op.DELETE]
    assert apply_plan(copy, make_plan(copy, [d.decided(Decision.APPLY) for d in found])) == source


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        ("They sat by the fire\nand said nothing.\nIt was late.", "They sat by the\nand said nothing.\nIt was late."),
        ("They sat by the fire\nand said nothing.\nIt was late.", "They sat by the fire\nsaid nothing.\nIt was late."),
        ("We have five minutes\r\nbefore noon.\r\nRun.", "We have\r\nbefore noon.\r\nRun."),
        ("They sat there.\nNobody came.\nIt was late.", "They sat there.\nIt was late."),
    ],
)
def test_words_that_were_lost_at_a_line_s_end_stand_at_its_end(source, copy):
    policy = Policy(threshold=0.0, select=Selector.parse("all"))
    assert restore(copy, source=source, policy=policy).text == source
