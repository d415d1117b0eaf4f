"""Sources are found first, and then the batch runs as any other."""

import json
import os
import signal

import pytest

from restore.batch.among import Search, find_pairs
from restore.errors import InputError, StaleError, UsageError
from restore.find.open import open_library
from restore.find.search import find_sources
from restore.session.origin import OF_RUNS
from tests.packing import packed
from tests.restore.cli.conftest import restore as restore  # noqa: PLC0414 - a fixture
from tests.restore.find.conftest import prose


@pytest.fixture
def sources(tmp_path):
    path = tmp_path / "sources.jsonl"
    path.write_text("".join(json.dumps({"id": f"s{n}", "text": prose(n)}) + "\n" for n in range(6)))
    return path


@pytest.fixture
def copies(tmp_path):
    damaged = prose(2).replace("river", "rlver").replace("garden", "gaarden")
    records = [
        {"id": "a", "copy": damaged, "more": 1},
        {"id": "b", "copy": prose("none")},
        {"id": "c", "text": prose(4)},
    ]
    path = tmp_path / "copies.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records) + "{oops\n")
    return path


def read(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_batch_finds_each_source_restores_what_has_one_and_rejects_the_rest(restore, tmp_path, sources, copies):
    out = tmp_path / "out"
    every = ("--select", "all", "--threshold", 0)
    ran = restore("batch", copies, "--among", sources, "-o", out, "-q", "--no-config", "--jobs", 1, *every)
    assert ran.code == 1
    first, second = read(out / "restored.jsonl")
    assert (first["id"], first["text"], first["source_id"], first["more"]) == ("a", prose(2), "s2", 1)
    assert (second["id"], second["text"]) == ("c", prose(4))
    assert [(r["id"], r["error"]) for r in read(out / "rejected.jsonl")] == [("b", "no_source"), (None, "bad_json")]
    assert {path.name for path in out.iterdir() if path.is_file()} <= set(OF_RUNS), "no review may write over these"


def test_a_run_goes_on_with_the_pairs_it_found(restore, tmp_path, sources, copies):
    out = tmp_path / "out"
    call = ("batch", copies, "--among", sources, "-o", out, "-q", "--no-config", "--jobs", 1)
    restore(*call)
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.suffix == ".jsonl"}
    assert restore(*call).code == 2
    assert restore(*call, "--resume").code == 1
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.suffix == ".jsonl"} == before
    sources.write_text(json.dumps({"id": "x", "text": prose(9)}) + "\n")
    ran = restore(*call, "--resume")
    assert ran.code == 4
    assert "among other sources" in ran.talk


@pytest.mark.parametrize(("name", "lacks"), [("pairs.jsonl", "pairs.json"), ("report.html", "journal")])
def test_a_file_that_stands_where_the_pairs_or_a_run_would_is_left_and_nothing_put_beside_it(
    restore, tmp_path, sources, copies, name, lacks
):
    out = tmp_path / "out"
    out.mkdir()
    mine = copies.rename(out / name.replace("report.html", "mine.jsonl"))
    (out / name).touch()
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    ran = restore("batch", mine, "--among", sources, "-o", out, "--no-config", "--resume")
    told = f"{out / name}: is there already, and no {lacks} with it; name another folder"
    assert (ran.code, ran.talk) == (2, f"restore batch: {told}\n")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_search_that_was_killed_before_its_pairs_had_their_name_is_done_anew(
    restore, tmp_path, sources, copies, monkeypatch
):
    out = tmp_path / "out"
    call = ("batch", copies, "--among", sources, "-o", out, "-q", "--no-config", "--jobs", 1, "--resume")
    replace = os.replace

    def killed(old, new):
        if str(new).endswith("pairs.jsonl"):
            raise KeyboardInterrupt
        replace(old, new)

    with monkeypatch.context() as patched:
        patched.setattr("restore.files.os.replace", killed)
        assert restore(*call).code == 130
    assert [path.name for path in out.iterdir()] == ["pairs.json"]
    assert restore(*call).code == 1
    assert (out / "pairs.jsonl").exists()


@pytest.mark.usefixtures("heard")
def test_an_interrupt_while_sources_are_looked_for_is_not_waited_for(restore, tmp_path, sources, copies, monkeypatch):
    def interrupted(*_, **__):
        signal.raise_signal(signal.SIGINT)
        raise AssertionError("the search went on")

    monkeypatch.setattr("restore.batch.among.find_sources", interrupted)
    ran = restore("batch", copies, "--among", sources, "-o", tmp_path / "out", "--no-config")
    assert (ran.code, ran.talk) == (130, "restore batch: interrupted\n")
    assert not (tmp_path / "out").exists()


