from dataclasses import replace

import pytest

from restore.bench.documents import BenchPair, PairKind
from restore.bench.own import THRESHOLDS, applied_share, bins, own_of, token_errors, undamaged, word_errors
from restore.damage import Damaged, GoldDifference
from restore.damage.measures import Reliability
from restore.differences import Code, Span
from restore.repair import Policy
from restore.restoration import restore

SOURCE = "The order lacked any detail about the funds. The mayor left town at noon."


def test_word_errors_fall_when_repaired():
    copy = SOURCE.replace("detail", "dctail").replace("town", "tovvn")
    kept = word_errors(restore(copy, source=SOURCE, policy=Policy(threshold=1.0)))
    assert (kept.before, kept.after, kept.words, kept.left) == (2, 2, 14, 1.0)
    repaired = word_errors(restore(copy, source=SOURCE, policy=Policy(threshold=0.0)))
    assert (repaired.before, repaired.after, repaired.left) == (2, 0, 0.0)


def test_the_errors_of_a_pair_with_gold_are_tokens_off_the_ideal_and_an_editor_makes_none(certain):
    pair = replace(certain, kind=PairKind.PAIR)
    copy, source = pair.damaged.copy, pair.damaged.source
    kept = own_of(pair, restore(copy, source=source, policy=Policy(threshold=1.0))).errors
    assert (kept.before, kept.after, kept.words) == (3, 3, len(undamaged(pair.damaged)))
    assert own_of(pair, restore(copy, source=source, policy=Policy(threshold=0.0))).errors.after == 0


def test_undamaged_is_the_copy_with_what_is_damage_undone(document):
    tokens = document.damaged.copy.replace(".", " .").split()
    assert undamaged(document.damaged) == [*tokens[:7], "detail", *tokens[8:]]


def test_how_a_repair_spaces_what_it_puts_in_is_no_error():
    source, copy = "He left the well-kept, old town.", "He left the , old town ."
    lost = GoldDifference("g1", Code.parse("delete:hyphen"), Span(12, 12, ""), Span(12, 21, "well-kept"), damage=True)
    document = BenchPair("p", PairKind.PAIR, "shown", Damaged(copy, source, (lost,)))
    errors = token_errors(document, restore(copy, source=source, policy=Policy(threshold=0.0)))
    assert (errors.before, errors.after, errors.words) == (1, 0, 8)


def test_a_text_in_which_nothing_is_damage_counts_as_changed_by_any_repair():
    copy = SOURCE.replace("noon.", "noon!")
    for threshold, changed in ((1.0, 0), (0.0, 1)):
        restoration = restore(copy, source=SOURCE, policy=Policy(threshold=threshold))
        own = own_of(BenchPair("r", PairKind.REVISED, "style", Damaged(copy, SOURCE, ())), restoration)
        assert (own.changed.part, own.changed.whole) == (changed, 1)
        assert own.applied.part == 0


def test_marks_and_capitals_are_no_content():
    copy = SOURCE.replace("The mayor", "the mayor").replace("noon.", "noon!").replace("left", "departed from")
    share = applied_share(restore(copy, source=SOURCE, policy=Policy(threshold=0.0)))
    assert share.whole == 1


def test_of_an_edition_no_repair_is_right():
    copy = SOURCE.replace("left town", "went home")
    document = BenchPair("r", PairKind.REVISED, "revised", Damaged(copy, SOURCE, ()))
    own = own_of(document, restore(copy, source=SOURCE))
    assert sum(own.all.claims) >= 1
    assert sum(own.all.right) == 0
    assert own.all.error == pytest.approx(sum(own.all.confidence) / sum(own.all.claims))


def test_of_a_misread_page_every_repair_is_right():
    copy = SOURCE.replace("detail", "dctail")
    own = own_of(BenchPair("m", PairKind.MISREAD, "misread", Damaged(copy, SOURCE, ())), restore(copy, source=SOURCE))
    assert own.all.right == own.all.claims
    assert own.errors.before == 1


def test_coverage_falls_as_the_threshold_rises(certain):
    own = own_of(certain, restore(certain.damaged.copy, source=certain.damaged.source))
    coverage = [counts.recall for counts in own.repairs]
    assert len(coverage) == len(THRESHOLDS)
    assert coverage == sorted(coverage, reverse=True)
    assert coverage[0] == 1.0


def test_the_entity_table_holds_entities_only(certain):
    own = own_of(certain, restore(certain.damaged.copy, source=certain.damaged.source))
    assert sum(own.entity.claims) == 1
    assert sum(own.entity.right) == 1
    assert sum(own.all.claims) == 2


def test_bins_leave_out_the_empty_ones():
    reliability = Reliability(
        (0,) * 5 + (4,) + (0,) * 3 + (2,), (0.0,) * 5 + (2.2,) + (0.0,) * 3 + (1.9,), (0,) * 5 + (2,) + (0,) * 3 + (2,)
    )
    assert [(b.start, b.claims, b.right) for b in bins(reliability)] == [(0.5, 4, 0.5), (0.9, 2, 1.0)]
