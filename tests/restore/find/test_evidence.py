import json
from dataclasses import replace
from importlib.resources import files

import pytest

from restore.find import evidence
from restore.find.evidence import FIGURES, NOTHING, PairFigures, channel, models, probability
from restore.find.pieces import Level

STRONG = PairFigures(
    matched=5.0, copy_share=0.95, source_share=0.95, strand=5.0, open_ends=0.0, density=0.9, known=0.95, given=0.9,
    order=0.9, alike=0.9, lead=3.0, ahead=0.8, library=9.0,
)  # fmt: skip


@pytest.mark.parametrize("level", Level)
def test_a_copy_that_covers_its_source_is_sure_and_a_quotation_is_not(level):
    quotation = replace(
        STRONG, copy_share=0.1, source_share=0.1, known=0.3, given=0.3, order=0.3, alike=0.1, strand=3.0, matched=3.0,
        open_ends=2.0, lead=0.0, ahead=0.0,
    )  # fmt: skip
    assert probability(STRONG, level) > 0.99
    assert probability(quotation, level) < 0.05
    assert probability(NOTHING, level) == 0.0


def test_what_is_stored_says_where_it_is_from_and_fits_the_figures():
    stored = json.loads(files("restore").joinpath("data", "find.json").read_bytes())
    assert stored["figures"] == list(FIGURES)
    assert stored["provenance"]["command"].startswith("python -m tests.benchmarks.find_fit")
    assert all(len(models()[level].weights) == len(FIGURES) for level in Level)
    assert channel().edit > 0 < channel().cut


def test_data_fitted_to_other_figures_is_refused(monkeypatch):
    evidence._stored.cache_clear()
    monkeypatch.setattr(evidence, "FIGURES", (*FIGURES, "another"))
    with pytest.raises(RuntimeError, match="find_fit"):
        evidence._stored()
    evidence._stored.cache_clear()
