"""What judging says of whole pairs."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from restore import align, restore
from restore.differences import Cause, Decision, Explanation, Op, Share
from restore.judging import Verdict, blank, judged
from restore.judging.explanations import RIVALS
from restore.judging.profile import OUTCOMES, Shares
from restore.judging.shape import changes
from restore.judging.verdicts import LEAST, Look, _told, rounded
from restore.language import changes_meaning
from restore.restoration import find_differences
from restore.spacing import gaps
from tests.restore.judging.pairs import place_of

ROOT = Path(__file__).parents[3]
COPY, SOURCE = (
    (ROOT / "seeds" / name).read_text(encoding="utf-8")
    for name in ("001_688b93f7396bab4d.txt", "000_ce709637c3c52afc.txt")
)
GOLD = json.loads((ROOT / "fixtures/seed/sanctuary-cities/gold.json").read_text(encoding="utf-8"))["differences"]
FOUND = find_differences(align(COPY, source=SOURCE))
NAMED = {rival.NAME: rival for rival in RIVALS}
WORDS = (
    "the The mayor of Chicago President Donald Trump said that it would not be a day in court , . ! so-called 1,000 12"
    " 13 nicht kein ein détail oustody custody illegal legal May June she her can't cannot 市 長 رئيس ( ) “ ”"
).split()


@st.composite
def pairs(draw):
    """A copy some edits away from its source."""
    source = draw(st.lists(st.sampled_from(WORDS), max_size=30))
    copy = list(source)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(copy)))
        copy[at : at + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(WORDS), max_size=3))
    return " ".join(copy), " ".join(source)


def verdicts(copy, source):
    return judged(align(copy, source=source))


def same(one: Verdict, other: Verdict):
    return (place_of(one.change), one.cause, one.confidence, one.explanations, one.evidence) == (
        place_of(other.change),
        other.cause,
        other.confidence,
        other.explanations,
        other.evidence,
    )


@given(pairs())
@settings(max_examples=200)
@example((COPY, SOURCE))
def test_explanations_add_up_and_the_winner_gives_the_cause(pair):
    look = Look(align(pair[0], source=pair[1]))
    for verdict in look.verdicts():
        shares = [told.share for told in verdict.explanations]
        assert shares == sorted(shares, reverse=True)
        assert all(LEAST <= share <= 1 for share in shares)
        assert len({told.explanation for told in verdict.explanations}) == len(shares)
        assert sum(shares) == pytest.approx(1, abs=1e-9)
        assert shares == [round(share, 4) for share in shares]
        winner = verdict.explanations[0].explanation
        assert verdict.cause is NAMED[winner].cause(verdict.change, look.weighing.reader)
        assert 0 <= verdict.confidence < 1


@given(pairs())
@settings(max_examples=100)
@example(("the the 市 court the", "the the court"))
def test_what_a_restoration_says_is_what_was_judged(pair):
    for found in restore(pair[0], source=pair[1], force=True).differences:
        winner = found.explanations[0].explanation
        assert (found.cause is Cause.ENTITY) == (winner is Explanation.INTRUDER)
        assert (found.cause is Cause.DUPLICATE) == (winner is Explanation.REPETITION)
        mistyped = winner is Explanation.EDITOR and found.evidence.startswith("the copy has what is no word")
        assert (
            found.cause is not Cause.SPELLING or mistyped or winner in {Explanation.MISREADING, Explanation.TOKENISER}
        )


@given(pairs(), pairs())
@settings(max_examples=50)
def test_what_was_judged_before_changes_nothing(pair, other):
    before = verdicts(*pair)
    verdicts(*other)
    after = verdicts(*pair)
    assert all(map(same, before, after))
    assert len(before) == len(after)


@given(pairs())
@settings(max_examples=200)
@example(("We met in 1912 in town.", "We met in 1913 in town."))
@example(("Es gibt einen Grund dafür.", "Es gibt keinen Grund dafür."))
@example(("It was legal in all of it.", "It was illegal in all of it."))
@example(("He came in June to town.", "He came in July to town."))
def test_what_changes_the_meaning_is_never_spelling(pair):
    for verdict in verdicts(*pair):
        change = verdict.change
        if change.op is not Op.MOVE and changes_meaning(change.ours, change.theirs, misread=True):
            assert verdict.cause is not Cause.SPELLING
            assert Explanation.MISREADING not in {told.explanation for told in verdict.explanations}


@pytest.mark.parametrize(
    ("copy", "source"),
    [
        ("We met in 1912 in town.", "We met in 1913 in town."),
        ("Es gibt einen Grund dafür.", "Es gibt keinen Grund dafür."),
        ("It was legal in all of it.", "It was illegal in all of it."),
        ("He came in June to town.", "He came in July to town."),
        ("They will go to town.", "They will not go to town."),
        ("Some 12% of them went.", "Some 13% of them went."),
    ],
)
def test_another_number_date_or_negation_is_left_to_a_person(copy, source):
    (found,) = restore(copy, source=source).differences
    assert found.cause is Cause.WORDING
    assert found.confidence < 0.5
    assert found.decision is not Decision.APPLY


def test_each_change_is_judged_once_and_in_order():
    alignment = align(COPY, source=SOURCE)
    assert [place_of(v.change) for v in judged(alignment)] == [place_of(c) for c in changes(alignment)]


def test_nothing_is_judged_where_nothing_differs():
    assert verdicts(SOURCE, SOURCE) == []
    assert verdicts("", "") == []


def test_white_space_is_judged_behind_the_rest_and_takes_no_part_in_it():
    alignment = align("He saw the oustody of it, and left.", source="He saw the custody of it , and left .")
    blanks = [blank(alignment, gap.copy, gap.source) for gap in gaps(alignment)]
    plain, whole = judged(alignment), judged(alignment, blanks)
    assert [v.change for v in whole[len(plain) :]] == blanks
    assert {v.cause for v in whole[len(plain) :]} == {Cause.SPACING}
    assert [v.cause for v in whole[: len(plain)]] == [v.cause for v in plain]


def test_an_intruder_cut_in_another_way_is_told_as_one():
    told = _told(Shares(intruder=0.3, miscut=0.3, editor=0.4))
    assert told == (Share(Explanation.INTRUDER, 0.6), Share(Explanation.EDITOR, 0.4))


def spans(kind):
    return {
        (g["copy"]["start"], g["copy"]["end"], g["source"]["start"], g["source"]["end"])
        for g in GOLD
        if g["code"].endswith(kind)
    }


def found(cause):
    return {(d.copy.start, d.copy.end, d.source.start, d.source.end) for d in FOUND if d.cause is cause}


def test_every_intruder_of_the_seed_pair_is_found_by_its_spans_and_nothing_else():
    assert len(spans(":entity")) == 50
    assert found(Cause.ENTITY) == spans(":entity")


def test_the_intruders_of_the_seed_pair_are_sure_enough_to_repair():
    assert min(d.confidence for d in FOUND if d.cause is Cause.ENTITY) >= 0.95


def test_the_intruders_of_the_seed_pair_come_from_where_the_source_says_the_same():
    for d in FOUND:
        if d.origin and d.cause is Cause.ENTITY:
            said = SOURCE[d.origin.start : d.origin.end].casefold()
            assert set(said.split()) & set(d.copy.text.casefold().split())


def test_the_lost_headline_of_the_seed_pair_is_a_heading():
    assert FOUND[0].cause is Cause.HEADING
    assert (FOUND[0].copy.start, FOUND[0].source.start, FOUND[0].source.end) == (0, 0, 226)
    assert FOUND[0].source.text.startswith("03:48 - Source: CNN\nDe Blasio")


def test_the_lost_hyphenated_words_of_the_seed_pair_come_back():
    lost = {d.source.text: d.copy.start for d in FOUND if d.cause is Cause.HYPHEN}
    assert lost == {"so-called": 151, "co-cooperation": 2090}


STORY = (
    "Ana Ruiz spoke first on that day. The council heard what she said about the market. In the evening people had a "
    "talk about it, and nobody left the hall before the end. On the next day all of them came again to the square. "
    "A farmer asked whether the road would be mended in spring. Nobody could tell him, and so he went home."
)


def written(source, *words):
    for word in words:
        source = source.replace(word, "Ana Ruiz", 1)
    return source


def test_an_intruder_is_surer_among_others_of_its_kind():
    alone = {d.source.text: d for d in restore(written(STORY, "talk"), source=STORY).differences}
    among = {
        d.source.text: d
        for d in restore(written(STORY, "talk", "heard", "before", "farmer", "tell", "came"), source=STORY).differences
    }
    assert among["talk"].cause is Cause.ENTITY
    assert among["talk"].confidence >= 0.95
    assert among["talk"].confidence >= alone["talk"].confidence


def test_a_synonym_throughout_is_an_editor_s():
    source = STORY.replace("people", "council").replace("farmer", "council")
    copy = source.replace("council", "committee")
    result = restore(copy, source=source)
    assert {d.cause for d in result.differences} == {Cause.WORDING}
    assert result.text == copy


@pytest.mark.parametrize(
    ("copy", "source"),
    [
        ("The mayor told reporters that it was late.", "The mayor said that it was late."),
        ("When did Ana leave?", "When did she leave?"),
        ("We walked home in the rain that night.", "I walked home in the rain that night."),
    ],
)
def test_one_line_in_other_words_is_left_to_a_person(copy, source):
    result = restore(copy, source=source)
    assert result.differences
    assert result.text == copy


def test_misread_words_are_surer_in_a_misread_copy():
    words = {"council": "oouncil", "heard": "hcard", "market": "marhet", "people": "peopie", "evening": "cvening"}
    copy = STORY.replace("square", "squarc")
    (alone,) = restore(copy, source=STORY).differences
    for word, misread in words.items():
        copy = copy.replace(word, misread)
    among = [d for d in restore(copy, source=STORY).differences if d.source.text == "square"]
    assert among[0].evidence.startswith("1 of 6 characters differ")
    assert [d.cause for d in (alone, *among)] == [Cause.SPELLING] * 2
    assert among[0].confidence >= 0.95


def test_an_origin_lies_in_the_source_and_says_the_same():
    found = {d.source.text: d for d in restore(written(STORY, "talk", "heard", "before"), source=STORY).differences}
    origin = found["talk"].origin
    assert STORY[origin.start : origin.end] == found["talk"].copy.text == "Ana Ruiz"


@pytest.mark.parametrize(
    ("copy", "said"),
    [
        (STORY.replace("market", "marhet"), "1 of 6 characters differ"),  # one alone
        (STORY.replace("council", "COUNCIL"), "the same letters, other capitals"),
        (STORY.replace(" whether the road", ""), "the source has 3 words or marks here that the copy lacks"),
        (STORY.replace("asked", "never quite asked"), "the copy has 2 words or marks here that the source lacks"),
    ],
)
def test_evidence_says_what_can_be_checked(copy, said):
    (found,) = restore(copy, source=STORY).differences
    assert found.evidence == said


def test_evidence_of_an_intruder_counts_and_places_it():
    found = {d.source.text: d for d in restore(written(STORY, "talk", "heard", "before"), source=STORY).differences}
    assert found["talk"].evidence.startswith(
        "written over 3 different words in this copy; the source has these words once"
    )


@given(st.floats(0, 1) | st.integers(0, 20_000).map(lambda halves: halves / 20_000))
@example(0.00005)
@example(0.00015)
@example(0.12345)
@example(1.0)
def test_a_share_is_told_as_python_rounds_it(share):
    assert rounded(share) == round(share, 4)


@given(st.lists(st.floats(0.02, 1), min_size=len(OUTCOMES), max_size=len(OUTCOMES)))
@example([0.33336, 0, 0.33335, 0.33329, 0, 0, 0, 0])
def test_shares_are_told_the_likeliest_first_and_add_up_to_one(parts):
    told = [each.share for each in _told(Shares(*[part / sum(parts) for part in parts]))]
    assert told == sorted(told, reverse=True)
    assert sum(told) == pytest.approx(1, abs=1e-9)