def test_what_a_search_that_was_killed_has_left_is_taken_away(restore, tmp_path, sources, copies):
    out = tmp_path / "out"
    out.mkdir()
    for name in (".pairs.jsonl.x1", ".pairs.json.x2", ".mine"):
        (out / name).write_text("{")
    call = ("batch", copies, "--among", sources, "-o", out, "-q", "--no-config", "--jobs", 1, "--resume")
    assert restore(*call).code == 1
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == [".mine"]


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no /dev/zero here")
def test_sources_that_cannot_be_read_twice_are_refused(restore, tmp_path, copies):
    ran = restore("batch", copies, "--among", "/dev/zero", "-o", tmp_path / "out", "--no-config")
    says = "/dev/zero: not a file or folder; save what it gives to a file, which can be read again"
    assert (ran.code, ran.talk) == (3, f"restore batch: {says}\n")


BOOK = "\n\n".join(prose(number) for number in range(10, 30))


def pages_of_the_book(tmp_path):
    """Its pages, broken inside of words, as texts that an engine read."""
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "book.txt").write_text(BOOK)
    starts = [next(at for at in range(start, len(BOOK)) if BOOK[at - 3 : at + 3].isalpha()) for start in (900, 4000)]
    pages = [BOOK[start : BOOK.index(" ", start + 900)] for start in starts]
    (tmp_path / "pages").mkdir()
    for number, page in enumerate(pages):
        (tmp_path / "pages" / f"{number}.txt").write_text(page.replace("garden", "gardcn").replace("river", "rivcr"))
    return [(start, start + len(page)) for start, page in zip(starts, pages, strict=True)]


def test_a_page_of_a_book_is_restored_against_its_part_of_it(restore, tmp_path):
    pages, out = pages_of_the_book(tmp_path), tmp_path / "out"
    call = ("batch", tmp_path / "pages", "--among", tmp_path / "books", "-o", out, "-q", "--no-config", "--jobs", 1)
    assert restore(*call, "--select", "all", "--threshold", 0).code == 0
    names = [f"book.txt[{start}:{end}]" for start, end in pages]
    assert [(r["text"], r["source_id"], r["source_excerpt"]) for r in read(out / "restored.jsonl")] == [
        (BOOK[start:end], "book.txt", name) for (start, end), name in zip(pages, names, strict=True)
    ]
    for record, (start, _) in zip(read(out / "differences.jsonl"), pages, strict=True):
        assert record["differences"]
        for each in record["differences"]:
            assert BOOK[start + each["source"]["start"] : start + each["source"]["end"]] == each["source"]["text"]


def test_pages_found_once_are_gone_on_with_and_applied_again(restore, tmp_path):
    pages, out = pages_of_the_book(tmp_path), tmp_path / "out"
    call = ("batch", tmp_path / "pages", "--among", tmp_path / "books", "-o", out, "-q", "--no-config", "--jobs", 1)
    assert restore(*call, "--threshold", 1).code == 1
    assert [r["source"] for r in read(out / "review.jsonl")] == [BOOK[start:end] for start, end in pages]
    before = (out / "review.jsonl").read_bytes()
    assert restore(*call, "--threshold", 1, "--resume").code == 1
    assert (out / "review.jsonl").read_bytes() == before
    again = ("batch", "--apply", out, "--select", "all", "--threshold", 0, "-q", "--no-config")
    assert restore(*again).code == 0
    assert [r["text"] for r in read(out / "restored.jsonl")] == [BOOK[start:end] for start, end in pages]


def test_records_that_name_their_source_keep_it(tmp_path, sources):
    path = tmp_path / "mixed.jsonl"
    path.write_text(json.dumps({"id": 1, "copy": prose(2), "source": "mine"}) + "\n")
    pairs = find_pairs(str(path), str(tmp_path / "out"), Search((str(sources),)), lambda: open_library([str(sources)]))
    with open(pairs) as file:
        assert json.load(file) == {"id": 1, "copy": prose(2), "source": "mine"}


