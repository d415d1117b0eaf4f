"""Sources that are documents, through the commands."""

import json

import pytest

from tests.restore.cli.conftest import COPY, SOURCE
from tests.restore.sources.made import BOOK, CHAPTER, docx, packed

PARAGRAPHS = [" ".join(paragraph.split("\n")) for paragraph in SOURCE.strip().split("\n\n")]
HTML = f"<!DOCTYPE html><html><p>{'<p>'.join(PARAGRAPHS)}</html>"
DOCUMENTS = {
    "html": HTML.encode(),
    "tei": f"<TEI><text><p>{'</p><p>'.join(PARAGRAPHS)}</p></text></TEI>".encode(),
    "epub": packed(
        BOOK | {"OEBPS/text/two.xhtml": "", "OEBPS/text/one a.xhtml": HTML} | {"OEBPS/text/two.xhtml": CHAPTER}
    ),
    "docx": docx("".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in PARAGRAPHS)),
}


@pytest.fixture(params=DOCUMENTS)
def document(request, tmp_path):
    path = tmp_path / "document"
    path.write_bytes(DOCUMENTS[request.param])
    return path


def test_a_copy_is_repaired_from_a_document(restore, copy, document):
    ran = restore("repair", copy, "--source", document, "--threshold", "0", "--select", "spelling")
    assert ran.text == SOURCE


def test_a_document_is_a_source_from_standard_input_and_in_a_review(restore, copy, document):
    options = ("--source", "-", "--threshold", "0", "--select", "spelling")
    assert restore("repair", copy, *options, stdin=document.read_bytes()).text == SOURCE
    review = ("review", copy, "--source", document, "--write", "--threshold", "0", "--select", "spelling")
    assert restore(*review).code < 2
    assert copy.with_name("copy.restored.txt").read_text() == SOURCE
    assert restore("review", f"{copy}.session", "--write").code < 2


def test_marked_up_copies_are_compared_with_marked_up_sources_as_they_stand(restore, tmp_path):
    for name, text in (("copy", HTML.replace("detail", "dctail")), ("source", HTML)):
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    ran = restore("repair", tmp_path / "copy.html", "--source", tmp_path / "source.html", "--threshold", "0")
    assert ran.data.decode() == HTML


@pytest.mark.parametrize(("name", "words"), [("tei", "is a TEI file"), ("html", "is an HTML file")])
def test_a_copy_that_is_marked_up_says_that_its_tags_are_compared_with_a_source_that_has_none(
    restore, source, tmp_path, name, words
):
    (tmp_path / "copy").write_bytes(DOCUMENTS[name])
    call = ("align", tmp_path / "copy", "--source", source)
    said = f"{tmp_path}/copy: {words}, and its tags count as words: {source} has none; save its text as a file\n"
    assert restore(*call).talk == said
    assert restore(*call, "--quiet").talk == ""
    assert restore("align", tmp_path / "copy", "--source", tmp_path / "copy").talk == ""


PIECE = f"<p>{SOURCE[:30]}<b>{SOURCE[30:]}</b></p>"


def test_a_piece_of_html_says_that_its_tags_are_compared_with_a_text_that_has_none(restore, copy, tmp_path):
    piece = tmp_path / "piece"
    piece.write_text(PIECE, encoding="utf-8")
    said = f"{piece}: begins with <p>, and its tags count as words: {copy} has none; "
    assert restore("align", copy, "--source", piece).talk == f"{said}put <html> before it, or save its text as a file\n"
    assert restore("align", piece, "--source", copy).talk == f"{said}save its text as a file\n"
    assert restore("align", piece, "--source", piece).talk == ""
    whole = tmp_path / "whole"
    whole.write_text(f"<html>{PIECE}", encoding="utf-8")
    ran = restore("repair", copy, "--source", whole, "--threshold", "0", "--select", "spelling")
    assert (ran.text, "tags" in ran.talk) == (SOURCE, False)


@pytest.mark.parametrize("start", ["<p> is a paragraph, and ", "<poem>No tag of HTML</poem> ", "a <p>piece</p> of "])
def test_a_text_about_tags_is_none(restore, copy, tmp_path, start):
    (tmp_path / "about").write_text(start + SOURCE, encoding="utf-8")
    assert restore("align", copy, "--source", tmp_path / "about").talk == ""


@pytest.mark.parametrize(("name", "words"), [("epub", "is an EPUB file"), ("docx", "is a Word file")])
def test_an_archive_is_no_copy(restore, source, tmp_path, name, words):
    (tmp_path / "copy").write_bytes(DOCUMENTS[name])
    ran = restore("repair", tmp_path / "copy", "--source", source)
    assert ran.code == 3
    assert f"{words}, which is read as a source alone; save its text as a file\n" in ran.talk


def test_sources_of_a_batch_and_a_search_may_be_documents(restore, document, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.txt").write_text(COPY)
    document.rename(tmp_path / "in" / "1.book")
    settings = ("--threshold", "0", "--select", "spelling", "--max-size", "500", "-q")
    restore("batch", tmp_path / "in", "-o", tmp_path / "out", "--pairs", "{id}.txt={id}.book", *settings)
    assert json.loads((tmp_path / "out" / "restored.jsonl").read_text())["text"] == COPY.replace("dctail", "detail")
    found = restore("find", tmp_path / "in" / "1.txt", "--among", tmp_path / "in" / "1.book", "--format", "jsonl")
    assert json.loads(found.text)["source"] == "1.book"


def test_a_broken_document_is_one_line(restore, copy, tmp_path):
    (tmp_path / "book").write_bytes(DOCUMENTS["epub"][:-30])
    ran = restore("repair", copy, "--source", tmp_path / "book")
    assert (ran.code, ran.data) == (3, b"")
    assert ran.talk == f"restore repair: {tmp_path / 'book'}: damaged: it cannot be unpacked; get the file again\n"
