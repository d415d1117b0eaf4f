"""What a changed stretch is before it is cut: mentions with their beginnings, and what stands there once more."""

import pytest

from restore.aligner.alignment import Block, Mention, Relation
from restore.judging.wholes import paragraphs_apart, with_beginnings, without_repeated
from restore.restoration import restore
from restore.text import Text

FRENCH = "Yves Le Goff est maire. Il dit que la ville demande qu'il parte. Il rit. Le conseil sait qu'il reste."
GERMAN = (
    "Die Stadt will ihren alten Speicher verkaufen. Claudia Alfons sucht einen Käufer, der ihn erhalte. Sie will kein "
    "Hotel. Den Bürgern gefällt das."
)
BRACKETS = (
    "Kim Lee leads the council. Mayor Ortiz and Kim Lee signed the deal. She praised it at length. He said nothing. "
    "They left at once, and she went home."
)
RUSSIAN = (
    "В посёлке закрывают станцию. Наблюдатель проработал здесь тридцать лет и за всё время пропустил два дня. Прибор "
    "передаёт данные, но зимой обледеневает. Он чистит её лопатой."
)
LETTER = "Dear Sir or Madam,\n\nWe act for the Company in connection with invoices. They fell due in May."


def mentions(copy, source, *found):
    ours, theirs = Text.of(copy), Text.of(source)
    block = Block(Relation.CHANGED, 0, len(ours), 0, len(theirs), None, found)
    return [ours.slice(mention.start, mention.end) for mention in with_beginnings(ours, theirs, block).mentions]


@pytest.mark.parametrize(
    ("copy", "source", "found", "whole"),
    [
        ("den alten Speicher", "alten Speicher", [Mention(1, 3, 0)], ["den alten Speicher"]),
        ("den alten Speicher", "alten Speicher den", [Mention(0, 1, 2), Mention(1, 3, 0)], ["den alten Speicher"]),
        ("qu'Yves Le Goff", "Yves Le Goff", [Mention(1, 3, 1)], ["qu'Yves Le Goff"]),
        ("a-t-Yves Le Goff", "Yves Le Goff", [Mention(1, 3, 1)], ["a-t-Yves Le Goff"]),
        ("qu'Anne Le Goff", "Yves Le Goff", [Mention(1, 3, 1)], ["Le Goff"]),  # another begins so
        ("mit alten Speicher", "alten Speicher", [Mention(1, 3, 0)], ["alten Speicher"]),
        ("Speicher den alten", "Speicher den alten", [Mention(0, 2, 0), Mention(2, 3, 2)], ["Speicher den", "alten"]),
    ],
)
def test_a_mention_has_the_article_before_it_and_the_word_that_another_is_written_onto(copy, source, found, whole):
    assert mentions(copy, source, *found) == whole


def test_neither_is_left_behind_where_the_mention_goes():
    copy = FRENCH.replace("qu'il", "qu'Yves Le Goff").replace("Il rit", "Yves Le Goff rit")
    assert restore(copy, source=FRENCH).text == FRENCH
    copy = GERMAN.replace("der ihn", "der den alten Speicher").replace("Sie", "Claudia Alfons")
    assert restore(copy, source=GERMAN).text == GERMAN


def pieces(text, first, last, source, start, end):
    ours, theirs = Text.of(text), Text.of(source)
    block = Block(Relation.CHANGED, first, last, start, end, None, (Mention(first, last, 0),))
    return [
        (
            str(each.relation),
            ours.slice(each.copy_start, each.copy_end),
            theirs.slice(each.source_start, each.source_end),
        )
        for each in without_repeated(ours, theirs, block)
    ]


def test_what_stands_there_once_more_is_no_mention_that_goes_on():
    assert pieces("Dear Sir, Dear Sir, We act", 3, 7, "Dear Sir, We act", 3, 4) == [
        ("changed", "Dear Sir,", ""),
        ("equal", "We", "We"),
    ]
    assert len(pieces("Dear Sir, Dear Tom, We act", 3, 7, "Dear Sir, We act", 3, 4)) == 1
    assert len(pieces("Dear Sir, Dear Sir, We act", 3, 7, "Dear Sir, he act", 3, 4)) == 1
    copy = LETTER.replace("We act", "Dear Sir or Madam,\n\nWe act")
    result = restore(copy, source=LETTER)
    assert [str(difference.code) for difference in result.differences] == ["insert:duplicate"]
    assert result.text == LETTER


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        (
            BRACKETS,
            BRACKETS.replace("She", "She (Kim Lee)").replace("He ", "He (Mayor Ortiz) ").replace("she", "she [Lee]"),
        ),
        (BRACKETS, BRACKETS.replace("He ", "They ").replace("She", "They").replace("she", "they")),
        (BRACKETS, BRACKETS.replace("deal", "so-called deal").replace("length", "so-called length")),
        (RUSSIAN, RUSSIAN.replace("ё", "е")),
    ],
)
def test_what_somebody_put_in_throughout_stays(source, copy):
    assert restore(copy, source=source).text == copy


@pytest.mark.parametrize(
    ("copy", "source", "found"),
    [
        ("CHAPTER II\n\nlt", "It", [("CHAPTER II", ""), ("lt", "It")]),
        ("lt", "The Night\n\nIt", [("", "The Night"), ("lt", "It")]),
        ("horne\n\nHe left.", "home", [("horne", "home"), ("He left.", "")]),
        ("mov-\n\n* A note.\n\ning", "moving", [("mov-\n\n* A note.", ""), ("ing", "moving")]),
        ("horne\nHe left.", "home", [("horne\nHe left.", "home")]),  # lines alone, as prose has them
        ("horne\n\nHe left.", "", [("horne\n\nHe left.", "")]),
    ],
)
def test_a_paragraph_beside_other_words_is_apart_from_them(copy, source, found):
    ours, theirs = Text.of(copy), Text.of(source)
    parts = paragraphs_apart(ours, theirs, Block(Relation.CHANGED, 0, len(ours), 0, len(theirs)))
    assert [
        (ours.slice(part.copy_start, part.copy_end), theirs.slice(part.source_start, part.source_end)) for part in parts
    ] == found


def test_a_paragraph_that_ends_with_the_mark_of_the_one_before_begins_with_that():
    ours, theirs = Text.of("horne."), Text.of("home.\n\nHe had left.")
    block = Block(Relation.CHANGED, 0, 1, 0, len(theirs) - 1)
    parts = paragraphs_apart(ours, theirs, block)
    assert [theirs.slice(part.source_start, part.source_end) for part in parts] == ["home", ".\n\nHe had left"]
