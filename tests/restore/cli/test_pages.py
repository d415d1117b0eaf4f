"""Pages with their layout, through the commands."""

import json
from csv import DictReader
from io import StringIO
from pathlib import Path

import pytest

from restore.layouts import read_layout
from tests.restore.layouts.made import MAKERS

HARBOUR = Path(__file__).parents[3] / "fixtures" / "layouts" / "harbour"
SOURCE = "Mayor Rahm Emanuel spoke in Chicago on Monday. The order lacked any detail about the funds he wants."
COPY = [line.split() for line in (SOURCE[:47].strip(), SOURCE[47:].strip().replace("detail", "dctail"))]


@pytest.fixture(params=MAKERS)
def page(request, tmp_path):
    path = tmp_path / "page.xml"
    path.write_bytes(MAKERS[request.param](COPY).encode())
    return path


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source.txt"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_a_repaired_page_is_a_page(restore, page, source, tmp_path):
    ran = restore("repair", page, "--source", source, "--threshold", "0.5", "-o", tmp_path / "out.xml")
    assert (ran.code, ran.talk) == (0, "1 applied, nothing left\n")
    written = (tmp_path / "out.xml").read_bytes()
    assert written.splitlines()[:5] == page.read_bytes().splitlines()[:5]
    assert read_layout(written).text.split() == SOURCE.split()
    assert restore("repair", page, "--source", source, "--threshold", "0.5").data == written


def test_a_page_is_repaired_in_place_and_left_alone_where_nothing_is_sure(restore, page, source):
    data = page.read_bytes()
    assert restore("repair", page, "--source", source, "--threshold", "1", "-w").code == 1
    assert page.read_bytes() == data
    assert restore("repair", page, "--source", source, "--threshold", "0.5", "-w").code == 0
    assert read_layout(page.read_bytes()).text.split() == SOURCE.split()


def test_offsets_count_in_the_pages_text(restore, page, source):
    ran = restore("align", page, "--source", source, "--format", "json")
    found = json.loads(ran.text)["differences"][0]["copy"]
    assert found["text"] == "dctail"
    assert read_layout(page.read_bytes()).text[found["start"] : found["end"]] == "dctail"


def test_a_person_is_told_the_line_of_the_page(restore, page, source):
    ran = restore("align", page, "--source", source)
    heading = next(line for line in ran.text.splitlines() if line.startswith("1  "))
    assert heading.endswith("  line 2")
    ran = restore("review", page, "--source", source, "--plain", stdin=b"q\n")
    assert "replace:spelling" in ran.text
    assert "  line 2\n" in ran.text


def test_a_page_may_be_the_source(restore, page, tmp_path):
    (tmp_path / "copy.txt").write_text(SOURCE, encoding="utf-8")
    ran = restore("align", tmp_path / "copy.txt", "--source", page, "--format", "csv")
    assert "dctail" in ran.text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["repair", "--diff"], "is a page with its layout, which no diff of its text applies to; restore repair -o"),
        (["align", "--format", "diff"], "is a page with its layout, which no diff of its text applies to"),
        (["repair", "--detokenize"], "is a page with its layout, which has no white space to write anew"),
    ],
)
def test_what_cannot_be_done_to_a_page_is_one_line(restore, page, source, options, words):
    ran = restore(options[0], page, "--source", source, *options[1:])
    assert (ran.code, ran.data) == (2, b"")
    assert words in ran.talk
    assert ran.talk.count("\n") == 1


def test_a_broken_page_is_one_line_and_no_file(restore, page, source, tmp_path):
    page.write_bytes(page.read_bytes()[:-20])
    ran = restore("repair", page, "--source", source, "-o", tmp_path / "out.xml")
    assert ran.code == 3
    assert ran.talk.startswith(f"restore repair: {page}: not well-formed: ")
    assert ran.talk.count("\n") == 1
    assert not (tmp_path / "out.xml").exists()


def test_a_page_without_words_is_empty(restore, source, tmp_path):
    (tmp_path / "page.xml").write_text("<alto><Layout/></alto>")
    ran = restore("align", tmp_path / "page.xml", "--source", source)
    assert (ran.code, "empty" in ran.talk) == (3, True)


def test_a_reviewed_page_is_a_page(restore, page, source):
    assert restore("review", page, "--source", source, "--write", "--threshold", "0.5").code == 0
    written = page.with_name("page.restored.xml").read_bytes()
    assert read_layout(written).text.split() == SOURCE.split()
    assert written.startswith(page.read_bytes()[:60])
    assert restore("review", f"{page}.session", "--write").code == 0  # and again, from the session alone
    assert page.with_name("page.restored.xml").read_bytes() == written


def test_a_page_from_standard_input_is_no_review(restore, page, source, tmp_path):
    options = ("--source", source, "--session", tmp_path / "s", "--write", "-o", tmp_path / "out")
    ran = restore("review", "-", *options, stdin=page.read_bytes())
    assert ran.code == 2
    assert "is reviewed as a file" in ran.talk


def test_folders_of_pages_are_batched(restore, page, source, tmp_path):
    (tmp_path / "in").mkdir()
    for path in (page, source):
        path.rename(tmp_path / "in" / f"1{path.suffix}")
    ran = restore(
        *("batch", tmp_path / "in", "-o", tmp_path / "out", "--pairs", "{id}.xml={id}.txt", "--threshold", "0.5", "-q")
    )
    assert ran.code == 0
    restored = json.loads((tmp_path / "out" / "restored.jsonl").read_text())
    assert restored["text"].split() == SOURCE.split()


def test_sources_of_a_folder_of_pages_are_found_whatever_their_names(restore, page, source, tmp_path):
    (tmp_path / "scans").mkdir()
    page.rename(tmp_path / "scans" / "page 1")
    (tmp_path / "scans" / "notes").write_text("not a page")
    ran = restore("find", tmp_path / "scans", "--among", source, "--format", "jsonl")
    assert [(json.loads(line)["id"], json.loads(line)["source"]) for line in ran.text.splitlines()] == [
        ("page 1", "source.txt")
    ]


def test_a_page_in_a_batch_may_be_longer_than_its_text(restore, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.copy.txt").write_bytes(MAKERS["alto"](COPY).encode())
    (tmp_path / "in" / "a.source.txt").write_text(SOURCE)
    run = ("batch", tmp_path / "in", "-q", "--max-size")
    assert restore(*run, "110", "-o", tmp_path / "one").code < 2
    assert json.loads((tmp_path / "one" / "differences.jsonl").read_text())["differences"]
    restore(*run, "50", "-o", tmp_path / "two")
    assert json.loads((tmp_path / "two" / "rejected.jsonl").read_text())["error"] == "too_long"


def test_every_format_of_a_real_page_gets_the_same_repairs(restore):
    """Lines alone do not say what the engine thought of its words: how sure each is, and who did it, may differ."""
    pages = [path for path in HARBOUR.iterdir() if path.suffix != ".txt"]
    found = {path.name: restore("align", path, "--source", HARBOUR / "source.txt", "--format", "csv") for path in pages}
    told = {name: list(DictReader(StringIO(result.text))) for name, result in found.items()}
    lines = told.pop("lines.page.xml")
    first, *others = [
        [(row["code"], row["copy"], row["replacement"], row["confidence"], row["decision"]) for row in rows]
        for rows in told.values()
    ]
    assert first
    assert others == [first] * 2
    assert [(row["copy"], row["replacement"]) for row in lines] == [each[1:3] for each in first]
