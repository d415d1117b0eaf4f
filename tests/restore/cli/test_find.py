import json
import re

import pytest

from tests.restore.find.conftest import SEEDS, prose
from tests.shut import shut


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(prose(number))
    (tmp_path / "copy.txt").write_text(prose(3)[:600])
    return tmp_path


def lines(ran):
    return [json.loads(line) for line in ran.text.splitlines()]


def test_one_copy_among_a_few_files(restore, texts):
    ran = restore("find", texts / "copy.txt", "--among", texts / "sources", "--format", "jsonl")
    assert ran.code == 0
    assert ran.talk == ""
    (answer,) = lines(ran)
    assert list(answer)[:5] == ["id", "source", "score", "runner_up", "runner_up_score"]
    assert (answer["id"], answer["source"]) == ("copy.txt", "3.txt")
    assert 0.9 < answer["score"] <= 1
    (span,) = answer["sources"][0]["spans"]
    assert (span["copy"]["start"], span["source"]["start"]) == (0, 0)


def test_documents_in_a_folder_of_texts_are_looked_through_and_never_written_over(restore, texts):
    page = texts / "sources" / "page.html"
    page.write_text(f"<!DOCTYPE html><title>News</title><p>{prose('page')}")
    (texts / "copy.txt").write_text(prose("page")[:600])
    call = ("find", texts / "copy.txt", "--among", texts / "sources", "--format", "jsonl")
    assert [answer["source"] for answer in lines(restore(*call))] == ["page.html"]
    assert restore(*call, "-o", page).code == 2


def test_for_people_it_is_a_few_lines(restore, texts):
    ran = restore("find", texts / "copy.txt", "--among", texts / "sources")
    assert re.fullmatch(r"copy.txt\n  from 3.txt   score 1.00, covers \d+% of the copy\n", ran.text)


def test_a_page_of_a_book_is_named_by_its_place_in_it(restore, texts):
    book = "\n\n".join(prose(number) for number in range(10, 20))
    (texts / "sources" / "book.txt").write_text(book)
    start = book.index(prose(14))
    (texts / "copy.txt").write_text(prose(14))
    call = ("find", texts / "copy.txt", "--among", texts / "sources")
    part = f"book.txt[{start}:{start + len(prose(14))}]"
    assert restore(*call).text == f"copy.txt\n  from {part}   score 1.00, covers 100% of the copy\n"
    (answer,) = lines(restore(*call, "--format", "jsonl"))
    assert (answer["source"], answer["excerpt"]) == ("book.txt", {"start": start, "end": start + len(prose(14))})


def test_none_ends_with_1(restore, texts):
    (texts / "other.txt").write_text(prose("other"))
    ran = restore("find", texts / "copy.txt", texts / "other.txt", "--among", texts / "sources", "--format", "jsonl")
    assert ran.code == 1
    assert [answer["source"] for answer in lines(ran)] == ["3.txt", None]
    assert "1 of 2 copies have a source" in ran.talk


@pytest.fixture
def unreadable(texts):
    """A folder of copies, of which two can be read."""
    folder = texts / "copies"
    folder.mkdir()
    (folder / "a.txt").write_text(prose(3)[:600])
    (folder / "empty.txt").write_text("")
    (folder / "latin.txt").write_bytes(b"caf\xe9")
    (folder / "picture.txt").write_bytes(b"\x89PNG\0")
    return folder


def test_what_cannot_be_read_of_a_folder_is_said_and_costs_the_others_nothing(restore, texts, unreadable):
    call = ("find", unreadable, "--among", texts / "sources", "--format", "jsonl")
    ran = restore(*call)
    assert ran.code == 3
    assert [(answer["id"], answer["source"]) for answer in lines(ran)] == [("a.txt", "3.txt"), ("empty.txt", None)]
    latin, picture, *told = ran.talk.splitlines()
    assert latin.startswith(f"restore find: {unreadable / 'latin.txt'}: not UTF-8")
    assert picture.startswith(f"restore find: {unreadable / 'picture.txt'}: not text: it is a picture")
    assert told == ["1 of 2 copies have a source", "2 copies could not be read"]
    assert restore(*call, "--quiet").talk.splitlines() == [latin, picture]
    groups = restore(*call, "--groups")
    assert groups.code == 3
    assert [line["members"] for line in lines(groups)] == [["3.txt", "a.txt"]]
    assert "\n1 group of copies, 0 passages shared by others\n" in groups.talk


