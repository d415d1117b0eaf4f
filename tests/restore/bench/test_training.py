"""What the confidence model is fitted on: texts of one half, and never a text on both sides of a fold."""

import json

import pytest

from restore.bench.corpus import Corpus
from restore.bench.examples import Example
from restore.bench.fit import FOLDS, SMALLEST, Target, _curve, _fold, _target, fit
from restore.bench.training import FIRST, Part, examples
from restore.errors import InputError
from restore.features import Group
from restore.forest import Curve, Forest
from tests.restore.bench.conftest import names


def both(start):
    """A name of each half."""
    return [*names(0, 1, start), *names(1, 1, start)]


@pytest.fixture
def corpus(tmp_path):
    text = "The mayor of Lund spoke to the council. Ana Ruiz said that the mayor of Lund would leave in May. " * 8
    pair = {"copy": "in the oustody of it", "source": "in the custody of it"}
    line = {"copy": "When did Ana leave?", "source": "When did she leave?"}
    rows = {
        "articles": [{"id": name, "text": text} for name in both("a")],
        "misread": [{"id": name, **pair} for name in both("m")],
        "revised": [{"id": name, "copy": text + "He left.", "source": text} for name in both("r")],
        "rewritten": [{"id": name, **line} for name in both("w")],
    }
    paths = {name: tmp_path / f"{name}.jsonl" for name in rows}
    for name, path in paths.items():
        path.write_text("".join(json.dumps(row) + "\n" for row in rows[name]))
    return Corpus(**paths | {"articles": (paths["articles"],)})


def test_only_one_half_of_each_file_is_fitted_on(corpus):
    first, second = ({e.document for e in examples(corpus, Part(k), ["light"], 1)} for k in (0, 1))
    for found, article, edition in zip((first, second), both("a"), both("r"), strict=True):
        assert {article, f"edition-{edition}", f"revised/{edition}"} <= found
    assert not {name for name in first if not name.startswith(("misread/", "rewritten/"))} & second


def test_of_real_pairs_all_is_right_or_nothing(corpus):
    right = {kind: set() for kind in ("misread", "edited", "rewritten")}
    for example in examples(corpus, FIRST, [], 1):
        right[example.kind].add(example.right)
    assert right == {"misread": {True}, "edited": {False}, "rewritten": {False}}


def test_a_file_that_is_not_there_gives_nothing(corpus):
    alone = Corpus(misread=corpus.misread)
    assert alone.paths == [corpus.misread]
    assert {e.kind for e in examples(alone, FIRST, ["light"], 1)} == {"misread"}


def test_a_text_is_in_one_fold_whatever_befell_it(corpus):
    folds = {}
    for example in examples(corpus, FIRST, ["light", "heavy"], 2):
        folds.setdefault(example.document, set()).add(_fold(example))
    assert all(len(found) == 1 and found < set(range(FOLDS)) for found in folds.values())


def test_a_curve_rises_and_says_what_share_was_right():
    np = pytest.importorskip("numpy")
    scores = np.linspace(0, 1, 20 * SMALLEST)
    truth = (scores > 0.5).astype(np.int64)
    curve = Curve(**_curve(scores, truth, np.ones(len(scores))))
    assert list(curve.shares) == sorted(curve.shares)
    assert curve.at(0.1) < 0.05
    assert 0.95 < curve.at(0.9) < 1


def made(number):
    sure = number % 2 == 0
    return Example(Group.NEAR, (1.0, float(sure)), entity=False, right=sure, document=f"d{number % 9}", kind="light")


def test_what_is_fitted_can_be_loaded_and_tells_right_from_wrong():
    pytest.importorskip("sklearn")
    stored = _target(Target(Group.NEAR, "right"), [made(number) for number in range(1800)])
    forest, curve = Forest.load(stored["forest"]), Curve(**stored["curve"])
    wrong, right = (curve.at(score) for score in forest.scores([(1.0, 0.0), (1.0, 1.0)]))
    assert wrong < 0.1
    assert 0.9 < right < 1


def test_a_corpus_too_small_is_refused_in_one_line(corpus):
    pytest.importorskip("sklearn")
    with pytest.raises(InputError, match="too few"):
        fit(corpus, copies=1)
