from restore.bench.claims import Elsewhere, answer_of, answer_of_restoration, gold_pairs
from restore.damage import Damaged, GoldDifference, make_damage
from restore.damage.matching import Region
from restore.damage.measures import Counts
from restore.differences import Cause, Code, Decision, Op, Span
from restore.restoration import restore
from restore.text import Text


def pairs_of(damaged):
    return gold_pairs(damaged, Text.of(damaged.copy), Text.of(damaged.source))


def test_words_that_stand_elsewhere_are_an_entity():
    copy, source = Text.of("They asked Rahm Emanuel , twice"), Text.of("Rahm Emanuel left . They asked him twice")
    elsewhere = Elsewhere(copy, source)
    assert elsewhere.has(Region(2, 4, 6, 7))
    assert not elsewhere.has(Region(2, 5, 6, 7)), "with the comma they stand nowhere"
    assert not elsewhere.has(Region(4, 5, 7, 7)), "a mark is no mention"


def test_words_that_stand_only_in_the_region_itself_are_none():
    copy, source = Text.of("one two"), Text.of("zero one two")
    assert not Elsewhere(copy, source).has(Region(0, 2, 0, 3))


def test_an_answer_repairs_all_that_it_reports():
    copy, source = Text.of("any Emanuel left"), Text.of("any detail left . Emanuel")
    answer = answer_of([Region(1, 2, 1, 2), Region(3, 3, 3, 5)], copy, source)
    assert [(str(d.code), d.copy.text, d.source.text) for d in answer.differences] == [
        ("replace:entity", "Emanuel", "detail"),
        ("delete:wording", "", ". Emanuel"),
    ]
    assert {d.decision for d in answer.differences} == {Decision.APPLY}
    assert answer.pairs == {(0, 0), (2, 2)}


def test_regions_that_are_cut_wrongly_are_given_no_pairs():
    copy, source = Text.of("a b"), Text.of("x b")
    assert answer_of([], copy, source).pairs == {(1, 1)}


def test_gold_pairs_are_the_tokens_no_difference_touches(document):
    found = pairs_of(document.damaged)
    copy, source = Text.of(document.damaged.copy), Text.of(document.damaged.source)
    assert {(copy.token(i), source.token(j)) for i, j in found if copy.token(i) != source.token(j)} == set()
    assert len(found) == len(source) - 2


def test_gold_pairs_follow_a_moved_block():
    source, copy = "one two three . four five six .", "four FIVE six . one two three ."
    move = GoldDifference(
        "m", Code(Op.MOVE, Cause.PASSAGE), Span(0, 15, "four FIVE six ."), Span(16, 31, "four five six ."), damage=True
    )
    inner = GoldDifference(
        "g", Code(Op.REPLACE, Cause.CASE), Span(5, 9, "FIVE"), Span(21, 25, "five"), damage=True, within="m"
    )
    assert pairs_of(Damaged(copy, source, (move, inner))) == {
        (0, 4), (2, 6), (3, 7), (4, 0), (5, 1), (6, 2), (7, 3),
    }  # fmt: skip


def test_a_made_copy_has_each_source_token_paired_or_in_a_difference():
    from restore.bench.documents import shipped

    clean = shipped()[1].read_text(encoding="utf-8")
    for recipe in ("heavy+move", "foreign-mixed", "ocr"):
        damaged = make_damage(clean, seed=3, recipe=recipe)
        found = pairs_of(damaged)
        source = Text.of(damaged.source)
        spans = [g.source for g in damaged.gold if g.code.op is not Op.MOVE]
        eaten = {i for i in range(len(source)) for s in spans if s.start <= source.starts[i] < s.end}
        assert {j for _, j in found} | eaten == set(range(len(source))), recipe
        assert len({i for i, _ in found}) == len(found) == len({j for _, j in found})


def test_our_answer_has_the_alignment_and_the_differences(document):
    restoration = restore(document.damaged.copy, source=document.damaged.source)
    answer = answer_of_restoration(restoration)
    assert answer.differences == restoration.differences
    assert Counts.of(pairs_of(document.damaged), answer.pairs).extra == 0
