from dataclasses import dataclass, replace

import pytest

from restore.bench.accuracy import OURS, measure, total
from restore.bench.documents import BenchPair, PairKind
from restore.bench.figures import BY_KEY, FIGURES
from restore.damage import Damaged
from restore.damage.matching import Region
from restore.damage.measures import Proportion


@dataclass(frozen=True)
class Toy:
    """An aligner with one answer."""

    regions: tuple
    name: str = "toy"
    limit: int | None = None

    def version(self):
        return "1"

    def align(self, copy, source):
        return list(self.regions)


TRUE = Toy((Region(7, 8, 7, 8), Region(13, 14, 13, 14)))


def result_of(document, peer):
    return next(r for r in measure([document], [peer]) if r.aligner == peer.name)


def test_the_truth_scores_full_marks(document):
    result = result_of(document, TRUE)
    assert result.pairs.f1 == result.score.all_spans.f1 == result.score.entity_spans.f1 == 1
    assert result.flagged == (1.0,)
    assert result.honest == Proportion(0, 1)
    assert result.undone == Proportion(1, 1), "it has no way to leave an editor's word alone"


def test_no_answer_scores_none(document):
    result = result_of(document, Toy(()))
    assert result.score.entity_spans.recall == 0
    assert result.flagged == (0.0,)
    assert result.pairs.f1 == 1, "what it pairs is right, as far as it is the same"


def test_ours_comes_first_and_has_measures_of_its_own(document):
    ours, toy = measure([document], [TRUE])
    assert (ours.aligner, toy.aligner) == (OURS, "toy")
    assert ours.own
    assert toy.own is None


def test_an_aligner_with_a_limit_is_not_asked_about_more(document):
    assert [r.aligner for r in measure([document], [replace(TRUE, limit=5)])] == [OURS]


def test_results_add_up(document):
    one = result_of(document, TRUE)
    both = total([one, result_of(document, Toy(()))])
    assert both.documents == 2
    assert both.flagged_mean == pytest.approx(0.5)
    assert both.flagged_worst == 0.0
    assert both.score.entity_spans.recall == pytest.approx(0.5)


def test_a_real_pair_is_measured_by_what_was_flagged():
    pair = BenchPair("r", PairKind.REVISED, "revised", Damaged("He left . Ann spoke", "He stayed . Ann spoke", ()))
    result = result_of(pair, Toy((Region(1, 2, 1, 2),)))
    assert (result.honest, result.undone) == (Proportion(0, 1), Proportion(1, 1))
    shown = {figure.key for figure in FIGURES if figure.of(result) is not None}
    assert shown == {"revised_entity", "revised_undone"}


def test_entity_figures_need_entities():
    pair = BenchPair("r", PairKind.HOUSE, "ocr", Damaged("He left .", "He left .", ()))
    result = result_of(pair, Toy(()))
    assert BY_KEY["entity_f1"].of(result) is None
    assert BY_KEY["revised_entity"].of(result) is None
    assert BY_KEY["all_f1"].of(result) == 1
