import sys
from unicodedata import category

import pytest

from restore import restore
from restore.convention import Convention
from restore.text import Text

TREEBANK = "He said , `` it 's so . '' Then he left -LRB- at ten -RRB- ."
PROSE = 'He said, "it\'s so." Then he left (at ten).'
FORMAT = "".join(chr(code) for code in range(sys.maxunicode) if category(chr(code)) == "Cf")


def written(copy, source):
    text = Text.of(source)
    return Convention.of(Text.of(copy)).write(text, 0, len(text))


@pytest.mark.parametrize(
    ("copy", "source", "expected"),
    [
        (TREEBANK, "“Yes,” she said (twice).", "`` Yes , '' she said -LRB- twice -RRB- ."),
        (TREEBANK, '"Yes," she said.', "`` Yes , '' she said ."),
        (TREEBANK, "She can't.", "She ca n't ."),
        (TREEBANK, "×’ll it’s", "×’ll it 's"),  # a letter that was read byte by byte
        (PROSE, "“Yes,” she’d said.", '"Yes," she\'d said.'),
        ("“So,” he’d say, “it’s it.”", '"Yes," she\'d said ("no").', "“Yes,” she’d said (“no”)."),
        ("``So,'' he'd say.", "“Yes,” she’d said.", "``Yes,'' she'd said."),
        ("One line here, no more.", "Two.\n\nThree.", "Two. Three."),
        ("One.\r\nTwo.\r\n", "Two.\n\nThree.", "Two.\r\n\r\nThree."),
        ("One.\nTwo.", "Two.\r\nThree.\rFour.", "Two.\nThree.\nFour."),
    ],
)
def test_repairs_are_written_as_the_copy_is(copy, source, expected):
    assert written(copy, source) == expected


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        (TREEBANK + "\nMore .", "Two .\n\nThree ca n't ."),
        (TREEBANK + "\r\nMore .", "Two .\r\n\r\nThree ca n't ."),
        (TREEBANK, "Two . Three ca n't ."),
    ],
)
def test_whole_lines_keep_their_ends_in_spaced_text_if_that_has_lines(copy, expected):
    source = Text.of("Two. \n \n Three can't.")
    convention = Convention.of(Text.of(copy))
    assert convention.write(source, 0, len(source), lines=True) == expected
    assert convention.write(source, 0, len(source)) == "Two . Three ca n't ."


@pytest.mark.parametrize("lines", ["", "\nMore .", "\r\nMore ."])
def test_format_characters_beside_white_space_join_no_words_in_spaced_text(lines):
    convention = Convention.of(Text.of(TREEBANK + lines))
    for sign in FORMAT:
        source = Text.of(f"one\t{sign}two{sign} three{sign}\n4 {sign} 'll,\t{sign}\nso")
        assert Text.of(convention.write(source, 0, len(source), lines=True)).folds == source.folds, hex(ord(sign))


def test_what_a_text_does_most_is_its_convention():
    convention = Convention.of(Text.of(TREEBANK))
    assert convention == Convention(spaced=True, double_quotes="``''", apostrophe="'", brackets=True, newline=" ")
    assert not Convention.of(Text.of(PROSE)).spaced
    assert not Convention.of(Text.of("Well , it was, he said, so.")).spaced


def test_dirt_among_signs_that_stand_close_is_no_convention():
    assert not Convention.of(Text.of("他把茶壶摆在柜 .台正中，没有改一个字。")).spaced
    assert Convention.of(Text.of("他 把 茶壶 摆 在 柜台 正 中 , 没有 改 一 个 字 .")).spaced
    found = restore("他把茶壶摆在柜 .台正中，没有改一个字。", source="他把茶壶摆在柜台正中，没有写一个字。", force=True)
    assert [d.replacement for d in found.differences] == ["", "写"]


@pytest.mark.parametrize(
    ("copy", "source", "expected"),
    [
        ("No marks at all.", "„Nie“, that’s what he said: “so”.", "„Nie“, that’s what he said: “so”."),
        ("No marks at all.", 'It\'s "so".', 'It\'s "so".'),
        ("No marks at all , none .", "„Nie“, it’s “so”.", "„ Nie “ , it ’s “ so ” ."),
        ("„Nie war es so", 'He said "so" there.', "He said “so” there."),
        ('"Never", it\'s', "„Nie“, it’s “so”.", '"Nie", it\'s "so".'),
        ("„Nie“, “no”", '„Ja", said: "so".', "„Ja”, said: “so”."),
        ("``Never'', it's", "„Nie“, it’s,“so”.", "``Nie'', it's,``so''."),
        ("`` Never '' , it 's .", "„Nie“, it’s “so”.", "`` Nie '' , it 's `` so '' ."),
    ],
)
def test_quotes_are_the_copys_where_it_has_any_and_else_the_sources(copy, source, expected):
    assert written(copy, source) == expected


def test_nothing_is_written_as_nothing():
    assert Convention.of(Text.of(TREEBANK)).write(Text.of(PROSE), 3, 3) == ""
    assert Convention.of(Text.of("")).newline == " "


@pytest.mark.parametrize("text", [TREEBANK, PROSE, "“So,” he’d say.", "One.\r\nTwo."])
def test_a_text_is_written_in_its_own_convention_as_it_is(text):
    assert written(text, text) == text


@pytest.mark.parametrize(
    ("source", "spaced"),
    [
        ("He left the U.S. for good.", "He left the U.S. for good ."),
        ("Jane A. Moss, Ph.D., and so do I.", "Jane A. Moss , Ph.D. , and so do I ."),
        ("So do I. She has plan B.\nIt failed.", "So do I . She has plan B . It failed ."),
    ],
)
def test_initials_keep_their_full_stops_in_spaced_text(source, spaced):
    text = Text.of(source)
    assert Convention.of(Text.of("So , he left . They , too , left .")).write(text, 0, len(text)) == spaced
    parted = Convention.of(Text.of("So , J . Moss left . They , too , left ."))
    assert "A.J. Moss" in Convention.of(Text.of("So , A. Moss left . They , too .")).write(Text.of("A.J. Moss"), 0, 5)
    assert parted.write(Text.of("A.J. Moss"), 0, 5) == "A . J . Moss"
