import errno
import json
import os
from contextlib import suppress

import pytest

from restore.batch.again import apply_again, merge_shards, retry_rejected
from restore.batch.folder import RunFolder
from restore.batch.records import Columns
from restore.batch.run import Stopped, TooManyRejected, Watcher
from restore.batch.settings import Effort, Limit, Shard
from restore.differences import Selector
from restore.errors import InputError, OutputError, StaleError, UsageError
from restore.formats.decisions import exported
from restore.repair import Policy
from restore.session.opening import open_batch
from tests.restore.batch.conftest import COPY, OTHER, SOURCE, TYPO, Inline, outputs, read_jsonl, records, write_jsonl
from tests.restore.find.conftest import prose

SURE, UNSURE = Policy(threshold=0.0), Policy(threshold=1.0)
EVERYTHING = Policy(threshold=0.0, select=Selector.parse("all"))


@pytest.fixture(autouse=True)
def _inline(monkeypatch):
    monkeypatch.setattr("restore.batch.run.Pool", Inline)


@pytest.fixture
def mixed(tmp_path):
    """An input with damage, without, and with what is rejected."""
    lines = [*records(30, url="u"), b"{", {"id": "r3", "copy": COPY, "source": SOURCE}, *records(5), {"id": "last"}]
    return write_jsonl(tmp_path / "a.jsonl", lines)


@pytest.mark.parametrize("dry", [False, True])
def test_applying_findings_under_another_policy_gives_the_bytes_of_a_run_under_it(restored, mixed, dry):
    whole = restored(mixed, "whole", policy=SURE)
    folder = restored(mixed, policy=UNSURE, dry_run=dry)
    apply_again(RunFolder(str(folder)), SURE)
    again = outputs(folder)
    assert again.pop("report.html")
    assert again.pop("report.json")
    assert again == {name: data for name, data in outputs(whole).items() if not name.startswith("report")}
    apply_again(RunFolder(str(folder)), UNSURE)
    assert outputs(folder)["restored.jsonl"] == outputs(restored(mixed, "unsure", policy=UNSURE))["restored.jsonl"]


def test_the_report_after_applying_is_that_of_a_run(restored, mixed):
    whole = restored(mixed, "whole", policy=SURE)
    folder = restored(mixed, policy=UNSURE)
    apply_again(RunFolder(str(folder)), SURE)
    assert outputs(folder)["report.json"] == outputs(whole)["report.json"]


def test_applying_into_another_folder_leaves_the_first_as_it_is(restored, mixed, tmp_path):
    folder = restored(mixed, policy=UNSURE)
    before = outputs(folder)
    apply_again(RunFolder(str(folder)), SURE, output=RunFolder(str(tmp_path / "other")))
    assert outputs(folder) == before
    assert read_jsonl(tmp_path / "other" / "restored.jsonl")[0] == {"id": "r0", "text": SOURCE, "url": "u"}


def test_findings_are_not_applied_to_another_input(restored, mixed):
    folder = restored(mixed)
    mixed.write_bytes(mixed.read_bytes().replace(b"Emanuel", b"Emmanue"))
    with pytest.raises(StaleError, match="its input has changed: the input had"):
        apply_again(RunFolder(str(folder)), SURE)


@pytest.mark.parametrize("bad", [[], [b"{"]], ids=["all restored", "one rejected"])
@pytest.mark.parametrize(
    ("name", "now"), [("copy", OTHER), ("source", OTHER), ("copy", f"{TYPO} Not so."), ("source", f"{SOURCE} Not so.")]
)
def test_findings_are_not_applied_to_a_file_that_a_record_names_and_that_changed(restored, tmp_path, bad, name, now):
    (tmp_path / "copy.txt").write_text(TYPO)
    (tmp_path / "source.txt").write_text(SOURCE)
    record = {"id": "a", "copy_path": "copy.txt", "source_path": "source.txt"}
    folder = RunFolder(str(restored(write_jsonl(tmp_path / "a.jsonl", [*records(2), *bad, record]))))
    apply_again(folder, UNSURE)
    (tmp_path / f"{name}.txt").write_text(now)
    with pytest.raises(StaleError, match="or a file that it names, is not what it was"):
        apply_again(folder, SURE)


