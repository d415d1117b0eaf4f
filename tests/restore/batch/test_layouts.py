"""Folders of pages with their layout, restored as pages."""

import json
import os
import shutil
from pathlib import Path

import pytest

from restore.batch import restore_records
from restore.batch.again import apply_again, merge_shards, retry_rejected
from restore.batch.folder import RunFolder
from restore.batch.journal import FINISHING
from restore.batch.layouts import restored_page
from restore.batch.records import PageFile, Record
from restore.batch.settings import Effort, Shard
from restore.differences import Selector
from restore.errors import InputError, StaleError, UsageError
from restore.layouts import read_layout
from restore.plan import Plan
from restore.repair import Policy
from restore.session.origin import BatchOrigin
from tests.restore.batch.conftest import Inline, read_jsonl, write_jsonl
from tests.restore.batch.test_run import stopped as stopped  # noqa: PLC0414 - a fixture
from tests.restore.cli.conftest import restore as restore  # noqa: PLC0414 - a fixture
from tests.restore.find.conftest import prose
from tests.restore.layouts.made import MAKERS, alto, hocr
from tests.restore.sources.made import CHAPTER, CONTAINER, packed

SOURCE = "Mayor Rahm Emanuel spoke in Chicago on Monday. The order lacked any detail about the funds he wants."
COPY = SOURCE.replace("detail", "dctail")
SURE, UNSURE = Policy(threshold=0.5), Policy(threshold=1.0)
EVERYTHING = Policy(threshold=0.0, select=Selector.parse("all"))
PAIRS = "ocr/{id}.xml=truth/{id}.txt"


@pytest.fixture(autouse=True)
def _inline(monkeypatch):
    monkeypatch.setattr("restore.batch.run.Pool", Inline)


def lines(text):
    return [text[:47].split(), text[47:].split()]


@pytest.fixture
def scans(tmp_path):
    """A folder with a page in each format, one without damage, one that is not its source's and one plain text."""
    root = tmp_path / "scans"
    texts = {f"{kind}/1853": MAKERS[kind](lines(COPY)) for kind in MAKERS}
    texts |= {"clean": hocr(lines(SOURCE)), "other": hocr([prose(3).split()]), "plain": COPY}
    for name, text in texts.items():
        for folder, data in (("ocr", text), ("truth", SOURCE)):
            path = root / folder / f"{name}.{'xml' if folder == 'ocr' else 'txt'}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(data, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("copy", hocr(lines(COPY)).encode()[:-40], "unreadable"),
        ("copy", alto(lines(COPY)).encode().replace(b"</TextLine>", b"", 1), "unreadable"),
        ("copy", alto(lines(COPY)).encode().replace(b"Mayor", b"M\xe9yor", 1), "bad_utf8"),
        ("copy", b"%PDF-1.4", "bad_utf8"),
        ("source", b"<TEI><text><p>", "unreadable"),
        ("source", packed({"META-INF/container.xml": "<container"}), "unreadable"),
        ("source", b"caf\xe9 au lait", "bad_utf8"),
    ],
    ids=["cut hOCR", "broken ALTO", "ALTO in another encoding", "PDF", "cut TEI", "broken EPUB", "Latin-1"],
)
def test_what_is_broken_is_unreadable_and_only_what_is_no_text_is_bad_utf8(restored, tmp_path, name, data, reason):
    (tmp_path / "x").write_bytes(data)
    other = {"source": SOURCE} if name == "copy" else {"copy": COPY}
    out = restored(write_jsonl(tmp_path / "in.jsonl", [{"id": 1, f"{name}_path": "x"} | other]))
    assert [record["error"] for record in read_jsonl(out / "rejected.jsonl")] == [reason]


def test_a_page_of_a_folder_that_is_empty_or_broken_is_rejected_and_the_others_are_restored(restore, tmp_path):
    scans, books, out = (tmp_path / name for name in ("scans", "books", "out"))
    for folder in (scans, books):
        folder.mkdir()
    (books / "book.txt").write_text(prose(3))
    page = hocr([prose(3).replace("garden", "gardcn").split()])
    for name, text in {"1.hocr": page, "2.hocr": "", "3.hocr": page[:900], "4.hocr": page[:100]}.items():
        (scans / name).write_text(text)
    (scans / "5.hocr").write_bytes(b"\0\1\2\3")
    ran = restore("batch", scans, "--among", books, "-o", out, "-q", "--no-config", "--jobs", 1)
    assert ran.code == 1
    assert [record["page_path"] for record in read_jsonl(out / "restored.jsonl")] == ["pages/1.hocr"]
    assert [(record["id"], record["error"]) for record in read_jsonl(out / "rejected.jsonl")] == [
        ("2.hocr", "empty"),
        ("3.hocr", "unreadable"),
        ("4.hocr", "unreadable"),
        ("5.hocr", "bad_utf8"),
    ]


