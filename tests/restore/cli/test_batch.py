import errno
import io
import os

import pytest

from restore.batch.progress import ProgressTeller
from restore.batch.run import RunProgress
from restore.batch.signals import Stop
from restore.batch.tally import Tally
from restore.config import MOST
from tests.packing import packed
from tests.restore.batch.conftest import COPY, SOURCE, Inline, outputs, read_jsonl, records, write_jsonl


@pytest.fixture
def pairs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("restore.batch.run.Pool", Inline)
    return write_jsonl(tmp_path / "pairs.jsonl", records(6))


def test_what_was_done_what_is_left_and_what_is_next(restore, pairs):
    ran = restore("batch", "pairs.jsonl", "-o", "out", "--threshold", "1", "-j", "1")
    assert (ran.code, ran.data) == (1, b"")
    assert ran.talk == "6 records: 0 repairs applied, 4 left; next: restore review out\n"


def test_a_dry_run_claims_no_repairs(restore, pairs):
    ran = restore("batch", pairs, "-o", "out", "--threshold", "0", "--dry-run")
    assert ran.talk == "6 records: 4 repairs would be applied, 0 left\n"


def test_neither_does_what_is_made_of_dry_runs_until_they_are_applied(restore, pairs):
    pairs.write_bytes(pairs.read_bytes() + b"{\n")
    for number in (1, 2):
        restore("batch", pairs, "-o", f"s{number}", "--shard", f"{number}/2", "--threshold", "0", "--dry-run")
    told = "7 records: 4 repairs {}, 0 left, 1 record rejected (out/rejected.jsonl)\n"
    assert restore("batch", "--merge", "s1", "s2", "-o", "out").talk == told.format("would be applied")
    assert restore("batch", "--retry-rejected", "out").talk == told.format("would be applied")
    assert restore("batch", "--apply", "out", "--threshold", "0").talk == told.format("applied")
    assert restore("batch", "--retry-rejected", "out").talk == told.format("applied")


def test_nothing_left_is_success_and_quiet_is_silent(restore, pairs):
    ran = restore("batch", "pairs.jsonl", "-o", "out", "--threshold", "0", "-q", "-j", "1")
    assert (ran.code, ran.data, ran.talk) == (0, b"", "")


def test_rejected_records_are_said(restore, pairs):
    pairs.write_bytes(pairs.read_bytes() + b"{\n")
    ran = restore("batch", "pairs.jsonl", "-o", "out", "--threshold", "0", "-j", "1")
    assert (ran.code, ran.talk) == (
        1,
        "7 records: 4 repairs applied, 0 left, 1 record rejected (out/rejected.jsonl)\n",
    )


def test_apply_merge_and_retry_from_the_command_line(restore, pairs, tmp_path):
    common = ("--threshold", "0", "-j", "1", "-q")
    for number in (1, 2):
        restore("batch", "pairs.jsonl", "-o", f"s{number}", "--shard", f"{number}/2", *common)
    restore("batch", "pairs.jsonl", "-o", "out", *common)
    assert restore("batch", "--merge", "s1", "s2", "-o", "merged", "-q").code == 0
    assert outputs(tmp_path / "merged") == outputs(tmp_path / "out")
    assert restore("batch", "--apply", "merged", "--threshold", "1").code == 1
    assert read_jsonl(tmp_path / "merged" / "restored.jsonl")[0]["text"] == COPY
    assert restore("batch", "--retry-rejected", "out", "--timeout", "9").talk.startswith("6 records")


@pytest.mark.parametrize("call", [("--apply", "out"), ("--retry-rejected", "out"), ("--merge", "out", "-o", "all")])
def test_what_is_done_in_one_go_is_said_again_once_there_is_room(restore, pairs, tmp_path, monkeypatch, call):
    pairs.write_bytes(pairs.read_bytes() + b"{\n")
    restore("batch", "pairs.jsonl", "-o", "out", "--threshold", "0", "-q")
    before, place = outputs(tmp_path / "out"), os.replace

    def full(path, target):
        if str(target).endswith(("journal-plan.json", "all/differences.jsonl")):
            raise OSError(errno.ENOSPC, "No space left on device")
        place(path, target)

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", full)
        ran = restore("batch", *call)
    assert (ran.code, ran.talk.partition("cannot be written: ")[2]) == (
        3, "no space left on device; nothing is lost: make room, then say the same again, which begins anew\n",
    )  # fmt: skip
    assert outputs(tmp_path / "out") == before
    assert restore("batch", *call).talk.startswith("7 records")


