import pickle
import threading

import pytest

from restore.batch import Columns, Reason, Rejected, restore_records
from restore.differences import Selector
from restore.repair import Policy
from tests.restore.batch.conftest import COPY, SOURCE, records
from tests.restore.find.conftest import prose

SURE = Policy(threshold=0.0)


@pytest.mark.parametrize("jobs", [0, 2])
def test_one_outcome_for_each_record_in_their_order(jobs):
    given = [*records(5, url="u"), {"id": "x"}, *records(2)]
    outcomes = list(restore_records(given, policy=SURE, jobs=jobs))
    assert [outcome.id for outcome in outcomes] == [record["id"] for record in given]
    assert outcomes[5] == Rejected(6, "x", Reason.MISSING_FIELD, outcomes[5].message)
    assert all(outcome.text == SOURCE and outcome.fields == {"url": "u"} for outcome in outcomes[:5])
    assert [str(d.code) for d in outcomes[0].differences] == ["replace:entity"]


def test_records_are_taken_as_they_are_needed():
    taken = []

    def endless():
        for number in range(10**9):
            taken.append(number)
            yield {"id": number, "copy": COPY, "source": SOURCE}

    outcomes = restore_records(endless(), policy=SURE)
    assert [next(outcomes).id for _ in range(3)] == [0, 1, 2]
    assert len(taken) == 3


@pytest.mark.parametrize("jobs", [0, 1])
def test_fields_come_back_whatever_they_hold(jobs):
    given = [{**record, "held": (lock := threading.Lock(), lambda: lock)} for record in records(3)]
    outcomes = list(restore_records(given, policy=SURE, jobs=jobs))
    assert [outcome.fields["held"] for outcome in outcomes] == [record["held"] for record in given]


def test_columns_and_paths(tmp_path):
    (tmp_path / "a.txt").write_text(COPY)
    given = [{"url": 1, "copy_path": "a.txt", "gold": SOURCE}, {"url": 2, "copy_path": "../a.txt", "gold": SOURCE}]
    good, bad = restore_records(given, policy=SURE, columns=Columns(id="url", source="gold"), folder=str(tmp_path))
    assert (good.text, bad.error) == (SOURCE, Reason.BAD_PATH)


def test_whole_numbers_are_ids_whatever_their_type():
    np = pytest.importorskip("numpy")
    for given in (7, np.int64(7), np.uint8(7), 7.0, np.float64(7)):
        (outcome,) = restore_records([{"id": given, "copy": COPY, "source": SOURCE}], policy=SURE)
        assert (type(outcome.id), outcome.id) == (int, 7)
    for given in (True, np.True_, 7.5, 2.0**60, float("inf"), np.arange(3), [7], b"7"):
        (outcome,) = restore_records([{"id": given, "copy": COPY, "source": SOURCE}])
        assert outcome.error == Reason.BAD_FIELD


@pytest.mark.parametrize("field", ["id", "copy", "source"])
def test_a_missing_field_is_named_with_its_remedy_in_either_place(field):
    (outcome,) = restore_records([{"id": 1, "copy": COPY, "source": SOURCE, field: float("nan")}])
    assert outcome.error == Reason.MISSING_FIELD
    assert f"--columns {field}=NAME" in outcome.message
    assert f"columns=Columns({field}=NAME) in Python" in outcome.message


def test_what_was_restored_says_how_many_repairs_were_made():
    (outcome,) = restore_records(records(1), policy=SURE)
    assert outcome.repairs == 1
    (outcome,) = restore_records(records(1), policy=Policy(threshold=1.0))
    assert outcome.repairs == 0


def test_a_policy_is_sent_to_workers_as_it_is():
    for policy in (Policy(), Policy(thresholds={"entity": 0.9}, ignore=Selector.parse("case"))):
        assert pickle.loads(pickle.dumps(policy)) == policy


def test_copies_may_be_pages_of_their_sources():
    book = "\n\n".join(prose(number) for number in range(10))
    record = {"id": 1, "copy": prose(4), "source": book}
    (outcome,) = restore_records([record], excerpt=True)
    assert (outcome.excerpt.text, outcome.differences) == (prose(4), [])
    (outcome,) = restore_records([record])
    assert (outcome.excerpt, len(outcome.differences)) == (None, 2)


@pytest.mark.parametrize("record", ["text", None, 3, ["a", "b", "c"]])
@pytest.mark.parametrize("jobs", [0, 1])
def test_a_record_that_is_none_is_rejected_and_the_others_are_restored(record, jobs):
    first, none, last = restore_records([*records(1), record, *records(1)], policy=SURE, jobs=jobs)
    assert (first.text, last.text) == (SOURCE, SOURCE)
    assert (none.line, none.id, none.error) == (2, None, Reason.BAD_ROW)
    assert f"a {type(record).__name__}, not a mapping" in none.message


@pytest.mark.parametrize("columns", [{"copy": "body"}, "copy=body"])
def test_columns_that_are_none_are_refused_before_a_record_is_asked_for(columns):
    with pytest.raises(TypeError, match=r"is no Columns; write Columns\(copy='body'\)"):
        restore_records(records(1), columns=columns)


@pytest.mark.parametrize("jobs", [-1, "2", 1.5, None])
def test_a_number_of_jobs_that_is_none_is_refused_before_a_record_is_asked_for(jobs):
    with pytest.raises(TypeError, match="is no number of processes; give one, or 0"):
        restore_records(iter(()), jobs=jobs)