def files(folder):
    """All files of a run but its journal, by their paths."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and "journal" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def pages(folder):
    return {name: data for name, data in files(folder).items() if name.startswith("pages/")}


def test_each_page_is_restored_in_its_format_beside_the_texts(restored, restore, scans):
    folder = restored(scans, policy=SURE, pairs=PAIRS)
    written = pages(folder)
    assert sorted(written) == sorted(["pages/ocr/clean.xml", *(f"pages/ocr/{kind}/1853.xml" for kind in MAKERS)])
    for name, data in written.items():
        copy = scans / name.removeprefix("pages/")
        alone = restore("repair", copy, "--source", scans / "truth" / "clean.txt", "--threshold", "0.5", "--no-config")
        assert alone.data == data
        assert (copy.read_bytes() == data) is ("clean" in name)
        assert read_layout(data).text.split() == SOURCE.split()
    records = {record["id"]: record for record in read_jsonl(folder / "restored.jsonl")}
    assert {name: record.get("page_path") for name, record in records.items()} == {
        "clean": "pages/ocr/clean.xml",
        "plain": None,
        **{f"{kind}/1853": f"pages/ocr/{kind}/1853.xml" for kind in MAKERS},
    }
    assert [record["id"] for record in read_jsonl(folder / "rejected.jsonl")] == ["other"]


def test_what_is_left_of_pages_is_reviewed_by_their_lines(restored, scans):
    places = {}
    for document in BatchOrigin(str(restored(scans, policy=UNSURE, pairs=PAIRS))).documents():
        copy = document.copy
        places[document.id] = copy.is_page and [str(copy.place_at(copy.text.index(w))) for w in ("Mayor", "wants")]
    assert places == {"plain": False} | {f"{kind}/1853": ["line 1", "line 2"] for kind in MAKERS}


@pytest.mark.parametrize("page", ["{}", '{"lines": [3, 1], "pages": [0]}', '{"lines": [0], "pages": []}', "7"])
def test_a_page_without_lines_is_one_line(restored, scans, page):
    folder = restored(scans, policy=UNSURE, pairs=PAIRS)
    records = [record | {"page": json.loads(page)} for record in read_jsonl(folder / "review.jsonl")]
    write_jsonl(folder / "review.jsonl", records)
    with pytest.raises(InputError, match="line 1: its page has no lines"):
        list(BatchOrigin(str(folder)).documents())


def test_a_run_that_was_stopped_or_killed_ends_with_the_same_pages(restored, stopped, scans):
    settings = {"policy": SURE, "pairs": PAIRS, "batch_size": 1}
    whole = restored(scans, "whole", **settings)
    folder = stopped(scans, **settings)
    work = Path(folder.journal("work"))
    assert 0 < len(list((work / "pages").rglob("*.xml"))) < len(pages(whole))
    (work / ".page").write_bytes(b"half a page")
    (work / "pages" / "ocr" / "page").mkdir()
    (work / "pages" / "ocr" / "page" / "1853.xml").write_bytes(b"of a batch that did not count")
    assert files(restored(scans, resume=True, **settings)) == files(whole)


def test_of_records_that_name_one_page_the_first_counts_in_shards_and_runs_that_were_stopped_too(
    restored, stopped, scans, tmp_path
):
    sources = [SOURCE.replace("funds", word) for word in ("funds", "money", "means")]
    made = [{"id": n, "copy_path": "ocr/hocr/1853.xml", "source": source} for n, source in enumerate(sources)]
    rest = [{"id": n, "copy": COPY, "source": SOURCE} for n in range(3, 9)]
    path, settings = write_jsonl(scans / "a.jsonl", made + rest), {"policy": EVERYTHING, "batch_size": 1}
    folder = stopped(path, **settings)
    assert folder.state().batches >= len(made)
    whole = restored(path, resume=True, **settings)
    assert "funds" in read_layout(pages(whole)["pages/ocr/hocr/1853.xml"]).text
    rejected = read_jsonl(whole / "rejected.jsonl")
    assert [(record["id"], record["error"]) for record in rejected] == [(1, "duplicate_page"), (2, "duplicate_page")]
    assert {record["message"] for record in rejected} == {
        "ocr/hocr/1853.xml: an earlier record names this page, which is written once; name it in one record"
    }
    shards = [restored(path, f"s{n}", shard=Shard(n, 2), **settings) for n in (1, 2)]
    merge_shards([RunFolder(str(shard)) for shard in shards], RunFolder(str(tmp_path / "merged")))
    assert files(tmp_path / "merged") == files(whole)


@pytest.mark.parametrize("left", [b"another page", None])
def test_a_page_that_was_changed_behind_the_back_is_seen(restored, stopped, scans, left):
    settings = {"policy": SURE, "pairs": PAIRS, "batch_size": 1}
    page = Path(stopped(scans, **settings).work("pages")) / "ocr" / "clean.xml"
    page.unlink() if left is None else page.write_bytes(left)
    with pytest.raises(StaleError, match=r"clean\.xml: .*begin again in another folder"):
        restored(scans, resume=True, **settings)


def test_pages_that_a_kill_left_between_two_folders_are_put_in_their_place(restored, scans):
    folder = restored(scans, policy=SURE, pairs=PAIRS)
    done, run = files(folder), RunFolder(str(folder))
    os.makedirs(run.journal("work"))
    shutil.copytree(run.final("pages"), run.work("pages"))
    (folder / "pages" / "ocr" / "clean.xml").write_bytes(b"of the run before")
    Path(run.work(".page")).write_bytes(b"half a page")
    state = run.state()
    state.phase = FINISHING
    run.save(state)
    assert files(restored(scans, policy=SURE, pairs=PAIRS, resume=True)) == done


def test_findings_applied_again_shards_and_what_was_rejected_give_the_same_pages(restored, scans, tmp_path):
    whole = restored(scans, "whole", policy=SURE, pairs=PAIRS)
    folder = restored(scans, policy=UNSURE, pairs=PAIRS)
    assert pages(folder)["pages/ocr/hocr/1853.xml"] == (scans / "ocr/hocr/1853.xml").read_bytes()
    apply_again(RunFolder(str(folder)), SURE)
    assert pages(folder) == pages(whole)
    shards = [restored(scans, f"s{n}", policy=SURE, pairs=PAIRS, shard=Shard(n, 2)) for n in (1, 2)]
    merge_shards([RunFolder(str(shard)) for shard in shards], RunFolder(str(tmp_path / "merged")))
    assert files(tmp_path / "merged") == files(whole)
    short = restored(scans, "short", policy=SURE, pairs=PAIRS, max_size=50)
    assert pages(short) == {}
    retry_rejected(RunFolder(str(short)), Effort(0), max_size=4_000_000)
    assert pages(short) == pages(whole)


def test_nothing_is_applied_to_a_page_in_a_dry_run(restored, scans):
    folder = restored(scans, policy=SURE, pairs=PAIRS, dry_run=True)
    assert pages(folder) == {}
    apply_again(RunFolder(str(folder)), SURE)
    assert len(pages(folder)) == 1 + len(MAKERS)


def test_a_page_stays_below_the_folder_whatever_way_its_path_takes(restored, tmp_path):
    (tmp_path / "in" / "a").mkdir(parents=True)
    for name in ("one", "two", "three"):
        (tmp_path / "in" / "a" / f"{name}.hocr").write_text(hocr(lines(COPY)))
    paths = ["a/./one.hocr", "b/../a/two.hocr", "../in/a/three.hocr"]
    (tmp_path / "in" / "b").mkdir()
    made = [{"id": n, "copy_path": path, "source": SOURCE, "page_path": "mine"} for n, path in enumerate(paths)]
    folder = restored(write_jsonl(tmp_path / "in" / "a.jsonl", made), policy=SURE)
    assert sorted(pages(folder)) == [f"pages/a/{name}.hocr" for name in ("one", "three", "two")]
    told = [(record["page_path"], record["input_page_path"]) for record in read_jsonl(folder / "restored.jsonl")]
    assert told == [(f"pages/a/{name}.hocr", "mine") for name in ("one", "two", "three")]


def test_a_path_up_from_a_link_is_what_the_system_says_it_is(restored, tmp_path):
    (tmp_path / "in" / "a" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "link").symlink_to(tmp_path / "in" / "a" / "deep")
    (tmp_path / "in" / "one.hocr").write_text(hocr([prose(3).split()]))
    (tmp_path / "in" / "a" / "one.hocr").write_text(hocr(lines(COPY)))
    made = [{"id": "a", "copy_path": "link/../one.hocr", "source": SOURCE}]
    folder = restored(write_jsonl(tmp_path / "in" / "a.jsonl", made), policy=SURE)
    assert list(pages(folder)) == ["pages/a/one.hocr"]


def test_pages_that_are_there_already_are_not_written_over(restored, scans, tmp_path):
    (tmp_path / "out" / "pages").mkdir(parents=True)
    with pytest.raises(UsageError, match="pages: is there already"):
        restored(scans, policy=SURE, pairs=PAIRS)


def test_a_page_that_changed_or_went_while_it_was_restored_is_rejected(tmp_path):
    page = tmp_path / "page.hocr"
    page.write_text(hocr(lines(COPY)))
    layout = read_layout(page.read_bytes())
    record = Record(1, "a", layout.text, SOURCE, page=PageFile(str(tmp_path), "page.hocr", layout.numbers))
    assert restored_page(record, Plan()).data == page.read_bytes()
    page.write_text(hocr(lines(SOURCE)))
    with pytest.raises(StaleError, match=r"page\.hocr: was changed"):
        restored_page(record, Plan())
    page.write_text(hocr(lines(COPY)))
    records = ({"id": name, "copy_path": "page.hocr", "source": SOURCE} for name in "ab")
    outcomes = restore_records(records, folder=str(tmp_path), policy=SURE)
    assert read_layout(next(outcomes).page.data).text.split() == SOURCE.split()


def scanned(tmp_path):
    """Pages of a book, and the book."""
    chapters = [prose(number) for number in range(10, 30)]
    said = {f"{at}.xhtml": CHAPTER.format(f"<p>{text}</p>") for at, text in enumerate(chapters)}
    names = "".join(f'<item id="c{at}" href="{at}.xhtml"/>' for at in range(len(chapters)))
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    package = f"<package><manifest>{names}</manifest><spine>{spine}</spine></package>"
    entries = {"META-INF/container.xml": CONTAINER.replace("OEBPS/", ""), "book.opf": package, **said}
    (tmp_path / "book.epub").write_bytes(packed(entries))
    folder = tmp_path / "scans"
    folder.mkdir()
    for number, make in ((12, hocr), (17, alto)):
        words = chapters[number].replace("garden", "gardcn").replace("river", "rivcr").split()
        page = [words[at : at + 9] for at in range(4, 100, 9)]
        (folder / f"{number}.{make.__name__}").write_text(make(page))
    return folder


def test_a_folder_of_pages_and_one_book(restore, tmp_path):
    folder, out = scanned(tmp_path), tmp_path / "out"
    every = ("--select", "all", "--threshold", 0, "--no-config", "-q", "--jobs", 1)
    call = ("batch", folder, "--among", tmp_path / "book.epub", "-o", out)
    assert restore(*call, *every).code == 0
    assert sorted(pages(out)) == ["pages/12.hocr", "pages/17.alto"]
    for name, data in pages(out).items():
        before = read_layout((folder / name.removeprefix("pages/")).read_bytes())
        said = read_layout(data).text
        assert said.split() == before.text.replace("gardcn", "garden").replace("rivcr", "river").split()
    done = files(out)
    assert restore(*call, *every, "--resume").code == 0
    assert files(out) == done
    assert restore("batch", "--apply", out, "--threshold", 1, "--no-config", "-q").code == 1
    assert pages(out)["pages/12.hocr"] == (folder / "12.hocr").read_bytes()


def test_an_output_inside_the_folder_of_pages_is_refused(restore, tmp_path):
    folder = scanned(tmp_path)
    ran = restore("batch", folder, "--among", tmp_path / "book.epub", "-o", folder / "out", "--no-config")
    assert ran.code == 2
    assert "is inside the input's folder" in ran.talk
    assert sorted(path.name for path in folder.iterdir()) == ["12.hocr", "17.alto"]


def test_records_that_name_their_pages_have_their_sources_found(restore, tmp_path):
    folder, out = scanned(tmp_path), tmp_path / "out"
    lines = [
        json.dumps({"id": "a", "copy_path": "scans/12.hocr"}),
        json.dumps({"id": "b", "copy_path": "scans/no.hocr"}),
    ]
    path = tmp_path / "pages.jsonl"
    path.write_text("\n".join(lines))
    call = ("batch", path, "--among", tmp_path / "book.epub", "-o", out, "-q", "--no-config", "--jobs", 1)
    assert restore(*call, "--select", "all", "--threshold", 0).code == 1
    assert sorted(pages(out)) == ["pages/scans/12.hocr"]
    assert [(r["id"], r["error"]) for r in read_jsonl(out / "rejected.jsonl")] == [("b", "unreadable")]
    assert Path(folder / "12.hocr").read_bytes() != (out / "pages/scans/12.hocr").read_bytes()
