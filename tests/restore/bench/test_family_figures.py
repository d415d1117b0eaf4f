from restore.bench.families import Family
from restore.bench.family_figures import COLUMNS, cells, to_json
from restore.bench.outcomes import Errors, FamilyOutcome
from restore.damage.measures import Counts, Proportion, Reliability

FULL = FamilyOutcome(
    Family.EDITION,
    texts=3,
    entity=Counts(3, 0, 1),
    every=Counts(1, 1, 1),
    peers=(Counts(1, 0, 1), Counts(1, 0, 0)),
    errors=Errors(10, 2, 5),
    entities=Reliability.of([(0.9, True)]),
    damage=Reliability.of([(0.9, True), (0.9, False)]),
    wrong=Proportion(1, 1200),
    called=Proportion(2, 50),
    changed=2,
    refused=1,
)


def test_a_row_has_a_cell_for_each_column():
    row = dict(zip(COLUMNS, cells(FULL), strict=True))
    assert row["entity F1"] == "85.7"
    assert row["word errors left"] == "20.0"
    assert row["left if all is applied"] == "50.0"
    assert row["calibration error, entity"] == "10.0"
    assert row["applied, wrong"] == "1 of 1,200"
    assert (row["changed"], row["refused"]) == ("2", "1")


def test_what_could_not_be_measured_is_no_number():
    row = dict(zip(COLUMNS, cells(FamilyOutcome(Family.REVISED, texts=3)), strict=True))
    assert {row[name] for name in COLUMNS[2:-2]} == {"–"}
    assert to_json(FamilyOutcome(Family.REVISED))["entity_f1"] is None


def test_the_json_has_figures_and_counts():
    value = to_json(FULL)
    assert (value["family"], value["texts"]) == ("edition", 3)
    assert value["errors_left"] == 0.2
    assert value["applied"] == {"wrong": 1, "all": 1200}