def test_a_folder_of_copies_that_may_not_be_entered_is_said_and_costs_the_others_nothing(restore, texts, monkeypatch):
    copies = texts / "copies"
    copies.mkdir()
    (copies / "a.txt").write_text(prose(3)[:600])
    says = shut(monkeypatch, copies / "shut")
    ran = restore("find", copies, "--among", texts / "sources", "--format", "jsonl")
    assert [(answer["id"], answer["source"]) for answer in lines(ran)] == [("a.txt", "3.txt")]
    assert (ran.code, ran.talk) == (3, f"restore find: {says}\n1 copy could not be read\n")


def test_a_folder_of_sources_that_may_not_be_entered_ends_the_search(restore, texts, monkeypatch):
    says = shut(monkeypatch, texts / "sources" / "shut")
    ran = restore("find", texts / "copy.txt", "--among", texts / "sources")
    assert (ran.code, ran.data, ran.talk) == (3, b"", f"restore find: {says}\n")


def test_a_folder_of_pairs_that_may_not_be_entered_ends_the_batch(restore, texts, monkeypatch):
    for name in ("a.copy.txt", "a.source.txt"):
        (texts / "sources" / name).write_text(prose(3))
    says = shut(monkeypatch, texts / "sources" / "shut")
    ran = restore("batch", texts / "sources", "-o", texts / "out")
    assert (ran.code, ran.talk, (texts / "out").exists()) == (3, f"restore batch: {says}\n", False)


def test_a_text_that_is_named_or_a_source_and_cannot_be_read_ends_the_search(restore, texts, unreadable):
    for copies, sources in ((unreadable / "latin.txt", texts / "sources"), (texts / "copy.txt", unreadable)):
        ran = restore("find", copies, "--among", sources)
        assert (ran.code, ran.data) == (3, b"")
        assert "latin.txt: not UTF-8" in ran.talk


@pytest.mark.parametrize("place", ["copies.jsonl", "folder/copies.jsonl", "-"])
def test_a_bad_line_of_copies_is_said_and_costs_the_others_nothing(restore, texts, place):
    data = "".join(json.dumps({"id": n, "text": prose(n)[:600]}) + "\n" for n in (1, 2))
    data = data.replace("\n", '\n{bad\n{"id": true}\n', 1).encode()
    (texts / "folder").mkdir()
    if place != "-":
        (texts / place).write_bytes(data)
    copies = "-" if place == "-" else (texts / place).parent if "/" in place else texts / place
    ran = restore("find", copies, "--among", texts / "sources", "--format", "jsonl", stdin=data)
    assert ran.code == 3
    assert [(answer["id"], answer["source"]) for answer in lines(ran)] == [(1, "1.txt"), (2, "2.txt")]
    bad, no_id, *told = ran.talk.splitlines()
    assert "line 2: not JSON" in bad
    assert 'line 3: has no "id"' in no_id
    assert told == ["2 of 2 copies have a source", "2 copies could not be read"]


def test_a_bad_line_of_sources_ends_the_search(restore, texts):
    (texts / "s.jsonl").write_text('{"id": 1, "text": "a"}\n{bad\n')
    ran = restore("find", texts / "copy.txt", "--among", texts / "s.jsonl")
    assert (ran.code, ran.data, ran.talk.count("\n")) == (3, b"", 1)


def test_of_copies_that_cannot_be_read_a_few_are_named(restore, texts):
    (texts / "c.jsonl").write_text("id,text\n" * 1000)
    ran = restore("find", texts / "c.jsonl", "--among", texts / "sources")
    told = ran.talk.splitlines()
    assert (ran.code, len(told), told[-1]) == (3, 52, "1,000 copies could not be read")
    assert told[-2] == "restore find: further copies cannot be read, and are not named"


def test_json_lines_on_either_side_and_standard_input(restore, texts):
    sources = texts / "s.jsonl"
    sources.write_text("".join(json.dumps({"id": n, "text": prose(n)}) + "\n" for n in range(4)))
    copies = "".join(json.dumps({"id": f"c{n}", "text": prose(n)[:500]}) + "\n" for n in (2, 0))
    ran = restore("find", "-", "--among", sources, "--format", "jsonl", stdin=copies.encode())
    assert [(answer["id"], answer["source"]) for answer in lines(ran)] == [("c2", 2), ("c0", 0)]


