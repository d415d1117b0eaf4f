import json
import os
import resource
import subprocess
import sys

import pytest

from restore.batch.folder import RunFolder
from restore.batch.gathering import Gatherer
from restore.batch.journal import RunState, RunTerms
from restore.batch.kernel import Kernel
from restore.batch.lines import restored_line
from restore.batch.records import Record
from restore.batch.run import Stopped, TooManyRejected, Watcher, run
from restore.batch.settings import BatchSettings, Effort, Limit, Shard
from restore.batch.writer import Batch, Writer
from restore.errors import InputError, OutputError, StaleError, UsageError
from restore.repair import Policy
from restore.session.origin import OF_RUNS
from tests.packing import packed
from tests.restore.batch.conftest import COPY, OTHER, SOURCE, outputs, read_jsonl, records, write_jsonl


def test_every_record_ends_in_exactly_one_of_restored_and_rejected_in_the_inputs_order(restored, tmp_path):
    lines = [
        *records(7),
        b"{",
        {"id": "r1", "copy": COPY, "source": SOURCE},
        {"id": "x"},
        {"id": "far", "copy": OTHER, "source": SOURCE},
    ]
    folder = restored(write_jsonl(tmp_path / "a.jsonl", lines), jobs=2)
    assert [record["id"] for record in read_jsonl(folder / "restored.jsonl")] == [f"r{i}" for i in range(7)]
    assert [(r["line"], r["id"], r["error"]) for r in read_jsonl(folder / "rejected.jsonl")] == [
        (8, None, "bad_json"), (9, "r1", "duplicate_id"), (10, "x", "missing_field"), (11, "far", "not_its_source"),
    ]  # fmt: skip


def test_restored_texts_and_their_differences_and_what_is_left(restored, tmp_path):
    folder = restored(write_jsonl(tmp_path / "a.jsonl", records(3, url="u")), policy=Policy(threshold=0.0))
    assert read_jsonl(folder / "restored.jsonl") == [{"id": f"r{i}", "text": SOURCE, "url": "u"} for i in range(3)]
    found = read_jsonl(folder / "differences.jsonl")
    assert [[d["code"] for d in line["differences"]] for line in found] == [
        ["replace:entity"],
        ["replace:spelling"],
        [],
    ]
    assert (folder / "review.jsonl").read_bytes() == b""
    unsure = restored(write_jsonl(tmp_path / "a.jsonl", records(3)), "unsure", policy=Policy(threshold=1.0))
    left = read_jsonl(unsure / "review.jsonl")
    assert [(line["id"], line["copy"], line["source"], len(line["differences"])) for line in left] == [
        ("r0", COPY, SOURCE, 1),
        ("r1", SOURCE.replace("executive", "exccutive"), SOURCE, 1),
    ]


def test_the_number_of_jobs_and_the_size_of_batches_do_not_change_a_byte(restored, tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", [*records(50), b"nothing"])
    once = outputs(restored(path, "one", jobs=1))
    assert outputs(restored(path, "three", jobs=3)) == once
    assert outputs(restored(path, "small", jobs=2, batch_size=500)) == once


def test_hostile_ids_and_texts_stay_data(restored, tmp_path):
    ids = ["../../x", "/etc/passwd", "a\nb", "\u202e", "<script>alert(1)</script>", "\x1b[31m", "=1+1", "\ud800"]
    lines = [{"id": name, "copy": COPY + f" {name}", "source": SOURCE + f" {name}"} for name in ids]
    folder = restored(write_jsonl(tmp_path / "a.jsonl", lines), policy=Policy(threshold=1.0))
    assert [record["id"] for record in read_jsonl(folder / "restored.jsonl")] == ids
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "out"]
    shown = (folder / "report.html").read_text()
    assert "<script" not in shown
    for data in outputs(folder).values():
        assert b"\x1b" not in data
        assert "\u202e".encode() not in data


def test_what_is_replaced_with_every_batch_is_one_line(restored, tmp_path):
    """With indents it is a loop in Python that writes it, over all that the report will say."""
    folder = restored(write_jsonl(tmp_path / "a.jsonl", records(5)))
    state = (folder / "journal" / "state.json").read_text(encoding="utf-8")
    assert (state.count("\n"), json.loads(state)["batches"] > 0) == (1, True)


def test_nothing_is_applied_in_a_dry_run(restored, tmp_path):
    folder = restored(write_jsonl(tmp_path / "a.jsonl", records(3)), dry_run=True)
    assert sorted(outputs(folder)) == [
        "differences.jsonl",
        "rejected.jsonl",
        "report.html",
        "report.json",
        "review.jsonl",
    ]
    assert json.loads((folder / "report.json").read_text())["differences"]["applied"] == 2  # would be