def test_fields_called_as_what_is_said_of_a_source_make_way_for_it(restore, tmp_path, sources):
    own = {"source_id": "mine", "source_score": 7, "source_excerpt": "p. 3", "input_source_id": "older"}
    found = {"id": "a", "copy": prose(2)} | own
    given = {"id": "b", "copy": prose(1), "source": prose(1)} | own
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(record) + "\n" for record in (found, given)))
    out = tmp_path / "out"
    restore("batch", tmp_path / "c.jsonl", "--among", sources, "-o", out, "-q", "--no-config", "--jobs", 1)
    first, second = read(out / "restored.jsonl")
    assert first.pop("source_score") > 0.9
    assert first == {
        "id": "a", "text": prose(2), "source_id": "s2", "input_source_id": "older", "input_input_source_id": "mine",
        "input_source_score": 7, "input_source_excerpt": "p. 3",
    }  # fmt: skip
    assert second == {"id": "b", "text": prose(1)} | own


@pytest.mark.parametrize("kind", ["id", "copy", "truth"])
def test_an_id_or_text_called_as_what_is_said_of_a_source_is_refused(restore, tmp_path, sources, copies, kind):
    call = ("batch", copies, "--among", sources, "-o", tmp_path / "out", "--no-config")
    ran = restore(*call, "--columns", f"{kind}=source_id")
    assert (ran.code, ran.talk.count("\n")) == (2, 1)
    assert f"--columns {kind}=source_id: --among writes a field of that name; rename the input's" in ran.talk
    assert not (tmp_path / "out").exists()


def test_other_inputs_are_refused_and_nothing_is_left(tmp_path, sources):
    (tmp_path / "c.csv").write_text("id,copy\n")
    with pytest.raises(UsageError, match="JSON Lines"):
        find_pairs(str(tmp_path / "c.csv"), str(tmp_path / "o"), Search((str(sources),)), lambda: open_library([]))
    assert not (tmp_path / "o").exists()


def test_pairs_found_for_another_input_are_not_taken(tmp_path, sources, copies):
    search, library = Search((str(sources),)), lambda: open_library([str(sources)])
    find_pairs(str(copies), str(tmp_path / "o"), search, library)
    copies.write_text("\n")
    with pytest.raises(StaleError):
        find_pairs(str(copies), str(tmp_path / "o"), search, library)


def test_a_cut_input_is_refused_and_leaves_no_pairs(tmp_path, sources, copies):
    path = tmp_path / "copies.jsonl.zst"
    path.write_bytes(packed(copies.read_bytes(), path.name)[:-20])
    with pytest.raises(InputError, match="is cut short"):
        find_pairs(str(path), str(tmp_path / "o"), Search((str(sources),)), lambda: open_library([str(sources)]))
    assert not (tmp_path / "o").exists()


def test_a_failed_start_leaves_no_folder_that_it_made(tmp_path, sources, copies):
    path = tmp_path / "copies.jsonl.gz"
    path.write_bytes(packed(copies.read_bytes(), path.name)[:-20])
    (tmp_path / "mine").mkdir()
    for folder in ("mine", "mine/new", "new/newer/newest"):
        with pytest.raises(InputError, match="is cut short"):
            find_pairs(str(path), str(tmp_path / folder), Search((str(sources),)), lambda: open_library([str(sources)]))
    assert list((tmp_path / "mine").iterdir()) == []
    assert not (tmp_path / "new").exists()