def test_a_text_from_standard_input(restore, texts):
    ran = restore("find", "-", "--among", texts / "sources", "--format", "jsonl", stdin=prose(1).encode())
    assert [(answer["id"], answer["source"]) for answer in lines(ran)] == [("-", "1.txt")]


def test_output_goes_to_a_file_and_not_onto_an_input(restore, texts):
    ran = restore("find", texts / "copy.txt", "--among", texts / "sources", "-f", "jsonl", "-o", texts / "out")
    assert ran.data == b""
    assert json.loads((texts / "out").read_text())["source"] == "3.txt"
    assert restore("find", texts / "copy.txt", "--among", texts / "sources", "-o", texts / "copy.txt").code == 2


def test_groups_of_the_seeds(restore):
    ran = restore("find", SEEDS, "--among", SEEDS, "--groups", "--format", "jsonl")
    assert ran.code == 0
    copies, passage, *_ = lines(ran)
    assert copies["kind"] == "copies"
    assert copies["members"] == ["000_ce709637c3c52afc.txt", "001_688b93f7396bab4d.txt"]
    assert passage["kind"] == "passage"
    assert len(passage["texts"]) == 3
    shown = restore("find", SEEDS, "--among", SEEDS, "--groups").text
    assert "group 1: 2 texts" in shown
    assert "replace:" in shown


def test_hostile_ids_are_shown_and_not_obeyed(restore, texts):
    (texts / "s.jsonl").write_text(json.dumps({"id": "\x1b[31mred\n", "text": prose(1)}) + "\n")
    (texts / "c.jsonl").write_text(json.dumps({"id": "\x1b]0;title\x07", "text": prose(1)}) + "\n")
    ran = restore("find", texts / "c.jsonl", "--among", texts / "s.jsonl")
    assert "\x1b" not in ran.text
    assert "␛[31mred↵" in ran.text


@pytest.mark.parametrize("threshold", ["2", "-0.1", "much", "nan"])
def test_thresholds_are_probabilities(restore, texts, threshold):
    assert restore("find", texts / "copy.txt", "--among", texts / "sources", "--threshold", threshold).code == 2


def test_a_missing_input_ends_with_3(restore, texts):
    ran = restore("find", texts / "gone.txt", "--among", texts / "sources")
    assert ran.code == 3
    assert "gone.txt: no such file" in ran.talk
    assert restore("find", texts / "copy.txt", "--among", texts / "gone").code == 3


def test_both_cannot_be_standard_input(restore):
    assert restore("find", "-", "--among", "-").code == 2


def test_spark_needs_an_index(restore, texts):
    ran = restore("find", texts / "copy.txt", "--among", texts / "sources", "--engine", "spark")
    assert ran.code == 2


@pytest.mark.parametrize("groups", [(), ("--groups",)])
def test_no_text_of_a_folder_is_written_over(restore, texts, groups):
    source = texts / "sources" / "3.txt"
    before = source.read_bytes()
    for copies, among in ((texts / "copy.txt", texts / "sources"), (texts / "sources", texts / "copy.txt")):
        ran = restore("find", copies, "--among", among, "-o", source, *groups)
        assert (ran.code, ran.data, source.read_bytes()) == (2, b"", before)
        assert ran.talk == f"restore find: output and input are the same file, {source}; name another\n"


def test_an_answer_may_be_written_anew_beside_the_texts(restore, texts):
    answer = texts / "sources" / "found.jsonl"
    codes = [restore("find", texts / "copy.txt", "--among", texts / "sources", "-o", answer).code for _ in range(2)]
    assert codes == [0, 0]


def test_what_is_covered_is_a_fraction_where_nothing_is(restore, texts):
    (texts / "copy.txt").write_text("Other words altogether, which nobody wrote about anything that stands in there.")
    (answer,) = lines(restore("find", texts / "copy.txt", "--among", texts / "sources", "--format", "jsonl"))
    assert (answer["source"], str(answer["coverage"])) == (None, "0.0")