def test_a_folder_is_not_written_twice(restored, tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", records(2))
    folder = restored(path)
    before = outputs(folder)
    with pytest.raises(UsageError, match="--resume"):
        restored(path)
    assert outputs(restored(path, resume=True)) == before


@pytest.mark.parametrize(
    "name", ["restored.jsonl", "restored.parquet", "differences.parquet", "report.json", "report.html"]
)
def test_what_no_run_wrote_is_not_written_over_and_nothing_is_put_beside_it(restored, tmp_path, name):
    path = write_jsonl(tmp_path / "a.jsonl", records(2))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / name).write_text("mine")
    with pytest.raises(UsageError, match=f"{name}: is there already, and no journal with it"):
        restored(path, "other", resume=True)
    assert [(each.name, each.read_text()) for each in (tmp_path / "other").iterdir()] == [(name, "mine")]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"policy": Policy(threshold=0.9)}, "threshold was 0.0, now 0.9"),
        ({"shard": Shard(1, 2)}, "shard was 1/1, now 1/2"),
        ({"dry_run": True}, "dry_run was False, now True"),
    ],
)
def test_going_on_under_other_settings_is_refused_with_the_difference(restored, tmp_path, change, told):
    path = write_jsonl(tmp_path / "a.jsonl", records(2))
    restored(path)
    with pytest.raises(StaleError, match=told):
        restored(path, resume=True, **change)


