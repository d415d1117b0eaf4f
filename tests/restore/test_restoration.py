"""What holds of every restoration: nothing is lost, all of it can be done and left undone, ids stay."""

import gc
import html
import pickle
from copy import deepcopy
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from restore import align, restore
from restore.aligner.alignment import Alignment
from restore.batch import restore_records
from restore.damage import RECIPES, make_damage
from restore.differences import Cause, Decision, Op
from restore.errors import NotItsSource
from restore.find.pieces import Cut
from restore.judging.verdicts import Look
from restore.repair import apply_plan, make_plan
from restore.restoration import SHARE, find_differences
from restore.stages import Stage, listening
from restore.text import Text, is_word
from tests.interpreted import typed_as_it_is
from tests.restore.odd_texts import odd_pairs

SEEDS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))]
WORDS = (
    "the The mayor of Chicago President Donald Trump said that it would not be a day in court , . ! so-called 1,000 12"
    " détail Straße город мэр 市 長 東 京 شهر رئيس ภา 𝔸𝔹 👩‍👩‍👧 ( ) “ ” can't Rahm Emanuel’s"
).split()
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=40)


@st.composite
def pairs(draw):
    """A copy and a source: a few edits apart, with a mention put in, a stretch lost, repeated or carried elsewhere."""
    source = draw(SENTENCES)
    copy = list(source)
    for _ in range(draw(st.integers(0, 4))):
        at, end = sorted((draw(st.integers(0, len(copy))), draw(st.integers(0, len(copy)))))
        stretch = copy[at:end]
        kind = draw(st.sampled_from(["lose", "repeat", "carry", "write over", "new words"]))
        if kind == "lose":
            copy[at:end] = []
        elif kind == "repeat":
            copy[at:at] = stretch
        elif kind == "carry":
            copy[at:end] = []
            to = draw(st.integers(0, len(copy)))
            copy[to:to] = stretch
        elif kind == "write over":
            copy[at : at + 1] = source[end : end + 3]
        else:
            copy[at:end] = draw(st.lists(st.sampled_from(WORDS), max_size=5))
    space = draw(st.sampled_from([" ", " ", "\n", "\r\n", "  "]))
    return draw(st.sampled_from(["", "", "\ufeff"])) + space.join(copy), " ".join(source)


def differences_of(copy, source):
    return find_differences(align(copy, source=source))


def applied(copy, differences):
    return apply_plan(copy, make_plan(copy, [replace(d, decision=Decision.APPLY) for d in differences]))


def tokens(text):
    return list(Text.of(text).folds)


def words(text):
    return [fold for fold in tokens(text) if is_word(fold)]


def made(recipe, seed=1):
    damaged = make_damage(SEEDS[seed % len(SEEDS)], seed=seed, recipe=recipe)
    return damaged.copy, damaged.source


@given(pairs())
@settings(max_examples=300)
def test_every_token_of_both_texts_is_in_one_block(pair):
    copy, source = pair
    alignment = align(copy, source=source)
    assert [t for b in alignment for t in range(b.copy_start, b.copy_end)] == list(range(len(alignment.copy)))
    assert sorted(t for b in alignment for t in range(b.source_start, b.source_end)) == list(
        range(len(alignment.source))
    )


@given(pairs())
@settings(max_examples=300)
@example(("a b c", ""))
@example(("", "a b c"))
def test_all_repairs_together_give_the_tokens_of_the_source(pair):
    copy, source = pair
    assert tokens(applied(copy, differences_of(copy, source))) == tokens(source)


@given(odd_pairs())
@settings(max_examples=500)
@example(("B x", "B'' x"))
@example(("’ ’ x", "’’ x"))
@example(("1. 中", "1. 5 中"))
@example(("中\x1c", "中"))
@example(("b.", "b\n\u0301"))
@example(("1'.", "B’\nn"))
@example(("x&a;", "x&a"))
@example((" \u200b", "'S‿"))
@example(("Ã\xad", "Ã"))
@example(("SÃa x", "SÃª x"))
def test_all_repairs_together_give_the_tokens_of_the_source_however_odd(pair):
    copy, source = pair
    assert tokens(applied(copy, differences_of(copy, source))) == tokens(source)


@pytest.mark.parametrize("recipe", RECIPES)
def test_all_repairs_of_a_damaged_copy_give_the_tokens_of_the_source(recipe):
    copy, source = made(recipe)
    assert tokens(applied(copy, differences_of(copy, source))) == tokens(source)


