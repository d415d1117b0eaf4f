import json
import os
import re

import pytest

from restore.errors import EncodingError, InputError
from restore.find.documents import Document, batches, files_in, read_documents, refuse_repeated_ids
from restore.find.library import MemoryLibrary
from restore.find.search import find_sources
from tests.packing import packed
from tests.restore.sources import made


def test_a_folder_gives_its_text_files_named_by_their_paths_in_it(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "b.txt").write_text("two")
    (tmp_path / "deep" / "a.txt").write_text("one")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "notes.jsonl").write_text("no")
    assert [(d.id, d.text) for d in read_documents([str(tmp_path)])] == [("b.txt", "two"), ("deep/a.txt", "one")]


def test_a_folder_of_sources_gives_its_documents_beside_whatever_else_it_has(tmp_path):
    letters = "Letters. " * 30_000
    documents = {
        "book.epub": made.packed(made.BOOK),
        "long": made.packed({"front.txt": letters} | made.BOOK | {"back.txt": letters}),
        "press.docx": made.docx("<w:p><w:r><w:t>The ferry left.</w:t></w:r></w:p>"),
        "tei.xml": b"<TEI><text><body><p>The pier fell.</p></body></text></TEI>",
        "web": b"<!DOCTYPE html><title>T</title><p>The mayor left.",
    }
    others = {
        "cover.jpg": b"\xff\xd8",
        "mets.xml": b"<mets/>",
        "page.hocr": b"<html><p class='ocr_page'>",
        ".x.html": b"<p>",
    }
    for name, data in (documents | others | {"b.txt": b"two"}).items():
        (tmp_path / name).write_bytes(data)
    found = {each.id: each.text for each in read_documents([str(tmp_path)], sources=True)}
    assert list(found) == ["b.txt", *documents]
    assert found["b.txt"] == "two"
    assert found["book.epub"] == found["long"]
    assert [found[name] for name in ("press.docx", "tei.xml", "web")] == [
        "The ferry left.\n", "The pier fell.\n", "The mayor left.\n",
    ]  # fmt: skip
    assert files_in(str(tmp_path)) == ["b.txt"]
    (tmp_path / "b.txt").unlink()
    assert files_in(str(tmp_path), sources=True) == sorted([*documents, "page.hocr"])


def test_offsets_say_where_a_record_stands(tmp_path):
    path = tmp_path / "s.jsonl"
    path.write_text('{"id": "é", "text": "one"}\n\n{"id": 7, "text": "two", "more": []}\n', encoding="utf-8")
    data = path.read_bytes()
    documents = list(read_documents([str(path)]))
    assert [d.id for d in documents] == ["é", 7]
    assert [json.loads(data[d.offset : d.offset + d.size])["text"] for d in documents] == ["one", "two"]


@pytest.mark.parametrize("name", ["s.jsonl.gz", "s.jsonl.zst"])
def test_packed_json_lines_are_read_to_their_end_or_not_at_all(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(packed(b'{"id": "a", "text": "one"}\n', name))
    assert [d.text for d in read_documents([str(tmp_path)])] == ["one"]
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(InputError, match="is cut short"):
        list(read_documents([str(path)]))


def test_a_line_without_end_is_one_clear_line(tmp_path, monkeypatch):
    monkeypatch.setattr("restore.find.documents.longest_line", lambda: 1000)
    path = tmp_path / "s.jsonl"
    path.write_bytes(b'{"id": "a", "text": "one"}\n' + b"0" * 1001)
    with pytest.raises(InputError, match="line 2: has more than 1000 bytes"):
        list(read_documents([str(path)]))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "line 2: not JSON"),
        (b"[]", "line 2: not an object"),
        (b'{"text": "x"}', 'line 2: has no "id"'),
        (b'{"id": true, "text": "x"}', 'line 2: has no "id"'),
        (b'{"id": "a", "text": null}', 'line 2: has no "text"'),
        (b'{"id": "\xff", "text": ""}', "line 2: not UTF-8"),
        (b"[" * 100_000, "line 2: not JSON"),
    ],
)
def test_a_bad_record_is_named(tmp_path, line, message):
    path = tmp_path / "s.jsonl"
    path.write_bytes(b'{"id": 1, "text": ""}\n' + line + b"\n")
    with pytest.raises(InputError, match=message):
        list(read_documents([str(path)]))


