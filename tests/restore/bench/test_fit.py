"""Fitting: what is left out together, what a curve says, and that what is stored can be walked."""

from array import array
from itertools import chain, cycle
from math import log

import numpy as np
import pytest

from restore import align
from restore.bench.corpus import Corpus
from restore.bench.families import Family, Sample
from restore.bench.fit import COST, FEW, HEAVIEST, PAGES, WEIGHTS, Lesson, _curves, _forest, curve, fit
from restore.bench.training import FOLDS, TURNS, Example
from restore.errors import InputError
from restore.judging.model import KINDS, MANY, SCHEMA, Curve
from restore.judging.profile import OUTCOMES
from restore.judging.weighing import NAMES, OWN, Weighing
from tests.restore.bench.conftest import names
from tests.restore.judging import forests

SOURCE = "Emanuel spoke. The order lacked any detail about the funds. Aides left early, and so did he."
WORDS = ("order", "detail", "funds", "Aides")


@pytest.fixture
def lightgbm():
    """It is a library for C as well, which a system may lack."""
    try:
        return pytest.importorskip("lightgbm")
    except OSError as error:
        pytest.skip(f"lightgbm: {error}")


def example(family, outcome, name="one", word="Emanuel"):
    copy = SOURCE.replace("detail", word)
    weighing = Weighing(align(copy, source=SOURCE))
    return Example(Sample(name, family, copy, SOURCE, ()), name, weighing, [OUTCOMES.index(outcome)])


