import numpy as np
import pytest

from restore.find.evidence import FIGURES
from restore.find.fingerprints import gram_hashes
from restore.find.pieces import Cut, Level
from tests.benchmarks.find import SEEDS
from tests.benchmarks.find_fit import ABSENT, RECIPES, SETTINGS, Example, Row, channel, logistic, newton, quoting
from tests.benchmarks.find_texts import KINDS, RENEWED, SENTENCE, Pool, copies


def test_copies_of_every_kind_have_lost_their_source():
    made = list(copies(Pool.of(SEEDS), 10, 3 * ABSENT, RECIPES, absent=ABSENT))
    assert {copy.kind for copy in made if copy.source is None} == set(KINDS)
    assert sum(copy.source is None for copy in made) == 3


def test_a_fresh_text_is_always_the_same_and_shares_few_runs_with_others():
    pool, renewed = Pool.of(SEEDS), Pool.of(SEEDS, renewed=RENEWED)
    assert renewed.text(7) == renewed.text(7) != pool.text(7)

    def shared(made):
        here, there = (gram_hashes(Cut(made.text(number)).ids(Level.WORDS), 4) for number in (1, 2))
        return np.isin(here, there).mean()

    assert shared(renewed) < shared(pool) / 2


def test_texts_that_quote_have_a_sentence_of_a_text_that_the_library_lacks():
    pool = Pool.of(SEEDS, renewed=RENEWED)
    setting = SETTINGS[1]
    for document in list(quoting(pool, setting, 0))[:6]:
        lost = pool.text(setting.size + int(document.id[1:]))
        assert any(len(s) > 30 and s in document.text for s in SENTENCE.split(lost))
        assert lost not in document.text


def test_the_regression_finds_the_coefficients_that_made_the_data():
    dice = np.random.default_rng(0)
    figures = dice.normal(size=(20_000, 3)) * [1.0, 5.0, 0.1] + [0.0, 2.0, 1.0]
    truth = np.array([1.5, -0.2, 8.0])
    chances = 1 / (1 + np.exp(-(figures @ truth - 7)))
    fitted = newton(figures, (dice.random(len(figures)) < chances).astype(float), np.ones(len(figures)), ridge=1e-6)
    assert fitted.weights == pytest.approx(truth, rel=0.1)
    assert fitted.bias == pytest.approx(-7, rel=0.1)


def candidate(document, known, edits=(0.0, 0.0)):
    figures = tuple(known if name in {"known", "matched"} else 0.0 for name in FIGURES)
    return Row(document, 10 * known, figures, edits)


def test_the_model_prefers_what_sources_have():
    examples = [Example("made", [candidate(0, 0.9), candidate(1, 0.3)], 0) for _ in range(30)]
    examples += [Example("made", [candidate(1, 0.3), candidate(2, 0.2)], None) for _ in range(30)]
    model = logistic(examples)
    likely = model.probabilities(examples[0].figures)
    assert likely[0] > 0.9
    assert likely[1] < 0.1


def test_edits_are_dear_when_sources_are_those_with_fewer():
    by_edits = [Example("ocr", [candidate(0, 0.9, (2.0, 5.0)), candidate(1, 0.9, (6.0, 0.0))], 0) for _ in range(20)]
    edit, cut = channel(by_edits)
    assert 4 * edit > 5 * cut