def test_columns_of_a_csv_and_select(restore, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("restore.batch.run.Pool", Inline)
    (tmp_path / "a.csv").write_text(f"url,body,gold\nu,{COPY},{SOURCE}\n")
    call = ("batch", "a.csv", "-o", "out", "--columns", "id=url,copy=body,source=gold", "--threshold", "0", "-j", "1")
    assert restore(*call, "--select", "spelling").code == 1
    assert read_jsonl(tmp_path / "out" / "restored.jsonl") == [{"id": "u", "text": COPY}]


def test_white_space_is_repaired_for_who_asks_and_found_by_no_later_apply(restore, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("restore.batch.run.Pool", Inline)
    record = {"id": "u", "copy": SOURCE.replace(" ", "  ", 1), "source": SOURCE}
    write_jsonl(tmp_path / "a.jsonl", [record])
    policy = ("--select", "spacing", "--threshold", "0")
    assert restore("batch", "a.jsonl", "-o", "out", "-j", "1", *policy).code == 0
    assert read_jsonl(tmp_path / "out" / "restored.jsonl") == [{"id": "u", "text": SOURCE}]
    assert "nothing new" not in restore("batch", "--apply", "out", *policy).talk
    assert restore("batch", "a.jsonl", "-o", "plain", "-j", "1", "--threshold", "0").code == 0
    assert "--select spacing: --apply finds nothing new" in restore("batch", "--apply", "plain", *policy).talk
    assert read_jsonl(tmp_path / "plain" / "restored.jsonl") == [{"id": "u", "text": record["copy"]}]


def test_the_configuration_file_is_heeded_and_flags_come_first(restore, pairs, tmp_path):
    (tmp_path / "restore.toml").write_text("threshold = 0.0\n[batch]\njobs = 1\n")
    assert restore("batch", "pairs.jsonl", "-o", "one").code == 0
    assert restore("batch", "pairs.jsonl", "-o", "two", "--threshold", "1").code == 1
    assert restore("batch", "pairs.jsonl", "-o", "three", "--no-config", "-j", "1", "--threshold", "1").code == 1
    (tmp_path / "restore.toml").write_text("[batch]\njob = 1\n")
    ran = restore("batch", "pairs.jsonl", "-o", "four")
    assert (ran.code, "did you mean 'jobs'" in ran.talk) == (2, True)


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ('max-rejected = "1"\ntimeout = -1', "timeout: -1 seconds are too few; give more than 0"),
        ('max-rejected = "nan%"', "max-rejected: 'nan%' is neither a share nor a number; write 1% or 500"),
        ('format = "xml"', "format: 'xml' is none; it has to be jsonl or parquet"),
        ('delimiter = ";;"', "delimiter: ';;' is not one character"),
        ('columns = { ids = "url" }', "columns: no such field: 'ids'; did you mean 'id'?"),
        ('pairs = "x"', "pairs: 'x' is no pattern; write 'copies/{id}.txt=sources/{id}.txt'"),
    ],
)
def test_what_the_configuration_file_says_wrong_is_told_by_its_name(restore, pairs, tmp_path, key, says):
    (tmp_path / "restore.toml").write_text(f"[batch]\n{key}\n")
    ran = restore("batch", "pairs.jsonl", "-o", "out")
    assert (ran.code, ran.talk) == (2, f"restore batch: {tmp_path / 'restore.toml'} [batch]: {says}\n")


@pytest.mark.parametrize(
    ("call", "code", "talk"),
    [
        (("pairs.jsonl",), 2, "-o OUT is missing"),
        (("pairs.jsonl", "-o", "out", "--pairs", "{id}.txt=clean/{id}.txt"), 2, "names files of a folder"),
        (("pairs.jsonl", "-o", "out", "--delimiter", ";"), 2, "--delimiter is that of a CSV file"),
        ((".", "-o", "out", "--columns", "id=url"), 2, "--columns names fields of records"),
        (("pairs.jsonl", "x", "-o", "out"), 2, "one INPUT at a time"),
        (("nothing.jsonl", "-o", "out"), 3, "no such file"),
        (("-", "-o", "out"), 2, "save the records to a file"),
        (("pairs.jsonl", "-o", "out", "--jobs", "0"), 2, "--jobs"),
        (("pairs.jsonl", "-o", "out", "--timeout", "0"), 2, "--timeout"),
        (("pairs.jsonl", "-o", "out", "--shard", "9"), 2, "--shard"),
        (("pairs.jsonl", "-o", "out", "--max-size", "9" * 23), 2, "--max-size"),
        (("pairs.jsonl", "-o", "out", "--batch-size", "9" * 5000), 2, "--batch-size"),
        (("pairs.jsonl", "-o", "out", "--max-rejected", "x"), 2, "--max-rejected"),
        (("pairs.jsonl", "-o", "out", "--columns", "ids=x"), 2, "did you mean 'id'"),
        (("pairs.jsonl", "-o", "out", "--select", "entitty"), 2, "did you mean 'entity'"),
        (("--retry-rejected", "out", "-o", "x"), 2, "leave out -o"),
        (("--apply", "out", "--resume"), 2, "leave it out"),
        (("--apply", "out", "--excerpt"), 2, "take that of the run"),
        (("copies.jsonl", "--among", "s", "-o", "x", "--excerpt"), 2, "--among finds the part by itself"),
        (("--apply", "nothing"), 2, "no run was begun here"),
    ],
)
def test_calls_that_cannot_mean_anything(restore, pairs, tmp_path, call, code, talk):
    ran = restore("batch", *call)
    assert ran.code == code, ran.talk
    assert talk in ran.talk
    assert ran.talk.count("\n") == 1
    assert not (tmp_path / "out" / "restored.jsonl").exists()


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_the_highest_number_that_may_be_asked_for_can_be_worked_with(restore, pairs, tmp_path, name):
    (tmp_path / name).write_bytes(
        pairs.read_bytes() if name == "a.jsonl" else f"id,copy,source\n1,{COPY},{SOURCE}\n".encode()
    )
    assert (
        restore("batch", name, "-o", "out", "-q", "--threshold", "0", "--max-size", MOST, "--batch-size", MOST).code
        == 0
    )


