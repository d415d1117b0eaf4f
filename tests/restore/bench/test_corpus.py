import hashlib
import json

from restore.bench.corpus import Corpus, document_of, half_of, read_rows


def test_whatever_was_made_of_one_text_is_in_one_half():
    made = ["GUM_academic_art", "gum/GUM_academic_art", "gum-own/academic_art", "gum-ptb/academic_art", "academic_art"]
    assert {document_of(name) for name in made} == {"academic_art"}
    assert document_of("revisions/HMAS Sydney") == document_of("HMAS Sydney")


def test_about_half_of_all_texts_are_in_each_half():
    assert 400 < sum(half_of(f"text {n}") for n in range(1000)) < 600


def test_lines_of_one_conversation_are_one_document(tmp_path):
    path = tmp_path / "lines.jsonl"
    rows = [{"id": f"l{n}", "text": "Who?", "history": ["Frank Zappa", "Disbandment", "more"][: 2 + n]} for n in (0, 1)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert {row["document"] for row in read_rows(path, "text")} == {"Frank Zappa/Disbandment"}


def test_every_file_is_said_with_its_own_digest(tmp_path):
    paths = [tmp_path / name for name in ("articles-a.jsonl", "articles-b.jsonl", "ocr.jsonl")]
    for path in paths:
        path.write_text(path.name)
    found = Corpus(articles=tuple(paths[:2]), misread=paths[2]).files
    assert [(file.name, file.sha256) for file in found] == [
        (path.name, hashlib.sha256(path.name.encode()).hexdigest()) for path in paths
    ]