def test_going_on_with_another_input_is_refused_with_the_difference(restored, tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", records(2))
    restored(path)
    size = path.stat().st_size
    write_jsonl(path, records(3))
    with pytest.raises(StaleError, match=f"the input had {size} bytes .*, now {path.stat().st_size}"):
        restored(path, resume=True)


class Impatient(Watcher):
    """Stops a run after three commits."""

    def __init__(self):
        self.commits = 0

    def watch(self, seen):
        self.commits += 1

    def stopping(self):
        return self.commits >= 3


@pytest.fixture
def stopped(tmp_path, monkeypatch):
    """A run that was stopped once some batches of one record were committed."""
    monkeypatch.setattr("restore.batch.run.COMMIT", 0.0)

    def call(path, **settings):
        folder = RunFolder(str(tmp_path / "out"))
        settings = BatchSettings(str(path), **{"policy": Policy(threshold=0.0), "batch_size": 200, **settings})
        with pytest.raises(Stopped, match="go on with --resume"):
            run(folder, settings, Effort(1), watcher=Impatient())
        assert 3 <= folder.state().batches < 40
        return folder

    return call


def test_a_run_that_was_stopped_goes_on_to_the_same_bytes(restored, stopped, tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", records(60))
    whole = restored(path, "whole", batch_size=200)
    folder = stopped(path)
    assert folder.state().phase == "running"
    assert not os.path.exists(folder.final("restored.jsonl"))
    assert outputs(restored(path, resume=True, batch_size=200)) == outputs(whole)


def test_a_file_that_a_record_names_and_that_changed_meanwhile_is_seen(restored, stopped, tmp_path):
    for i in range(40):
        (tmp_path / f"{i}.txt").write_text(COPY)
    lines = [{"id": i, "copy_path": f"{i}.txt", "source": SOURCE} for i in range(40)]
    path = write_jsonl(tmp_path / "a.jsonl", lines)
    stopped(path)
    (tmp_path / "0.txt").write_text(COPY + " More.")
    with pytest.raises(StaleError, match="lines 1 to"):
        restored(path, resume=True, batch_size=200)


def test_an_output_that_was_changed_behind_the_back_is_seen(restored, stopped, tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", records(60))
    folder = stopped(path)
    with open(folder.work("restored.jsonl"), "r+b") as file:
        file.write(b"{}")
    with pytest.raises(StaleError, match=r"restored\.jsonl: was changed"):
        restored(path, resume=True, batch_size=200)


@pytest.mark.parametrize("form", ["jsonl", "parquet", "dry"])
def test_an_output_that_was_changed_when_all_was_done_is_seen(restored, tmp_path, form):
    settings = {"dry_run": True} if form == "dry" else {"format": form}
    path = write_jsonl(tmp_path / "a.jsonl", [*records(4), b"{"])
    out = restored(path, **settings)
    restored(path, resume=True, **settings)
    for file in sorted(file for file in out.iterdir() if file.is_file()):
        data = file.read_bytes()
        file.unlink()
        with pytest.raises(StaleError, match=f"{file.name}: is gone"):
            restored(path, resume=True, **settings)
        file.write_bytes(data)
    restored(path, resume=True, **settings)
    with (out / "rejected.jsonl").open("ab") as file:
        file.write(b"{}\n")
    with pytest.raises(StaleError, match=r"rejected\.jsonl: was changed"):
        restored(path, resume=True, **settings)


@pytest.fixture
def cut(tmp_path):
    """An input of 700 records, whole, and cut in the middle of its packed data under the same name."""

    def call(ending):
        whole = write_jsonl(tmp_path / "whole.jsonl", [*records(400, url="u"), b"{", *records(1), *records(300, n=1)])
        path = tmp_path / f"a.jsonl{ending}"
        data = packed(whole.read_bytes() + os.urandom(100_000).hex().encode(), path.name)
        path.write_bytes(data[: len(data) * 2 // 3])
        return whole, path

    return call


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_cut_input_is_done_as_far_as_it_goes_and_gone_on_with_when_it_is_whole(restored, cut, tmp_path, ending):
    whole, path = cut(ending)
    with pytest.raises(InputError, match=rf"{ending}: is cut short.* after line 702; .* 702 records read are done"):
        restored(path)
    folder = RunFolder(str(tmp_path / "out"))
    assert (folder.state().tally.records, folder.state().phase) == (702, "running")
    with pytest.raises(InputError, match="702 records read are done"):
        restored(path, resume=True)
    more = (
        whole.read_bytes() + write_jsonl(tmp_path / "more", [{"id": "z", "copy": COPY, "source": SOURCE}]).read_bytes()
    )
    path.write_bytes(packed(more, path.name))
    (tmp_path / "whole.jsonl").write_bytes(more)
    assert outputs(restored(path, resume=True)) == outputs(restored(whole, "never-cut"))
    path.write_bytes(packed(b"", path.name))
    with pytest.raises(StaleError, match="the input had"):
        restored(path, resume=True)


def test_another_input_does_not_pass_for_the_rest_of_a_cut_one(restored, cut, tmp_path):
    whole, path = cut(".gz")
    with pytest.raises(InputError):
        restored(path)
    path.write_bytes(packed(whole.read_bytes().replace(b"Chicago", b"chicago", 1), path.name))
    with pytest.raises(StaleError, match="lines 1 to 150 are not what they were"):
        restored(path, resume=True)


def test_what_cannot_be_carried_or_written_costs_itself_alone(restored, tmp_path, monkeypatch):
    deep = (
        json.dumps({"id": "deep", "copy": COPY, "source": SOURCE, "x": 0})[:-2].encode()
        + b"[" * 600
        + b"]" * 600
        + b"}"
    )
    path = write_jsonl(tmp_path / "a.jsonl", [*records(50), deep, *records(120)[50:]])
    folder = restored(path, jobs=1)
    assert [(r["id"], r["error"]) for r in read_jsonl(folder / "rejected.jsonl")] == [("deep", "bad_field")]
    assert len(read_jsonl(folder / "restored.jsonl")) == 120

    def failing(outcome):
        if outcome.id == "r2":
            raise RecursionError("too deep")
        return restored_line(outcome)

    monkeypatch.setattr("restore.batch.gathering.restored_line", failing)
    folder = restored(path, "failing")
    assert [(r["id"], r["error"]) for r in read_jsonl(folder / "rejected.jsonl")] == [
        ("r2", "fault"), ("deep", "bad_field"),
    ]  # fmt: skip


def test_two_processes_do_not_write_one_folder(restored, tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", records(2))
    with RunFolder(str(tmp_path / "out")).locked(), pytest.raises(UsageError, match="another process is at work"):
        restored(path)


def test_too_many_rejected_stop_the_run_and_say_why(tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", [*records(4), b"{", b"{"])
    folder = RunFolder(str(tmp_path / "out"))
    with pytest.raises(TooManyRejected, match=r"2 of 6 records rejected.*2 bad_json"):
        run(folder, BatchSettings(str(path)), Effort(1, 60.0, Limit.parse("30%")))
    assert run(folder, BatchSettings(str(path)), Effort(1, 60.0, Limit.parse("2")), resume=True).phase == "done"


def test_a_share_is_judged_of_many_records_until_the_end():
    limit = Limit.parse("1%")
    assert not limit.exceeded(5, of=5, done=False)
    assert limit.exceeded(11, of=500, done=False)
    assert limit.exceeded(1, of=50)
    with pytest.raises(UsageError, match="neither a share nor a number"):
        Limit.parse("some")


def test_a_pair_that_takes_too_long_or_kills_its_worker_is_rejected_and_the_rest_is_not(tmp_path, monkeypatch):
    path = write_jsonl(tmp_path / "a.jsonl", records(9))
    monkeypatch.setattr("restore.batch.settings.Kernel", StubbornKernel)
    folder = RunFolder(str(tmp_path / "out"))
    run(folder, BatchSettings(str(path), Policy(threshold=0.0)), Effort(2, 2.0))
    assert [(r["id"], r["error"]) for r in read_jsonl(tmp_path / "out" / "rejected.jsonl")] == [
        ("r2", "timeout"), ("r5", "crash"), ("r7", "fault"),
    ]  # fmt: skip
    assert len(read_jsonl(tmp_path / "out" / "restored.jsonl")) == 6


class StubbornKernel(Kernel):
    """A kernel that hangs on one record, dies of another and fails on a third."""

    __slots__ = ()

    def outcome(self, record: Record):
        import time

        if record.id == "r2":
            time.sleep(3600)
        if record.id == "r5":
            os.kill(os.getpid(), 9)
        if record.id == "r7":
            return super().outcome(Record(record.line, record.id, None, None))
        return super().outcome(record)


def test_a_full_disk_is_one_clear_line_and_a_folder_that_goes_on(tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", records(200))
    folder = RunFolder(str(tmp_path / "out"))
    settings = BatchSettings(str(path), Policy(threshold=0.0), batch_size=2000)
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "from restore.cli.main import main\n"
        "if __name__ == '__main__': sys.exit(main(sys.argv[1:]))\n"
    )
    (tmp_path / "small.py").write_text(code)
    call = [
        "batch",
        str(path),
        "-o",
        folder.path,
        "--threshold",
        "0",
        "--batch-size",
        "2000",
        "-j",
        "1",
        "--no-config",
        "-q",
    ]
    ran = subprocess.run(
        [sys.executable, str(tmp_path / "small.py"), *call],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip
    assert ran.returncode == 3, ran.stderr
    assert ran.stderr.count("\n") == 1
    assert "file too large; nothing is lost" in ran.stderr
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    assert run(folder, settings, Effort(1, 60.0), resume=True).tally.records == 200
    assert len(read_jsonl(tmp_path / "out" / "restored.jsonl")) == 200


def test_a_failed_write_is_not_repeated_over_itself(tmp_path):
    folder = RunFolder(str(tmp_path / "out"))
    folder.begin(RunTerms("x", 0, "", {}, "0"))
    gatherer = Gatherer(dry_run=False)
    gatherer.add(record := Record(1, "a", COPY, SOURCE), Kernel(Policy()).outcome(record))
    batch = Batch("d", "d", [gatherer.gathered()])
    with Writer(folder, RunState()) as writer:
        writer._files["review"].close()
        with pytest.raises((OutputError, ValueError)):
            writer.commit([batch])
        writer.commit([batch])
        assert writer.state.batches == 0


def test_an_unwritable_folder_is_one_clear_error(restored, tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", records(2))
    (tmp_path / "file").write_text("")
    for name in ("file/out", "file"):
        with pytest.raises(OutputError, match="cannot be made: not a directory; name another folder"):
            restored(path, name)


def test_the_output_may_not_stand_inside_the_inputs_folder(restored, tmp_path):
    (tmp_path / "a.copy.txt").write_text(COPY)
    (tmp_path / "a.source.txt").write_text(SOURCE)
    with pytest.raises(UsageError, match="inside the input's folder"):
        restored(tmp_path)


def test_parquet_out_has_the_same_records(restored, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    lines = [*records(3, n=1), {"id": 4, "copy": COPY, "source": SOURCE, "n": 0.5, "tags": ["a"]}, b"{"]
    path = write_jsonl(tmp_path / "a.jsonl", lines)
    plain, folder = restored(path, "plain"), restored(path, format="parquet")
    rows = parquet.read_table(folder / "restored.parquet").to_pylist()
    assert rows[0] == {"id": "r0", "text": SOURCE, "n": 1.0, "tags": None}
    assert rows[3] == {"id": "4", "text": SOURCE, "n": 0.5, "tags": '["a"]'}
    assert {path.name for path in folder.iterdir() if path.is_file()} <= set(OF_RUNS)
    found = parquet.read_table(folder / "differences.parquet").to_pylist()
    expected = read_jsonl(plain / "differences.jsonl")[0]["differences"][0]
    row = found[0]["differences"][0]
    shares = expected.pop("explanations")
    assert {name: share for name, share in row.pop("explanations").items() if share is not None} == shares
    assert {name: row[name] for name in expected} == expected
    assert not (folder / "restored.jsonl").exists()
    assert (folder / "rejected.jsonl").read_bytes() == (plain / "rejected.jsonl").read_bytes()


def test_parquet_out_has_whole_numbers_of_any_length(restored, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    lines = [{"id": 2**70, "copy": COPY, "source": SOURCE, "n": 2**63}, *records(1, n=7)]
    folder = restored(write_jsonl(tmp_path / "a.jsonl", lines), format="parquet")
    rows = parquet.read_table(folder / "restored.parquet").to_pylist()
    assert [(row["id"], row["n"]) for row in rows] == [(str(2**70), str(2**63)), ("r0", "7")]


def test_parquet_out_tells_a_text_from_the_value_that_it_reads_as(restored, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    ids, notes = [5, "5", "r5", '"5"'], [[1], "[1]", "[1", None]
    lines = [{**pair, "id": name, "note": note} for pair, name, note in zip(records(4), ids, notes, strict=True)]
    folder = restored(write_jsonl(tmp_path / "a.jsonl", lines), format="parquet")
    rows = parquet.read_table(folder / "restored.parquet").to_pylist()
    assert [row["id"] for row in rows] == ["5", '"5"', "r5", r'"\"5\""']
    assert [row["note"] for row in rows] == ["[1]", '"[1]"', "[1", None]
    found = parquet.read_table(folder / "differences.parquet").to_pylist()
    assert [row["id"] for row in found] == [row["id"] for row in rows]


def test_parquet_out_rounds_no_whole_number_among_fractions(restored, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    numbers = [{"n": 2**53 + 1, "m": 2**53, "k": 2**53 + 1}, {"n": 0.5, "m": 0.5, "k": 1}, {}]
    lines = [record | more for record, more in zip(records(3), numbers, strict=True)]
    folder = restored(write_jsonl(tmp_path / "a.jsonl", lines), format="parquet")
    table = parquet.read_table(folder / "restored.parquet")
    assert table.column("n").to_pylist() == [str(2**53 + 1), "0.5", None]
    assert table.column("m").to_pylist() == [2.0**53, 0.5, None]
    assert table.column("k").to_pylist() == [2**53 + 1, 1, None]


def test_parquet_out_has_half_characters_as_they_are_escaped(restored, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    lines = [{"id": "half", "copy": f"{COPY} the \ud800 end", "source": f"{SOURCE} the end"}]
    folder = restored(write_jsonl(tmp_path / "a.jsonl", lines), format="parquet")
    rows = parquet.read_table(folder / "differences.parquet").to_pylist()
    assert "\\ud800" in [difference["copy"]["text"] for difference in rows[0]["differences"]]


def test_parquet_out_has_fields_of_any_name(restored, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    lines = [{"id": 1, "copy": COPY, "source": SOURCE, "f\ud800": "\udfff", "differences": 7}]
    folder = restored(write_jsonl(tmp_path / "a.jsonl", lines), format="parquet")
    row = parquet.read_table(folder / "restored.parquet").to_pylist()[0]
    assert (row["f\\ud800"], row["differences"]) == ("\\udfff", 7)


def test_no_field_is_lost_to_another_that_is_called_as_it_becomes(restored, tmp_path):
    more = {"text": "one", "input_text": "two", "page_path": 3, "source_excerpt": "four"}
    lines = [{"id": 1, "copy": COPY, "source": SOURCE, **more}]
    folder = restored(write_jsonl(tmp_path / "a.jsonl", lines), excerpt=True)
    record = read_jsonl(folder / "restored.jsonl")[0]
    assert record["source_excerpt"] == f"source[0:{len(SOURCE)}]"
    names = ("input_text", "input_input_text", "input_page_path", "input_source_excerpt")
    assert [record[name] for name in names] == ["two", "one", 3, "four"]


def test_truth_measures_the_confidences(restored, tmp_path):
    lines = [{"id": i, "copy": COPY, "source": SOURCE, "truth": SOURCE if i % 2 else COPY} for i in range(4)]
    folder = restored(write_jsonl(tmp_path / "a.jsonl", lines))
    bins = json.loads((folder / "report.json").read_text())["confidence"]
    assert sum(entry["judged"] for entry in bins) == 4
    assert sum(entry["right"] for entry in bins) == 2
    assert "truth" not in read_jsonl(folder / "restored.jsonl")[0]
    assert "Expected calibration error" in (folder / "report.html").read_text()
