import time
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.aligner.alignment import Alignment, Block, Relation
from restore.cli.demo import COPY, SEEDS, SOURCE
from restore.differences import Cause, Code, Decision, Difference, Op, Span
from restore.pairing import FAR, LEFT, TOLD, closed, paired, pairs
from restore.repair import Policy, decided
from restore.restoration import align, find_differences, restore
from restore.session.document import ReviewDocument, Side
from restore.session.ruling import Answer
from restore.session.session import Session
from restore.text import Text, is_word

MARKS = st.lists(st.sampled_from([*"()[]{}“”„\"'‘’«»", "``", "''", "-LRB-", "-RRB-", "a", "b", "'s"]), max_size=30)


def partners(raw):
    text = Text.of(raw)
    return [(text.token(a), a, b) for a, b in sorted(pairs(text).items()) if a < b]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("( a ( b ) c )", [("(", 0, 6), ("(", 2, 4)]),
        ("( a [ b ) c ]", [("(", 0, 4), ("[", 2, 6)]),
        ("-LRB- a ) （ b -RRB-", [("-LRB-", 0, 2), ("（", 3, 5)]),
        (") a (", []),
        ("a) so b) or", []),
        ("“a “b” c”", [("“", 0, 6), ("“", 2, 4)]),
        ("„a“ »b« ”c” «d»", [("„", 0, 2), ("»", 3, 5), ("”", 6, 8), ("«", 9, 11)]),
        ('"a" he said "b"', [('"', 0, 2), ('"', 5, 7)]),
        ("`` a '' \" b \"", [("``", 0, 2), ('"', 3, 5)]),
        ("‘a’ and 'b'", [("‘", 0, 2), ("'", 4, 6)]),
        ("the dogs' tails in the '90s, rock ' roll", []),
        ("「こ『れ』だ」", [("「", 0, 6), ("『", 2, 4)]),
    ],
)
def test_the_pairs_of_a_text(raw, expected):
    assert partners(raw) == expected


def test_what_was_never_closed_is_not_closed_from_afar():
    assert partners("( " + "a " * (FAR - 1) + ")") == [("(", 0, FAR)]
    assert partners("( " + "a " * FAR + ")") == []


@given(MARKS)
def test_partners_are_each_others_and_of_one_kind(pieces):
    text = Text.of(" ".join(pieces))
    found = pairs(text)
    assert all(found[other] == mark != other for mark, other in found.items())
    kinds = {"(": ")", "[": "]", "{": "}"}
    first = [(text.folds[a], text.folds[b]) for a, b in found.items() if a < b]
    assert all(kinds.get(a, a) == b for a, b in first)


def made(copy, source, found):
    """Differences between two texts: spans, cause and confidence of each."""
    differences = [
        Difference(
            f"{n}",
            Code(Op.REPLACE if a < b and c < d else Op.INSERT if a < b else Op.DELETE, cause),
            Span(a, b, copy[a:b]), Span(c, d, source[c:d]), source[c:d], confidence, "seen",
        )
        for n, ((a, b), (c, d), cause, confidence) in enumerate(found)
    ]  # fmt: skip
    return paired(align(copy, source=source), differences)


MARK = Cause.PUNCTUATION


def test_partners_get_the_lowest_confidence_and_say_so():
    one, other = made("x CNN — b", "x (CNN) b", [((2, 2), (2, 3), MARK, 0.6), ((6, 7), (6, 7), MARK, 0.98)])
    assert (one.confidence, other.confidence) == (0.6, 0.6)
    assert (one.evidence, other.evidence) == ("seen", "seen" + TOLD)


def test_partners_in_the_copy_alone():
    one, other = made("x (CNN) b", "x CNN b", [((2, 3), (2, 2), MARK, 0.99), ((6, 7), (5, 5), MARK, 0.7)])
    assert (one.confidence, other.confidence) == (0.7, 0.7)


def test_two_that_close_the_same_mark():
    copy, source = "x ( CNN — b ) c", "x ( CNN ) — b c"
    one, other = made(copy, source, [((8, 8), (8, 9), MARK, 0.99), ((12, 13), (13, 13), MARK, 0.5)])
    assert (one.confidence, other.confidence) == (0.5, 0.5)


def test_a_half_whose_partner_is_as_it_should_be_stands_alone():
    (only,) = made("x (CNN b", "x (CNN) b", [((6, 6), (6, 7), MARK, 0.97)])
    assert only.confidence == 0.97


def test_a_half_goes_with_what_is_left_to_a_person_however_sure():
    found = [((2, 2), (2, 3), MARK, 0.99), ((6, 10), (6, 13), Cause.HEADING, 0.97)]
    one, other = made("x CNN then", "x (CNN) after", found)
    assert (one.confidence, other.confidence) == (LEFT, 0.97)


@pytest.mark.parametrize("confidence", [0.6, 0.99])
def test_a_half_goes_with_the_words_that_have_the_other(confidence):
    found = [((2, 2), (2, 3), MARK, confidence), ((6, 11), (6, 10), Cause.ENTITY, 0.97)]
    one, other = made("x CNN Trump", "x (CNN) he", found)
    assert (one.confidence, other.confidence) == (0.97, 0.97)


