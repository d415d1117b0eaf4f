"""A few slips: the same damage as elsewhere, at a few places, and nothing else."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from restore.bench.families import Family, sample_of
from restore.bench.training import Example
from restore.damage import RECIPES, Recipe, make_damage
from restore.damage.draft import DamageMark, UnitEdit
from restore.damage.few import TIMES, Few
from restore.damage.restyle import Mistype
from restore.damage.tokenise import Tokenise
from restore.differences import Cause
from restore.judging.profile import OUTCOMES

FIXTURES = Path(__file__).parents[3] / "fixtures"
TEXT = (FIXTURES / "articles" / "en-court.txt").read_text(encoding="utf-8")[:4000]
SLIPS = [name for name in RECIPES if name.endswith("slips") and not name.startswith("amended")]
STEPS = [step for name in SLIPS for few in RECIPES[name].steps for step in few.steps]


def made(step, seed, text=TEXT):
    return make_damage(text, seed=seed, recipe=Recipe("few", (Few((step,)),)))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: type(step).__name__)
def test_it_happens_a_few_times_and_the_rest_is_untouched(step):
    seen = [made(step, seed) for seed in range(12)]
    assert any(copy.gold for copy in seen)
    for copy in seen:
        assert len(copy.gold) <= 2 * max(TIMES)  # an intruder beside its place is a deletion too
        assert Levenshtein.distance(TEXT, copy.copy) < 0.2 * len(TEXT)
        assert not any(g.damage is False for g in copy.gold)


@dataclass(frozen=True)
class Told:
    """A step that writes down that it was taken, and changes every word."""

    name: str
    told: list[str]
    drawn_by = "Told"

    def __call__(self, draft, rng):
        self.told.append(self.name)
        draft.apply(UnitEdit(at, at + 1, "x", DamageMark(Cause.SPELLING)) for at in range(0, len(draft), 2))


def test_one_of_its_steps_is_taken_or_two_and_each_at_one_place_to_thirteen():
    taken, places = Counter(), Counter()
    for seed in range(200):
        told = []
        copy = make_damage(
            TEXT, seed=seed, recipe=Recipe("few", (Few((Told("a", told), Told("b", told), Told("c", told))),))
        )
        taken["".join(sorted(told))] += 1
        places[len(copy.gold) if len(told) == 1 else 0] += 1
    assert set(taken) == {"a", "b", "c", "ab", "ac", "bc"}
    assert set(places) - {0} == set(TIMES)


def test_words_of_a_headline_are_lost_together():
    headline = "A long headline of seven words\n\n"
    lost = {made(Tokenise(), seed, headline + TEXT).copy.split("\n")[0] for seed in range(80)}
    assert not any(line.startswith(("long", "A headline", "A long of")) for line in lost)
    assert any(not line.startswith("A long") for line in lost)


def test_what_happened_is_known():
    example = Example.of(sample_of("a", Family.HOUSE, made(Mistype(damage=True), 3)))
    told = [OUTCOMES[k] for k, c in zip(example.outcomes, example.weighing.changes, strict=True) if not c.is_blank]
    assert told
    assert set(told) <= {"misreading", "tokeniser"}


def test_nothing_happens_to_nothing():
    assert made(Tokenise(), 1, "").copy == ""
    assert made(Tokenise(), 1, "word").copy == "word"