@given(pairs())
def test_no_repair_gives_the_copy_back(pair):
    copy, source = pair
    kept = [replace(d, decision=Decision.KEEP) for d in differences_of(copy, source)]
    assert not make_plan(copy, kept).splices
    assert apply_plan(copy, make_plan(copy, kept)) == copy


@given(pairs())
@settings(max_examples=200)
def test_differences_are_sorted_apart_and_say_where_they_are(pair):
    copy, source = pair
    found = differences_of(copy, source)
    assert [d.copy.start for d in found] == sorted(d.copy.start for d in found)
    still = [d for d in found if d.op is not Op.MOVE]
    assert all(before.copy.end <= after.copy.start for before, after in pairwise(still))
    by_source = sorted(still, key=lambda d: (d.source.start, d.source.end))
    assert all(before.source.end <= after.source.start for before, after in pairwise(by_source))
    assert all(copy[d.copy.start : d.copy.end] == d.copy.text for d in found)
    assert all(source[d.source.start : d.source.end] == d.source.text for d in found)
    moves = {d.id for d in found if d.op is Op.MOVE}
    assert all(d.within is None or d.within in moves for d in found)


@given(pairs())
@settings(max_examples=200)
def test_operations_fit_their_spans_and_confidences_are_probabilities(pair):
    for d in differences_of(*pair):
        assert 0.0 <= d.confidence <= 1.0
        assert (d.op is Op.INSERT) == (bool(d.copy.text) and not d.source.text)
        assert (d.op is Op.DELETE) == (bool(d.source.text) and not d.copy.text)
        assert d.op is Op.INSERT or d.op is Op.MOVE or d.replacement


@pytest.mark.parametrize(("copy", "source"), [("A", "B"), ("M", "F"), ("Answer: A", "Answer: B"), ("x", "y")])
def test_a_letter_for_another_is_left_where_nothing_is_misread(copy, source):
    restored = restore(copy, source=source)
    assert restored.text == copy
    assert [str(difference.code) for difference in restored.differences] == ["replace:wording"]


@given(pairs())
@settings(max_examples=200)
def test_ids_are_unique(pair):
    found = differences_of(*pair)
    assert len({d.id for d in found}) == len(found)


@pytest.mark.parametrize("recipe", ["light", "heavy", "mixed", "ocr", "tokeniser"])
def test_ids_stay_when_text_is_put_in_far_away(recipe):
    copy, source = made(recipe)
    new = "Quite another paragraph stands before it now, scraped from the same page on a later day.\n\n"
    before = {d.id: d.copy.text for d in differences_of(copy, source)}
    after = {d.id: d.copy.text for d in differences_of(new + copy, source)}
    lost = set(before) - set(after)
    assert len(lost) <= 2  # at the very beginning the surroundings did change
    assert all(before[name] == after[name] for name in set(before) & set(after))


@pytest.mark.parametrize("recipe", RECIPES)
def test_evidence_is_one_line_that_quotes_neither_text(recipe):
    copy, source = made(recipe)
    for d in differences_of(copy, source):
        assert d.evidence
        assert d.evidence.isascii()
        assert len(d.evidence.splitlines()) == 1
        long_words = {word for word in words(d.copy.text) + words(d.source.text) if word.isalpha() and len(word) > 9}
        assert not long_words & set(words(d.evidence)) - {"characters"}


@pytest.mark.parametrize(
    ("copy", "source"),
    [
        ("", ""),
        ("word", "word"),
        ("word", "other"),
        ("\ufeffword\r\n", "word\n"),
        ("𝔸 met 𝔹 in 👩‍👩‍👧.", "𝔸 met ℂ in 👩‍👩‍👧."),
        ("قال الرئيس الرئيس إنه سيذهب", "قال الرئيس إنه سيذهب"),
        ("市長は東京に行った。", "市長は京都に行った。"),
        (" \n\t ", "a"),
        ("...", ",,,"),
        ("a\u202eb c", "ab c"),
    ],
)
def test_small_and_foreign_texts(copy, source):
    found = differences_of(copy, source)
    assert tokens(applied(copy, found)) == tokens(source)
    assert (found == []) == (Text.of(copy).forms == Text.of(source).forms)


@pytest.mark.parametrize("text", [*SEEDS[:2], "one", "a\r\nb", "\ufeffmarked"])
def test_a_text_restored_from_itself_stays(text):
    result = restore(text, source=text)
    assert result.text == text
    assert result.differences == []
    assert result.summary.fidelity == 1.0