def test_a_bracket_written_in_letters_is_no_word():
    found = [((2, 7), (2, 2), MARK, 0.6), ((12, 17), (5, 5), MARK, 0.98)]
    one, other = made("x -LRB- CNN -RRB- b", "x CNN b", found)
    assert (one.confidence, other.confidence) == (0.6, 0.6)


def test_nested_and_crossing_pairs_are_told_apart():
    source = "a ( b [ c ) d ] e"
    copy = "a b c d e"
    found = [
        ((2, 2), (2, 3), MARK, 0.9), ((4, 4), (6, 7), MARK, 0.8),
        ((6, 6), (10, 11), MARK, 0.7), ((8, 8), (14, 15), MARK, 0.95),
    ]  # fmt: skip
    assert [d.confidence for d in made(copy, source, found)] == [0.7, 0.8, 0.7, 0.8]


def words(difference):
    return any(is_word(fold) for span in (difference.copy, difference.source) for fold in Text.of(span.text).folds)


@given(MARKS, MARKS, st.floats(LEFT + 0.01, 1))
def test_no_half_of_a_pair_is_applied_by_default(copy, source, threshold):
    copy, source = " ".join(copy), " ".join(source)
    alignment = align(copy, source=source)
    found = [d for d in decided(find_differences(alignment), Policy(threshold=threshold)) if d.op is not Op.MOVE]
    for side, text in (("copy", alignment.copy), ("source", alignment.source)):
        owner = {
            k: d
            for d in found
            for k in range(len(text))
            if getattr(d, side).start <= text.starts[k] and text.ends[k] <= getattr(d, side).end
        }
        for mark, other in pairs(text).items():
            if mark in owner and other in owner and not (words(owner[mark]) or words(owner[other])):
                one, partner = owner[mark], owner[other]
                assert one.confidence == partner.confidence
                assert (one.decision is Decision.APPLY) == (partner.decision is Decision.APPLY)


def halves(differences):
    return [d for d in differences if d.copy.text in {"(", ")"} and d.copy.start < 30]


def test_the_brackets_of_the_seed_pair_stay_whole_until_a_person_decides():
    copy, source = (SEEDS / COPY).read_text(encoding="utf-8"), (SEEDS / SOURCE).read_text(encoding="utf-8")
    result = restore(copy, source=source)
    assert [d.decision for d in halves(result.differences)] == [Decision.REVIEW] * 2
    assert result.text.lstrip().startswith("Los Angeles ( CNN ) Democratic mayors")

    document = ReviewDocument("", Side("c", copy), Side("s", source), result.differences)
    session = Session()
    session.add([document])
    session.decide([result.differences.index(halves(result.differences)[1])], Answer.APPLY)
    assert [d.decision for d in halves(session.resolved(document))] == [Decision.REVIEW, Decision.APPLY]


@pytest.mark.parametrize("marks", ["(", "()", "([)]", '"', "' ", "“ "])
def test_a_hundred_thousand_marks_and_differences_take_no_time(marks):
    size = 100_000
    copy, source = "x" * size, (marks * size)[:size]
    theirs = Text.of(source)
    spans = list(zip(theirs.starts, theirs.ends, strict=True))
    differences = [
        Difference("", Code(Op.REPLACE, MARK), Span(k, k + 1, "x"), Span(a, b, source[a:b]), "", k / size, "")
        for k, (a, b) in enumerate(spans)
    ]
    ours = Text(copy, range(size), range(1, size + 1), array("i", [0]) * size, ["x"], ["x"] * size)
    alignment = Alignment(ours, theirs, [Block(Relation.CHANGED, 0, size, 0, len(theirs))])
    began = time.process_time()
    assert len(paired(alignment, differences)) == len(differences)
    assert time.process_time() - began < 10  # each with each would be hours


def mention(copy, text, cause=Cause.ENTITY):
    start = copy.index(text)
    return Difference(
        "m", Code(Op.REPLACE, cause), Span(start, start + len(text), text), Span(0, 3, "She"), "She", 0.98, ""
    )


def comma(copy, start):
    return Difference("c", Code(Op.INSERT, Cause.PUNCTUATION), Span(start, start + 1, ","), Span(3, 3, ""), "", 0.6, "")


@pytest.mark.parametrize(
    ("copy", "text"),
    [("Ada Brandt, the miller, came.", "Ada Brandt, the miller"), ("Ada , the miller , came .", "Ada , the miller")],
)
def test_a_comma_that_closes_what_a_mention_opened_is_part_of_its_difference(copy, text):
    found = [mention(copy, text), comma(copy, copy.rindex(","))]
    (one,) = closed(Text.of(copy), found)
    assert (one.copy.text, one.replacement, one.confidence) == (copy[: copy.rindex(",") + 1], "She", 0.98)


@pytest.mark.parametrize(
    ("copy", "text", "cause"),
    [
        ("Ada Brandt, came.", "Ada Brandt", Cause.ENTITY),
        ("1,300 men, came.", "1,300 men", Cause.ENTITY),
        ("Ada Brandt, the miller, came.", "Ada Brandt, the miller", Cause.WORDING),
        ("Ada Brandt, the miller came, so.", "Ada Brandt, the miller", Cause.ENTITY),
    ],
)
def test_other_commas_are_differences_of_their_own(copy, text, cause):
    found = [mention(copy, text, cause), comma(copy, copy.rindex(","))]
    assert closed(Text.of(copy), found) == found