def test_records_in_utf_16_are_told_once(tmp_path):
    (tmp_path / "s.jsonl").write_bytes('{"id": 1, "text": "a"}\n'.encode("utf-16"))
    with pytest.raises(InputError, match=r"s\.jsonl: not UTF-8, but UTF-16; save it as UTF-8"):
        list(read_documents([str(tmp_path / "s.jsonl")]))


def test_what_cannot_be_read_is_named(tmp_path):
    with pytest.raises(InputError, match=r"gone\.txt: no such file"):
        list(read_documents([str(tmp_path / "gone.txt")]))
    with pytest.raises(InputError, match="neither"):
        list(read_documents([str(tmp_path)]))
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    with pytest.raises(EncodingError, match=r"latin\.txt"):
        list(read_documents([str(tmp_path)]))
    assert [d.text for d in read_documents([str(tmp_path)], encoding="latin-1")] == ["café"]


def test_what_is_named_as_the_pages_of_a_folder_is_one_of_them_though_it_does_not_say_so(tmp_path):
    page = "<alto><TextLine><String CONTENT='told'/></TextLine></alto>"
    pages = {
        "1.xml": page,
        "2.XML": "",
        "3.xml": "\0\1\2",
        "4.hocr": "",
        "5.hocr": "<html><head>",
        "6.xml": "<?xml vers",
    }
    others = {"mets.xml": "<mets/>", "a.jpg": "\0\1\2", "README": "", "b.html": "<html><body>The web."}
    for name, text in (pages | others).items():
        (tmp_path / name).write_text(text)
    (tmp_path / "7.xml").symlink_to("nowhere")
    os.mkfifo(tmp_path / "8.xml")
    assert files_in(str(tmp_path)) == [*sorted(pages), "7.xml"]


def test_pages_that_are_all_empty_are_pages(tmp_path):
    (tmp_path / "1.hocr").write_text("")
    assert [(d.id, d.text) for d in read_documents([str(tmp_path)])] == [("1.hocr", "")]


def test_two_sources_with_one_id_are_refused(tmp_path):
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"id": "x", "text": ""}\n')
    a, b = (str(tmp_path / name) for name in ("a.jsonl", "b.jsonl"))
    told = f"{b}: the id 'x' stands twice (also in {a}); sources need ids of their own"
    with pytest.raises(InputError, match=re.escape(told)):
        list(refuse_repeated_ids(read_documents([str(tmp_path)])))
    with pytest.raises(InputError, match=r"^the id 'x' stands twice; sources need ids of their own$"):
        MemoryLibrary(2 * [Document("x", "")])


@pytest.mark.parametrize(("text", "kind"), [(None, "None"), (b"x", "bytes"), (3, "an int")])
def test_a_document_without_a_text_is_none(text, kind):
    with pytest.raises(TypeError, match=f"^the text of 'a' is {kind}; give a str"):
        Document("a", text)


def test_what_is_no_document_is_told_where_it_is_given():
    with pytest.raises(TypeError, match=r"^a str is no Document; give Document"):
        MemoryLibrary(["text"])
    with pytest.raises(TypeError, match=r"^a str is no Document; give Document"):
        list(find_sources(["text"], MemoryLibrary([])))


def test_lots_are_bounded(library):
    lots = list(batches(library, count=25, characters=10**9))
    assert [len(lot) for lot in lots] == [25, 25, 10]
    assert all(len(lot) == 1 for lot in batches(library, count=25, characters=1))