def folder_of_texts(tmp_path):
    """Two good texts, and what cannot be read; in the order of their names."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(prose(2).replace("garden", "gaarden"))
    (folder / "broken.txt").write_text(f"<TEI><text><body><p>{prose(3)}")
    (folder / "empty.txt").write_text("")
    (folder / "gone.txt").symlink_to("nowhere")
    (folder / "latin.txt").write_bytes(b"caf\xe9 " + prose(1).encode())
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "z.txt").write_text(prose(4))
    return folder


def test_a_file_of_a_folder_that_cannot_be_read_costs_the_others_nothing(restore, tmp_path, sources):
    folder, out = folder_of_texts(tmp_path), tmp_path / "out"
    ran = restore("batch", folder, "--among", sources, "-o", out, "--no-config", "--jobs", 1)
    assert ran.code == 1
    assert "7 records" in ran.talk
    assert "5 records rejected" in ran.talk
    assert [(r["id"], r["source_id"]) for r in read(out / "restored.jsonl")] == [("a.txt", "s2"), ("z.txt", "s4")]
    assert [(r["id"], r["error"]) for r in read(out / "rejected.jsonl")] == [
        ("broken.txt", "unreadable"),
        ("empty.txt", "empty"),
        ("gone.txt", "unreadable"),
        ("latin.txt", "bad_utf8"),
        ("picture.txt", "bad_utf8"),
    ]


def test_what_could_not_be_read_is_told_to_need_a_new_run_once_it_can(restore, tmp_path, sources):
    folder, out = folder_of_texts(tmp_path), tmp_path / "out"
    restore("batch", folder, "--among", sources, "-o", out, "-q", "--no-config", "--jobs", 1)
    (folder / "latin.txt").write_text(prose(1))
    restore("batch", "--retry-rejected", out, "-q", "--no-config", "--jobs", 1)
    (mended,) = (r for r in read(out / "rejected.jsonl") if r["id"] == "latin.txt")
    assert mended["error"] == "unreadable"
    assert "begin a new run" in mended["message"]


def test_a_folder_of_json_lines_is_read_as_each_of_them_is(restore, tmp_path, sources, copies):
    folder, out = tmp_path / "many", tmp_path / "out"
    (folder / "deep").mkdir(parents=True)
    copies.rename(folder / "one.jsonl")
    (folder / "deep" / "two.jsonl").write_text(json.dumps({"id": "d", "text": prose(1), "more": 2}))
    assert restore("batch", folder, "--among", sources, "-o", out, "-q", "--no-config", "--jobs", 1).code == 1
    assert [(r["id"], r.get("more")) for r in read(out / "restored.jsonl")] == [("d", 2), ("a", 1), ("c", None)]
    assert [(r["id"], r["error"]) for r in read(out / "rejected.jsonl")] == [("b", "no_source"), (None, "bad_json")]


def test_what_no_source_can_be_looked_for_is_handed_on_to_be_rejected(restore, tmp_path, sources):
    path = tmp_path / "copies.jsonl"
    deep = b'{"id":"deep",  "copy":"a b c", "x": ' + b"[" * 600 + b"]" * 600 + b"}\n"
    long = b'{"id": "long", "copy": "' + b"x" * (40 * 2000 + (1 << 20)) + b'"}\n'
    path.write_bytes(deep + long + json.dumps({"id": "c", "copy": prose(4)}).encode())
    out = tmp_path / "out"
    call = ("batch", path, "--among", sources, "-o", out, "-q", "--no-config", "--jobs", 1, "--max-size", 2000)
    assert restore(*call).code == 1
    assert (out / "pairs.jsonl").read_bytes().startswith(deep)
    assert [(r["line"], r["error"]) for r in read(out / "rejected.jsonl")] == [(1, "bad_field"), (2, "too_long")]
    assert [r["id"] for r in read(out / "restored.jsonl")] == ["c"]


def test_records_are_held_in_lots_that_are_limited_in_number_and_in_size(tmp_path, sources, copies, monkeypatch):
    lots = []

    def counted(asked, *arguments, **settings):
        lots.append(len(asked))
        return find_sources(asked, *arguments, **settings)

    monkeypatch.setattr("restore.batch.among.find_sources", counted)
    for name, limit, expected in (("_LOT", 2, [2, 1]), ("_LOT_SIZE", 1000, [1, 1, 1, 0]), ("_LOT", 1000, [3])):
        with monkeypatch.context() as patch:
            patch.setattr(f"restore.batch.among.{name}", limit)
            search = Search((str(sources),))
            find_pairs(str(copies), str(tmp_path / f"{name}{limit}"), search, lambda: open_library([str(sources)]))
        assert lots == expected
        lots.clear()


def test_a_file_that_is_no_text_costs_its_record_alone(restore, tmp_path, sources):
    folder = tmp_path / "received"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"\0\0")
    (folder / "deep" / "b.txt").write_bytes("caf\xe9 au lait".encode("latin-1"))
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "z.txt").write_text(prose(4))
    ran = restore("batch", folder, "--among", sources, "-o", tmp_path / "out")
    assert ran.code == 1, ran.talk
    assert [(line["id"], line["error"]) for line in read(tmp_path / "out" / "rejected.jsonl")] == [
        ("a.txt", "bad_utf8"),
        ("deep/b.txt", "bad_utf8"),
        ("gone.txt", "unreadable"),
    ]
    assert [line["id"] for line in read(tmp_path / "out" / "restored.jsonl")] == ["z.txt"]


def test_a_lone_surrogate_is_handed_on_as_json_has_it(restore, tmp_path, sources):
    record = {"id": "\udcff", "copy": f"\\\ud800 {prose(4)}", "more": "\udfff"}
    (tmp_path / "copies.jsonl").write_text(json.dumps(record) + "\n")
    ran = restore("batch", tmp_path / "copies.jsonl", "--among", sources, "-o", tmp_path / "out")
    assert (tmp_path / "out" / "rejected.jsonl").read_text() == "", ran.talk
    assert [(line["id"], line["more"]) for line in read(tmp_path / "out" / "restored.jsonl")] == [("\udcff", "\udfff")]