def test_a_source_that_is_not_the_copys_is_refused_unless_forced():
    with pytest.raises(
        NotItsSource, match=r"^page 7 is not the source of draft: only \d% of the tokens align; "
    ) as told:
        restore(SEEDS[0], source=SEEDS[2], copy_name="draft", source_name="page 7")
    forced = restore(SEEDS[0], source=SEEDS[2], force=True)
    assert forced.differences
    assert told.value.share == forced.alignment.share < 0.1
    again = pickle.loads(pickle.dumps(told.value))  # as a pool of processes hands it on
    assert (str(again), again.share) == (str(told.value), told.value.share)


WORDS_OF_TWELVE = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.parametrize(
    ("copy", "source"),
    [
        ("", ""), ("", SEEDS[0]), (SEEDS[0], ""), ("one", "two"), ("one", SEEDS[0]), (" \n", "."),
        ("too short", "to tell anything"), (WORDS_OF_TWELVE, WORDS_OF_TWELVE),
        (" ".join("abcdefghijk"), " ".join("lmnopqrstuv")),
    ],
)  # fmt: skip
def test_what_is_too_short_to_tell_is_not_refused(copy, source):
    assert restore(copy, source=source).alignment.copy.raw == copy


def test_twelve_words_of_another_text_can_tell():
    with pytest.raises(NotItsSource):
        restore(" ".join("abcdefghijkl"), source=" ".join("mnopqrstuvwx"))


def test_a_passage_of_which_hardly_a_word_can_be_read_has_its_source_by_its_letters():
    printed = (
        "In Ballintray, the counter reopened at nine on Thursday. The first customer, a sheep farmer, bought one stamp."
    )
    read = "In Balliatroy '. the 1 cnonuter rsapeiad at sme * al Thursday. : 1lis frst cnstomer' o shep farmer; bough"
    assert restore(read, source=printed).alignment.share < SHARE
    with pytest.raises(NotItsSource):
        restore(read, source="The council is expected to vote on the register in October, when all of the honey is in.")


def test_line_ends_and_byte_order_mark_stay_where_nothing_is_repaired():
    copy = "\ufeffThe mayor met Emanuel in the city.\r\nNothing was decided on that day.\r\nThey parted.\r\n"
    source = copy[1:].replace("\r\n", "\n").replace("on that day", "on the day")
    result = restore(copy, source=source)
    repaired = applied(copy, result.differences)
    assert repaired == copy.replace("on that day", "on the day")


def test_a_text_that_repeats_itself_is_repaired_where_it_is_damaged():
    line = "The mayor of Chicago said on Tuesday that the city would go to court over the order.\n"
    source = line * 60
    at = len(line) * 31 + line.index("court")
    copy = source[:at] + "the mayor" + source[at + len("court") :]
    found = differences_of(copy, source)
    assert applied(copy, found) == source
    assert [(d.copy.start, d.copy.text, d.source.text) for d in found] == [(at, "the mayor", "court")]


def test_a_line_of_five_megabytes_is_aligned():
    sentence = " ".join(f"word{k}" for k in range(2000))
    source = " ".join(f"{sentence} part{k}" for k in range(0, 5_000_000, len(sentence) + 12))
    assert len(source) > 4_900_000
    copy = source.replace("part0 ", "part0 word7 ", 1)
    found = differences_of(copy, source)
    assert [(d.copy.text, d.source.text) for d in found] == [("word7", "")]
    assert applied(copy, found) == source


@pytest.mark.parametrize("recipe", ["light", "mixed", "ocr", "scraped"])
def test_without_the_compiled_core_the_answers_are_the_same(recipe, monkeypatch):
    copy, source = made(recipe, seed=2)
    fast = differences_of(copy, source)
    monkeypatch.setattr("restore.compiled.READING", None)
    with typed_as_it_is():
        assert differences_of(copy, source) == fast


def test_a_heading_that_is_taken_into_spaced_text_keeps_its_lines():
    body = "The mayor said , on Monday , that it was so . Then he left the city .\n\nNobody knew why , or when ."
    heading = "Story highlights\n\nMayors are confident\n\n"
    source = heading + body.replace(" ,", ",").replace(" .", ".")
    (found,) = restore(body, source=source).differences
    assert found.code.cause in {Cause.HEADING, Cause.PASSAGE}
    assert found.replacement == heading


def test_a_first_look_is_given_up_before_the_texts_are_aligned_again():
    folder = Path(__file__).parents[2] / "fixtures" / "real" / "coreference" / "clock"
    copy, source = ((folder / name).read_text(encoding="utf-8") for name in ("copy.txt", "source.txt"))
    held = {}

    def hear(stage):
        gc.collect()
        held[stage] = sum(isinstance(value, Alignment | Look) for value in gc.get_objects())

    with listening(hear):
        restore(copy, source=source)
    assert held[Stage.ALIGNING_AGAIN] == held[Stage.ALIGNING]