def fails(how, monkeypatch, tmp_path):
    """What is raised where a file that a record names has changed, or the disk is full."""
    if how == "changed":
        (tmp_path / "copy.txt").write_text(OTHER)
        return pytest.raises(StaleError, match="is not what it was")

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("restore.log.Log.sync", full)
    return pytest.raises(
        OutputError, match="no space left on device; nothing is lost: make room, then say the same again"
    )


@pytest.mark.parametrize("how", ["changed", "full"])
@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("there", [None, "notes.txt", "journal/notes.txt"])
def test_of_a_run_made_at_once_that_fails_nothing_stays(restored, tmp_path, monkeypatch, how, merged, there):
    (tmp_path / "copy.txt").write_text(TYPO)
    lines = [*records(9), {"id": "a", "copy_path": "copy.txt", "source": SOURCE}]
    path, out = write_jsonl(tmp_path / "a.jsonl", lines), tmp_path / "new"
    done = RunFolder(str(restored(path)))
    shards = [RunFolder(str(restored(path, f"s{n}", shard=Shard(n, 2)))) for n in (1, 2)]
    if there:
        (out / there).parent.mkdir(parents=True)
        (out / there).touch()
    with fails(how, monkeypatch, tmp_path):
        if merged:
            merge_shards(shards, RunFolder(str(out)))
        else:
            apply_again(done, SURE, output=RunFolder(str(out)))
    assert [path for path in out.rglob("*") if path.is_file()] == ([out / there] if there else [])
    assert out.exists() == bool(there)


def test_what_another_puts_there_meanwhile_stays(restored, tmp_path):
    done = RunFolder(str(restored(write_jsonl(tmp_path / "a.jsonl", records(3)))))
    out = tmp_path / "new"
    with suppress(KeyboardInterrupt), RunFolder(str(out)).made_at_once(done.plan()):
        (out / "theirs.txt").touch()
        (out / "report.html").touch()
        raise KeyboardInterrupt
    assert [path.name for path in out.rglob("*")] == ["theirs.txt"]


@pytest.mark.parametrize("how", ["changed", "full"])
def test_a_run_whose_texts_cannot_be_made_again_is_what_it_was(restored, tmp_path, monkeypatch, how):
    (tmp_path / "copy.txt").write_text(TYPO)
    line = {"id": "a", "copy_path": "copy.txt", "source": SOURCE}
    folder = restored(write_jsonl(tmp_path / "a.jsonl", [line]))
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    with fails(how, monkeypatch, tmp_path):
        apply_again(RunFolder(str(folder)), SURE)
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before


@pytest.fixture
def pages(tmp_path):
    """Pages of a book, one of them in a file, and one that is of another book."""
    book = "\n\n".join(prose(number) for number in range(10))
    (tmp_path / "book.txt").write_text(book)
    copies = [prose(number)[3:].replace("garden", "gardcn").replace("river", "rivcr") for number in (2, 6)]
    return write_jsonl(
        tmp_path / "pages.jsonl",
        [
            {"id": "a", "copy": copies[0], "source": book},
            {"id": "b", "copy": copies[1], "source_path": "book.txt"},
            {"id": "c", "copy": "Kein Wort davon steht in dem Buch.", "source": book},
        ],
    )


def test_pages_are_restored_against_their_parts_and_applied_again_in_the_same_bytes(restored, pages):
    whole, folder = (
        restored(pages, "whole", policy=EVERYTHING, excerpt=True),
        restored(pages, policy=UNSURE, excerpt=True),
    )
    book = (pages.parent / "book.txt").read_text()
    names = []
    for number, record in zip((2, 6), read_jsonl(whole / "restored.jsonl"), strict=True):
        start = book.index(prose(number)) + 3
        end = start + len(prose(number)) - 3
        assert record["text"] == book[start:end]
        names.append((record["source_excerpt"], f"[{start}:{end}]"))
    assert [name for name, _ in names] == [f"source{names[0][1]}", f"book.txt{names[1][1]}"]
    assert [record["source"] for record in read_jsonl(folder / "review.jsonl")] == [prose(2)[3:], prose(6)[3:]]
    assert [(r["id"], r["error"]) for r in read_jsonl(whole / "rejected.jsonl")] == [("c", "not_its_source")]
    apply_again(RunFolder(str(folder)), EVERYTHING)
    assert {name: data for name, data in outputs(folder).items() if name != "report.html"} == {
        name: data for name, data in outputs(whole).items() if name != "report.html"
    }


