from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.differences import Cause, Code, Decision, Difference, Op, Selector, Span
from restore.errors import UsageError
from restore.repair import Plan, Policy, Splice, apply_plan, decided, make_plan


def difference(copy, start, end, replacement="", *, code="replace:entity", source=0, **more):
    theirs = Span(source, source + len(replacement), replacement)
    name = f"{start}-{end}-{replacement}"
    at = Span(start, end, copy[start:end])
    return Difference(name, Code.parse(code), at, theirs, replacement, **{"confidence": 1.0, "evidence": "", **more})


def repaired(copy, *differences):
    chosen = [d for d in decided(differences, Policy(select=Selector.parse("all"))) if d.decision is Decision.APPLY]
    assert len(chosen) == len(differences)
    return apply_plan(copy, make_plan(copy, chosen))


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.text(max_size=3))))
def test_a_plan_changes_its_spans_and_nothing_else(copy, wanted):
    splices, at = [], 0
    for start, size, text in sorted(wanted):
        if at <= start and start + size <= len(copy):
            splices.append(Splice(start, start + size, text))
            at = start + size
    restored = apply_plan(copy, Plan(splices))
    kept = [
        copy[before.end : after.start] for before, after in zip([Splice(0, 0, ""), *splices], splices, strict=False)
    ]
    assert restored == "".join(k + s.text for k, s in zip(kept, splices, strict=True)) + copy[at:]


@pytest.mark.parametrize(
    "splices", [[Splice(0, 3, ""), Splice(2, 4, "")], [Splice(4, 5, ""), Splice(0, 1, "")], [Splice(3, 2, "")]]
)
def test_a_plan_that_overlaps_is_refused(splices):
    with pytest.raises(ValueError, match="splices overlap"):
        Plan(splices)


def test_a_plan_of_a_longer_text_is_refused():
    with pytest.raises(ValueError, match="reaches to offset 9, the copy ends at 5"):
        apply_plan("short", Plan([Splice(7, 9, "")]))


def test_words_taken_out_take_the_space_before_them():
    copy = "the mayor mayor spoke , and left"
    assert repaired(copy, difference(copy, 10, 15)) == "the mayor spoke , and left"
    assert repaired(copy, difference(copy, 22, 23)) == "the mayor mayor spoke and left"
    assert repaired("one two", difference("one two", 4, 7)) == "one"
    assert repaired("(two) one", difference("(two) one", 1, 4)) == "() one"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_whole_line_taken_out_leaves_no_empty_one(end):
    def lines(*each):
        return end.join(each)

    def without_again(copy):
        at = copy.index("again")
        return repaired(copy, difference(copy, at, at + 5))

    assert without_again(lines("one", "again", "two")) == lines("one", "two")
    assert without_again(lines("one", "  again", "two")) == lines("one", "two")
    assert without_again(lines("one", "", "again", "two")) == lines("one", "", "two"), "what parts paragraphs stays"
    assert without_again(lines("one", "again", "")) == lines("one", "")
    assert without_again(lines("one", "again")) == "one"
    assert without_again(lines("one again", "two")) == lines("one", "two")


def test_marks_taken_out_leave_the_white_space_between_them():
    copy = "the bank,” ‘and of"
    for blank in (" ", "\n"):
        assert repaired(copy.replace("” ", f"”{blank}"), difference(copy, 9, 12)) == f"the bank,{blank}and of"
    assert repaired("a (b) c", difference("a (b) c", 4, 5)) == "a (b c"
    assert repaired("我（a b）们", difference("我（a b）们", 1, 6)) == "我们"


def test_words_put_in_fill_the_hole_a_tokeniser_left():
    copy = "a   plan"
    assert repaired(copy, difference(copy, 4, 4, "so-called ")) == "a so-called plan"


def test_words_never_grow_together():
    assert repaired("Trump's'order", difference("Trump's'order", 7, 8)) == "Trump's order"
    assert repaired("a|b c", difference("a|b c", 1, 2, "x")) == "a x b c"
    assert repaired("ca n't", difference("ca n't", 0, 2, "wo")) == "wo n't"
    assert repaired("can't", difference("can't", 0, 2, "wo")) == "won't"


def test_a_mark_goes_where_it_belongs_without_a_space():
    assert repaired("yes he said", difference("yes he said", 3, 3, ",", code="insert:punctuation")) == "yes, he said"


