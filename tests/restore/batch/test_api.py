import math
import pickle
import threading

import pytest

from restore.batch import Columns, Reason, Rejected, restore_records
from restore.differences import Selector
from restore.markup.scanning import MAX_BYTES
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
    (outcome,) = restore_records([record | {"copy": "Zwölf Bienen"}], excerpt=True)
    assert outcome.message == "no part of it reads so; restore find looks for its source"


@pytest.mark.parametrize(("record", "kind"), [("text", "a str"), (None, "None"), (3, "an int"), (["a", "b"], "a list")])
@pytest.mark.parametrize("jobs", [0, 1])
def test_a_record_that_is_none_is_rejected_and_the_others_are_restored(record, kind, jobs):
    first, none, last = restore_records([*records(1), record, *records(1)], policy=SURE, jobs=jobs)
    assert (first.text, last.text) == (SOURCE, SOURCE)
    assert (none.line, none.id, none.error) == (2, None, Reason.BAD_ROW)
    assert none.message.startswith(f"{kind}, not a mapping")


@pytest.mark.parametrize("columns", [{"copy": "body"}, "copy=body"])
def test_columns_that_are_none_are_refused_before_a_record_is_asked_for(columns):
    with pytest.raises(TypeError, match=r"is no Columns; write Columns\(copy='body'\)"):
        restore_records(records(1), columns=columns)


@pytest.mark.parametrize("jobs", [-1, "2", 1.5, None])
def test_a_number_of_jobs_that_is_none_is_refused_before_a_record_is_asked_for(jobs):
    with pytest.raises(TypeError, match="is no number of processes; give one, or 0"):
        restore_records(iter(()), jobs=jobs)


@pytest.mark.parametrize(
    ("option", "told"),
    [
        *(({"timeout": value}, "is no number of seconds; give more than 0") for value in (None, "60", 0, -3, math.nan)),
        *(({"max_size": value}, "is no number of characters; give 1 or more") for value in ("10", None, 0, 2.5)),
        *(({"folder": value}, "is no path; give that of the folder") for value in (None, 3, b"texts")),
    ],
)
def test_an_option_that_is_none_is_refused_before_a_record_is_asked_for(option, told):
    with pytest.raises(TypeError, match=f"{next(iter(option))}: .* {told}"):
        restore_records(iter(()), **option)


def test_a_folder_may_be_a_path(tmp_path):
    (tmp_path / "a.txt").write_text(COPY)
    (outcome,) = restore_records([{"id": 1, "copy_path": "a.txt", "source": SOURCE}], policy=SURE, folder=tmp_path)
    assert outcome.text == SOURCE


def test_what_is_too_long_says_how_it_is_allowed_in_either_place(tmp_path):
    (tmp_path / "long.txt").write_text("a" * 100)
    (tmp_path / "page.xml").write_bytes(b"<alto>" + b" " * MAX_BYTES)
    given = [{"copy": COPY}, {"copy_path": "long.txt"}, {"copy_path": "page.xml"}]
    rows = [{"id": 1, "source": "a b", **copy} for copy in given]
    text, file, page = restore_records(rows, max_size=10, folder=tmp_path)
    remedy = "; --max-size allows more, max_size in Python"
    assert text.message == f"'copy' has {len(COPY)} characters, more than 10{remedy}"
    assert file.message == f"long.txt: 100 bytes, more than 44{remedy}"
    assert page.message == f"page.xml: {MAX_BYTES + 6} bytes, more than {MAX_BYTES}"
    assert {text.error, file.error, page.error} == {Reason.TOO_LONG}


def test_each_record_of_one_id_has_its_outcome():
    assert [outcome.text for outcome in restore_records(2 * records(1), policy=SURE)] == [SOURCE, SOURCE]