def test_what_was_rejected_is_tried_again_against_its_part(restored, pages):
    whole = restored(pages, "whole", policy=UNSURE, excerpt=True)
    folder = restored(pages, policy=UNSURE, excerpt=True, max_size=2000)
    assert len(read_jsonl(folder / "rejected.jsonl")) == 3
    retry_rejected(RunFolder(str(folder)), Effort(), max_size=100_000)
    for name in ("restored.jsonl", "differences.jsonl", "review.jsonl", "rejected.jsonl"):
        assert (folder / name).read_bytes() == (whole / name).read_bytes()


def test_a_review_of_parts_says_where_in_the_source_they_stand(restored, pages):
    folder = restored(pages, policy=UNSURE, excerpt=True)
    places = [line["excerpt"] for line in read_jsonl(folder / "differences.jsonl")]
    assert [record.get("excerpt") for record in read_jsonl(folder / "review.jsonl")] == places
    session = open_batch(str(folder), read_only=True).load()
    assert [document["source"].get("range") for document in exported(session)] == places


def test_a_damaged_place_of_a_part_is_one_clear_line(restored, pages):
    folder = restored(pages, excerpt=True)
    lines = read_jsonl(folder / "differences.jsonl")
    write_jsonl(folder / "differences.jsonl", [{**line, "excerpt": {"start": "x"}} for line in lines])
    with pytest.raises(InputError, match=r"differences.jsonl: record a: no excerpt: ValueError"):
        apply_again(RunFolder(str(folder)), SURE)


def test_the_part_of_the_source_is_in_parquet(restored, pages):
    parquet = pytest.importorskip("pyarrow.parquet")
    plain, folder = restored(pages, "plain", excerpt=True), restored(pages, format="parquet", excerpt=True)
    rows = parquet.read_table(folder / "differences.parquet").to_pylist()
    assert [row["excerpt"] for row in rows] == [line["excerpt"] for line in read_jsonl(plain / "differences.jsonl")]


def change_differences(folder, change):
    """The differences file of a run with each difference changed."""
    lines = read_jsonl(folder / "differences.jsonl")
    for line in lines:
        line["differences"] = [change(difference) for difference in line["differences"]]
    write_jsonl(folder / "differences.jsonl", lines)


def test_findings_written_before_explanations_were_told_are_applied(restored, mixed):
    folder, texts = restored(mixed, policy=UNSURE), outputs(restored(mixed, "whole", policy=SURE))["restored.jsonl"]
    change_differences(folder, lambda values: {name: v for name, v in values.items() if name != "explanations"})
    apply_again(RunFolder(str(folder)), SURE)
    assert outputs(folder)["restored.jsonl"] == texts


def test_damaged_findings_are_one_clear_line(restored, mixed):
    folder = restored(mixed)
    change_differences(folder, lambda values: values | {"code": "replace:goblin"})
    with pytest.raises(InputError, match=r"differences\.jsonl: record r0: no difference of schema restore/1"):
        apply_again(RunFolder(str(folder)), SURE)


@pytest.mark.parametrize(
    ("file", "line"), [("differences.jsonl", b"{}"), ("differences.jsonl", b"[1"), ("rejected.jsonl", b"3")]
)
def test_a_damaged_line_is_told_with_its_file(restored, mixed, file, line):
    folder = restored(mixed)
    path = folder / file
    path.write_bytes(line + b"\n" + path.read_bytes().partition(b"\n")[2])
    with pytest.raises(InputError, match=rf"{file}: what it says of the input's line \d+ is damaged"):
        apply_again(RunFolder(str(folder)), SURE)


@pytest.mark.parametrize(
    ("file", "was", "now"),
    [
        ("plan.json", b'"settings"', b'"setings"'),
        ("plan.json", b'"threshold": 0', b'"threshold": 1'),
        ("state.json", b'"done"', b'"dine"'),
        ("state.json", b'"seconds":', b'"seconds":1'),
        ("state.json", b"{", b"["),
    ],
)
def test_a_journal_that_is_not_what_was_written_is_told_as_that(restored, mixed, file, was, now):
    folder = restored(mixed)
    path = folder / "journal" / file
    written = path.read_bytes()
    path.write_bytes(written.replace(was, now, 1))
    assert path.read_bytes() != written
    with pytest.raises(StaleError, match=rf"{file}: damaged: .*; begin again in another folder"):
        apply_again(RunFolder(str(folder)), SURE)