def test_what_is_put_in_stands_before_what_is_changed_there_and_in_the_sources_order():
    copy = "x end"
    found = [
        difference(copy, 0, 1, "three", source=30),
        difference(copy, 0, 0, "two ", source=20),
        difference(copy, 0, 0, "one ", source=10),
    ]
    assert repaired(copy, *found) == "one two three end"


MOVED = "First.\n\nThe thrid one.\n\nSecond.\n"


def move(copy, start, end, target):
    return difference(copy, start, end, code="move:passage", target=target, source=50)


def test_a_move_carries_its_block_and_the_repairs_inside_it():
    carried = move(MOVED, 8, 22, len(MOVED) - 1)
    inside = difference(MOVED, 12, 17, "third", within=carried.id, source=55)
    assert repaired(MOVED, carried, inside) == "First.\n\nSecond.\n\nThe third one.\n"
    assert repaired(MOVED, carried) == "First.\n\nSecond.\n\nThe thrid one.\n"
    assert repaired(MOVED, inside) == "First.\n\nThe third one.\n\nSecond.\n"


def test_a_block_moves_to_the_beginning():
    assert repaired(MOVED, move(MOVED, 24, 31, 0)) == "Second.\n\nFirst.\n\nThe thrid one.\n"


def test_words_are_put_in_where_a_block_is_taken_out():
    carried = move(MOVED, 8, 22, len(MOVED) - 1)
    put_in = difference(MOVED, 8, 8, "New. ", code="delete:passage", source=8)
    assert repaired(MOVED, carried, put_in).split() == "First. New. Second. The thrid one.".split()


@pytest.mark.parametrize(
    ("policy", "decision"),
    [
        (Policy(), Decision.APPLY),
        (Policy(threshold=0.99), Decision.REVIEW),
        (Policy(threshold=0.99, thresholds={"entity": 0.5}), Decision.APPLY),
        (Policy(thresholds={"entity": 0.5, "replace:entity": 0.99}), Decision.REVIEW),
        (Policy(thresholds={"entity": 0.99, "replace": 0.5}), Decision.REVIEW),
        (Policy(ignore=Selector.parse("entity")), Decision.KEEP),
        (Policy(select=Selector.parse("case")), Decision.REVIEW),
        (Policy(select=Selector.parse("case,entity"), ignore=Selector.parse("replace")), Decision.KEEP),
    ],
)
def test_a_policy_decides(policy, decision):
    assert policy.decide(difference("abc", 0, 1, "x", confidence=0.96)) is decision


@pytest.mark.parametrize("cause", Cause)
def test_only_damage_is_applied_by_default(cause):
    left = {Cause.HEADING, Cause.PASSAGE, Cause.WORDING}
    decision = Policy().decide(difference("abc", 0, 1, "x", code=f"replace:{cause}"))
    assert decision is (Decision.REVIEW if cause in left else Decision.APPLY)
    assert Policy().decide(difference("abc", 0, 1, code=f"{Op.MOVE}:{cause}")) is Decision.REVIEW


@pytest.mark.parametrize("policy", [{"threshold": 1.5}, {"thresholds": {"entity": -1}}, {"thresholds": {"entitty": 1}}])
def test_a_policy_that_cannot_be_is_refused(policy):
    with pytest.raises(UsageError):
        Policy(**policy)


@pytest.mark.parametrize("codes", ["entity", ["entity"], frozenset({"entity"})])
@pytest.mark.parametrize("field", ["select", "ignore"])
def test_codes_that_are_no_selector_are_refused(field, codes):
    with pytest.raises(TypeError, match=rf"^{field}: .*write Selector\.parse"):
        Policy(**{field: codes})


@pytest.mark.parametrize("given", [{"threshold": "0.9"}, {"thresholds": {"entity": None}}])
def test_a_threshold_is_a_number(given):
    with pytest.raises(TypeError, match=r"^(threshold|entity): .* is no number; give one from 0 to 1$"):
        Policy(**given)


@pytest.mark.parametrize(
    "number", [Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), float("nan"), float("inf"), -1]
)
def test_a_threshold_is_a_probability_whatever_counts(number):
    for said in ({"threshold": number}, {"thresholds": {"entity": number}}):
        with pytest.raises(UsageError, match=r"^(threshold|entity): .* is no probability; give a number from 0 to 1$"):
            Policy(**said)