def test_an_input_cut_short_is_code_three_and_says_how_much_of_it_is_done(restore, pairs, tmp_path):
    data = packed(pairs.read_bytes(), "a.jsonl.zst")
    (tmp_path / "a.jsonl.zst").write_bytes(data[:-1])
    call = ("batch", "a.jsonl.zst", "-o", "out", "--threshold", "0")
    ran = restore(*call)
    assert (ran.code, ran.data, ran.talk.count("\n")) == (3, b"", 1)
    assert "a.jsonl.zst: is cut short" in ran.talk
    (tmp_path / "a.jsonl.zst").write_bytes(data)
    assert restore(*call, "--resume").talk == "6 records: 4 repairs applied, 0 left\n"


def test_stale_input_is_code_four(restore, pairs):
    restore("batch", "pairs.jsonl", "-o", "out", "-j", "1", "-q")
    pairs.write_bytes(pairs.read_bytes()[:-2])
    ran = restore("batch", "pairs.jsonl", "-o", "out", "--resume")
    assert (ran.code, "the input had" in ran.talk) == (4, True)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test sets."""
    times = [0.0]
    monkeypatch.setattr("restore.batch.progress.monotonic", lambda: times[-1])
    return times


def seen(records, fraction):
    tally = Tally(records=records)
    tally.counts.update({"apply": 2 * records, "review": records, "rejected": 1})
    return RunProgress(tally, fraction)


def test_a_terminal_sees_one_line_that_rewrites_itself(clock, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    stream = Terminal()
    with ProgressTeller(Stop(), stream) as progress:
        progress.stopping()
        progress.watch(seen(0, 0.0))
        clock.append(50.0)
        progress.watch(seen(5000, 0.25))
        progress.stopping()
    assert stream.getvalue() == (
        "\r\x1b[K5,000 records · 25% · 100/s · 2:30 left · 10,000 applied, 5,000 held · 1 rejected\r\x1b[K"
    )


def test_a_log_gets_no_progress(clock):
    stream = io.StringIO()
    with ProgressTeller(Stop(), stream) as progress:
        for now in range(0, 3600, 10):
            clock.append(float(now))
            progress.watch(seen(now * 10, now / 3600))
            progress.stopping()
    assert stream.getvalue() == ""


def test_a_mistake_in_the_first_call_may_be_mended_in_the_second(restore, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("restore.batch.run.Pool", Inline)
    (tmp_path / "a.csv").write_text(f"url,body,gold\nu,{COPY},{SOURCE}\n")
    call = ("batch", "a.csv", "-o", "out", "--threshold", "0", "--resume", "-q")
    assert restore(*call).code == 2
    assert restore(*call, "--columns", "id=url,copy=body,source=gold").code == 0


def test_an_input_that_was_moved(restore, pairs, tmp_path):
    restore("batch", "pairs.jsonl", "-o", "out", "-q")
    pairs.rename(tmp_path / "moved.jsonl")
    ran = restore("batch", "--apply", "out", "--threshold", "0", "-q")
    assert (ran.code, "--input says where it is now" in ran.talk) == (3, True)
    assert restore("batch", "--apply", "out", "--threshold", "0", "--input", "moved.jsonl", "-q").code == 0


def test_what_a_table_cut_at_tabs_is_told_to_give_is_taken(restore, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pairs.csv").write_text("id\tcopy\tsource\n1\tone two\tone two\n")
    ran = restore("batch", "pairs.csv", "-o", "out")
    assert (ran.code, ran.talk.rstrip()[-16:]) == (2, r"--delimiter '\t'")
    assert restore("batch", "pairs.csv", "-o", "out", "--resume", "--delimiter", r"\t").code == 0