@pytest.mark.parametrize("file", ["plan.json", "state.json"])
def test_a_journal_without_a_digest_is_read_as_far_as_it_can_be(restored, mixed, file):
    folder = restored(mixed, policy=UNSURE)
    path = folder / "journal" / file
    values = json.loads(path.read_bytes())
    del values["digest"]
    path.write_text(json.dumps(values))
    apply_again(RunFolder(str(folder)), SURE)
    del values["input" if file == "plan.json" else "tally"]
    path.write_text(json.dumps(values))
    with pytest.raises(StaleError, match=rf"{file}: damaged"):
        apply_again(RunFolder(str(folder)), SURE)


@pytest.mark.parametrize("name", ["", "none"])
def test_nothing_can_be_made_of_what_is_no_run_and_nothing_is_put_there(tmp_path, name):
    folder = RunFolder(str(tmp_path / name))
    for again in (
        lambda: apply_again(folder, SURE),
        lambda: merge_shards([folder], RunFolder(str(tmp_path / "merged"))),
        lambda: retry_rejected(folder, Effort()),
    ):
        with pytest.raises(UsageError, match="no run was begun here"):
            again()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("count", [2, 3])
def test_shards_put_together_give_the_bytes_of_the_whole(restored, mixed, tmp_path, count):
    whole = restored(mixed, "whole")
    shards = [RunFolder(str(restored(mixed, f"s{n}", shard=Shard(n, count)))) for n in range(1, count + 1)]
    merge_shards(shards[::-1], RunFolder(str(tmp_path / "merged")))
    assert outputs(tmp_path / "merged") == outputs(whole)
    merged = RunFolder(str(tmp_path / "merged"))
    apply_again(merged, UNSURE)
    assert (
        outputs(tmp_path / "merged")["restored.jsonl"] == outputs(restored(mixed, "u", policy=UNSURE))["restored.jsonl"]
    )


def test_shards_have_all_records_once_and_those_of_one_id_together(restored, mixed):
    ids = [
        [r["id"] for r in read_jsonl(restored(mixed, f"s{n}", shard=Shard(n, 4)) / "restored.jsonl")]
        for n in range(1, 5)
    ]
    assert sorted(name for part in ids for name in part) == sorted(f"r{i}" for i in range(30))
    assert all(part != [] for part in ids)


def test_shards_that_do_not_belong_together_are_refused(restored, mixed, tmp_path):
    one, two = (RunFolder(str(restored(mixed, f"s{n}", shard=Shard(n, 2)))) for n in (1, 2))
    other = RunFolder(str(restored(mixed, "o", shard=Shard(2, 2), policy=UNSURE)))
    target = RunFolder(str(tmp_path / "merged"))
    with pytest.raises(StaleError, match=r"threshold was 0\.0, now 1\.0"):
        merge_shards([one, other], target)
    with pytest.raises(UsageError, match="shard 2/2 is not among"):
        merge_shards([one], target)
    with pytest.raises(UsageError, match="shard 2/2 is not among"):
        merge_shards([one, RunFolder(str(restored(mixed, "t", shard=Shard(1, 2))))], target)
    with pytest.raises(UsageError, match="is given twice"):
        merge_shards([one, two, RunFolder(f"{two.path}/.")], target)
    merge_shards([one, two], target)
    with pytest.raises(UsageError, match="was begun here"):
        merge_shards([one, two], target)


@pytest.mark.parametrize("text", ["0/2", "3/2", "a", "1", "1/0"])
def test_what_is_no_shard(text):
    with pytest.raises(UsageError, match="--shard"):
        Shard.parse(text)


def test_rejected_records_tried_again_take_their_places(restored, mixed):
    small = restored(mixed, max_size=len(COPY) - 1)
    assert {r["error"] for r in read_jsonl(small / "rejected.jsonl")} >= {"too_long", "bad_json"}
    whole = restored(mixed, "whole", max_size=5000)
    retry_rejected(RunFolder(str(small)), Effort(1, 60.0), max_size=5000)
    assert outputs(small) == outputs(whole)


def test_a_file_that_was_missing_can_be_tried_again(restored, tmp_path):
    lines = [{"id": "a", "copy_path": "a.txt", "source": SOURCE}, *records(2)]
    folder = restored(write_jsonl(tmp_path / "a.jsonl", lines))
    assert [r["id"] for r in read_jsonl(folder / "rejected.jsonl")] == ["a"]
    (tmp_path / "a.txt").write_text(COPY)
    retry_rejected(RunFolder(str(folder)), Effort(1, 60.0))
    assert [r["id"] for r in read_jsonl(folder / "restored.jsonl")] == ["a", "r0", "r1"]
    assert read_jsonl(folder / "rejected.jsonl") == []