@pytest.mark.parametrize("name", ["all", "entity,case", " entity", "", ","])
def test_a_threshold_that_would_hold_for_nothing_is_refused(name):
    with pytest.raises(UsageError, match=r"^thresholds: .* is not one code; give each its own"):
        Policy(thresholds={name: 0.5})


@pytest.mark.parametrize("thresholds", [None, "entity", [("entity", 0.9)], {1: 0.9}, {None: 0.9}])
def test_thresholds_that_are_none_are_told(thresholds):
    with pytest.raises(TypeError, match=r"^thresholds: .* write \{'entity': 0\.9\}$"):
        Policy(thresholds=thresholds)


@pytest.mark.parametrize(
    ("copy", "put_in", "restored"),
    [
        ("Later Anna Moss\n\n denied it.", "she", "Later she denied it."),
        ("They saw Anna Moss\r\n, who left.", "her", "They saw her, who left."),
        ("They saw Anna Moss\n's house.", "her", "They saw her's house."),
        ("Later Anna Moss.\n\n denied it.", "she", "Later she denied it."),
        ("They saw Anna Moss.\n\n’s house.", "Moss", "They saw Moss’s house."),
        # what a sentence or a line may begin with, and a copy that has such lines elsewhere
        ("They saw Anna Moss\n\n Then they left.", "her", "They saw her\n\n Then they left."),
        ("They saw Anna Moss\nthen they left.", "her", "They saw her\nthen they left."),
        ("They saw Anna Moss\n then\n  left.", "her", "They saw her\n then\n  left."),
    ],
)
def test_line_ends_that_a_mention_brought_along_go_with_it(copy, put_in, restored):
    start = copy.index("Anna")
    found = [difference(copy, start, start + 9, put_in)]
    if copy[start + 9] == ".":
        found.append(difference(copy, start + 9, start + 10, code="insert:punctuation"))
    assert repaired(copy, *found) == restored
    spelt = [difference(copy, start, start + 9, put_in, code="replace:spelling"), *found[1:]]
    assert "\n" in repaired(copy, *spelt)


@pytest.mark.parametrize(
    ("copy", "taken", "restored"),
    [
        ("Later Anna Moss\n\n denied it.", "insert:entity", "Later Moss denied it."),
        ("Later Anna Moss-Lee\n\n, who left.", "insert:entity", "Later Moss-Lee, who left."),
        ("Later Anna Moss\n\n denied it.", "insert:duplicate", "Later Moss denied it."),
        ("Later Anna Moss\n\n denied it.", "insert:spelling", "Later Moss\n\n denied it."),
        # a sentence that ends, a line that begins, and more words than a mention has left
        ("Later Anna Moss.\n\n denied it.", "insert:entity", "Later Moss.\n\n denied it."),
        ("Later Anna Moss\n\n Denied it.", "insert:entity", "Later Moss\n\n Denied it."),
        ("Anna Moss of the town of it\n\n denied it.", "insert:entity", "Moss of the town of it\n\n denied it."),
    ],
)
def test_line_ends_that_a_mention_brought_behind_words_that_stay_go_with_it(copy, taken, restored):
    start = copy.index("Anna")
    assert repaired(copy, difference(copy, start, start + 4, code=taken)) == restored


def test_line_ends_behind_another_repair_are_not_those_of_the_words_before_it():
    copy = "Later Anna Moss left\n\n denied it."
    both = difference(copy, 6, 10), difference(copy, 16, 20, "went", code="replace:spelling")
    assert repaired(copy, *both) == "Later Moss went\n\n denied it."


def test_line_ends_behind_a_block_that_moves_are_not_its_mention_s():
    copy = "He saw Anna Moss\n\n then. They left."
    carried = move(copy, 0, 16, copy.index("They"))
    inside = difference(copy, 7, 16, "her", within=carried.id, source=55)
    assert repaired(copy, carried, inside).split() == "then. He saw her They left.".split()


def test_a_threshold_may_be_that_of_a_code_as_a_value():
    code = Code.parse("insert:entity")
    policy = Policy(thresholds={code: 0.5, Cause.SPELLING: 0.7})
    assert policy == Policy(thresholds={"insert:entity": 0.5, "spelling": 0.7})
    assert policy.threshold_of(code) == 0.5


def test_a_policy_stays_what_it_is_whatever_becomes_of_its_thresholds():
    mine = {"entity": 0.5}
    policy = Policy(thresholds=mine)
    mine |= {"entity": 7, "nothing": 1}
    assert policy == Policy(thresholds={"entity": 0.5})
