from itertools import pairwise

import pytest

from restore.aligner.alignment import Relation
from restore.aligner.engine import align_texts
from restore.aligner.repeats import LONGEST
from restore.repair import Policy
from restore.restoration import restore
from restore.text import Text

BEFORE = "The council of Port Talbot met on Monday to hear what had become of the ferry."
SAID = "The old ferry had not left the harbour since the storm in March."
LOST = "Two of its engines were sent to Glasgow, where nobody has looked at them."
LATER = "Its owner hopes for a grant, and the passengers take the bus."
SOURCE = f"{BEFORE} {SAID} {LOST} {LATER}"


def again_in(copy, source=SOURCE):
    alignment = align_texts(Text.of(copy), Text.of(source))
    return [alignment.copy.slice(again.copy_start, again.copy_end) for again in alignment.again]


@pytest.mark.parametrize(
    "copy",
    [
        f"{BEFORE} {SAID} {SAID} {LATER}",
        f"{BEFORE}\n\n{SAID}\n\n{SAID}\n\n{LATER}",
        f"{BEFORE}\n\n{SAID}\n\nShare this article\n\n{SAID} {LOST} {LATER}",
    ],
)
def test_a_sentence_said_twice_beside_what_was_lost_stands_over_against_nothing(copy):
    assert again_in(copy) == [SAID]
    text = restore(copy, source=SOURCE, policy=Policy(threshold=0.9)).text
    assert text.count(SAID) == 1
    assert LATER in text


def test_what_is_put_in_and_nothing_else_needs_no_second_alignment():
    alignment = align_texts(Text.of(f"{BEFORE} {SAID} {SAID} {LOST} {LATER}"), Text.of(SOURCE))
    assert alignment.again == ()
    assert [b.copy_end - b.copy_start for b in alignment.blocks if b.relation is Relation.CHANGED] == [14]


@pytest.mark.parametrize(
    "copy",
    [
        SOURCE,
        f"{BEFORE} {SAID} {LATER}",
        f"{BEFORE} {SAID} It rained. {SAID} {LATER}",  # said again, and not beside itself
        f"{BEFORE} {SAID} {SAID.lower()} {LATER}",  # no sentence begins
        f"{BEFORE}\n\nThe old ferry of Talbot\n\nThe old ferry of Talbot had not left {LATER}",  # a heading
    ],
)
def test_what_is_said_once_or_is_no_sentence_stays(copy):
    assert again_in(copy) == []


def test_what_the_source_says_twice_too_stays():
    source = f"{BEFORE} {SAID} {SAID} {LOST} {LATER}"
    assert again_in(f"{BEFORE} {SAID} {SAID} {LATER}", source) == []


def test_a_sentence_like_the_one_before_in_the_source_too_is_another():
    source = f"{BEFORE} {SAID} {SAID.replace('March', 'October')} {LATER}"
    assert again_in(f"{BEFORE} {SAID} {SAID} {LATER}", source) == []


def test_what_is_longer_than_a_paragraph_is_not_looked_for():
    long = " ".join(f"word{k}" for k in range(LONGEST)) + "."
    source = f"{BEFORE} Long {long} {LOST} {LATER}"
    assert again_in(f"{BEFORE} Long {long} Long {long} {LATER}", source) == []


def test_one_sentence_over_and_over_is_found_in_order_and_apart():
    copy = f"{BEFORE} " + "So it is, and so it was. " * 300 + LATER
    alignment = align_texts(Text.of(copy), Text.of(f"{BEFORE} So it is, and so it was. {LOST} {LATER}"))
    again = alignment.again
    assert again
    assert all(one.copy_end <= other.copy_start for one, other in pairwise(again))