@pytest.mark.parametrize("how", ["a file comes", "more size"])
def test_of_one_id_the_earlier_record_counts_also_when_only_a_second_try_could_read_it(restored, tmp_path, how):
    long = {"id": "a", "copy": f"{COPY} {COPY}", "source": SOURCE}
    first = {"id": "a", "copy_path": "late.txt", "source": SOURCE} if how == "a file comes" else long
    path = write_jsonl(tmp_path / "a.jsonl", [first, {"id": "a", "copy": COPY, "source": SOURCE}, *records(2)])
    folder = restored(path, max_size=len(COPY) + 1)
    assert [r["id"] for r in read_jsonl(folder / "restored.jsonl")] == ["a", "r0", "r1"]
    (tmp_path / "late.txt").write_text(COPY)
    retry_rejected(RunFolder(str(folder)), Effort(1, 60.0), max_size=5000)
    assert [r["id"] for r in read_jsonl(folder / "restored.jsonl")] == ["a", "r0", "r1"]
    assert [(r["line"], r["error"]) for r in read_jsonl(folder / "rejected.jsonl")] == [(2, "duplicate_id")]
    assert outputs(folder) == outputs(restored(path, "whole", max_size=5000))


class Impatient(Watcher):
    def stopping(self):
        return True


def test_a_second_try_that_was_stopped_says_that_it_begins_anew_and_leaves_the_run_as_it_was(
    restored, mixed, monkeypatch
):
    folder = restored(mixed, max_size=len(COPY) - 1)
    before = outputs(folder)
    with pytest.raises(Stopped, match=r"nothing is lost; say --retry-rejected again, which begins anew$"):
        retry_rejected(RunFolder(str(folder)), Effort(1, 60.0), max_size=5000, watcher=Impatient())
    assert outputs(folder) == before
    few = Effort(1, 60.0, Limit(number=0))
    monkeypatch.setattr("restore.batch.run.COMMIT", 0.0)
    with pytest.raises(TooManyRejected, match="say --retry-rejected again"):
        retry_rejected(RunFolder(str(folder)), few, max_size=5000)
    retry_rejected(RunFolder(str(folder)), Effort(1, 60.0), max_size=5000)
    assert outputs(folder) == outputs(restored(mixed, "whole", max_size=5000))


def test_a_kill_while_one_run_takes_anothers_place_is_mended_on_opening(restored, mixed, tmp_path, monkeypatch):
    folder = RunFolder(str(restored(mixed, policy=UNSURE)))
    whole = outputs(restored(mixed, "whole", policy=SURE))
    left = [0]
    place = os.replace

    def killed(source, target):
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt
        place(source, target)

    for moment in (1, 4, 9, 14, 20, 26, 30):
        left[0] = moment
        monkeypatch.setattr("os.replace", killed)
        with suppress(KeyboardInterrupt):
            apply_again(folder, SURE)
        monkeypatch.setattr("os.replace", place)
        apply_again(folder, SURE)
        assert outputs(tmp_path / "out")["restored.jsonl"] == whole["restored.jsonl"]
        assert folder.state().phase == "done"


def test_csv_and_parquet_runs_can_be_applied_again(restored, tmp_path):
    pytest.importorskip("pyarrow")
    path = tmp_path / "a.csv"
    path.write_text(f"key,copy,source\n1,{COPY},{SOURCE}\n")
    folder = restored(path, columns=Columns(id="key"), format="parquet", policy=UNSURE)
    apply_again(RunFolder(str(folder)), SURE)
    from pyarrow import parquet

    assert parquet.read_table(folder / "restored.parquet").to_pylist() == [{"id": "1", "text": SOURCE}]


def test_a_field_that_is_null_in_all_records_is_a_column_of_parquet(restored, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    lines = [{**record, "note": None, "tags": ["a", 1]} for record in records(2)]
    folder = restored(write_jsonl(tmp_path / "a.jsonl", lines), format="parquet")
    rows = parquet.read_table(folder / "restored.parquet").to_pylist()
    assert [(row["note"], json.loads(row["tags"])) for row in rows] == [(None, ["a", 1])] * 2