def test_restorations_of_one_pair_are_equal_however_they_came_to_be():
    source = SEEDS[0]
    copy = source.replace("court", "cuort")
    once, again = restore(copy, source=source), restore(copy, source=source)
    for other in (again, pickle.loads(pickle.dumps(once)), deepcopy(once)):
        assert other == once
        assert other.alignment == once.alignment
        assert hash(other) == hash(once)
    assert align(copy, source=source) == once.alignment
    assert restore(source, source=source) != once
    assert restore(copy, source=source, copy_name="another") != once


def test_a_restoration_is_written_down_as_plain_values_and_shown_in_a_line():
    result = restore(SEEDS[0].replace("court", "cuort"), source=SEEDS[0], copy_name="page.txt")
    plain = asdict(result)
    assert plain["differences"][0]["copy"]["text"] == result.differences[0].copy.text
    assert plain["policy"] == {"threshold": 0.95, "select": None, "ignore": None, "thresholds": {}}
    for value in (result, result.alignment, result.alignment.copy):
        assert "page.txt" in repr(value)
        assert len(repr(value)) < 200


@pytest.mark.parametrize("call", [align, restore])
@pytest.mark.parametrize(("copy", "source", "said"), [(b"a", "a", "copy: bytes is"), ("a", None, "source: None is")])
def test_what_is_no_text_is_told_by_its_name(call, copy, source, said):
    with pytest.raises(TypeError, match=said):
        call(copy, source=source)
    with pytest.raises(TypeError, match="copy_name: None is no text"):
        call("a", source="a", copy_name=None)
    with pytest.raises(TypeError, match="source_name: an int is no text"):
        call("a", source="a", source_name=3)


def test_confidences_that_are_none_are_told():
    with pytest.raises(TypeError, match=r"confidences: \[1\] are no EngineConfidences; give those of a Layout"):
        restore("a", source="a", confidences=[1])


def test_fidelity_is_the_share_of_both_texts_that_says_the_same():
    result = restore("one two three four five six seven", source="one two three four five six eight")
    assert result.fidelity == result.summary.fidelity == round(6 / 7, 6) == 0.857143


class Parsed(str):
    """What parsers of pages give: a string, and more."""

    __slots__ = ()


def test_a_kind_of_strings_is_a_string():
    copy, source = "He saw the oustody of it, and left.", "He saw the custody of it, and left."
    found = restore(Parsed(copy), source=Parsed(source))
    assert (type(found.text), found.text) == (str, restore(copy, source=source).text)
    assert Cut(Parsed(copy)).words.letters == Cut(copy).words.letters


def test_what_somebody_does_to_a_policy_is_no_other_restoration():
    found = restore("a b", source="a c")
    found.policy.thresholds["spelling"] = 0.0
    assert restore("a b", source="a c").policy.thresholds == {}


@pytest.mark.parametrize("policy", [0.9, {"threshold": 0.9}, "entity", 0])
def test_a_policy_is_one_or_is_refused_before_anything_is_done(policy):
    with pytest.raises(TypeError, match=r"^policy: .* is no Policy; write Policy\(threshold=0\.9\)$"):
        restore("a b", source="a b", policy=policy)
    with pytest.raises(TypeError, match="is no Policy"):
        restore_records([], policy=policy)


def test_a_page_that_was_read_byte_by_byte_is_put_right():
    source = (
        "On est une famille – dit-elle – très unie. Le pêcheur “rit” à midi, et la mère du garçon n’a rien vu. Voilà !"
    )
    for copy in (source.encode().decode("latin-1"), source.encode().replace(b"\x9d", b"\x9c").decode("cp1252")):
        result = restore(copy.replace("Ã\xa0", "à"), source=source)
        assert result.text == source
        assert {difference.decision for difference in result.differences} == {Decision.APPLY}
        assert not restore(source, source=copy.replace("Ã\xa0", "à")).differences


@pytest.mark.parametrize("escaped", [html.escape, lambda text: html.escape(html.escape(text))])
def test_characters_that_a_page_has_as_references_are_put_back(escaped):
    source = (
        "On est une famille, dit-elle, c'est l'été. L'institutrice n'a que onze élèves, et le pêcheur \"rit\" à midi."
    )
    copy = escaped(source).replace("é", "&eacute;").replace("ê", "&#234;").replace("à", "&#xe0;")
    result = restore(copy, source=source)
    assert result.text == source
    assert {difference.cause for difference in result.differences} == {Cause.SPELLING}
    assert not restore(source, source=copy).differences