def many(number):
    """Intruders, misreadings and other words by turns, of all families with a turn of their own and of a document's."""
    kinds = cycle([("Emanuel", "intruder"), ("dctail", "misreading"), ("figure", "editor")])
    families = [Family.COREFERENCE, Family.SHIFTED, Family.HOUSE, Family.REVISED]
    return [
        example(families[k // 3 % len(families)], outcome, f"d{k}", word)
        for k, (word, outcome) in zip(range(number), kinds, strict=False)
    ]


def test_families_that_tell_of_each_other_are_left_out_together_whatever_their_text():
    assert FOLDS[Family.COREFERENCE] == FOLDS[Family.EDITION]
    assert len({example(Family.SHIFTED, "intruder", f"d{k}").turn for k in range(20)}) == 1
    assert set(FOLDS.values()) == set(range(TURNS))


def test_a_family_alone_of_its_kind_is_split_by_document_and_a_document_is_not():
    turns = {example(Family.REVISED, "editor", f"d{k}").turn for k in range(40)}
    assert turns == set(range(TURNS))
    assert len({example(Family.MISREAD, "misreading", "one", word).turn for word in ("Emanuel", "dctail")}) == 1
    for family in (Family.REVISED, Family.REWRITTEN, Family.CHAINED, Family.MISREAD):
        assert family not in FOLDS, "without it nothing of its kind is known"


def test_families_weigh_by_the_root_of_their_size_and_a_wrong_repair_costs_more():
    found = [example(Family.HOUSE, "intruder")] * 4 + [
        example(Family.PLAIN, "intruder"),
        example(Family.PLAIN, "editor"),
    ]
    lesson = Lesson.of(found)
    house, plain = lesson.weights[0], lesson.weights[4]
    assert house * 4 / (plain * 2) == pytest.approx(np.sqrt(2))
    assert lesson.weights.mean() == pytest.approx(1)
    assert lesson.costs[5] == pytest.approx(COST * lesson.weights[5])
    assert lesson.costs[:5] == pytest.approx(lesson.weights[:5])


def test_a_near_word_that_an_editor_meant_costs_no_more():
    lesson = Lesson.of([example(Family.HOUSE, "editor", word="dctail")])
    assert lesson.costs == pytest.approx(lesson.weights)


def test_real_and_edited_texts_weigh_more_in_a_tree_and_less_so_in_a_curve():
    found = [example(Family.HOUSE, "intruder"), example(Family.EDITION, "intruder")]
    lesson = Lesson.of(found)
    assert lesson.costs[1] / lesson.costs[0] == pytest.approx(WEIGHTS[Family.EDITION])
    assert lesson.weights[1] / lesson.weights[0] == pytest.approx(WEIGHTS[Family.EDITION] ** 0.5)


def test_no_difference_weighs_as_much_as_a_whole_family():
    found = [example(Family.HOUSE, "intruder")] * 3000 + [example(Family.REVISED, "editor")]
    lesson = Lesson.of(found)
    assert lesson.weights[-1] == HEAVIEST
    assert lesson.costs[-1] > HEAVIEST


def test_scores_become_shares_of_what_is_possible():
    lesson = Lesson.of([example(Family.HOUSE, "intruder"), example(Family.HOUSE, "editor")])
    scores = np.zeros((2, len(OUTCOMES)))
    scores[0, OUTCOMES.index("intruder")] = log(6)
    ((first,), (second,)) = lesson.shares(scores)
    assert first.intruder > second.intruder
    assert first.style == first.move == first.repetition == 0
    assert sum(first.each) == pytest.approx(1)


def test_a_curve_rises_and_says_what_share_was_right():
    scores = np.linspace(0, 1, 20 * FEW)
    truth = (scores > 0.5).astype(np.float64)
    found = Curve(**curve(scores, truth, np.ones(len(scores))))
    assert list(found.shares) == sorted(found.shares)
    assert found.at(0.1) < 0.05
    assert 0.95 < found.at(0.9) < 1, "nothing is certain"


def test_a_curve_has_no_steps_where_chance_alone_would_make_some():
    chance = np.random.default_rng(1)
    scores = np.sort(chance.uniform(0.5, 1, 200 * FEW))
    truth = (chance.uniform(size=len(scores)) < scores).astype(np.float64)
    found = Curve(**curve(scores, truth, np.ones(len(scores))))
    shares = np.array([found.at(x) for x in np.arange(0.6, 0.99, 0.01)])
    assert np.abs(shares - np.arange(0.6, 0.99, 0.01)).max() < 0.04
    assert np.diff(shares).max() < 0.03


def test_scores_of_nothing_and_of_all_are_as_far_as_a_curve_goes():
    scores = np.array([0.0, 1.0] * 4 * FEW)
    found = curve(scores, scores, np.ones(len(scores)))
    assert np.isfinite([*found["scores"], *found["shares"]]).all()
    assert found["scores"][1] > 1e-5


def test_marks_are_believed_less_than_they_are_right_and_those_of_a_damaged_copy_a_little_less(monkeypatch):
    asked = {}
    monkeypatch.setattr("restore.bench.fit.curve", lambda *_, doubt: asked.setdefault(len(asked), doubt))
    lesson = Lesson.of([example(Family.HOUSE, "intruder")])
    _curves(lesson, np.zeros((1, len(NAMES))), np.zeros((1, len(OUTCOMES))))
    doubts = dict(zip(KINDS, asked.values(), strict=True))
    assert doubts["form"] > doubts["damaged form"] > 0 == doubts["words"]


def test_of_misread_copies_real_pages_say_more_than_those_that_were_edited_as_well(monkeypatch):
    asked = {}
    monkeypatch.setattr("restore.bench.fit.curve", lambda _, __, weights, **___: asked.setdefault(len(asked), weights))
    lesson = Lesson.of([example(family, "misreading") for family in (Family.HOUSE, Family.MISREAD)])
    rows = np.zeros((2, len(NAMES)))
    _curves(lesson, rows, np.zeros((2, len(OUTCOMES))))
    clean = next(weights for weights in asked.values() if len(weights))
    rows[:, [NAMES.index("copy.misread_share"), NAMES.index("copy.misreadings")]] = 1.0, MANY + 1
    asked.clear()
    _curves(lesson, rows, np.zeros((2, len(OUTCOMES))))
    misread = dict(zip(KINDS, asked.values(), strict=True))["misread"]
    assert misread / clean == pytest.approx([1.0, PAGES])


def test_a_curve_goes_by_weights():
    scores = np.full(2 * FEW, 0.5)
    truth, weights = np.tile([0.0, 1.0], FEW), np.tile([3.0, 1.0], FEW)
    assert Curve(**curve(scores, truth, weights)).at(0.5) == pytest.approx(0.25, abs=0.05)


def test_a_curve_of_nothing_is_straight():
    found = Curve(**curve(np.array([]), np.array([]), np.array([])))
    assert [found.at(x) for x in (0.0, 0.5, 1.0)] == pytest.approx([0.0, 0.5, 1.0], abs=1e-3)


def test_trees_are_stored_as_they_say(lightgbm):
    rows = np.random.default_rng(1).normal(size=(400, 3))
    truth = (rows[:, 1] > 0.2).astype(int) + (rows[:, 2] > 0)
    padded = np.arange(len(OUTCOMES))
    labels = np.concatenate([truth, padded])
    table = lightgbm.Dataset(np.concatenate([rows, np.zeros((len(padded), 3))]), label=labels)
    trees = lightgbm.train(
        {"objective": "multiclass", "num_class": len(OUTCOMES), "num_leaves": 4, "verbose": -1, "num_threads": 1},
        table,
        5,
    )
    asked = forests.trees(forests.loaded(_forest(trees)), len(OUTCOMES))
    sums = asked.sums(array("d", rows.ravel().tolist()), array("I", [255] * len(rows)))
    assert np.array(sums) == pytest.approx(trees.predict(rows, raw_score=True), abs=1e-4)


def test_what_is_fitted_can_be_walked_and_tells_right_from_wrong(lightgbm, monkeypatch):
    found = many(1080)
    monkeypatch.setattr("restore.bench.fit.examples", lambda *_: iter(found))
    monkeypatch.setattr("restore.bench.fit.ROUNDS", (8, 8))
    said = []
    stored = fit(Corpus(), copies=1, tell=said.append)
    assert (stored["schema"], stored["names"], stored["outcomes"]) == (SCHEMA, list(NAMES), list(OUTCOMES))
    assert stored["provenance"]["differences"] == {"editor": 360, "intruder": 360, "misreading": 360}
    assert said[0] == "1080 texts, 1080 differences"
    first = forests.loaded(stored["first"])
    assert max(first.features) < OWN
    sums = forests.trees(first, len(OUTCOMES)).sums(
        array("d", chain.from_iterable(each.weighing.first()[0] for each in found[:3])), array("I", [255] * 3)
    )
    assert [OUTCOMES[max(range(len(row)), key=row.__getitem__)] for row in sums] == ["intruder", "misreading", "editor"]
    words = Curve(**stored["curves"]["words"])
    assert words.at(0.05) < 0.2
    assert 0.8 < words.at(0.95) < 1
    assert fit(Corpus(), copies=1) == stored, "the same texts give the same model"


def test_a_corpus_too_small_is_refused_in_one_line(tmp_path):
    path = tmp_path / "lines.jsonl"
    path.write_text(f'{{"id": "{names(0, 1)[0]}", "copy": "When did Ana leave?", "source": "When did she leave?"}}\n')
    with pytest.raises(InputError, match="too few"):
        fit(Corpus(rewritten=path), copies=1)
